"""A JSON file read strictly: what is wrong with its shape becomes problems that point into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from floorbook.encoding import decode, position, undecoded
from floorbook.problems import Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Node:
    """A value in a JSON file, which knows the way to it from the top.

    Reading it as something that it is not adds a problem to `problems`, the list that all nodes
    of a file share, and gives an empty value to go on with.
    """

    value: Any
    file: str
    text: str
    problems: list[Problem] = field(repr=False)
    name: str = ""
    way: tuple[str | int, ...] = ()

    def __getitem__(self, key: str) -> Node:
        """Return a property; of a missing one the value is None, and the place its owner's."""
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

    def complain(self, message: str, allowed: tuple[str, ...] = (), suggestion: str = "") -> None:
        """Add a problem at this value's place; the message goes on behind its name."""
        value = self.value if isinstance(self.value, str) else json.dumps(self.value)
        found = None if isinstance(self.value, dict | list | None) else value
        told = f"{self.name} {message}".strip()
        problem = Problem(self.file, *self.place(), told, found, allowed, suggestion)
        self.problems.append(problem)

    def place(self) -> tuple[int, int]:
        """Return line and column of this value."""
        return position(self.text, _start(self.text, self.way))

    def _child(self, value: Any, name: str, way: tuple[str | int, ...]) -> Node:
        return Node(value, self.file, self.text, self.problems, name, way)


def read(path: Path, file: str) -> Node:
    """Read a JSON file whose top is an object; where that fails, the node's value is empty."""
    problems: list[Problem] = []
    if path.is_symlink() or not path.is_file():
        what = "is a symbolic link" if path.is_symlink() else "does not exist, or is no file"
        problems.append(Problem(file, 1, 1, f"the package's description {what}"))
        return Node({}, file, "", problems)
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.append(Problem(file, 1, 1, f"the file cannot be read ({error.strerror})"))
        return Node({}, file, "", problems)
    text, problems = decode(content, file)
    for place, message in undecoded(text, content):
        problems.append(Problem(file, *position(text, place), message, allowed=("UTF-8",)))
    return Node(_parsed(text, file, problems) if text or not problems else {}, file, text, problems)


def _parsed(text: str, file: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"the file is no valid JSON ({error.msg})"
        problems.append(Problem(file, error.lineno, error.colno, message))
    except ValueError as error:
        problems.append(Problem(file, 1, 1, f"the file holds a number that is too long ({error})"))
    except RecursionError:
        problems.append(Problem(file, 1, 1, "the JSON is nested too deeply"))
    else:
        if isinstance(value, dict):
            return value
        problems.append(Problem(file, 1, 1, "the file does not hold one JSON object"))
    return {}


def _start(text: str, way: tuple[str | int, ...]) -> int:
    """Return where the value stands that a way leads to; the text is known to be valid JSON."""
    place = _skip(text, 0)
    for step in way:
        place = next(start for key, start in _children(text, place) if key == step)
    return place


def _children(text: str, place: int) -> Iterator[tuple[str | int, int]]:
    """Yield key (or index) and start of each child of the object or list at a place."""
    in_object, index = text[place] == "{", 0
    place = _skip(text, place + 1)
    while text[place] not in "]}":
        key: str | int = index
        if in_object:
            key, place = _DECODER.raw_decode(text, place)
            place = _skip(text, _skip(text, place) + 1)
        yield key, place
        _, place = _DECODER.raw_decode(text, place)
        place, index = _skip(text, place), index + 1
        if text[place] == ",":
            place = _skip(text, place + 1)


def _skip(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place
