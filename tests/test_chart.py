"""Tests of the Chart: any figure of the analyst's own, and its static face."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import pytest
from faces import face, states, table, text

import floorbook
from floorbook import figures, measures
from floorbook.figures.palette import DARK, PAGE
from floorbook_widgets import Chart, Selection
from floorbook_widgets.chart import plain_figure, points_of, text_of

COLUMNS = ["participant", "issue", "points"]


@pytest.fixture
def selection(package: Path) -> Selection:
    return Selection(floorbook.load(package))


def bars(**more: Any) -> go.Figure:
    """A figure as an analyst makes it with graph objects."""
    rows = [
        ["atlantis", "hot-tea", ["tea2031-atlantis-1", "tea2031-atlantis-4"]],
        ["borduria", "hot-tea", []],
    ]
    made = go.Bar(x=[2, 0], y=["Atlantis", "Borduria &amp; Co"], customdata=rows, **more)
    titles = {"title": {"text": "Who says it &lt;loud&gt;", "subtitle": {"text": "one<br>two"}}}
    axes = {"xaxis": {"title": {"text": "points"}}, "yaxis": {"title": {"text": "who"}}}
    return go.Figure(made, titles | axes)


def arrays(value: Any) -> list[Any]:
    """All that plotly or numpy would not give as plain JSON."""
    if isinstance(value, dict):
        packed = [value] if "bdata" in value else []
        return packed + [found for inner in value.values() for found in arrays(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in arrays(inner)]
    return [value] if isinstance(value, np.generic | np.ndarray) else []


def test_title_and_subtitle_become_the_caption(selection: Selection) -> None:
    chart = Chart(selection, bars(), columns=COLUMNS)
    assert (chart.heading, chart.subtitle) == ("Who says it <loud>", "one two")
    assert "title" not in chart.figure["layout"]
    caption = face(chart).figcaption
    assert text(caption) == "Who says it <loud> one two"


def test_without_script_the_values_stand_in_a_table(selection: Selection) -> None:
    assert table(Chart(selection, bars(name="own"), columns=COLUMNS)) == [
        ["name", "who", "points", "Evidence"],
        ["own", "Atlantis", "2", "2 points"],
        ["own", "Borduria & Co", "0", "not recorded"],
    ]


def test_a_key_that_a_figure_brings_stands_over_its_values_without_script() -> None:
    selection = Selection(floorbook.load())
    found = face(Chart(selection, figures.fates(selection.dataset)))
    assert [text(one) for one in found.select(".legend li")] == [
        "A answered", "P answered in part", "D deferred", "no reply recorded",
    ]  # fmt: skip
    assert not face(Chart(selection, figures.reach(selection.dataset))).select(".legend")


def test_the_table_shows_what_is_asked_for(selection: Selection) -> None:
    chart = Chart(selection, bars(), columns=COLUMNS, table=["issue", "x"], headers=["Issue", "n"])
    assert table(chart)[:2] == [["Issue", "n", "Evidence"], ["hot-tea", "2", "2 points"]]


def test_a_figure_says_itself_what_its_marks_carry(selection: Selection) -> None:
    figure = bars()
    figure.update_layout(
        meta={"columns": COLUMNS, "table": ["y"], "headers": ["Who"], "note": "n < 5"}
    )
    chart = Chart(selection, figure)
    assert chart.columns == COLUMNS
    assert text(face(chart).select_one(".note")) == "n < 5"
    assert table(chart)[0] == ["Who", "Evidence"]


def test_the_analysts_figure_stays_as_it_was(selection: Selection) -> None:
    figure = bars()
    before = figure.to_json()
    Chart(selection, figure, columns=COLUMNS)
    assert figure.to_json() == before


def test_plotly_express_with_numpy_data_and_custom_data_will_do(selection: Selection) -> None:
    cells = measures.cells(selection.dataset)
    frame = pd.DataFrame(
        {
            "who": cells["participant"].to_numpy(dtype=object),
            "n": np.asarray(cells["n"], dtype=np.int64),
            "participant": cells["participant"].astype("category"),
            "issue": cells["issue"],
            "points": cells["points"],
            "word": cells["word"],
        }
    )
    figure = px.bar(frame, x="n", y="who", color="word", custom_data=COLUMNS, title="By word")
    assert arrays(figure.to_plotly_json())
    chart = Chart(selection, figure, columns=COLUMNS)
    assert not arrays(chart.figure)
    marks = [row for trace in chart.figure["data"] for row in trace["customdata"]]
    expected = cells[COLUMNS].to_dict("records")
    assert sorted(map(str, marks)) == sorted(
        str([row["participant"], row["issue"], list(row["points"])]) for row in expected
    )
    assert sum(int(row[2]) for row in table(chart)[1:]) == cells["n"].sum()
    assert json.loads(json.dumps(chart.figure)) == chart.figure


def test_a_scatter_with_ids_alone_will_do(selection: Selection) -> None:
    frame = pd.DataFrame(
        {"x": np.array([0.5, 1.25]), "y": np.array([1, 2]), "participant": ["atlantis", "borduria"]}
    )
    figure = px.scatter(frame, x="x", y="y", custom_data=["participant"])
    chart = Chart(selection, figure, columns=["participant"], heading="Mine", subtitle="n = 2")
    assert (chart.heading, chart.subtitle) == ("Mine", "n = 2")
    assert table(chart)[1:] == [["1", "0.5", "not recorded"], ["2", "1.25", "not recorded"]]


def test_a_figure_without_a_title_has_a_name_all_the_same(selection: Selection) -> None:
    chart = Chart(selection, go.Figure(go.Bar(customdata=[["atlantis"]])), columns=["participant"])
    assert text(face(chart).h3) == "Chart"


def test_packed_arrays_of_any_shape_are_unpacked() -> None:
    figure = go.Figure(go.Heatmap(z=np.arange(6, dtype=np.int16).reshape(2, 3)))
    assert plain_figure(figure)["data"][0]["z"] == [[0, 1, 2], [3, 4, 5]]
    assert "template" not in plain_figure(figure)["layout"]


def test_a_chart_that_does_not_say_what_its_marks_carry_is_refused(selection: Selection) -> None:
    with pytest.raises(ValueError, match="say which columns"):
        Chart(selection, bars())


def test_a_row_of_another_length_is_refused(selection: Selection) -> None:
    with pytest.raises(ValueError, match="trace 0: a row of customdata has 3 entries, and 2"):
        Chart(selection, bars(), columns=COLUMNS[:2])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["atlantic", "hot-tea", []], "no participant has the id 'atlantic'.*'atlantis'"),
        (["atlantis", "hot_tea", []], "no issue has the id 'hot_tea'.*'hot-tea'"),
        (["atlantis", "hot-tea", ["tea2031-atlantis-9"]], "no point has the id.*did you mean"),
        (["atlantis", "hot-tea", "tea2031-atlantis-1 nobody-1"], "no point has the id 'nobody-1'"),
    ],
)
def test_an_unknown_id_is_an_error_that_names_the_near_spelling(
    selection: Selection, row: list[object], message: str
) -> None:
    figure = go.Figure(go.Bar(x=[1], y=["a"], customdata=[row]))
    with pytest.raises(ValueError, match=message):
        Chart(selection, figure, columns=COLUMNS)


def test_an_id_may_be_left_open(selection: Selection) -> None:
    figure = go.Figure(go.Bar(x=[1], y=["a"], customdata=[[None, "", []]]))
    assert Chart(selection, figure, columns=COLUMNS).figure["data"][0]["customdata"] == [
        [None, "", []]
    ]


def test_charts_share_one_plotly(selection: Selection) -> None:
    one, two = (Chart(selection, bars(), columns=COLUMNS) for _ in range(2))
    assert one.plotly is two.plotly
    state, _, shared = states(one).values()
    assert state["plotly"] == "plotly"  # the page holds it once, and the colours of dark pages
    assert shared == {"dark": dict(DARK), "page": {name: list(pair) for name, pair in PAGE.items()}}


def test_the_name_of_a_chart_is_the_same_in_every_run(selection: Selection) -> None:
    names = [Chart(selection, bars(), columns=COLUMNS).name for _ in range(2)]
    assert names[0] == names[1]
    assert Chart(selection, bars(name="other"), columns=COLUMNS).name != names[0]


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ({"points": ["a", "b"]}, ["a", "b"]),
        ({"points": ("a", "b")}, ["a", "b"]),
        ({"points": "a  b"}, ["a", "b"]),
        ({"point": "a"}, ["a"]),
        ({}, []),
    ],
)
def test_points_are_a_list_or_one_text(mark: dict[str, Any], points: list[str]) -> None:
    assert points_of(mark) == points


@pytest.mark.parametrize(
    ("label", "read"), [("a&amp;b", "a&b"), ("&amp;lt;", "&lt;"), ("1<br>2", "1 2"), (None, "")]
)
def test_a_label_is_read_as_plotly_shows_it(label: str | None, read: str) -> None:
    assert text_of(label) == read
