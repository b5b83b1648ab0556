"""Tests of a report on paper: what is folded is left out, and what is open is printed."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from reports import BRIEF, NAMES, Report, names, rows

pytestmark = pytest.mark.promise("For everyone")

CELLS = """(all) => all.flatMap((row) => [...row.children].slice(0, -1)
  .map((cell) => cell.textContent))"""


HIDDEN = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(".sr { display: none !important }");
  document.adoptedStyleSheets.push(style);
}"""
"""Takes away what stands for screen readers alone."""

CHARTS = """(all) => all.map((figure) => [figure.querySelector("h3").textContent,
  [...figure.querySelectorAll(":is(.ytick, .xtick) text")].map((one) => one.textContent)])"""

LONG = 30
"""A text of so many letters is no chance match."""


def squeezed(text: str) -> str:
    """A text without spaces, line ends and ligatures: these are the printer's."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def sheets(page: Page, size: str = "A4") -> list[str]:
    """What stands on each printed sheet."""
    pages = PdfReader(io.BytesIO(page.pdf(format=size))).pages
    return [squeezed(one.extract_text()) for one in pages]


def printed(page: Page) -> str:
    """What stands on all printed sheets."""
    return "".join(sheets(page))


UNFOLDED = ("index", BRIEF)
"""Reports in which no long text is folded."""


@pytest.fixture
def chosen(share, name: str, scheme: str) -> None:
    """Only some reports are printed where not all are asked for."""
    if not share(1, 0) and (name, scheme) not in {("02-compare", "dark"), ("05-method", "light")}:
        pytest.skip("the others are printed under --full")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_folded_is_left_out_and_what_is_open_is_printed(
    chosen, read, share, tally, name: str, scheme: str
) -> None:
    report: Report = read(name)
    page = report.page
    page.emulate_media(color_scheme=scheme)
    assert page.locator("main details[open]").count() == 0
    texts = page.eval_on_selector_all("details:is(.values, .fold) tbody tr", CELLS)
    if page.locator("[data-widget=evidence]").count():
        texts += names("points", "id", "gist").values()
        texts += [coding["note"] for coding in rows("codings")]
    texts += page.locator("[data-widget] table.values tbody th").all_text_contents()
    headings = page.locator("main [data-widget] h3:visible").all_text_contents()
    seen, paper = squeezed(page.locator("main").inner_text()), printed(page)
    folded = {text for text in map(squeezed, texts) if len(text) > LONG and text not in seen}
    assert folded or name in UNFOLDED
    assert [text for text in folded if text in paper] == []
    assert [text for text in headings if squeezed(text) not in paper] == []
    assert squeezed("Show the") not in paper
    report.unfold()
    paper = printed(page)
    assert [text for text in texts if squeezed(text) not in paper] == []
    assert paper.count(squeezed("our paraphrase")) >= len(rows("points")) * bool(
        page.locator("[data-widget=evidence]").count()
    )
    tally("texts of folded evidence and tables found in what was printed", len(texts))


@pytest.fixture
def fits(share, name: str, size: str) -> None:
    """On the shorter sheet only the report with the tallest chart, where not all are asked for."""
    if size == "Letter" and name != "01-overview" and not share(1, 0):
        pytest.skip("the others are printed on Letter under --full")


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("name", NAMES)
def test_paper_cuts_nothing_off_and_a_chart_stands_under_its_heading(
    fits, read, tally, name: str, size: str
) -> None:
    page = read(name).page
    paper = sheets(page, size)
    charts = page.eval_on_selector_all("[data-widget=chart] figure", CHARTS)
    page.emulate_media(media="print")
    page.evaluate(HIDDEN)
    letters = Counter(squeezed(page.locator("body").inner_text()))
    assert letters - Counter("".join(paper)) == Counter()
    for heading, labels in charts:
        under = [sheet.partition(squeezed(heading))[2] for sheet in paper]
        assert any(all(squeezed(text) in one for text in labels) for one in under), heading
    tally("letters in sight found on paper", letters.total())
