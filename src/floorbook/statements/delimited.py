"""CSV and TSV as spreadsheets write them: any usual separator and encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from floorbook.package.encoding import MARK, packed
from floorbook.package.fields import LONGEST_FIELD
from floorbook.package.problems import DataError, Problem, shown
from floorbook.statements.grid import Grid, grid

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
FIRST_LINES = 30
WIDE = (b"\xff\xfe", b"\xfe\xff")


def read(content: bytes, file: str, score: Callable[[Grid], int]) -> Grid:
    """Read the bytes of a file; `score` says how much is understood of a grid.

    Raises
    ------
    DataError
        If the file is no text, or its quotes do not close.
    """
    text, told = _decoded(content, file)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        return _grid(rest, first.strip()[4], file, told, 1)
    best = max(SEPARATORS, key=lambda one: _fitness(text, one, score))
    if best != ",":
        told = [*told, f"columns are separated by {SEPARATORS[best]}"]
    return _grid(text, best, file, told)


def _fitness(text: str, separator: str, score: Callable[[Grid], int]) -> tuple[int, int]:
    """Say how well a separator fits: by what is understood, then by the width of the rows."""
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append((len(rows) + 1, row))
            if len(rows) == FIRST_LINES:
                break
    except csv.Error:
        pass
    found = grid("", rows)
    return score(found), max((len(row.cells) for row in found.rows), default=0)


def _grid(text: str, separator: str, file: str, told: Sequence[str], before: int = 0) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, Sequence[str]]] = []
    line = 0
    try:
        for row in reader:
            if max(map(len, row), default=0) > LONGEST_FIELD:
                raise csv.Error("field limit")  # which another part of a program may have raised
            rows.append((line + 1 + before, row))
            line = reader.line_num
    except csv.Error as error:
        why = f"it has a cell of more than {LONGEST_FIELD:,} characters"
        why = why if "field limit" in str(error) else str(error)
        told_of = f"the row that starts here cannot be read: {why}"
        allowed = ('"…" around a cell with commas, quotes or line ends, and "" for a quote in it',)
        raise DataError([Problem(file, line + 1 + before, 1, told_of, None, allowed)]) from None
    return grid(file, rows, told=told)


def _decoded(content: bytes, file: str) -> tuple[str, list[str]]:
    """Return the text of a file, and what has to be said of its encoding."""
    if packed(content) or (content[:400].count(0) > 40 and not content.startswith(WIDE)):
        raise DataError([Problem(file, 1, 1, "the file is no text", None, ("a .csv file",))])
    if content.startswith(WIDE):
        return content.decode("utf-16", "replace"), ["the file is in UTF-16"]
    try:
        return content.removeprefix(MARK).decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _windows(content, error.start)


def _piece(line: str, place: int) -> str:
    """Return the cell of a line in which a place is, as far as that can be told."""
    start = max(line.rfind(mark, 0, place) for mark in SEPARATORS) + 1
    ends = [line.find(mark, place) for mark in SEPARATORS]
    return line[start : min((end for end in ends if end >= 0), default=len(line))].strip()


def _windows(content: bytes, place: int) -> tuple[str, list[str]]:
    text = content.decode("cp1252", "replace")
    start = content.rfind(b"\n", 0, place) + 1
    sample = _piece(text[start:].partition("\n")[0], place - start)[:80]
    line = content.count(b"\n", 0, place) + 1
    told = f"the file is not in UTF-8: it was read as Windows-1252, as in row {line}:"
    return text, [f"{told} {shown(sample)}"]
