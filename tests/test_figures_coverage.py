"""The figure of what became of every item of the sources."""

from __future__ import annotations

import pytest
from figures import check, marks, title
from meetings import meeting

import floorbook
from floorbook.figures import coverage


def test_every_item_is_one_mark_that_says_what_it_holds() -> None:
    data = floorbook.load()
    found = marks(check(coverage(data)))
    assert len(found) == len(data.items)
    held = {row["item"]: row["id"] for row in data.points.to_dict("records")}
    coded = set(data.codings["point"])
    for item, mark in zip(data.items["id"], found, strict=True):
        point = held.get(item)
        assert mark["points"] == ([point] if point else [])
        assert mark["became"] == (
            "no point" if not point
            else "a point with a coding" if point in coded
            else "a point without a coding"
        )  # fmt: skip
        assert bool(mark["reason"]) == (not point)


def test_the_key_has_what_items_hold_and_no_more() -> None:
    labels = [one["label"] for one in coverage(floorbook.load()).layout.meta["key"]]
    assert labels == ["a point with a coding", "a point without a coding", "no point"]
    coded = coverage(meeting("ada: tea support")).layout.meta["key"]
    assert [one["label"] for one in coded] == ["a point with a coding"]


def test_sections_stand_in_their_order_and_items_run_from_one() -> None:
    found = marks(coverage(floorbook.load()))
    assert [mark["x"] for mark in found[:6]] == [1, 2, 3, 4, 5, 1]


def test_of_several_meetings_each_has_its_own_items() -> None:
    two = meeting("ada: tea support", "ada:", more={"m2": ["bor: tea support"]})
    one = check(coverage(two, meeting="m1"))
    assert {mark["meeting"] for mark in marks(one)} == {"m1"}
    assert title(one).startswith("M1: ")
    with pytest.raises(ValueError, match="no meeting has the id 'm3'"):
        coverage(two, meeting="m3")


def test_without_items_there_is_no_mark() -> None:
    bare = meeting("ada: tea support")
    object.__setattr__(bare, "items", bare.items.iloc[:0])
    assert marks(coverage(bare)) == []
    assert title(coverage(bare)) == "No item of a source is recorded"
