"""A cell as one sentence to copy into a cable, with n, places and citation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.codings import filled, speakers
from floorbook.wording.citation import Citation
from floorbook.wording.phrases import takes, verb

GAP = "Nothing is recorded of {participant} on {issue}; that is no position"
"""What is said of an empty cell."""


def cell_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every cell into a sentence that can be quoted, empty cells too.

    The sentence names the participant, the position, the number of points and their kind and place,
    the meeting, the source, and says that the coding is ours.

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
        return GAP.format(participant=name, issue=label)
    aside = [point for point in row["points"] if point not in row["making"]]
    told = f"On {label}, {name} {verb(dataset, row['word'])}: {cite.points(row['making'])}"
    if aside:
        told += f"; beside {cite.points(aside)} that {takes(len(aside))} no side"
    told += ". This rests on a coding marked unsure" if row["unsure"] else ""
    return f"{told}. The claim, in our words: {row['claim'].rstrip('.')}" if row["claim"] else told
