"""Tests of every report against the rules of axe-core: light and dark, wide and narrow, folded,
unfolded and with evidence open."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from reports import NAMES, ROOT, UNFOLD, open_evidence, settle

pytestmark = pytest.mark.promise("For everyone")

AXE = ROOT / "widgets" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => ({
  passed: passes.length,
  broken: violations.map(({ id, nodes }) =>
    `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`),
}))"""
# What opens fades in, and half faded in it stands out too little.
STILL = "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)"
VIEWS = [("dark", 320), ("light", 1280), ("light", 320), ("dark", 1280)]
PAGES = [*NAMES, "04-brief"]


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script; it comes with the packages that only checks and tests need."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run `make browser`", pytrace=False)
    return AXE.read_text(encoding="utf-8")


def broken(page: Any) -> list[str]:
    """The rules that a page at rest breaks, each with the first places."""
    settle(page)
    page.evaluate(STILL)
    found = page.evaluate(RUN)
    assert found["passed"] > 5
    return list(found["broken"])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_in_any_view(
    watched, reports: Path, axe, share, tally, name: str
) -> None:
    page = watched.open(reports / f"{name}.html")
    if page.locator("[data-widget]").count():
        page.wait_for_selector("html.ready", state="attached")
    page.evaluate(axe)
    start = PAGES.index(name)
    tried = 0
    for at in range(share(full=len(VIEWS), bounded=1)):
        scheme, width = VIEWS[(start + at) % len(VIEWS)]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        folded = share(1, 0) or name == "02-compare"
        assert not folded or broken(page) == []
        page.eval_on_selector_all("details", UNFOLD)
        assert broken(page) == []
        opened = [broken(page) for _ in itertools.islice(open_evidence(page), share(4, 1))]
        assert not any(opened)
        page.eval_on_selector_all("details", UNFOLD.replace("true", "false"))
        tried += 1 + folded + len(opened)
    assert watched.trouble == []
    tally("pages checked against the rules of axe-core, by look, width and what is open", tried)


def test_the_rules_find_what_is_wrong(watched, reports: Path, axe) -> None:
    """Else all the above would be content with a checker that checks nothing."""
    page = watched.open(reports / "02-compare.html")
    page.wait_for_selector("html.ready", state="attached")
    page.evaluate(axe)
    page.evaluate("document.querySelector('.matrix .mark').replaceChildren()")
    page.evaluate("document.querySelector('.matrix .mark').removeAttribute('title')")
    page.evaluate("document.querySelector('main p').style.color = '#999'")
    assert {rule.partition(":")[0] for rule in broken(page)} == {"button-name", "color-contrast"}
