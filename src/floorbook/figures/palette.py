"""Colours of words, by their value on the scale, for light pages and for dark ones.

Figures are drawn in the light colours; a dark page replaces each by its fellow in `DARK`. So that
this can be done by hex alone, every role has a hex of its own, be it by one step in one channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
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


OPPOSE = Tone("#762903", "#fdf3ea", "#762903")
DOUBT = Tone("#d57e24", "#161616", "#d57e24")
NEUTRAL = Tone("#fefefe", "#202020", "#212121")
QUALIFIED = Tone("#4a7096", "#fffffe", "#4a7096")
SUPPORT = Tone("#07203b", "#f4f8fb", "#07203b")
SPLIT = Tone("#f2c48d", "#171717", "#222222", split="#86abcc")
OFF_SCALE = Tone("#fdfdfd", "#232323", "#6b6b6b", symbol="circle")
ABSENT = Tone("#ffffff", "#595959", "#595959", symbol="square-open")

STEPS: Mapping[float, Tone] = MappingProxyType(
    {-1: OPPOSE, -0.5: DOUBT, 0: NEUTRAL, 0.5: QUALIFIED, 1: SUPPORT}
)
"""The steps of the scale that have a colour of their own."""

LIGHT: Mapping[str, Tone] = MappingProxyType(
    {
        "support": SUPPORT,
        "qualified": QUALIFIED,
        "neutral": NEUTRAL,
        "doubt": DOUBT,
        "oppose": OPPOSE,
        MIXED: SPLIT,
        "raise": OFF_SCALE,
        NOT_RECORDED: ABSENT,
    }
)
"""The tones by the words of the shipped codebook; `tones` gives them for any scale."""

ACCENT = "#0b6e5f"
"""The one colour beside the scale: what is from the floor, what is asked for."""

GREY = "#8a8a8a"
"""What stands beside: the secretariat, frames of reference."""

FAINT = "#c9c9c9"
"""Lines that only guide the eye."""

DARK: Mapping[str, str] = MappingProxyType(
    {
        "#762903": "#f4ba81",
        "#fdf3ea": "#1c1206",
        "#d57e24": "#a6560a",
        "#161616": "#fffefe",
        "#fefefe": "#1e1e1e",
        "#202020": "#f0f0f0",
        "#212121": "#e6e6e6",
        "#4a7096": "#5b91c7",
        "#fffffe": "#0e141b",
        "#07203b": "#ebf5ff",
        "#f4f8fb": "#07192d",
        "#f2c48d": "#6b3a0e",
        "#171717": "#fefffe",
        "#222222": "#e7e7e7",
        "#86abcc": "#3b6a99",
        "#fdfdfd": "#1f1f1f",
        "#232323": "#efefef",
        "#6b6b6b": "#a6a6a6",
        "#ffffff": "#1d1d1d",
        "#595959": "#a8a8a8",
        "#0b6e5f": "#4fbfa9",
        "#8a8a8a": "#8b8b8b",
        "#c9c9c9": "#4d4d4d",
    }
)
"""For each light colour the one that stands for it on a dark page."""


def colour(value: float | None) -> Tone:
    """Give the tone of a position by its value (-1 to 1), None for one outside the scale.

    A value between the steps takes the nearest, but only 0 is neutral: a lean is never hidden.

    Raises
    ------
    ValueError
        If the value is off the scale.

    Examples
    --------
    >>> colour(0.2) == QUALIFIED, colour(None) == OFF_SCALE
    (True, True)
    """
    if value is None:
        return OFF_SCALE
    if not -1 <= value <= 1:
        raise ValueError(f"the value is {value}; it must be between -1 and 1")
    steps = [step for step in STEPS if (step > 0) == (value > 0) and (step < 0) == (value < 0)]
    return STEPS[min(steps, key=lambda step: abs(step - value))]


def tones(scale: Scale) -> dict[str, Tone]:
    """Give the tone of every word that a cell can have, in the order of the scale.

    Examples
    --------
    >>> list(tones(Scale(("against", "for", "asks"), (-1, 1, None), ("A", "F", "?"))))
    ['for', 'against', 'mixed', 'asks', 'not recorded']
    """
    found = {MIXED: SPLIT, NOT_RECORDED: ABSENT}
    for name, value in zip(scale.names, scale.values, strict=True):
        found[name] = colour(value)
    return {word: found[word] for word in scale.words}


def tone_names(scale: Scale) -> dict[str, str]:
    """Give the name of every word's tone: the word of the shipped codebook that looks like it.

    Style sheets know tones by these names.

    Examples
    --------
    >>> tone_names(Scale(("against", "for"), (-1, 1), ("A", "F")))["for"]
    'support'
    """
    names = {tone: name for name, tone in LIGHT.items()}
    return {word: names[tone] for word, tone in tones(scale).items()}


def dark(tone: Tone) -> Tone:
    """Give a light tone's fellow for dark pages.

    Examples
    --------
    >>> dark(SUPPORT).fill == DARK[SUPPORT.fill]
    True
    """
    fill, ink, outline, _, split = astuple(tone)
    return replace(
        tone, fill=DARK[fill], ink=DARK[ink], outline=DARK[outline], split=DARK.get(split, "")
    )


def contrast(one: str, two: str) -> float:
    """Give the contrast of two colours (1 to 21), as WCAG 2.2 defines it.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    bright, dim = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
