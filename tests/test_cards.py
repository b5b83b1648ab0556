"""Tests of the Cards: numbers, squares and their key, without script."""

from __future__ import annotations

from pathlib import Path

from faces import face, text

import floorbook
from floorbook.wording import cards as worded
from floorbook_widgets import Cards, Selection


def test_each_card_shows_a_number_a_sentence_and_a_square_for_each_who_is_counted() -> None:
    data = floorbook.load()
    cards = face(Cards(Selection(data))).select("article")
    assert [text(card.h3) for card in cards] == ["Leadership", "Process", "Coherence"]
    for card, made in zip(cards, worded.cards(data), strict=True):
        assert text(card.select_one(".told")) == f"{made.told}."
        assert [text(one) for one in card.select(".square .sr")] == [
            f"{square.name}: {square.told}" for square in made.squares
        ]


def test_the_key_explains_the_looks_that_are_there_and_no_others() -> None:
    data = floorbook.load()
    key = [text(one) for one in face(Cards(Selection(data))).select(".legend li")]
    there = {square.word for card in worded.cards(data) for square in card.squares}
    *words, wide, unsure = key
    assert len(words) == len(there)
    assert words[-1] == "not recorded on this"
    assert wide == "wide counts only where issues close to these count too"
    assert unsure == "rests on a coding marked unsure"
    asked = face(Cards(Selection(data), worded.asked(data)))
    assert {*key} & {text(one) for one in asked.select(".legend li")} == set()


def test_without_anything_to_say_there_are_none(package: Path) -> None:
    assert Cards(Selection(floorbook.load(package)), []).absent
