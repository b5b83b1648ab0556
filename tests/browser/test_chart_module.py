"""Tests of what the module of charts reckons in the browser, against Python on the same cases."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from floorbook import Dataset
from floorbook_widgets import Chart, Selection
from floorbook_widgets.chart import points_of

TRAITS = ("meetings", "participants", "dimensions", "issues")
FIGURE = go.Figure(
    [
        go.Bar(
            x=[3, 1, 2],
            y=["Atlantis", "Borduria", "Cups &amp; Co"],
            text=["a", "b", "c"],
            name="own",
            orientation="h",
            marker={"color": ["#07203b", "#762903", "#07203b"], "line": {"width": [1, 2, 3]}},
            customdata=[
                ["atlantis", "hot-tea", ["tea2031-atlantis-1", "tea2031-atlantis-4"], 0.5],
                ["borduria", "hot-tea", ["tea2031-borduria-1"], 0.25],
                ["cup-guild", "clean-pots", [], 1],
            ],
        ),
        go.Scatter(x=[1, 2], y=["Atlantis", "Atlantis"], mode="lines"),
    ],
    {
        "title": {"text": "Found"},
        "yaxis": {"categoryarray": ["Cups &amp; Co", "Borduria", "Atlantis"]},
        "margin": {"t": 5, "b": 7},
        "meta": {
            "row": 20,
            "threshold": {"column": "share", "value": 0, "min": 0, "max": 1, "step": 0.1},
        },
    },
)
COLUMNS = ["participant", "issue", "points", "share"]


@pytest.fixture
def chart(two: Dataset) -> Chart:
    return Chart(
        Selection(two), FIGURE, columns=COLUMNS, table=["y", "x", "issue", "name", "share"]
    )


def filtered(modules, chart: Chart, least: float | None = None) -> dict[str, Any]:
    given = {"figure": chart.figure, "columns": chart.columns, "facets": chart.selection.facets}
    given |= {trait: getattr(chart.selection, trait) for trait in TRAITS} | {"least": least}
    return modules.run(
        "marks.js",
        "async (m, given) => { const { lenses } = await import('./selection.js'); "
        "const { figure, columns, facets, least } = given; "
        "const view = lenses(facets, (trait) => given[trait]); "
        "return m.filtered(figure, columns, m.keeps(figure, columns, view, least ?? undefined)); }",
        given,
    )


def test_a_chart_keeps_the_marks_in_view_and_all_that_belongs_to_them(modules, chart) -> None:
    chart.selection.participants = ["atlantis", "cup-guild"]
    found = filtered(modules, chart)
    assert found["shown"] == 2
    bars, line = found["figure"]["data"]
    assert (bars["x"], bars["text"]) == ([3, 2], ["a", "c"])
    assert bars["marker"] == {"color": ["#07203b", "#07203b"], "line": {"width": [1, 3]}}
    assert [row[0] for row in bars["customdata"]] == ["atlantis", "cup-guild"]
    assert line == chart.figure["data"][1]  # it marks nobody


def test_a_chart_loses_the_rows_that_are_empty_and_their_height(modules, chart) -> None:
    chart.selection.participants = ["atlantis", "cup-guild"]
    layout = filtered(modules, chart)["figure"]["layout"]
    assert layout["yaxis"]["categoryarray"] == ["Cups &amp; Co", "Atlantis"]
    assert layout["yaxis"]["range"] == [1.5, -0.5]
    assert layout["height"] == 5 + 7 + 2 * 20


def test_a_chart_that_is_whole_is_as_python_drew_it(modules, chart) -> None:
    assert filtered(modules, chart)["figure"]["data"] == chart.figure["data"]


def test_marks_below_the_threshold_are_left_out(modules, chart) -> None:
    found = filtered(modules, chart, least=0.5)
    assert (found["shown"], found["figure"]["data"][0]["x"]) == (2, [3, 2])


def test_the_values_table_is_the_same_in_both_faces(modules, chart) -> None:
    given = {"figure": chart.figure, "columns": chart.columns}
    found = modules.run("marks.js", "(m, given) => m.tableRows(given.figure, given.columns)", given)
    assert [row["cells"] for row in found] == [row["cells"] for row in chart.context()["rows"]]
    assert found[2]["cells"] == ["Cups & Co", "2", "clean-pots", "own", "1"]
    n = modules.run(
        "marks.js", "(m, rows) => rows.map(({ mark }) => m.pointsOf(mark).length)", found
    )
    assert n == [row["n"] for row in chart.context()["rows"]] == [2, 1, 0]


@pytest.mark.parametrize(
    "mark",
    [
        {"points": ["a", "b"]},
        {"points": "a b"},
        {"points": ""},
        {"points": []},
        {"point": "a"},
        {"points": None, "point": "b"},
        {},
    ],
)
def test_a_mark_has_the_same_points_in_both_faces(modules, mark) -> None:
    assert modules.run("marks.js", "(m, mark) => m.pointsOf(mark)", mark) == points_of(mark)


def test_only_the_colours_of_the_palette_turn_dark_and_data_never(modules) -> None:
    given = [
        {
            "color": ["#07203B", "#123456"],
            "line": {"bgcolor": "#07203b"},
            "customdata": [["#07203b"]],
            "text": ["#07203b", "constructor"],
            "textfont": {"color": "constructor"},
            "n": 3,
        },
        {"#07203b": "#dceaf8"},
    ]
    found = modules.run("dress.js", "(m, given) => m.recoloured(...given)", given)
    assert found == given[0] | {
        "color": ["#dceaf8", "#123456"],
        "line": {"bgcolor": "#dceaf8"},
    }


def test_a_category_that_every_object_has_gets_a_name_of_its_own(modules) -> None:
    axis = {"categoryarray": ["tea", "constructor", "__proto__"]}
    figure = {"data": [{"x": [1, 2], "y": ["__proto__", "tea"]}], "layout": {"yaxis": axis}}
    found = modules.run("dress.js", "(m, figure) => m.named(figure)", figure)
    assert found["data"][0]["y"] == ["\u2060__proto__", "tea"]
    assert found["layout"]["yaxis"]["categoryarray"] == found["layout"]["yaxis"]["tickvals"]
    assert found["layout"]["yaxis"]["ticktext"] == axis["categoryarray"]
    figure["layout"]["yaxis"] = {"categoryarray": ["tea"]}
    assert modules.run("dress.js", "(m, figure) => m.named(figure)", figure) == figure
