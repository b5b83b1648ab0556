"""Rules of the scale: its values and letters differ, and it is neither too short nor too long."""

from __future__ import annotations

import string
from collections.abc import Iterator

from floorbook.package.problems import Problem
from floorbook.package.sheet import Sheets

MIXED_LETTER = "M"  # the measures set it beside the word "mixed"
SHORTEST, LONGEST = 2, 9  # positions with a value


def values(sheets: Sheets) -> Iterator[Problem]:
    """No two positions have the same value: the order of positions is that of their values."""
    positions = sheets["positions"]
    first: dict[float, str] = {}
    for row, (position, text) in enumerate(positions.rows("position", "value")):
        value = _number(text)
        if value is not None and (before := first.setdefault(value, position)) != position:
            told = f"value is already that of {before}"
            yield positions.problem(row, "value", told, ("a value of its own",))


def length(sheets: Sheets) -> Iterator[Problem]:
    """A scale has two to nine positions; without any, what is said is counted, not weighed."""
    positions = sheets["positions"]
    rows = [row for row, text in enumerate(positions.texts("value")) if text]
    allowed = (f"{SHORTEST} to {LONGEST} positions with a value, or none",)
    if 0 < len(rows) < SHORTEST and not positions.spoilt:
        told = "no other position has a value: one alone is no scale"
        yield positions.problem(rows[0], "value", told, allowed)
    for row in rows[LONGEST : LONGEST + 1]:
        told = f"{len(rows)} positions have a value, more than can be told apart"
        yield positions.problem(row, "value", told, allowed)


def letters(sheets: Sheets) -> Iterator[Problem]:
    """No two positions have the same letter, and none has the letter of "mixed"."""
    positions = sheets["positions"]
    first = {MIXED_LETTER: "the word 'mixed'"}
    taken = {MIXED_LETTER, *positions.texts("letter")}
    labels = positions.texts("label") if positions.has("label") else positions.texts("position")
    for row, (position, letter) in enumerate(positions.rows("position", "letter")):
        if letter and letter in first:
            free = [
                each
                for each in labels[row].upper() + string.ascii_uppercase
                if each in string.ascii_uppercase and each not in taken
            ]
            taken |= {*free[:1]}
            told = f"letter is already that of {first[letter]}"
            allowed = tuple(dict.fromkeys(free)) or ("a letter of its own",)
            yield positions.problem(row, "letter", told, allowed, "".join(free[:1]))
        first.setdefault(letter, position)


def one_sided(sheets: Sheets) -> Iterator[Problem]:
    """Warn of a scale around 0 that has nothing on one of its sides."""
    positions = sheets["positions"]
    numbers = {row: _number(text) for row, text in enumerate(positions.texts("value"))}
    found = {value: row for row, value in numbers.items() if value is not None}
    sides = (("below", "against", min), ("above", "in favour", max))
    for side, word, furthest in sides if 0 in found else ():
        if furthest(found) == 0:
            told = f"no position has a value {side} 0: nobody can be recorded as {word}"
            allowed = (f"a position {side} 0",)
            yield positions.problem(found[0], "value", told, allowed)


def _number(text: str) -> float | None:
    """Return a number; None for an empty text, and for a text that is not a number."""
    try:
        return float(text)
    except ValueError:
        return None
