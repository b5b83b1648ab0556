"""The program `floorbook`, and `python -m floorbook_report` where its script is not on the path."""

from __future__ import annotations

import signal
import sys

STOPPED = 130  # the exit status that a shell expects after Ctrl-C


def main() -> int:
    """Run a command; after it, Ctrl-C is ignored because nothing is left to stop."""
    status = run()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def run() -> int:
    """Run a command; 0 when all went well, 1 when not, 2 for a wrong call, 130 after Ctrl-C."""
    try:
        # The import takes a second, and Ctrl-C may be pressed during it too.
        from floorbook_report import commands

        return commands.main()
    except KeyboardInterrupt:
        print("floorbook: stopped; nothing is half done", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
