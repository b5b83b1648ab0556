"""The parts of a brief on one participant."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
from bs4 import BeautifulSoup
from faces import face, table, text
from meetings import meeting

import floorbook
from floorbook_widgets import Selection
from floorbook_widgets.brief import (
    asked_table,
    emphasis_table,
    header,
    neighbours_table,
    said_table,
)

# ada and bor: tea (+ +) and milk (+ +), 2 of 2; ada and cyr: tea (+ -) and milk (+ +), 1 of 2; ada
# and dun share tea alone.
TOLD = meeting(
    "ada: tea support", "ada: milk qualified, salt raise", "ada: sun oppose reported", "ada:",
    "bor: tea support, milk support", "cyr: tea oppose, milk support", "dun: tea support",
    "office/reply: tea support",
    acts=["ada-2-a question office: tea", "ada-2-b request office:"],
    responses=["ada-2-a answers office-reply-1"],
)  # fmt: skip
SHOWN = Selection(TOLD)


def test_the_header_says_who_it_is_and_how_much_is_recorded() -> None:
    # Points: four in one turn; issues coded: tea, milk, salt and (reported) sun, of six.
    assert repr(header(TOLD, "ada")) == "Ada: State; 4 recorded points in 1 turn, on 4 of 6 issues"
    assert header(TOLD, "office").facts[-1] == "1 recorded point in 1 turn, on 1 of 6 issues"
    assert header(TOLD, "ngo").facts[-1] == "0 recorded points in 0 turns, on 0 of 6 issues"


def test_a_turn_without_points_is_a_turn(package: Path) -> None:
    told = floorbook.load(package)
    assert header(told, "cascadia").facts[-1].startswith("0 recorded points in 1 turn")


def test_the_header_of_an_unknown_participant_is_told_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="no participant has the id 'adda'; did you mean 'ada'"):
        header(TOLD, "adda")


def test_the_header_is_escaped(package: Path) -> None:
    packages.change(package, "participants", 2, "name", "<b>Atlantis</b>")
    shown = BeautifulSoup(header(floorbook.load(package), "atlantis")._repr_html_(), "html.parser")
    assert shown.h2 is not None and shown.h2.get_text() == "<b>Atlantis</b>"


def test_what_is_said_stands_by_dimension_with_its_codings_and_place() -> None:
    assert table(said_table(SHOWN, "ada"))[1:] == [
        ["Drinks", "gist of ada-1", "Tea: Support", "Ada 1", "1 point"],
        ["Drinks", "gist of ada-2", "Milk: Qualified", "Ada 2", "1 point"],
        ["Food", "gist of ada-2", "Salt: Raise", "Ada 2", "1 point"],
        ["Sky", "gist of ada-3", "Sun: Oppose (reported)", "Ada 3", "1 point"],
        ["", "gist of ada-4", "no issue of the codebook", "Ada 4", "1 point"],
    ]


def test_its_own_words_are_counted_and_not_those_reported() -> None:
    assert said_table(SHOWN, "ada").heading == (
        "3 issues taken up in own voice: 2 backed, 0 doubted or opposed, 1 without a side"
    )
    assert said_table(SHOWN, "dun").heading.startswith("1 issue taken up in own voice: 1 backed")


def test_emphasis_stands_beside_that_of_the_floor() -> None:
    # ada: two coded points in own voice, both on drinks, one on food too. Floor: five, all on
    # drinks.
    shown = emphasis_table(SHOWN, "ada")
    assert table(shown)[0][:3] == ["Dimension", "Ada", "The whole floor"]
    assert [row[:3] for row in table(shown)[1:]] == [
        ["Drinks", "2 of 2 (100%)", "5 of 5 (100%)"], ["Food", "1 of 2 (50%)", "1 of 5 (20%)"],
        ["Sky", "0 of 2 (0%)", "0 of 5 (0%)"], ["Empty", "0 of 2 (0%)", "0 of 5 (0%)"],
    ]  # fmt: skip
    assert shown.heading == "Its points are most often on Drinks"
    ties = meeting("ada: tea raise, salt raise, sun raise")
    assert emphasis_table(Selection(ties), "ada").heading == (
        "Its points are most often on Drinks, Food and Sky"
    )
    assert emphasis_table(Selection(meeting("ada:")), "ada").heading == "No point of Ada is coded"


def test_nearest_and_farthest_are_told_with_their_numbers() -> None:
    shown = neighbours_table(SHOWN, "ada")
    assert [row["cells"] for row in shown.rows] == [
        ["nearest", "Bor", "2 of 2", ""], ["farthest", "Cyr", "1 of 2", ""],
    ]  # fmt: skip
    assert shown.heading == "Nearest: Bor"
    assert shown.rows[0]["points"] == ["ada-1", "ada-2", "bor-1"]


def test_all_ties_are_listed() -> None:
    told = meeting(*(f"{who}: tea support, milk support" for who in ("ada", "bor", "cyr")))
    shown = neighbours_table(Selection(told), "ada")
    assert shown.heading == "Nearest: Bor, Cyr"
    assert [row["cells"][:2] for row in shown.rows][-1] == ["farthest", ""]
    assert shown.rows[-1]["cells"][-1] == "nobody recorded differs"


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (
            ["ada: tea support", "bor: tea support"],
            "Nearest: leans the same way only on fewer than 2 shared issues",
        ),
        (
            ["ada: tea support, milk support", "bor: tea oppose, milk oppose"],
            "Nearest: nobody recorded agrees",
        ),
        (["ada: tea support", "office: tea support"], "Nobody to compare with"),
    ],
)
def test_why_nobody_is_nearest_is_said(lines: list[str], heading: str) -> None:
    assert neighbours_table(Selection(meeting(*lines)), "ada").heading == heading


def test_its_asks_stand_with_their_fate() -> None:
    shown = asked_table(SHOWN, "ada")
    assert table(shown)[1:] == [
        ["question", "gist of ada-2-a", "Ada 2", "answered", "Office", "2 points"],
        ["request", "gist of ada-2-b", "Ada 2", "no reply recorded", "", "1 point"],
    ]
    assert shown.heading == "2 questions and requests recorded"
    assert shown.rows[0]["label"] == "Ada 2: gist of ada-2-a"


@pytest.mark.parametrize("make", [said_table, emphasis_table, neighbours_table, asked_table])
def test_who_says_nothing_gets_words_and_not_an_empty_table(make) -> None:
    shown = make(SHOWN, "ngo")
    assert len(table(shown)) == 1
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""


def test_several_meetings_are_told_apart() -> None:
    told = meeting("ada: tea raise", more={"m2": ["ada: salt raise"]})
    shown = emphasis_table(Selection(told), "ada")
    assert [row[:3] for row in table(shown)[:3]] == [
        ["Meeting", "Dimension", "Ada"],
        ["M1", "Drinks", "1 of 1 (100%)"],
        ["M1", "Food", "0 of 1 (0%)"],
    ]


def test_mexicos_brief_is_told_truly() -> None:
    # participants.csv; points mexico-1 to -7 in one turn; own-voice issues: transparent, iom-lead,
    # iom-standing, implementation, pace and modalities backed (pace: support beside a raise),
    # iom-governance raised. Four of seven points are on the process.
    note = Selection(floorbook.load())
    assert header(note.dataset, "mexico").facts[-1].startswith("7 recorded points in 1 turn, on 7")
    assert said_table(note, "mexico").heading == (
        "7 issues taken up in own voice: 6 backed, 0 doubted or opposed, 1 without a side"
    )
    assert emphasis_table(note, "mexico").heading == "Its points are most often on Process"
    assert neighbours_table(note, "mexico").heading == "Nearest: Slovakia"
    assert asked_table(note, "mexico").heading == "5 questions and requests recorded"
