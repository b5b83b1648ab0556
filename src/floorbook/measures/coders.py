"""A second coder and the coder of record: which points both had to code, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import once, spoken


def other_coders(dataset: Dataset) -> tuple[str, ...]:
    """Return all coders but the coder of record, in the order of their names."""
    return tuple(sorted(set(dataset.codings_blind["coder"]) - {dataset.coder}))


@once
def common_points(dataset: Dataset, other: str) -> pd.DataFrame:
    """Return the points that both coders had to code: a row is a point.

    A file of codings does not say which points were read and left without coding. We take it that
    the other coder read all points in those kinds of turn, and those meetings, in which this coder
    has any coding.
    """
    points = spoken(dataset)
    theirs = dataset.codings_blind.loc[dataset.codings_blind["coder"] == other, "point"]
    read = points.loc[points["point"].isin(theirs), ["meeting", "kind"]].drop_duplicates()
    return points.merge(read, on=["meeting", "kind"])


def limited(dataset: Dataset, points: Iterable[str]) -> Dataset:
    """Return the dataset with only the coder of record's codings of these points."""
    mine = dataset.codings
    return replace(dataset, codings=mine[mine["point"].isin(list(points))].reset_index(drop=True))


def recoded(dataset: Dataset, other: str) -> Dataset:
    """Return the dataset with the other coder's codings of the points that both had to code."""
    common = common_points(dataset, other)["point"]
    mine = dataset.codings[~dataset.codings["point"].isin(common)]
    theirs = dataset.codings_blind[dataset.codings_blind["coder"] == other]
    return replace(dataset, codings=pd.concat([mine, theirs], ignore_index=True))


@once
def judgements(dataset: Dataset, other: str) -> pd.DataFrame:
    """Return both coders' judgements: a row is (point, issue) that either of them coded.

    Columns: meeting, participant, point, place, dimension, issue; `position`, `voice`, `value` of
    the coder of record, and the same with `_other`; "" and missing where there is no coding.
    """
    points = common_points(dataset, other)[["meeting", "participant", "point", "place", "order"]]
    columns = ["point", "issue", "position", "voice"]
    mine = dataset.codings[columns]
    theirs = dataset.codings_blind.loc[dataset.codings_blind["coder"] == other, columns]
    both = mine.merge(theirs, on=["point", "issue"], how="outer", suffixes=("", "_other"))
    values = dataset.scale.valued
    for suffix in ("", "_other"):
        both[f"value{suffix}"] = both[f"position{suffix}"].map(values).astype("Float64")
        for column in (f"position{suffix}", f"voice{suffix}"):
            both[column] = both[column].fillna("")
    both = points.merge(both, on="point")
    both = both.merge(dataset.codebook[["issue", "dimension"]], on="issue")
    both["at"] = both["issue"].map(dataset.ranks["issue"])
    both["turn"] = both["meeting"].map(dataset.ranks["meeting"])
    both = both.sort_values(["turn", "order", "at"], kind="stable", ignore_index=True)
    first = ["meeting", "participant", "point", "place", "dimension", "issue"]
    more = ["position", "position_other", "voice", "voice_other", "value", "value_other"]
    return both[[*first, *more]]
