"""The tables on the dialogue."""

from __future__ import annotations

import pytest
from faces import face, table, text
from meetings import meeting

import floorbook
from floorbook.wording import closing, dialogue
from floorbook_widgets import Selection
from floorbook_widgets.dialogue import (
    asks_table,
    closing_table,
    ledger_table,
    open_table,
    reactions_table,
)

# ada asks twice in one point: answered in the closing, and deferred with an undertaking. bor asks
# once, without reply. What ada says in her second point is noted; the opening's act is not the
# floor's. The closing reports that tea is wanted (ada; bor unsure), raises milk, and adds a point
# that is not coded.
TOLD = Selection(
    meeting(
        "office/opening:", "ada: tea support", "ada: salt raise", "office/reply:", "office/reply:",
        "bor: tea support unsure", "bor:", "cyr:",
        "office/closing: tea support reported, milk raise", "office/closing:",
        acts=[
            "office-opening-1-a question states:", "ada-1-a question office: tea, salt",
            "ada-1-b request office: tea", "bor-2-a request office:",
            "office-reply-2-a undertaking ada: tea", "office-closing-2-a undertaking all:",
        ],
        responses=[
            "ada-1-b defers office-reply-2 office-reply-2-a", "ada-1-a answers office-closing-2",
            "ada-2 notes office-reply-1",
        ],
    )
)  # fmt: skip
NOTHING = Selection(meeting("ada: tea support"))
TABLES = [asks_table, open_table, ledger_table, reactions_table, closing_table]


def test_every_ask_of_the_floor_is_a_row_with_its_fate() -> None:
    assert table(asks_table(TOLD))[1:] == [
        ["Ada", "Ada 1", "question", "gist of ada-1-a", "office", "answered", "Office", "2 points"],
        ["Ada", "Ada 1", "request", "gist of ada-1-b", "office", "deferred", "Office", "2 points"],
        [
            "Bor",
            "Bor 2",
            "request",
            "gist of bor-2-a",
            "office",
            "no reply recorded",
            "",
            "1 point",
        ],
    ]
    row = asks_table(TOLD).rows[0]
    assert row["mark"] == {"meeting": "m1", "participant": "ada", "issue": ["tea", "salt"]}
    assert row["points"] == ["ada-1", "office-closing-2"]
    assert row["label"] == "Ada 1: gist of ada-1-a"


def test_the_asks_are_counted_by_participant() -> None:
    assert asks_table(TOLD).heading == dialogue.EACH
    assert str(dialogue.over(TOLD.dataset, dialogue.askers)) == (
        "3 questions and requests come from the floor: 2 by Ada and 1 by Bor"
    )
    one = meeting("ada:", "office/reply:", acts=["ada-1-a question office:"],
                  responses=["ada-1-a partly office-reply-1"])  # fmt: skip
    assert str(dialogue.over(one, dialogue.askers)) == "1 question comes from the floor, by Ada"
    assert open_table(Selection(one)).heading == (
        "The one question from the floor is not answered in full"
    )


def test_what_stayed_open_stands_with_the_unreplied_first() -> None:
    shown = open_table(TOLD)
    assert [row["cells"][2:] for row in shown.rows] == [
        ["gist of bor-2-a", "no reply recorded"], ["gist of ada-1-b", "deferred"],
    ]  # fmt: skip
    assert shown.heading == (
        "2 of 3 questions and requests from the floor are not answered in full"
    )


def test_the_ledger_says_to_whom_an_undertaking_answers() -> None:
    shown = ledger_table(TOLD)
    assert table(shown)[1:] == [
        ["Office", "Office 2", "gist of office-reply-2-a", "ada", "gist of ada-1-b", "2 points"],
        ["Office", "Office 2", "gist of office-closing-2-a", "all", "", "1 point"],
    ]
    assert shown.heading == "2 undertakings and offers are recorded: 2 by Office"
    assert str(dialogue.over(TOLD.dataset, dialogue.undertakings)) == (
        "2 undertakings and offers are recorded; 1 of them responds to something asked or said "
        "before"
    )


def test_an_undertaking_may_answer_a_point_that_asked_nothing() -> None:
    told = meeting("ada:", "office/reply:", acts=["office-reply-1-a undertaking ada:"],
                   responses=["ada-1 endorses office-reply-1 office-reply-1-a"])  # fmt: skip
    (row,) = ledger_table(Selection(told)).rows
    assert row["cells"][-1] == "gist of ada-1"


def test_points_that_asked_nothing_stand_beside_what_took_them_up() -> None:
    shown = reactions_table(TOLD)
    assert table(shown)[1:] == [
        ["Ada", "gist of ada-2", "its subject comes up again", "Office", "gist of office-reply-1",
         "2 points"]
    ]  # fmt: skip
    assert shown.heading == (
        "1 point without a question or request gets a response: its subject comes up again"
    )


def test_the_closing_is_held_against_what_says_so_point_by_point() -> None:
    # That a question is answered, and that ada and bor speak on tea, is not saying so.
    unsaid = "no earlier point is recorded that says so"
    mixed = "own, and reported of others"
    assert table(closing_table(TOLD))[1:] == [
        ["Office 1", "gist of office-closing-1", mixed, "Tea, Milk", unsaid, "", "", "1 point"],
        ["Office 2", "gist of office-closing-2", "", "", unsaid, "", "", "1 point"],
    ]


@pytest.mark.parametrize(
    ("responses", "cells"),
    [
        (["ada-1 notes office-closing-1", "bor-1 endorses office-closing-1"],
         ["2 of 3 governments", "Ada, Bor", ""]),
        (["ada-1 notes office-closing-1", "ngo-1 notes office-closing-1"],
         ["1 of 3 governments", "Ada", "Ngo"]),
        (["ngo-1 notes office-closing-1"], ["none of 3 governments", "", "Ngo"]),
        (["ada-1 differs office-closing-1"],
         ["no earlier point is recorded that says so", "", ""]),
    ],
)  # fmt: skip
def test_the_closing_says_of_how_many_how_many_said_so(
    responses: list[str], cells: list[str]
) -> None:
    told = meeting("ada: tea support", "bor: tea support", "cyr:", "ngo: tea raise",
                   "office/closing: tea support reported", responses=responses)  # fmt: skip
    shown = closing_table(Selection(told))
    assert shown.heading == closing.TABLE
    (row,) = shown.rows
    assert row["cells"][2] == "reported of others"
    assert row["cells"][4:] == cells


@pytest.mark.parametrize("make", TABLES)
def test_nothing_recorded_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(NOTHING)
    assert table(shown) == []
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""


def test_the_headings_of_nothing_say_so() -> None:
    assert [make(NOTHING).heading for make in TABLES] == [
        "No question or request from the floor is recorded",
        "No question or request from the floor is recorded",
        "No undertaking or offer is recorded",
        "No point without a question or request is recorded with a response",
        "No closing is recorded",
    ]


def test_the_real_dialogue_is_told_truly() -> None:
    # acts.csv and responses.csv, as in test_measures_on_the_note.py: of 8 asks six stayed open. The
    # closing has ten points.
    note = Selection(floorbook.load())
    assert str(dialogue.over(note.dataset, dialogue.askers)) == (
        "8 questions and requests come from the floor: 4 by Mexico, 2 by Libya, 1 each by ICMC and "
        "Sweden"
    )
    assert open_table(note).heading == (
        "6 of 8 questions and requests from the floor are not answered in full"
    )
    assert closing_table(note).heading == closing.TABLE
    assert len(closing_table(note).rows) == 10
