"""The program `floorbook`, and `python -m floorbook_report` where its script is not on the path."""

from __future__ import annotations

import signal
import sys
from types import ModuleType
from typing import cast

STOPPED = 130  # the exit status that a shell expects after Ctrl-C


def main() -> int:
    """Run a command; after it, Ctrl-C is ignored because nothing is left to stop."""
    status = run()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def run() -> int:
    """Run a command; 0 when all went well, 1 when not, 2 for a wrong call, 130 after Ctrl-C."""
    try:
        _spare()
        # The import takes a second, and Ctrl-C may be pressed during it too.
        from floorbook_report import commands

        return commands.main()
    except KeyboardInterrupt:
        print("floorbook: stopped; nothing is half done", file=sys.stderr)
        return STOPPED


def _spare() -> None:
    """Leave out a module that takes longer to load than all others together.

    nbformat loads jsonschema, which builds a grammar of addresses (RFC 3987) where it can. No
    schema of a notebook has an address to check, and jsonschema does without.
    """
    sys.modules.setdefault("rfc3987_syntax", cast("ModuleType", None))


if __name__ == "__main__":
    sys.exit(main())
