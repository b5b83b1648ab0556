"""Congruence and conflict of pairs, as a network and as a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.edges import VALUES, Edges, Shown
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, framed, grid, scatter
from floorbook.figures.pairs import COLUMNS, NOBODY
from floorbook.figures.palette import ACCENT, FAINT, GREY, Tone
from floorbook.measures.network import Duplicates, Normalisation
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, findings, listed

NODE = Tone(GREY, "#202020", GREY, symbol="circle")
MIDDLE = Tone("#ffffff", "#202020", ACCENT, symbol="circle")
CELL = Tone("#ffffff", "#202020", ACCENT)


def network(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    shown: Shown = "congruence",
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
) -> go.Figure:
    """Draw congruence or conflict of pairs: who stands beside whom on which issues.

    Participants stand on a circle in the order of speaking; places and distances mean nothing.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it the first.
    shown, normalisation, duplicates
        What is drawn first; a reader can choose. As in :func:`floorbook.measures.network`.

    Returns
    -------
    Figure
        A mark is a pair that shares an issue on the scale, with the number of shared issues in the
        middle of its line, which is as wide as the value shown; no line where that is 0. A slider
        hides what is below a threshold; at first none of a hundred or fewer lines is hidden.

    Raises
    ------
    ValueError
        If there is no such meeting, or no such choice.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import network
    >>> [choice["label"] for choice in network(floorbook.load()).layout.meta["choices"]]
    ['Show', 'Normalised by', 'Repeated statements count']
    """
    edges = Edges.of(dataset, meeting)
    who, places = dataset.labels["participant"], circle(edges.people)
    told = edges.marks(dataset)
    columns = [*COLUMNS, *edges.columns, "guide"]
    marks = []
    for ids in told:
        (ax, ay), (bx, by) = places[ids["participant"]], places[ids["participant_b"]]
        text = str(ids["shared"])
        marks.append(Mark((ax + bx) / 2, (ay + by) / 2, MIDDLE, ids, text, _hover(ids), size=18))
    traces = [_lines(told, places, columns), scatter(marks, columns)] if marks else []
    frame = _frame(
        dataset,
        edges,
        columns,
        _beside(edges, who),
        "Places on the circle mean nothing; no bloc is drawn. The number on a line: on how many "
        "shared issues it stands",
    )
    hidden = {"visible": False, "range": [-1.45, 1.45], "automargin": False}
    figure = framed([*traces, _nodes(edges.people, who, places)], frame, [], across=560)
    figure.layout.xaxis = hidden
    figure.layout.yaxis = {**hidden, "range": [-1.25, 1.25]}
    figure.layout.height = 520 + 6 * max(0, len(edges.people) - 24)
    figure.layout.margin = {"l": 4, "r": 4, "t": 8, "b": 8}
    meta = {key: value for key, value in figure.layout.meta.items() if key != "row"}
    chosen = edges.chosen(shown, normalisation, duplicates)
    figure.layout.meta = {**meta, "width": 620, "least": 460, **chosen}
    return figure


def congruence_matrix(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    shown: Shown = "congruence",
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
) -> go.Figure:
    """Draw congruence or conflict of pairs as a matrix, with the value in each cell.

    Parameters
    ----------
    dataset, meeting, shown, normalisation, duplicates
        As in `network`.

    Returns
    -------
    Figure
        A mark is a pair that shares an issue on the scale, as in `network`; where two share none,
        the place is empty.

    Raises
    ------
    ValueError
        If there is no such meeting, or no such choice.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import congruence_matrix
    >>> len(congruence_matrix(floorbook.load()).layout.meta["variants"])
    16
    """
    edges = Edges.of(dataset, meeting)
    who, told = dataset.labels["participant"], edges.marks(dataset)
    chosen = edges.chosen(shown, normalisation, duplicates)
    column = chosen["variants"][chosen["variant"]]["threshold"]["column"]
    marks = [
        Mark(lines(ids["who"], 14), lines(ids["other"]), CELL, ids, f"{ids[column]:.2f}",
             _hover(ids), size=26)
        for ids in told
    ]  # fmt: skip
    frame = _frame(
        dataset,
        edges,
        [*COLUMNS, *edges.columns, "guide"],
        _apart(edges),
        "An empty place: no issue on which both take a position, or a value of 0",
    )
    order = [who[one] for one in edges.people]
    figure = grid(
        marks,
        frame,
        rows=[lines(name) for name in order[1:]],
        columns=[lines(name, 14) for name in order[:-1]],
        step=40,
    )
    figure.update_traces(meta={"measured": "fill"}, textfont={"size": 11})
    figure.layout.meta = {**figure.layout.meta, **chosen}
    return figure


def circle(people: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Place participants evenly on a circle, the first at the top, clockwise."""
    step = 2 * pi / max(1, len(people))
    return {one: (sin(at * step), cos(at * step)) for at, one in enumerate(people)}


