"""Reach: which issues most participants take up and back, whatever the claims say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, worded
from floorbook.measures.codings import (
    FLOOR,
    codings,
    delegations,
    filled,
    gather,
    once,
    ordered,
    speakers,
)


@once
def reach(
    dataset: Dataset,
    *,
    kinds: Sequence[str] | None = None,
    turns: Sequence[str] = FLOOR,
) -> pd.DataFrame:
    """Rank issues by how many participants take them up, then by how many back them.

    A participant takes an issue up with any own-voice coding, and backs it when its word leans to
    support.

    Parameters
    ----------
    dataset
        A loaded data package.
    kinds
        Kinds of participant that count; by default those counted as delegations.
    turns
        Kinds of intervention that count.

    Returns
    -------
    DataFrame
        A row is (meeting, issue) for every issue of the codebook: `dimension`, `taken_up` (0 to
        of), `backing` (0 to taken_up), `least` and `most` (how many back it, the lower and the
        higher of the counts with and without unsure codings), `of` (participants of these kinds
        recorded as speaking), `rank` (from 1 within the meeting; equal issues have the same rank),
        `participants` and `backers` (tuples of ids), `n` (points) and `points`. Rows are in order
        of rank, then in the codebook's order.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import reach
    >>> int(reach(floorbook.load())["rank"].min())
    1
    """
    kinds = delegations(dataset) if kinds is None else kinds
    rows = codings(dataset, turns=turns)
    rows = rows[rows["participant_kind"].isin(kinds)]
    who = ordered(dataset, worded(dataset.scale, rows, CELL))
    key = ["meeting", "issue"]
    taking = who.groupby(key)["participant"].agg(tuple).rename("participants")
    backing = who[who["lean"] == "+"].groupby(key)["participant"].agg(tuple).rename("backers")
    sure = worded(dataset.scale, rows[~rows["unsure"].astype(bool)], CELL)
    sure_backing = sure[sure["lean"] == "+"].groupby(key).size().rename("sure")
    present = speakers(dataset, kinds=kinds, turns=turns).groupby("meeting").size()
    table = dataset.meetings[["id"]].rename(columns={"id": "meeting"})
    table = table.merge(dataset.codebook[["dimension", "issue"]], how="cross")
    for part in (taking, backing, sure_backing, gather(rows, key).set_index(key)):
        table = table.merge(part.reset_index(), on=key, how="left")
    table["of"] = table["meeting"].map(present)
    table = filled(table, tuples=["participants", "backers", "points"], numbers=["n", "of", "sure"])
    table["taken_up"] = table["participants"].map(len).astype("Int64")
    table["backing"] = table["backers"].map(len).astype("Int64")
    table["least"] = table[["backing", "sure"]].min(axis=1)
    table["most"] = table[["backing", "sure"]].max(axis=1)
    weight = table["taken_up"] * (table["of"].max() + 1) + table["backing"]
    table["rank"] = weight.groupby(table["meeting"]).rank(method="min", ascending=False)
    table["rank"] = table["rank"].astype("Int64")
    table = ordered(dataset, table)
    table = table.assign(turn=table["meeting"].map(dataset.ranks["meeting"])).sort_values(
        ["turn", "rank"], kind="stable"
    )
    first = ["meeting", "issue", "dimension", "taken_up", "backing", "least", "most", "of", "rank"]
    return table[[*first, "participants", "backers", "n", "points"]].reset_index(drop=True)
