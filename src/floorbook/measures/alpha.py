"""Krippendorff's alpha: how far coders agree beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

Level = Literal["nominal", "interval"]

DIFFERENCES: dict[Level, Callable[[float, float], float]] = {
    "nominal": lambda one, two: float(one != two),
    "interval": lambda one, two: (one - two) ** 2,
}


@dataclass(frozen=True)
class Alpha:
    """Alpha with its parts; if it is undefined, `alpha` is None and `why` says why."""

    alpha: float | None
    observed: float | None
    expected: float | None
    units: int
    why: str = ""


def alpha(units: Mapping[tuple[float, ...], int], level: Level) -> Alpha:
    """Reckon Krippendorff's α = 1 - D_o / D_e.

    With n pairable values (those in units of two or more), m_u of them in unit u, and δ² 1 for
    unequal values (nominal) or their squared difference (interval),

    D_o = 1/n Σ_u Σ_(c, k in u) δ²(c, k) / (m_u - 1), and
    D_e = 1/(n (n - 1)) Σ_(c, k) δ²(c, k) over all ordered pairs of pairable values.

    Parameters
    ----------
    units
        How often each tuple of values occurs; a tuple holds the values that the coders gave to one
        unit, without missing values.
    level
        ``"nominal"`` or ``"interval"``.

    Returns
    -------
    Alpha
        `alpha` is at most 1. It is 0 if agreement is what chance would give, and None if it is
        undefined. `units` is the number of units with two or more values.

    References
    ----------
    Hayes, A. F., and Krippendorff, K. (2007), "Answering the call for a standard reliability
    measure for coding data", Communication Methods and Measures 1(1). Krippendorff, K. (2011),
    "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania.

    Examples
    --------
    Two coders, two units alike and one not:

    >>> round(alpha({(0, 0): 1, (1, 1): 1, (0, 1): 1}, "nominal").alpha, 3)
    0.444
    """
    difference = DIFFERENCES[level]
    paired = {values: times for values, times in units.items() if len(values) > 1 and times}
    count = sum(paired.values())
    if not paired:
        return Alpha(None, None, None, 0, "no unit has two judgements")
    values: Counter[float] = Counter()
    apart = 0.0
    for unit, times in paired.items():
        within = sum(difference(one, two) for one, two in permutations(unit, 2))
        apart += times * within / (len(unit) - 1)
        for value in unit:
            values[value] += times
    n = values.total()
    observed = apart / n
    across = sum(
        values[one] * values[two] * difference(one, two) for one, two in permutations(values, 2)
    )
    expected = across / (n * (n - 1))
    if not expected:
        return Alpha(None, observed, expected, count, "there is no variation: all judge alike")
    return Alpha(1 - observed / expected, observed, expected, count)
