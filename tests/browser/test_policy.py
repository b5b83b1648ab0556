"""Tests of the page's policy in a real browser: its own scripts run, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from floorbook_report.page import FrontEnd, fill, front_end

MARK = """addEventListener("securitypolicyviolation", () => {
  document.documentElement.dataset.blocked = "";
})"""
"""Says on the page that something was blocked."""
FRONT_END = FrontEnd(
    style="main { color: rgb(7, 32, 59) }",
    loader=front_end().loader,
    script='document.body.dataset.ready = "é";\n',
    plain='document.body.dataset.ready = "é";\n',
    plotly="",
    cartesian="",
)


@pytest.fixture
def page_file(tmp_path: Path):
    """A function that writes a page with this body, past what `fill` would refuse in it."""

    def write(body: str) -> Path:
        places = "<!--floorbook:policy--><meta charset=utf-8><!--floorbook:style-->"
        html = (
            f"<!doctype html><html lang=en><head>{places}<title>x</title></head>"
            '<body><main data-widget="chart">the body</main><!--floorbook:script--></body></html>'
        )
        path = tmp_path / "page.html"
        path.write_text(
            fill(html, texts=FRONT_END).replace("the body", body), "utf-8", newline="\n"
        )
        return path

    return write


def test_the_pages_own_scripts_and_style_work(watched, page_file) -> None:
    page = watched.open(page_file("text"))
    page.wait_for_selector("body[data-ready]", state="attached")
    assert page.evaluate("document.body.dataset.ready") == "é"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == (
        "rgb(7, 32, 59)"
    )
    assert watched.trouble == []


@pytest.mark.parametrize(
    ("body", "blocked"),
    [
        ("<script>window.ran = true</script>", "script-src-elem inline"),
        ("<img src=data:, onerror='window.ran = true'>", "script-src-attr inline"),
        ("<img src=https://floorbook.invalid/a.png>", "img-src https://floorbook.invalid/a.png"),
        ("<iframe src=https://floorbook.invalid/></iframe>", "frame-src https://floorbook.invalid"),
        ("<style>@import 'https://floorbook.invalid/a.css'</style>", "style-src-elem https"),
        ("<p style='background: url(https://floorbook.invalid/b.png)'>b</p>", "img-src https"),
    ],
)
def test_whatever_else_stands_in_a_page_is_blocked(watched, page_file, body, blocked) -> None:
    watched.page.add_init_script(MARK)
    page = watched.open(page_file(body))
    # Not by a function to wait for: it would be evaluated, which the policy forbids.
    page.wait_for_selector("html[data-blocked] body[data-ready]", state="attached")
    assert watched.violations[0].startswith(blocked)
    assert page.evaluate("window.ran") is None
