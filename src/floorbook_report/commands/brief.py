"""`floorbook brief`: one page on each of some participants."""

from __future__ import annotations

import argparse

from floorbook_report import page
from floorbook_report.arguments import data, execution, out
from floorbook_report.errors import CommandError
from floorbook_report.execution import Inputs
from floorbook_report.notebooks import bundled, read
from floorbook_report.runs import reports
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import given, snapshot

HELP = "write one page on a participant"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("participants", nargs="*", metavar="PARTICIPANT", help="its id: mexico")
    command.add_argument("--all", action="store_true", help="a page on every participant")
    data(command)
    out(command)
    execution(command)


def run(options: argparse.Namespace) -> None:
    """Write a page on each of the participants named, in parallel."""
    from floorbook_report.briefs import BRIEF, briefs, chosen

    page.front_end()
    package = given(options.data)
    path = next((one for one in bundled() if one.name == BRIEF), None)
    if path is None:
        raise CommandError(f"{BRIEF} did not come with this installation")
    with scratch() as folder:
        participants = chosen(snapshot(package, folder / "data"), options)
        inputs = Inputs(folder / "data")
        reports(briefs(read([path])[path], path.parent, participants), inputs, options)
