"""When it was said: by meeting, session, year or date, each then a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import Problem
from floorbook.statements.corrections import Corrections, quoted
from floorbook.statements.dates import Dates, dates, written
from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.ids import Ids
from floorbook.statements.likeness import slips

MOST_DATES = 12
"""Dates that are each taken as a meeting; where there are more, they are those of statements."""


FEW = 0.1
"""Of the rows: so many may be without a date, and still belong to the only day that there is."""


@dataclass
class Meetings:
    """The meetings: `of` gives the id for each record's number, `rows` their table."""

    by: str
    of: dict[int, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


def meetings(
    head: Head, records: Sequence[Record], title: str, asked: Corrections, beside: str
) -> Meetings:
    """Find the meetings of a table."""
    read = dates([record["date"] for record in records], asked.dates)
    by = asked.meetings or _by(head, read, records)
    found = Meetings(by)
    keys = _keys(records, by, read)
    known = [key for key in dict.fromkeys(keys.values()) if key]
    ids = Ids("meeting")
    unnamed = [number for number, key in keys.items() if not key]
    if unnamed and known:
        told = f"no {by}, and so taken as a meeting of its own"
        allowed = (f"the {by}",)
        found.doubts.append(head.doubt(by if head.has(by) else "date", unnamed, told, "", allowed))
    header = head.header(by)
    days: dict[str, list[str]] = {}
    for record in records:
        key = keys[record.number]
        name = _title(key, by, header, title, read) if known else title
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


def _keys(records: Sequence[Record], by: str, read: Dates) -> dict[int, str]:
    """Return what tells the meeting of each record, by its number."""
    keys = {record.number: _key(record, by, read) for record in records}
    known = {*read.of, *read.double}
    undated = [record.number for record in records if record["date"] not in known]
    if by == "date" and len({*read.of.values()}) == 1 and len(undated) <= FEW * len(records):
        keys |= dict.fromkeys(undated, next(iter(read.of.values())))
    return keys


def _by(head: Head, read: Dates, records: Sequence[Record]) -> str:
    for role in ("meeting", "session", "year"):
        if head.has(role):
            return role
    texts = {read.of.get(record["date"], record["date"]) for record in records} - {""}
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


def _title(key: str, by: str, header: str, title: str, read: Dates) -> str:
    if not key:
        return title
    if by == "date" and key in read.of.values():
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
        found.told.insert(0, f"{len(found.rows)} meetings, one for each {found.by}")
    if read.settled:
        day = written(read.of[read.settled])
        found.told.append(f"day and month of dates in the order of {read.settled!r}, {day}")
    if found.by in ("meeting", "session"):
        _near(found, head, records)
    lone = found.by == "date" and len(found.rows) == 1 and bool(read.of)
    for text in dict.fromkeys(record["date"] for record in records):
        rows = [record.number for record in records if record["date"] == text]
        if text in read.double:
            told = "can be read two ways, and is shown as written"
            line = f'a line in {beside}: dates = "day first" or dates = "month first"'
            allowed = (" or ".join(map(written, read.double[text])), line)
            found.doubts.append(head.doubt("date", rows, told, text, allowed))
        elif text not in read.of and (text or lone):
            told = "taken for the day of all the others" if lone else "shown as written"
            example = ("a day, such as 2018-12-11",)
            found.doubts.append(head.doubt("date", rows, f"no date, and {told}", text, example))


def _near(found: Meetings, head: Head, records: Sequence[Record]) -> None:
    """Name meetings that are nearly another."""
    titles = {row["id"]: row["title"] for row in found.rows}
    rows: dict[str, list[int]] = {}
    for record in records:
        rows.setdefault(titles[found.of[record.number]], []).append(record.number)
    for title, like in slips({title: len(each) for title, each in rows.items()}).items():
        told = f"nearly the same as {quoted(like)}, and kept apart"
        found.doubts.append(head.doubt(found.by, rows[title], told, title, (), like))
