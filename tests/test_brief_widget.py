"""The parts of a brief on one participant."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
from bs4 import BeautifulSoup
from faces import face, table, text
from meetings import meeting

import floorbook
from floorbook.wording import brief
from floorbook_widgets import Selection
from floorbook_widgets.brief import (
    asked_table,
    emphasis_table,
    header,
    neighbours,
    neighbours_table,
    said_table,
)
from floorbook_widgets.front import page_of, paged

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
    # Points: four in one turn; issues coded: tea, milk and salt, of six, and (reported) sun.
    assert repr(header(TOLD, "ada")) == (
        "Ada: Government; 4 recorded points in 1 turn, on 3 of 6 issues; what others say is "
        "reported on "
        "1 more"
    )
    assert header(TOLD, "office").facts[-1] == "1 recorded point in 1 turn, on 1 of 6 issues"
    assert header(TOLD, "ngo").facts[-1] == "Nothing is recorded"


def test_a_turn_without_points_is_a_turn(package: Path) -> None:
    told = floorbook.load(package)
    assert header(told, "cascadia").facts[-1] == "1 turn, of which no point is recorded"


def test_the_header_of_an_unknown_participant_is_told_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="no participant has the id 'adda'; did you mean 'ada'"):
        header(TOLD, "adda")


def test_the_header_is_escaped(package: Path) -> None:
    packages.change(package, "participants", 2, "name", "<b>Atlantis</b>")
    bundle = header(floorbook.load(package), "atlantis")._repr_mimebundle_()
    shown = BeautifulSoup(bundle["text/html"], "html.parser")
    assert shown.h2 is not None and shown.h2.get_text() == "<b>Atlantis</b>"


def test_what_is_said_stands_by_dimension_with_its_codings_and_place() -> None:
    assert table(said_table(SHOWN, "ada"))[1:] == [
        ["Drinks", "gist of ada-1", "Tea: Support", "Ada 1", "1 point"],
        ["Drinks, Food", "gist of ada-2", "Milk: Qualified; Salt: Raise", "Ada 2", "1 point"],
        ["Sky", "gist of ada-3", "Sun: Oppose (reported of others)", "Ada 3", "1 point"],
        ["", "gist of ada-4", "no issue of the codebook", "Ada 4", "1 point"],
    ]


def test_its_own_words_are_counted_and_not_those_reported() -> None:
    assert said_table(SHOWN, "ada").heading == (
        "Ada speaks on 3 issues: 1 with the position Support, 1 with the position Qualified, 1 "
        "with the position Raise"
    )
    assert said_table(SHOWN, "dun").heading == (
        "Dun speaks on 1 issue: 1 with the position Support"
    )


def test_emphasis_stands_beside_that_of_the_floor() -> None:
    # ada: two coded points in own voice, both on drinks, one on food too. Floor: five, all on
    # drinks.
    shown = emphasis_table(SHOWN, "ada")
    assert table(shown)[0][:3] == ["Dimension", "Ada", "The whole floor"]
    assert [row[:3] for row in table(shown)[1:]] == [
        ["Drinks", "2 of 2 (100%)", "5 of 5 (100%)"], ["Food", "1 of 2 (50%)", "1 of 5 (20%)"],
        ["Sky", "0 of 2 (0%)", "0 of 5 (0%)"], ["Empty", "0 of 2 (0%)", "0 of 5 (0%)"],
    ]  # fmt: skip
    assert shown.heading == "Ada speaks most often on Drinks (2 of 2 points that give an own view)"
    ties = meeting("ada: tea raise, salt raise, sun raise")
    assert emphasis_table(Selection(ties), "ada").heading == (
        "Ada speaks on Drinks, Food and Sky (1 each, of 1 point that gives an own view)"
    )
    assert emphasis_table(Selection(meeting("ada:")), "ada").heading == (
        "No point of Ada is coded as an own view"
    )


def test_nearest_and_farthest_are_told_with_their_numbers() -> None:
    shown = neighbours_table(SHOWN, "ada")
    assert [row["cells"] for row in shown.rows] == [
        ["Most agreement", "Bor", "2 of 2", "", ""], ["Least agreement", "Cyr", "1 of 2", "", ""],
    ]  # fmt: skip
    assert shown.heading == "Ada agrees most with Bor (same side on both compared issues)"
    assert shown.rows[0]["points"] == ["ada-1", "ada-2", "bor-1"]


def test_all_ties_are_listed() -> None:
    told = meeting(*(f"{who}: tea support, milk support" for who in ("ada", "bor", "cyr")))
    shown = neighbours_table(Selection(told), "ada")
    assert shown.heading == (
        "Ada agrees most with Bor (same side on both compared issues) "
        "and Cyr (same side on both compared issues)"
    )
    assert [row["cells"][:2] for row in shown.rows] == [
        ["Most agreement", "Bor"], ["Most agreement", "Cyr"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (
            ["ada: tea support", "bor: tea support"],
            "Ada is on the same side as at least one other, but on too few issues to speak of "
            "agreement",
        ),
        (
            ["ada: tea support, milk support", "bor: tea oppose, milk oppose"],
            "Nobody is recorded on the same side as Ada",
        ),
        (["ada: tea support", "office: tea support"], "There is nobody to compare Ada with"),
        (["bor: tea support", "cyr: tea support"], "There is nobody to compare Ada with"),
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
    assert shown.heading == (
        "Of 2 questions and requests by Ada, 1 is answered, 1 has no reply on record"
    )
    assert shown.rows[0]["label"] == "Ada 2: gist of ada-2-a"
    assert asked_table(SHOWN, "bor").heading == "No question or request by Bor is recorded"
    one = meeting("ada:", acts=["ada-1-a question office:"], responses=["ada-1 notes ada-1"])
    assert asked_table(Selection(one), "ada").heading == (
        "The one question by Ada has no reply on record"
    )


def test_who_is_no_member_of_its_group_is_said_to_be_none() -> None:
    usa, sweden = (header(floorbook.load(), one).facts for one in ("usa", "sweden"))
    assert "Western European and Others (as an observer, member of no group)" in usa
    assert "Western European and Others" in sweden


@pytest.mark.parametrize("make", [said_table, emphasis_table, neighbours_table, asked_table])
def test_who_says_nothing_gets_words_and_not_an_empty_table(make) -> None:
    shown = make(SHOWN, "ngo")
    assert table(shown) == []
    # Where the heading says that there is nothing, no other line says it again.
    said = face(shown).select_one("figure > p")
    assert (text(said) if said else "") == shown.empty
    assert "Ngo" in shown.heading


def test_of_a_crowd_those_with_the_same_position_share_a_square(monkeypatch) -> None:
    monkeypatch.setattr(brief, "CROWD", 3)
    milk, tea = brief.beside(TOLD, "bor")[::-1]
    assert [one.code for one in milk.squares] == ["Ada", "Bor", "Cyr"]  # three are no crowd
    assert str(tea.told) == "Bor: Support; each number counts the others of one position, 3 in all"
    assert [(one.code, one.name, one.told, one.points) for one in tea.squares] == [
        ("Bor", "Bor", "Support", ("bor-1",)),
        ("2", "Support", "2 others", ("ada-1", "dun-1")),
        ("1", "Oppose", "1 other", ("cyr-1",)),
    ]


def test_in_a_crowd_positions_that_are_unsure_have_a_square_of_their_own(monkeypatch) -> None:
    monkeypatch.setattr(brief, "CROWD", 1)
    told = meeting("ada: tea support", "bor: tea support unsure", "cyr: tea support")
    _, sure, unsure = brief.beside(told, "ada")[0].squares
    assert (sure.points, sure.unsure, sure.name) == (("cyr-1",), False, "Support")
    assert (unsure.points, unsure.unsure, unsure.name) == (("bor-1",), True, "Support, unsure")


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
    # iom-standing (support beside a raise), implementation and modalities supported, pace and
    # iom-governance raised. Four of seven points are on the process. Slovakia and Mexico both
    # support iom-lead, iom-standing and modalities. Of the acts of mexico, 5-a, 7-a and 7-b are
    # answered in part, 6-a is deferred.
    note = Selection(floorbook.load())
    assert header(note.dataset, "mexico").facts[-1].startswith("7 recorded points in 1 turn, on 7")
    assert said_table(note, "mexico").heading == (
        "Mexico speaks on 7 issues: 5 in favour, 2 raised without taking a side"
    )
    assert emphasis_table(note, "mexico").heading == (
        "Mexico speaks most often on Process (4 of 7 points that give an own view)"
    )
    assert neighbours_table(note, "mexico").heading == (
        "Mexico agrees most with Slovakia (same side on all 3 compared issues)"
    )
    assert asked_table(note, "mexico").heading == (
        "Of 4 questions and requests by Mexico, 3 are answered in part, 1 is deferred"
    )


def test_each_page_leads_to_those_before_and_after_it(package: Path) -> None:
    data = floorbook.load(package)
    first, second, *_ = names = list(paged(data))
    assert [href for href, _ in neighbours(data, first)] == [page_of(second)]
    assert [href for href, _ in neighbours(data, names[-1])] == [page_of(names[-2])]
    (_, before), (_, after) = neighbours(data, second)
    assert (before, after) == ("Previous: Atlantis", f"Next: {paged(data)[names[2]]}")
    assert neighbours(data, "tea-bureau-chair") == ()
    html = header(data, second)._repr_mimebundle_()["text/html"]
    assert f'<a href="{page_of(first)}">Previous: Atlantis</a>' in html
