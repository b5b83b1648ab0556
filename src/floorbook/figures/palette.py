"""Colours of words, by their rank on the scale, for light pages and for dark ones.

All colours are in ``palette.json``, which the front end is built from too: first the colour for
light pages, then the one for dark pages. Figures are drawn in the light colours; a dark page
replaces each with the colour that `DARK` gives for it. The hex code is all that it looks at, so
each light colour has only one dark colour.

Blue is for a claim, orange and brown are against it, and the strongest positions stand out most.
With at most two positions a side these are the five steps from "support" to "oppose". Longer scales
use six or nine steps of both hues ("blue-1-of-6" is the strongest blue of six). Each step has
another lightness, and is used for one side only, so that positions differ in grey too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from floorbook.measures import MIXED, NOT_RECORDED, Scale


@dataclass(frozen=True)
class Tone:
    """How a word looks: fill, ink of the letter on it, outline, and symbol of plotly.

    A split tone has two fills, `fill` and `split`, with the same ink on both.
    """

    fill: str
    ink: str
    outline: str
    symbol: str = "square"
    split: str = ""


def _tone(look: Mapping[str, list[str] | str]) -> Tone:
    light = {role: pair if isinstance(pair, str) else pair[0] for role, pair in look.items()}
    return Tone(**{"outline": light["fill"]} | light)


_READ = json.loads(Path(__file__).with_name("palette.json").read_text("utf-8"))

LIGHT: Mapping[str, Tone] = MappingProxyType(
    {name: _tone(look) for name, look in _READ["tones"].items()}
)
"""The tones by the names that style sheets use."""

DARK: Mapping[str, str] = MappingProxyType(
    dict(
        pair
        for look in [_READ["marks"], *_READ["tones"].values()]
        for role, pair in look.items()
        if role != "symbol"
    )
)
"""For each light colour the one that replaces it on a dark page."""

PAGE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (light, dark) for name, (light, dark) in _READ["page"].items()}
)
"""The colours of the page around, for light pages and for dark ones."""

PAPER: str = PAGE["paper"][0]
"""The ground, and a letter on a full colour."""

INK: str = LIGHT["neutral"].ink
"""A letter on the ground, or on a pale colour."""

ABSENT = LIGHT[NOT_RECORDED]

ACCENT: str = _READ["marks"]["accent"][0]
"""The one colour that is not of the scale: for what comes from the floor, and for what is asked."""

GREY: str = _READ["marks"]["grey"][0]
"""For what is not from the floor: the secretariat, frames of reference."""

FAINT: str = _READ["marks"]["faint"][0]
"""Lines that only guide the eye."""


def tones(scale: Scale) -> dict[str, Tone]:
    """Give the tone of every word that a cell can have, in the order of the scale.

    Examples
    --------
    >>> list(tones(Scale(("against", "for", "asks"), (-1, 1, None), ("A", "F", "?"))))
    ['for', 'against', 'mixed', 'asks', 'not recorded']
    """
    return {word: LIGHT[name] for word, name in tone_names(scale).items()}


def tone_names(scale: Scale) -> dict[str, str]:
    """Give the name of every word's tone, in the order of the scale.

    Up to nine positions on the scale each have their own tone; with more, neighbours may share one.

    Examples
    --------
    >>> tone_names(Scale(("against", "for"), (-1, 1), ("A", "F")))["for"]
    'support'
    >>> tone_names(Scale(("no", "some", "more", "most"), (-1, 0.2, 0.5, 1), tuple("NSMT")))["some"]
    'blue-5-of-6'
    """
    names = dict.fromkeys(scale.words, "raise")
    names |= {word: "neutral" for word, value in scale.valued.items() if value == 0}
    names |= {MIXED: MIXED, NOT_RECORDED: NOT_RECORDED}
    above = [word for word in scale.words if scale.lean(word) == "+"]
    below = [word for word in reversed(scale.words) if scale.lean(word) == "-"]
    if max(len(above), len(below)) <= 2:
        short = dict(zip(above, ("support", "qualified"), strict=False)) | dict(
            zip(below, ("oppose", "doubt"), strict=False)
        )
        return names | short
    # Each side from its strongest position to its mildest; both sides start and end alike.
    ranked = sorted(
        (rank / len(side), hue, word)
        for hue, side in (("blue", above), ("brown", below))
        for rank, word in enumerate(side)
    )
    steps = 6 if len(ranked) <= 6 else 9
    for rank, (_, hue, word) in enumerate(ranked):
        names[word] = f"{hue}-{rank * steps // len(ranked) + 1}-of-{steps}"
    return names
