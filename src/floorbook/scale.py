"""The scale of positions, and the codebook's rule that makes one word of several codings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from floorbook.package.rules.scale import MIXED_LETTER

MIXED = "mixed"
"""The word of a cell with positions on both sides."""

NOT_RECORDED = "not recorded"
"""The word where there is no coding; it is not a position."""


@dataclass(frozen=True)
class Scale:
    """The positions of a package in their order, with value (None outside the scale) and letter.

    The values of a package may be any rising numbers; `of` stretches them to -1 to 1. Values above
    0 are for the claim, values below 0 are against it, and 0 takes no side. If all values are on
    one side of 0 (for example 1 to 5), the middle of their range takes no side.

    Examples
    --------
    >>> scale = Scale(("against", "open", "for", "asks"), (-1, 0, 1, None), ("A", "O", "F", "?"))
    >>> scale.word(["for", "asks"]), scale.word(["for", "against"]), scale.word([])
    ('for', 'mixed', 'not recorded')
    """

    names: tuple[str, ...]
    values: tuple[float | None, ...]
    letters: tuple[str, ...]

    @classmethod
    def of(cls, positions: pd.DataFrame) -> Scale:
        """Read the scale from a package's table of positions."""
        values = [None if pd.isna(value) else float(value) for value in positions["value"]]
        return cls(tuple(positions["position"]), spread(values), tuple(positions["letter"]))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that a cell can have: the scale from the top, then words without value."""
        on = sorted(self.valued, key=lambda name: -self.valued[name])
        off = [name for name in self.names if name not in self.valued]
        return (*on, MIXED, *off, NOT_RECORDED)

    @property
    def span(self) -> float:
        """The full range of the scale: the greatest possible distance of two positions."""
        values = self.valued.values()
        return max(values) - min(values) if values else 0.0

    def word(self, positions: Iterable[str]) -> str:
        """Make one word of the positions of a cell, by the codebook's rule.

        "mixed" if there are positions above 0 and below 0. Otherwise the position nearest to 0 on
        the side that is taken, or the mildest position of that side if there is also one at 0.
        Otherwise the position at 0; otherwise the position outside the scale; "not recorded" if
        there is no position.
        """
        names = sorted(set(positions), key=self.names.index)
        signed = [name for name in names if self.valued.get(name)]
        at_zero = [name for name in names if self.valued.get(name) == 0]
        signs = {self.lean(name) for name in signed}
        if len(signs) > 1:
            return MIXED
        if signed and at_zero:
            signed = [name for name in self.valued if self.lean(name) in signs]
        if signed:
            return min(signed, key=lambda name: abs(self.valued[name]))
        return (at_zero or names or [NOT_RECORDED])[0]

    def letter(self, word: str) -> str:
        """Give the letter of a word: its position's, "M" for mixed, none for not recorded."""
        letters = dict(zip(self.names, self.letters, strict=True)) | {MIXED: MIXED_LETTER}
        return letters.get(word, "")

    def lean(self, word: str) -> str:
        """Give the lean of a word: "+", "-", or "" where there is none."""
        value = self.valued.get(word, 0)
        return "+" if value > 0 else "-" if value < 0 else ""

    @cached_property
    def valued(self) -> dict[str, float]:
        """The positions on the scale with their values, in their order."""
        pairs = zip(self.names, self.values, strict=True)
        return {name: value for name, value in pairs if value is not None}


def spread(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Stretch the values of a scale to -1 to 1; None stays None.

    Examples
    --------
    >>> spread([-3, 0, 3, None]), spread([1, 3, 5]), spread([0, 1])
    ((-1.0, 0.0, 1.0, None), (-1.0, 0.0, 1.0), (0.0, 1.0))
    """
    given = [value for value in values if value is not None]
    low, high = min(given, default=0.0), max(given, default=0.0)
    middle = (low + high) / 2 if low > 0 or high < 0 else 0.0
    reach = max(high - middle, middle - low) or 1.0
    return tuple(None if value is None else (value - middle) / reach for value in values)
