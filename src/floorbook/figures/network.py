"""Congruence, opposition and difference in strength of pairs, as a network and as a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.edges import TABLE, Edges, Shown
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, Trace, framed, grid, scatter
from floorbook.figures.pairs import COLUMNS
from floorbook.figures.palette import ACCENT, FAINT, GREY, INK, PAPER, Tone
from floorbook.measures.network import Duplicates, Normalisation
from floorbook.wording import network as wording
from floorbook.wording.facts import Finding, together

NODE = Tone(GREY, INK, GREY, symbol="circle")
MIDDLE = Tone(PAPER, INK, ACCENT, symbol="circle")
CELL = Tone(PAPER, INK, ACCENT)


def network(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    shown: Shown = "congruence",
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
) -> go.Figure:
    """Draw how near, or how far apart, the positions of pairs are, as lines between them.

    Participants are on a circle in the order of speaking. Their places and distances on it mean
    nothing.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it the first.
    shown, normalisation, duplicates
        What is drawn first; a reader can choose another. `shown` is ``"congruence"``,
        ``"opposition"`` or ``"strength"``, the others are as in `floorbook.measures.network`.

    Returns
    -------
    Figure
        A mark is a pair that shares an issue on the scale. Its line is wider for a greater value,
        and absent for 0; the number of shared issues is in the middle (with a star where a coding
        is unsure). A slider hides lines below a threshold; at first it shows at most a hundred.

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
        text = f"{ids['shared']}{ids['star']}"
        marks.append(Mark((ax + bx) / 2, (ay + by) / 2, MIDDLE, ids, text, _hover(ids), size=18))
    traces = [_lines(told, places, columns), scatter(marks, columns)] if marks else []
    title = Finding(wording.NETWORK) if told else wording.shared(edges.only, edges.meeting)
    frame = _frame(dataset, edges, columns, title, wording.LINES)
    hidden = {"visible": False, "range": [-1.45, 1.45], "automargin": False}
    figure = framed([*traces, _nodes(edges.people, who, places, columns)], frame, [], across=560)
    figure.layout.xaxis = hidden
    figure.layout.yaxis = {**hidden, "range": [-1.25, 1.25]}
    figure.layout.height = 520 + 6 * max(0, len(edges.people) - 24)
    figure.layout.margin = {"l": 4, "r": 4, "t": 8, "b": 8}
    meta = {key: value for key, value in figure.layout.meta.items() if key != "row"}
    chosen = edges.chosen(shown, normalisation, duplicates)
    figure.layout.meta = {**meta, "width": 620, "least": 460, "listed": True, **chosen}
    return figure


def congruence_matrix(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    shown: Shown = "congruence",
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
) -> go.Figure:
    """Draw how near, or how far apart, the positions of pairs are, with the value in each place.

    Parameters
    ----------
    dataset, meeting, shown, normalisation, duplicates
        As in `network`.

    Returns
    -------
    Figure
        A mark is a pair that shares an issue on the scale, as in `network`; the place of a pair
        that shares none is empty.

    Raises
    ------
    ValueError
        If there is no such meeting, or no such choice.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import congruence_matrix
    >>> len(congruence_matrix(floorbook.load()).layout.meta["variants"])
    24
    """
    edges = Edges.of(dataset, meeting)
    who, told = dataset.labels["participant"], edges.marks(dataset)
    chosen = edges.chosen(shown, normalisation, duplicates)
    column = chosen["variants"][chosen["variant"]]["threshold"]["column"]
    texts = {
        name: [f"{float(ids[name]):.2f}{ids['star']}" for ids in told] for name in edges.columns
    }
    marks = [
        Mark(lines(ids["who"], 14), lines(ids["other"]), CELL, ids, text, _hover(ids), size=36)
        for ids, text in zip(told, texts[column], strict=True)
    ]
    columns = [*COLUMNS, *edges.columns, "guide"]
    title = wording.apart(edges.only, edges.meeting)
    frame = _frame(dataset, edges, columns, title, wording.SQUARES)
    order = [who[one] for one in edges.people]
    figure = grid(
        marks,
        frame,
        rows=[lines(name) for name in order[1:]],
        columns=[lines(name, 14) for name in order[:-1]],
        step=40,
    )
    figure.update_traces(meta={"measured": "fill", "texts": texts}, textfont={"size": 11})
    figure.layout.meta = {**figure.layout.meta, **chosen}
    return figure


def circle(people: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Place participants evenly on a circle, the first at the top, clockwise."""
    step = 2 * pi / max(1, len(people))
    return {one: (sin(at * step), cos(at * step)) for at, one in enumerate(people)}


def _frame(
    dataset: Dataset, edges: Edges, columns: Sequence[str], title: Finding, reading: str
) -> Frame:
    return Frame(
        title=str(together(dataset, {edges.meeting: title})),
        subtitle=str(wording.caption(dataset, edges.meeting, reading, edges.left_out)),
        columns=columns,
        # The column that each value comes from depends on what is chosen.
        table={**dict(zip(TABLE, wording.TABLE, strict=True)), **wording.HEADERS},
    )


def _hover(ids: Mapping[str, Any]) -> list[str]:
    unsure = f"{wording.DOUBT}: {ids['unsure']}" if ids["unsure"] else ""
    return [f"{ids['label']}: {ids['counts']}", str(ids["on"]), *filter(None, [unsure])]


def _lines(
    told: Sequence[Mapping[str, Any]],
    places: Mapping[str, tuple[float, float]],
    columns: Sequence[str],
) -> Trace:
    """Draw the pairs' lines; each leads to the mark in its middle, and is hidden with that mark.

    Each line has three entries. The last one marks its end: plotly draws no line to it.
    """
    unsaid: dict[str, object] = dict.fromkeys(("label", "on", "unsure", "sentence"))
    # The next values draw no line: they are for the table of the marks.
    unsaid |= dict.fromkeys(name for name in columns if name.startswith(("conflict", "subtract")))
    unsaid |= {"points": [], "guide": True}
    guides = [[(dict(ids) | unsaid)[column] for column in columns] for ids in told]
    ends = [(places[ids["participant"]], places[ids["participant_b"]]) for ids in told]
    return {
        "type": "scatter",
        "x": [x for one, other in ends for x in (one[0], other[0], None)],
        "y": [y for one, other in ends for y in (one[1], other[1], None)],
        "mode": "lines",
        "line": {"color": FAINT, "width": 2},
        "customdata": [guide for guide in guides for _ in range(3)],
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "meta": {"measured": "width"},
    }


def _nodes(
    people: Sequence[str],
    who: Mapping[str, str],
    places: Mapping[str, tuple[float, float]],
    columns: Sequence[str],
) -> Trace:
    """Draw the participants, with names outside the circle; the table of values leaves them out."""
    unsaid: dict[str, object] = dict.fromkeys(columns)
    sides = []
    for one in people:
        x, y = places[one]
        upright = "top" if y > 0.3 else "bottom" if y < -0.3 else "middle"
        sides.append(f"{upright} {'right' if x > 0.2 else 'left' if x < -0.2 else 'center'}")
    return {
        "type": "scatter",
        "x": [places[one][0] for one in people],
        "y": [places[one][1] for one in people],
        "text": [lines(who[one]) for one in people],
        "textposition": sides,
        "mode": "markers+text",
        "textfont": {"size": 12},
        "marker": {"size": 12, "color": NODE.fill},
        "customdata": [
            list((unsaid | {"participant": one, "points": [], "guide": True}).values())
            for one in people
        ],
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
