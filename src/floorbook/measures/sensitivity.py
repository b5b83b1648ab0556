"""Sensitivity: what changes when any one coding is left out, or under another coder."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.agreement import agreement
from floorbook.measures.cells import CELL, cells
from floorbook.measures.claims import claim_range
from floorbook.measures.coders import common_points, limited, other_coders, recoded
from floorbook.measures.codings import codings, distinct, once, ordered, tuples
from floorbook.measures.pairs import PAIR, compared
from floorbook.measures.reliability import disagreements
from floorbook.scale import NOT_RECORDED


@once
def cell_sensitivity(dataset: Dataset) -> pd.DataFrame:
    """Give each cell's word when any one of its codings is left out.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is an own-voice coding, in the order in which the points were said: `meeting`,
        `participant`, `issue`, `point`, `position`, `word` of its cell, `without` (the word if this
        coding is left out), `changes` (whether the two differ), `alone` (whether it is the only
        coding of the cell), `n` (codings of the cell, 1 or more) and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import cell_sensitivity
    >>> table = cell_sensitivity(floorbook.load())
    >>> changed = table[table["changes"] & ~table["alone"]]
    >>> changed[["participant", "issue", "word", "without"]].head(2)
                 participant                issue       word  without
    12  iom-director-general  irregular-migration    support    raise
    25  iom-director-general          geneva-role  qualified  support
    """
    scale = dataset.scale
    rows = codings(dataset)
    held = tuples(rows, CELL, "position").rename(columns={"position": "positions"})
    table = rows[[*CELL, "point", "position"]].merge(held, on=CELL)
    table = table.merge(cells(dataset)[[*CELL, "word", "n", "points"]], on=CELL)
    without = []
    for positions, position in zip(table["positions"], table["position"], strict=True):
        rest = list(positions)
        rest.remove(position)
        without.append(scale.word(rest))
    table["without"] = pd.Series(without, index=table.index, dtype=object)
    table["changes"] = table["word"] != table["without"]
    table["alone"] = table["without"] == NOT_RECORDED
    first = [*CELL, "point", "position", "word", "without", "changes", "alone"]
    return table[[*first, "n", "points"]]


@once
def lone_cells(dataset: Dataset) -> pd.DataFrame:
    """List the cells that rest on one coding; the columns are those of `cells`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import lone_cells
    >>> lone_cells(floorbook.load()).query("participant == 'mexico'")[["issue", "word", "n"]]
                 issue     word  n
    20        iom-lead  support  1
    21            pace    raise  1
    22  implementation  support  1
    """
    table = cells(dataset)
    return table.loc[table["n"] == 1].reset_index(drop=True)


@once
def agreement_sensitivity(dataset: Dataset, *, min_shared: int = 2) -> pd.DataFrame:
    """List the codings without which the agreement of a pair would have other numbers.

    Parameters
    ----------
    dataset
        A loaded data package.
    min_shared
        Least number of shared issues for which an agreement is given.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b, coding) if `same` or `shared` changes without the coding:
        `participant` (whose coding it is), `point`, `issue`, `same`, `shared`, `agreement` as in
        `agreement`, then `same_without`, `shared_without`, `agreement_without` (NA below
        min_shared), `n` and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import agreement_sensitivity
    >>> table = agreement_sensitivity(floorbook.load())
    >>> table[["a", "b", "issue", "shared", "shared_without"]].head(2)
         a         b                issue  shared  shared_without
    0  usa  slovakia  existing-mechanisms       2               1
    1  usa      icmc  existing-mechanisms       2               1
    """
    scale = dataset.scale
    leans: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    told = compared(dataset, cells(dataset))
    for meeting, participant, issue, lean in zip(
        *(told[name] for name in (*CELL, "lean")), strict=True
    ):
        leans[meeting, issue][participant] = lean
    table = agreement(dataset, min_shared=min_shared)
    held = {
        (meeting, frozenset(pair)): (*pair, same, shared)
        for meeting, *pair, same, shared in zip(
            *(table[name] for name in (*PAIR, "same", "shared")), strict=True
        )
    }
    found = []
    rows = cell_sensitivity(dataset)
    rows = rows[rows["changes"]]
    for meeting, participant, issue, point, word, without in zip(
        *(rows[name] for name in (*CELL, "point", "word", "without")), strict=True
    ):
        now, then = scale.lean(word), scale.lean(without)
        if now == then:
            continue
        for other, lean in leans[meeting, issue].items():
            pair = held.get((meeting, frozenset((participant, other))))
            if pair is None or not lean:
                continue
            a, b, same, shared = pair
            numbers = (same - (now == lean) + (then == lean), shared - bool(now) + bool(then))
            found.append((meeting, a, b, participant, point, issue, same, shared, *numbers))
    columns = [*PAIR, "participant", "point", "issue", "same", "shared"]
    counts = ["same", "shared", "same_without", "shared_without"]
    out = pd.DataFrame(found, columns=[*columns, *counts[2:]]).astype(
        dict.fromkeys(counts, "Int64")
    )
    for end in ("", "_without"):
        size = out[f"shared{end}"].astype("Float64")
        share = out[f"same{end}"].astype("Float64") / size.where(size > 0)
        out[f"agreement{end}"] = share.where(size >= min_shared)
    out["n"] = pd.Series(1, index=out.index, dtype="Int64")
    out["points"] = pd.Series([(point,) for point in out["point"]], index=out.index, dtype=object)
    ends = ["same_without", "shared_without", "agreement_without"]
    return out[[*columns, "agreement", *ends, "n", "points"]]


@once
def under_coder(
    dataset: Dataset, *, what: Literal["cells", "claims", "agreement"] = "cells"
) -> pd.DataFrame:
    """List what would be different with another coder's codings.

    For points that both coders had, the other coder's codings replace those of the coder of record.
    All other points keep the codings of the coder of record; for cells they are left out.

    Parameters
    ----------
    dataset
        A loaded data package.
    what
        ``"cells"``, ``"claims"`` or ``"agreement"``.

    Returns
    -------
    DataFrame
        A row is what differs: (other, meeting, participant, issue) with `word`; (other, meeting,
        claim, part) with `least` and `most`; or (other, meeting, a, b) with `same`, `shared` and
        `agreement`. Each of these columns also comes with the ending `_other`, for the other coder;
        then `n` and `points` (for cells the points on which the coders disagree, else the points
        behind the number of the coder of record).

    Raises
    ------
    ValueError
        If `what` is none of the three.

    Examples
    --------
    >>> import dataclasses
    >>> import floorbook
    >>> from floorbook.measures import under_coder
    >>> data = floorbook.load()
    >>> against = data.codings_blind.assign(position="oppose")  # a coder who sees no support
    >>> table = under_coder(dataclasses.replace(data, codings_blind=against))
    >>> table.query("participant == 'mexico'")[["issue", "word", "word_other"]].head(2)
               issue     word word_other
    26      iom-lead  support     oppose
    27  iom-standing  support     oppose
    """
    shown = {
        "cells": (CELL, ["word"]),
        "claims": (["meeting", "claim", "part"], ["least", "most"]),
        "agreement": (PAIR, ["same", "shared", "agreement"]),
    }
    if what not in shown:
        raise ValueError(f"what is {what!r}; it must be one of {', '.join(shown)}")
    key, values = shown[what]
    columns = ["other", *key, *values, *(f"{value}_other" for value in values), "n", "points"]
    tables = [pd.DataFrame(columns=columns, dtype=object)]
    for other in other_coders(dataset):
        second = recoded(dataset, other)
        if what == "cells":
            points = common_points(dataset, other)["point"]
            one, two = cells(limited(dataset, points)), cells(limited(second, points))
        elif what == "claims":
            one, two = claim_range(dataset), claim_range(second)
        else:
            one, two = agreement(dataset), agreement(second)
        both = one[[*key, *values, "points"]].merge(
            two[[*key, *values]], on=key, how="outer", suffixes=("", "_other")
        )
        if what == "cells":
            words = ["word", "word_other"]
            both[words] = both[words].astype(object).fillna(NOT_RECORDED)
            both = both.drop(columns="points").merge(_contested(dataset, other), on=key)
        differs = [_unequal(both[value], both[f"{value}_other"]) for value in values]
        tables.append(both.loc[pd.concat(differs, axis=1).any(axis=1)].assign(other=other))
    table = pd.concat(tables, ignore_index=True)
    table["n"] = table["points"].map(len).astype("Int64")
    return ordered(dataset, table[columns])


def _contested(dataset: Dataset, other: str) -> pd.DataFrame:
    """Return the cells with a disagreement, and the points on which the coders disagree."""
    rows = disagreements(dataset)
    rows = rows.loc[rows["other"] == other]
    return rows.groupby(CELL, sort=False)["point"].agg(distinct).rename("points").reset_index()


def _unequal(one: pd.Series, two: pd.Series) -> pd.Series:
    """Say where two columns differ; missing beside missing does not."""
    return ~((one == two).fillna(False).astype(bool) | (one.isna() & two.isna()))
