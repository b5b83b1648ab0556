"""One table as it is in its file: a frame of text, and the place of every cell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any, SupportsIndex

import numpy as np
import pandas as pd

from floorbook.package import csvfile
from floorbook.package.csvfile import CsvFile
from floorbook.package.fields import Row
from floorbook.package.problems import Problem, near
from floorbook.package.schema import FILE, Table
from floorbook.package.values import faults

MOST_HINTS = 500  # in a header: more than any table has columns


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of a table.

    Attributes
    ----------
    table
        Its description.
    file
        Its name in messages.
    frame
        Text, "" for an empty cell; only columns that are described and are in the header.
    spoilt
        All values of rows that could not be used, and for wrong cells the value that was probably
        meant. Rows that refer to these values are then not reported as well.
    problems
        What is wrong with the file, its header, and its cells taken one by one.
    source
        The file that was read: it knows where each cell stands.
    """

    table: Table
    file: str
    frame: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    spoilt: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    source: CsvFile = field(default_factory=lambda: CsvFile(""), repr=False)
    _firsts: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False)
    _numbers: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def has(self, *columns: str) -> bool:
        """Say whether these columns are there."""
        return set(columns) <= set(self.frame.columns)

    def place(self, row: SupportsIndex, column: str) -> tuple[int, int]:
        """Return line and column, in the file, of the cell in a row of the frame."""
        cell = self.source.cell(int(row), self._header[column])
        return cell.line, cell.column

    def problem(
        self,
        row: SupportsIndex,
        column: str,
        message: str,
        allowed: tuple[str, ...] = (),
        suggestion: str = "",
    ) -> Problem:
        """Return a problem that points to a cell."""
        value = str(self.frame[column].array[int(row)])
        return Problem(self.file, *self.place(row, column), message, value, allowed, suggestion)

    def texts(self, column: str) -> Any:
        """Return a column as an array of text."""
        return self.frame[column].to_numpy()

    def numbers(self, column: str) -> Any:
        """Return a column as an array of whole numbers; NaN for anything else, which is reported
        elsewhere."""
        if column not in self._numbers:
            texts = self.frame[column]
            found = [
                float(text) if text.isdigit() and text.isascii() and len(text) < 16 else np.nan
                for text in texts
            ]
            self._numbers[column] = np.array(found, dtype=float)
        return self._numbers[column]

    def rows(self, *columns: str) -> list[tuple[str, ...]]:
        """Return the texts of some columns, row by row."""
        return list(zip(*(self.frame[column] for column in columns), strict=True))

    def first(self, column: str) -> dict[str, int]:
        """Return the rows by the text of a column, the first for each; none for ""."""
        if column not in self._firsts:
            texts = self.texts(column)[::-1]
            self._firsts[column] = dict(zip(texts, range(len(texts))[::-1], strict=True))
            self._firsts[column].pop("", None)
        return self._firsts[column]

    def find(self, column: str, texts: Iterable[str]) -> Any:
        """Return for each text the first row that has it in a column; -1 if there is none."""
        return np.array([*map(self.first(column).get, texts, repeat(-1))], dtype=int)

    def repeated(self, columns: tuple[str, ...], filled: tuple[str, ...]) -> list[tuple[int, int]]:
        """Return each row whose texts an earlier row has too, and the first such row; only rows
        in which none of the `filled` columns is empty."""
        keys = self.rows(*columns)
        if len({*keys}) == len(keys):
            return []
        found = {row: keys[row] for row, texts in enumerate(self.rows(*filled)) if all(texts)}
        firsts = {key: row for row, key in reversed(found.items())}
        return [(row, firsts[key]) for row, key in found.items() if row != firsts[key]]

    def neighbours(self, column: str) -> tuple[Any, Any]:
        """Return which rows come right after which, by `order`, of those that have the same text
        in a column: the rows before, and the rows after."""
        orders, groups = self.numbers("order"), pd.factorize(self.frame[column])[0]
        rows = np.lexsort((orders, groups))
        rows = rows[~np.isnan(orders[rows])]
        same = groups[rows[1:]] == groups[rows[:-1]]
        return rows[:-1][same], rows[1:][same]

    @cached_property
    def _header(self) -> dict[str, int]:
        cells = reversed([*enumerate(self.source.header)])
        return {cell.value: place for place, cell in cells}


