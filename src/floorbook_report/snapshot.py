"""A copy of a data package at one moment, so that all notebooks read the same data."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from floorbook_report.errors import CommandError, WrongData
from floorbook_report.scratch import scratch
from floorbook_report.writer import write_text

if TYPE_CHECKING:
    from floorbook.package import Problem
    from floorbook.package.validation import Report
    from floorbook.statements.making import Statements

SECOND = "codings_blind"


def given(data: Path | None) -> Path:
    """Return the data package named by option or by FLOORBOOK_DATA; else the shipped one."""
    from floorbook.places import shipped

    return data or Path(os.environ.get("FLOORBOOK_DATA") or shipped())


@contextmanager
def opened(data: Path, told: TextIO | None = None, *, keep: bool = False) -> Iterator[Path]:
    """Give the folder of a data package; of a table, one that is made of it for the time being.

    How a table was read is printed to `told` (default: the standard output), doubts to standard
    error. With `keep`, the file in which that can be corrected is written beside the table at the
    end, or brought up to date; one with comments of a person's own stays as it is.
    """
    from floorbook.statements import is_table

    if not is_table(data):
        yield data
        return
    made = understood(data)
    tell(made, told)
    with scratch() as folder:
        yield made.write(folder)
    if keep and made.outdated:
        write_text(made.beside, made.reading)
        print(f"{made.beside}  how the table was read, to be corrected")


def tell(made: Statements, told: TextIO | None = None) -> None:
    """Print how a table was read, and to standard error what was perhaps not meant so."""
    print(*made.told, sep="\n", file=told or sys.stdout, flush=True)
    for doubt in made.doubts:
        print(f"warning: {doubt}", file=sys.stderr)


def understood(table: Path) -> Statements:
    """Return what is made of a table; a `CommandError` has all that is wrong with it."""
    from floorbook.package import DataError
    from floorbook.statements.making import statements

    try:
        return statements(table)
    except DataError as error:
        raise WrongData(error.problems, "the table") from None


def snapshot(
    data: Path, to: Path, codings: Path | None = None, source: Path | None = None
) -> Report:
    """Copy a data package into a new folder, check the copy, and return what it contains.

    All notebooks then read the same data, even if someone edits the package meanwhile. They need
    not check it again, because it is checked here. `codings` replaces the second coder's file.

    Raises
    ------
    CommandError
        If a file cannot be read, or is being changed at this moment; and with everything that is
        wrong with the package, or with `codings`.
    """
    from floorbook.package import FILE
    from floorbook.package.description import describe
    from floorbook.package.sheet import unlisted

    package, _ = describe(data)
    if package is None:
        checked(data)
        raise changed(data / FILE)
    names = [FILE, *(table.path for table in package.tables if (data / table.path).is_file())]
    contents = {name: _content(data / name) for name in names}
    for name, content in contents.items():
        if _content(data / name) != content:
            raise changed(data / name)
    # Nobody reads what is not listed; that it is there is told of the copy.
    contents |= dict.fromkeys(unlisted(data, package.tables), b"")
    shown = {str(to): str(data)}
    if codings:
        if not package.has(SECOND):
            raise CommandError(f"{data} has no table {SECOND} that {codings} could stand for")
        second = package.table(SECOND).path
        contents[second] = _content(codings)
        shown = {str(to / second): str(codings), **shown}
    for name, content in contents.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)
    return checked(to, source, shown)


def checked(
    data: Path, source: Path | None = None, shown: Mapping[str, str] | None = None
) -> Report:
    """Return what a data package contains; a `CommandError` has all that is wrong with it.

    Warnings go to standard error. `shown` gives the names of paths in messages.
    """
    # Imports pandas, which `--help` does not need.
    from floorbook.package import validation

    found = validation.check(data, source)

    if found.problems:
        raise WrongData([named(one, shown or {}) for one in found.problems], "the data")
    for warning in found.warnings:
        print(f"warning: {named(warning, shown or {})}", file=sys.stderr)
    return found


def named(problem: Problem, shown: Mapping[str, str]) -> Problem:
    """Return a problem of a copy as one of what was copied: `shown` has the names of its paths."""
    texts = {one: getattr(problem, one) for one in ("file", "message", "value")}
    for path, name in shown.items():
        texts = {one: text and text.replace(path, name) for one, text in texts.items()}
    return replace(problem, **texts)


def changed(path: Path) -> CommandError:
    """Return the error of a command whose data change while they are read."""
    return CommandError(f"{path} was changed while it was read: call it again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
