"""Emphasis: which share of a participant's points is on each dimension."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.marks import Frame
from floorbook.figures.shares import COLUMNS, Row, shares
from floorbook.measures import emphasis as measured
from floorbook.wording import shares as wording
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings


def emphasis(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw the share of each participant's points that is on each dimension.

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
        counts beside it; an open square where no point is on the dimension.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import emphasis
    >>> emphasis(floorbook.load()).layout.meta["headers"][2]
    'Points on it, of all points'
    """
    shown = meetings(dataset, meeting)
    own = measured(dataset)
    own = own[own["meeting"].isin(shown)]
    frame = Frame(
        title=str(everywhere(dataset, wording.emphasis_finding, shown)),
        subtitle=str(wording.emphasis_caption(dataset, shown, own)),
        columns=[*COLUMNS, "share", "interval", "points"],
        table=wording.EMPHASIS,
        note=wording.INTERVALS,
    )
    return shares(
        dataset,
        shown,
        own,
        frame,
        counts=("n", "of"),
        told=wording.emphasis_told,
        more={"share": _percent, "interval": _interval},
    )


def _percent(row: Row) -> str:
    return "" if pd.isna(row["share"]) else f"{row['share']:.0%}"


def _interval(row: Row) -> str:
    if pd.isna(row["low"]):
        return ""
    return f"{row['low']:.0%} to {row['high']:.0%}"
