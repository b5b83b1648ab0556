"""For the cable: a cell or a claim as one hedged sentence, with n, places and citation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.claims import ALL, ANY, claim_check, claim_range
from floorbook.measures.codings import chained, filled, speakers
from floorbook.wording.citation import Citation
from floorbook.wording.phrases import listed, takes, verb

GAP = ("Nothing is recorded of ", " on ", "; that is no position")
"""What is said of an empty cell, before, between and after its participant and its issue."""


def cell_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every cell into words that can be quoted, the empty ones too.

    They say who, which position, on how many points of which kind, where these stand, at which
    meeting, in which source, and that the coding is ours.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, issue), for everyone recorded as speaking and every issue:
        `sentence`, `n` (points, 0 or more) and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import cell_sentences
    >>> table = cell_sentences(floorbook.load()).set_index(["participant", "issue"])
    >>> table.loc[("australia", "iom-lead"), "sentence"].split(". ")[0]
    "On IOM's lead, Australia supports it: 1 point (Australia 2)"
    """
    table = speakers(dataset)[["meeting", "participant"]].merge(
        dataset.codebook[["issue", "claim"]], how="cross"
    )
    held = cells(dataset)[[*CELL, "word", "unsure", "making", "points"]]
    table = table.merge(held, on=CELL, how="left")
    table = filled(table, tuples=["making", "points"])
    cite = Citation(dataset)
    table["sentence"] = [
        f"{_cell(dataset, cite, row)}. {cite(row['meeting'])}" for row in table.to_dict("records")
    ]
    table["n"] = table["points"].map(len).astype("Int64")
    return table[[*CELL, "sentence", "n", "points"]]


def _cell(dataset: Dataset, cite: Citation, row: Mapping[Hashable, Any]) -> str:
    name = dataset.labels["participant"][row["participant"]]
    label = dataset.labels["issue"][row["issue"]]
    if not row["points"]:
        return "".join((GAP[0], name, GAP[1], label, GAP[2]))
    aside = [point for point in row["points"] if point not in row["making"]]
    told = f"On {label}, {name} {verb(dataset, row['word'])}: {cite.points(row['making'])}"
    if aside:
        told += f"; beside {cite.points(aside)} that {takes(len(aside))} no side"
    told += ". This rests on a coding marked unsure" if row["unsure"] else ""
    return f"{told}. The claim, in our words: {row['claim'].rstrip('.')}" if row["claim"] else told


def claim_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every part of every claim into one sentence, with its range and what it depends on.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part), then the parts "any" and "all": `meeting`, `sentence`, `n` (points)
        and `points` (those behind everyone who backs the part in any of the counts).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import claim_sentences
    >>> bool(claim_sentences(floorbook.load())["sentence"].str.startswith("Of ").all())
    True
    """
    table = claim_range(dataset)
    table["points"] = _backing_points(dataset, table)
    names, cite = dataset.labels["participant"], Citation(dataset)
    claims = dataset.claims.set_index("id")
    parts = dataset.claim_parts
    labels = dict(zip(zip(parts["claim"], parts["part"], strict=True), parts["label"], strict=True))
    sentences = []
    for row in table.to_dict("records"):
        claim = claims.loc[row["claim"]]
        gist = claim["gist"].rstrip(".")
        what = {
            ANY: f"any part of the claim “{gist}”",
            ALL: f"every part of the claim “{gist}”",
        }.get(row["part"], "")
        what = what or f"“{labels[row['claim'], row['part']]}” of the claim “{gist}”"
        who = listed([names[one] for one in row["always"]])
        some = listed([names[one] for one in row["deciding"]])
        backers = f" ({'; '.join(filter(None, [who, some and f'in some counts {some}']))})"
        sentences.append(
            f"Of {row['of']} participants in its scope "
            f"({claim['scope_kinds']}; {claim['scope_turns']}) recorded as speaking, "
            f"{_between(row['least'], row['most'])} recorded as backing {what}"
            f"{backers if who or some else ''}{_depending(row['by_reading'], row['by_unsure'])}; "
            f"{cite.points(row['points'])}. {cite(row['meeting'])}"
        )
    table["sentence"] = pd.Series(sentences, index=table.index, dtype=object)
    table["n"] = table["points"].map(len).astype("Int64")
    return table[["claim", "part", "meeting", "sentence", "n", "points"]]


def _backing_points(dataset: Dataset, table: pd.DataFrame) -> pd.Series:
    """Return for each row of a claim range the points of those who back it in any count."""
    checks = pd.concat([claim_check(dataset, unsure=unsure) for unsure in (True, False)])
    checks = checks[checks["backs"]]
    points = checks.groupby(["claim", "part", "participant"])["points"].agg(chained).to_dict()
    parts = dataset.claim_parts.groupby("claim")["part"].agg(list).to_dict()
    found = []
    for claim, part, always, deciding in zip(
        table["claim"], table["part"], table["always"], table["deciding"], strict=True
    ):
        within = parts[claim] if part in (ANY, ALL) else [part]
        ids = chained(
            points.get((claim, one, who), ()) for who in (*always, *deciding) for one in within
        )
        found.append(dataset.in_order(ids))
    return pd.Series(found, index=table.index, dtype=object)


def _between(least: int, most: int) -> str:
    if least != most:
        return f"{least} to {most} are"
    return f"{most} is" if most == 1 else f"{most} are"


def _depending(by_reading: bool, by_unsure: bool) -> str:
    grounds = ["how widely it is read"] * by_reading + ["codings marked unsure"] * by_unsure
    return f", depending on {' and on '.join(grounds)}" if grounds else ""
