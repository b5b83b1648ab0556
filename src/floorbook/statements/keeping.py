"""Columns without a meaning here: kept with the participant or the statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.statements import packing
from floorbook.statements.corrections import quoted
from floorbook.statements.evidence import Evidence
from floorbook.statements.head import Head, Record
from floorbook.statements.roles import KEPT
from floorbook.traits import shared

LONGEST = 100_000  # characters of a cell that is only kept


@dataclass
class Kept:
    """What was kept: `filters` has the titles of columns to pick participants by, by their name."""

    filters: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def keep(
    head: Head,
    records: Sequence[Record],
    participants: Mapping[str, str],
    people: Sequence[dict[str, str]],
    said: Evidence,
) -> Kept:
    """Keep the columns without a role, in the tables of `people` and of what was `said`.

    With the participant where they say the same in all its rows, else with the point; of
    participants with a row each, with the participant where they part them into groups.
    """
    found = Kept()
    offered, silent = [], []
    for header, role in head.columns.items():
        if role != KEPT or not any(record.kept.get(header) for record in records):
            continue
        theirs: dict[str, dict[str, None]] = {}
        points: dict[str, dict[str, None]] = {}
        for record in records:
            text = record.kept.get(header, "")
            theirs.setdefault(participants[record["participant"]], {})[text] = None
            points.setdefault(said.point[record.number], {})[text] = None
        alike = all(len(texts.keys() - {""}) < 2 for texts in theirs.values())
        groups = alike and shared("".join(texts) for texts in theirs.values())
        alike = groups or (alike and len(points) > len(theirs))
        table, rows, texts = (
            ("participants", people, theirs) if alike else ("points", said.points, points)
        )
        name = packing.column(header, table, rows[0])
        for row in rows:
            row[name] = "; ".join(text for text in texts[row["id"]] if text)[:LONGEST]
        if groups:
            found.filters[name] = header
            offered.append(quoted(header))
        else:
            silent.append(f"{quoted(header)} with {table}")
    if offered:
        found.told.append(f"participants can be picked by {', '.join(offered)}")
    if silent:
        found.told.append(f"kept in the data, and shown in no report: {', '.join(silent)}")
    return found
