"""The figure of the closing, held against the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

import floorbook
from floorbook import measures
from floorbook.figures import closing

# The closing reports that tea is wanted, on which ada and bor lean to it and cyr does not, and
# raises milk, on which no government is recorded; its second point is not coded.
TOLD = meeting(
    "ada: tea support, salt raise", "bor: tea qualified unsure", "cyr: tea oppose", "dun:",
    "ngo: tea support", "office/closing: tea support reported, milk raise", "office/closing:",
)  # fmt: skip


def test_a_mark_is_a_government_recorded_on_an_issue_of_a_closing_item() -> None:
    found = marks(check(closing(TOLD)))
    assert [(mark["y"], mark["x"], mark["participant"], mark["text"]) for mark in found] == [
        ("Office 1: Tea, reported", 1, "ada", "S"), ("Office 1: Tea, reported", 2, "bor", "Q"),
        ("Office 1: Tea, reported", 3, "cyr", "O"),
    ]  # fmt: skip
    assert [mark["points"] for mark in found] == [["ada-1"], ["bor-1"], ["cyr-1"]]
    assert {(mark["meeting"], mark["issue"], mark["item"]) for mark in found} == {
        ("m1", "tea", "Office 1")
    }
    assert len(found) == measures.closing(TOLD)["taken_up"].sum()


def test_an_item_that_no_government_takes_up_is_named_below() -> None:
    figure = closing(TOLD)
    assert figure.layout.meta["note"] == "No government is recorded on: Office 1: Milk."
    assert list(figure.layout.yaxis.categoryarray) == ["Office 1: Tea, reported"]
    full = closing(meeting("ada: tea raise", "office/closing: tea raise"))
    assert "note" not in full.layout.meta


def test_the_title_counts_judgements_and_what_is_reported_of_others() -> None:
    assert title(closing(TOLD)) == (
        "2 closing judgements beside the floor: of 1 that reports what others want, 1 is backed by "
        "at least one government"
    )
    none = meeting("ada: tea oppose", "office/closing: tea support reported, salt raise reported")
    assert title(closing(none)).endswith(
        ": of 2 that report what others want, none is backed by at least one government"
    )
    both = meeting("ada: tea support, salt support", "office/closing: tea support reported, salt "
                   "support reported, milk raise")  # fmt: skip
    assert title(closing(both)) == (
        "3 closing judgements beside the floor: of 2 that report what others want, 2 are backed by "
        "at least one government"
    )
    own = meeting("ada: tea support", "office/closing: tea support")
    assert title(closing(own)) == "1 closing judgement beside the floor"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ada: tea support"], "No closing is recorded"),
        (
            ["ada: tea raise", "office/closing:"],
            "No issue of the codebook is recorded in the closing",
        ),
    ],
)
def test_a_closing_that_says_nothing_is_said_in_words(lines: list[str], words: str) -> None:
    figure = check(closing(meeting(*lines)))
    assert title(figure) == words
    assert marks(figure) == []


def test_a_word_is_that_said_from_the_floor() -> None:
    told = meeting("ada: tea support", "ada/reply: tea oppose", "office/closing: tea raise")
    (mark,) = marks(closing(told))
    assert (mark["word"], mark["points"]) == ("support", ["ada-1"])


def test_the_subtitle_states_n_and_the_source() -> None:
    # ada-1, bor-1 and cyr-1; ngo-1 is no government's.
    assert "n = 3 points. Source: Note on m1 (summary note)" in subtitle(closing(TOLD))


def test_each_meeting_has_its_own_rows_finding_and_note() -> None:
    told = meeting(
        "ada: tea raise", "office/closing: tea raise",
        more={"m2": ["bor: tea raise", "cyr: tea raise", "office/closing: tea raise, sun raise"]},
    )  # fmt: skip
    figure = check(closing(told))
    assert [(mark["y"], mark["x"]) for mark in marks(figure)] == [
        ("Office 1: Tea<br>(M1)", 1), ("Office 1: Tea<br>(M2)", 1), ("Office 1: Tea<br>(M2)", 2),
    ]  # fmt: skip
    assert title(figure) == (
        "M1: 1 closing judgement beside the floor. M2: 2 closing judgements beside the floor"
    )
    assert figure.layout.meta["note"] == "No government is recorded on: Office 1: Sun (M2)."
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
    assert mark["y"].replace("<br>", " ") == "&lt;b&gt;R&amp;D&lt;/b&gt; 1: Tea, reported"
    assert "&lt;i&gt;" in mark["hovertext"] and mark["item"] == "<b>R&D</b> 1"
    assert "&lt;b&gt;R&amp;D" in figure.layout.meta["note"]


def test_the_real_closing_is_told_truly() -> None:
    # codings.csv: eleven judgements in the summary and three in the remarks; reported are iom-lead
    # and, of summary-6, lean (Slovakia), transparent (Mexico), inclusive (the Netherlands, the
    # Philippines) and pace (the USA).
    assert title(check(closing(floorbook.load()))) == (
        "14 closing judgements beside the floor: of 5 that report what others want, 5 are backed "
        "by at least one government"
    )