def _frame(
    dataset: Dataset, edges: Edges, columns: Sequence[str], finding: str, reading: str
) -> Frame:
    return Frame(
        title=findings({edges.label: finding}),
        subtitle=(
            f"{reading}. x_ijk: codings of participant i on issue j at position k, over compared "
            "issues, whatever is picked; d: distance of two positions over the scale's range "
            f"(Leifeld 2017). {edges.left_out}{credit(dataset, [edges.meeting])}"
        ),
        columns=columns,
        table={
            "who": "One",
            "other": "The other",
            "counts": "Shared issues",
            "on": "Which",
            # Which column each reads depends on what is chosen.
            **dict(zip(VALUES, ("Congruence", "Conflict", "The one less the other"), strict=True)),
        },
    )


def _hover(ids: Mapping[str, Any]) -> list[str]:
    return [f"{ids['label']}: {ids['counts']}", str(ids["on"])]


def _lines(
    told: Sequence[Mapping[str, Any]],
    places: Mapping[str, tuple[float, float]],
    columns: Sequence[str],
) -> go.Scatter:
    """Draw the pairs' lines; each is a guide to the mark in its middle, and comes and goes with it.

    Three entries a line, of which the last is its end: plotly draws no line to it.
    """
    unsaid: dict[str, object] = {
        "label": None,
        "on": None,
        "sentence": None,
        "points": [],
        "guide": True,
    }
    guides = [[(dict(ids) | unsaid)[column] for column in columns] for ids in told]
    ends = [(places[ids["participant"]], places[ids["participant_b"]]) for ids in told]
    return go.Scatter(
        x=[x for one, other in ends for x in (one[0], other[0], None)],
        y=[y for one, other in ends for y in (one[1], other[1], None)],
        mode="lines",
        line={"color": FAINT, "width": 2},
        customdata=[guide for guide in guides for _ in range(3)],
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
        meta={"measured": "width"},
    )


def _nodes(
    people: Sequence[str], who: Mapping[str, str], places: Mapping[str, tuple[float, float]]
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


def _beside(edges: Edges, who: Mapping[str, str]) -> str:
    """Say how many pairs stand beside each other: that is so under every normalisation."""
    beside = [row for row in edges.rows if row["congruence, none, all"] > 0]
    if not beside:
        people = count(len(edges.people), "participant")
        told = f"No two of {people} stand beside each other on any issue"
        return told if edges.pairs else NOBODY
    most = max(row["n_shared"] for row in beside)
    top = [f"{who[row['a']]} and {who[row['b']]}" for row in beside if row["n_shared"] == most]
    named = listed(top) if len(top) <= 2 else f"{len(top)} pairs"
    verb = "stands" if len(beside) == 1 else "stand"
    return (
        f"{count(len(beside), 'pair')} of {edges.pairs} {verb} beside each other; "
        f"{named} on most issues ({count(int(most), 'shared issue')})"
    )


def _apart(edges: Edges) -> str:
    """Say how many pairs share an issue, and how many of these do not say just the same on it."""
    if not edges.rows:
        told = f"No pair of {edges.pairs} takes a position on the same issue"
        return told if edges.pairs else NOBODY
    apart = sum(row["conflict, none, all"] > 0 for row in edges.rows)
    verb = "takes" if len(edges.rows) == 1 else "take"
    return (
        f"{count(len(edges.rows), 'pair')} of {edges.pairs} {verb} a position on the same issue; "
        f"{apart or 'none'} of them not always the same one"
    )
