"""The colours of words: readable, told apart, and with a fellow on dark pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from floorbook.figures.palette import (
    ACCENT,
    DARK,
    FAINT,
    GREY,
    LIGHT,
    NEUTRAL,
    OFF_SCALE,
    QUALIFIED,
    STEPS,
    SUPPORT,
    Tone,
    colour,
    contrast,
    dark,
    tones,
)
from floorbook.measures import MIXED, NOT_RECORDED, Scale

WHITE = "#ffffff"
NIGHT = ("#111111", "#1e1e1e", "#212121")
"""Dark pages: JupyterLab's cells and page, and the exported report's."""

THEMES = {"light": (lambda tone: tone, (WHITE,)), "dark": (dark, NIGHT)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("word", LIGHT)
def test_a_letter_is_readable_on_its_colour(theme: str, word: str) -> None:
    tone = THEMES[theme][0](LIGHT[word])
    for fill in filter(None, (tone.fill, tone.split)):
        assert contrast(tone.ink, fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_adjacent_steps_stand_apart(theme: str) -> None:
    fills = [THEMES[theme][0](STEPS[value]).fill for value in sorted(STEPS)]
    for one, two in pairwise(fills):
        assert contrast(one, two) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("word", LIGHT)
def test_a_mark_stands_off_the_page_by_fill_or_outline(theme: str, word: str) -> None:
    wear, pages = THEMES[theme]
    tone = wear(LIGHT[word])
    for page in pages:
        assert max(contrast(tone.fill, page), contrast(tone.outline, page)) >= 3


@pytest.mark.parametrize("colour", [ACCENT, GREY])
def test_accent_and_grey_stand_off_the_page(colour: str) -> None:
    assert contrast(colour, WHITE) >= 3
    assert all(contrast(DARK[colour], page) >= 3 for page in NIGHT)


def test_every_light_colour_has_a_dark_fellow_of_its_own() -> None:
    roles = [ACCENT, GREY, FAINT]
    for tone in LIGHT.values():
        roles += {tone.fill, tone.ink, tone.outline, tone.split} - {""}
    assert set(roles) <= set(DARK)
    assert all(len(hexa) == 7 and hexa == hexa.lower() for pair in DARK.items() for hexa in pair)
    assert len(set(DARK.values())) == len(DARK)


def test_no_dark_colour_is_a_light_one() -> None:
    # Else recolouring twice would not be the same as recolouring once.
    assert set(DARK).isdisjoint(DARK.values())


def test_the_colour_follows_the_value_and_not_the_name() -> None:
    found = tones(Scale(("nay", "well", "aye", "query"), (-1, 0, 0.6, None), tuple("NWA?")))
    assert found["aye"] == QUALIFIED
    assert found["well"] == NEUTRAL
    assert found["query"] == OFF_SCALE
    assert list(found) == ["aye", "well", "nay", MIXED, "query", NOT_RECORDED]


@pytest.mark.parametrize("value", [0.01, 0.3, 0.9, 1])
def test_a_lean_is_never_neutral(value: float) -> None:
    assert colour(value) in {QUALIFIED, SUPPORT}
    assert colour(-value) not in {QUALIFIED, SUPPORT, NEUTRAL}


def test_a_value_off_the_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        colour(2)


def test_contrast_is_the_published_one() -> None:
    # By hand: #777777 is 119/255 = 0.46667, luminance 0.18447; 1.05 / 0.23447 = 4.478.
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)
    assert contrast(WHITE, "#777777") == contrast("#777777", WHITE)


def test_each_kind_of_word_has_a_mark_of_its_own() -> None:
    assert len({LIGHT[word] for word in LIGHT}) == len(LIGHT)
    assert {tone.symbol for tone in LIGHT.values()} == {"square", "circle", "square-open"}
    assert LIGHT[MIXED].split and not any(
        tone.split for word, tone in LIGHT.items() if word != MIXED
    )
    assert isinstance(LIGHT[NOT_RECORDED], Tone)
