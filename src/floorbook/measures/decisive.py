"""Decisive codings: without one of them the range of a claim would be different."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.claims import ALL, ANY, claim_range
from floorbook.measures.codings import codings, once
from floorbook.measures.scope import READINGS, bearing
from floorbook.scale import Scale

SETTINGS = tuple(product(READINGS, (True, False)))
"""Reading, and whether unsure codings count: the four ways in which a claim is counted."""

Backed = tuple[str, str, bool]
"""A part (or any, or all) that is backed in a setting: part, reading, unsure codings or not."""


class Said(NamedTuple):
    """A coding of one participant that counts for one part of a claim in one reading."""

    part: str
    reading: str
    point: str
    issue: str
    position: str
    unsure: bool


@once
def claim_sensitivity(dataset: Dataset) -> pd.DataFrame:
    """List the codings without which the range of a claim would be different.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part, coding) if the least or the greatest number of those who back the
        part changes when the coding is left out; part may be "any" or "all". `meeting`,
        `participant`, `point`, `issue`, `least`, `most` as in `claim_range`, `least_without`,
        `most_without`, `n` and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import claim_sensitivity
    >>> table = claim_sensitivity(floorbook.load()).query("part == 'leadership'")
    >>> table[["participant", "least", "most", "least_without", "most_without"]].head(2)
       participant  least  most  least_without  most_without
    0     slovakia      4     5              3             5
    1  netherlands      4     5              3             4
    """
    scale = dataset.scale
    rows = bearing(dataset, codings(dataset))
    rows = rows[rows["in_scope"]]
    said: dict[tuple[str, str], list[Said]] = defaultdict(list)
    columns = ("claim", "participant", *Said._fields)
    for claim, participant, *one in zip(*(rows[name] for name in columns), strict=True):
        said[claim, participant].append(Said(*one))
    parts = dataset.claim_parts.groupby("claim")["part"].agg(tuple).to_dict()
    backed = {key: _backed(scale, lines, parts[key[0]]) for key, lines in said.items()}
    counts = Counter((key[0], *what) for key, found in backed.items() for what in found)
    ranges = claim_range(dataset)
    where = {
        (claim, part): (at, meeting)
        for at, (claim, part, meeting) in enumerate(
            zip(ranges["claim"], ranges["part"], ranges["meeting"], strict=True)
        )
    }
    found = []
    for (claim, participant), lines in said.items():
        whole = backed[claim, participant]
        for coding in dict.fromkeys((line.point, line.issue) for line in lines):
            rest = [line for line in lines if (line.point, line.issue) != coding]
            left = _backed(scale, rest, parts[claim])
            if left == whole:
                continue
            for part in (*parts[claim], ANY, ALL):
                settings = [(part, *setting) for setting in SETTINGS]
                now = [counts[(claim, *what)] for what in settings]
                then = [
                    count - (what in whole) + (what in left)
                    for count, what in zip(now, settings, strict=True)
                ]
                ends = (min(now), max(now), min(then), max(then))
                if ends[:2] != ends[2:]:
                    at, meeting = where[claim, part]
                    row = (claim, part, meeting, participant, *coding, *ends, 1, coding[:1])
                    found.append((at, row))
    found.sort(key=lambda each: each[0])
    numbers = ["least", "most", "least_without", "most_without", "n"]
    names = ["claim", "part", "meeting", "participant", "point", "issue", *numbers, "points"]
    table = pd.DataFrame([row for _, row in found], columns=names)
    return table.astype(dict.fromkeys(numbers, "Int64"))


def _backed(scale: Scale, lines: Iterable[Said], parts: Sequence[str]) -> set[Backed]:
    """Return what one participant backs with these codings."""
    positions: dict[Backed, list[str]] = defaultdict(list)
    for line in lines:
        positions[line.part, line.reading, True].append(line.position)
        if not line.unsure:
            positions[line.part, line.reading, False].append(line.position)
    backed = {what for what, told in positions.items() if scale.lean(scale.word(told)) == "+"}
    for setting in SETTINGS:
        backing = [(part, *setting) in backed for part in parts]
        if any(backing):
            backed.add((ANY, *setting))
        if all(backing):
            backed.add((ALL, *setting))
    return backed
