"""A cell as one sentence to copy into a cable, with n, places and citation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells, counts
from floorbook.measures.codings import filled, speakers, tuples
from floorbook.scale import MIXED, NOT_RECORDED
from floorbook.wording.citation import Citation
from floorbook.wording.phrases import listed, position, takes, verb

STATEMENT = "Statement on {issue}"
"""What stands before the statement that a position is on."""

GAP = (
    "No position of {participant} on {issue} is recorded; this does not tell what {participant} "
    "thinks of it"
)
"""What is said of an empty cell."""


def cell_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every cell into a sentence that can be quoted, empty cells too.

    The sentence has the statement that the position is on, the participant, the position, the
    number of points, their kind and place and how many of them are unsure, the meeting and the
    source, and says that the coding is ours.

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
    >>> table.loc[("australia", "iom-lead"), "sentence"].split(". ")[1]
    'Australia supports it, 1 point (Australia 2)'
    """
    table = speakers(dataset)[["meeting", "participant"]].merge(
        dataset.codebook[["issue", "claim"]], how="cross"
    )
    held = cells(dataset)[[*CELL, "word", "unsure", "making", "points"]]
    table = table.merge(held, on=CELL, how="left")
    sure = cells(dataset, unsure=False)[[*CELL, "word"]].rename(columns={"word": "sure"})
    table = table.merge(sure, on=CELL, how="left").fillna({"sure": NOT_RECORDED})
    for column, name in (("position", "each"), ("points", "of_each")):
        each = tuples(counts(dataset), CELL, column).rename(columns={column: name})
        table = table.merge(each, on=CELL, how="left")
    table = filled(table, tuples=["making", "points", "each", "of_each"])
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
        return GAP.format(participant=name, issue=label)
    aside = [point for point in row["points"] if point not in row["making"]]
    statement = str(row["claim"]).rstrip(".")
    about = f"{STATEMENT.format(issue=label)}: {statement}. " if statement else f"{label}: "
    told = f"{about}{name} {_does(dataset, cite, row)}"
    if aside:
        told += f"; beside {cite.points(aside)} that {takes(len(aside))} no side"
        told += cite.doubt(aside, [row["issue"]])
    if row["unsure"]:
        sure = f"the position is {position(dataset, row['sure'])}"
        sure = "nothing is left on this issue" if row["sure"] == NOT_RECORDED else sure
        told += f". Without codings marked unsure, {sure}"
    return told


def _does(dataset: Dataset, cite: Citation, row: Mapping[Hashable, Any]) -> str:
    """Say what somebody does on an issue, on which points; where the rule made it, each part."""
    word, issue = row["word"], [row["issue"]]
    if word == MIXED or word in row["each"]:
        return f"{verb(dataset, word)}, {cite.points(row['making'], issue)}"
    valued = dataset.scale.valued
    parts = [
        f"{verb(dataset, one)} in {cite.points(points, issue)}"
        for one, points in zip(row["each"], row["of_each"], strict=True)
        if one in valued
    ]
    return f"{listed(parts)}; together this counts as {position(dataset, word)}"
