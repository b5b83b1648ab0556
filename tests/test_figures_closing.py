"""The figure of the closing, and who said so earlier."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook import Dataset, measures
from floorbook.figures import closing
from floorbook.figures.turns import FROM_FLOOR
from floorbook.wording import closing as worded
from floorbook.wording.facts import together

# The closing notes what ada and ngo said, and meets bor's request; that cyr speaks on tea too makes
# no link. For its second point no earlier one is recorded.
TOLD = meeting(
    "ada: tea support, salt raise", "bor: tea qualified unsure", "cyr: tea oppose", "dun:",
    "ngo: tea support", "office/closing: tea support reported, milk raise", "office/closing:",
    acts=["bor-1-a request office: tea"],
    responses=[
        "ada-1 notes office-closing-1", "ngo-1 endorses office-closing-1",
        "bor-1-a answers office-closing-1",
    ],
)  # fmt: skip
FIRST = "Office 1: gist of office-closing-1"


def said(data: Dataset) -> str:
    """What the wording finds, meeting by meeting, as it stands at the head of a report."""
    return str(together(data, {one: worded.finding(data, one) for one in data.meetings["id"]}))


def test_a_mark_is_one_who_said_so_earlier_with_a_short_name() -> None:
    found = marks(figure := check(closing(TOLD)))
    assert [(mark["y"], mark["x"], mark["participant"], mark["text"]) for mark in found] == [
        (FIRST, 1, "ada", "Ada"), (FIRST, 2, "bor", "Bor"), (FIRST, 3, "ngo", "Ngo"),
    ]  # fmt: skip
    assert [mark["points"] for mark in found] == [
        ["ada-1", "office-closing-1"], ["bor-1", "office-closing-1"], ["ngo-1", "office-closing-1"],
    ]  # fmt: skip
    assert {
        (mark["meeting"], tuple(mark["issue"]), mark["on"], mark["item"]) for mark in found
    } == {("m1", ("tea", "milk"), "Tea, Milk", "Office 1")}
    filled = [colour == FROM_FLOOR.fill for colour in figure.data[0].marker.color]
    assert filled == [True, True, False]  # delegations first; ngo is none
    (row, _) = measures.closing(TOLD).to_dict("records")
    assert len(found) == len(row["delegations"]) + len(row["others"])


def test_a_point_for_which_no_earlier_one_is_recorded_is_named_below() -> None:
    figure = closing(TOLD)
    assert figure.layout.meta["note"] == "No earlier point is recorded that says so: Office 2."
    assert list(figure.layout.yaxis.categoryarray) == [FIRST]
    full = closing(meeting("ada:", "office/closing:", responses=["ada-1 notes office-closing-1"]))
    assert "note" not in full.layout.meta


def test_the_title_counts_points_and_what_is_reported_of_others() -> None:
    assert title(closing(TOLD)) == worded.HEADING
    assert said(TOLD) == (
        "Of 2 points of the closing, 1 comes back to what at least one government said from the "
        "floor, and for 1 no earlier point is recorded that says so. 1 point reports what others "
        "want: on Tea (1 to 2 of 4 governments) and Milk (none); no government is recorded as "
        "saying both"
    )
    none = meeting(
        "ada: tea oppose", "ngo:", "office/closing: tea support reported",
        "office/closing: salt raise reported", responses=["ngo-1 notes office-closing-1"],
    )  # fmt: skip
    assert said(none) == (
        "Of 2 points of the closing, 1 comes back to what others said from the floor, and for 1 no "
        "earlier point is recorded that says so. Neither of the 2 points that report what others "
        "want is recorded of any government"
    )
    own = meeting("ada:", "office/closing: tea support", responses=["ada-1 notes office-closing-1"])
    assert said(own) == (
        "The only point of the closing comes back to what at least one government said from the "
        "floor"
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ada: tea support"], "No closing is recorded"),
        # Without any response nothing is known of what a closing follows.
        (["ada: tea raise", "office/closing:"], "The closing has 1 point"),
    ],
)
def test_a_closing_of_which_nothing_is_known_is_said_in_words(lines: list[str], words: str) -> None:
    figure = check(closing(meeting(*lines)))
    assert title(figure) == words
    assert marks(figure) == []


def test_what_is_said_in_a_reply_is_not_said_from_the_floor() -> None:
    told = meeting(
        "ada:", "ada/reply:", "bor/reply:", "office/closing: tea raise",
        responses=[f"{one} notes office-closing-1" for one in ("ada-1", "ada-reply-1",
                                                               "bor-reply-1")],
    )  # fmt: skip
    (mark,) = marks(closing(told))
    assert (mark["participant"], mark["points"]) == ("ada", ["ada-1", "office-closing-1"])


def test_the_subtitle_says_what_a_row_and_a_mark_are_and_the_source() -> None:
    assert subtitle(closing(TOLD)) == (
        "A row is a point of the closing, in our words; a mark is one who said so earlier. Filled: "
        "governments; framed: others. Said earlier: in a point from the floor that the closing "
        "point agrees with or speaks of again, or in a request that it meets, judged by reading. "
        "It may have been a part of it only. Source: Note on m1 (summary note, issuer the host); "
        "coded by machine, not reviewed by a person."
    )


def test_each_meeting_has_its_own_rows_finding_and_note() -> None:
    told = meeting(
        "ada: tea raise", "office/closing: tea raise",
        more={"m2": ["bor: tea raise", "cyr: tea raise", "office/closing: tea raise",
                     "office/closing: sun raise"]},
        responses=["ada-1 notes office-closing-1", "m2-bor-1 notes m2-office-closing-1",
                   "m2-cyr-1 notes m2-office-closing-1"],
    )  # fmt: skip
    figure = check(closing(told))
    assert [(mark["y"], mark["x"], mark["participant"]) for mark in marks(figure)] == [
        (f"{FIRST}<br>(M1)", 1, "ada"),
        ("Office 1: gist of m2-office-closing-1<br>(M2)", 1, "bor"),
        ("Office 1: gist of m2-office-closing-1<br>(M2)", 2, "cyr"),
    ]
    assert said(told) == (
        "M1: The only point of the closing comes back to what at least one government said from "
        "the floor. M2: Of 2 points of the closing, 1 comes back to what at least one government "
        "said from the floor, and for 1 no earlier point is recorded that says so"
    )
    assert figure.layout.meta["note"] == (
        "No earlier point is recorded that says so: Office 2 (M2)."
    )
    assert {mark["meeting"] for mark in marks(closing(told, meeting="m2"))} == {"m2"}


def test_an_unknown_meeting_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meeting has the id 'm9'"):
        closing(TOLD, meeting="m9")


def test_markup_in_the_data_is_escaped() -> None:
    told = replace(
        TOLD, items=TOLD.items.assign(section="<b>R&D</b>"), points=TOLD.points.assign(gist="<i>")
    )
    figure = closing(told)
    (mark, *_) = marks(figure)
    assert mark["y"].replace("<br>", " ") == "&lt;b&gt;R&amp;D&lt;/b&gt; 1: &lt;i&gt;"
    assert "&lt;i&gt;" in mark["hovertext"] and "<i>" not in mark["hovertext"]
    assert mark["item"] == "<b>R&D</b> 1"
    assert "&lt;b&gt;R&amp;D" in figure.layout.meta["note"]


def test_the_real_closing_is_told_truly() -> None:
    # responses.csv: ten points of the closing; for the last of the summary only ICMC and UNHCR said
    # so. Two points report what others want; of the second, no government said more than a part.
    check(closing(floorbook.load()))
    assert said(floorbook.load()) == (
        "Of 10 points of the closing, 9 come back to what at least one government said from the "
        "floor and 1 to what others said there. 2 points report what others want: one on IOM's "
        "lead, which 4 to 5 of 9 governments had said; one on Lean process (1 of 9 governments), "
        "Pace (1), Inclusive participation (2) and Transparency (1); no government is recorded as "
        "saying all 4"
    )
