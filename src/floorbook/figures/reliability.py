"""Reliability: how far two coders agree, dimension by dimension."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, framed, scatter
from floorbook.figures.palette import ABSENT, ACCENT, FAINT, INK, Tone
from floorbook.measures import reliability as measured
from floorbook.measures.coders import judgements, other_coders
from floorbook.measures.codings import distinct
from floorbook.measures.reliability import POSITION
from floorbook.wording import coders as worded
from floorbook.wording.about import credit
from floorbook.wording.phrases import meetings

FOUND = Tone(ACCENT, INK, ACCENT, symbol="circle")

ACROSS = 250
"""Pixels from the left end of the axis to the right one."""

RIGHT = 110
"""Pixels beside it, for what stands after a mark at 1."""


def reliability(dataset: Dataset) -> go.Figure:
    """Draw Krippendorff's α between the coders, for all issues and for each dimension.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    Figure
        A mark is (other coder, measure, dimension), with its α and the number of judgements; a line
        shows how far α can move when any one judgement is left out. An open square at the left end
        has no α. Behind it are the points that either of the coders judged (for positions: both).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import reliability
    >>> reliability(floorbook.load()).layout.meta["headers"][:3]
    ['Of', 'Dimension', 'α']
    """
    table = measured(dataset) if other_coders(dataset) else measured(dataset).iloc[:0]
    several, labels = len(other_coders(dataset)) > 1, dataset.labels["dimension"]
    low = min(0.0, *table["least"].dropna().astype(float), 0.0)
    marks, reaches = [], []
    for row in table.to_dict("records"):
        over = labels.get(row["dimension"], worded.ALL)
        what = worded.MEASURES[row["measure"]]
        who = f", {dataset.labels['coder'].get(row['other'], row['other'])}" if several else ""
        label = f"{over}: {what}{who}"
        bare = pd.isna(row["alpha"])
        shown = worded.alpha(row["alpha"])
        ids = {
            "label": label,
            "dimension": row["dimension"] or None,
            "over": over,
            "what": what,
            "alpha": shown,
            "range": worded.between(row["least"], row["most"]),
            "units": str(row["units"]),
            "alike": str(row["alike"]),
            "why": row["why"],
            "points": behind(dataset, row["other"], row["measure"], row["dimension"]),
        }
        why = row["why"] or f"{worded.RANGE}: {ids['range']}"
        at = low if bare else float(row["alpha"])
        marks.append(
            Mark(
                at,
                lines(label, 40),
                ABSENT if bare else FOUND,
                ids,
                text=f"  {shown} ({row['units']})",
                hover=[label, f"α {shown}, {worded.judged(row['units'])}", why],
                size=12,
            )
        )
        ends = (row["least"], row["most"])
        reaches.append([0.0 if pd.isna(one) else abs(float(one) - at) for one in ends])
    frame = Frame(
        title=str(worded.alphas(dataset)),
        subtitle=f"{worded.ALPHAS} {credit(dataset, meetings(dataset, None))}",
        columns=[
            *("label", "dimension", "over", "what", "alpha", "range"),
            *("units", "alike", "why", "points"),
        ],
        table=worded.ALPHA_TABLE,
    )
    traces = []
    if marks:
        traces = [scatter(marks, frame.columns, textposition="middle right")]
        traces[0]["error_x"] = {
            "type": "data",
            "symmetric": False,
            "arrayminus": [below for below, _ in reaches],
            "array": [above for _, above in reaches],
            "color": FAINT,
            "thickness": 3,
            "width": 0,
        }
    xaxis = {
        "range": [low - 0.03, 1.03],
        "side": "top",
        "tickvals": [0, 0.5, 1],
        "zeroline": False,
        "automargin": False,
    }
    rows = list(dict.fromkeys(str(mark.y) for mark in marks))
    return framed(traces, frame, rows, across=ACROSS, top=26, right=RIGHT, least=True, xaxis=xaxis)


def behind(dataset: Dataset, other: str, measure: str, dimension: str) -> list[str]:
    """Give the points that the coders judged in a dimension, or in all of them."""
    both = judgements(dataset, other)
    if dimension:
        both = both[both["dimension"] == dimension]
    if measure == POSITION:
        both = both[both["value"].notna() & both["value_other"].notna()]
    return list(distinct(both["point"]))
