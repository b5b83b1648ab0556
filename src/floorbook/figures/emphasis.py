"""Emphasis: which part of a participant's points goes to each dimension."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.breadth import STEP, row_labels, spot
from floorbook.figures.labels import count, dimensions, findings, lines, meetings, names, source
from floorbook.figures.marks import Frame, Mark, framed, grid, scatter
from floorbook.figures.palette import ACCENT, GREY, Tone
from floorbook.measures import emphasis as measured
from floorbook.measures import floor_emphasis

OWN = Tone(ACCENT, "#202020", ACCENT, symbol="circle")
FLOOR = Tone(GREY, "#595959", GREY, symbol="diamond-open")
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


def brief_emphasis(dataset: Dataset, participant: str, meeting: str | None = None) -> go.Figure:
    """Draw one participant's emphasis beside that of the whole floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    participant
        Its id.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (meeting, dimension, whose), at its share: a disc for the participant, an open
        diamond for the floor as a whole.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import brief_emphasis
    >>> len(brief_emphasis(floorbook.load(), "mexico").data)
    2
    """
    shown = meetings(dataset, meeting)
    what = dimensions(dataset)
    name = names(dataset).get(participant, participant)
    own = measured(dataset)
    own = own[own["meeting"].isin(shown) & own["participant"].eq(participant)]
    floor = floor_emphasis(dataset)
    floor = floor[floor["meeting"].isin(set(own["meeting"]))]
    columns = ["label", "meeting", "dimension", "whose", "what", "counts", "share", "points"]
    traces = []
    for whose, table, part, whole, tone, place in (
        ("The floor", floor, "n_j", "n", FLOOR, "top center"),
        (name, own, "n_ij", "n_i", OWN, "bottom center"),
    ):
        marks = [
            Mark(
                0.0 if pd.isna(row["share"]) else float(row["share"]),
                _row(what[row["dimension"]], shown[row["meeting"]]),
                tone,
                {
                    "label": f"{whose} · {what[row['dimension']]}",
                    "meeting": row["meeting"],
                    "dimension": row["dimension"],
                    "whose": whose,
                    "what": what[row["dimension"]],
                    "counts": f"{row[part]} of {row[whole]}",
                    "share": _percent(row["share"]),
                    "points": list(row["points"]),
                },
                text=f"{row[part]}/{row[whole]}",
                hover=[
                    f"{whose} · {what[row['dimension']]}",
                    f"{row[part]} of {row[whole]} points",
                ],
                size=14,
            )
            for row in table.to_dict("records")
        ]
        traces.append(scatter(marks, columns, textposition=place, textfont={"size": 11}))
    rows = [
        _row(label, shown[key]) for key in dict.fromkeys(own["meeting"]) for label in what.values()
    ]
    frame = Frame(
        title=f"{name} (disc) beside the floor as a whole (diamond)"
        if len(own)
        else f"Nothing is recorded of {name}",
        subtitle=(
            "Share of the coded own-voice points that take up a dimension, with both counts; the "
            f"floor pools everyone's floor points. {source(dataset, shown)}"
        ),
        columns=columns,
        table={"whose": "Whose", "what": "Dimension", "counts": "Points", "share": "Share"},
    )
    xaxis = {
        "range": [-0.04, 1.04],
        "tickvals": [0, 0.5, 1],
        "tickformat": ".0%",
        "side": "top",
        "showgrid": True,
        "zeroline": False,
    }
    figure = framed(traces, frame, rows, across=520, top=28, right=24, xaxis=xaxis)
    figure.layout.meta = {**figure.layout.meta, "row": 46}
    figure.layout.height = 46 * max(1, len(rows)) + 60
    return figure


def _row(label: str, meeting: str) -> str:
    return "<br>".join(filter(None, [lines(label), lines(f"({meeting})") if meeting else ""]))


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
