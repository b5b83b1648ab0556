"""What every measure of pairs starts from: who is paired, on which issues, with which points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.codings import heard, once, speakers

PAIR = ["meeting", "a", "b"]

LEGIBLE = 60
"""Most participants whose pairs can be read in one figure: 60 have 1770 pairs, 120 have 7140."""


@once
def pairs(dataset: Dataset, *, kinds: Sequence[str] | None = None) -> pd.DataFrame:
    """Return every pair of participants recorded as speaking in one meeting, `a` before `b`.

    `kinds` are the kinds of participant; by default all but the secretariat.
    """
    present = speakers(dataset, kinds=heard(dataset) if kinds is None else kinds)
    rows = [
        (meeting, a, b)
        for meeting, ids in present.groupby("meeting", sort=False)["participant"]
        for a, b in combinations(ids, 2)
    ]
    return pd.DataFrame(rows, columns=PAIR, dtype=object)


def compared(dataset: Dataset, rows: pd.DataFrame, every_dimension: bool = False) -> pd.DataFrame:
    """Keep rows on issues that are compared: those in dimensions that the package compares."""
    if every_dimension:
        return rows
    return rows[rows["dimension"].isin(dataset.compared)]


def legible(dataset: Dataset, meeting: str, most: int = LEGIBLE) -> tuple[list[str], int]:
    """Choose the participants whose pairs are shown if all would be too many.

    These are the participants who take a side on most compared issues, because they share most. If
    two are equal, the first in the package is taken.

    Returns
    -------
    tuple
        The ids in the package's order, at most `most`, and how many participants could be paired.

    Examples
    --------
    >>> import floorbook
    >>> legible(floorbook.load(), "iom2016", most=2)
    (['slovakia', 'icmc'], 11)
    """
    present = speakers(dataset, kinds=heard(dataset))
    people = present.loc[present["meeting"].eq(meeting), "participant"].tolist()
    if len(people) <= most:
        return people, len(people)
    rows = compared(dataset, cells(dataset))
    rows = rows[rows["meeting"].eq(meeting) & rows["lean"].ne("")]
    leans = rows["participant"].value_counts().to_dict()
    first = sorted(people, key=lambda one: -leans.get(one, 0))[:most]
    return [one for one in people if one in set(first)], len(people)
