"""Tests of the evidence behind marks: a click lists exactly the points that the data have."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from reports import Report, cells, rows

CELLS = [("mexico", "iom-lead"), ("mexico", "modalities"), ("iom-director-general", "pace")]


@pytest.mark.parametrize(("participant", "issue"), CELLS)
def test_a_click_on_a_cell_lists_just_its_points(read, participant: str, issue: str) -> None:
    report: Report = read("02-compare")
    report.page.locator(
        f'.matrix tr[data-participant={participant}] [data-issue="{issue}"] button'
    ).click()
    report.settle()
    assert report.drawer == sorted(cells()[participant, issue])
    sentence = report.page.locator("[data-widget=matrix] .sentence").inner_text()
    assert "is recorded as" in sentence
    assert "summary note" in sentence


def test_the_matrix_shows_every_cell_of_the_data_and_no_other(read) -> None:
    report: Report = read("02-compare")
    for fold in report.page.locator('[data-fold][aria-expanded="false"]').all():
        fold.click()
    report.settle()
    shown = report.page.eval_on_selector_all(
        ".matrix td.cell",
        "(all) => all.map((td) => [td.closest('tr').dataset.participant, td.dataset.issue,"
        " Number(td.querySelector('sup').textContent)])",
    )
    assert {(who, issue): n for who, issue, n in shown} == {
        key: len(points) for key, points in cells().items()
    }


@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue"])
def test_a_click_on_a_mark_lists_just_its_points(read, name: str) -> None:
    report: Report = read(name)
    opened = 0
    for chart in report.charts:
        marks = report.all_marks(chart)
        number = next((at for at, mark in enumerate(marks) if mark["points"]), None)
        if number is None:  # a claim that nobody is recorded on
            continue
        opened += 1
        report.page.mouse.click(*report.place(chart, number))
        report.page.wait_for_selector(f'[data-model="{chart}"] .drawer')
        assert report.drawer == sorted(marks[number]["points"])
    assert opened >= 3


@pytest.mark.parametrize("name", ["01-overview", "03-dialogue"])
def test_every_row_of_a_charts_table_opens_its_points(read, name: str) -> None:
    report: Report = read(name)
    report.unfold()
    chart = report.charts[-1]
    marks = [mark for mark in report.all_marks(chart) if mark["points"]]
    buttons = report.page.locator(f'[data-model="{chart}"] details td button')
    assert buttons.count() == len(marks)
    buttons.last.click()
    report.settle()
    assert report.drawer == sorted(marks[-1]["points"])


def test_a_cell_opens_and_closes_by_keyboard_and_focus_returns(read) -> None:
    report: Report = read("02-compare")
    cell = report.page.locator('.matrix tr[data-participant=mexico] [data-issue="iom-lead"] button')
    cell.focus()
    report.page.keyboard.press("Enter")
    report.settle()
    assert report.drawer == sorted(cells()["mexico", "iom-lead"])
    report.page.keyboard.press("Escape")
    report.settle()
    assert report.drawer == []
    assert report.page.evaluate("document.activeElement.closest('tr')?.dataset.participant") == (
        "mexico"
    )


def test_the_address_brings_back_the_view(read, watched) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "mexico", "sweden")
    fragment = report.page.url.partition("#")[2]
    assert "participants=mexico,sweden" in fragment
    again = read("02-compare", fragment)
    again.page.reload()
    again.ready()
    assert again.participants == ["mexico", "sweden"]


def test_unknown_values_in_the_address_are_left_out(read) -> None:
    report: Report = read("02-compare", "participants=mexico,atlantis&nothing=1&issues=%E0%A4%A")
    assert report.participants == ["mexico"]


def test_a_saved_view_opens_as_it_stands(read, watched, tmp_path: Path) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "mexico", "sweden")
    with report.page.expect_download() as download:
        report.page.locator("[data-save]").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    copy = Report(watched.open(saved), saved).ready()
    copy.settle()
    assert copy.participants == ["mexico", "sweden"]
    with report.page.expect_download() as again:
        copy.page.locator("[data-save]").click()
    again.value.save_as(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == saved.read_bytes()


def test_a_table_is_saved_as_csv_with_what_is_in_view(read, tmp_path: Path) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "mexico")
    with report.page.expect_download() as download:
        report.page.locator("[data-widget=matrix] .save").click()
    download.value.save_as(tmp_path / "matrix.csv")
    text = (tmp_path / "matrix.csv").read_text(encoding="utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text)))
    assert {(row["participant"], row["issue"]): set(row["points"].split()) for row in told} == {
        key: points for key, points in cells().items() if key[0] == "mexico"
    }


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("name", ["01-overview", "02-compare"])
def test_a_narrow_page_does_not_scroll_sideways(read, name: str, width: int) -> None:
    report: Report = read(name)
    report.page.set_viewport_size({"width": width, "height": 800})
    report.settle()
    assert report.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_dark_page_is_dark_and_its_charts_too(read) -> None:
    report: Report = read("01-overview")
    light = report.page.evaluate("getComputedStyle(document.body).backgroundColor")
    report.page.emulate_media(color_scheme="dark")
    report.page.wait_for_timeout(300)
    assert report.page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    ink = report.page.eval_on_selector(".plot .ytick text", "(el) => getComputedStyle(el).fill")
    red, green, blue = map(int, re.findall(r"\d+", ink)[:3])
    assert min(red, green, blue) > 180


def test_print_shows_what_is_folded(read) -> None:
    report: Report = read("01-overview")
    item = report.page.locator("[data-widget=evidence] li.point").first
    assert not item.is_visible()
    report.page.emulate_media(media="print")
    assert item.evaluate("(el) => el.getBoundingClientRect().height") > 0
    assert len(rows("points")) == report.page.locator("[data-widget=evidence] li.point").count()
