"""Tests of what a report shows of one output."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ipynb import VIEW, bundle, prints, shows, widget
from nbformat.v4 import new_output

from floorbook_report.outputs import markdown_html, output_html
from floorbook_report.refusals import Refusal


def test_the_richest_representation_is_shown() -> None:
    assert output_html(shows(html="<b>rich</b>", plain="poor")) == "<b>rich</b>"


def test_printed_text_is_escaped_and_loses_its_colours() -> None:
    assert output_html(prints("\x1b[31m<b>&\x1b[0m\n")) == "<pre>&lt;b&gt;&amp;\n</pre>"


def test_plain_text_is_shown_when_there_is_nothing_else() -> None:
    assert output_html(shows(plain="'<47>'")) == "<pre>'&lt;47&gt;'</pre>"


def test_an_image_stands_in_the_file_with_its_description() -> None:
    output = bundle({"image/png": "iVBO\nRw0K"}, **{"image/png": {"alt": 'A "map"'}})
    assert output_html(output) == (
        '<img alt="A &quot;map&quot;" src="data:image/png;base64,iVBORw0K">'
    )


def test_an_image_has_the_size_that_its_cell_asks_for() -> None:
    asked = {"width": 40, "height": '9" onload="1'}
    output = bundle({"image/png": "iVBO"}, **{"image/png": {"alt": "Map", **asked}})
    assert output_html(output) == '<img alt="Map" width="40" src="data:image/png;base64,iVBO">'


def test_a_drawing_loses_the_prolog_of_its_file() -> None:
    output = bundle({"image/svg+xml": '<?xml version="1.0"?><!DOCTYPE svg><svg id="a"></svg>'})
    assert output_html(output) == '<svg id="a"></svg>'


def test_markdown_shown_by_code_is_rendered() -> None:
    assert output_html(shows(markdown="*so*")) == "<p><em>so</em></p>\n"


def test_a_widget_with_a_static_face_is_shown_by_it() -> None:
    face = "<div data-widget='table'><table><th></th></table></div>"
    assert output_html(widget(face)) == face


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_a_plain_table_scrolls_by_keyboard_and_has_no_blank_heading(kind: str) -> None:
    table = {"html": "<table><tr><th></th><th>n</th></tr></table>", "markdown": "| | n |\n|-|-|"}
    soup = BeautifulSoup(output_html(shows(**{kind: table[kind]})), "html.parser")
    (frame,) = soup.select("[tabindex='0'][role=group][aria-label]")
    assert frame.find("table") is not None
    assert [heading.get_text() for heading in soup.select("th")] == ["n"]
    assert len(soup.select("tr > *")) == 2


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (widget(), "without a static face"),
        (bundle({VIEW: {}, "text/html": "<iframe></iframe>"}), "<iframe>"),
        (bundle({"application/vnd.plotly.v1+json": {}}), "bare Plotly figure"),
        (bundle({"application/vnd.plotly.v1+json": {}, "text/plain": "Figure()"}), "bare Plotly"),
        (bundle({"application/javascript": "alert(1)", "text/plain": "x"}), "javascript"),
        (bundle({"application/vnd.vega.v5+json": {}}), "vega"),
        (bundle({"text/x-unheard-of": "x"}), "text/x-unheard-of"),
        (bundle({}), "nothing"),
        (new_output("error", ename="KeyError", evalue="'x'", traceback=[]), "KeyError: 'x'"),
        (shows(plain="<floorbook.dataset.Dataset object at 0x7f2b>"), "default text"),
        (shows(plain="<IPython.core.display.Math object>"), "default text"),
        (shows(html="<td>&lt;function f at 0x7f2b3c&gt;</td>"), "default text"),
        (prints("<generator object g at 0x7f2b3c>"), "default text"),
        (shows(html='<img src="https://example.org/a.png">'), "https://example.org/a.png"),
        (bundle({"image/svg+xml": "<svg onload='a()'></svg>"}), "onload"),
        (shows(markdown="![](https://example.org/a.png)"), "https://example.org/a.png"),
    ],
)
def test_what_a_file_cannot_carry_is_refused(output: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        output_html(output)


def test_data_that_looks_like_markup_is_no_object() -> None:
    html = "<td>&lt;object&gt; &lt;img src=x onerror=a object&gt;</td>"
    assert output_html(shows(html=html)) == html


def test_links_in_prose_may_lead_outside() -> None:
    assert 'href="https://example.org"' in markdown_html("[there](https://example.org)")


@pytest.mark.parametrize(
    "text",
    [
        "![a](https://example.org/a.png)",
        "![a](attachment:missing.png)",
        "[a](javascript:alert)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
    ],
)
def test_prose_that_loads_or_runs_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        markdown_html(text)


def test_an_attachment_stands_in_the_file() -> None:
    html = markdown_html("![a](attachment:a.png)", {"a.png": {"image/png": "iVBORw0K"}})
    assert 'src="data:image/png;base64,iVBORw0K"' in html
