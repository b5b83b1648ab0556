"""`floorbook check`: what a data package contains, or all that is wrong with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from floorbook_report.arguments import source
from floorbook_report.snapshot import checked, opened

HELP = "validate a data package"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "data", nargs="?", type=Path, metavar="DATA", help="its folder (default: the shipped one)"
    )
    source(command, "the source documents, to check places in them")


def run(options: argparse.Namespace) -> None:
    """Check a data package: print what it contains, or all that is wrong with it."""
    from floorbook.loading import shipped

    with opened(options.data or shipped()) as folder:
        print(checked(folder, options.source).summary())
