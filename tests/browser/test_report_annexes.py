"""Tests of a report whose evidence stands in pages beside it, in a browser, from the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import generated
import pytest
from generated import MANY
from once import once, shared
from playwright.sync_api import expect
from reports import ROOT, Report

from floorbook import load

POINTS = "[data-widget=evidence] li.point"
LINKS = "[data-widget=evidence] .annexes a"
MAKE = """
import contextlib, sys
from floorbook_report import annexes, commands, forks
forks.forking = contextlib.nullcontext  # so that the pages are made in this very process
annexes.LIMIT = 1_000_000  # a package that a test has time for is smaller than a large one
sys.exit(commands.main(sys.argv[1:]))
"""


@pytest.fixture(scope="session")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of several meetings, with their evidence beside it."""
    folder = shared(tmp_path_factory) / "many"
    data = once(folder / "data", lambda at: generated.write(at, MANY))

    def make(out: Path) -> None:
        what = ("report", "notebooks/01-overview.ipynb", "--data", str(data), "--out", str(out))
        command = [sys.executable, "-c", MAKE, *what]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr

    return once(folder / "parted", make) / "01-overview.html"


def test_links_lead_to_the_points_of_each_meeting_and_back(watched, parted: Path) -> None:
    report = Report(watched.open(parted), parted).ready()
    expect(report.page.locator(LINKS)).to_have_count(MANY.meetings)
    expect(report.page.locator(POINTS)).to_have_count(0)
    seen = 0
    for at in range(MANY.meetings):
        report.page.locator(LINKS).nth(at).click()
        report.page.wait_for_url("**/01-overview-evidence-*.html")
        seen += report.page.locator("li.point").count()
        report.page.locator("main .prose a").click()
        report.page.wait_for_url("**/01-overview.html")
        report.ready()
    assert seen == MANY.points
    assert watched.trouble == []


def test_a_mark_opens_its_points_in_the_report_itself(watched, parted: Path) -> None:
    report = Report(watched.open(parted), parted).ready()
    button = report.page.locator("[data-widget=chart] td button").first
    button.evaluate("(button) => button.click()")
    assert report.page.locator("[data-widget=chart] .drawer li.point .gist").count() > 0
    assert watched.trouble == []


def test_words_are_found_in_all_points_though_these_stand_elsewhere(watched, parted: Path) -> None:
    report = Report(watched.open(parted), parted).ready()
    data = load(parted.parents[1] / "data")
    coded = data.codings.merge(data.codebook, on="issue").groupby("point")["label"].agg(" ".join)
    shown = data.points.set_index("id")["gist"].str.lower() + " " + coded.str.lower()
    found = sum(
        all(word in text for word in ("weather", "rescue", "fair")) for text in shown.dropna()
    )
    assert 0 < found < len(shown) / 10
    report.page.locator("[data-widget=evidence] input").fill("weather rescue fair")
    expect(report.page.locator("[data-widget=evidence] p[role=status]")).to_contain_text(
        f"{found} of"
    )
    expect(report.page.locator(LINKS)).to_have_count(0)
    expect(report.page.locator("[data-widget=evidence] summary .n").first).to_be_visible()
    assert watched.trouble == []


def test_few_points_in_view_are_listed_in_the_report_itself(watched, parted: Path) -> None:
    report = Report(watched.open(parted), parted).ready()
    report.pick("meetings", "lamps2")
    expect(report.page.locator(LINKS)).to_have_count(0)
    beside = parted.with_name("01-overview-evidence-2.html").read_text(encoding="utf-8")
    expect(report.page.locator(POINTS)).to_have_count(beside.count('<li class="point">'))
    assert watched.trouble == []
