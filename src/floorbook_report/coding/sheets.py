"""The sheets of a workbook that comes back: whether they are ours, and what was written in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from floorbook.package.problems import DataError, Problem, near
from floorbook.statements import workbook
from floorbook.statements.grid import Grid, clean, letters
from floorbook_report.coding.layout import (
    CODING,
    HEADERS,
    ID,
    LISTS,
    PACKAGE,
    STATEMENT,
    WRITTEN,
    Key,
    Layout,
)

Codings = dict[Key, dict[str, str]]
"""Codings by what tells them apart: their values by the columns to code in."""


def plain(text: str) -> str:
    """Return a text on one line, as a spreadsheet may have saved it.

    Examples
    --------
    >>> plain(" Port\\u00a0fees\\r\\n")
    'Port fees'
    """
    return " ".join(clean(text).split())


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook for coding."""

    layout: Layout
    coding: Grid
    lists: Grid
    written: Grid

    @classmethod
    def read(cls, layout: Layout, content: bytes, file: str) -> Sheets:
        """Read a workbook that was written for a package.

        Raises
        ------
        DataError
            If it was not, or has lost a sheet or a column.
        """
        grids = {grid.sheet: grid for grid in workbook.read(content, file, whole=True)}
        for name in (CODING, LISTS, WRITTEN):
            if name not in grids or not grids[name].rows:
                told = f"there is no sheet {name!r} in it: `floorbook workbook` has not written it"
                raise DataError([Problem(file, 1, 1, told)])
        found = cls(layout, grids[CODING], grids[LISTS], grids[WRITTEN])
        if problems := [*found._foreign(file)] or [*found._misheaded()]:
            raise DataError(problems)
        return found

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The headers of the sheet to code in."""
        return tuple(map(plain, self.coding.rows[0].cells))

    @cached_property
    def ids(self) -> dict[str, dict[str, str]]:
        """The ids that can be chosen in a column: by themselves, and by what is shown for each."""
        head, *rows = self.lists.rows
        found: dict[str, dict[str, str]] = {}
        for at, name in enumerate(head.cells):
            if at % 2 and name in HEADERS:
                own = {plain(id): id for id in self.layout.choices.get(name, ())}
                pairs = [row.cells[at - 1 : at + 1] for row in rows if row.cells[at]]
                pairs = [(shown, own.get(plain(id), id)) for shown, id in pairs]
                found[name] = {plain(id): id for _, id in pairs}
                found[name] |= {plain(shown): id for shown, id in pairs}
        return found

    @cached_property
    def codings(self) -> Codings:
        """The codings of the package as they were when the workbook was written."""
        found = ((point, values) for point, _, values in self._then if values.get("issue"))
        return {self.layout.key_of(point, values): values for point, values in found}

    @cached_property
    def statements(self) -> dict[str, str]:
        """The statements of the package as they were, by their points."""
        return {point: statement for point, statement, _ in self._then}

    @property
    def _then(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        _, head, *rows = self.written.rows
        for row in rows:
            cells = dict(zip(head.cells, row.cells, strict=True))
            id, statement = plain(cells.pop(ID, "")), plain(cells.pop(STATEMENT, ""))
            values = {
                name: self.ids.get(name, {}).get(plain(text), text) for name, text in cells.items()
            }
            yield self.layout.ids.get(id, id), statement, values

    def _foreign(self, file: str) -> Iterator[Problem]:
        """Say that it was written for another package."""
        mark, name = (*self.written.rows[0].cells, "")[:2]
        own = self.layout.dataset.package.name
        if mark != PACKAGE or plain(name) != plain(own) or len(self.written.rows) < 2:
            told = "the workbook was written for another package"
            yield Problem(file, 1, 1, told, name, (own,))

    def _misheaded(self) -> Iterator[Problem]:
        """Name the columns that are missing, and those that nobody would read."""
        wanted, there, place = self.layout.headers, self.headers, self.coding.place
        missing = [header for header in wanted if header not in there]
        number = self.coding.rows[0].number
        if len(missing) == len(wanted):
            told = f"the headers are not in the first row of the sheet {CODING!r}, which has"
            yield Problem(place, number, 1, told, plain("; ".join(filter(None, there))), wanted)
            return
        for at, header in enumerate(there):
            if header and (header not in wanted or header in there[:at]):
                told = f"column {letters(at)} is none that is read"
                hint = near(header, missing)
                yield Problem(place, number, at + 1, told, header, wanted, hint)
        for header in missing:
            yield Problem(place, number, 1, f"the column {header!r} is missing", None, wanted)
