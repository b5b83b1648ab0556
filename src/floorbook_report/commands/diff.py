"""`floorbook diff`: what differs between two versions of a data package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from floorbook_report.snapshot import checked, opened

HELP = "tell two versions of a data package apart"
FORMATS = ("text", "markdown", "json")


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", type=Path, metavar="OLD", help="the folder of the older version")
    command.add_argument("new", type=Path, metavar="NEW", help="the folder of the newer version")
    command.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    command.add_argument(
        "--findings", action="store_true", help="only what the reports find, and not the data"
    )
    command.add_argument(
        "--exit-code", action="store_true", help="end with status 1 where something differs"
    )


def run(options: argparse.Namespace) -> int:
    """Print what differs between two versions of a data package, for review."""
    import pandas as pd

    from floorbook.loading import loaded
    from floorbook.measures.changes import changes, not_compared
    from floorbook_report.differences import described, found, told

    with opened(options.old, sys.stderr) as first, opened(options.new, sys.stderr) as second:
        old, new = (loaded(checked(folder), folder) for folder in (first, second))
        differences = [found(old, new)]
        if not options.findings:
            differences += [described(first, second), changes(old, new)]
    rows = pd.concat(differences)
    print(told(rows, options.format, not_compared(old, new)))
    return int(options.exit_code and not rows.empty)
