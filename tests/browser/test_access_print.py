"""Tests of a report on paper: all that is folded on the screen is printed."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader
from reports import NAMES, Report, names, rows

pytestmark = pytest.mark.promise("For everyone")

CELLS = """(all) => all.flatMap((row) => [...row.children].slice(0, -1)
  .map((cell) => cell.textContent))"""


def squeezed(text: str) -> str:
    """A text without spaces, line ends and ligatures: these are the printer's."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture
def chosen(share, name: str, scheme: str) -> None:
    """Only some reports are printed where not all are asked for."""
    if not share(1, 0) and (name, scheme) not in {("02-compare", "dark"), ("05-method", "light")}:
        pytest.skip("the others are printed under --full")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_folded_evidence_and_tables_are_printed(
    chosen, read, share, tally, name: str, scheme: str
) -> None:
    report: Report = read(name)
    page = report.page
    page.emulate_media(color_scheme=scheme)
    assert page.locator("main details[open]").count() == 0
    texts = page.eval_on_selector_all("[data-widget=chart] details.values tbody tr", CELLS)
    if page.locator("[data-widget=evidence]").count():
        texts += names("points", "id", "gist").values()
        texts += [coding["note"] for coding in rows("codings")]
    folded = page.locator("[data-widget] table.values tbody th").all_text_contents()
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    printed = squeezed("".join(one.extract_text() for one in pages))
    assert [text for text in [*texts, *folded] if squeezed(text) not in printed] == []
    assert printed.count(squeezed("our paraphrase")) >= len(rows("points")) * bool(
        page.locator("[data-widget=evidence]").count()
    )
    tally("texts of folded evidence and tables found in what was printed", len(texts))
