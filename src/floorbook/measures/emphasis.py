"""Emphasis: which share of a participant's points is on a dimension or an issue."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import (
    FLOOR,
    codings,
    filled,
    gather,
    heard,
    once,
    ordered,
    speakers,
)

By = Literal["dimension", "issue"]

ENOUGH = 10
"""Least number of points for which an interval is given."""

Z = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


@once
def emphasis(dataset: Dataset, *, by: By = "dimension") -> pd.DataFrame:
    """Give the share of each participant's points that is on each dimension or issue.

    The share is n_ij / n_i: points of participant i with an own-voice coding on j, over points of i
    with any own-voice coding. A point may count for several j, so the sum of shares may be above 1.
    If n_i is 10 or more, Wilson's interval is given too. The items of a summary note are not a
    random sample of what was said, so the interval only shows how uncertain small numbers are.

    Parameters
    ----------
    dataset
        A loaded data package.
    by
        ``"dimension"`` or ``"issue"``.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, dimension) or (meeting, participant, issue), for everyone
        recorded as speaking: `n` and `of` (n_ij and n_i, 0 or more), `share` (0 to 1, NA when of is
        0), `low` and `high` (NA when of is below 10) and `points`, those counted in n.

    Raises
    ------
    ValueError
        If `by` is neither of the two.

    References
    ----------
    Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import emphasis
    >>> table = emphasis(floorbook.load()).query("participant == 'mexico'")
    >>> table[["dimension", "n", "of", "share"]].round(2)
         dimension  n  of  share
    20  leadership  3   7   0.43
    21     process  4   7   0.57
    22   coherence  0   7    0.0
    23   substance  1   7   0.14
    """
    rows = codings(dataset)
    totals = gather(rows, ["meeting", "participant"]).rename(columns={"n": "of"})
    table = speakers(dataset)[["meeting", "participant"]].merge(_subjects(dataset, by), how="cross")
    table = table.merge(
        gather(rows, ["meeting", "participant", by]), on=["meeting", "participant", by], how="left"
    ).merge(totals.drop(columns="points"), on=["meeting", "participant"], how="left")
    return ordered(dataset, _shares(table))


@once
def floor_emphasis(dataset: Dataset, *, by: By = "dimension") -> pd.DataFrame:
    """Give the share of the floor's points that is on each dimension or issue.

    The floor is every intervention of kind floor, except the secretariat's. All its points count
    alike, so those who spoke longer have more weight. The emphasis of one participant can be
    compared with it.

    Parameters
    ----------
    dataset
        A loaded data package.
    by
        ``"dimension"`` or ``"issue"``.

    Returns
    -------
    DataFrame
        A row is (meeting, dimension) or (meeting, issue): `n` and `of` (0 or more), `share` (0 to
        1, NA when of is 0), `low`, `high` (NA when of is below 10) and `points`.

    Raises
    ------
    ValueError
        If `by` is neither of the two.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import floor_emphasis
    >>> floor_emphasis(floorbook.load())[["dimension", "n", "of", "share"]].round(2)
        dimension   n  of  share
    0  leadership  13  44    0.3
    1     process  19  44   0.43
    2   coherence   4  44   0.09
    3   substance  22  44    0.5
    """
    rows = codings(dataset, turns=FLOOR)
    rows = rows[rows["participant_kind"].isin(heard(dataset))]
    totals = gather(rows, ["meeting"]).drop(columns="points").rename(columns={"n": "of"})
    table = dataset.meetings[["id"]].rename(columns={"id": "meeting"})
    table = table.merge(_subjects(dataset, by), how="cross")
    table = table.merge(gather(rows, ["meeting", by]), on=["meeting", by], how="left")
    return ordered(dataset, _shares(table.merge(totals, on="meeting", how="left")))


def wilson(k: pd.Series, n: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the ends of Wilson's 95 % interval for k of n; NA where n is below 10.

    (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), with p = k/n.
    """
    size = n.astype("Float64").where(n >= ENOUGH)
    p = k.astype("Float64") / size
    middle = p + Z**2 / (2 * size)
    half = Z * (p * (1 - p) / size + Z**2 / (4 * size**2)) ** 0.5
    whole = 1 + Z**2 / size
    return (middle - half) / whole, (middle + half) / whole


def _subjects(dataset: Dataset, by: By) -> pd.DataFrame:
    """Return the dimensions, or the issues with their dimension."""
    if by == "dimension":
        return dataset.dimensions[["dimension"]]
    if by == "issue":
        return dataset.codebook[["dimension", "issue"]]
    raise ValueError(f'by is {by!r}; it must be "dimension" or "issue"')


def _shares(table: pd.DataFrame) -> pd.DataFrame:
    """Fill the counts and add share and interval; the points go last."""
    table = filled(table, tuples=["points"], numbers=["n", "of"])
    points = table.pop("points")
    size = table["of"].astype("Float64")
    table["share"] = table["n"].astype("Float64") / size.where(size > 0)
    table["low"], table["high"] = wilson(table["n"], table["of"])
    return table.assign(points=points)
