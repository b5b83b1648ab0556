"""What tests ask of a figure: its marks, their ids, and that the widget can read it."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

from floorbook.figures.palette import DARK

LISTS = ("x", "y", "text", "hovertext")
CREDIT = re.compile(r"Source: .+; (coded by .+|coder not named)[^.]*\.$")
"""How every subtitle ends: with the sources, and who coded."""


def marks(figure: go.Figure) -> list[dict[str, Any]]:
    """Return what each mark carries, by the figure's columns, with its x, y, text and trace."""
    columns = figure.layout.meta["columns"]
    return [
        dict(zip(columns, row, strict=True))
        | {name: trace[name][i] if trace[name] is not None else None for name in LISTS}
        | {"trace": number}
        for number, trace in enumerate(figure.data)
        for i, row in enumerate(trace.customdata or ())
    ]


def points(figure: go.Figure) -> list[str]:
    """Return the points that the marks carry, sorted, each as often as it stands there."""
    return sorted(point for mark in marks(figure) for point in mark["points"])


def title(figure: go.Figure) -> str:
    """Return the title as one line."""
    return str(figure.layout.title.text).replace("<br>", " ")


def subtitle(figure: go.Figure) -> str:
    """Return the subtitle as one line."""
    return str(figure.layout.title.subtitle.text).replace("<br>", " ")


def check(figure: go.Figure) -> go.Figure:
    """Hold a figure against what the Chart reads, and give it back."""
    plain = figure.to_plotly_json()
    assert go.Figure(plain).to_plotly_json() == plain  # plotly finds nothing wrong in it
    meta = plain["layout"]["meta"]
    assert set(meta["table"]) <= {*meta["columns"], "y", "x", "text", "name"}
    assert len(meta["headers"]) == len(meta["table"])
    assert {"label", "points"} <= set(meta["columns"])
    assert title(figure) and CREDIT.search(subtitle(figure)), subtitle(figure)
    rows = list(plain["layout"]["yaxis"].get("categoryarray", ()))  # a circle has no rows
    assert len(set(rows)) == len(rows)
    for trace in plain["data"]:
        n = len(trace.get("customdata", ()))
        for row in trace.get("customdata", ()):
            assert type(row) is list and len(row) == len(meta["columns"])
            assert type(row[meta["columns"].index("points")]) is list
        assert not n or not rows or set(trace["y"]) <= set(rows)
        _lengths({k: v for k, v in trace.items() if k != "customdata"}, n)
        _colours(trace)
    return figure


def _lengths(value: Any, n: int) -> None:
    """Every list in a trace has an entry for each mark; else filtering would tear it."""
    if isinstance(value, dict):
        for inner in value.values():
            _lengths(inner, n)
    elif isinstance(value, list | tuple):
        assert not n or len(value) == n, value


def _colours(value: Any) -> None:
    """Every colour has a fellow on dark pages."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "customdata":
                _colours(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _colours(inner)
    elif isinstance(value, str) and value.startswith("#"):
        assert value in DARK
