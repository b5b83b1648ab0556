"""The small file beside a table that says how it was read, and that a person may change."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from floorbook.package.problems import DataError, Problem, hint
from floorbook.statements.dates import ORDERS
from floorbook.statements.roles import KEPT, LEFT_OUT, ROLES
from floorbook.statements.scale import NO_POSITION
from floorbook.traits import MOST

MEETINGS = ("meeting", "session", "year", "date", "one")
WORDS = ("quoted", "ours")
SECTIONS = ("columns", "positions", "participants")
LINES = ("title", "dates", "meetings", "words", *SECTIONS)


Way = tuple[str, ...]
"""The name of a line of its own or of a section; or of a section and of a line in it."""

_AT = re.compile(r"(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|.*)\)", re.DOTALL)


@dataclass(frozen=True)
class Corrections:
    """What a person asked for; everything else is read as usual."""

    title: str = ""
    dates: str = ORDERS[0]
    meetings: str = ""
    words: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, float | str] = field(default_factory=dict)
    participants: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[Way, int] = field(default_factory=dict)
    """The line of the file in which each of these stands."""


def beside(table: Path) -> Path:
    """Return the file of a table.

    Examples
    --------
    >>> beside(Path("meeting/statements.xlsx")).name
    'statements-reading.toml'
    """
    return table.with_name(f"{table.stem}-reading.toml")


def corrections(path: Path) -> Corrections:
    """Read the file beside a table; without one nothing is asked for.

    Raises
    ------
    DataError
        With everything that is wrong with the file.
    """
    if not path.is_file():
        return Corrections()
    try:
        written = path.read_text("utf-8")
        told = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise DataError([_unreadable(str(path), str(error), written)]) from None
    except (UnicodeDecodeError, OSError, RecursionError) as error:
        raise DataError([Problem(str(path), 1, 1, f"cannot be read: {error}")]) from None
    places = _places(written)
    if problems := [
        Problem(str(path), places.get(way, places.get(way[:1], 1)), 1, why, value, allowed)
        for way, why, value, allowed in _wrong(told)
    ]:
        raise DataError(problems)
    return Corrections(**told, places=places)


def _unreadable(path: str, error: str, written: str) -> Problem:
    """Put what the TOML reader says at the place that it names: one of its own, or the end."""
    found = _AT.fullmatch(error)
    if found is None:
        return Problem(path, 1, 1, f"cannot be read: {error}")
    last = written.split("\n")
    line, column = int(found["line"] or len(last)), int(found["column"] or len(last[-1]) + 1)
    told = f"cannot be read: {found['why']}"
    return Problem(
        path, line, column, told, None, ('"…" = "…", with quotation marks around texts',)
    )


def _places(written: str) -> dict[Way, int]:
    """Find the line of each section and of each line in it, as the command writes them."""
    found: dict[Way, int] = {}
    section: Way = ()
    for number, line in enumerate(written.split("\n"), 1):
        try:
            told = tomllib.loads(line)
        except tomllib.TOMLDecodeError:  # a part of a text of several lines
            continue
        if line.lstrip().startswith("["):
            section = tuple(told)
            found.setdefault(section, number)
            continue
        for name in told:
            found.setdefault((*section, name), number)
    return found


def _wrong(told: Mapping[str, Any]) -> Iterator[tuple[Way, str, str, tuple[str, ...]]]:
    for name, value in told.items():
        if name not in LINES:
            yield (name,), f"there is no such line{hint(name, LINES)}", name, LINES
        elif name in SECTIONS and not isinstance(value, dict):
            yield (name,), f"[{name}] has lines of its own", str(value), ('"…" = "…"',)
        elif name not in SECTIONS and not isinstance(value, str):
            yield (name,), f"{name} is no text", str(value), ('"…"',)
    for name, known in (("dates", ORDERS), ("meetings", MEETINGS), ("words", ("", *WORDS))):
        value = told.get(name)
        if isinstance(value, str) and value not in known:
            yield (name,), f"{name} is not known", value, known
    for section, check in _CHECKS.items():
        lines = told.get(section, {})
        for key, value in lines.items() if isinstance(lines, dict) else ():
            if allowed := check(value):
                message = f"[{section}] {key!r} cannot be this{hint(str(value), allowed)}"
                yield (section, key), message, str(value), allowed


def _column(value: object) -> tuple[str, ...]:
    return () if value in (*ROLES, KEPT, LEFT_OUT) else (*ROLES, KEPT, LEFT_OUT)


def _position(value: object) -> tuple[str, ...]:
    number = (
        isinstance(value, (int, float)) and not isinstance(value, bool) and -100 <= value <= 100
    )
    return () if number or value == NO_POSITION else ("a number from -100 to 100", NO_POSITION)


def _participant(value: object) -> tuple[str, ...]:
    return () if isinstance(value, str) and value.strip() else ("a name",)


_CHECKS = {"columns": _column, "positions": _position, "participants": _participant}


def quoted(text: str) -> str:
    """Write a text as TOML does.

    Examples
    --------
    >>> quoted("a tea")
    '"a tea"'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def text(
    table: str,
    asked: Corrections,
    columns: Mapping[str, str],
    positions: Mapping[str, float | str | None],
    participants: Mapping[str, str],
) -> str:
    """Write the file: how a table was read, a line for whatever can be corrected."""
    lines = [
        f"# How {table} was read. Change a line, and make the report again.",
        f"title = {quoted(asked.title)}",
        f"dates = {quoted(asked.dates)}  # {', '.join(ORDERS)}",
        f"meetings = {quoted(asked.meetings)}  # one for each: {', '.join(MEETINGS[:-1])}; or one",
        f"words = {quoted(asked.words)}  # of all statements: {', '.join(WORDS)};",
        "# empty: a header, quotation marks or the length may say so, else it is not known",
        "",
        "[columns]",
        *(f"# {role}: {meaning}" for role, (meaning, _) in ROLES.items()),
        f"# {KEPT}: in the data, without a meaning here; {LEFT_OUT}: not in the data",
        f"# a column to {KEPT} is a way to pick participants if it says one thing of each of them,",
        f"# and has from 2 to {MOST} values that several of them share",
        *(f"{quoted(header)} = {quoted(role)}" for header, role in columns.items()),
        "",
        "[positions]",
        "# 1 support, 0.5 support with a reservation, 0 neutral, -0.5 doubt, -1 opposition;",
        f"# other numbers between are positions of their own; {quoted(NO_POSITION)}: takes no side",
        *(_position_line(value, number) for value, number in positions.items()),
        "",
        "[participants]",
        "# as written = the name that is shown; the same name joins two",
        *(f"{quoted(name)} = {quoted(shown)}" for name, shown in participants.items()),
    ]
    return "\n".join(lines) + "\n"


def notes(written: str) -> set[str]:
    """Return the comments in a file, but for those that stand for a value without a line.

    Examples
    --------
    >>> sorted(notes('# mine\\n# "tea" = \\nwords = ""  # too'))
    ['# mine', '# too']
    """
    found = {line[line.index("#") :] for line in written.split("\n") if "#" in line}
    return {one for one in found if not one.startswith('# "')}


def _position_line(value: str, number: float | str | None) -> str:
    told = quoted(number) if isinstance(number, str) else "" if number is None else f"{number:g}"
    return f"{quoted(value)} = {told}" if told else f"# {quoted(value)} = "
