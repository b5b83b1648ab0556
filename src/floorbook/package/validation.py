"""Checks whether a data package fits its own description and all rules.

The whole package is checked first: a report has all problems at once.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from floorbook.package import anchors, description, rules, sheet
from floorbook.package.keys import dangling, duplicates
from floorbook.package.problems import Problem, slip
from floorbook.package.reference import reference
from floorbook.package.schema import FILE, Package
from floorbook.package.sheet import Sheets

COUNTED = {  # table: one row, several rows
    "meetings": ("meeting", "meetings"),
    "sources": ("source", "sources"),
    "items": ("item", "items"),
    "participants": ("participant", "participants"),
    "interventions": ("intervention", "interventions"),
    "points": ("point", "points"),
    "acts": ("act", "acts"),
    "responses": ("response", "responses"),
    "codebook": ("issue", "issues"),
    "codings": ("coding", "codings"),
    "codings_blind": ("blind coding", "blind codings"),
    "claims": ("claim", "claims"),
}


@dataclass(frozen=True)
class Report:
    """What a data package contains, and all that is wrong with it.

    Attributes
    ----------
    package
        Its description; None if that cannot be used.
    sheets
        Its tables by name.
    texts
        The texts of its sources by id, if they were given.
    problems
        In the order of the package's files, then of line and column. Empty for a valid package.
    warnings
        What is not a fault but rarely meant, in the same order.
    """

    package: Package | None
    sheets: Sheets = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def summary(self) -> str:
        """Return what the package holds in one line."""
        counts = Counter({name: len(sheet.frame) for name, sheet in self.sheets.items()})
        told = [
            f"{counts[table]:,} {one if counts[table] == 1 else several}"
            for table, (one, several) in COUNTED.items()
            if counts[table]
        ]
        return ", ".join(told) or "nothing"


CHECKED = "FLOORBOOK_CHECKED"
"""Environment variable: the digest of a data package that was checked before notebooks read it."""


def digest(folder: Path) -> str:
    """Return a SHA-256 over the names and bytes of the files of a folder."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".csv")):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return found.hexdigest()


def check(
    folder: str | Path, source: str | Path | None = None, *, trusted: str | None = None
) -> Report:
    """Check everything in a data package.

    Parameters
    ----------
    folder
        The data package: a folder with datapackage.json.
    source
        A folder with the files named in the table of sources. With it, every anchor is compared
        with the text, and there is a warning about words that were copied from it.
    trusted
        The digest of a package that was checked before. If this is the same package, it is read but
        not checked again. Sources are in another folder and may have changed: they are checked.

    Returns
    -------
    Report
        All problems and warnings. Nothing in a package raises an exception.

    Examples
    --------
    >>> check("nowhere").problems[0].message
    'there is no such folder'
    """
    shown = str(folder)
    folder = Path(folder)
    if not os.path.isdir(folder):
        packed = os.path.lexists(folder)
        why = "is no folder: unpack it first" if packed else "there is no such folder"
        return Report(None, problems=(Problem(shown, 1, 1, why),))
    package, problems = description.describe(folder, shown)
    if package is None:
        return Report(None, problems=tuple(problems))
    free = sheet.unlisted(folder, package.tables)
    sheets = {table.name: sheet.read(table, folder, shown, free) for table in package.tables}
    texts: Mapping[str, str] = {}
    known = bool(trusted) and not problems and digest(folder) == trusted
    if not known:
        problems += amiss(package, sheets, f"{shown}/{FILE}")
    lost, spare = _unlisted(free, sheets, shown)
    problems += lost
    if source is not None:
        texts, unread = anchors.texts(sheets, Path(source))
        found = [*unread, *anchors.astray(sheets, texts)]
        problems = [*_better(problems, found), *found]  # the source says what an empty cell lacks
    files = [f"{shown}/{FILE}", *(each.file for each in sheets.values())]
    doubts = () if known else (*spare, *rules.doubtful(sheets, texts))
    both = (tuple(_sorted(each, files)) for each in (problems, doubts))
    return Report(package, sheets, texts, *both)


def _better(problems: Iterable[Problem], others: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of cells of which no other says more."""
    told = {(problem.file, problem.line, problem.column) for problem in others}
    yield from (one for one in problems if (one.file, one.line, one.column) not in told)


def amiss(package: Package, sheets: Sheets, description: str) -> Iterator[Problem]:
    """Yield what is wrong with tables that were read; `description` is the file that names them."""
    for each in sheets.values():
        yield from (*each.problems, *duplicates(each), *dangling(each, sheets))
    yield from rules.broken(package, sheets, description)


def _unlisted(
    files: Iterable[str], sheets: Sheets, shown: str
) -> tuple[list[Problem], list[Problem]]:
    """Return the files that are no table's: with the name of a table that is then missing, and
    others. What another table's path seems to mean is told there."""
    told = {problem.suggestion for each in sheets.values() for problem in each.problems}
    absent = [table.name for table in reference().tables if table.name not in sheets]
    lost: list[Problem] = []
    spare: list[Problem] = []
    for file in files:
        meant = slip(Path(file).stem, absent)
        message = f"{FILE} does not list this file, and so nobody reads it"
        allowed = f"a table {meant!r} listed there" if meant else "files that are listed there"
        if file not in told:
            problem = Problem(f"{shown}/{file}", 1, 1, message, None, (allowed, "no such file"))
            (lost if meant else spare).append(problem)
    return lost, spare


def _sorted(problems: Iterable[Problem], files: list[str]) -> Iterator[Problem]:
    ranks = {file: rank for rank, file in reversed([*enumerate(files)])}
    yield from sorted(
        dict.fromkeys(problems),
        key=lambda problem: (
            ranks.get(problem.file, len(ranks)),
            problem.line,
            problem.column,
            problem.message,
        ),
    )
