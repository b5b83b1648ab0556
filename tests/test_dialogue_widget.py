"""The tables on the dialogue."""

from __future__ import annotations

import pytest
from faces import face, table, text
from meetings import meeting

import floorbook
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


def test_the_asks_are_counted_by_fate_in_the_heading() -> None:
    assert asks_table(TOLD).heading == (
        "Of 3 asks from the floor: 1 answered, 1 deferred, 1 with no reply recorded"
    )
    assert "n = 3." in asks_table(TOLD).subtitle
    one = meeting("ada:", "office/reply:", acts=["ada-1-a question office:"],
                  responses=["ada-1-a partly office-reply-1"])  # fmt: skip
    assert asks_table(Selection(one)).heading == "1 ask from the floor, answered in part"


def test_what_stayed_open_stands_with_the_unreplied_first() -> None:
    shown = open_table(TOLD)
    assert [row["cells"][2:] for row in shown.rows] == [
        ["gist of bor-2-a", "no reply recorded"], ["gist of ada-1-b", "deferred"],
    ]  # fmt: skip
    assert shown.heading == "2 asks of the floor stayed open, in whole or in part"


def test_the_ledger_says_to_whom_an_undertaking_answers() -> None:
    shown = ledger_table(TOLD)
    assert table(shown)[1:] == [
        ["Office", "Office 2", "gist of office-reply-2-a", "ada", "gist of ada-1-b", "2 points"],
        ["Office", "Office 2", "gist of office-closing-2-a", "all", "", "1 point"],
    ]
    assert shown.heading == "2 undertakings recorded, 1 in answer to somebody"


def test_an_undertaking_may_answer_a_point_that_asked_nothing() -> None:
    told = meeting("ada:", "office/reply:", acts=["office-reply-1-a undertaking ada:"],
                   responses=["ada-1 endorses office-reply-1 office-reply-1-a"])  # fmt: skip
    (row,) = ledger_table(Selection(told)).rows
    assert row["cells"][-1] == "gist of ada-1"


def test_points_that_asked_nothing_stand_beside_what_took_them_up() -> None:
    shown = reactions_table(TOLD)
    assert table(shown)[1:] == [
        ["Ada", "gist of ada-2", "notes", "Office", "gist of office-reply-1", "2 points"]
    ]
    assert shown.heading == "1 point that asked nothing, taken up later"


def test_the_closing_is_held_against_the_floor_issue_by_issue() -> None:
    # tea: ada and, if unsure codings count, bor, of ada, bor and cyr. No count for what is uncoded.
    assert table(closing_table(TOLD))[1:] == [
        ["Office 1", "gist of office-closing-1", "reported", "Tea", "1 to 2 of 3", "Ada, Bor",
         "2 points"],
        ["Office 1", "gist of office-closing-1", "own", "Milk", "0 of 3", "", ""],
        ["Office 2", "gist of office-closing-2", "", "", "", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (
            ["ada: tea support", "bor: tea support", "office/closing: tea support reported"],
            "What the closing reports of others rests on 2 governments an issue",
        ),
        (
            ["ada: tea support", "office/closing: tea support reported"],
            "What the closing reports of others rests on 1 government an issue",
        ),
        (
            ["ada: tea support", "office/closing: tea support reported, salt raise reported"],
            "What the closing reports of others rests on 0 to 1 governments an issue; 1 issue of "
            "it on none",
        ),
        (
            ["ada: tea doubt", "office/closing: tea support reported"],
            "What the closing reports of others rests on 0 governments an issue",
        ),
        (
            ["ada: tea support", "office/closing: tea support"],
            "The closing items, held against the floor",
        ),
    ],
)
def test_the_heading_says_on_how_many_the_closing_rests(lines: list[str], heading: str) -> None:
    assert closing_table(Selection(meeting(*lines))).heading == heading


@pytest.mark.parametrize("make", TABLES)
def test_nothing_recorded_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(NOTHING)
    assert len(table(shown)) == 1
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""


def test_the_headings_of_nothing_say_so() -> None:
    assert [make(NOTHING).heading for make in TABLES] == [
        "No question or request is recorded from the floor",
        "No ask of the floor stayed open, in whole or in part",
        "No undertaking is recorded",
        "No point that asked nothing is recorded as taken up later",
        "No closing is recorded",
    ]


def test_the_real_dialogue_is_told_truly() -> None:
    # acts.csv and responses.csv, as in test_measures_on_the_note.py: of 12 asks ten stayed open.
    # The closing, in reported voice: iom-lead 5, lean 1, transparent 1, inclusive 2, pace 1 to 2.
    note = Selection(floorbook.load())
    assert asks_table(note).heading == (
        "Of 12 asks from the floor: 2 answered, 6 answered in part, 4 with no reply recorded"
    )
    assert open_table(note).heading.startswith("10 asks of the floor stayed open")
    assert closing_table(note).heading == (
        "What the closing reports of others rests on 1 to 5 governments an issue"
    )
