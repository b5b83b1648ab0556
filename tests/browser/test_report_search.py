"""Tests of the search of the evidence: it finds what shows the words, and says so."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

from playwright.sync_api import expect
from reports import Report, rows

SHOWN = """(all) => Object.fromEntries(all.map((el) => {
  const own = el.cloneNode(true);
  for (const one of own.querySelectorAll(".chip, .mine")) one.remove();
  const texts = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
  let told = "";
  while (texts.nextNode()) told += ` ${texts.currentNode.data}`;
  return [el.dataset.point, told];
}))"""
"""What is read of each point, without what stands at all of them."""


def words_in(text: str) -> list[str]:
    """The words of a text, without accents, apostrophes and capitals."""
    plain = re.sub(r"[\u0300-\u036f'’]", "", unicodedata.normalize("NFKD", text)).lower()
    return re.findall(r"[^\W_]+", plain)


SEARCHES = ("LEAD iom", "mexico", "Génevà role", "labour guat", "unsure raised", "e", "zebra")


def test_a_search_finds_the_points_that_show_words_which_begin_so(read) -> None:
    report: Report = read("01-overview")
    report.unfold()
    shown = report.page.eval_on_selector_all("[data-widget=evidence] li.point", SHOWN)
    assert len(shown) == len(rows("points"))
    for typed in SEARCHES:
        found = sorted(
            point
            for point, text in shown.items()
            if all(any(it.startswith(one) for it in words_in(text)) for one in words_in(typed))
        )
        report.page.get_by_role("searchbox", name="Search the evidence").fill(typed)
        status = report.page.locator("[data-widget=evidence] p[role=status]")
        verb = "matches" if len(found) == 1 else "match"
        expect(status).to_have_text(f"{len(found)} of them {verb}: {typed}")
        report.settle()
        assert report.evidence == found


def test_a_group_that_was_open_is_open_again_after_a_search(read) -> None:
    report: Report = read("01-overview")
    field = report.page.get_by_role("searchbox", name="Search the evidence")
    group = report.page.locator("[data-widget=evidence] details[data-participant]")
    mexico = report.page.locator("[data-widget=evidence] details[data-participant=mexico]")
    expect(group.locator("nth=0")).not_to_have_attribute("open", "")
    mexico.locator("summary").first.click()
    field.fill("geneva")
    expect(group.locator("nth=0")).to_have_attribute("open", "")
    field.fill("")
    expect(group.locator("nth=0")).not_to_have_attribute("open", "")
    expect(mexico).to_have_attribute("open", "")


def test_a_search_is_of_what_is_in_view_and_names_itself_in_a_table(read, tmp_path: Path) -> None:
    report: Report = read("01-overview")
    field = report.page.get_by_role("searchbox", name="Search the evidence")
    status = report.page.locator("[data-widget=evidence] p[role=status]")
    field.fill("support")
    expect(status).to_contain_text(" of them match: support")
    report.pick("participants", "mexico")
    shown = report.evidence
    assert shown and all("mexico" in point for point in shown)
    with report.page.expect_download() as download:
        report.page.locator("[data-widget=evidence] .take summary").click()
        report.page.locator("[data-widget=evidence] [data-csv]").click()
    path = tmp_path / "evidence.csv"
    download.value.save_as(path)
    table = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert sorted({row[0] for row in table[1:]}) == shown
    assert "Evidence in view that matches: support" in table[1]
    field.fill(" ?! ")
    expect(status).to_have_text("")
    report.settle()
    assert len(report.evidence) > len(shown)
