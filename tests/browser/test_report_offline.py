"""Tests of the reports as files: they open offline and read well, with script and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from reports import BRIEF, NAMES, NOTEBOOKS, Report, names, rows

CHARTS = {"01-overview": 4, "02-compare": 2}
"""How many charts a report has at the least."""
LIMIT = 1_000_000  # bytes, so that a report can go by e-mail
WIDGETS = "[data-widget]"
READ = """(el) => {
  const tidy = (text) => text.replace(/\\s+/g, " ").trim();
  const told = (place) => [...el.querySelectorAll(place)].map((found) => tidy(found.textContent));
  const grid = (place) => [...el.querySelectorAll(`${place} tbody tr:not(.beside)`)]
    .map((row) => [...row.children].map((cell) => tidy(cell.textContent).replaceAll(" ", "")));
  return {
    widget: el.dataset.widget,
    headings: told("h3"),
    table: grid("table"),
    empty: told("figure > p:not(.note), .told").join(),
    points: told("li.point .gist"),
  };
}"""


def faces(page: Any) -> list[dict[str, Any]]:
    return [found.evaluate(READ) for found in page.query_selector_all(WIDGETS)]


@pytest.fixture
def without_script(browser: Browser, reports: Path):
    """A function that opens a report where no script runs."""
    context = browser.new_context(java_script_enabled=False, offline=True)

    def open_report(name: str) -> Any:
        page = context.new_page()
        page.goto((reports / f"{name}.html").as_uri())
        return page

    yield open_report
    context.close()


@pytest.mark.promise("Browsers")
@pytest.mark.parametrize("name", NAMES)
def test_a_report_opens_offline_and_asks_for_nothing(read, watched, tally, name: str) -> None:
    report = read(name)
    page = report.page
    widgets = page.locator(WIDGETS).count()
    assert widgets and page.locator(f"{WIDGETS}.live").count() == widgets
    charts = page.locator("[data-widget=chart]").count()
    assert page.locator(".plot .main-svg").count() >= charts >= CHARTS.get(name, 0)
    report.unfold()
    assert watched.requests == watched.violations == watched.errors == []
    tally("reports opened in Chromium: offline, without an error")


def test_every_link_leads_to_a_file_that_is_there(watched, reports: Path) -> None:
    found: set[str] = set()
    for name in ("index", "02-compare", "04-brief", BRIEF):
        page = watched.open(reports / f"{name}.html")
        links = page.eval_on_selector_all("a[href$='.html']", "(all) => all.map((a) => a.href)")
        assert len(set(links)) >= len(NOTEBOOKS)
        found |= set(links)
    for link in sorted(found):
        page.goto(link)
        assert page.locator("h1").is_visible()
        assert page.locator(".bar [aria-current]").count() == 1
    assert watched.trouble == []


@pytest.mark.parametrize("name", NAMES)
def test_text_and_tables_are_there_without_script(without_script, name: str) -> None:
    page = without_script(name)
    assert page.locator("html.ready").count() == 0
    assert page.locator("h1").is_visible()
    for face in faces(page):
        if face["widget"] not in {"picker", "findings"}:
            assert any(face["headings"]) or face["widget"] == "cards", face
            # Of a table without a row the heading says that there is none.
            assert face["table"] or face["points"] or face["empty"] or face["headings"], face
    for cell in page.locator("[data-widget=matrix] td").all()[:40]:
        assert cell.is_visible()


@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue"])
def test_all_evidence_is_there_without_script(without_script, name: str) -> None:
    page = without_script(name)
    (shown,) = (face for face in faces(page) if face["widget"] == "evidence")
    gists = names("points", "id", "gist")
    assert sorted(shown["points"]) == sorted(f"{gist} our paraphrase" for gist in gists.values())
    group = page.locator("[data-widget=evidence] details[data-participant]").first
    point = group.locator("li.point").first
    assert not point.is_visible()
    group.locator(":scope > summary").click()
    assert point.is_visible()


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_small_enough_to_be_sent(reports: Path, name: str) -> None:
    assert (reports / f"{name}.html").stat().st_size <= LIMIT


@pytest.mark.parametrize("name", NAMES)
def test_a_report_says_its_language_and_has_one_title(reports: Path, name: str) -> None:
    page = BeautifulSoup((reports / f"{name}.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "en"
    (head,) = page.select("h1")
    title, meeting = page.title.get_text().split(" – ")
    assert title == head.get_text().strip() or name == BRIEF
    assert name != BRIEF or title == f"Brief: {page.select_one('h2.who').get_text().strip()}"
    assert meeting in page.select_one("p.about").get_text()


def test_the_sources_own_words_are_in_no_report(reports: Path) -> None:
    """Passages travel only when asked for: no report has the field that holds them."""
    for name in NAMES:
        report = Report(None, reports / f"{name}.html")  # type: ignore[arg-type]
        records = [r for state in report.states.values() for r in state.get("records", ())]
        assert len(records) == len(rows("points"))
        assert not any("passage" in record for record in records)
