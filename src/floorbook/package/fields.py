"""The fields of a CSV text, one by one, with their places and with what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from floorbook.package.problems import Problem

LONGEST_FIELD = 131_072  # the most that Python's own csv module can read

_QUOTES = ('"…" around the field, "" for each quote in it',)
_SHORT = (f"at most {LONGEST_FIELD} characters",)
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_PLAIN = re.compile(r"[^,\n]*+")
_FIELD_END = re.compile(r",|\r?\n|\r?\Z")


class Cell(NamedTuple):
    """A field of a CSV file; `column` is the 1-based character where it starts in its line."""

    value: str
    line: int
    column: int


Row = tuple[Cell, ...]


def records(
    text: str, file: str, problems: list[Problem], line: int = 1
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a text that starts in a line, and where each starts; blank lines are
    reported and left out."""
    start, line_start, first = 0, 0, 0
    row: list[Cell] = []
    while start < len(text) or row:
        if not row:
            first = start
            cells, start = _plain(text, start, line)
            if cells:
                yield first, cells
                line, line_start = line + 1, start
                continue
        value, end, complaint = _field(text, start)
        cell = Cell(value, line, start - line_start + 1)
        row.append(cell)
        if complaint:
            allowed = _SHORT if len(value) > LONGEST_FIELD else _QUOTES
            problems.append(Problem(file, cell.line, cell.column, complaint, value, allowed))
        if newlines := text.count("\n", start, end):
            line, line_start = line + newlines, text.rindex("\n", start, end) + 1
        stop = _FIELD_END.match(text, end)
        assert stop is not None  # `_field` ends nowhere else
        blank, start = start == end, stop.end()
        if stop.group() == ",":
            continue
        if blank and len(row) == 1:
            problems.append(Problem(file, cell.line, 1, "the line is blank", None, ("a row",)))
        else:
            yield first, tuple(row)
        row, line, line_start = [], line + 1, start


def _plain(text: str, start: int, line: int) -> tuple[Row, int]:
    """Return the cells of a line without quotes (none if it has any), and where the next starts."""
    newline = text.find("\n", start)
    end = newline if newline >= 0 else len(text)
    whole = text[start : end - text.endswith("\r", start, end)]
    if not whole or len(whole) > LONGEST_FIELD or '"' in whole or "\r" in whole:
        return (), start
    values = whole.split(",")
    columns = accumulate((len(value) + 1 for value in values), initial=1)
    return tuple(Cell(value, line, at) for value, at in zip(values, columns, strict=False)), end + 1


def _field(text: str, place: int) -> tuple[str, int, str]:
    """Return the field that starts at a place, where it ends, and what is wrong with it."""
    if text.startswith('"', place):
        quoted = _QUOTED.match(text, place)
        if quoted and _FIELD_END.match(text, quoted.end()):
            value = quoted.group(1).replace('""', '"')
            return value, quoted.end(), _too_long(value)
        # Going on at the next line keeps one stray quote from swallowing the rest of the file.
        newline = text.find("\n", place)
        end = newline if newline >= 0 else len(text)
        end -= text.endswith("\r", place, end)
        told = (
            "there is text after the closing quote" if quoted else "a quoted field is never closed"
        )
        return text[place:end], end, told
    plain = _PLAIN.match(text, place)
    assert plain is not None  # it matches the empty text as well
    end = plain.end()
    if text.endswith("\r", place, end) and not text.startswith(",", end):
        end -= 1
    value = text[place:end]
    if '"' in value:
        return value, end, "a quote stands in a field without quotes"
    if "\r" in value:
        return value, end, "a carriage return stands in a field without quotes"
    return value, end, _too_long(value)


def _too_long(value: str) -> str:
    if len(value) <= LONGEST_FIELD:
        return ""
    return f"the field has {len(value)} characters, more than {LONGEST_FIELD}"
