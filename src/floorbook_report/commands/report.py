"""`floorbook report`: notebooks executed, and a report of each."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from floorbook_report.arguments import OUT, data, execution, out, source
from floorbook_report.errors import CommandError
from floorbook_report.notebooks import bundled, found, read
from floorbook_report.records import ALL, Parts, Record, changes, common, reasons
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
    command.add_argument(
        "--why", action="store_true", help="say which reports are made again, and why"
    )
    command.add_argument(
        "--force", action="store_true", help="make all reports, also where nothing has changed"
    )


def run(options: argparse.Namespace) -> None:
    """Execute notebooks and write a report of each, all of them or none."""
    if options.with_passages and not options.source:
        raise CommandError("--with-passages takes the passages from --source FOLDER: name it")
    table = _table(options)
    package = table or given(options.data)
    options.out = options.out or (beside(table) if table else OUT)
    if named := [one for one in options.notebooks if one != table]:
        _make(options, package, [found(one) for one in named])
        return
    earlier = Record.read(options.out)
    parts = common(options, package)
    due = _due(options, parts, earlier)
    if options.why or not due:
        _tell(due, earlier, options.out)
    if due:
        made, people = _make(options, package, bundled(), due)
        record = Record.of(bundled(), people, made, None if ALL in due else earlier)
        _clear(options.out, earlier, record)
        now = common(options, package)
        if parts.items() <= now.items():  # else the data changed meanwhile
            replace(record, common=now).write(options.out)


def _clear(folder: Path, earlier: Record | None, record: Record) -> None:
    """Remove pages of an earlier run that no report has now, unless somebody has changed them."""
    for name in earlier.spare(record, folder) if earlier else ():
        path = folder / f"{name}.html"
        path.unlink(missing_ok=True)
        print(f"{path}  removed: no report has this name now")


def _due(options: argparse.Namespace, parts: Parts, earlier: Record | None) -> dict[str, str]:
    """Return by its name why each report has to be made."""
    if options.force:
        return {ALL: "--force"}
    if options.source or os.environ.get("FLOORBOOK_SOURCE"):
        return {ALL: "the source documents are read too"}
    if earlier is None:
        return {ALL: "there is no record of an earlier run"}
    if changed := "; ".join(changes(earlier.common, parts)):
        return {ALL: changed}
    return reasons(earlier, bundled(), options.out)


def _tell(due: Mapping[str, str], earlier: Record | None, folder: Path) -> None:
    """Print why which reports are made, and how many stay as they are."""
    for name, why in due.items():
        print(f"{'all reports' if name == ALL else f'{name}.html'}: {why}")
    left = len({*earlier.notebooks} - {*due}) if earlier and ALL not in due else 0
    if left:
        print(f"{folder}: nothing has changed for {left} report{'s' * (left > 1)}")


def _make(
    options: argparse.Namespace,
    package: Path,
    notebooks: Sequence[Path],
    due: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], dict[str, str]]:
    """Execute notebooks and write their reports; returns these, and who has a page.

    With `due` everybody has one, and only what is due is made.
    """
    from floorbook_report.forks import forking

    with forking() as forks:  # it imports what kernels need while this process does its own part
        from floorbook_report import page
        from floorbook_report.briefs import briefs, everybody
        from floorbook_report.execution import Inputs
        from floorbook_report.runs import reports

        page.front_end()  # fail now if it is not there, and not after the notebooks have run
        every = read(notebooks)
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
            if forks and due is not None:  # most of what all of them open with is for others
                forks.read(inputs.environment())
            people = {} if due is None else everybody(checked, folder / "data")
            own = briefs(people)
            every |= own
            if due is not None and ALL not in due:
                every = {path: one for path, one in every.items() if path.stem in due}
            return reports(every, inputs, options, sharing=own, forks=forks), people


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
