"""The colours of words: readable, told apart, and with a fellow on dark pages."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from colours import MAKES, THEMES, contrast, made, on

from floorbook.figures import palette
from floorbook.figures.palette import ACCENT, DARK, GREY, LIGHT, tone_names, tones
from floorbook.measures import MIXED, NOT_RECORDED, Scale

WHITE = "#ffffff"
NIGHT = ("#111111", "#1e1e1e", "#212121")
"""Dark pages: JupyterLab's cells and page, and the exported report's."""

PAGES = {"light": (WHITE,), "dark": NIGHT}
READ = json.loads(Path(palette.__file__).with_name("palette.json").read_text("utf-8"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("word", LIGHT)
def test_a_letter_is_readable_on_its_colour(theme: str, word: str) -> None:
    tone = THEMES[theme](LIGHT[word])
    for fill in filter(None, (tone.fill, tone.split)):
        assert contrast(tone.ink, fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_adjacent_steps_of_five_stand_apart(theme: str) -> None:
    fills = [THEMES[theme](tone).fill for tone in list(LIGHT.values())[:5]]
    for one, two in pairwise(fills):
        assert contrast(one, two) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("word", LIGHT)
def test_a_mark_stands_off_the_page_by_fill_or_outline(theme: str, word: str) -> None:
    tone = THEMES[theme](LIGHT[word])
    for page in PAGES[theme]:
        assert max(contrast(tone.fill, page), contrast(tone.outline, page)) >= 3


@pytest.mark.parametrize("colour", [ACCENT, GREY])
def test_accent_and_grey_stand_off_the_page(colour: str) -> None:
    assert contrast(colour, WHITE) >= 3
    assert all(contrast(DARK[colour], page) >= 3 for page in NIGHT)


def test_every_light_colour_has_one_dark_fellow_and_that_is_its_own() -> None:
    looks = [READ["marks"], *READ["tones"].values()]
    pairs = {tuple(pair) for look in looks for pair in look.values() if isinstance(pair, list)}
    assert pairs == set(DARK.items())
    assert all(len(hexa) == 7 and hexa == hexa.lower() for pair in pairs for hexa in pair)
    assert len(set(DARK.values())) == len(DARK)


def test_no_dark_colour_is_a_light_one() -> None:
    # Else recolouring twice would not be the same as recolouring once.
    assert set(DARK).isdisjoint(DARK.values())


@pytest.mark.parametrize("make", MAKES, ids=str)
def test_each_position_of_a_scale_has_a_tone_of_its_own(make: tuple[int, int, int]) -> None:
    scale = made(*make)
    names = tone_names(scale)
    assert list(names) == list(scale.words)
    assert len({tones(scale)[name] for name in on(scale)}) == len(on(scale))
    for name in on(scale):
        hue = {"+": ("blue", "support", "qualified"), "-": ("brown", "oppose", "doubt")}
        assert names[name].startswith(hue.get(scale.lean(name), "neutral"))
    assert {names[name] for name in scale.names if name not in on(scale)} == {"raise"}
    assert (names[MIXED], names[NOT_RECORDED]) == (MIXED, NOT_RECORDED)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("make", MAKES, ids=str)
def test_the_stronger_a_position_the_more_it_stands_out(make: tuple[int, ...], theme: str) -> None:
    scale = made(*make)
    looks = {word: THEMES[theme](tone).fill for word, tone in tones(scale).items()}
    for page in PAGES[theme]:
        off = {name: contrast(looks[name], page) for name in on(scale)}
        above = [off[name] for name in on(scale) if scale.lean(name) == "+"]
        below = [off[name] for name in on(scale) if scale.lean(name) == "-"]
        assert above == sorted(above, reverse=True) and below == sorted(below)


def test_the_rank_decides_and_neither_value_nor_name() -> None:
    found = tone_names(Scale(("nay", "well", "aye", "query"), (-0.1, 0, 0.6, None), tuple("NWA?")))
    assert found == {
        **{"aye": "support", "well": "neutral", "nay": "oppose"},
        **{MIXED: MIXED, "query": "raise", NOT_RECORDED: NOT_RECORDED},
    }


def test_a_package_may_have_no_scale_or_more_than_nine_positions() -> None:
    assert set(tone_names(made(0, 0, 0)).values()) == {MIXED, "raise", NOT_RECORDED}
    assert len(tones(made(14, 1, 9))) == 28


def test_each_kind_of_word_has_a_mark_of_its_own() -> None:
    assert len({LIGHT[word] for word in LIGHT}) == len(LIGHT)
    assert {tone.symbol for tone in LIGHT.values()} == {"square", "circle", "square-open"}
    assert LIGHT[MIXED].split and not any(
        tone.split for word, tone in LIGHT.items() if word != MIXED
    )
