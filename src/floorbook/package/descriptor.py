"""A JSON file, read strictly: each fault in its structure becomes a problem with its place."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from floorbook.package.boundary import content
from floorbook.package.encoding import decode, position, undecoded
from floorbook.package.jsonplaces import Place, Way, places
from floorbook.package.problems import Problem, slip

LARGEST = 4 * 2**20
"""Bytes; Floorbook's own description has a sixtieth of it."""

_LONG_NUMBER = re.compile(r"[0-9]{4300}")
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of characters


@dataclass(frozen=True)
class Node:
    """A value in a JSON file, with the path to it from the top.

    If it is read as something that it is not, a problem is added to `problems` (one list for all
    nodes of a file), and the result is an empty value, so that reading can go on.
    """

    value: Any
    file: str
    places: Mapping[Way, Place] = field(repr=False)
    problems: list[Problem] = field(repr=False)
    name: str = ""
    way: Way = ()

    def __getitem__(self, key: str) -> Node:
        """Return a property; a missing one has the value None and the place of this node."""
        if isinstance(self.value, dict) and key in self.value:
            return self._child(self.value[key], key, (*self.way, key))
        return self._child(None, key, self.way)

    def entries(self) -> tuple[Node, ...]:
        """Return the entries of a list; a single value counts as a list of one."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list):
            return (self,)
        return tuple(
            self._child(value, self.name, (*self.way, index))
            for index, value in enumerate(self.value)
        )

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list of texts."""
        return tuple(entry.string(required=True) for entry in self.entries())

    def string(self, *, required: bool = False) -> str:
        """Return a text; "" where there is none."""
        if isinstance(self.value, str):
            if bad := _UNFIT.search(self.value):
                self.complain(f"has a character that no text may have ({bad.group()!r})", ("text",))
                return ""
            return self.value
        if self.value is not None:
            self.complain("is no text", allowed=("text",))
        elif required:
            self.complain("is missing", allowed=("text",))
        return ""

    def flag(self) -> bool:
        """Return a truth value; False where there is none."""
        if self.value is not None and not isinstance(self.value, bool):
            self.complain("is neither true nor false", allowed=("true", "false"))
        return self.value is True

    def number(self) -> float | None:
        """Return a number; None where there is none."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return self.value
        if self.value is not None:
            self.complain("is no number", allowed=("a number",))
        return None

    def spelt(self, known: Iterable[str]) -> None:
        """Complain of every property whose name is a slip of a known one that is not there."""
        here = self.value if isinstance(self.value, dict) else {}
        absent = [name for name in known if name not in here]
        for name in here:
            if name not in known and (meant := slip(name, absent)):
                told = f"a property of {self.name or 'the package'} is not known here"
                where = self[name].place()
                self.problems.append(Problem(self.file, *where, told, name, (meant,), meant))

    def complain(self, message: str, allowed: tuple[str, ...] = (), suggestion: str = "") -> None:
        """Add a problem at the place of this value; the message follows the value's name."""
        value = self.value if isinstance(self.value, str) else json.dumps(self.value)
        found = None if isinstance(self.value, dict | list | None) else value
        told = f"{self.name} {message}".strip()
        problem = Problem(self.file, *self.place(), told, found, allowed, suggestion)
        self.problems.append(problem)

    def place(self) -> Place:
        """Return line and column of this value."""
        return self.places.get(self.way, (1, 1))

    def _child(self, value: Any, name: str, way: Way) -> Node:
        return Node(value, self.file, self.places, self.problems, name, way)


def read(path: Path, file: str) -> Node:
    """Read a JSON file whose top is an object; if that fails, the node is empty."""
    found, why = (b"", "is a symbolic link") if path.is_symlink() else content(path, LARGEST)
    if why:
        return Node({}, file, {}, [Problem(file, 1, 1, f"the package's description {why}")])
    text, problems = decode(found, file)
    for place, message in undecoded(text, found):
        problems.append(Problem(file, *position(text, place), message, allowed=("UTF-8",)))
    if problems and not text:
        return Node({}, file, {}, problems)
    value, placed = _parsed(text, file, problems)
    return Node(value, file, placed, problems)


def _parsed(
    text: str, file: str, problems: list[Problem]
) -> tuple[dict[str, Any], dict[Way, Place]]:
    """Return the object in a text and the places of its values; report what is wrong."""
    try:
        value = json.loads(text)
        placed = _placed(text, file, problems)
    except json.JSONDecodeError as error:
        message = f"the file is no valid JSON ({error.msg})"
        problems.append(Problem(file, error.lineno, error.colno, message))
    except ValueError:  # what is left for it: a number of thousands of digits
        number = _LONG_NUMBER.search(text)
        place = position(text, number.start() if number else 0)
        problems.append(Problem(file, *place, "the file holds a number that is too long"))
    except RecursionError:
        problems.append(Problem(file, 1, 1, "the JSON is nested too deeply"))
    else:
        if isinstance(value, dict):
            return value, placed
        problems.append(Problem(file, 1, 1, "the file does not hold one JSON object"))
    return {}, {}


@lru_cache(maxsize=4)
def _all_places(text: str) -> list[tuple[Way, Place, Any]]:
    """Return the places of all values; a run reads its description twice."""
    return [*places(text)]


def _placed(text: str, file: str, problems: list[Problem]) -> dict[Way, Place]:
    """Return the place of each value; report faults that Python's own reader accepts."""
    placed: dict[Way, Place] = {}
    twice: set[Way] = set()
    for way, place, value in _all_places(text):
        if way in placed:
            twice.add(way)
            if way[:-1] not in twice:
                told = "a property stands twice in its object"
                problems.append(Problem(file, *place, told, str(way[-1]), ("once",)))
        if isinstance(value, float) and not math.isfinite(value):
            told = "the file is no valid JSON (no finite number)"
            problems.append(Problem(file, *place, told, str(value), ("a number", "null")))
        placed[way] = place
    return placed
