"""For or against: what each row says of each of its issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import slip
from floorbook.statements.corrections import Corrections, quoted
from floorbook.statements.grid import folded, listed
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


@dataclass
class Positions:
    """The positions: `of` gives them for each record's number, one for each of its issues.

    `lines` has what a file of corrections says of each value.
    """

    of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[Position, ...] = ()
    lines: dict[str, float | str | None] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


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
    if not found.positions:
        return _unscaled(found, records, texts, header, beside)
    of = found.of or {}
    scale = found.positions
    blank = [row.number for row in records if several[row.number] and "" in texts[row.number]]
    if (blank or "raise" in of.values()) and STANDARD["raise"] not in scale:
        scale = (*scale, STANDARD["raise"])
    result = Positions(
        {row: tuple(of.get(text, "raise") for text in each) for row, each in texts.items()}
    )
    result.scale = scale
    values = {one.id: one.value for one in scale}
    result.lines = {text: _line(values[id]) for text, id in of.items()}
    result.told.append(f"positions: {_scale_told(of, values)}")
    if blank:
        told = f"no position in {listed(blank)}: counted as raised, no side taken"
        result.told.append(told)
    return result


def _texts(cell: str, several: int) -> tuple[str, ...]:
    """Return the text for each issue: one for all, or as many as there are issues."""
    parts = tuple(part.strip() for part in cell.replace("|", ";").split(";"))
    return parts if len(parts) == several > 1 else (cell,) * several


def _line(value: float | None) -> float | str:
    return NO_POSITION if value is None else value


def _scale_told(of: Mapping[str, str], values: Mapping[str, float | None]) -> str:
    pairs = [f"{text} = {_number(values[id])}" for text, id in of.items()]
    more = len(pairs) - 2 * MOST_TOLD
    return ", ".join(pairs[: 2 * MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def _number(value: float | None) -> str:
    return "no side" if value is None else f"{value:+g}".replace("-", "−") if value else "0"


def _unscaled(
    found: Scaled,
    records: Sequence[Record],
    texts: Mapping[int, tuple[str, ...]],
    header: str,
    beside: str,
) -> Positions:
    """Say why there is no scale, and which lines would make one."""
    result = Positions()
    unknown = {*found.unknown}
    rows = [record.number for record in records if unknown & {*texts[record.number]}]
    first = ", ".join(map(quoted, found.unknown[:MOST_TOLD]))
    more = len(found.unknown) - MOST_TOLD
    first += f" and {more} more" if more > 0 else ""
    told = f"{quoted(header)} has values that are no known positions: {first} ({listed(rows)})"
    like = next(filter(None, (slip(one, words()) for one in found.unknown if len(one) > 4)), "")
    told += f" (did you mean {quoted(like)}?)" if like else ""
    line = f"{quoted(found.unknown[0] if found.unknown else '…')} = 1"
    told += ". So the report counts who speaks on what, without support. Lines under [positions]"
    result.told.append(f"{told} in {beside} make a scale: {line}")
    every = dict.fromkeys(text for each in texts.values() for text in each if text)
    known = scaled([text for text in every if folded(text) not in map(folded, unknown)])
    values = {one.id: one.value for one in known.positions}
    of = known.of or {}
    result.lines = {text: _line(values[of[text]]) if text in of else None for text in every}
    if len(every) > 60:
        result.lines = {}
    return result
