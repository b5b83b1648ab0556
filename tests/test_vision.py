"""The colours of words as people with colour-vision deficiencies see them, and in grey."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from coloraide import Color
from colours import MAKES, THEMES, made, on

import floorbook
from floorbook import figures
from floorbook.figures.palette import DARK, LIGHT, Tone, tone_names

pytestmark = pytest.mark.promise("For everyone")

SIGHTS = ("", "protan", "deutan", "tritan", "grayscale")
APART = "pairs of colours told apart, with full sight, three deficiencies and in grey"
SEEN = 9.0
"""The least difference (CIEDE2000) at which two areas side by side are taken for two colours;
1 is what a trained eye can just see."""
LONG = 8.0
"""The same where more than six positions take sides: even grey has no room for more."""


def seen(hexa: str, sight: str) -> Color:
    """A colour as it is seen: coloraide's simulations of a complete deficiency (Viénot 1999, and
    for tritan Brettel 1997), luminance alone for grey, and the colour itself for ""."""
    return Color(hexa).filter(sight) if sight else Color(hexa)


@cache
def difference(one: str, two: str, sight: str) -> float:
    return float(seen(one, sight).delta_e(seen(two, sight), method="2000"))


def fills(tone: Tone) -> list[str]:
    return [tone.fill, *([tone.split] if tone.split else [])]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_positions_of_a_scale_are_told_apart_by_their_colours(
    theme: str, sight: str, tally
) -> None:
    tried = set()
    for above, zero, below in MAKES:
        scale = made(above, zero, below)
        names = tone_names(scale)
        least = SEEN if above + below <= 6 else LONG
        for pair in combinations([names[name] for name in on(scale)], 2):
            one, two = (THEMES[theme](LIGHT[name]).fill for name in pair)
            assert difference(one, two, sight) >= least, (above, zero, below, pair)
            tried.add(pair)
    tally(APART, len(tried))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_a_mixed_cell_has_two_halves_and_is_no_step_of_the_scale(
    theme: str, sight: str, tally
) -> None:
    halves = fills(THEMES[theme](LIGHT["mixed"]))
    assert difference(*halves, sight) >= SEEN
    steps = [name for name in LIGHT if name not in ("mixed", "neutral", "raise", "not recorded")]
    for step in steps:
        fill = THEMES[theme](LIGHT[step]).fill
        far = max(difference(half, fill, sight) for half in halves)
        assert far >= (6.5 if step.endswith("of-9") else SEEN), step
    tally(APART, 1 + len(steps))


@pytest.mark.parametrize("theme", THEMES)
def test_words_with_the_pages_own_colour_differ_by_rim_shape_or_line(theme: str) -> None:
    plain = [THEMES[theme](LIGHT[word]) for word in ("neutral", "raise", "not recorded")]
    assert len({tone.symbol for tone in plain}) == 3
    assert len({tone.outline for tone in plain}) == 3


@pytest.mark.parametrize("theme", THEMES)
def test_letters_are_readable_for_every_sight(theme: str, tally) -> None:
    tried = 0
    for word, light in LIGHT.items():
        tone = THEMES[theme](light)
        for fill in fills(tone):
            for sight in SIGHTS:
                assert seen(tone.ink, sight).contrast(seen(fill, sight)) >= 4.5, (word, sight)
                tried += 1
    tally("letters readable on their colour, for each sight", tried)


@pytest.mark.parametrize("theme", THEMES)
def test_marks_of_one_chart_are_told_apart_by_colour_shape_or_letter(theme: str, tally) -> None:
    """Every pair of looks that stands in one of the shipped charts."""
    meeting = floorbook.load()
    drawn = [
        *(figures.claim(meeting, claim) for claim in meeting.claims["id"]),
        *(figures.turns(meeting), figures.claims_elsewhere(meeting), figures.reach(meeting)),
        *(figures.fates(meeting), figures.fates(meeting, by="issue"), figures.network(meeting)),
        *(figures.breadth(meeting), figures.emphasis(meeting), figures.agreement_matrix(meeting)),
    ]
    tried = 0
    for figure in drawn:
        for one, two in combinations(sorted(looks(figure)), 2):
            if one[:3] == two[:3] or one[2] != two[2] or one[3] != two[3]:
                continue  # the same but for its letter, or told by shape or letter
            tried += 1
            wear = DARK if theme == "dark" else {}
            pair = [[wear.get(hexa, hexa) for hexa in look[:2]] for look in (one, two)]
            for sight in SIGHTS:
                far = [difference(a, b, sight) for a, b in zip(*pair, strict=True)]
                assert max(far) >= SEEN, (one, two, sight)
    assert tried
    tally("pairs of marks of one chart told apart by colour alone", tried)


def looks(figure) -> set[tuple[str, str, str, str]]:
    """Fill, rim, shape and letter of every mark of a figure."""
    found = set()
    for trace in figure.data:
        marker = getattr(trace, "marker", None)
        if not trace.customdata or marker is None:
            continue
        for i in range(len(trace.customdata)):
            each = [
                value[i] if isinstance(value, list | tuple) else value
                for value in (marker.color, marker.line.color, marker.symbol, trace.text)
            ]
            found.add(tuple(str(value or "") for value in each))
    return found