Sheets = Mapping[str, Sheet]
CAPITALS = {"TRUE": "true", "FALSE": "false"}


def unlisted(folder: Path, tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the paths of the CSV files beside the tables of a package that are none of them."""
    listed = {table.path for table in tables}
    beside = {folder, *((folder / path).parent for path in listed)}
    found = (path for each in beside if os.path.isdir(each) for path in each.iterdir())
    files = (path for path in found if path.suffix.casefold() == ".csv" and os.path.isfile(path))
    return tuple(sorted({path.relative_to(folder).as_posix() for path in files} - listed))


def read(table: Table, folder: Path, shown: str, free: tuple[str, ...] = ()) -> Sheet:
    """Read a table of a package; `shown` is the folder's name in messages, `free` are the files
    that are no other table's."""
    path, file = folder / table.path, f"{shown}/{table.path}"
    if not os.path.isfile(path):
        message = f"path of {table.name} leads to no file"
        allowed = free or ("a .csv file in the package",)
        hint = near(table.path, free)
        problem = Problem(f"{shown}/{FILE}", *table.place, message, table.path, allowed, hint)
        return Sheet(table, file, problems=(problem,))
    source = csvfile.read(path, file)
    sheet = Sheet(table, file, source=source)
    columns = [name for name in table.columns if name in sheet._header]
    if columns and not source.frame.columns.empty:
        frame = source.frame[[sheet._header[name] for name in columns]]
        sheet = replace(sheet, frame=_plain(frame.set_axis(columns, axis=1), table))
    problems = [*source.problems]
    if not source.problems or columns:
        problems += _header_problems(table, source.header, file)
    known = {(problem.line, problem.column) for problem in source.problems}
    wrong = [p for p in _cell_problems(sheet) if (p.line, p.column) not in known]
    spoilt = {cell.value for row in source.misfits for cell in row}
    spoilt |= {p.suggestion for p in (*source.problems, *wrong) if p.suggestion}
    return replace(sheet, spoilt=frozenset(spoilt), problems=(*problems, *wrong))


def _plain(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a table with true and false as a package has them, where a spreadsheet wrote them."""
    changed = {
        one.name: frame[one.name].replace(CAPITALS)
        for one in table.fields
        if one.type == "boolean" and one.name in frame and frame[one.name].isin(CAPITALS).any()
    }
    return frame.assign(**changed) if changed else frame


def _header_problems(table: Table, header: Row, file: str) -> Iterator[Problem]:
    found = [cell.value for cell in header]
    missing = [name for name in table.columns if name not in found]
    slips = {name: near(name, missing) for name in found[:MOST_HINTS] if name not in table.columns}
    if len(missing) == len(table.columns) and not any(slips.values()):
        told = "the first line is no header of this table"
        yield Problem(file, 1, 1, told, ",".join(found), (",".join(table.columns),))
        return
    before: set[str] = set()
    for cell in header:
        if cell.value not in table.columns:
            told = f"{table.name} has no such column"
            hint = slips.get(cell.value, "")
            yield Problem(file, cell.line, cell.column, told, cell.value, table.columns, hint)
        elif cell.value in before:
            told = "the column stands twice in the header"
            yield Problem(file, cell.line, cell.column, told, cell.value, ("once",))
        before.add(cell.value)
    for name in (each for each in missing if each not in slips.values()):
        yield Problem(file, 1, 1, f"the column {name!r} is missing", None, table.columns)
    if not missing and len(found) == len(table.columns) and tuple(found) != table.columns:
        told = "the columns stand in another order than described"
        yield Problem(file, 1, 1, told, ",".join(found), (",".join(table.columns),))


def _cell_problems(sheet: Sheet) -> Iterator[Problem]:
    for each in sheet.table.fields:
        if not sheet.has(each.name):
            continue
        texts = sheet.frame[each.name]
        if wrong := faults(list(texts.unique()), each):
            for row in np.flatnonzero(texts.isin(wrong.keys())):
                message, allowed, suggestion = wrong[texts.array[row]]
                told = f"{each.name} {message}"
                yield sheet.problem(row, each.name, told, allowed, suggestion)
