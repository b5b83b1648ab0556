"""Counts of codings, and the word of a cell by the codebook's rule.

A cell is one participant on one issue in one meeting. "Not recorded" has no row: it means that
there is no coding, and is not a position.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from operator import ne

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import (
    OWN,
    codings,
    distinct,
    gather,
    grouped,
    once,
    ordered,
    tuples,
)
from floorbook.scale import Scale

CELL = ["meeting", "participant", "issue"]


@once
def counts(dataset: Dataset, *, voice: str = OWN) -> pd.DataFrame:
    """Count codings by participant, issue and position.

    Parameters
    ----------
    dataset
        A loaded data package.
    voice
        ``"own"`` (what participants say for themselves), ``"reported"`` or ``"both"``.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, issue, position) with at least one coding: `dimension`, `n`
        (1 or more) and `points`, a tuple of point ids in the order in which they were said.

    Raises
    ------
    ValueError
        If `voice` is unknown.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import counts
    >>> table = counts(floorbook.load())
    >>> table.query("participant == 'mexico'")[["issue", "position", "n"]].tail(3)
                 issue position  n
    34     transparent  support  2
    35      modalities  support  2
    36  implementation  support  1
    """
    rows = codings(dataset, voice=voice)
    table = gather(rows, ["meeting", "participant", "dimension", "issue", "position"])
    return ordered(dataset, table)


@once
def cells(
    dataset: Dataset,
    *,
    voice: str = OWN,
    unsure: bool = True,
    turns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Give each participant's word (its position) on each issue on which it has a coding.

    The rule is the codebook's: "mixed" if there are codings above 0 and codings below 0. Otherwise
    the position nearest to 0 on the side that is taken, or the mildest position of that side if
    there is also a coding at 0. Otherwise the position at 0; otherwise the position outside the
    scale (it has no value).

    Parameters
    ----------
    dataset
        A loaded data package.
    voice
        ``"own"``, ``"reported"`` or ``"both"``.
    unsure
        Whether codings marked unsure count.
    turns
        Kinds of intervention that count; by default all.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, issue) with at least one coding: `dimension`, `word` (a
        position or "mixed"), `letter`, `lean` ("+", "-" or ""), `unsure` (whether the word would
        change, or be gone, without the codings marked unsure), `n` (codings, 1 or more), one column
        for each position with its count, `making` (the points that make the word: if the word is on
        the scale or mixed, those with a position on the scale, else all) and `points` (all); both
        are tuples of ids in the order in which the points were said.

    Raises
    ------
    ValueError
        If `voice` is unknown.

    References
    ----------
    The codebook of the data package, "One participant, several codings on one issue".

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import cells
    >>> table = cells(floorbook.load())
    >>> table.query("participant == 'philippines'")[["issue", "word", "unsure", "n"]].head(3)
            issue       word  unsure  n
    33   iom-lead  qualified    True  1
    34  state-led    support   False  1
    35  inclusive    support   False  1
    """
    scale = dataset.scale
    rows = codings(dataset, voice=voice, unsure=unsure, turns=turns)
    table = worded(scale, rows, ["meeting", "participant", "dimension", "issue"])
    first = ["meeting", "participant", "dimension", "issue", "word", "letter", "lean", "unsure"]
    return ordered(dataset, table[[*first, "n", *scale.names, "making", "points"]])


@once
def possible(dataset: Dataset) -> pd.DataFrame:
    """List the words that a cell can have, whichever of its codings marked unsure are kept.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, issue, word), with `n`: how many words the cell can have. If
        nothing at all may be left of it, one is "not recorded".

    Examples
    --------
    >>> import floorbook
    >>> table = possible(floorbook.load())
    >>> table.query("participant == 'philippines' and issue == 'iom-lead'")["word"].tolist()
    ['not recorded', 'qualified']
    """
    rows = codings(dataset)
    pairs = zip(rows["position"], rows["unsure"].astype(bool), strict=True)
    rows = rows.assign(held=pd.Series([*pairs], index=rows.index, dtype=object))
    found = []
    for meeting, participant, issue, held in tuples(rows, CELL, "held").itertuples(index=False):
        sure = {one for one, doubted in held if not doubted}
        free = {one for one, doubted in held if doubted} - sure
        words = {
            dataset.scale.word({*sure, *some})
            for size in range(len(free) + 1)
            for some in combinations(free, size)
        }
        found += [(meeting, participant, issue, one, len(words)) for one in sorted(words)]
    return pd.DataFrame(found, columns=[*CELL, "word", "n"])


def worded(scale: Scale, rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Apply the codebook's rule to codings: a row is a group of `by`.

    Beside `word`, `letter` and `lean` it has `unsure` (whether the word would change without the
    codings marked unsure), `n`, one column for each position with its count, `making` (the points
    that make the word: those on the scale if there are any, else all) and `points` (all).
    """
    rows = rows.sort_values(["order", "point"], kind="stable")
    table, groups = grouped(rows, by)
    told = [*zip(*(rows[one].tolist() for one in ("position", "unsure", "point")), strict=True)]
    held = [[told[row] for row in group] for group in groups]
    words = [scale.word(position for position, _, _ in one) for one in held]
    sure = [scale.word(position for position, doubted, _ in one if not doubted) for one in held]
    points = [distinct(point for _, _, point in one) for one in held]
    making = [
        distinct(point for position, _, point in one if position in scale.valued) or all_of
        for one, all_of in zip(held, points, strict=True)
    ]
    letters = {word: scale.letter(word) for word in scale.words}
    leans = {word: scale.lean(word) for word in scale.words}
    word = pd.Series(words, dtype=object)
    for name in scale.names:
        n = [sum(position == name for position, _, _ in one) for one in held]
        table[name] = pd.array(n, dtype="Int64")
    return table.assign(
        word=word,
        letter=word.map(letters),
        lean=word.map(leans),
        unsure=pd.Series([*map(ne, words, sure)], dtype=bool),
        n=pd.array([*map(len, points)], dtype="Int64"),
        making=pd.Series(making, dtype=object),
        points=pd.Series(points, dtype=object),
    )
