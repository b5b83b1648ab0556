"""For or against: what each row says of each of its issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import Problem, slip, some
from floorbook.statements.corrections import Corrections, quoted
from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.scale import (
    NO_POSITION,
    STANDARD,
    Position,
    Scaled,
    agreed,
    scaled,
    words,
)

MOST_TOLD = 6
FEW = 0.2
"""Of the positions of a table: so many may be unknown words, and the others still be a scale."""

LOST = "?"
"""What stands for the position of a row that is not known."""


@dataclass
class Positions:
    """The positions: `of` gives them for each record's number, one for each of its issues.

    A position that is not known is `LOST`. `lines` has what a file of corrections says of each
    value.
    """

    of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[Position, ...] = ()
    lines: dict[str, float | str | None] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


def positions(
    head: Head,
    records: Sequence[Record],
    several: Mapping[int, int],
    asked: Corrections,
    beside: str,
) -> Positions:
    """Read the positions of a table; `several` is the number of issues of each record."""
    if not head.has("position"):
        told = "no column of positions: the report counts who speaks on what, without support"
        return Positions(told=[told])
    texts = {
        record.number: _texts(record["position"], several[record.number]) for record in records
    }
    said = [text for each in texts.values() for text in each if text]
    header = head.header("position")
    if not said:
        return Positions(told=["no position stands beside an issue: there is nothing on support"])
    found = (None if asked.positions else agreed(said, header)) or scaled(said, asked.positions)
    slipped = _slips(found, said)
    if slipped:
        found = scaled([text for text in said if text not in slipped], asked.positions)
    if not found.positions:
        return _unscaled(found, head, texts, beside)
    of = found.of or {}
    scale = found.positions
    blank = [row.number for row in records if several[row.number] and "" in texts[row.number]]
    if (blank or "raise" in of.values()) and STANDARD["raise"] not in scale:
        scale = (*scale, STANDARD["raise"])
    result = Positions({}, scale)
    for row, each in texts.items():
        result.of[row] = tuple(LOST if text in slipped else of.get(text, "raise") for text in each)
    values = {one.id: one.value for one in scale}
    result.lines = {text: _line(values[id]) for text, id in of.items()}
    result.lines |= dict.fromkeys(slipped)
    result.told.append(f"positions: {_scale_told(of, values)}")
    if blank:
        told = f"no position in {head.cells(header, blank)}: counted as raised, no side taken"
        result.told.append(told)
    for text in slipped:
        rows = [row for row, each in texts.items() if text in each]
        told = "no known position, and so not counted on its issue"
        allowed = (f"a line under [positions] in {beside}: {_proposed(text)}",)
        result.doubts.append(head.doubt(header, rows, told, text, allowed, _near(text)))
    return result


def _slips(found: Scaled, said: Sequence[str]) -> tuple[str, ...]:
    """Return unknown values that are slips beside a scale: like a known word, or few."""
    unknown = {*found.unknown}
    few = sum(text in unknown and not _near(text) for text in said) <= FEW * len(said)
    return found.unknown if few and len(unknown) < len({*said}) else ()


def _near(text: str) -> str:
    return slip(text, words()) if len(text) > 3 else ""


def _proposed(text: str) -> str:
    """Write a line of a file of corrections for a value that is not known."""
    near = scaled([_near(text)]).of or {}
    value = next((STANDARD[id].value for id in near.values()), None)
    told = quoted(NO_POSITION) if value is None else f"{value:g}"
    return f"{quoted(text)} = {told}" + ("" if near else ", or a number from -1 to 1")


def _texts(cell: str, several: int) -> tuple[str, ...]:
    """Return the text for each issue: one for all, or as many as there are issues."""
    parts = tuple(part.strip() for part in cell.replace("|", ";").split(";"))
    return parts if len(parts) == several > 1 else (cell,) * several


def _line(value: float | None) -> float | str:
    return NO_POSITION if value is None else value


def _scale_told(of: Mapping[str, str], values: Mapping[str, float | None]) -> str:
    pairs = [f"{text} = {_number(values[id])}" for text, id in of.items()]
    return some(pairs, 2 * MOST_TOLD)


def _number(value: float | None) -> str:
    return "no side" if value is None else f"{value:+g}".replace("-", "−") if value else "0"


def _unscaled(
    found: Scaled, head: Head, texts: Mapping[int, tuple[str, ...]], beside: str
) -> Positions:
    """Say why there is no scale, and which lines would make one."""
    result = Positions()
    every = dict.fromkeys(text for each in texts.values() for text in each if text)
    unknown = {*found.unknown}
    rows = [row for row, each in texts.items() if unknown & {*each}]
    first = some([*map(quoted, found.unknown)], MOST_TOLD)
    what = "no known positions" if {*found.unknown} >= {*every} else "not all positions are known"
    told = f"{what}, and so the report counts who speaks on what, without support: {first}"
    line = _proposed(found.unknown[0] if found.unknown else "…")
    allowed = (f"lines under [positions] in {beside}, such as {line}",)
    like = next(filter(None, map(_near, found.unknown)), "")
    result.doubts.append(head.doubt("position", rows, told, None, allowed, like))
    known = scaled([text for text in every if folded(text) not in map(folded, unknown)])
    values = {one.id: one.value for one in known.positions}
    of = known.of or {}
    result.lines = {text: _line(values[of[text]]) if text in of else None for text in every}
    if len(every) > 60:
        result.lines = {}
    return result
