"""The figure of what became of each ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook import Dataset, measures
from floorbook.figures import fates
from floorbook.figures.palette import ABSENT
from floorbook.wording import dialogue
from floorbook.wording.facts import together

# ada asks twice in one point: on tea and salt, answered in the closing, and on tea, deferred. bor
# asks once, on nothing of the codebook, and nobody replies.
TOLD = meeting(
    "office/opening:", "ada:", "office/reply:", "office/reply:", "bor:", "bor:", "office/closing:",
    acts=[
        "office-opening-1-a question states:", "ada-1-a question office: tea, salt",
        "ada-1-b request office: tea", "bor-2-a request office:",
    ],
    responses=[
        "ada-1-a partly office-reply-1", "ada-1-b defers office-reply-2",
        "ada-1-a answers office-closing-1",
    ],
)  # fmt: skip


def said(data: Dataset) -> str:
    """What the wording finds, meeting by meeting, as it stands at the head of a report."""
    return str(together(data, {one: dialogue.finding(data, one) for one in data.meetings["id"]}))


def test_every_ask_of_the_floor_is_one_mark_with_its_point_and_the_replies() -> None:
    found = marks(check(fates(TOLD)))
    assert [(mark["y"], mark["x"], mark["text"], mark["fate"]) for mark in found] == [
        ("Ada", 1, "A", "answered"), ("Ada", 2, "D", "deferred"),
        ("Bor", 1, "", "no reply recorded"),
    ]  # fmt: skip
    assert [mark["points"] for mark in found] == [
        ["ada-1", "office-reply-1", "office-closing-1"], ["ada-1", "office-reply-2"], ["bor-2"],
    ]  # fmt: skip
    assert [mark["participant"] for mark in found] == ["ada", "ada", "bor"]
    assert [mark["issue"] for mark in found] == [["tea", "salt"], ["tea"], []]
    assert {mark["meeting"] for mark in found} == {"m1"}


def test_by_issue_an_ask_stands_in_each_of_its_rows() -> None:
    found = marks(check(fates(TOLD, by="issue")))
    assert [(mark["y"], mark["x"], mark["issue"], mark["by"]) for mark in found] == [
        ("Tea", 1, "tea", "Ada"), ("Tea", 2, "tea", "Ada"), ("Salt", 1, "salt", "Ada"),
        ("no issue", 1, "", "Bor"),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["participant", "issue"])
def test_there_are_as_many_marks_as_the_measure_counts(by: str) -> None:
    counted = measures.fates(TOLD, by=by)["n"].sum()  # type: ignore[arg-type]
    assert len(marks(fates(TOLD, by=by))) == counted == {"participant": 3, "issue": 4}[by]  # type: ignore[arg-type]


def test_in_a_row_of_issues_the_best_fate_stands_first() -> None:
    told = meeting(
        "ada:", "bor:", "office/reply:",
        acts=["ada-1-a question office: tea", "bor-1-a question office: tea"],
        responses=["bor-1-a answers office-reply-1"],
    )  # fmt: skip
    assert [mark["fate"] for mark in marks(fates(told, by="issue"))] == [
        "answered", "no reply recorded",
    ]  # fmt: skip


def test_no_reply_recorded_is_an_open_square_without_letter() -> None:
    figure = fates(TOLD)
    assert list(figure.data[0].marker.symbol) == ["square", "square", ABSENT.symbol]
    assert list(figure.data[0].text) == ["A", "D", ""]


@pytest.mark.parametrize("by", ["participant", "issue"])
def test_the_key_has_the_fates_that_there_are_the_best_first(by: str) -> None:
    key = fates(TOLD, by=by).layout.meta["key"]  # type: ignore[arg-type]
    assert [(one["letter"], one["label"]) for one in key] == [
        ("A", "answered"), ("D", "deferred"), ("", "no reply recorded"),
    ]  # fmt: skip
    assert "key" not in fates(meeting("ada: tea raise")).layout.meta


@pytest.mark.parametrize("by", ["participant", "issue"])
def test_the_title_counts_asks_once_and_the_subtitle_explains_the_marks(by: str) -> None:
    told = {
        "participant": "3 questions and requests come from the floor: 2 by Ada and 1 by Bor",
        "issue": "3 questions and requests from the floor are about 2 issues, most often Tea (2); "
        "1 is about no issue of the codebook",
    }
    assert title(fates(TOLD, by=by)) == told[by]  # type: ignore[arg-type]
    shown = subtitle(fates(TOLD, by=by))  # type: ignore[arg-type]
    assert said(TOLD) == (
        "Of 3 questions and requests from the floor, 1 is answered, 1 is deferred, 1 has no reply "
        "on record"
    )
    assert "Source: Note on m1" in shown
    assert ("is counted once" in shown) == (by == "issue")


def test_one_ask_is_told_in_the_singular() -> None:
    told = meeting("ada:", "office/reply:", acts=["ada-1-a request office:"],
                   responses=["ada-1 notes office-reply-1"])  # fmt: skip
    assert title(fates(told)) == "1 request comes from the floor, by Ada"
    assert said(told) == "The one request from the floor has no reply on record"
    assert title(fates(told, by="issue")) == (
        "1 request from the floor is about no issue of the codebook"
    )


def test_without_any_response_nothing_is_said_or_drawn_of_what_became_of_an_ask() -> None:
    figure = fates(meeting("ada:", acts=["ada-1-a request office:"]))
    assert title(figure) == "1 request from the floor is recorded"
    assert marks(figure) == []


@pytest.mark.parametrize("by", ["participant", "issue"])
def test_no_ask_is_said_in_words(by: str) -> None:
    figure = check(fates(meeting("ada: tea raise"), by=by))  # type: ignore[arg-type]
    assert title(figure) == "No question or request from the floor is recorded"
    assert marks(figure) == []


def test_each_meeting_has_its_own_rows_and_finding() -> None:
    told = meeting(
        "ada:", more={"m2": ["ada:", "ada:"]},
        acts=["ada-1-a question office:", "m2-ada-1-a question office:", "m2-ada-2-a request ada:"],
        responses=["ada-1-a answers m2-ada-1"],
    )  # fmt: skip
    figure = check(fates(told))
    assert [(mark["y"], mark["x"]) for mark in marks(figure)] == [
        ("Ada<br>(M1)", 1), ("Ada<br>(M2)", 1), ("Ada<br>(M2)", 2),
    ]  # fmt: skip
    assert said(told) == (
        "M1: The one question from the floor is answered. M2: The question and the request from "
        "the floor have no reply on record"
    )
    assert [mark["meeting"] for mark in marks(fates(told, meeting="m1"))] == ["m1"]


def test_an_unknown_meeting_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm9'"):
        fates(TOLD, meeting="m9")


def test_markup_in_the_data_is_escaped() -> None:
    people = TOLD.participants.assign(name="<b>" + TOLD.participants["name"])
    told = replace(TOLD, participants=people, acts=TOLD.acts.assign(gist="<i>R&D</i>"))
    (mark, *_) = marks(fates(told))
    assert mark["y"] == "&lt;b&gt;Ada"
    assert "&lt;i&gt;R&amp;D&lt;/i&gt;" in mark["hovertext"]
    assert mark["asked"] == "<i>R&D</i>"


def test_the_real_asks_are_told_truly() -> None:
    # Worked out from acts.csv and responses.csv in test_measures_on_the_note.py.
    check(fates(floorbook.load()))
    assert said(floorbook.load()) == (
        "Of 8 questions and requests from the floor, 2 are answered, 4 in part, 1 is deferred, 1 "
        "has no reply on record"
    )
