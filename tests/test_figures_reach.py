"""The figure of on what most speak from the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook import measures
from floorbook.figures import reach

# tea: ada, bor, cyr; salt: ada and bor; milk: cyr. dun says nothing, the others are no governments.
TOLD = meeting(
    "ada: tea support, salt support", "bor: tea oppose", "bor: salt qualified",
    "cyr: tea raise, milk neutral", "dun:", "ngo: bread support", "office/reply: bread support",
    claims=[("c1", "hot", "salt", "wide")],
)  # fmt: skip


def test_a_mark_is_one_government_that_speaks_on_an_issue() -> None:
    found = marks(check(reach(TOLD)))
    assert [(mark["issue"], mark["x"], mark["participant"], mark["text"]) for mark in found] == [
        ("tea", 1, "ada", "Ada"), ("tea", 2, "bor", "Bor"), ("tea", 3, "cyr", "Cyr"),
        ("salt", 1, "ada", "Ada"), ("salt", 2, "bor", "Bor"), ("milk", 1, "cyr", "Cyr"),
    ]  # fmt: skip
    assert [mark["points"] for mark in found] == [
        ["ada-1"], ["bor-1"], ["cyr-1"], ["ada-1"], ["bor-2"], ["cyr-1"],
    ]  # fmt: skip
    assert {mark["meeting"] for mark in found} == {"m1"}


def test_there_are_as_many_marks_as_the_measure_counts() -> None:
    counted = measures.reach(TOLD).set_index("issue")["taken_up"]
    drawn = [mark["issue"] for mark in marks(reach(TOLD))]
    assert {issue: drawn.count(issue) for issue in counted.index} == counted.to_dict()


def test_an_issue_nobody_takes_up_has_no_row_and_who_says_nothing_no_mark() -> None:
    figure = reach(TOLD)
    assert list(figure.layout.yaxis.categoryarray) == ["Tea", "Salt ●", "Milk"]
    assert "dun" not in {mark["participant"] for mark in marks(figure)}


def test_issues_that_bear_on_a_claim_are_marked() -> None:
    assert {mark["y"]: mark["claim"] for mark in marks(reach(TOLD))} == {
        "Tea": "no", "Salt ●": "yes", "Milk": "no",
    }  # fmt: skip


def test_a_word_is_that_said_from_the_floor() -> None:
    # ada opposes tea in her reply, which is not the floor: beside it she would be mixed.
    (mark,) = marks(reach(meeting("ada: tea support", "ada/reply: tea oppose")))
    assert (mark["word"], mark["points"]) == ("support", ["ada-1"])


def test_other_kinds_of_participant_are_drawn_when_asked_for() -> None:
    figure = check(reach(TOLD, kinds=["civil society"]))
    assert [mark["participant"] for mark in marks(figure)] == ["ngo"]
    assert title(figure) == "1 civil society organisation speaks from the floor, on 1 issue"
    # Of two kinds each has its noun: there is no agency on the floor, and tea has three of four.
    assert title(reach(TOLD, kinds=["state", "agency"])) == (
        "More governments and agencies speak on Tea than on any other issue: 3 of 4, of whom 1 "
        "supports it"
    )


def test_the_title_names_on_what_most_speak_and_all_ties() -> None:
    # ada supports tea, bor opposes it, cyr raises it.
    assert title(reach(TOLD)) == (
        "More governments speak on Tea than on any other issue: 3 of 4, of whom 1 supports it"
    )
    assert title(reach(meeting("ada: tea raise"))) == (
        "1 government speaks from the floor, on 1 issue"
    )
    assert title(reach(meeting("ada: tea raise, salt raise, sun raise", "bor:"))) == (
        "More governments speak on Tea, Salt and Sun than on any other issue: 1 of 2 each"
    )
    assert title(reach(meeting("ada: tea raise, milk raise, salt raise, sun raise", "bor:"))) == (
        "4 issues are spoken on by 1 of 2 governments each, none by more"
    )


def test_nothing_recorded_is_said_in_words() -> None:
    figure = check(reach(meeting("ada:", "ngo: tea support")))
    assert title(figure) == "No issue is recorded of governments speaking from the floor"
    assert marks(figure) == []


def test_the_subtitle_states_the_order_n_and_the_source() -> None:
    # ada-1, bor-1, bor-2 and cyr-1.
    assert subtitle(reach(TOLD)) == (
        "Issues by reach: how many of the governments that spoke from the floor speak on them. "
        "Issues with the same reach stand in the order of how many support them. A mark is "
        "a participant, in the colour of its position. ●: part "
        "of a claim about the meeting. 4 recorded points. Source: Note on m1 (summary note, "
        "issuer the host); coded "
        "by machine, not reviewed by a person."
    )


def test_each_meeting_has_its_own_rows_and_finding() -> None:
    told = meeting("ada: tea raise", more={"m2": ["ada: tea support", "bor: tea raise"]})
    figure = check(reach(told))
    assert [(mark["y"], mark["x"], mark["word"]) for mark in marks(figure)] == [
        ("Tea (M1)", 1, "raise"), ("Tea (M2)", 1, "support"), ("Tea (M2)", 2, "raise"),
    ]  # fmt: skip
    assert title(figure) == (
        "M1: 1 government speaks from the floor, on 1 issue. M2: More governments speak on Tea "
        "than on any other issue: 2 of 2, of whom 1 supports it"
    )
    assert {mark["meeting"] for mark in marks(reach(told, meeting="m2"))} == {"m2"}


def test_an_unknown_meeting_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm9'"):
        reach(TOLD, meeting="m9")


def test_markup_in_the_data_is_escaped() -> None:
    told = replace(TOLD, codebook=TOLD.codebook.assign(label="<b>A & B</b>"))
    figure = check(reach(told))
    assert marks(figure)[0]["y"] == "&lt;b&gt;A &amp; B&lt;/b&gt; (tea)"
    assert marks(figure)[0]["what"] == "<b>A & B</b> (tea)"
    assert "<b>" not in title(figure)


def test_the_real_meeting_is_told_truly() -> None:
    # iom-lead: Slovakia, the Netherlands, Mexico, the Philippines and Australia support it, one of
    # them by a coding marked unsure.
    assert title(check(reach(floorbook.load()))) == (
        "More governments speak on IOM's lead than on any other issue: 4 to 5 of 9, all of whom "
        "support it"
    )
