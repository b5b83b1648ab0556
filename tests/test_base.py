"""Tests of what all widgets share: strict keywords, static faces, the same bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import plotly.graph_objects as go
import pytest
from anywidget import AnyWidget
from faces import HOSTILE, face, hostile, states

import floorbook
from floorbook import Dataset, measures
from floorbook.wording.phrases import count
from floorbook_widgets import Chart, Evidence, Matrix, Picker, Selection, SideBySide, Table
from floorbook_widgets.base import STATIC, Linked
from floorbook_widgets.plotly import Plotly


def chart(selection: Selection) -> Chart:
    names = selection.dataset.participants.set_index("id")["name"]
    cells = measures.cells(selection.dataset)
    rows = cells[["participant", "issue", "points"]].to_numpy().tolist()
    bars = go.Bar(x=cells["n"], y=cells["participant"].map(names), customdata=rows)
    figure = go.Figure(bars, {"title": {"text": names["atlantis"]}})
    return Chart(selection, figure, columns=["participant", "issue", "points"])


def table(selection: Selection) -> Table:
    frame = measures.cells(selection.dataset)
    return Table(selection, frame, {"participant": "Who", "issue": "What", "word": "How"})


WIDGETS: dict[str, Callable[[Selection], Linked]] = {
    "picker": Picker,
    "matrix": Matrix,
    "chart": chart,
    "sidebyside": SideBySide,
    "evidence": Evidence,
    "table": table,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Two meetings, all of whose labels try to be markup."""
    return floorbook.load(hostile(tmp_path_factory.mktemp("packages") / "hostile"))


@pytest.fixture(params=WIDGETS)
def widget(request: pytest.FixtureRequest, told: Dataset) -> Linked:
    return WIDGETS[request.param](Selection(told))


def test_a_face_stands_beside_the_view_with_its_own_state_and_the_selections(
    widget: Linked,
) -> None:
    data, _ = widget._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(data)
    (shell,) = face(widget).select("[data-widget]")
    own, selection, *plotly = states(widget)
    assert plotly == ["plotly"] * widget.has_trait("plotly")
    assert shell["data-widget"] == widget.face
    assert shell["data-model"] == own
    assert selection == "selection-floor"


def test_the_state_of_a_face_is_what_its_module_reads(widget: Linked) -> None:
    own, *_ = states(widget).values()
    live = {name: getattr(widget, name) for name in widget.state}
    plotly = {"plotly": "plotly"} if widget.has_trait("plotly") else {}
    assert own == json.loads(json.dumps(live)) | {"selection": "selection-floor"} | plotly


def test_what_its_module_reads_is_synced_in_a_live_session_too(widget: Linked) -> None:
    module = (STATIC.parent / f"{widget.face}.js").read_text(encoding="utf-8")
    read = {name for name in widget.keys if f'model.get("{name}")' in module}
    assert read - {"selection", "plotly"} <= set(widget.state)
    assert set(widget.state) <= set(widget.keys)


def test_no_label_becomes_markup_in_a_face(widget: Linked) -> None:
    html = widget._repr_mimebundle_()[0]["text/html"]
    assert "</script" not in html
    assert "<img" not in html
    assert "49" not in face(widget).get_text()
    assert HOSTILE.partition("&")[0] in face(widget).get_text()


def test_an_unknown_keyword_names_the_near_spelling(told: Dataset) -> None:
    selection = Selection(told)
    with pytest.raises(TypeError, match="Matrix has no keyword 'headin'; did you mean 'heading'"):
        Matrix(selection, headin="x")
    with pytest.raises(TypeError, match=r"Evidence has no keyword 'colour'$"):
        Evidence(selection, colour="red")


def test_two_widgets_of_the_same_state_share_it_and_others_do_not(told: Dataset) -> None:
    selection = Selection(told)
    assert list(states(Picker(selection))) == list(states(Picker(selection)))
    assert list(states(Picker(selection))) != list(states(Picker(selection, unfolded=True)))


def test_faces_are_the_same_bytes_in_every_run(package: Path) -> None:
    code = (
        "import sys, floorbook; from floorbook_widgets import *; "
        "s = Selection(floorbook.load(sys.argv[1])); "
        "sys.stdout.reconfigure(encoding='utf-8'); "
        "print(*(w._repr_mimebundle_()[0]['text/html'] "
        "for w in (s, Picker(s), Matrix(s), SideBySide(s), Evidence(s))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(package)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Apia"))
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 5000


def test_a_count_has_its_noun() -> None:
    assert [count(n, "point") for n in (0, 1, 2)] == ["0 points", "1 point", "2 points"]


PICKED = {"meetings", "participants", "dimensions", "issues"}
"""What a module asks for by the name that a facet gives, and no type names."""


@pytest.mark.parametrize("widget", [*Linked.__subclasses__(), Selection, Plotly])
def test_the_types_of_the_modules_name_all_that_crosses_from_python(
    widget: type[AnyWidget],
) -> None:
    types = (STATIC.parent / "types.d.ts").read_text(encoding="utf-8")
    code = re.sub(r"/\*\*.*?\*/", "", types, flags=re.S)
    told = re.search(rf"(?:interface|type) {widget.__name__}State\b(.*?)(?:export|\Z)", code, re.S)
    assert told
    names = set(re.findall(r"(?<!\[)\b(\w+)\??:", told[1]))
    assert names == set(widget.class_own_traits(sync=True)) - PICKED
