"""Tests of the parts that a page is made of."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from ipynb import bundle, code, notebook, prints, prose, raw, shows, state, widget
from nbconvert.exporters import HTMLExporter, SlidesExporter, WebPDFExporter
from nbconvert.writers import StdoutWriter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Any as Any_
from traitlets.config import Application, Config

from floorbook.wording.about import ABOUT
from floorbook_report.preprocessor import ReportPreprocessor
from floorbook_report.refusals import ExportError
from floorbook_report.settings import settings
from floorbook_widgets.selection import STATE


def parts(nb: NotebookNode, name: str = "01-overview") -> dict[str, Any]:
    """What the preprocessor makes of a notebook."""
    _, resources = ReportPreprocessor().preprocess(nb, {"metadata": {"name": name}})
    return resources["floorbook"]


def outputs(nb: NotebookNode) -> list[str]:
    return [html for section in parts(nb)["sections"] for html in section.get("outputs", [])]


def test_cells_become_sections_in_order() -> None:
    nb = notebook(prose("# Who spoke"), code("1 + 1", shows(plain="2")), raw("<hr>"))
    sections = parts(nb)["sections"]
    assert [section["kind"] for section in sections] == ["prose", "code", "raw"]
    assert sections[0]["html"] == '<h1 id="who-spoke">Who spoke</h1>\n'
    assert sections[0]["id"] == "c1"
    assert sections[1] == {"kind": "code", "source": "1 + 1", "outputs": ["<pre>2</pre>"]}
    assert sections[2]["html"] == "<hr>"


def test_the_title_is_the_notebooks_own_else_its_first_heading_else_its_name() -> None:
    heading = prose("Before.\n\n## Who *spoke*\n\n# Later")
    assert parts(notebook(heading, title="Floor"))["title"] == "Floor"
    assert parts(notebook(prose("No heading."), heading))["title"] == "Who spoke"
    assert parts(notebook(prose("No heading.")), "02-compare")["title"] == "02-compare"


def test_headings_have_ids_of_their_own_and_the_contents_lead_to_the_second_level() -> None:
    nb = notebook(prose("# One\n\n## The floor"), prose("### Deep\n\n## The floor\n\n## ?"))
    page = parts(nb)
    assert page["contents"] == [
        {"id": "the-floor", "text": "The floor"},
        {"id": "the-floor-2", "text": "The floor"},
        {"id": "section", "text": "?"},
    ]
    assert 'id="deep"' in page["sections"][1]["html"]


def test_an_id_that_a_cell_or_an_output_has_is_no_headings_too() -> None:
    face = shows(html='<p id="limits">5</p>')
    page = parts(notebook(prose("## Limits\n\n## C1\n\n## Content"), code("1", face)))
    assert [one["id"] for one in page["contents"]] == ["limits-2", "c1-2", "content-2"]


def test_a_link_to_a_heading_as_jupyter_writes_it_leads_there() -> None:
    links = prose("[a](#The-Floor%21) [b](#the-floor) [c](#Elsewhere)")
    page = parts(notebook(links, prose("## The Floor!")))
    html = page["sections"][0]["html"]
    assert re.findall(r'href="(.*?)"', html) == ["#the-floor", "#the-floor", "#Elsewhere"]


def test_stored_widget_state_and_views_are_dropped() -> None:
    nb = notebook(code("w", widget("<p>face</p>")), widgets={"state": {"0f3c": {}}})
    cleaned, _ = ReportPreprocessor().preprocess(nb, {})
    assert "widgets" not in cleaned.metadata
    assert list(cleaned.cells[0].outputs[0].data) == ["text/plain", "text/html"]


def test_states_are_taken_out_of_the_outputs_and_the_last_of_each_part_counts() -> None:
    made = bundle({STATE: {"selection-1": {"records": [1], "picked": ["a"]}}, "text/plain": ""})
    first = state({"matrix-1": {"selection": "selection-1"}, "selection-1": {"picked": ["b"]}})
    found = parts(notebook(code("a", made, shows(plain="3")), code("b", first)))
    assert found["states"] == {
        "matrix-1": {"selection": "selection-1"},
        "selection-1": {"records": [1], "picked": ["b"]},
    }
    assert [section["outputs"] for section in found["sections"]] == [
        ["<pre>3</pre>"],
        ["<p>face</p>"],
    ]


def test_a_widget_whose_selection_was_made_elsewhere_is_refused() -> None:
    lost = state({"matrix-1": {"selection": "selection-1"}, "selection-1": {"picked": ["b"]}})
    with pytest.raises(ExportError, match=r"widgets of selection-1 cannot come alive.*`select`"):
        parts(notebook(code("b", lost)))


def test_printed_text_is_one_piece_however_the_kernel_cut_it() -> None:
    whole = notebook(code("a", prints("one\ntwo\n"), shows(plain="3"), prints("four\n")))
    cut = notebook(
        code("a", prints("one\n"), prints("!", "stderr"), prints("two\n"), shows(plain="3"))
    )
    cut.cells[0].outputs.append(prints("four\n"))
    assert outputs(cut) == outputs(whole)
    assert outputs(whole) == ["<pre>one\ntwo\n</pre>", "<pre>3</pre>", "<pre>four\n</pre>"]


def test_what_went_to_stderr_is_left_out_and_said_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert outputs(notebook(code("a", prints("/home/someone: careful\n", "stderr")))) == []
    assert "01-overview.ipynb, cell 1 (id c1) wrote to stderr" in caplog.text


def test_a_cell_with_neither_code_nor_output_leaves_nothing() -> None:
    assert parts(notebook(code(" \n")))["sections"] == []


def test_a_raw_cell_for_another_format_is_passed_over() -> None:
    cells = (raw("<hr>", raw_mimetype="text/html"), raw("\\bar", raw_mimetype="text/latex"))
    assert [section["html"] for section in parts(notebook(*cells))["sections"]] == ["<hr>"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (prose("<iframe></iframe>"), "iframe"),
        (raw("<script>1</script>"), "script"),
        (code("w", widget()), "static face"),
        (code("1/0", new_output("error", ename="ZeroDivisionError", evalue="no")), "ended in Zero"),
    ],
)
def test_a_refusal_names_notebook_and_cell(cell: NotebookNode, said: str) -> None:
    with pytest.raises(ExportError, match=rf"^02-compare.ipynb, cell 2 \(id c2\) .*{said}"):
        parts(notebook(prose("# One"), cell), "02-compare")


def test_what_a_report_is_about_reaches_its_head_and_foot() -> None:
    told = bundle({ABOUT: {"lines": ["A briefing", "Source: a note"]}, "text/html": "<p>facts</p>"})
    found = parts(notebook(code("floorbook.about(data)", told)))
    assert found["about"] == {"lines": ["A briefing", "Source: a note"]}
    assert found["sections"][0]["outputs"] == ["<p>facts</p>"]


def test_what_is_absent_leaves_with_its_heading_and_what_is_there_stays() -> None:
    gone = shows(html='<div class="floorbook" data-absent>nothing</div>')
    cells = [
        prose("# Title"),
        prose("## Asks"),
        code("asks()", gone),
        prose("A reading."),
        prose("## Points"),
        code("points()", gone, shows(html="<p>one</p>")),
    ]
    found = parts(notebook(*cells))["sections"]
    assert [section.get("outputs", section["kind"]) for section in found] == [
        "prose",
        "prose",
        ["<p>one</p>"],
    ]


def test_what_stands_below_a_line_does_not_keep_the_heading_above_it() -> None:
    gone = shows(html='<div class="floorbook" data-absent>nothing</div>')
    cells = [
        prose("## Asks"),
        code("asks()", gone),
        prose("---"),
        code("limits()", shows(html="<p>x</p>")),
    ]
    found = parts(notebook(*cells))["sections"]
    assert [section.get("outputs", section["kind"]) for section in found] == ["prose", ["<p>x</p>"]]
    assert "<hr" in found[0]["html"]


@pytest.mark.parametrize(
    ("exporter", "config", "said"),
    [
        (SlidesExporter, {}, r"no other pages \(asked for: SlidesExporter\): use `--to html`"),
        (WebPDFExporter, {}, r"asked for: WebPDFExporter"),
        (HTMLExporter, {"TemplateExporter": {"template_name": "lab"}}, r"asked for: lab"),
        (HTMLExporter, {"HTMLExporter": {"template_name": "classic"}}, r"asked for: classic"),
    ],
)
def test_a_page_that_would_be_no_whole_report_is_refused(exporter, config, said: str) -> None:
    ours = settings()
    ours.merge(Config(config))
    with pytest.raises(ExportError, match=said):
        exporter(config=ours).from_notebook_node(notebook(prose("# Tea")))


def test_a_report_that_would_stay_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    application = Application()
    application.add_traits(writer=Any_(StdoutWriter()))
    monkeypatch.setattr(Application, "_instance", application)
    with pytest.raises(ExportError, match="StdoutWriter writes: use `--to report`"):
        HTMLExporter(config=settings()).from_notebook_node(notebook(prose("# Tea")))
