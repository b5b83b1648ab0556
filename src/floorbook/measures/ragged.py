"""Ragged: lists of different lengths, held as flat arrays of integer codes.

Pairs of participants are many: what each has in common is found for all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from floorbook.dataset import Dataset

Codes = NDArray[np.int64]


def parted(values: Sequence[str], number: Codes, groups: int) -> list[tuple[str, ...]]:
    """Give each of so many groups its values; `number` is the group of each, and it only rises.

    Examples
    --------
    >>> parted(["tea", "milk", "cups"], np.array([0, 0, 2]), 3)
    [('tea', 'milk'), (), ('cups',)]
    """
    ends = np.searchsorted(number, np.arange(groups + 1)).tolist()
    return [tuple(values[start:end]) for start, end in pairwise(ends)]


@dataclass(frozen=True)
class Points:
    """The points of each cell, as their ranks in the order in which they were said."""

    ids: NDArray[np.object_]
    ranks: Codes
    starts: Codes
    lengths: Codes

    @classmethod
    def of(cls, dataset: Dataset, cells: Iterable[tuple[str, ...]]) -> Points:
        """Take the points of cells, which have a tuple of ids each."""
        rank = dataset.ranks["point"]
        held = [[rank[point] for point in points] for points in cells]
        lengths = np.array([len(one) for one in held], dtype=np.int64)
        flat = np.array([point for one in held for point in one], dtype=np.int64)
        return cls(np.array(list(rank), dtype=object), flat, lengths.cumsum() - lengths, lengths)

    def parted(self, cells: Codes, number: Codes, groups: int) -> list[tuple[str, ...]]:
        """Give each of so many groups the points of its cells, each once, in their order.

        `number` is the group of each cell.
        """
        lengths = self.lengths[cells]
        within = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
        ranks = self.ranks[np.repeat(self.starts[cells], lengths) + within]
        size = max(len(self.ids), 1)
        both = np.sort(np.repeat(number, lengths) * size + ranks)
        group, rank = np.divmod(both[np.diff(both, prepend=-1) > 0], size)
        return parted(self.ids[rank].tolist(), group, groups)


def codes(values: pd.Series[str], order: Iterable[str]) -> Codes:
    """Give the place of each value in an order; -1 for what is not in it.

    Examples
    --------
    >>> codes(pd.Series(["b", "c", "a"]), ["a", "b"]).tolist()
    [1, -1, 0]
    """
    return pd.Index(list(order)).get_indexer(pd.Index(values)).astype(np.int64)
