"""Dates as people write them; one that can be read two ways is shown as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from floorbook.statements.grid import folded

ORDERS = ("as written", "day first", "month first")

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SHORT = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?: .*)?")
_LONG = re.compile(r"(\d{1,2}) (?:de )?(\w+) (?:de )?(\d{4})")
_AMERICAN = re.compile(r"(\w+) (\d{1,2}) (\d{4})")
NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_LANGUAGES = ("en", "fr", "es", "de")


@dataclass(frozen=True)
class Dates:
    """What texts mean: `of` has those that are sure, `double` both readings of others."""

    of: Mapping[str, str]
    double: Mapping[str, tuple[str, str]]


def dates(texts: Iterable[str], order: str = ORDERS[0]) -> Dates:
    """Read the texts of a column as dates.

    One date with a day above 12 settles the order of all the others in the column.

    Examples
    --------
    >>> found = dates(["11/12/2018", "25/12/2018"])
    >>> found.of["11/12/2018"], dates(["11/12/2018"]).double["11/12/2018"]
    ('2018-12-11', ('2018-12-11', '2018-11-12'))
    """
    told = [*dict.fromkeys(text for text in texts if text)]
    readings = {text: _readings(text) for text in told}
    pairs = [found for found in readings.values() if len(found) == 2]
    sides = {order} - {ORDERS[0]}
    if not sides:
        sides = {
            ORDERS[1] if first else ORDERS[2] for first, second in pairs if not (first and second)
        }
    of: dict[str, str] = {}
    double: dict[str, tuple[str, str]] = {}
    for text, found in readings.items():
        sure = [one for one in dict.fromkeys(found) if one]
        if len(sure) == 1:
            of[text] = sure[0]
        elif len(sure) == 2 and len(sides) == 1:
            of[text] = found[0 if sides == {ORDERS[1]} else 1]
        elif len(sure) == 2:
            double[text] = (found[0], found[1])
    return Dates(of, double)


def _readings(text: str) -> tuple[str, ...]:
    """Return the readings of a text: one, or two (day first, month first; "" where impossible)."""
    if found := _ISO.fullmatch(text):
        return (_iso(found[1], found[2], found[3]),)
    if found := _SHORT.fullmatch(text):
        first, mark, second, year = found.groups()
        if mark == ".":  # written with points, the day comes first everywhere
            return (_iso(year, second, first),)
        return _iso(year, second, first), _iso(year, first, second)
    words = folded(text.replace(",", " "))
    words = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th|er)\b", r"\1", words)
    if found := _LONG.fullmatch(words):
        return (_iso(found[3], _months().get(found[2], ""), found[1]),)
    if found := _AMERICAN.fullmatch(words):
        return (_iso(found[3], _months().get(found[1], ""), found[2]),)
    return ()


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> Mapping[str, str]:
    """The names of months, long and short, in the languages that are read."""
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for width in ("abbreviated", "wide"):
            names = Locale(language).months["format"][width]
            found |= {folded(name): str(number) for number, name in names.items()}
    return found


def written(iso: str) -> str:
    """Write a date so that no one can read it another way.

    >>> written("2018-12-11")
    '11 December 2018'
    """
    found = date.fromisoformat(iso)
    return f"{found.day} {NAMES[found.month - 1]} {found.year}"
