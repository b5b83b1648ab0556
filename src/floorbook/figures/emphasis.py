"""Emphasis: which part of a participant's points goes to each dimension."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.marks import Frame
from floorbook.figures.shares import COLUMNS, Row, shares
from floorbook.measures import emphasis as measured
from floorbook.measures import floor_emphasis
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, listed, meetings, stands_on, told_of

INTERVALS = (
    "Wilson's 95 % interval stands in the table from 10 points on; items of a note are no random "
    "sample, so it says how little a small number bears, and no more."
)


def emphasis(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
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
    own = measured(dataset)
    own = own[own["meeting"].isin(shown)]
    frame = Frame(
        title=told_of(dataset, {one: _finding(dataset, one) for one in shown}),
        subtitle=(
            "Own-voice points on the dimension ÷ all own-voice points that are coded, both counts "
            f"shown; a point may count for several. {stands_on(own['points'])}. "
            f"{credit(dataset, shown)}"
        ),
        columns=[*COLUMNS, "share", "interval", "points"],
        table={
            "who": "Participant",
            "what": "Dimension",
            "counts": "Points on it, of own points",
            "share": "Share",
            "interval": "Wilson 95 %",
        },
        note=INTERVALS,
    )
    return shares(
        dataset,
        shown,
        own,
        frame,
        counts=("n", "of"),
        told=lambda part, whole: f"{part} of {count(whole, 'own-voice point')}",
        more={"share": _percent, "interval": _interval},
    )


def _percent(row: Row) -> str:
    return "" if pd.isna(row["share"]) else f"{row['share']:.0%}"


def _interval(row: Row) -> str:
    if pd.isna(row["low"]):
        return ""
    return f"{row['low']:.0%} to {row['high']:.0%}"


def _finding(dataset: Dataset, meeting: str) -> str:
    """Say on what the floor as a whole has most points, be they half of all or not; all ties."""
    table = floor_emphasis(dataset)
    table = table[(table["meeting"] == meeting) & (table["n"] > 0)]
    if table.empty:
        return "No point from the floor is coded"
    what = dataset.labels["dimension"]
    top = table[table["n"] == table["n"].max()]
    most = listed([what[one] for one in top["dimension"]])
    n, of = int(top["n"].iloc[0]), int(top["of"].iloc[0])
    each = " each" if len(top) > 1 else ""
    return f"The floor's points are most often on {most}: {n} of {of}{each}"
