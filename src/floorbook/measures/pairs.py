"""What every measure of two participants starts from: who is paired, on which issues, with which
points."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.evidence import SECRETARIAT, speakers

PAIR = ["meeting", "a", "b"]


def pairs(dataset: Dataset, kinds: Iterable[str] | None = None) -> pd.DataFrame:
    """Return every pair of participants recorded as speaking in one meeting, `a` before `b`.

    `kinds` are the kinds of participant; without it all but the secretariat.
    """
    present = speakers(dataset, kinds=kinds)
    if kinds is None:
        present = present[present["participant_kind"] != SECRETARIAT]
    rows = [
        (meeting, a, b)
        for meeting, ids in present.groupby("meeting", sort=False)["participant"]
        for a, b in combinations(ids, 2)
    ]
    return pd.DataFrame(rows, columns=PAIR, dtype=object)


def compared(dataset: Dataset, rows: pd.DataFrame, every_dimension: bool = False) -> pd.DataFrame:
    """Keep rows on the issues that are compared: those of dimensions the package says so of."""
    if every_dimension:
        return rows
    chosen = dataset.dimensions.loc[dataset.dimensions["compared"].astype(bool), "dimension"]
    return rows[rows["dimension"].isin(chosen)]
