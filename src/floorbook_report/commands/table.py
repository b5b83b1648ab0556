"""`floorbook table`: a table of the data, or a measure, as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from floorbook_report.arguments import data
from floorbook_report.errors import CommandError
from floorbook_report.snapshot import checked, opened
from floorbook_report.writer import unwritten, write_bytes

HELP = "write a table of the data, or a measure"
FORMATS = ("csv", "json", "xlsx", "graphml")


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", metavar="NAME", help="cells, agreement, codings, …")
    command.add_argument(
        "--list", action="store_true", help="list all names; so does no name at all"
    )
    command.add_argument("--format", choices=FORMATS, default="csv", help="default: csv")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: the standard output")
    command.add_argument(
        "--meeting", metavar="ID", help="graphml: the meeting, where the package holds several"
    )
    data(command)


def run(options: argparse.Namespace) -> None:
    """Write a table of the data or a measure, for people and for programs."""
    from floorbook.loading import loaded
    from floorbook.places import shipped
    from floorbook_report.tables import names, written

    with opened(options.data or shipped(), sys.stderr) as package:
        dataset = loaded(checked(package), package)
        if options.list or not options.name:
            print("\n".join(names(dataset)))
            return
        content = written(dataset, options.name, options.format, options.meeting)
    if options.out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        write_bytes(options.out, content)
    except OSError as error:
        raise CommandError(unwritten(error)) from error
