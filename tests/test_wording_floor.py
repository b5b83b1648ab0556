"""Who speaks from the floor, in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from meetings import meeting
from recount import MAKERS, Recount, checked

import floorbook
from floorbook import Dataset
from floorbook.wording import floor


def said(*lines: str) -> str:
    return checked(floor.finding(told := meeting(*lines), "m1"), told).text


@pytest.mark.parametrize("name", MAKERS)
def test_who_speaks_and_their_points_are_those_of_the_files(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    for one in plain.meetings:
        who, theirs, every = plain.floor(one)
        found = checked(floor.finding(data, one), data)
        *_, people, share = found.facts
        assert (set(people.who), people.most) == (who, len(who))
        assert (set(share.points), share.most, share.of) == (theirs, len(theirs), every)
        checked(floor.note(data, [one]), data)
        checked(floor.caption(data, [one]), data)


def test_the_shipped_meeting_is_told_in_plain_words() -> None:
    assert str(floor.finding(floorbook.load(), "iom2016")) == (
        "9 governments, 1 agency and 1 civil society organisation speak from the floor; 47 of the "
        "144 recorded points are theirs"
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ada: tea raise"], "1 government speaks from the floor; the only recorded point is its "
         "own"),
        (["ada: tea raise", "bor:"], "2 governments speak from the floor; both recorded points are "
         "theirs"),
        (["ada:", "ada:", "ngo:", "unx:"], "1 government, 1 agency and 1 civil society "
         "organisation speak from the floor; all 4 recorded points are theirs"),
        (["office/opening:", "office/opening:", "ada:", "bor/reply:"],
         "1 government speaks from the floor; 1 of the 4 recorded points is its own"),
        (["office/opening:"], "No turn from the floor is recorded"),
        (["office: tea raise"], "Only 1 secretariat official speaks from the floor"),
        ([], "No turn from the floor is recorded"),
    ],
)  # fmt: skip
def test_small_meetings(lines: list[str], words: str) -> None:
    assert said(*lines) == words


def test_without_words_for_kinds_all_are_participants() -> None:
    told = meeting("ada:", "ngo:")
    bare = replace(told, kinds=told.kinds.assign(singular="", plural=""))
    assert str(checked(floor.finding(bare, "m1"), bare)).startswith("2 participants speak from")


def test_a_turn_without_a_point_is_named_with_its_number() -> None:
    told = meeting("ada:", "bor:", "cyr:")
    gone = told.points["intervention"].isin(["bor"])
    some = replace(told, points=told.points[~gone])
    assert str(checked(floor.note(some, ["m1"]), some)) == (
        "Nothing is recorded in turn 2 (Bor, floor)."
    )
    assert str(floor.note(told, ["m1"])) == ""


def test_a_source_without_items_is_not_spoken_of() -> None:
    told = dated(meeting("ada:"))
    assert "an item of the source" in str(floor.caption(told, ["m1"]))
    assert "item" not in str(floor.caption(replace(told, items=told.items[:0]), ["m1"]))


def dated(told: Dataset) -> Dataset:
    return replace(told, meetings=told.meetings.assign(date="", place="", convenor=""))
