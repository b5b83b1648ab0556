"""One CSV file, read strictly: every fault is a problem, and every field has its place.

A file is read in one of two ways, with the same result. If one pattern shows that the whole file is
sound, pandas reads it: in such a file pandas can neither lose nor move a field. All other files go
through a slow reader, which finds what is wrong and where. In both ways only an empty field is a
missing value (NA is the code of a country), and lines end in LF or CRLF.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import re2

from floorbook.package.boundary import content
from floorbook.package.characters import DIRECTIONS, UNREADABLE, strange
from floorbook.package.encoding import MARK, UNDECODED, as_windows, decode, packed, undecoded
from floorbook.package.fields import LONGEST_FIELD, Cell, Row, records
from floorbook.package.problems import Problem

MOST_FIELDS = 4_000_000  # the slow reader takes a hundred bytes of memory for each
WIDEST = 100  # columns of a file that pandas may read: the pattern grows with them

_ROW = re.compile(r'(?:[^"\n]++|"[^"]*+")++\n?')  # of a sound file
_ODD = re.compile(f"[{UNREADABLE}{DIRECTIONS}]|{UNDECODED.pattern}")


Starts = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class CsvFile:
    """What a CSV file holds.

    Attributes
    ----------
    file
        Its name, for messages.
    header
        The cells of the first row.
    frame
        The rows with as many fields as the header, as text; columns are counted from 0.
    misfits
        All other rows. Each is reported in `problems`, so no cell is lost in silence.
    problems
        What is wrong with the file as a file.
    content
        The bytes of the file, where pandas read them.
    text, starts
        What the slow reader read, and for each row of the frame where it starts and in which line.
    """

    file: str
    header: Row = ()
    frame: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    misfits: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    content: bytes = field(default=b"", repr=False)
    text: str = field(default="", repr=False)
    starts: Starts = field(default=(), repr=False)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell in a row and column of the frame."""
        line = self._whole[1][row][1]
        _, cells = next(records(self.row(row), self.file, [], line))
        return cells[column]

    def row(self, row: int) -> str:
        """Return a row of the frame as it stands in the file, with its line end; -1 is the header.

        Examples
        --------
        >>> file = parse(b'issue,label\\npace,"Pace"\\n', "codebook.csv")
        >>> file.row(-1), file.row(0)
        ('issue,label\\n', 'pace,"Pace"\\n')
        """
        text, starts = self._whole
        start = starts[row][0] if row >= 0 else 0
        end = starts[row + 1][0] if row + 1 < len(starts) else len(text)
        return text[start:end]

    @property
    def _whole(self) -> tuple[str, Starts]:
        """Text and starts of the file, whichever way it was read."""
        return (self.text, self.starts) if self.text else self._sound

    @cached_property
    def _sound(self) -> tuple[str, Starts]:
        """Text and starts of a sound file."""
        text, line, starts = self.content.decode(), 1, []
        for row in _ROW.finditer(text):
            starts.append((row.start(), line))
            line += row.group().count("\n")
        return text, starts[1:]


def read(path: Path, file: str = "") -> CsvFile:
    """Read a CSV file; whatever is wrong with it becomes problems, never an exception."""
    file = file or str(path)
    found, why = content(path)
    if why:
        return CsvFile(file, problems=(Problem(file, 1, 1, f"the file {why}"),))
    return sound(found, file) or parse(found, file)


def sound(content: bytes, file: str) -> CsvFile | None:
    """Read the bytes of a CSV file with pandas; None unless the file is shown to be sound.

    Examples
    --------
    >>> sound(b'issue,label\\npace,"Pace, early"\\n', "codebook.csv").frame
          0            1
    0  pace  Pace, early
    >>> sound(b"issue,label\\npace\\n", "codebook.csv")
    """
    if _too_many(content) or content.startswith(MARK) or packed(content):
        return None
    first = _ROW.match(content[:LONGEST_FIELD].decode("utf-8", "replace"))
    _, header = next(records(first.group() if first else "", file, []), (0, ()))
    if not 2 <= len(header) <= WIDEST or _pattern(len(header)).fullmatch(content) is None:
        return None
    frame = pd.read_csv(
        io.BytesIO(content),
        header=0,
        names=range(len(header)),
        index_col=False,
        dtype=object,
        na_filter=False,
        skip_blank_lines=False,
        encoding="utf-8",
    )
    if len(content) > LONGEST_FIELD and any(
        max(map(len, texts), default=0) > LONGEST_FIELD for _, texts in frame.items()
    ):
        return None
    return CsvFile(file, header, frame, content=content)


