"""Emphasis: which part of a participant's points goes to each dimension."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.breadth import STEP, row_labels, spot
from floorbook.figures.labels import count, dimensions, findings, lines, meetings, names, source
from floorbook.figures.marks import Frame, grid
from floorbook.measures import emphasis as measured
from floorbook.measures import floor_emphasis

INTERVALS = (
    "Wilson's 95 % interval stands in the table from 10 points on; items of a note are no random "
    "sample, so it says how little a small number bears, and no more."
)


def emphasis(dataset: Dataset, meeting: str | None = None) -> go.Figure:
    """Draw the share of each participant's points that takes up each dimension.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (meeting, participant, dimension), its area the share n_ij / n_i, with both
        counts beside it; an open square where no point does.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import emphasis
    >>> emphasis(floorbook.load()).layout.meta["headers"][2]
    'Points on it, of own points'
    """
    shown = meetings(dataset, meeting)
    table = measured(dataset)
    table = table[table["meeting"].isin(shown)]
    who, what = names(dataset), dimensions(dataset)
    rows = row_labels(dataset, shown)
    marks = []
    for row in table.to_dict("records"):
        name, dimension = who[row["participant"]], what[row["dimension"]]
        part, whole = int(row["n_ij"]), int(row["n_i"])
        ids = {
            "label": f"{name} · {dimension}",
            "meeting": row["meeting"],
            "participant": row["participant"],
            "dimension": row["dimension"],
            "who": name,
            "what": dimension,
            "counts": f"{part} of {whole}",
            "share": _percent(row["share"]),
            "interval": _interval(row),
            "points": list(row["points"]),
        }
        told = [f"{name} · {dimension}", f"{part} of {count(whole, 'own-voice point')}"]
        label = rows[row["meeting"], row["participant"]]
        marks.append(spot(lines(dimension, 12), label, part, max(whole, 1), ids, told))
    frame = Frame(
        title=findings({name: _finding(dataset, key) for key, name in shown.items()}),
        subtitle=(
            "Own-voice points on the dimension ÷ all own-voice points that are coded, both counts "
            f"shown; a point may count for several. {source(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "dimension"),
            *("who", "what", "counts", "share", "interval", "points"),
        ],
        table={
            "who": "Participant",
            "what": "Dimension",
            "counts": "Points on it, of own points",
            "share": "Share",
            "interval": "Wilson 95 %",
        },
        note=INTERVALS,
    )
    heads = [lines(label, 12) for label in what.values()]
    return grid(
        marks,
        frame,
        rows=list(rows.values()),
        columns=heads,
        step=STEP,
        textposition="middle right",
    )


def _percent(share: Any) -> str:
    return "" if pd.isna(share) else f"{share:.0%}"


def _interval(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["low"]):
        return ""
    return f"{row['low']:.0%} to {row['high']:.0%}"


def _finding(dataset: Dataset, meeting: str) -> str:
    """Say on what the floor as a whole puts most of its points, with all ties."""
    table = floor_emphasis(dataset)
    table = table[(table["meeting"] == meeting) & (table["n_j"] > 0)]
    if table.empty:
        return "No point from the floor is coded"
    what = dimensions(dataset)
    top = table[table["n_j"] == table["n_j"].max()]
    most = " and ".join(what[one] for one in top["dimension"])
    n_j, n = int(top["n_j"].iloc[0]), int(top["n"].iloc[0])
    return f"The floor puts most of its points on {most}: {n_j} of {n}"
