"""`floorbook report`: notebooks executed, and a report of each."""

from __future__ import annotations

import argparse
from pathlib import Path

from floorbook_report.arguments import OUT, data, execution, out, source
from floorbook_report.errors import CommandError
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import given, opened, snapshot

HELP = "execute notebooks and write reports"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "notebooks",
        nargs="*",
        type=Path,
        metavar="NOTEBOOK|TABLE",
        help="notebooks (default: those that come with Floorbook); or one table of statements, "
        "by its ending (.csv, .tsv, .xlsx, .ods)",
    )
    data(command)
    out(command)
    command.set_defaults(out=None)  # beside a table, else as for the other commands
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
    from floorbook_report import page
    from floorbook_report.briefs import briefs, everybody
    from floorbook_report.execution import Inputs
    from floorbook_report.notebooks import bundled, found, read
    from floorbook_report.runs import reports

    page.front_end()  # fail now if it is not there, and not after the notebooks have run
    table = _table(options)
    package = table or given(options.data)
    options.out = options.out or (beside(table) if table else OUT)
    named = [found(one) for one in options.notebooks if one != table]
    notebooks = read(named or bundled())
    with scratch() as folder, opened(package, keep=True) as held:
        checked = snapshot(held, folder / "data", options.codings, options.source)
        if options.against:
            with opened(options.against) as older:
                snapshot(older, folder / "against")
        inputs = Inputs(
            folder / "data",
            options.source,
            options.with_passages,
            options.against and folder / "against",
        )
        people = {} if named else everybody(checked, folder / "data")
        own = briefs(people)
        reports({**notebooks, **own}, inputs, options, sharing=own)


def beside(table: Path) -> Path:
    """Return the folder beside a table for its reports.

    Examples
    --------
    >>> beside(Path("meeting/statements.xlsx")).as_posix()
    'meeting/statements-report'
    """
    return table.with_name(f"{table.stem}-report")


def _table(options: argparse.Namespace) -> Path | None:
    """Return the table among what was named, by its ending; None if there is none."""
    from floorbook.statements import is_table

    tables = [one for one in options.notebooks if is_table(one)]
    if len(tables) > 1 or (tables and options.data):
        names = ", ".join(map(str, [*tables, *filter(None, [options.data])]))
        raise CommandError(f"a report is made of one meeting's data: here are {names}")
    return tables[0] if tables else None
