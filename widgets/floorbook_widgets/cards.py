"""Cards: what was found, each a number, a sentence, and a square for everybody who is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets as t

from floorbook.wording import cards as worded
from floorbook.wording.controls import PHRASES
from floorbook_widgets.base import Linked
from floorbook_widgets.selection import STATIC, Selection

LONG = 4
"""A code with more characters than this is set smaller."""

Look = tuple[str, str, str]
"""The tone, the letter and the label of a word."""


class Cards(Linked):
    """Numbers that can be opened: each card says how many of how many, and shows who.

    Parameters
    ----------
    selection
        The Selection to follow.
    cards
        What to show, as :mod:`floorbook.wording.cards` makes it; by default a card a dimension.
    wide
        Whether a card takes the whole width.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Cards, Selection
    >>> [card["title"] for card in Cards(Selection(floorbook.load())).cards]
    ['Leadership', 'Process', 'Coherence']
    """

    _esm = STATIC / "cards.js"
    face = "cards"
    state = ("name", "cards", "key", "wide")

    name = t.Unicode("cards").tag(sync=True)
    cards = t.List(t.Dict()).tag(sync=True)
    key = t.List(t.Dict()).tag(sync=True)
    wide = t.Bool(False).tag(sync=True)

    def __init__(
        self,
        selection: Selection,
        cards: Sequence[worded.Card] | None = None,
        **traits: Any,
    ) -> None:
        shown = worded.cards(selection.dataset) if cards is None else cards
        looks = _looks(selection)
        self.absent = not shown
        super().__init__(
            selection,
            **{
                "cards": [_card(card, looks) for card in shown],
                "key": _key(shown, looks),
                **traits,
            },
        )


def _looks(selection: Selection) -> dict[str, Look]:
    """The tone, the letter and the label of every word that a square can have."""
    found = {
        word["id"]: (word["tone"], word["letter"], word["label"]) for word in selection.positions
    }
    return found | worded.LOOKS


def _card(card: worded.Card, looks: dict[str, Look]) -> dict[str, Any]:
    return {
        "title": card.title,
        "about": card.about,
        "meeting": card.meeting,
        "number": card.number,
        "of": card.of,
        "told": str(card.told),
        "points": list(card.points),
        "squares": [
            {
                "participant": square.participant,
                "code": square.code,
                "name": square.name,
                "told": square.told,
                "unsure": square.unsure,
                "points": list(square.points),
                "tone": looks[square.word][0],
                "letter": square.note or looks[square.word][1],
                "long": len(square.code) > LONG,
            }
            for square in card.squares
        ],
    }


def _key(cards: Sequence[worded.Card], looks: dict[str, Look]) -> list[dict[str, Any]]:
    """What the squares' looks mean, for those that are there."""
    squares = [square for card in cards for square in card.squares]
    there = {square.word for square in squares}
    words = [look for word, look in looks.items() if word in there]
    notes = [
        ("", note, worded.NOTES[note]) for note in sorted({one.note for one in squares} - {""})
    ]
    key = [
        {"tone": tone, "letter": letter, "label": label, "unsure": False}
        for tone, letter, label in (*words, *notes)
    ]
    unsure = {"tone": "", "letter": "", "label": PHRASES["doubted"], "unsure": True}
    return key + [unsure] * any(one.unsure for one in squares)
