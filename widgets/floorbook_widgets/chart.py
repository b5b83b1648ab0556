"""Chart: any Plotly figure whose marks carry ids."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import anywidget
import numpy as np
import plotly.graph_objects as go
import traitlets as t

from floorbook.figures import palette
from floorbook.package.problems import hint
from floorbook_widgets.base import Linked, digest
from floorbook_widgets.plotly import plotly
from floorbook_widgets.selection import STATIC, Selection


class Chart(Linked):
    """A Plotly figure that follows a Selection and opens the points behind each mark.

    The traces of the figure need `customdata`: a row for each mark, as
    ``px.bar(frame, custom_data=[…])`` makes it. `columns` names the values of such a row. The keys
    of the Selection's facets (``meeting``, ``participant``, ``dimension``, ``issue``) filter the
    mark; ``points`` (a list of ids, or one text with spaces between) is the evidence behind it;
    ``label`` is its name; ``guide`` is true for things that only lead the eye to a mark.

    A mark may be measured in several ways. ``figure.layout.meta["choices"]`` says what a reader can
    choose (label, options). ``"variants"`` has an entry for each combination of choices, in order:
    the column that is measured, its ``threshold``, what the ``table`` shows, and a ``note``. The
    ``meta["measured"]`` of a trace says how it shows the measure: ``"width"`` of lines, or
    ``"fill"``.

    Parameters
    ----------
    selection
        The Selection to follow.
    figure
        The figure. Its title and subtitle become the caption.
    columns
        Names of the columns of `customdata`; default: ``figure.layout.meta["columns"]``.
    heading, subtitle, note
        These replace the figure's own title and subtitle; the note is a line under the figure.
    headers, table
        Headers of the table of values, and where each of its columns comes from: a column of
        `customdata`, or an attribute of the trace (``"x"``, ``"y"``, ``"text"``, ``"name"``).

    Raises
    ------
    ValueError
        If no column is named, a mark's row has another length, or an id is unknown.

    Examples
    --------
    >>> import floorbook, plotly.express as px
    >>> from floorbook_widgets import Chart, Selection
    >>> data = floorbook.load()
    >>> cells = floorbook.measures.cells(data)
    >>> bars = px.bar(cells, x="n", y="participant", custom_data=["participant", "issue", "points"])
    >>> chart = Chart(Selection(data), bars, columns=["participant", "issue", "points"])
    >>> chart.figure["data"][0]["customdata"][0]
    ['libya', 'legal-form', ['iom2016-libya-3']]
    """

    _esm = STATIC / "chart.js"
    face = "chart"
    state = (
        *("name", "figure", "columns", "heading", "subtitle"),
        *("note", "headers", "dark", "variant", "least"),
    )

    plotly = anywidget.WidgetTrait().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    figure = t.Dict().tag(sync=True)
    columns = t.List(t.Unicode()).tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    headers = t.List(t.Unicode()).tag(sync=True)
    dark = t.Dict().tag(sync=True)
    variant = t.Int(0).tag(sync=True)
    least = t.Float(None, allow_none=True).tag(sync=True)

    def __init__(
        self,
        selection: Selection,
        figure: go.Figure,
        *,
        columns: Sequence[str] | None = None,
        headers: Sequence[str] | None = None,
        table: Sequence[str] | None = None,
        **traits: Any,
    ) -> None:
        plain = plain_figure(figure)
        layout = plain["layout"]
        title = layout.pop("title", {})
        meta = layout.setdefault("meta", {})
        columns = list(columns or meta.get("columns", ()))
        check_marks(plain["data"], columns, selection)
        if table or "table" not in meta:
            meta["table"], meta["headers"] = _table(plain, list(table or ()), list(headers or ()))
        variant = traits.get("variant", meta.get("variant", 0))
        measure = meta["variants"][variant] if "variants" in meta else meta
        self.absent = not any(trace.get("customdata") for trace in plain["data"])
        super().__init__(
            selection,
            **{
                "plotly": plotly(),
                "figure": plain,
                "columns": columns,
                "name": f"chart-{digest(plain)}",
                "heading": text_of(title.get("text")) or "Chart",
                "subtitle": text_of(title.get("subtitle", {}).get("text")),
                "note": meta.get("note") or "",
                "headers": list(headers or meta["headers"]),
                "dark": dict(palette.DARK),
                "variant": variant,
                "least": measure.get("threshold", {}).get("value"),
                **traits,
            },
        )

    def context(self) -> dict[str, Any]:
        rows = [
            {
                "cells": [_value(trace, name, self.columns, i) for name in self._table_columns],
                "n": len(points_of(dict(zip(self.columns, row, strict=True)))),
            }
            for trace in self.figure["data"]
            for i, row in enumerate(trace.get("customdata", ()))
            if not dict(zip(self.columns, row, strict=True)).get("guide")
        ]
        return {**super().context(), "table": rows, "measure": self._formula}

    @property
    def _table_columns(self) -> list[str]:
        return list(self._measure["table"])

    @property
    def _formula(self) -> str:
        """The note of the chosen variant: how it is calculated."""
        variants = self.figure["layout"]["meta"].get("variants")
        return str(variants[self.variant]["note"]) if variants else ""

    @property
    def _measure(self) -> dict[str, Any]:
        """How marks are measured now: the chosen variant, or the only one."""
        meta: dict[str, Any] = self.figure["layout"]["meta"]
        return meta["variants"][self.variant] if "variants" in meta else meta

    @t.validate("variant")
    def _one_of_them(self, proposal: dict[str, Any]) -> int:
        variants = self.figure.get("layout", {}).get("meta", {}).get("variants", [None])
        number = int(proposal["value"])
        if not 0 <= number < len(variants):
            raise t.TraitError(f"variant is {number}; there are {len(variants)}, from 0")
        return number


def plain_figure(figure: go.Figure) -> dict[str, Any]:
    """Return a figure as plain lists and dicts, without the default template.

    Plotly keeps numpy arrays as base64 text, which can be neither filtered nor read.
    """
    plain = _plain(figure.to_plotly_json())
    plain["layout"].pop("template", None)
    return {"data": plain.get("data", []), "layout": plain["layout"]}


def check_marks(
    traces: Sequence[dict[str, Any]], columns: Sequence[str], selection: Selection
) -> None:
    """Raise a ValueError if marks have no ids, rows of another length, or unknown ids."""
    if not columns:
        raise ValueError(
            "say which columns the figure's customdata has: columns=['participant', …]"
        )
    known = {
        facet["key"] + side: {option["id"] for option in facet["options"]}
        for facet in selection.facets
        for side in ("", "_b")
    }
    known["points"] = {record["id"] for record in selection.records}
    for number, trace in enumerate(traces):
        for row in trace.get("customdata", ()):
            if len(row) != len(columns):
                raise ValueError(
                    f"trace {number}: a row of customdata has {len(row)} entries, "
                    f"and {len(columns)} columns are named: {', '.join(columns)}"
                )
            mark = dict(zip(columns, row, strict=True))
            for column, value in {**mark, "points": points_of(mark)}.items():
                ids = value if isinstance(value, list) else [value] if value else []
                for one in [one for one in ids if column in known and one not in known[column]]:
                    near = hint(str(one), known[column])
                    what = column.removesuffix("s").removesuffix("_b")
                    raise ValueError(f"trace {number}: no {what} has the id {one!r}{near}")


def points_of(mark: dict[str, Any]) -> list[str]:
    """Return the point ids of a mark, which has a list, or one text with spaces between."""
    points = mark.get("points") or mark.get("point") or []
    return str(points).split() if isinstance(points, str) else list(points)


def text_of(text: str | None) -> str:
    """Return a label of plotly as plain text: without entities, line breaks as spaces."""
    for written, meant in (("<br>", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = (text or "").replace(written, meant)
    return text or ""


def _table(
    plain: dict[str, Any], table: list[str], headers: list[str]
) -> tuple[list[str], list[str]]:
    """Choose the columns of the table of values if the figure does not name them."""
    named = any(trace.get("name") for trace in plain["data"])
    table = table or [*(["name"] if named else []), "y", "x"]
    titles = {
        axis: text_of(plain["layout"].get(f"{axis}axis", {}).get("title", {}).get("text"))
        for axis in "xy"
    }
    return table, headers or [titles.get(name) or name for name in table]


def _value(trace: dict[str, Any], name: str, columns: Sequence[str], i: int) -> str:
    if name in columns:  # plotly reads no markup there
        return _written(trace["customdata"][i][list(columns).index(name)])
    value = trace.get(name)
    return text_of(_written(value[i] if isinstance(value, list) else value))


def _written(value: Any) -> str:
    """Return a value as JavaScript writes it; "" for none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) >= {"bdata", "dtype"}:
            array = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
            if shape := value.get("shape"):
                array = array.reshape([int(n) for n in str(shape).split(",")])
            return array.tolist()
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, np.generic):
        return value.item()
    return value
