"""What tests ask of colours: contrast, the themes, and scales of every make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coloraide import Color

from floorbook.figures.palette import DARK, Tone
from floorbook.measures import Scale


def contrast(one: str, two: str) -> float:
    """The contrast of two colours (1 to 21), as WCAG 2 defines it."""
    return float(Color(one).contrast(Color(two)))


def dark(tone: Tone) -> Tone:
    """A light tone's fellow on dark pages."""
    return replace(
        tone,
        fill=DARK[tone.fill],
        ink=DARK[tone.ink],
        outline=DARK[tone.outline],
        split=tone.split and DARK[tone.split],
    )


THEMES: Mapping[str, Callable[[Tone], Tone]] = {"light": lambda tone: tone, "dark": dark}

MAKES = [
    (above, zero, below)
    for above in range(9)
    for zero in (0, 1)
    for below in range(9)
    if 2 <= above + zero + below <= 9
]
"""Every make of scale with two to nine positions: how many above 0, at 0 and below."""


def made(above: int, zero: int, below: int) -> Scale:
    """A scale of this make, from its top down, with two more words outside of it."""
    values = [*range(above, 0, -1), *[0] * zero, *range(-1, -below - 1, -1), None, None]
    names = tuple(f"{value:+d}" if value is not None else f"off {at}"
                  for at, value in enumerate(values))  # fmt: skip
    return Scale(names, tuple(value and value / 9 for value in values), names)


def on(scale: Scale) -> list[str]:
    """The positions on the scale."""
    pairs = zip(scale.names, scale.values, strict=True)
    return [name for name, value in pairs if value is not None]
