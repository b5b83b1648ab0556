"""`floorbook brief`: one page on each of some participants."""

from __future__ import annotations

import argparse

from floorbook_report.arguments import data, execution, out
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import given, opened, snapshot

HELP = "write one page on a participant"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("participants", nargs="*", metavar="PARTICIPANT", help="its id: mexico")
    command.add_argument("--all", action="store_true", help="a page on every participant")
    data(command)
    out(command)
    execution(command)


def run(options: argparse.Namespace) -> None:
    """Write a page on each of the participants named, in parallel."""
    from floorbook_report.forks import forking

    with forking() as forks:  # it imports what kernels need while this process does its own part
        from floorbook_report import page
        from floorbook_report.briefs import briefs, chosen
        from floorbook_report.execution import Inputs
        from floorbook_report.runs import reports

        page.front_end()
        package = given(options.data)
        with scratch() as folder, opened(package) as held:
            own = briefs(chosen(snapshot(held, folder / "data"), options))
            reports(own, Inputs(folder / "data"), options, sharing=own, forks=forks)
