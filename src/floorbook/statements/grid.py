"""A grid of texts: what a sheet or a CSV file holds, before anything is understood of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from floorbook.package.problems import some

NO_BREAK = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\t"), " ")
BREAKS = {ord("\x0b"): "\n", ord("\r"): "\n", ord("\u2028"): "\n", ord("\u2029"): "\n"}
ERROR = "#ERROR!"
"""What stands for a cell in which a spreadsheet shows an error."""

FORMULA = "#FORMULA!"
"""What stands for a cell with a formula, where a reader asks for that."""

UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b"))


@dataclass(frozen=True)
class Row:
    """A row: its number in the file, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table as a file holds it.

    Attributes
    ----------
    file
        Its name for messages.
    sheet
        The name of the sheet; "" in a file that has none.
    rows
        The rows in which anything stands.
    told
        What a reader should know of how the file was read.
    """

    file: str
    sheet: str = ""
    rows: tuple[Row, ...] = ()
    told: tuple[str, ...] = field(default=())

    @property
    def place(self) -> str:
        """The file, with its sheet, as messages name it."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


def grid(
    file: str, rows: Iterable[tuple[int, Sequence[str]]], sheet: str = "", told: Sequence[str] = ()
) -> Grid:
    """Make a grid: texts are cleaned, and empty rows and columns at the ends left out.

    Examples
    --------
    >>> grid("a.csv", [(1, ["Who", "\\u00a0"]), (2, ["", ""])]).rows
    (Row(number=1, cells=('Who',)),)
    """
    cleaned = [(number, [clean(text) for text in cells]) for number, cells in rows]
    kept = [(number, cells) for number, cells in cleaned if any(cells)]
    width = max((at + 1 for _, cells in kept for at, text in enumerate(cells) if text), default=0)
    even = (Row(number, (*cells, *[""] * width)[:width]) for number, cells in kept)
    return Grid(file, sheet, tuple(even), tuple(told))


def clean(text: str) -> str:
    """Return a text as a person would have typed it: plain spaces, plain line ends, none around.

    Examples
    --------
    >>> clean("\\u00a0Côte\\u00a0d'Ivoire \\r\\n"), clean("a\\x0bb")
    ("Côte d'Ivoire", 'a\\nb')
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text.translate({**NO_BREAK, **BREAKS, **UNSEEN}).strip()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return what is left of a text when case, accents and punctuation count for nothing.

    Examples
    --------
    >>> folded("  Délégation / Country_name "), folded("−1"), folded("Land:")
    ('delegation country name', '1', 'land')
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(mark if mark.isalnum() else " " for mark in apart if not _accent(mark))
    return " ".join(kept.split())


def _accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0 or mark in "'’."


def letters(column: int) -> str:
    """Return how a spreadsheet names a column, counted from 0.

    Examples
    --------
    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def listed(numbers: Sequence[int], most: int = 6) -> str:
    """Name rows in words, the first few of many.

    Examples
    --------
    >>> listed([7]), listed([7, 9, 12]), listed([*range(20)], 2)
    ('row 7', 'rows 7, 9, 12', 'rows 0, 1 and 18 more')
    """
    return f"row{'s' * (len(numbers) > 1)} {some([*map(str, numbers)], most)}"
