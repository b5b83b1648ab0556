"""Breadth: how many of a dimension's issues each participant takes up."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import count, dimensions, findings, lines, meetings, names, source
from floorbook.figures.labels import within as row_label
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import ABSENT, ACCENT, Tone
from floorbook.measures import breadth as measured
from floorbook.measures.evidence import speakers

FILLED = Tone(ACCENT, "#202020", ACCENT, symbol="circle")
STEP = 84
"""Pixels from one dimension to the next: a mark and its label."""


def breadth(dataset: Dataset, meeting: str | None = None) -> go.Figure:
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
    who, what = names(dataset), dimensions(dataset)
    rows = row_labels(dataset, shown)
    marks = []
    for row in table.to_dict("records"):
        label = rows[row["meeting"], row["participant"]]
        taken, issues = int(row["taken_up"]), int(row["issues"])
        name, dimension = who[row["participant"]], what[row["dimension"]]
        ids = {
            "label": f"{name} · {dimension}",
            "meeting": row["meeting"],
            "participant": row["participant"],
            "dimension": row["dimension"],
            "who": name,
            "what": dimension,
            "counts": f"{taken} of {issues}",
            "effective": _effective(row["effective"]),
            "points": list(row["points"]),
        }
        told = [f"{name} · {dimension}", f"{taken} of {count(issues, 'issue')} taken up"]
        marks.append(spot(lines(dimension, 12), label, taken, issues, ids, told))
    frame = Frame(
        title=findings({name: _finding(dataset, table, key) for key, name in shown.items()}),
        subtitle=(
            "Issues taken up in own voice ÷ issues of the dimension; the area of a mark is that "
            "share, an open square says that none is recorded. n = "
            f"{count(int(table['n'].sum()), 'point')} (a point may count for several dimensions). "
            f"{source(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "dimension"),
            *("who", "what", "counts", "effective", "points"),
        ],
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
    heads = [lines(label, 12) for label in what.values()]
    return grid(
        marks,
        frame,
        rows=list(rows.values()),
        columns=heads,
        step=STEP,
        textposition="middle right",
    )


def row_labels(dataset: Dataset, shown: dict[str, str]) -> dict[tuple[str, str], str]:
    """Give each speaker's row by meeting and participant, in the order of speaking."""
    who = names(dataset)
    people = speakers(dataset)
    return {
        (meeting, participant): row_label(who[participant], shown[meeting])
        for meeting, participant in zip(people["meeting"], people["participant"], strict=True)
        if meeting in shown
    }


def spot(x: str, y: str, part: int, whole: int, ids: dict[str, object], told: list[str]) -> Mark:
    """Give a mark whose area is a share, with both counts beside it."""
    if not part:
        return Mark(x, y, ABSENT, ids, hover=[*told, "not recorded"], size=12)
    size = 8 + 18 * (part / whole) ** 0.5
    return Mark(x, y, FILLED, ids, text=f"{part}/{whole}", hover=told, size=size)


def _effective(number: Any) -> str:
    return "" if pd.isna(number) else f"{number:.1f}"


def _finding(dataset: Dataset, table: pd.DataFrame, meeting: str) -> str:
    """Say which dimension most participants take up, with all ties."""
    table = table[table["meeting"] == meeting]
    taking = table[table["taken_up"] > 0].groupby("dimension")["participant"].nunique()
    if taking.empty:
        return "No participant takes up any issue"
    what = dimensions(dataset)
    most = [what[one] for one in what if taking.get(one, 0) == taking.max()]
    of = table["participant"].nunique()
    verb = "is" if len(most) == 1 else "are each"
    return f"{' and '.join(most)} {verb} taken up by most: {taking.max()} of {of} speakers"
