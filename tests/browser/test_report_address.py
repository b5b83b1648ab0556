"""Tests of views that are passed on: the address, a saved view, a table saved as CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from reports import Report, cells, points_of, rows

PICKED = ("mexico", "sweden")
FOLLOW = """(text) => new Promise((go) => {
  addEventListener("hashchange", ({ newURL }) => newURL.endsWith(text) && go());
  location.hash = "";  // it is there already, and would be no change
  location.hash = text;
})"""
"""A link within the page to another view, until the page has heard of it."""


def view(report: Report) -> dict[str, Any]:
    """All that a reader sees of what is picked and opened."""
    return {
        "rows": report.participants,
        "columns": report.told(".matrix thead [data-sort]", "data-sort"),
        "evidence": report.evidence,
        "drawer": report.drawer,
        "marks": [report.marks(chart) for chart in report.charts],
        "boxes": report.page.locator(".picker input").evaluate_all(
            "(all) => all.map((el) => [el.dataset.id, el.checked, el.indeterminate, el.disabled])"
        ),
        "summary": report.page.locator(".picker summary").inner_text(),
    }


SEARCH = "[data-widget=evidence] input"
ARRANGED = ("02-compare", "06-network")
"""Reports that together have all widgets in which a reader may change something."""


def rearranged(report: Report) -> Report:
    """What a reader may change in the widgets themselves, all of it changed."""
    page = report.page
    if page.locator("[data-widget=matrix]").count():
        page.locator("[data-fold=process]").click()
        page.locator("[data-widget=matrix] select").select_option("label")
        beside = page.locator("[data-widget=sidebyside]")
        beside.locator("select").nth(1).select_option("mexico")
        beside.locator("input[type=checkbox]").last.check()
        page.locator(SEARCH).fill("iom's lead")
    else:
        network = page.locator("[data-widget=chart]:has(input[type=range])").first
        network.locator("select").nth(0).select_option("difference in strength")
        network.locator("input[type=range]").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
    report.unfold()
    page.locator("[data-widget=table] th button").first.click()
    page.wait_for_url(re.compile(r"\.order=0"))  # the address follows with a pause
    return report


def arranged(report: Report) -> list[object]:
    """How the widgets stand, as far as a reader can change it."""
    page = report.page
    controls = "(all) => all.map((el) => [el.value, el.checked])"
    network = "[data-widget=chart]:has(input[type=range])"
    stands = [
        page.eval_on_selector_all(f"figure select, figure input, {SEARCH}", controls),
        page.locator("[data-widget=table] tbody tr").all_text_contents(),
        report.told("[data-widget=table] th", "aria-sort"),
    ]
    if report.participants:
        folds = report.told("[data-fold]", "aria-expanded")
        return [*stands, report.participants, folds, report.evidence]
    return [*stands, page.locator(f"{network} h3").first.inner_text()]


def saved(report: Report, folder: Path, name: str = "") -> Path:
    with report.page.expect_download() as download:
        report.page.locator("[data-save]").click()
    path = folder / (name or download.value.suggested_filename)
    download.value.save_as(path)
    return path


def parts(page: BeautifulSoup) -> list[object]:
    """Every element with its attributes, and every text: all but the space around them."""
    found: list[object] = [(tag.name, sorted(tag.attrs.items())) for tag in page.find_all()]
    return found + list(page.stripped_strings)


@pytest.fixture
def picked(read) -> Report:
    """Two delegations, all dimensions but one, and a cell that is open."""
    report: Report = read("02-compare")
    report.pick("participants", *PICKED)
    report.box("dimensions", "coherence").uncheck()
    report.page.locator(
        '.matrix tr[data-participant=mexico] [data-issue="iom-lead"] button'
    ).click()
    report.settle()
    assert report.drawer
    return report


def test_a_page_as_it_was_made_has_no_fragment(read) -> None:
    report: Report = read("02-compare")
    assert "#" not in report.page.url
    report.pick("participants", *PICKED)
    assert report.page.url.endswith("#participants=mexico,sweden")
    report.page.locator("[data-reset]").click()
    report.settle()
    assert "#" not in report.page.url


def test_the_address_brings_back_the_view(picked: Report, context) -> None:
    again = Report(context.new_page(), picked.path)
    again.page.goto(picked.page.url)
    again.ready().settle()
    assert view(again) == view(picked)
    assert again.page.url == picked.page.url


def test_an_address_that_is_typed_into_an_open_page_is_followed(read) -> None:
    report: Report = read("02-compare", "participants=mexico&dimensions=process")
    report.page.evaluate("location.hash = '#participants=sweden'")
    report.page.wait_for_url("**#participants=sweden")
    report.settle()
    assert report.participants == ["sweden"]
    assert report.evidence == points_of(["sweden"])  # all dimensions again: they are not named


def test_a_link_to_a_heading_changes_no_view_and_loses_none(read) -> None:
    report: Report = read("02-compare")
    report.pick("participants", *PICKED)
    report.page.locator(".contents a").last.click()
    report.settle()
    assert report.participants == list(PICKED)
    assert report.page.url.endswith("#participants=mexico,sweden")


def test_a_link_to_a_heading_stays_in_the_address_of_a_page_as_it_was_made(read) -> None:
    report: Report = read("02-compare", "the-evidence")
    report.settle()
    assert len(report.participants) == len(rows("participants"))
    assert report.page.url.endswith("#the-evidence")


@pytest.mark.parametrize(
    ("fragment", "left"),
    [
        ("participants=mexico,atlantis&nothing=1&issues=%E0%A4%A", ["mexico"]),
        ("participants=atlantis", None),
        ("issues=tea&colours=red", None),
        ("focus=matrix,Mexico,iom2016-atlantis-1", None),
        ("<img src=x onerror=alert(1)>", None),
    ],
)
def test_unknown_values_in_the_address_are_left_out(read, fragment: str, left: Any) -> None:
    report: Report = read("02-compare", fragment)
    report.settle()
    everyone = [row["id"] for row in rows("participants")]
    assert sorted(report.participants) == sorted(left or everyone)
    assert report.drawer == []


def test_a_saved_view_opens_as_it_stands(picked: Report, watched, tmp_path: Path) -> None:
    before, address = view(picked), picked.page.url
    path = saved(picked, tmp_path)
    picked.page.unroute_all()
    copy = Report(watched.open(path), path).ready()
    copy.settle()
    assert view(copy) == before
    assert copy.page.url != address


def test_a_saved_view_is_named_after_its_meeting_its_report_and_what_is_picked(
    picked: Report, watched, tmp_path: Path
) -> None:
    pick = "mexico-sweden-3-dimensions"
    first = saved(picked, tmp_path)
    assert first.name == (
        "iom-briefing-on-the-global-compact-for-migration-compare-participants-side-by-side-"
        f"view-{pick}.html"
    )
    copy = Report(watched.open(first), first).ready()
    assert saved(copy, tmp_path / "again").name == first.name
    report = "Compare: participants side by side"
    for meeting, name in (
        ('../..\\CON: a|b?*<i>\u202e"gpj.\u0661', "con-a-b-i-gpj"),
        ("Zürich, 対話、2016", "zurich-2016"),
        ("word " * 99, "-".join(["word"] * 9)),
        (" ./ ", ""),
    ):
        copy.page.evaluate("(title) => { document.title = title; }", f"{report} – {meeting}")
        start = f"{name}-" if name else ""
        found = saved(copy, tmp_path / "others").name
        assert found == f"{start}compare-participants-side-by-side-view-{pick}.html"


def test_a_saved_view_is_the_report_and_one_element_more(picked: Report, tmp_path: Path) -> None:
    copy, original = (
        BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in (saved(picked, tmp_path), picked.path)
    )
    (view,) = copy.select("#floorbook-view")
    view.decompose()
    assert parts(copy) == parts(original)


def test_a_view_saved_from_a_saved_view_replaces_it(
    picked: Report, watched, tmp_path: Path
) -> None:
    first = saved(picked, tmp_path)
    copy = Report(watched.open(first), first).ready()
    assert saved(copy, tmp_path, "again.html").read_bytes() == first.read_bytes()
    copy.open_picker()
    copy.box("participants", "mexico").uncheck()
    copy.settle()
    second = saved(copy, tmp_path, "other.html")
    other = Report(watched.open(second), second).ready()
    assert other.participants == ["sweden"]


def test_the_address_of_a_saved_view_wins_over_what_was_saved(
    picked: Report, watched, tmp_path: Path
) -> None:
    path = saved(picked, tmp_path)
    copy = Report(watched.open(path, "participants=libya"), path).ready()
    copy.settle()
    assert copy.participants == ["libya"]


def test_a_table_is_saved_as_csv_with_what_is_in_view(read, tmp_path: Path) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "mexico")
    with report.page.expect_download() as download:
        report.page.locator("[data-widget=matrix] .take summary").click()
        report.page.locator("[data-widget=matrix] [data-csv]").click()
    download.value.save_as(tmp_path / "matrix.csv")
    text = (tmp_path / "matrix.csv").read_text(encoding="utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text)))
    assert {(row["participant"], row["issue"]): set(row["points"].split()) for row in told} == {
        key: points for key, points in cells().items() if key[0] == "mexico"
    }


@pytest.mark.parametrize("name", ARRANGED)
def test_the_address_brings_back_how_the_widgets_stand(read, context, name: str) -> None:
    plain = arranged(read(name))
    report = rearranged(read(name))
    before = arranged(report)
    assert all(one != other for one, other in zip(before, plain, strict=True))
    again = Report(context.new_page(), report.path)
    again.page.goto(report.page.url)
    again.ready().settle()
    assert arranged(again) == before
    assert again.page.url == report.page.url


@pytest.mark.parametrize("name", ARRANGED)
def test_a_saved_view_keeps_how_the_widgets_stand(read, watched, tmp_path: Path, name: str) -> None:
    report = rearranged(read(name))
    before, path = arranged(report), saved(report, tmp_path)
    copy = Report(watched.open(path), path).ready()
    copy.settle()
    assert arranged(copy) == before


WRONG = (
    "matrix.order=atlantis&matrix.folded=nowhere",
    "matrix.order=%3Cimg%20src%3Dx%3E",
    "sidebyside.chosen=Mexico%20opposes%20IOM,libya2",
    "sidebyside.hidden=everything",
    "matrix.cells=x&matrix.heading=Nobody%20spoke&matrix.toString=1",
)
"""Values that no widget can have."""


def test_a_widget_takes_no_value_from_the_address_that_it_cannot_have(read) -> None:
    plain = arranged(read("02-compare"))
    for fragment in WRONG:
        assert arranged(read("02-compare", fragment)) == plain, fragment


@pytest.mark.parametrize(
    "focus",
    [
        "matrix%20iom2016%2Fmexico,Mexico%20opposes%20IOM,iom2016-mexico-1",
        "matrix%20iom2016%2Fmexico,Mexico%20%C2%B7%20IOM's%20lead,iom2016-usa-1",
        "matrix,Anything,iom2016-mexico-1",
    ],
)
def test_nobody_can_put_words_or_points_together_that_the_page_has_not(read, focus: str) -> None:
    report: Report = read("02-compare", f"focus={focus}")
    report.settle()
    assert report.drawer == []
    assert report.page.locator(".drawer").count() == 0
    assert "opposes" not in report.page.locator("body").inner_text()
    for link in ("participants=mexico", f"focus={focus}"):
        report.page.evaluate(FOLLOW, link)
    report.settle()
    assert report.page.locator(".drawer").count() == 0


def test_the_way_back_closes_what_was_opened_and_undoes_the_last_pick(read) -> None:
    report: Report = read("02-compare")
    page, everybody = report.page, report.participants
    report.pick("participants", *PICKED)
    page.locator(".matrix button.mark").first.click()
    report.settle()
    opened = report.drawer
    assert opened
    page.wait_for_url(re.compile("focus="))
    page.go_back()
    page.wait_for_url(lambda url: "focus=" not in url)
    report.settle()
    assert (report.drawer, report.participants) == ([], list(PICKED))
    page.go_forward()
    page.wait_for_url(re.compile("focus="))
    report.settle()
    assert report.drawer == opened
    while "participants=" in page.url:
        before = page.url
        page.go_back()
        page.wait_for_url(lambda url, before=before: url != before)
    report.settle()
    assert (report.drawer, report.participants) == ([], everybody)


def test_the_way_back_leaves_a_page_that_was_not_touched(read, reports: Path) -> None:
    report: Report = read("index")
    report.page.locator(".bar a").nth(1).click()
    report.page.wait_for_url("**/01-overview.html")
    report.page.go_back()
    report.page.wait_for_url("**/index.html")
