"""What is wrong with a data package, and where: problems that point to a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from itertools import islice

LONGEST_VALUE = 80
LONGEST_TEXT = 400
MOST_ALLOWED = 8
LONGEST_NEAR = 200  # characters: comparing takes the square of them
MOST_NEAR = 2_000  # choices: each is compared with each wrong value
LONG_NAME = 8  # letters: two of them may be wrong, of a shorter name one
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
QUOTES = "\"'`“”‘’«»"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, at one place.

    Attributes
    ----------
    file
        The file, as a reader would open it from where the package was asked for.
    line, column
        1-based. `line` is a physical line of the file, `column` the character in that line where
        the cell starts (the opening quote of a quoted cell).
    message
        What is wrong, without the value.
    value
        The value at that place; None if there is no value.
    allowed
        What is allowed there: values, or one description of them.
    suggestion
        The allowed value with the nearest spelling; empty if none is near.

    Examples
    --------
    >>> str(Problem("codings.csv", 2, 9, "not in codebook.issue", "paice", ("pace",), "pace"))
    "codings.csv:2:9: not in codebook.issue: 'paice'; allowed: pace; did you mean 'pace'?"
    """

    file: str
    line: int
    column: int
    message: str
    value: str | None = None
    allowed: tuple[str, ...] = ()
    suggestion: str = ""

    def __str__(self) -> str:
        text = f"{_visible(self.file)}:{self.line}:{self.column}: {_visible(self.message)}"
        if self.value is not None:
            text += f": {shown(self.value)}"
        if self.allowed:
            text += f"; allowed: {_listed(self.allowed)}"
        if self.suggestion:
            text += f"; did you mean {shown(self.suggestion)}?"
        return text


class DataError(Exception):
    """A data package that cannot be used; its text lists every problem, one to a line.

    Attributes
    ----------
    problems
        All of them, in the order of file, line and column.

    Examples
    --------
    >>> print(DataError([Problem("codings.csv", 2, 9, "is empty")]))
    codings.csv:2:9: is empty
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(value: str) -> str:
    """Return a value in quotes, safe for a terminal: shortened, and invisible characters escaped.

    Examples
    --------
    >>> print(shown("a\\u202eb"))
    'a\\u202eb'
    """
    if len(value) > LONGEST_VALUE:
        value = value[:LONGEST_VALUE] + "…"
    return repr(value)


def near(value: str, choices: Iterable[str]) -> str:
    """Return the choice with the spelling nearest to the value, or "" if none is near.

    Examples
    --------
    >>> near("iom_lead", ["iom-lead", "lean"])
    'iom-lead'
    >>> near("budget", ["iom-lead", "lean"])
    ''
    """
    if not value or len(value) > LONGEST_NEAR:
        return ""
    folded: dict[str, str] = {}
    for choice in islice(choices, MOST_NEAR):
        if len(choice) <= LONGEST_NEAR:
            folded.setdefault(_folded(choice), choice)
    wanted = _folded(value)
    if wanted in folded:
        return folded[wanted]
    found = get_close_matches(wanted, folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def slip(name: str, known: Iterable[str]) -> str:
    """Return the known name that a name is a slip of, or "" of one that is meant as it is.

    Nearer than `near` asks for, because what is a slip is refused: names differ in case, blanks
    and lines, or in a letter or two; in another digit on purpose.

    Examples
    --------
    >>> slip("Act_isues", ["acts", "act_issues"]), slip("actors", ["acts"]), slip("iso2", ["iso3"])
    ('act_issues', '', '')
    """
    choice = near(name, known)
    one, other = _folded(name), _folded(choice)
    digits, others = (re.findall(r"\d", text) for text in (one, other))
    if not choice or (digits and digits != others):
        return ""
    wrong = 1 + (min(len(one), len(other)) >= LONG_NAME)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    apart = len(one) + len(other) - 2 * sum(block.size for block in blocks)
    return choice if apart <= 2 * wrong and abs(len(one) - len(other)) <= wrong else ""


def hint(value: str, choices: Iterable[str]) -> str:
    """Return the end of a message that names the nearest choice; "" if none is near.

    Examples
    --------
    >>> hint("iom_lead", ["iom-lead", "lean"])
    "; did you mean 'iom-lead'?"
    """
    choice = near(value, choices)
    return f"; did you mean {choice!r}?" if choice else ""


def _folded(value: str) -> str:
    """Leave out what spreadsheets and people often change: case, quotes, blanks, leading zeros,
    and how characters are composed."""
    words = (
        unicodedata.normalize("NFKC", value)
        .strip()
        .strip(QUOTES)
        .casefold()
        .replace("_", " ")
        .split()
    )
    return _LEADING_ZEROS.sub("", "-".join(words))


def _visible(text: str) -> str:
    """Escape what a terminal would act on or not show; messages may quote what data say."""
    return printable(text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…")


def printable(text: str) -> str:
    """Return a text with all that a terminal would act on or not show written out.

    Examples
    --------
    >>> print(printable("a\\u202eb"))
    a\\u202eb
    """
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)


def some(texts: Sequence[str], most: int) -> str:
    """Join texts; of many the first, and how many more there are.

    Examples
    --------
    >>> some(["tea", "milk"], 2), some(["tea", "milk", "salt"], 2)
    ('tea, milk', 'tea, milk and 1 more')
    """
    first, more = ", ".join(texts[:most]), len(texts) - most
    return f"{first} and {more} more" if more > 0 else first


def _listed(allowed: Sequence[str]) -> str:
    return some([_visible(value) or "(empty)" for value in allowed], MOST_ALLOWED)
