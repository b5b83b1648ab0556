"""Dates as people write them; one that can be read two ways is shown as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from floorbook.statements.grid import folded

ORDERS = ("as written", "day first", "month first")

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SHORT = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?: .*)?")
_LONG = re.compile(r"(\d{1,2}) (?:de )?(\w+) (?:de )?(\d{4}|\d{2})")
_SERIAL = re.compile(r"[2-5]\d{4}")  # days as a spreadsheet counts them: 1954 to 2064
CENTURY = 2000  # of years of two digits
_AMERICAN = re.compile(r"(\w+) (\d{1,2}) (\d{4})")
NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_LANGUAGES = ("en", "fr", "es", "de")


@dataclass(frozen=True)
class Dates:
    """What texts mean: `of` has those that are sure, `double` both readings of others.

    `settled` is a text that settled the order of day and month; "" where none had to.
    """

    of: Mapping[str, str]
    double: Mapping[str, tuple[str, str]]
    settled: str = ""


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
    open_ = {
        text: (found[0], found[1]) for text, found in readings.items() if len({*found} - {""}) == 2
    }
    sides = {order: ""} if order != ORDERS[0] else _sides(readings)
    side = next(iter(sides)) if len(sides) == 1 else ""
    of = {text: next(filter(None, found), "") for text, found in readings.items()}
    of = {text: day for text, day in of.items() if day and text not in open_}
    if side:
        of |= {text: found[ORDERS.index(side) - 1] for text, found in open_.items()}
    return Dates(of, {} if side else open_, sides.get(side, "") if open_ else "")


def _sides(readings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the orders of day and month that a column shows, each with a text that shows it.

    It is shown by a text that has only this reading; or else by one of which this reading is the
    day of another text, and the other is not.
    """
    pairs = {text: found for text, found in readings.items() if len(found) == 2}
    sure = {found[0] for found in readings.values() if len(found) == 1}
    for known in ({day for found in pairs.values() for day in found if day}, sure):
        sides: dict[str, str] = {}
        for text, (first, second) in pairs.items():
            if (first in known) != (second in known):
                sides.setdefault(ORDERS[1] if first in known else ORDERS[2], text)
        if sides:
            return sides
    return {}


def _readings(text: str) -> tuple[str, ...]:
    """Return the readings of a text: one, or two (day first, month first; "" where impossible)."""
    if found := _ISO.fullmatch(text):
        return (_iso(found[1], found[2], found[3]),)
    if found := _SHORT.fullmatch(text):
        first, mark, second, year = found.groups()
        if mark == ".":  # written with points, the day comes first everywhere
            return (_iso(year, second, first),)
        return _iso(year, second, first), _iso(year, first, second)
    if _SERIAL.fullmatch(text):
        return ((date(1899, 12, 30) + timedelta(days=int(text))).isoformat(),)
    words = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th|er)\b", r"\1", folded(text.replace(",", " ")))
    first, _, rest = words.partition(" ")
    words = rest if first in _weekdays() else words
    if found := _LONG.fullmatch(words):
        return (_iso(found[3], _months().get(found[2], ""), found[1]),)
    if found := _AMERICAN.fullmatch(words):
        return (_iso(found[3], _months().get(found[1], ""), found[2]),)
    return ()


def _iso(year: str, month: str, day: str) -> str:
    try:
        whole = int(year) + (CENTURY if len(year) == 2 else 0)
        return date(whole, int(month), int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _months() -> Mapping[str, str]:
    """The numbers of months by their names, long and short, in the languages that are read."""
    return _named("months")


@cache
def _weekdays() -> Mapping[str, str]:
    return _named("days")


def _named(what: str) -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for width in ("abbreviated", "wide"):
            names = getattr(Locale(language), what)["format"][width]
            found |= {folded(name): str(number) for number, name in names.items()}
    return found


def written(iso: str) -> str:
    """Write a date so that no one can read it another way.

    >>> written("2018-12-11")
    '11 December 2018'
    """
    found = date.fromisoformat(iso)
    return f"{found.day} {NAMES[found.month - 1]} {found.year}"
