"""Where a table begins: its title, its row of headers, the role of each column, its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from floorbook.package.characters import CONTROL, strange
from floorbook.package.problems import DataError, Problem, near
from floorbook.statements.corrections import Corrections, quoted
from floorbook.statements.grid import ERROR, Grid, Row, folded, letters, listed
from floorbook.statements.roles import KEPT, LEFT_OUT, ROLES, roles, understood

DEEPEST = 20  # rows above the headers
ENOUGH = 100
ERRORS = (ERROR, "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!")


@dataclass(frozen=True)
class Record:
    """A row below the headers: its number, what its columns say by role, and the kept columns."""

    number: int
    values: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, role: str) -> str:
        return self.values.get(role, "")


@dataclass(frozen=True)
class Head:
    """A table that is understood: `columns` gives the role of each header."""

    grid: Grid
    title: str
    columns: Mapping[str, str]
    records: tuple[Record, ...]
    told: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def header(self, role: str) -> str:
        """Return the header of the column that has this role; "" if none has."""
        return next((name for name, one in self.columns.items() if one == role), "")

    def cells(self, header: str, rows: Sequence[int], most: int = 12) -> str:
        """Name cells of a column as a spreadsheet does, the first ranges of many."""
        letter = letters([*self.columns].index(header))
        several = sorted({*rows})
        places: list[tuple[str, int]] = []
        for _, run in groupby(enumerate(several), lambda pair: pair[1] - pair[0]):
            one = [f"{letter}{row}" for _, row in run]
            whole = [(f"{one[0]}:{one[-1]}", len(one))]
            places += whole if len(one) > 2 else [(place, 1) for place in one]
        left = sum(cells for _, cells in places[most:])
        shown = ", ".join(place for place, _ in places[:most]) + (f" and {left} more" * (left > 0))
        return f"cell{'s' * (len(several) > 1)} {shown} ({header})"

    def doubt(
        self,
        role: str,
        rows: Sequence[int],
        told: str,
        value: str | None = None,
        allowed: tuple[str, ...] = (),
        suggestion: str = "",
    ) -> Problem:
        """Say what was perhaps not meant in cells of a column, by its role or else its header."""
        header = self.header(role) or role
        column = [*self.columns].index(header) + 1
        message = f"{self.cells(header, rows)}: {told}"
        return Problem(self.grid.place, rows[0], column, message, value, allowed, suggestion)

    def has(self, role: str) -> bool:
        """Say whether a column has this role, and anything stands in it."""
        return any(record[role] for record in self.records)


def head(grids: Sequence[Grid], asked: Corrections, beside: str) -> Head:
    """Find the table in the sheets of a file; `beside` is the file of corrections.

    Raises
    ------
    DataError
        If nobody is named in it, or nothing said; and for cells that no package can have.
    """
    read = {each.sheet: _readable(each) for each in grids}
    grids = [grid for grid, _ in read.values()]
    found = [(_start(each, asked), each) for each in grids]
    start, grid = max(found, key=lambda one: one[0].score, default=(Start(), Grid("")))
    if start.score < ENOUGH:
        raise DataError(_missing(grids or [grid], asked, beside))
    headers = _headers(start)
    given = roles(headers, asked.columns)
    columns = dict(zip(headers, given, strict=True))
    if problems := [*_unknown(grid, headers, asked, beside), *_broken(grid, start, headers, given)]:
        raise DataError(problems)
    told = [*grid.told]
    others = [other.sheet for other in grids if other is not grid and other.rows]
    if others:
        told.append(f"sheets that are not read: {', '.join(map(repr, others))}")
    if start.cells != grid.rows[start.at].cells:
        rows = [grid.rows[at].number for at in (start.at - 1, start.at)]
        told.append(f"headers stand in two rows: {listed(rows)}")
    below = (row for row in grid.rows[start.at + 1 :] if row.cells != start.cells)
    records = [_record(row, columns) for row in below]  # headers may stand on every page
    records = [one for one in records if one.values or one.kept]
    doubts = tuple(read[grid.sheet][1])
    return Head(grid, _title(grid, start.at), columns, tuple(records), tuple(told), doubts)


def _readable(grid: Grid) -> tuple[Grid, list[Problem]]:
    """Leave out control characters, which come from PDFs and broken letters, and name their cells.

    No package can have them, and nobody sees them in a spreadsheet to take them out. NUL stays, and
    is refused: a file that has it is no text.
    """
    doubts: list[Problem] = []
    rows: list[Row] = []
    for row in grid.rows:
        cells = tuple(cell if "\0" in cell else CONTROL.sub("", cell) for cell in row.cells)
        for column, (cell, left) in enumerate(zip(row.cells, cells, strict=True)):
            if cell != left:
                several = dict.fromkeys(f"U+{ord(one):04X}" for one in CONTROL.findall(cell))
                told = f"cell {letters(column)}{row.number}: control characters are left out"
                told += f", {', '.join(several)}"
                doubts.append(Problem(grid.place, row.number, column + 1, told, cell))
        rows.append(replace(row, cells=cells) if cells != row.cells else row)
    return replace(grid, rows=tuple(rows)), doubts


def score(grid: Grid, asked: Corrections | None = None) -> int:
    """Say how much is understood of a grid: `ENOUGH` if it can be read."""
    return _start(grid, asked or Corrections()).score


@dataclass(frozen=True)
class Start:
    """Where the headers stand (`at` is the lower of two rows), and how well they are understood."""

    score: int = 0
    at: int = 0
    cells: tuple[str, ...] = ()


def _start(grid: Grid, asked: Corrections) -> Start:
    """Find the headers: in two rows only where no row alone has those that are needed."""
    rows = grid.rows[:DEEPEST]
    alone = [(at, row.cells) for at, row in enumerate(rows)]
    joined = [
        (at, tuple(low or high for high, low in zip(rows[at - 1].cells, cells, strict=True)))
        for at, cells in alone[1:]
    ]

    def best(some: Sequence[tuple[int, tuple[str, ...]]]) -> Start:
        starts = (Start(understood(cells, asked.columns), at, cells) for at, cells in some)
        return max(starts, key=lambda start: start.score, default=Start())

    first = best(alone)
    second = first if first.score >= ENOUGH else best(joined)
    return second if second.score >= ENOUGH else first


def _likely(grid: Grid, asked: Corrections) -> Start:
    """Return the row most like headers where no row has those that are needed.

    What stands in its column again is a value and no header.
    """
    counts = [Counter(column) for column in zip(*(row.cells for row in grid.rows), strict=True)]
    starts = []
    for at, row in enumerate(grid.rows[:DEEPEST]):
        once = [cell * (count[cell] == 1) for cell, count in zip(row.cells, counts, strict=True)]
        starts.append(Start(understood(once, asked.columns), at, row.cells))
    filled = ((start.score, sum(map(bool, start.cells)), start) for start in starts)
    return max(filled, key=lambda one: one[:2], default=(0, 0, Start()))[2]


def _title(grid: Grid, at: int) -> str:
    """Return the text that stands alone in a row above the headers."""
    above = ([cell for cell in row.cells if cell] for row in grid.rows[:at])
    titles = (" ".join(cells[0].split()) for cells in above if len({*cells}) == 1)
    return next((title for title in titles if not strange(title)), "")


def _headers(start: Start) -> list[str]:
    """Return the headers, each of its own; a column without one is named by its letters."""
    found: list[str] = []
    for column, cell in enumerate(start.cells):
        name = " ".join(cell.split()) or f"column {letters(column)}"
        while name in found:
            name = f"{name} (column {letters(column)})"
        found.append(name)
    return found


def _record(row: Row, columns: Mapping[str, str]) -> Record:
    pairs = [
        (header, role, cell)
        for (header, role), cell in zip(columns.items(), row.cells, strict=True)
    ]
    values = {role: cell for _, role, cell in pairs if role in ROLES and cell}
    if not values.get("issue", "x").strip(" ;|,\n"):
        del values["issue"]
    kept = {header: cell for header, role, cell in pairs if role == KEPT and cell}
    return Record(row.number, values, kept)


def _missing(grids: Sequence[Grid], asked: Corrections, beside: str) -> list[Problem]:
    """Say which of the needed columns are not there, and how to name them."""
    place, first = grids[0].place, grids[0]
    if not any(grid.rows for grid in grids):
        return [
            Problem(place, 1, 1, "the table is empty", None, ("headers, and a row a statement",))
        ]
    start = _likely(first, asked)
    headers = _headers(start)
    given = roles(headers, asked.columns)
    number = first.rows[start.at].number
    problems = []
    for wanted, told, example in (
        ({"participant"}, "no column says who spoke", "participant"),
        ({"statement", "issue"}, "no column says what was said, or on which issue", "statement"),
    ):
        if not wanted & {*given}:
            below = first.rows[start.at + 1 :]
            free = [at for at, role in enumerate(given) if role == KEPT]
            at = _wordiest(below, free) if example == "statement" else next(iter(free), None)
            line = "" if at is None else f"{quoted(headers[at])} = {quoted(example)}"
            names = ", ".join(headers)
            how = f"write into {beside}: [columns] {line}" if line else "add one"
            message = f"{told}; {how}; the headers are"
            problems.append(Problem(place, number, 1, message, names))
    return problems


def _wordiest(rows: Sequence[Row], columns: Sequence[int]) -> int | None:
    """Return the column with most letters: what was said, if anything is."""
    letters_of = {at: sum(len(row.cells[at]) for row in rows) for at in columns}
    return max(letters_of, key=letters_of.__getitem__, default=None)


def _unknown(
    grid: Grid, headers: Sequence[str], asked: Corrections, beside: str
) -> Iterator[Problem]:
    known = {folded(header) for header in headers}
    for header in asked.columns:
        if folded(header) not in known:
            told = f"[columns] names a column that {grid.file} does not have"
            path = str(Path(grid.file).with_name(beside))
            line = asked.places.get(("columns", header), 1)
            yield Problem(path, line, 1, told, header, tuple(headers), near(header, headers))


def _broken(
    grid: Grid, start: Start, headers: Sequence[str], given: Sequence[str]
) -> Iterator[Problem]:
    """Yield cells that no package can have, in columns that are read."""
    # In a file of text a longer row is one whose cells have moved; in a sheet, a remark beside it.
    width = max((at + 1 for at, cell in enumerate(start.cells) if cell), default=0)
    beyond = 0 if grid.sheet else width
    for row in grid.rows[start.at :]:
        for column, cell in enumerate(row.cells):
            if given[column] == LEFT_OUT:
                continue
            place = f"cell {letters(column)}{row.number} ({headers[column]})"
            if cell and beyond and column >= beyond:
                told = "the row is longer than the headers"
                allowed = ("quotes around a cell with separators", "a header for this column")
                yield Problem(grid.place, row.number, column + 1, told, cell, allowed)
                break
            if why := strange(cell):
                yield Problem(grid.place, row.number, column + 1, f"{place}: {why}", cell)
            elif cell in ERRORS:
                told = f"{place}: the spreadsheet shows an error"
                yield Problem(grid.place, row.number, column + 1, told, cell, ("a text",))


def mojibake(found: Head) -> Iterator[Problem]:
    """Name texts that were read in the wrong encoding before they came here."""
    texts: dict[tuple[str, str], list[int]] = {}
    for record in found.records:
        pairs = [(found.header(role), text) for role, text in record.values.items()]
        for header, text in (*pairs, *record.kept.items()):
            if _meant(text) != text:
                texts.setdefault((header, text), []).append(record.number)
    told = "letters look broken, and are shown as they stand"
    allowed = ("the table exported again as UTF-8",)
    for (header, text), rows in texts.items():
        yield found.doubt(header, rows, told, text[:60], allowed, _meant(text)[:60])


def _meant(text: str) -> str:
    """Return what a text was before its UTF-8 was read as Windows-1252; or the text itself."""
    if text.isascii() or not any(mark in text for mark in "ÃÂâÐØÅ"):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
