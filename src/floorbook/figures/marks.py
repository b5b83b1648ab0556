"""Marks, which have the ids of a figure, and the frame around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from plotly.io import templates

from floorbook.figures.labels import broken, escape, shortened, size
from floorbook.figures.palette import Tone

SIZE = 22
"""Width of a mark in pixels."""

WIDE = 32
"""Width of a mark with a participant's code in it."""

APART = WIDE + 3
"""Pixels from one such mark in a row to the next."""

FONT = 12
"""Height of a mark's text in pixels."""

STEP = 25
"""Pixels from one mark in a row to the next, so that a gap of 2 or more stays between them."""

ROW = 28
"""Least height of a row of a grid in pixels."""

LINE = 15
"""Height of a line of a label in pixels."""

SLANT = 0.65
"""The sine of the angle at which column heads are slanted."""

CHARACTER = 7
"""Width of a label's character in pixels, generously."""


Trace = dict[str, Any]
"""A trace as plotly reads it."""


@dataclass(frozen=True)
class Mark:
    """One mark: where it is, how it looks, and its ids.

    `ids` has an entry for each column that the figure names, `points` among them as a list of ids,
    empty where nothing is recorded. `hover` is plain text, in lines.
    """

    x: float | str
    y: float | str
    tone: Tone
    ids: Mapping[str, Any]
    text: str = ""
    hover: Sequence[str] = ()
    size: float = SIZE
    font: int = FONT


@dataclass(frozen=True)
class Key:
    """What a mark stands for: the tone that style sheets know, its letter, and its words."""

    tone: str
    letter: str
    label: str


@dataclass(frozen=True)
class Frame:
    """What is around the marks: the finding, what is shown, the columns, the table's headers.

    All of it is plain text; the figure escapes what plotly would read as markup.

    `columns` name the ids of each mark; `table` says by column what the table of values shows,
    and under which header. A figure of what is no position brings the `key` to its marks.
    """

    title: str
    subtitle: str
    columns: Sequence[str]
    table: Mapping[str, str]
    note: str = ""
    key: Sequence[Key] = ()


def tile(
    x: float, y: str, tone: Tone, ids: Mapping[str, Any], code: str, hover: Sequence[str]
) -> Mark:
    """Return a mark with a participant's code in it, smaller where the code is long."""
    return Mark(x, y, tone, ids, text=code, hover=hover, size=WIDE, font=11 if len(code) < 5 else 9)


def scatter(marks: Sequence[Mark], columns: Sequence[str], **more: Any) -> Trace:
    """Draw marks as one trace; every list in it has one entry for each mark."""
    tones = [mark.tone for mark in marks]
    fonts = [mark.font for mark in marks]
    hollow = [tone.symbol.endswith("-open") for tone in tones]
    marker: dict[str, Any] = {
        "symbol": [tone.symbol for tone in tones],
        "size": [mark.size for mark in marks],
        "color": [
            tone.outline if bare else tone.fill for tone, bare in zip(tones, hollow, strict=True)
        ],
        "line": {
            "color": [tone.outline for tone in tones],
            "width": [1 if bare else 1.5 for bare in hollow],
        },
        "opacity": 1,
    }
    if any(tone.split for tone in tones):
        marker["gradient"] = {
            "type": ["horizontal" if tone.split else "none" for tone in tones],
            "color": [tone.split or tone.fill for tone in tones],
        }
    options = {
        "mode": "markers+text",
        "textposition": "middle center",
        "textfont": {
            "size": fonts if len(set(fonts)) > 1 else fonts[0],
            "color": [tone.ink for tone in tones],
        },
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }
    return {
        "type": "scatter",
        "x": [mark.x for mark in marks],
        "y": [mark.y for mark in marks],
        "text": [escape(mark.text) for mark in marks],
        "marker": marker,
        "customdata": [[mark.ids[column] for column in columns] for mark in marks],
        "hovertext": [hover(mark.hover) for mark in marks],
        **options,
        **more,
    }


def hover(told: Iterable[str]) -> str:
    """Put plain lines into a hover text, escaped, broken and cut where they are long."""
    parts = [part for line in told for part in (wrap(shortened(line, 400), 56) or [""])]
    return "<br>".join(escape(part) for part in parts)


def stacked(marks: Sequence[Mark], frame: Frame, step: int = STEP) -> go.Figure:
    """Draw rows of marks side by side from the left; x is the running number in the row.

    `layout.meta["stack"]` is the distance between marks in pixels. With it the Chart can close the
    gaps after filtering, and break a row that is wider than the page.
    """
    longest = max((int(mark.x) for mark in marks), default=1)
    xaxis = {
        "range": [0.5, longest + 0.5],
        "visible": False,
        "automargin": False,
    }
    rows = list(dict.fromkeys(str(mark.y) for mark in marks))
    traces = [scatter(marks, frame.columns)] if marks else []
    return framed(
        traces,
        frame,
        rows,
        across=longest * step,
        lowest=_tallest(marks),
        meta={"stack": step},
        xaxis=xaxis,
    )


