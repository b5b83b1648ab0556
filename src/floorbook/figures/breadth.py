"""Breadth: how many of a dimension's issues each participant takes up."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.marks import Frame
from floorbook.figures.shares import COLUMNS, Row, shares
from floorbook.measures import breadth as measured
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, listed, meetings, stands_on, told_of


def breadth(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw for each participant and dimension how many of its issues are taken up.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (meeting, participant, dimension), its area the share of the issues taken up,
        with both counts beside it; an open square where none is.

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
        title=told_of(dataset, {one: _finding(dataset, table, one) for one in shown}),
        subtitle=(
            "Issues taken up in own voice ÷ issues of the dimension; the area of a mark is that "
            "share, an open square says that none is recorded; a point may count for several "
            f"dimensions. {stands_on(table['points'])}. {credit(dataset, shown)}"
        ),
        columns=[*COLUMNS, "effective", "points"],
        table={
            "who": "Participant",
            "what": "Dimension",
            "counts": "Issues taken up",
            "effective": "Effective number (1 / Σp²)",
        },
        note=(
            "The effective number of issues, 1 / Σp² over the shares of points, stands in the "
            "table where there are at least 5 points."
        ),
    )
    return shares(
        dataset,
        shown,
        table,
        frame,
        counts=("taken_up", "issues"),
        told=lambda taken, issues: f"{taken} of {count(issues, 'issue')} taken up",
        more={"effective": _effective},
    )


def _effective(row: Row) -> str:
    number = row["effective"]
    return "" if pd.isna(number) else f"{number:.1f}"


def _finding(dataset: Dataset, table: pd.DataFrame, meeting: str) -> str:
    """Say which dimension most participants take up, with all ties."""
    table = table[table["meeting"] == meeting]
    taking = table[table["taken_up"] > 0].groupby("dimension")["participant"].nunique()
    if taking.empty:
        return "No participant takes up any issue"
    what = dataset.labels["dimension"]
    most = [what[one] for one in what if taking.get(one, 0) == taking.max()]
    of = table["participant"].nunique()
    verb = "is" if len(most) == 1 else "are each"
    return f"{listed(most)} {verb} taken up by most: {taking.max()} of {count(of, 'speaker')}"
