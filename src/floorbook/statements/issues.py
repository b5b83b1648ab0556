"""What it is about: the issues of a codebook, and their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import Problem
from floorbook.statements.corrections import quoted
from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.ids import Ids
from floorbook.statements.likeness import slips
from floorbook.statements.scale import yes

MARKS = (";", "|", "\n")


@dataclass
class Issues:
    """The codebook: `of` gives the issues for each record's number."""

    of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    codebook: list[dict[str, str]] = field(default_factory=list)
    dimensions: list[dict[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


def issues(head: Head, records: Sequence[Record], title: str) -> Issues:
    """Find the issues of a table; without a column of issues all is one."""
    found = Issues()
    if not head.has("issue"):
        told = "no column of issues: all that is said is taken as one issue"
        found.codebook = [{"issue": "all", "label": title}]
        found.of = {record.number: ("all",) for record in records}
        found.told.append(told)
        return found
    cells = {record["issue"] for record in records} - {""}
    parts = {cell: _parts(cell, _recurring(cells)) for cell in cells}
    several = [record.number for record in records if len(parts.get(record["issue"], ())) > 1]
    if several:
        found.told.append(f"several issues in a cell: {head.cells(head.header('issue'), several)}")
    if blank := [record.number for record in records if not record["issue"]]:
        told = f"no issue in {head.cells(head.header('issue'), blank)}"
        found.told.append(f"{told}: what is said there is kept, and counts for none")
    ids, groups = Ids("issue"), Ids("dimension")
    homes = _homes(records, parts)
    for record in records:
        labels = parts.get(record["issue"], ())
        here = [_issue(record, at, labels, homes) for at in range(len(labels))]
        found.of[record.number] = tuple(
            dict.fromkeys(_entry(found, ids, groups, label, home) for label, home in here)
        )
    if not found.dimensions:
        for row in found.codebook:
            del row["dimension"]
    _compared(found, head, records, groups)
    _tell(found, head)
    return found


def _recurring(cells: set[str]) -> set[str]:
    """Return the parts between commas that stand in more than one cell."""
    counts: Counter[str] = Counter()
    for cell in cells:
        for part in _apart(cell):
            counts.update({folded(one) for one in (part, *part.split(",")) if one.strip()})
    return {part for part, count in counts.items() if count > 1}


def _apart(cell: str) -> list[str]:
    for mark in MARKS:
        cell = cell.replace(mark, MARKS[0])
    return [part.strip() for part in cell.split(MARKS[0]) if part.strip()]


def _parts(cell: str, recurring: set[str]) -> tuple[str, ...]:
    """Return the issues of a cell: at commas only where every part recurs."""
    found: list[str] = []
    for part in _apart(cell):
        commas = [one.strip() for one in part.split(",") if one.strip()]
        split = len(commas) > 1 and all(folded(one) in recurring for one in commas)
        found += commas if split else [part]
    return tuple({folded(one) or one: " ".join(one.split()) for one in reversed(found)}.values())[
        ::-1
    ]


def _homes(records: Sequence[Record], parts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the first dimension that each issue is given, for rows that leave it out."""
    homes: dict[str, str] = {}
    for record in records:
        for at, label in enumerate(parts.get(record["issue"], ())):
            if home := _dimension(record, at, len(parts[record["issue"]])):
                homes.setdefault(folded(label), home)
    return homes


def _dimension(record: Record, at: int, of: int) -> str:
    several = _apart(record["dimension"])
    return several[at] if len(several) == of else record["dimension"]


def _issue(
    record: Record, at: int, labels: Sequence[str], homes: dict[str, str]
) -> tuple[str, str]:
    home = _dimension(record, at, len(labels)) or homes.get(folded(labels[at]), "")
    return labels[at], home


def _entry(found: Issues, ids: Ids, groups: Ids, label: str, home: str) -> str:
    """Return the id of an issue, entered in the codebook when it is new."""
    key = (folded(home) or home, folded(label) or label)
    if key not in ids.of:
        entry = {"issue": ids.give(key, label), "dimension": "all", "label": label}
        if home or found.dimensions:
            entry["dimension"] = _group(found, groups, home or "Other issues")
        found.codebook.append(entry)
        if home and any(row["dimension"] == "all" for row in found.codebook):
            other = _group(found, groups, "Other issues")
            for row in found.codebook:
                row["dimension"] = other if row["dimension"] == "all" else row["dimension"]
    return ids.of[key]


def _group(found: Issues, groups: Ids, label: str) -> str:
    key = folded(label) or label
    if key not in groups.of:
        row = {"dimension": groups.give(key, label), "label": " ".join(label.split())}
        found.dimensions.append({**row, "order": str(len(found.dimensions) + 1)})
    return groups.of[key]


def _compared(found: Issues, head: Head, records: Sequence[Record], groups: Ids) -> None:
    """Take dimensions out of the comparison where the table says so."""
    if not head.header("compared") or not found.dimensions:
        return
    out = {
        groups.of.get(folded(record["dimension"]) or record["dimension"])
        for record in records
        if record["compared"] and yes(record["compared"]) is False
    }
    for row in found.dimensions:
        row["compared"] = "false" if row["dimension"] in out else "true"


def _tell(found: Issues, head: Head) -> None:
    labels = {row["issue"]: row["label"] for row in found.codebook}
    counts = Counter(map(folded, labels.values()))
    for label in [label for label, count in counts.items() if count > 1 and label][:3]:
        told = f"{label!r} stands under several dimensions: each is an issue of its own"
        found.told.append(told)
    rows: dict[str, list[int]] = {}
    for number, issues in found.of.items():
        for issue in issues:
            rows.setdefault(labels[issue], []).append(number)
    for label, like in slips({label: len(each) for label, each in rows.items()}).items():
        told = f"nearly the same as {quoted(like)}, and kept apart"
        found.doubts.append(head.doubt("issue", rows[label], told, label, (), like))
