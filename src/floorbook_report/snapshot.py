"""A data package as it was at one moment, however long the notebooks that read it take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from floorbook_report.errors import CommandError

if TYPE_CHECKING:
    from floorbook.package.validation import Report

SECOND = "codings_blind"


def given(data: Path | None) -> Path:
    """The data package that was named, by option or by FLOORBOOK_DATA; else the shipped one."""
    from floorbook.dataset import shipped

    return data or Path(os.environ.get("FLOORBOOK_DATA") or shipped())


def snapshot(data: Path, to: Path, codings: Path | None = None) -> Path:
    """Copy a data package into a new folder, and return that; it was checked before.

    What notebooks read one after the other is then the same for all, whoever edits the package
    meanwhile. `codings` takes the place of the second coder's file.

    Raises
    ------
    CommandError
        When a file cannot be read, or is being changed right now; when `codings` is wrong.
    """
    from floorbook.package import FILE
    from floorbook.package.description import describe

    package, _ = describe(data)
    if package is None:
        raise changed(data / FILE)
    names = [FILE, *(table.path for table in package.tables)]
    contents = {name: _content(data / name) for name in names}
    for name, content in contents.items():
        if _content(data / name) != content:
            raise changed(data / name)
    second = package.table(SECOND).path if package.has(SECOND) else ""
    if codings and not second:
        raise CommandError(f"{codings} cannot be read: the package describes no table {SECOND}")
    if codings:
        contents[second] = _content(codings)
    for name, content in contents.items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(content)
    if codings:
        _check_codings(to, second, codings)
    return to


def checked(data: Path, source: Path | None = None) -> Report:
    """What a data package holds; all its problems as `CommandError`."""
    # Takes pandas along, which `--help` can do without.
    from floorbook.package import validation

    found = validation.check(data, source)
    if found.problems:
        problems = "\n".join(str(problem) for problem in found.problems)
        number = len(found.problems)
        raise CommandError(f"{number} problem{'s' * (number > 1)} in the data\n{problems}")
    return found


def changed(path: Path) -> CommandError:
    """What ends a command whose data are not at rest."""
    return CommandError(f"{path} was changed while it was read: call it again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None


def _check_codings(package: Path, second: str, codings: Path) -> None:
    try:
        checked(package)
    except CommandError as error:
        raise CommandError(str(error).replace(str(package / second), str(codings))) from None
