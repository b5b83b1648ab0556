"""A data package as it was at one moment, however long the notebooks that read it take."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from floorbook_report.errors import CommandError

if TYPE_CHECKING:
    from floorbook.package import Problem
    from floorbook.package.validation import Report

SECOND = "codings_blind"


def given(data: Path | None) -> Path:
    """The data package that was named, by option or by FLOORBOOK_DATA; else the shipped one."""
    from floorbook.loading import shipped

    return data or Path(os.environ.get("FLOORBOOK_DATA") or shipped())


def snapshot(
    data: Path, to: Path, codings: Path | None = None, source: Path | None = None
) -> Report:
    """Copy a data package into a new folder, check the copy, and return what it holds.

    What notebooks read one after the other is then the same for all, whoever edits the package
    meanwhile; and as it was checked here, they need not check it again. `codings` takes the place
    of the second coder's file.

    Raises
    ------
    CommandError
        When a file cannot be read, or is being changed right now; with all that is wrong with the
        package, or with `codings`.
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
    """What a data package holds; all that is wrong with it as `CommandError`.

    Warnings go to standard error. `shown` says how paths are called in messages.
    """
    # Takes pandas along, which `--help` can do without.
    from floorbook.package import validation

    found = validation.check(data, source)

    def told(problem: Problem) -> str:
        text = str(problem)
        for path, name in (shown or {}).items():
            text = text.replace(path, name)
        return text

    if found.problems:
        number = len(found.problems)
        lines = [f"{number} problem{'s' * (number > 1)} in the data", *map(told, found.problems)]
        raise CommandError("\n".join(lines))
    for warning in found.warnings:
        print(f"warning: {told(warning)}", file=sys.stderr)
    return found


def changed(path: Path) -> CommandError:
    """What ends a command whose data are not at rest."""
    return CommandError(f"{path} was changed while it was read: call it again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
