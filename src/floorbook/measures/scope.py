"""Scope: of whom a claim speaks, and which issues bear on it in which reading.

A part of a claim has issues that bear on it in a narrow reading (the issue is what the part says)
and in a wide one (it comes close to it, and takes the narrow issues too). A part without narrow
issues is read in its wide reading both times.
"""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import ordered, speakers

READINGS = ("narrow", "wide")

PART = ["claim", "part", "reading"]


def claims(dataset: Dataset) -> pd.DataFrame:
    """Return each claim with the meeting of the source that makes it, and its scope as lists.

    Without its item a claim is about the one meeting there is, or of several about none that is
    known: "". Without a scale nobody can be said to support anything, and no claim can be held
    against what was said.
    """
    if not dataset.supports:
        return pd.DataFrame(columns=["claim", "meeting", "kinds", "turns"], dtype=object)
    sources = dict(zip(dataset.items["id"], dataset.items["source"], strict=True))
    meetings = dict(zip(dataset.sources["id"], dataset.sources["meeting"], strict=True))
    table = dataset.claims.rename(columns={"id": "claim"})
    table["meeting"] = table["item"].map(sources).map(meetings).astype(object)
    if len(dataset.meetings) == 1:
        table["meeting"] = table["meeting"].fillna(dataset.meetings["id"].iloc[0])
    table["meeting"] = table["meeting"].fillna("")
    return table.assign(
        kinds=table["scope_kinds"].str.split(";"), turns=table["scope_turns"].str.split(";")
    )[["claim", "meeting", "kinds", "turns"]]


def parts(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, part, reading) in order, with the claim's meeting."""
    table = claims(dataset)[["claim", "meeting"]]
    own = dataset.claim_parts.sort_values("order", kind="stable")[["claim", "part"]]
    return table.merge(own, on="claim").merge(pd.DataFrame({"reading": READINGS}), how="cross")


def in_scope(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, meeting, participant) for those a claim speaks of, recorded as speaking."""
    table = claims(dataset)
    found = []
    for claim, meeting, kinds, turns in zip(
        table["claim"], table["meeting"], table["kinds"], table["turns"], strict=True
    ):
        spoke = speakers(dataset, kinds=kinds, turns=turns)
        found.append(spoke[spoke["meeting"] == meeting].assign(claim=claim))
    columns = ["claim", "meeting", "participant"]
    return pd.concat(found)[columns] if found else pd.DataFrame(columns=columns, dtype=object)


def _issues(dataset: Dataset) -> pd.DataFrame:
    """Return (claim, part, reading, issue): which issues each reading of a part takes."""
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
    """Return codings with the (claim, part, reading) they bear on, and whether in its scope."""
    table = rows.merge(_issues(dataset), on="issue").merge(claims(dataset), on=["claim", "meeting"])
    scope = [
        who in kinds and turn in turns
        for who, turn, kinds, turns in zip(
            table["participant_kind"], table["kind"], table["kinds"], table["turns"], strict=True
        )
    ]
    table = table.assign(in_scope=pd.Series(scope, index=table.index, dtype=bool))
    return ordered(dataset, table)
