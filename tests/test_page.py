"""Tests of the page made whole: style, scripts, policy."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from ipynb import FRONT_END, unpacked

from floorbook.states import read
from floorbook.wording.controls import PAGE
from floorbook_report import page
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
    assert read(packed("states", html)) == states


LATER = "<!--floorbook:later-->{}<!--/floorbook:later-->"
WITH_CELLS = OPEN.replace("<!--floorbook:script-->", "<!--floorbook:cell-->" * 2 + "{}").format(
    "<!--floorbook:script-->"
)


def cells(*texts: str) -> list[dict[str, list[str]]]:
    """A section whose cell shows these texts."""
    return [{"outputs": list(texts)}]


def test_what_comes_later_stands_there_at_once_in_a_page_with_little_of_it() -> None:
    shown = cells(f"<p>one</p>{LATER.format('<p>two</p>')}", LATER.format("<p>three</p>"))
    html = fill(WITH_CELLS, {}, FRONT_END, sections=shown)
    assert "<p>one</p><p>two</p><p>three</p>" in html
    assert "later" not in html


def test_in_a_page_with_much_of_it_what_comes_later_is_for_readers_without_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "_MUCH", len("<p>two</p><p>three</p>") - 1)
    shown = cells(f"<p>one</p>{LATER.format('<p>two</p>')}", LATER.format("<p>three</p>"))
    html = fill(WITH_CELLS, {}, FRONT_END, sections=shown)
    told = f'<p class="n waiting">{PAGE["later"]}</p>'
    assert f"<p>one</p><noscript><p>two</p></noscript>{told}<noscript><p>three</p>" in html


def test_a_page_without_scripts_keeps_nothing_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_MUCH", 0)
    bare = WITH_CELLS.replace('<div data-widget="chart"></div>', "")
    html = fill(bare, {}, FRONT_END, sections=cells(LATER.format("<p>two</p>"), ""))
    assert "<p>two</p>" in html
    assert "noscript" not in html


def test_what_would_end_it_early_is_not_kept_for_readers_without_scripts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "_MUCH", 0)
    sly = '<p title="</noscript><b>">two</p>'
    html = fill(WITH_CELLS, {}, FRONT_END, sections=cells(LATER.format(sly), ""))
    assert sly in html
    assert "<noscript" not in html


def test_what_one_cell_leaves_open_does_not_reach_into_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "_MUCH", 0)
    begun, ended = LATER.split("{}")
    html = fill(WITH_CELLS, {}, FRONT_END, sections=cells(f"{begun}<p>a</p>", f"<p>b</p>{ended}"))
    assert "<noscript" not in html


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
