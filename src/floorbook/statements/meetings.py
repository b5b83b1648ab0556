"""When it was said: by meeting, session, year or date, each then a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.statements.corrections import Corrections
from floorbook.statements.dates import Dates, dates, written
from floorbook.statements.grid import folded, listed
from floorbook.statements.head import Head, Record
from floorbook.statements.ids import Ids

MOST_DATES = 12
"""Dates that are each taken as a meeting; where there are more, they are those of statements."""


@dataclass
class Meetings:
    """The meetings: `of` gives the id for each record's number, `rows` their table."""

    by: str
    of: dict[int, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def meetings(
    head: Head, records: Sequence[Record], title: str, asked: Corrections, beside: str
) -> Meetings:
    """Find the meetings of a table."""
    read = dates([record["date"] for record in records], asked.dates)
    by = asked.meetings or _by(head, read, records)
    found = Meetings(by)
    keys = {record.number: _key(record, by, read) for record in records}
    known = [key for key in dict.fromkeys(keys.values()) if key]
    ids = Ids("meeting")
    unnamed = [number for number, key in keys.items() if not key]
    if unnamed and known:
        found.told.append(f"no {by} in {listed(unnamed)}: taken as a meeting of its own")
    header = head.header(by)
    days: dict[str, list[str]] = {}
    for record in records:
        key = keys[record.number]
        name = _title(key, by, header, title) if known else title
        if by in ("date", "year") and len({*keys.values()}) == 1:  # one meeting, and its title
            name = title if key in read.of.values() else f"{title}, {key}"
        identity = folded(key) or key
        found.of[record.number] = ids.give(identity, name)
        if not any(row["id"] == ids.of[identity] for row in found.rows):
            found.rows.append({"id": ids.of[identity], "title": name, "date": ""})
        if day := read.of.get(record["date"], ""):
            days.setdefault(ids.of[identity], []).append(day)
    _days(found, days)
    _sort(found)
    _tell(found, head, read, records, beside)
    return found


def _by(head: Head, read: Dates, records: Sequence[Record]) -> str:
    for role in ("meeting", "session", "year"):
        if head.has(role):
            return role
    texts = {record["date"] for record in records} - {""}
    if texts and len(texts) <= MOST_DATES:
        return "date"
    years = {day[:4] for day in read.of.values()}
    return "year" if texts and years and len(years) <= MOST_DATES and not read.double else "one"


def _key(record: Record, by: str, read: Dates) -> str:
    if by == "one":
        return ""
    if by == "year" and not record["year"]:
        return read.of.get(record["date"], "")[:4]
    if by == "date":
        return read.of.get(record["date"], record["date"])
    return " ".join(record[by].split())


def _title(key: str, by: str, header: str, title: str) -> str:
    if not key:
        return title
    if by == "date" and len(key) == 10 and key[4:5] == "-":
        return written(key)
    return f"{header.capitalize()} {key}" if by == "session" and key.isdecimal() else key


def _days(found: Meetings, days: Mapping[str, Sequence[str]]) -> None:
    """Give a meeting its day: the first, where its statements have several."""
    if found.by == "one" and any(len({*each}) > 1 for each in days.values()):
        first, last = min(map(min, days.values())), max(map(max, days.values()))
        found.told.append(f"dates from {written(first)} to {written(last)}: taken as one meeting")
        return
    for row in found.rows:
        each = days.get(row["id"], ())
        if found.by == "year" and len({*each}) > 1:
            continue
        row["date"] = min(each, default="")
        if len({*each}) > 1:
            told = f"{row['title']!r} has statements of {len({*each})} days"
            found.told.append(f"{told}: dated by the first, {written(row['date'])}")


def _sort(found: Meetings) -> None:
    """Put numbered meetings (of years, of sessions) in the order of their numbers."""
    numbers = ["".join(mark for mark in row["title"] if mark.isdecimal()) for row in found.rows]
    if found.by in ("year", "session") and all(0 < len(number) < 10 for number in numbers):
        found.rows.sort(key=lambda row: int("".join(filter(str.isdecimal, row["title"]))))
    if not all(row["date"] for row in found.rows):
        return
    found.rows.sort(key=lambda row: row["date"])


def _tell(found: Meetings, head: Head, read: Dates, records: Sequence[Record], beside: str) -> None:
    if len(found.rows) > 1:
        number = len(found.rows)
        told = f"{number} meeting{'s' * (number > 1)}, one for each {found.by}"
        found.told.insert(0, told)
    rows = [record.number for record in records if record["date"] in read.double]
    if rows:
        text, (first, second) = next(iter(read.double.items()))
        either = f"{text!r} is {written(first)} or {written(second)}"
        line = 'dates = "day first" or "month first"'
        told = f"dates that can be read two ways in {listed(rows)}: {either}"
        found.told.append(
            f"{told}; they are shown as written. A line in {beside} settles it: {line}"
        )
    odd = [
        record
        for record in records
        if record["date"] and record["date"] not in read.of and record["date"] not in read.double
    ]
    if odd:
        told = f"no dates, and shown as written: {odd[0]['date'][:40]!r}"
        found.told.append(f"{told} ({listed([one.number for one in odd])})")
