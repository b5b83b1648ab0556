"""Tests of the page made whole: style, scripts, policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from ipynb import FRONT_END, unpacked

from floorbook_report.page import FrontEnd, fill, is_open, policy
from floorbook_report.refusals import ExportError

OPEN = (
    "<html><head><!--floorbook:policy--><title>x</title><!--floorbook:style--></head>"
    '<body><div data-widget="chart"></div><!--floorbook:script--></body></html>'
)


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_filled_page_has_style_scripts_and_policy_in_place() -> None:
    html = fill(OPEN, texts=FRONT_END)
    assert html.startswith(
        '<html><head><meta http-equiv="Content-Security-Policy" content="default'
    )
    assert "<style>p{color:red}\n@page{@bottom-left{content:" in html
    assert html.endswith("<script>load('é');</script></body></html>")
    assert is_open(OPEN)
    assert not is_open(html)


def test_the_policy_names_the_scripts_by_their_hashes_and_lets_nothing_load() -> None:
    content = re.search(r'content="([^"]*)"', fill(OPEN, texts=FRONT_END))[1]
    hashes = " ".join(map(hashed, (FRONT_END.loader, FRONT_END.script, FRONT_END.plotly)))
    assert content == (
        f"default-src 'none'; script-src {hashes}; "
        "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def packed(name: str, html: str) -> str:
    """What stands packed in a page under this name."""
    found = re.search(rf'id="floorbook-{name}">([^<]*)</script>', html)[1]
    return unpacked(found)


def test_scripts_travel_packed_and_come_out_as_they_were() -> None:
    html = fill(OPEN, texts=FRONT_END)
    assert [packed(one, html) for one in ("script", "plotly")] == [
        FRONT_END.script,
        FRONT_END.plotly,
    ]


def test_a_page_has_the_smallest_plotly_that_draws_all_its_figures() -> None:
    traces = [{"x": [1]}, {"type": "bar"}, {"type": "heatmap"}]
    for n, wanted in ((2, FRONT_END.plotly), (3, FRONT_END.cartesian)):
        states = {"chart-1": {"figure": {"data": traces[:n]}}, "table-1": {"rows": []}}
        html = fill(OPEN, states, FRONT_END)
        assert packed("plotly", html) == wanted
        assert hashed(wanted) in html


def test_a_page_without_charts_leaves_plotly_and_their_script_out() -> None:
    html = fill(OPEN.replace("chart", "matrix"), texts=FRONT_END)
    assert "floorbook-plotly" not in html
    assert hashed(FRONT_END.plotly) not in html
    assert hashed(FRONT_END.plain) in html and hashed(FRONT_END.script) not in html


def test_a_page_without_widgets_has_no_script_and_lets_none_run() -> None:
    html = fill(OPEN.replace("data-widget", "data-other"), texts=FRONT_END)
    assert "<script" not in html
    assert "script-src 'none'" in html
    assert policy([]) in html


@pytest.mark.parametrize("place", ["policy", "style", "script"])
def test_a_place_that_is_there_twice_or_not_at_all_is_an_error(place: str) -> None:
    comment = f"<!--floorbook:{place}-->"
    for broken, count in ((OPEN.replace(comment, comment * 2), 2), (OPEN.replace(comment, ""), 0)):
        with pytest.raises(ExportError, match=f"{count} places for its {place}"):
            fill(broken, texts=FRONT_END)


def test_a_script_that_names_a_place_is_left_as_it_is() -> None:
    told = '"<!--floorbook:style-->"'
    texts = FrontEnd(style="", loader=told, script="", plain="", plotly="", cartesian="")
    assert fill(OPEN, texts=texts).count("<!--floorbook:style-->") == 1


def test_line_ends_are_those_that_a_browser_hashes() -> None:
    assert "\r" not in fill(OPEN.replace("<body>", "<body>\r\n\r"), texts=FRONT_END)


def test_the_same_page_is_the_same_bytes() -> None:
    assert fill(OPEN, texts=FRONT_END) == fill(OPEN, {}, FRONT_END)
    states = {"chart-1": {"a": 1, "b": "é"}, "chart-2": {}}
    other = {"chart-2": {}, "chart-1": {"b": "é", "a": 1}}
    assert fill(OPEN, states, FRONT_END) == fill(OPEN, other, FRONT_END)


def test_states_travel_packed_and_come_out_as_they_were() -> None:
    states = {"chart-1": {"label": "</script><script>é\u2028"}}
    html = fill(OPEN, states, FRONT_END)
    assert json.loads(packed("states", html)) == states


FILES = {
    "style.css": "a{}\r\n",
    "page.css": "b{}",
    "loader.js": "0",
    "page.js": "1\r\n2",
    "plain.js": "5",
    "plotly.min.js": "3",
    "cartesian.min.js": "4",
}


def built(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
    return folder


def test_the_front_end_is_read_with_plain_line_ends(tmp_path: Path) -> None:
    found = FrontEnd.read(built(tmp_path))
    assert found == FrontEnd(
        "a{}\nb{}", loader="0", script="1\n2", plain="5", plotly="3", cartesian="4"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_front_end_that_is_not_built_is_an_error_that_says_what_to_do(
    tmp_path: Path, name: str
) -> None:
    (built(tmp_path) / name).unlink()
    with pytest.raises(ExportError, match=rf"not built \({name} is missing\): run `make setup`"):
        FrontEnd.read(tmp_path)
