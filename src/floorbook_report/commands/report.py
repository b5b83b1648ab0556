"""`floorbook report`: notebooks executed, and a report of each."""

from __future__ import annotations

import argparse
from pathlib import Path

from floorbook_report import page
from floorbook_report.arguments import data, execution, out, source
from floorbook_report.errors import CommandError
from floorbook_report.execution import Inputs
from floorbook_report.notebooks import bundled, found, read
from floorbook_report.runs import reports
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import given, snapshot

HELP = "execute notebooks and write reports"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "notebooks",
        nargs="*",
        type=Path,
        metavar="NOTEBOOK",
        help="default: those that come with Floorbook",
    )
    data(command)
    out(command)
    source(command, "the source documents")
    command.add_argument(
        "--with-passages",
        action="store_true",
        help="put the passages of the source into the reports; they may be under copyright",
    )
    command.add_argument(
        "--codings",
        type=Path,
        metavar="FILE",
        help="a second coder's codings (default: the blind coding of the data package)",
    )
    command.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        help="an older version of the data package, to say what changed",
    )
    execution(command)


def run(options: argparse.Namespace) -> None:
    """Execute notebooks and write a report of each, all of them or none."""
    if options.with_passages and not options.source:
        raise CommandError("--with-passages takes the passages from --source FOLDER: name it")
    from floorbook_report.briefs import briefs, everybody

    page.front_end()  # fail now if it is not there, and not after the notebooks have run
    package = given(options.data)
    named = [*map(found, options.notebooks)]
    notebooks = read(named or bundled())
    with scratch() as folder:
        checked = snapshot(package, folder / "data", options.codings, options.source)
        if options.against:
            snapshot(options.against, folder / "against")
        inputs = Inputs(
            folder / "data",
            options.source,
            options.with_passages,
            options.against and folder / "against",
        )
        people = {} if named else everybody(checked, folder / "data")
        own = briefs(people)
        reports({**notebooks, **own}, inputs, options, sharing=own)
