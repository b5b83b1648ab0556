"""The program `floorbook`, and `python -m floorbook_report` where its script is not on the path."""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper

STOPPED = 130  # the exit status that a shell expects after Ctrl-C


def main() -> int:
    """Run a command; after it, Ctrl-C is ignored because nothing is left to stop."""
    status = run()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def run() -> int:
    """Run a command; 0 when all went well, 1 when not, 2 for a wrong call, 130 after Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        # Into a pipe or a file goes UTF-8, whatever the code page of the terminal is; what a
        # terminal cannot show is written out.
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        # The import takes a second, and Ctrl-C may be pressed during it too.
        from floorbook_report import commands

        return commands.main()
    except KeyboardInterrupt:
        print("floorbook: stopped; nothing is half done", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
