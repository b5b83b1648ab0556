"""Pairs: who leans the same way as whom, as a matrix and as a network."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import count, issues, lines, listed, names, source
from floorbook.figures.marks import Frame, Mark, framed, grid, scatter
from floorbook.figures.palette import ABSENT, ACCENT, FAINT, GREY, Tone
from floorbook.measures import agreement
from floorbook.measures import network as measured
from floorbook.measures.network import Duplicates, Normalisation

SAME = Tone(ACCENT, "#ffffff", ACCENT)
PARTLY = Tone("#ffffff", "#202020", ACCENT)
NODE = Tone(GREY, "#202020", GREY, symbol="circle")
MIDDLE = Tone("#ffffff", "#202020", ACCENT, symbol="circle")
COLUMNS = [
    *("label", "meeting", "participant", "participant_b"),
    *("who", "other", "counts", "on", "points"),
]


def agreement_matrix(dataset: Dataset, meeting: str | None = None) -> go.Figure:
    """Draw the agreement of every pair that shares at least two issues.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it the first.

    Returns
    -------
    Figure
        A mark is a pair: filled when both lean the same way on all shared issues, with the counts
        in it; an open square where agreement is blank.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import agreement_matrix
    >>> agreement_matrix(floorbook.load()).layout.meta["headers"][:2]
    ['One', 'The other']
    """
    held = one_meeting(dataset, meeting)
    table = agreement(dataset)
    table = table[table["meeting"] == held]
    who, what = names(dataset), issues(dataset)
    marks = []
    for row in table.to_dict("records"):
        a, b, blank = who[row["a"]], who[row["b"]], bool(row["blank"])
        counts = f"{row['same']} of {row['shared']}" if row["shared"] else "none shared"
        ids = _ids(row, who, counts, [what[one] for one in row["same_issues"]])
        tone = ABSENT if blank else SAME if row["agreement"] == 1 else PARTLY
        text = "" if not row["shared"] else f"{row['same']}/{row['shared']}"
        told = [f"{a} and {b}", f"lean the same way on {counts} issues", row["blank"] or ids["on"]]
        marks.append(Mark(lines(a, 14), lines(b), tone, ids, text=text, hover=told, size=28))
    people = list(dict.fromkeys([*table["a"], *table["b"]]))
    bearing = table[table["blank"].eq("")]
    full = int((bearing["agreement"] == 1).sum())
    frame = Frame(
        title=(
            f"{count(len(bearing), 'pair')} of {len(table)} share two issues or more; "
            f"{full} of these lean the same way on all of them"
            if len(bearing)
            else f"No pair of {len(table)} shares two issues on which both lean"
        ),
        subtitle=(
            "Agreement = issues on which both lean the same way ÷ issues on which both lean at "
            "all, over all compared issues, whatever is picked; open squares: fewer than two "
            f"shared, so blank. {source(dataset, [held])}"
        ),
        columns=COLUMNS,
        table={"who": "One", "other": "The other", "counts": "Same way on", "on": "Which"},
    )
    order = [who[one] for one in people]
    return grid(
        marks,
        frame,
        rows=[lines(name) for name in order[1:]],
        columns=[lines(name, 14) for name in order[:-1]],
        step=40,
    )


def network(
    dataset: Dataset,
    meeting: str | None = None,
    *,
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
) -> go.Figure:
    """Draw the congruence of pairs: who stands beside whom on which issues.

    Participants stand on a circle in the order of speaking; places and distances mean nothing.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it the first.
    normalisation, duplicates
        As in :func:`floorbook.measures.network`.

    Returns
    -------
    Figure
        A mark is a pair with congruence above 0, its line as wide as that, with the number of
        shared issues in its middle; a slider hides what is below a threshold.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import network
    >>> network(floorbook.load()).layout.meta["threshold"]["column"]
    'congruence'
    """
    held = one_meeting(dataset, meeting)
    edges = measured(dataset, normalisation=normalisation, duplicates=duplicates)
    edges = edges[(edges["meeting"] == held) & (edges["congruence"] > 0)]
    who, what = names(dataset), issues(dataset)
    pairs = agreement(dataset)
    pairs = pairs[pairs["meeting"] == held]
    people = list(dict.fromkeys([*pairs["a"], *pairs["b"]]))
    places = circle(people)
    columns = [*COLUMNS, "congruence", "conflict", "guide"]
    strongest = float(edges["congruence"].max()) if len(edges) else 0.0
    traces, marks = [], []
    for row in edges.to_dict("records"):
        (ax, ay), (bx, by) = places[row["a"]], places[row["b"]]
        shared = count(int(row["shared"]), "issue")
        ids = _ids(row, who, shared, [what[one] for one in row["issues"]])
        ids |= {
            "congruence": round(row["congruence"], 3),
            "conflict": round(row["conflict"], 3),
            "guide": None,
        }
        told = [
            f"{ids['label']}: {shared}",
            str(ids["on"]),
            f"congruence {row['congruence']:.2f}, conflict {row['conflict']:.2f}",
        ]
        traces.append(_line(places[row["a"]], places[row["b"]], ids, columns, strongest))
        text = str(row["shared"])
        marks.append(Mark((ax + bx) / 2, (ay + by) / 2, MIDDLE, ids, text, told, size=18))
    traces.append(scatter(marks, columns))
    traces.append(_nodes(people, who, places))
    frame = Frame(
        title=_finding(edges, who, len(people)),
        subtitle=(
            "Congruence Σ x_ijk x_i′jk′ (1 − d(k,k′)) over compared issues (Leifeld 2017), "
            f"normalisation: {normalisation}; repeated statements: {duplicates}. The number on a "
            "line: on how many shared issues it stands. Places on the circle mean nothing; no bloc "
            f"is drawn. {source(dataset, [held])}"
        ),
        columns=columns,
        table={
            "who": "One",
            "other": "The other",
            "counts": "Shared issues",
            "on": "Which",
            "congruence": "Congruence",
            "conflict": "Conflict",
        },
    )
    hidden = {"visible": False, "range": [-1.45, 1.45], "automargin": False}
    figure = framed(traces, frame, [], across=560, xaxis=hidden)
    figure.layout.yaxis = {**hidden, "range": [-1.25, 1.25]}
    figure.layout.height = 520
    figure.layout.margin = {"l": 4, "r": 4, "t": 8, "b": 8}
    meta = {key: value for key, value in figure.layout.meta.items() if key != "row"}
    threshold = {
        "column": "congruence",
        "label": "Congruence of at least",
        "min": 0,
        "max": round(strongest, 2),
        "step": round(strongest / 20, 3) or 0.05,
        "value": 0,
    }
    figure.layout.meta = {**meta, "width": 620, "least": 460, "threshold": threshold}
    return figure


def circle(people: list[str]) -> dict[str, tuple[float, float]]:
    """Place participants evenly on a circle, the first at the top, clockwise."""
    step = 2 * pi / max(1, len(people))
    return {one: (sin(at * step), cos(at * step)) for at, one in enumerate(people)}


def one_meeting(dataset: Dataset, meeting: str | None) -> str:
    """Return the meeting asked for, or the first; ValueError for one that is not there."""
    known = dataset.meetings["id"].tolist()
    if meeting is not None and meeting not in known:
        raise ValueError(f"no meeting has the id {meeting!r}")
    return meeting or str(known[0])


def _ids(
    row: Mapping[Hashable, Any], who: Mapping[str, str], counts: str, on: Sequence[str]
) -> dict[str, Any]:
    a, b = row["a"], row["b"]
    return {
        "label": f"{who[a]} and {who[b]}",
        "meeting": row["meeting"],
        "participant": a,
        "participant_b": b,
        "who": who[a],
        "other": who[b],
        "counts": counts,
        "on": ", ".join(on),
        "points": list(row["points"]),
    }


def _line(
    one: tuple[float, float],
    other: tuple[float, float],
    ids: dict[str, Any],
    columns: Sequence[str],
    strongest: float,
) -> go.Scatter:
    """Draw a pair's line; it is a guide to the mark in its middle, and comes and goes with it."""
    guide = [(ids | {"guide": True})[column] for column in columns]
    return go.Scatter(
        x=[one[0], other[0]],
        y=[one[1], other[1]],
        mode="lines",
        line={"color": FAINT, "width": 1 + 5 * ids["congruence"] / (strongest or 1)},
        customdata=[guide, guide],
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _nodes(
    people: list[str], who: dict[str, str], places: dict[str, tuple[float, float]]
) -> go.Scatter:
    """Draw the participants, each name outside the circle; they are no marks of the table."""
    sides = []
    for one in people:
        x, y = places[one]
        upright = "top" if y > 0.3 else "bottom" if y < -0.3 else "middle"
        sides.append(f"{upright} {'right' if x > 0.2 else 'left' if x < -0.2 else 'center'}")
    return go.Scatter(
        x=[places[one][0] for one in people],
        y=[places[one][1] for one in people],
        text=[lines(who[one]) for one in people],
        textposition=sides,
        mode="markers+text",
        textfont={"size": 12},
        marker={"size": 12, "color": NODE.fill},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _finding(edges: pd.DataFrame, who: dict[str, str], people: int) -> str:
    if edges.empty:
        return f"No two of {count(people, 'participant')} stand beside each other on any issue"
    top = edges[edges["shared"] == edges["shared"].max()]
    pairs = [f"{who[a]} and {who[b]}" for a, b in zip(top["a"], top["b"], strict=True)]
    named = listed(pairs) if len(pairs) <= 2 else f"{len(pairs)} pairs"
    return (
        f"{count(len(edges), 'pair')} stand beside each other; {named} on most issues "
        f"({count(int(top['shared'].iloc[0]), 'shared issue')})"
    )