@lru_cache(maxsize=32)
def _pattern(width: int) -> Any:
    """Return the pattern of a whole file in UTF-8 that is sound, with rows of so many fields."""
    odd = UNREADABLE + DIRECTIONS + r"\x{d800}-\x{dfff}"  # halves of a pair, which no UTF-8 has
    one = rf'(?:"(?:[^"{odd}]|"")*"|[^,"\r\n{odd}]*)'
    row = f"{one}(?:,{one}){{{width - 1}}}"
    options = re2.Options()
    options.log_errors = False
    return re2.compile(rf"{row}(?:\r?\n{row})*(?:\r?\n)?", options)


def parse(content: bytes, file: str) -> CsvFile:
    """Read the bytes of a CSV file, sound or not, field by field.

    Examples
    --------
    >>> parse(b'issue,label\\npace,"Pace, early"\\n', "codebook.csv").cell(0, 1)
    Cell(value='Pace, early', line=2, column=6)
    """
    text, problems = decode(content, file)
    if "\r" in text and "\n" not in text:
        message = "lines end in a carriage return alone"
        problems.append(Problem(file, 1, text.index("\r") + 1, message, "\r", ("LF", "CRLF")))
        text = text.replace("\r", "\n")
    if told := _too_many(content):
        return CsvFile(file, problems=(*problems, Problem(file, 1, 1, told)))
    found = records(text, file, problems)
    _, header = next(found, (0, ()))
    if not header and not problems:
        problems.append(Problem(file, 1, 1, "the file is empty", allowed=("a header and rows",)))
    separator = _other_separator(header, file)
    rows: list[list[str]] = []
    starts: list[tuple[int, int]] = []
    misfits: list[Row] = []
    misfitting: list[Problem] = []
    known = len(problems)
    for start, row in found:
        if len(row) == len(header) and not separator:
            rows.append([cell.value for cell in row])
            starts.append((start, row[0].line))
        else:
            misfits.append(row)
            places = {(problem.line, problem.column) for problem in problems[known:]}
            if not separator and row[-1][1:] not in places:  # else a stray quote made it so
                misfitting.append(_misfit(row, len(header), file))
        known = len(problems)
    problems += misfitting
    if separator:
        problems.append(separator)
    elif _ODD.search(text):
        bytes_found = (message for _, message in undecoded(text, content))
        every = (row for _, row in records(text, file, []))
        problems.extend(_bad_characters(every, file, bytes_found))
    frame = pd.DataFrame(rows, columns=range(len(header)), dtype=object)
    return CsvFile(file, header, frame, tuple(misfits), tuple(problems), b"", text, starts)


def _too_many(content: bytes) -> str:
    """Say that a file has too many fields; "" if it has not."""
    count = content.count(b",") + (content.count(b"\n") or content.count(b"\r"))
    told = f"the file has {count:,} commas and line ends, more than {MOST_FIELDS:,}"
    return told if count > MOST_FIELDS else ""


def _other_separator(header: Row, file: str) -> Problem | None:
    """Say that fields are divided by something else than commas."""
    for mark, name in {";": "semicolons", "\t": "tabs", "|": "bars"}.items():
        if len(header) == 1 and mark in (cell := header[0]).value:
            column, told = cell.column + cell.value.index(mark), f"fields are separated by {name}"
            return Problem(file, cell.line, column, told, mark, (",",), ",")
    return None


def _misfit(row: Row, width: int, file: str) -> Problem:
    first = row[width] if len(row) > width else row[-1]
    message = f"the row has {len(row)} fields where the header has {width}"
    value = ",".join(cell.value for cell in row)
    return Problem(file, first.line, first.column, message, value, (f"{width} fields",))


def _bad_characters(
    rows: Iterable[Row], file: str, bytes_found: Iterator[str]
) -> Iterator[Problem]:
    """Report cells with characters that break files or reach beyond their text, or with bytes that
    are no UTF-8, told in `bytes_found` in order."""
    for cell in (cell for row in rows for cell in row):
        if told := strange(cell.value):
            clean = cell.value.replace("\0", "")
            near = clean if clean != cell.value else ""
            yield Problem(file, cell.line, cell.column, told, cell.value, ("text",), near)
        if count := len(UNDECODED.findall(cell.value)):
            message, *_ = [next(bytes_found) for _ in range(count)]
            guess = as_windows(cell.value)
            yield Problem(file, cell.line, cell.column, message, cell.value, ("UTF-8",), guess)
