"""Hostile notebooks: titles are text; Markdown is markup that neither runs nor calls, or no report.

An author's Markdown is trusted to be markup: bold text and links to read on stay. What would load,
send or run something is refused before a page is written, and so the policy has nothing to block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ipynb import code, notebook, prose, raw, shows
from nbformat import NotebookNode
from payloads import HIT, PAYLOADS
from playwright.sync_api import Browser, BrowserContext
from sentry import Sentry, Server, server, switches, whole, without_policy

from floorbook_report.exporter import ReportExporter
from floorbook_report.refusals import ExportError
from floorbook_report.writer import write_text

__all__ = ["server", "switches", "whole"]  # fixtures

pytestmark = pytest.mark.promise("Hostile data")

MISREAD = (
    '<svg><style><img src="{}" onerror=pwned(1)></style></svg>',
    '<!--><img src="{}" onerror=pwned(1)>-->',
    '<!--><meta http-equiv="refresh" content="0;url={}">-->',
    '<!--a--!><img src="{}" onerror=pwned(1)>-->',
    '<noscript><p title="</noscript><img src={} onerror=pwned(1)>"></noscript>',
    '<textarea><img title="</textarea><img src={} onerror=pwned(1)>"></textarea>',
    '<title><a title="</title><img src={} onerror=pwned(1)>">',
    '<xmp><p title="</xmp><img src={} onerror=pwned(1)>">',
    '<svg></p><style><a id="</style><img src={} onerror=pwned(1)>">',
    "<?xml ><img src={} onerror=pwned(1)>?>",
    "<![CDATA[><img src={} onerror=pwned(1)>]]>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src={} onerror=pwned(1)>'>",
    '<script type="application/json"><!--<script></script><img src={} onerror=pwned(1)>',
)
"""What lenient readers take for comments or text, and browsers for elements."""

HALVES = (
    ("<p title='", "' onmouseover=pwned(1) onfocus=pwned(1) autofocus tabindex=0 x='>a"),
    ("<img title='", f"' src={HIT}/half onerror=pwned(1)>"),
    ("<meta name='", f"' http-equiv=refresh content='0;url={HIT}/half'>"),
)
"""What is text in each of two cells, and an element in both together."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def harm(
    context: BrowserContext, server: Server, tmp_path: Path
) -> Callable[[NotebookNode], list[str] | None]:
    """A function that says what a notebook's report does without its policy; None: refused."""
    sentry = Sentry(context, server)

    def tried(nb: NotebookNode) -> list[str] | None:
        try:
            html, _ = ReportExporter().from_notebook_node(nb)
        except ExportError:
            return None
        path = tmp_path / "report.html"
        write_text(path, html)
        page = sentry.open(without_policy(path, tmp_path / "bare"))
        for link in page.locator("main a:visible").all():
            link.hover()
        sentry.rest()
        return [one for one in sentry.harm if not one.startswith("element: ")]

    return tried


def test_markup_in_a_notebook_neither_runs_nor_calls(harm, tally, share) -> None:
    texts = [*PAYLOADS.values(), *(text.format(f"{HIT}/misread") for text in MISREAD)]
    refused = 0
    for text in texts[:: share(1, 4)]:
        for cell in (prose(text), raw(text), code("1", shows(html=text))):
            done = harm(notebook(prose("# A report"), cell))
            refused += done is None
            assert not done, text
    for one, other in HALVES:
        assert not harm(notebook(prose(one), prose(other)))
    assert refused > 5
    tally("cells with hostile markup", 3 * len(texts[:: share(1, 4)]) + len(HALVES))
    tally("cells of them whose export is refused", refused)


def test_a_title_is_text(context, server, tmp_path: Path, tally, share) -> None:
    texts = [text for text in PAYLOADS.values() if text.strip() == text][:: share(1, 4)]
    sentry = Sentry(context, server)
    for number, text in enumerate(texts):
        html, _ = ReportExporter().from_notebook_node(notebook(prose("# A"), title=text))
        path = tmp_path / f"{number:03}.html"
        write_text(path, html)
        page = sentry.open(without_policy(path, tmp_path / "bare"))
        assert page.eval_on_selector("title", "(el) => el.textContent") == text
        assert sentry.harm == []
    tally("titles of notebooks in their pages", len(texts))
