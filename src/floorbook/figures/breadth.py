"""Breadth: on how many of a dimension's issues each participant speaks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.marks import Frame
from floorbook.figures.shares import COLUMNS, Row, shares
from floorbook.measures import breadth as measured
from floorbook.wording import shares as wording
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings


def breadth(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw for each participant and dimension on how many of its issues it speaks.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (meeting, participant, dimension), its area the share of the issues spoken
        on, with both counts beside it; an open square where none is.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import breadth
    >>> breadth(floorbook.load()).layout.meta["headers"][0]
    'Participant'
    """
    shown = meetings(dataset, meeting)
    table = measured(dataset)
    table = table[table["meeting"].isin(shown)]
    frame = Frame(
        title=str(everywhere(dataset, wording.breadth_finding, shown)),
        subtitle=str(wording.breadth_caption(dataset, shown, table)),
        columns=[*COLUMNS, "effective", "points"],
        table=wording.BREADTH,
        note=wording.EFFECTIVE,
    )
    return shares(
        dataset,
        shown,
        table,
        frame,
        counts=("taken_up", "issues"),
        told=wording.breadth_told,
        more={"effective": _effective},
    )


def _effective(row: Row) -> str:
    number = row["effective"]
    return "" if pd.isna(number) else f"{number:.1f}"
