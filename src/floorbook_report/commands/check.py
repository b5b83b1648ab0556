"""`floorbook check`: what a data package contains, or all that is wrong with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from floorbook_report.arguments import source
from floorbook_report.errors import WrongData
from floorbook_report.snapshot import checked, opened

HELP = "validate a data package"
FORMATS = ("text", "json", "junit", "sarif", "github")


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "data", nargs="?", type=Path, metavar="DATA", help="its folder (default: the shipped one)"
    )
    source(command, "the source documents, to check places in them")
    command.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help="how problems are written: to be read (default: text), or for other programs; "
        "github makes annotations of them",
    )


def run(options: argparse.Namespace) -> int:
    """Check a data package: print what it contains, or all that is wrong with it."""
    from floorbook.places import shipped

    data = options.data or shipped()
    if options.format == FORMATS[0]:
        with opened(data) as folder:
            print(checked(folder, options.source).summary())
        return 0
    from floorbook.package import validation
    from floorbook_report import annotations

    try:
        with opened(data, sys.stderr) as folder:
            report = validation.check(folder, options.source)
            problems, warnings = report.problems, report.warnings
    except WrongData as error:  # of a table, which is no package yet
        problems, warnings = error.problems, ()
    print(annotations.FORMATS[options.format](annotations.found(problems, warnings)))
    return int(bool(problems))
