"""The small file beside a table that says how it was read, and that a person may change."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from floorbook.package.problems import DataError, Problem, hint
from floorbook.statements.dates import ORDERS
from floorbook.statements.roles import KEPT, LEFT_OUT, ROLES
from floorbook.statements.scale import NO_POSITION

MEETINGS = ("meeting", "session", "year", "date", "one")
SECTIONS = ("columns", "positions", "participants")
LINES = ("title", "dates", "meetings", *SECTIONS)


@dataclass(frozen=True)
class Corrections:
    """What a person asked for; everything else is read as usual."""

    title: str = ""
    dates: str = ORDERS[0]
    meetings: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, float | str] = field(default_factory=dict)
    participants: Mapping[str, str] = field(default_factory=dict)


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
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        raise DataError([Problem(str(path), 1, 1, f"cannot be read: {error}")]) from None
    if problems := [Problem(str(path), 1, 1, *found) for found in _wrong(told)]:
        raise DataError(problems)
    return Corrections(**told)


def _wrong(told: Mapping[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for name, value in told.items():
        if name not in LINES:
            found.append((f"there is no such line{hint(name, LINES)}", name, LINES))
        elif name in SECTIONS and not isinstance(value, dict):
            found.append((f"[{name}] has lines of its own", str(value), ('"…" = "…"',)))
        elif name not in SECTIONS and not isinstance(value, str):
            found.append((f"{name} is no text", str(value), ('"…"',)))
    for name, known in (("dates", ORDERS), ("meetings", MEETINGS)):
        value = told.get(name)
        if isinstance(value, str) and value not in known:
            found.append((f"{name} is not known", value, known))
    for section, check in _CHECKS.items():
        lines = told.get(section, {})
        for key, value in lines.items() if isinstance(lines, dict) else ():
            if allowed := check(value):
                message = f"[{section}] {key!r} cannot be this{hint(str(value), allowed)}"
                found.append((message, str(value), allowed))
    return found


def _column(value: object) -> tuple[str, ...]:
    return () if value in (*ROLES, KEPT, LEFT_OUT) else (*ROLES, KEPT, LEFT_OUT)


def _position(value: object) -> tuple[str, ...]:
    number = (
        isinstance(value, (int, float)) and not isinstance(value, bool) and -100 <= value <= 100
    )
    return () if number or value == NO_POSITION else ("a number from -1 to 1", NO_POSITION)


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
    known = ", ".join(ROLES)
    lines = [
        f"# How {table} was read. Change a line, and make the report again.",
        f"title = {quoted(asked.title)}",
        f"dates = {quoted(asked.dates)}  # {', '.join(ORDERS)}",
        f"meetings = {quoted(asked.meetings)}  # one for each: {', '.join(MEETINGS[:-1])}; or one",
        "",
        "[columns]",
        f"# {known},",
        f"# {KEPT} (in the data, without a meaning here), {LEFT_OUT}",
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


def _position_line(value: str, number: float | str | None) -> str:
    told = quoted(number) if isinstance(number, str) else "" if number is None else f"{number:g}"
    return f"{quoted(value)} = {told}" if told else f"# {quoted(value)} = "
