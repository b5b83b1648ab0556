"""Shares: participants by dimensions; the area of a mark shows a part of a whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines, within
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import ABSENT, ACCENT, INK, Tone
from floorbook.measures.codings import speakers

FILLED = Tone(ACCENT, INK, ACCENT, symbol="circle")

STEP = 84
"""Pixels from one dimension to the next: a mark and its label."""

LARGEST = 26
"""The width in pixels of the circle of a whole."""

NARROW = 12
"""Characters in a line of a dimension's head."""

COLUMNS = ("label", "meeting", "participant", "dimension", "who", "what", "counts")
"""The columns of every mark; a figure adds its own, and the points."""

Row = Mapping[Hashable, Any]


def shares(
    dataset: Dataset,
    shown: Mapping[str, str],
    table: pd.DataFrame,
    frame: Frame,
    *,
    counts: tuple[str, str],
    told: Callable[[int, int], str],
    more: Mapping[str, Callable[[Row], str]],
) -> go.Figure:
    """Draw a share for each speaker and dimension, with both its counts.

    `counts` names the columns of the part and of the whole, and `told` puts both into the hover
    text; `more` gives the texts of the figure's own columns. A share of 0 is an open square.
    """
    who, what = dataset.labels["participant"], dataset.labels["dimension"]
    rows = _rows(dataset, shown, who)
    marks = []
    for row in table.to_dict("records"):
        part, whole = (int(row[column]) for column in counts)
        name, dimension = who[row["participant"]], what[row["dimension"]]
        ids = {
            "label": f"{name} · {dimension}",
            "meeting": row["meeting"],
            "participant": row["participant"],
            "dimension": row["dimension"],
            "who": name,
            "what": dimension,
            "counts": f"{part} of {whole}" if whole else "none",
            **{column: text(row) for column, text in more.items()},
            "points": list(row["points"]),
        }
        place = lines(dimension, NARROW), rows[row["meeting"], row["participant"]]
        marks.append(_spot(*place, part, whole, ids, [ids["label"], told(part, whole)]))
    return grid(
        marks,
        frame,
        rows=list(rows.values()),
        columns=[lines(label, NARROW) for label in what.values()],
        step=STEP,
        textposition="middle right",
    )


def _rows(
    dataset: Dataset, shown: Mapping[str, str], who: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Give each speaker's row by meeting and participant, in the order of the data."""
    people = speakers(dataset)
    return {
        (meeting, participant): within(who[participant], shown[meeting])
        for meeting, participant in zip(people["meeting"], people["participant"], strict=True)
        if meeting in shown
    }


def _spot(x: str, y: str, part: int, whole: int, ids: dict[str, Any], told: list[str]) -> Mark:
    """Give a mark whose area is a share, with both counts beside it."""
    if not part:
        return Mark(x, y, ABSENT, ids, hover=[*told, "not recorded"], size=12)
    size = LARGEST * (part / whole) ** 0.5  # its area is the share
    return Mark(x, y, FILLED, ids, text=f"{part}/{whole}", hover=told, size=size)