def grid(
    marks: Sequence[Mark],
    frame: Frame,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    step: float,
    textposition: str = "middle center",
    **layout: Any,
) -> go.Figure:
    """Draw marks where rows and columns meet; the heads of the columns are slanted, above them.

    A head of several lines is put on one line if it would touch the next head.
    """
    if max((size(label)[0] for label in columns), default=1) * LINE > step * SLANT:
        columns = [label.replace("<br>", " ") for label in columns]
        marks = [replace(mark, x=str(mark.x).replace("<br>", " ")) for mark in marks]
    xaxis = {
        "type": "category",
        "categoryarray": list(columns),
        "categoryorder": "array",
        "range": [-0.5, max(1, len(columns)) - 0.5],
        "side": "top",
        "tickangle": -40,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": 12},
        "automargin": False,
    }
    traces = [scatter(marks, frame.columns, textposition=textposition)] if marks else []
    return framed(
        traces,
        frame,
        rows,
        across=len(columns) * step,
        top=head(columns),
        right=beyond(columns, step),
        lowest=max(ROW, _tallest(marks)),
        least=True,
        xaxis=xaxis,
        **layout,
    )


def _tallest(marks: Iterable[Mark]) -> int:
    """Give the pixels that a row needs, so that its marks do not touch those of the next."""
    return int(max((mark.size for mark in marks), default=0)) + 3


def head(labels: Iterable[str], angle: float = SLANT) -> int:
    """Give the height of slanted heads; `angle` is the sine of their slant."""
    longest = max((size(label)[1] + 2 * (size(label)[0] - 1) for label in labels), default=0)
    return int(longest * CHARACTER * angle) + 22


def beyond(labels: Sequence[str], step: float, angle: float = 0.77) -> int:
    """Give how far the last slanted head goes beyond its column; `angle` is its cosine."""
    longest = size(labels[-1])[1] if labels else 0
    return max(40, int(longest * CHARACTER * angle - step / 2) + 8)


@cache
def _plain() -> dict[str, Any]:
    """Return the template that adds nothing, as plotly would look it up."""
    return dict(templates["none"].to_plotly_json())


def framed(
    traces: Sequence[Trace],
    frame: Frame,
    rows: Sequence[str],
    *,
    across: float,
    top: int = 8,
    right: int = 12,
    least: bool = False,
    lowest: int = ROW,
    meta: Mapping[str, Any] | None = None,
    **layout: Any,
) -> go.Figure:
    """Put traces over rows into a figure with title, margins, height and what the Chart reads.

    `across` is the width in pixels that the marks need, `lowest` the least height of a row.
    `layout.meta["width"]` is this width with the margins: the figure need not be wider. With
    `least` the figure may not be narrower either, because marks would overlap;
    `layout.meta["least"]` says so.
    """
    tallest = max((size(row)[0] for row in rows), default=1)
    row = max(lowest, LINE * tallest + 5)
    left = int(max((size(label)[1] for label in rows), default=8) * CHARACTER) + 14
    title, subtitle = broken(frame.title, 76), broken(frame.subtitle, 100)
    heading = 24 * (title.count("<br>") + 1) + 18 * (subtitle.count("<br>") + 1) + 30
    yaxis = {
        "type": "category",
        "categoryarray": list(rows),
        "categoryorder": "array",
        "range": [len(rows) - 0.5, -0.5] if rows else [0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "automargin": False,
        "tickfont": {"size": 12},
        "tickmode": "array",
        "tickvals": list(rows),
        "ticktext": list(rows),
    }
    note = {"note": escape(frame.note)} if frame.note else {}
    own = {
        "columns": list(frame.columns),
        "table": list(frame.table),
        "headers": list(frame.table.values()),
        "row": row,
        "width": int(left + across + right),
    }
    if least:
        own["least"] = own["width"]
    if frame.key:
        own["key"] = [asdict(one) for one in frame.key]
    bottom = 10
    figure = go.Figure(
        data=list(traces),
        layout={
            "template": _plain(),
            "title": {
                "text": title,
                "subtitle": {"text": subtitle},
                "x": 0.01,
                "xanchor": "left",
                "yref": "container",
                "y": 0.99,
                "yanchor": "top",
                "automargin": True,
                "font": {"size": 17},
            },
            "height": heading + top + bottom + row * max(1, len(rows)),
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "meta": own | note | dict(meta or {}),
            "hovermode": "closest",
            "yaxis": yaxis,
            **layout,
        },
        _validate=False,  # value by value it takes most of the time; the tests have it checked
    )
    for part in (figure, figure.layout, *figure.data):
        part._validate = True  # what a reader changes is checked
    return figure
