"""Rules of place: items in their source, points in their items, each in its order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from floorbook.package.anchors import range_of
from floorbook.package.problems import Problem
from floorbook.package.sheet import Record, Sheets, in_order, precedes, whole


def ranges(sheets: Sheets) -> Iterator[Problem]:
    """An item ends behind its start, and no two items of a source overlap."""
    items = sheets["items"]
    for records in items.groups("source"):
        placed = []
        for record in records:
            if span := range_of(record):
                placed.append((span, record))
            elif (end := whole(record, "end")) is not None and whole(record, "start") is not None:
                told = f"end is not behind start, which is {record['start'].value}"
                yield items.problem(record["end"], told, (f"more than {record['start'].value}",))
        last_end, last_id = 0, ""
        for (start, end), record in sorted(placed, key=lambda each: each[0]):
            if start < last_end:
                told = f"the item overlaps {last_id}, which ends at {last_end}"
                yield items.problem(record["start"], told, (f"at least {last_end}",))
            if end > last_end:
                last_end, last_id = end, record["id"].value


def item_order(sheets: Sheets) -> Iterator[Problem]:
    """The order of items is that of their places in the source."""
    items = sheets["items"]
    for records in items.groups("source"):
        ordered = in_order(records, "order")
        for before, record in pairwise(ordered):
            first, second = whole(before, "start"), whole(record, "start")
            if first is not None and second is not None and second < first:
                told = f"order puts the item behind {before['id'].value}, its start puts it before"
                yield items.problem(record["order"], told, ("the order of the starts",))


def parents(sheets: Sheets) -> Iterator[Problem]:
    """An item is nested under an earlier item of the same source."""
    items = sheets["items"]
    known = items.by("id")
    for record in items.records:
        parent = known.get(record["parent"].value)
        if parent is None or not record["source"].value:
            continue
        if parent["source"].value != record["source"].value:
            told = "parent is an item of another source"
            yield items.problem(record["parent"], told, ("an earlier item of its source",))
        elif not precedes(parent, record):
            told = "parent does not come before the item"
            yield items.problem(record["parent"], told, ("an earlier item of its source",))


def places(sheets: Sheets) -> Iterator[Problem]:
    """Section and number tell the items of a source apart."""
    items = sheets["items"]
    first: dict[tuple[str, ...], Record] = {}
    for record in items.records:
        if not record["number"].value:
            continue
        place = tuple(record[column].value for column in ("source", "section", "number"))
        before = first.setdefault(place, record)
        if before is not record:
            told = f"{place[1]} {place[2]} is already the place of {before['id'].value}"
            yield items.problem(record["number"], told, ("a number of its own",))


def accounted(sheets: Sheets) -> Iterator[Problem]:
    """Every item is a point or says why not, and never both; a point's item has a number."""
    items, points = sheets["items"], sheets["points"]
    pointed = points.by("item")
    reasons = next(field.choices for field in items.table.fields if field.name == "reason")
    for record in items.records:
        id, reason = record["id"].value, record["reason"]
        if id not in pointed:
            if not reason.value and id not in points.spoilt:
                yield items.problem(reason, f"item {id} is no point and has no reason", reasons)
            continue
        point = pointed[id]["id"].value
        if reason.value:
            told = f"item {id} has a reason to be no point, but {point} is one"
            yield items.problem(reason, told, ("(empty)",))
        if not record["number"].value:
            told = f"item {id} is the point {point} without number"
            yield items.problem(record["number"], told, ("a whole number",))


def point_order(sheets: Sheets) -> Iterator[Problem]:
    """Points of an intervention stand in the order of their items, in a source of its meeting."""
    points, items = sheets["points"], sheets["items"].by("id")
    turns, sources = sheets["interventions"].by("id"), sheets["sources"].by("id")
    meetings = sheets["meetings"].by("id")
    for records in points.groups("intervention"):
        for record in records:
            item = items.get(record["item"].value)
            source = sources.get(item["source"].value) if item else None
            turn = turns.get(record["intervention"].value)
            if not (source and turn):
                continue
            theirs, ours = source["meeting"].value, turn["meeting"].value
            if theirs != ours and {theirs, ours} <= set(meetings):
                told = f"the item is from a source of another meeting, {theirs}"
                yield points.problem(record["item"], told, (f"an item of {ours}",))
        for before, record in pairwise(in_order(records, "order")):
            first, second = items.get(before["item"].value), items.get(record["item"].value)
            if not (first and second) or precedes(first, second):
                continue
            if first["source"].value == second["source"].value:
                told = f"the point comes behind {before['id'].value}, its item before"
                yield points.problem(record["order"], told, ("the order of the items",))
