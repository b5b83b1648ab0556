"""The front page, in words: headline, what is held against what, and a card a dimension."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import generated
import packages
import pytest
from generated import Shape
from meetings import meeting
from recount import EVERY, Recount, checked

import floorbook
from floorbook import Dataset
from floorbook.scale import NOT_RECORDED
from floorbook.wording import board, cards, front


@pytest.fixture
def told(package: Path) -> Dataset:
    return floorbook.load(package)


@pytest.mark.parametrize("name", EVERY)
def test_what_the_front_page_says_is_what_the_files_hold(name: str, tmp_path: Path) -> None:
    folder = EVERY[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    held = front.standfirst(data)
    for one in (front.headline(data), board.board(data), *(held.findings if held else ())):
        checked(one, data)
    whose = {point: plain.turns[row["intervention"]] for point, row in plain.points.items()}
    for card in (*cards.cards(data), *cards.asked(data)):
        checked(card.told, data)
        for square in card.squares:
            assert bool(square.points) == (square.word != NOT_RECORDED)
            assert {whose[point]["meeting"] for point in square.points} <= {card.meeting}
        backing = {square.participant for square in card.squares if square.points}
        assert {whose[point]["participant"] for point in card.points} <= backing
        assert bool(card.points) == (card.number not in ("", "none"))


def test_a_card_counts_who_supports_a_part_and_shows_everybody_who_is_counted(
    told: Dataset,
) -> None:
    warmth, *_ = cards.cards(told)
    assert (warmth.title, warmth.number, warmth.of) == (
        *("Warmth", "1"),
        "of 3 governments supports it",
    )
    assert [(square.name, square.told) for square in warmth.squares] == [
        ("Atlantis", "Supports with a condition"),
        ("Borduria", "Opposes"),
        ("Cascadia", "Not recorded"),
    ]
    assert warmth.points == ("tea2031-atlantis-1", "tea2031-atlantis-4")


def test_the_headline_names_the_one_issue_that_says_what_most_support(told: Dataset) -> None:
    assert str(front.headline(told)) == (
        "1 of the 3 governments that spoke from the floor supports Hot tea"
    )


def test_a_note_on_all_claims_is_told_once_and_one_on_some_beside_its_claim(told: Dataset) -> None:
    def noted(*notes: str) -> list[str]:
        claims = floorbook.load().claims.assign(note=notes)
        held = front.standfirst(replace(floorbook.load(), claims=claims))
        assert held
        return [str(one) for one in held.findings]

    assert noted("It is first.", "It is first.", "It is first.")[-2] == (
        "About each of them: it is first"
    )
    _, first, second, _, against = noted("", "It is last.", "")
    assert (first.endswith("(It is last)"), second.endswith(" (It is last)")) == (False, True)
    assert against == (
        "Here each is compared with what is recorded, one by one, of those whom it is about"
    )
    held = front.standfirst(told)
    assert held and len(held.held) == 1


def test_a_headline_begins_with_a_capital(told: Dataset) -> None:
    unsure = replace(told, codings=told.codings.assign(unsure=True))
    assert str(front.headline(unsure)).startswith("At most 1 of the 3 governments ")


def test_without_claims_the_headline_says_on_what_most_speak(package: Path) -> None:
    packages.lean(package, tables=["claims", "claim_parts", "claim_issues"])
    data = floorbook.load(package)
    assert front.standfirst(data) is None
    assert "than on any other issue" in str(front.headline(data)) or "each" in str(
        front.headline(data)
    )
    assert {card.squares[0].word for card in cards.cards(data)} <= {cards.SPOKE, NOT_RECORDED}


def test_a_square_has_a_code_or_the_first_letters_of_a_name(told: Dataset) -> None:
    assert all(1 <= len(code) <= 5 for code in told.codes.values())
    assert floorbook.load().codes["iom-policy-director"] == "IPD"


def test_the_board_counts_what_it_shows_and_says_where_nobody_is_against(told: Dataset) -> None:
    against = str(board.board(told))
    assert "none is against" not in against
    kept = told.codings[told.codings["position"] != "oppose"]
    without = str(board.board(replace(told, codings=kept)))
    assert without.endswith("; none is against")


def test_a_card_says_on_what_its_range_depends_and_what_is_recorded_of_the_others() -> None:
    lead, process, _ = cards.cards(floorbook.load())
    assert (lead.number, process.number) == ("4 to 5", "3 to 5")
    for card in (lead, process):
        assert "Of 4 others, nothing is recorded on " in str(card.told)
    assert str(lead.told).endswith("whether codings marked unsure count (Philippines)")
    assert "how widely the claim is read" in str(process.told)


def test_who_speaks_on_a_claim_by_an_unsure_coding_alone_is_said_to_be_unsure() -> None:
    told = meeting(
        "ada: salt support", "bor:", "ngo: tea support unsure", "unx: tea raise",
        claims=[("c1", "whole", "tea", "narrow")],
    )  # fmt: skip
    (card,) = [one for one in cards.cards(told) if one.number == "none"]
    assert str(card.told).endswith("Ngo (unsure) and Unx speak on it")


def test_a_card_names_for_whom_the_reading_and_for_whom_an_unsure_coding_decides() -> None:
    _, process, _ = cards.cards(floorbook.load())
    assert str(process.told).endswith(
        "depends on how widely the claim is read (USA and Guatemala) and on whether codings marked "
        "unsure count (USA)"
    )
    notes = {square.code: (square.note, square.unsure) for square in process.squares}
    assert notes["GTM"] == ("wide", False)
    assert notes["USA"] == ("wide", True)
    assert notes["SVK"] == ("", False)


def test_of_claims_about_many_meetings_those_about_the_last_are_told(tmp_path: Path) -> None:
    def told(meetings: int) -> list[str]:
        generated.write(folder := tmp_path / str(meetings), Shape(meetings=meetings, points=40))
        data = floorbook.load(folder)
        held = front.standfirst(data)
        assert held
        for one in held.findings:
            checked(one, data)
        assert front.caution(data).startswith(
            f"What the {'sources do' if meetings > 1 else 'summary note does'} not record "
        )
        return [str(held.head), str(len(held.claims))]

    assert told(1) == ["The summary note makes 2 claims about the meeting, here in our words", "2"]
    assert told(2) == ["The sources make 4 claims about 2 meetings, here in our words", "4"]
    assert told(4) == [
        "The sources make 8 claims about 4 meetings. What is claimed about Synthetic briefing 4 on "
        "lighthouses, the last of them, in our words",
        "2",
    ]


@pytest.mark.parametrize(("meetings", "order"), [(3, [1, 2, 3]), (4, [4, 3, 2, 1])])
def test_of_many_meetings_the_cards_begin_with_the_last(
    meetings: int, order: list[int], tmp_path: Path
) -> None:
    generated.write(tmp_path, Shape(meetings=meetings, points=160))
    data = floorbook.load(tmp_path)
    ids = data.meetings["id"].tolist()
    for made in (cards.cards(data), cards.asked(data)):
        assert list(dict.fromkeys(card.meeting for card in made)) == [ids[n - 1] for n in order]
