"""Scope: whom a claim is about, and which issues count for it in which reading.

In the narrow reading, the issues of a part of a claim are those that say the same as the part. The
wide reading adds issues that come close to it. If a part has no narrow issues, both readings use
the wide ones.
"""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import once, ordered, speakers

READINGS = ("narrow", "wide")

PART = ["claim", "part", "reading"]


@once
def claims(dataset: Dataset) -> pd.DataFrame:
    """Return each claim with the meeting of the source that makes it, and its scope as lists.

    A claim without an item is about the only meeting; if there are several, its meeting is not
    known and is "". Without a scale it is not known who supports what, so no claim can be compared
    with what was said.
    """
    if not dataset.supports:
        return pd.DataFrame(columns=["claim", "meeting", "kinds", "turns"], dtype=object)
    table = dataset.claims.rename(columns={"id": "claim"})
    table["meeting"] = table["item"].map(dataset.item_meetings).astype(object).fillna(dataset.alone)
    return table.assign(
        kinds=table["scope_kinds"].str.split(";"), turns=table["scope_turns"].str.split(";")
    )[["claim", "meeting", "kinds", "turns"]]


@once
def parts(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, part, reading) in order, with the claim's meeting."""
    table = claims(dataset)[["claim", "meeting"]]
    own = dataset.claim_parts.sort_values("order", kind="stable")[["claim", "part"]]
    return table.merge(own, on="claim").merge(pd.DataFrame({"reading": READINGS}), how="cross")


@once
def in_scope(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, meeting, participant) for those whom a claim is about and who spoke."""
    table = claims(dataset)
    found = []
    for claim, meeting, kinds, turns in zip(
        table["claim"], table["meeting"], table["kinds"], table["turns"], strict=True
    ):
        spoke = speakers(dataset, kinds=kinds, turns=turns)
        found.append(spoke[spoke["meeting"] == meeting].assign(claim=claim))
    columns = ["claim", "meeting", "participant"]
    return pd.concat(found)[columns] if found else pd.DataFrame(columns=columns, dtype=object)


@once
def _issues(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, part, reading, issue): the issues of each reading of a part."""
    table = dataset.claim_issues
    narrow = table[table["reading"] == READINGS[0]]
    has_narrow = table.set_index(["claim", "part"]).index.isin(
        narrow.set_index(["claim", "part"]).index
    )
    readings = [pd.concat([narrow, table[~has_narrow]]), table]
    both = pd.concat(
        [rows.assign(reading=name) for name, rows in zip(READINGS, readings, strict=True)]
    )
    return both[[*PART, "issue"]].drop_duplicates()


def bearing(dataset: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return codings with the (claim, part, reading) they count for, and if they are in scope."""
    table = rows.merge(_issues(dataset), on="issue").merge(claims(dataset), on=["claim", "meeting"])
    scope = [
        who in kinds and turn in turns
        for who, turn, kinds, turns in zip(
            table["participant_kind"], table["kind"], table["kinds"], table["turns"], strict=True
        )
    ]
    table = table.assign(in_scope=pd.Series(scope, index=table.index, dtype=bool))
    return ordered(dataset, table)
