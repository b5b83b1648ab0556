"""Chart: any Plotly figure whose marks carry ids."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any

import anywidget
import numpy as np
import plotly.graph_objects as go
import traitlets as t

from floorbook.package.problems import hint
from floorbook.wording.about import uncredited
from floorbook.wording.controls import UNNAMED
from floorbook.wording.numbers import shown
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
        *("note", "headers", "variant", "least"),
    )

    plotly = anywidget.WidgetTrait().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    figure = t.Dict().tag(sync=True)
    columns = t.List(t.Unicode()).tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    headers = t.List(t.Unicode()).tag(sync=True)
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
        tables = [one["table"] for one in meta.get("variants", [meta])]
        for trace in plain["data"]:
            _tell(trace, columns, {name for table in tables for name in table})
        variant = traits.get("variant", meta.get("variant", 0))
        measure = meta["variants"][variant] if "variants" in meta else meta
        rows = [row for trace in plain["data"] for row in trace.get("customdata", ())]
        guide = columns.index("guide") if "guide" in columns else None
        self.absent = not rows if guide is None else all(row[guide] for row in rows)
        super().__init__(
            selection,
            **{
                "plotly": plotly(),
                "figure": plain,
                "columns": columns,
                "name": f"chart-{digest(plain)}",
                "heading": text_of(title.get("text")) or UNNAMED["chart"],
                "subtitle": uncredited(
                    selection.dataset, text_of(title.get("subtitle", {}).get("text"))
                ),
                "note": meta.pop("note", ""),
                "headers": list(headers or meta.pop("headers")),
                "variant": variant,
                "least": measure.get("threshold", {}).get("value"),
                **traits,
            },
        )

    def shared_states(self) -> dict[str, Any]:
        return {**super().shared_states(), "plotly": self.plotly.colours}

    def context(self) -> dict[str, Any]:
        traces, table = self.figure["data"], self._measure["table"]
        marks = [
            (trace, i, dict(zip(self.columns, row, strict=True)))
            for trace in traces
            for i, row in enumerate(trace.get("customdata", ()))
        ]
        marks = [found for found in marks if not found[2].get("guide")]
        rows = [
            {
                "cells": [_value(trace, name, self.columns, i) or "" for name in table],
                "n": len(points_of(mark)),
            }
            for trace, i, mark in marks
            if self._reaches(mark)
        ]
        return {
            **super().context(),
            "rows": rows,
            "total": len(marks),
            "drawn": any(trace.get("x") or trace.get("y") for trace in traces),
            # How the chosen variant is reckoned.
            "key": self.figure["layout"]["meta"].get("key", []),
            "measure": self._measure["note"] if "variants" in self.figure["layout"]["meta"] else "",
        }

    def _reaches(self, mark: dict[str, Any]) -> bool:
        """Whether a mark has as much of what is measured as it must have to be shown at first."""
        if (column := self._measure.get("threshold", {}).get("column")) is None:
            return True
        value = mark.get(column)
        if "variants" in self.figure["layout"]["meta"] and not float(value or 0) > 0:
            return False
        return value is None or self.least is None or float(value) >= self.least

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


def _tell(trace: dict[str, Any], columns: Sequence[str], table: Iterable[str]) -> None:
    """Put into a trace's `told` the texts of what the table shows of it and is not text itself."""
    marks = trace.get("customdata", [])
    for name in sorted(table):
        values = [_value(trace, name, columns, i) for i in range(len(marks))]
        # plotly reads no markup in customdata
        plain = (lambda text: text) if name in columns else text_of
        texts = [plain(shown(value)) for value in values]
        if texts != [value or "" for value in values]:
            trace.setdefault("told", {})[name] = texts


def _value(trace: dict[str, Any], name: str, columns: Sequence[str], i: int) -> Any:
    """Give what stands under a header for a mark; the same rule as in `marks.js`."""
    if found := trace.get("told", {}).get(name):
        return found[i]
    if name in columns:
        return trace["customdata"][i][list(columns).index(name)]
    value = trace.get(name)
    return value[i] if isinstance(value, list) else value


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
