"""The place of each value in a JSON text, found in one pass."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from typing import Any

DEEPEST = 50
"""Levels of nesting; Floorbook's own description has seven."""

Way = tuple[str | int, ...]
Place = tuple[int, int]

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def places(text: str) -> Iterator[tuple[Way, Place, Any]]:
    """Yield the path to each value, its line and column, and the value (None for lists, objects).

    The text is known to be valid JSON. A key that an object has twice is yielded twice.

    Raises
    ------
    RecursionError
        If the values are nested deeper than `DEEPEST`.

    Examples
    --------
    >>> list(places('{"a": [3]}'))
    [((), (1, 1), None), (('a',), (1, 7), None), (('a', 0), (1, 8), 3)]
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for way, place, value in _walk(text, _skip(text, 0), ()):
        line = bisect_right(starts, place)
        yield way, (line, place - starts[line - 1] + 1), value


def _walk(text: str, place: int, way: Way) -> Generator[tuple[Way, int, Any], None, int]:
    """Yield the value at a place and all within it; return where it ends."""
    if text[place] not in "[{":
        value, end = _DECODER.raw_decode(text, place)
        yield way, place, value
        return int(end)
    if len(way) > DEEPEST:
        raise RecursionError
    yield way, place, None
    in_object, index = text[place] == "{", 0
    place = _skip(text, place + 1)
    while text[place] not in "]}":
        key: str | int = index
        if in_object:
            key, place = _DECODER.raw_decode(text, place)
            place = _skip(text, _skip(text, place) + 1)
        place = _skip(text, (yield from _walk(text, place, (*way, key))))
        index += 1
        if text[place] == ",":
            place = _skip(text, place + 1)
    return place + 1


def _skip(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place
