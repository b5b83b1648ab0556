"""Rules of place: items in their source, points in their items, each in its order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from floorbook.package.problems import Problem
from floorbook.package.sheet import Sheets


def ranges(sheets: Sheets) -> Iterator[Problem]:
    """An item ends after its start, and no two items of a source overlap."""
    items = sheets["items"]
    columns = {"source": items.texts("source"), "end": items.numbers("end")}
    spans = pd.DataFrame(columns | {"start": items.numbers("start")})
    for row in np.flatnonzero(spans["start"] >= spans["end"]):
        start = items.texts("start")[row]
        told = f"end is not behind start, which is {start}"
        yield items.problem(row, "end", told, (f"more than {start}",))
    placed = spans[spans["start"] < spans["end"]].sort_values(["source", "start", "end"])
    last = placed.groupby("source")["end"].cummax()
    last = last.groupby(placed["source"]).shift()
    if not (over := placed["start"] < last).any():
        return
    ends = placed.drop_duplicates(["source", "end"])
    rows = dict(zip(zip(ends["source"], ends["end"], strict=True), ends.index, strict=True))
    for row, source, end in zip(over.index[over], placed["source"][over], last[over], strict=True):
        told = f"the item overlaps {items.texts('id')[rows[source, end]]}, which ends at {end:.0f}"
        yield items.problem(row, "start", told, (f"at least {end:.0f}",))


def item_order(sheets: Sheets) -> Iterator[Problem]:
    """The order of items is that of their places in the source."""
    items = sheets["items"]
    starts, ids = items.numbers("start"), items.texts("id")
    before, rows = items.neighbours("source")
    wrong = starts[rows] < starts[before]
    for first, row in zip(before[wrong], rows[wrong], strict=True):
        told = f"order puts the item behind {ids[first]}, its start puts it before"
        yield items.problem(row, "order", told, ("the order of the starts",))


def parents(sheets: Sheets) -> Iterator[Problem]:
    """An item is nested under an earlier item of the same source."""
    items = sheets["items"]
    above, sources = items.find("id", items.texts("parent")), items.texts("source")
    orders = items.numbers("order")
    nested = np.flatnonzero((above >= 0) & (sources != ""))
    above = above[nested]
    elsewhere = sources[above] != sources[nested]
    late = orders[above] >= orders[nested]
    for at in np.flatnonzero(elsewhere | late):
        told = "parent does not come before the item"
        told = "parent is an item of another source" if elsewhere[at] else told
        yield items.problem(nested[at], "parent", told, ("an earlier item of its source",))


def places(sheets: Sheets) -> Iterator[Problem]:
    """No two items of a source have the same section and number."""
    items = sheets["items"]
    for row, before in items.repeated(("source", "section", "number"), filled=("number",)):
        place = f"{items.texts('section')[row]} {items.texts('number')[row]}"
        told = f"{place} is already the place of {items.texts('id')[before]}"
        yield items.problem(row, "number", told, ("a number of its own",))


def accounted(sheets: Sheets) -> Iterator[Problem]:
    """Every item is a point or says why not, and never both."""
    items, points = sheets["items"], sheets["points"]
    choices = next(field.choices for field in items.table.fields if field.name == "reason")
    point = points.find("item", items.texts("id"))
    without, ids = items.texts("reason") == "", points.texts("id")
    for row in np.flatnonzero((point < 0) == without):
        id = items.texts("id")[row]
        if point[row] >= 0:
            told = f"item {id} has a reason to be no point, but {ids[point[row]]} is one"
            yield items.problem(row, "reason", told, ("(empty)",))
        elif id not in points.spoilt:
            yield items.problem(row, "reason", f"item {id} is no point and has no reason", choices)


def numbered(sheets: Sheets) -> Iterator[Problem]:
    """A point's item has a number."""
    items, points = sheets["items"], sheets["points"]
    point = points.find("item", items.texts("id"))
    for row in np.flatnonzero((point >= 0) & (items.texts("number") == "")):
        id, pointed = items.texts("id")[row], points.texts("id")[point[row]]
        told = f"item {id} is the point {pointed} without number"
        yield items.problem(row, "number", told, ("a whole number",))


def point_meetings(sheets: Sheets) -> Iterator[Problem]:
    """Points have their items in a source of their intervention's meeting."""
    points, items, turns = sheets["points"], sheets["items"], sheets["interventions"]
    known = sheets["meetings"].first("id")
    item = items.find("id", points.texts("item"))
    source = sheets["sources"].find("id", items.texts("source"))
    turn = turns.find("id", points.texts("intervention"))
    both = np.flatnonzero((item >= 0) & (turn >= 0))
    both = both[source[item[both]] >= 0]
    theirs = sheets["sources"].texts("meeting")[source[item[both]]]
    ours = turns.texts("meeting")[turn[both]]
    for at in np.flatnonzero(theirs != ours):
        if theirs[at] in known and ours[at] in known:
            told = f"the item is from a source of another meeting, {theirs[at]}"
            yield points.problem(both[at], "item", told, (f"an item of {ours[at]}",))


def point_order(sheets: Sheets) -> Iterator[Problem]:
    """Points of an intervention stand in the order of their items."""
    points, items = sheets["points"], sheets["items"]
    item, ids = items.find("id", points.texts("item")), points.texts("id")
    orders, sources = items.numbers("order"), items.texts("source")
    before, rows = points.neighbours("intervention")
    known = (item[before] >= 0) & (item[rows] >= 0)
    before, rows = before[known], rows[known]
    same = sources[item[before]] == sources[item[rows]]
    wrong = same & (orders[item[before]] >= orders[item[rows]])
    for first, row in zip(before[wrong], rows[wrong], strict=True):
        told = f"the point comes behind {ids[first]}, its item before"
        yield points.problem(row, "order", told, ("the order of the items",))


def sections(sheets: Sheets) -> Iterator[Problem]:
    """The points of a turn are under the name of its participant, and of nobody else."""
    points, items, turns, names = (
        sheets[name] for name in ("points", "items", "interventions", "names")
    )
    rows = names.rows("source", "name", "participant")
    named = {(source, name): who for source, name, who in reversed(rows)}
    item = items.find("id", points.texts("item"))
    turn = turns.find("id", points.texts("intervention"))
    pairs = pd.DataFrame({"turn": turn, "item": item})[(turn >= 0) & (item >= 0)]
    places = items.frame[["source", "section"]].iloc[pairs["item"]]
    pairs = pairs.assign(section=places["section"].array, source=places["source"].array)
    known = sheets["participants"].first("id")
    pairs = pairs.drop_duplicates(["turn", "source", "section"])
    for row, _, section, source in pairs.itertuples(index=False):
        theirs, ours = named.get((source, section), ""), turns.texts("participant")[row]
        if theirs != ours and theirs in known and ours in known:
            told = f"the section {section!r} is {theirs}'s by {names.table.path}"
            yield turns.problem(row, "participant", f"{told}, the turn is {ours}'s", (theirs,))
