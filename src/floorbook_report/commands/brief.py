"""`floorbook brief`: one page on each of some participants."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from types import ModuleType

from floorbook_report.arguments import data, execution, out, positive
from floorbook_report.errors import CommandError
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import given, opened, snapshot

HELP = "write one page on a participant"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("participants", nargs="*", metavar="PARTICIPANT", help="its id: mexico")
    command.add_argument("--all", action="store_true", help="a page on every participant")
    data(command)
    out(command)
    execution(command)
    command.add_argument(
        "--dask", metavar="ADDRESS", help="spread them over the workers of this Dask scheduler"
    )
    command.add_argument(
        "--a-task", type=positive, metavar="N", default=100, help="briefs a task with --dask"
    )


def run(options: argparse.Namespace) -> None:
    """Write a page on each of the participants named, in parallel."""
    from floorbook_report.forks import forking

    # Forks import what kernels need while this process does its own part.
    with nullcontext(None) if options.dask else forking() as forks:
        from floorbook_report import page
        from floorbook_report.briefs import briefs, chosen
        from floorbook_report.execution import Inputs
        from floorbook_report.runs import reports, write

        page.front_end()
        package = given(options.data)
        with scratch() as folder, opened(package) as held:
            own = briefs(chosen(snapshot(held, folder / "data"), options))
            if options.dask:
                write(_cluster().spread(own, folder / "data", options), options.out)
            else:
                reports(own, Inputs(folder / "data"), options, sharing=own, forks=forks)


def _cluster() -> ModuleType:
    """Return the module that needs the extra; a `CommandError` says so where it is missing."""
    try:
        from floorbook_report import cluster
    except ModuleNotFoundError as error:
        raise CommandError(
            f"--dask needs the extra `floorbook[dask]` ({error}): pip install 'floorbook[dask]'"
        ) from None
    return cluster
