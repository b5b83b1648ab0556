"""`python -m floorbook_report`: the command line, where its script is not on the path."""

import sys

from floorbook_report.commands import main

sys.exit(main())
