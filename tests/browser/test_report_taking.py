"""Tests of what a reader takes along: pictures, tables, links, citations and sentences."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page
from reports import NAMES, ROOT, Report, rows

SVG = "{http://www.w3.org/2000/svg}"
PICKED = ("mexico", "sweden")
PICTURED = "details.take:visible:has([data-picture])"

DECODE = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let dark = 0;
  const colours = new Set();
  const step = 4 * 13; // every thirteenth pixel will do
  for (let i = 0; i < data.length; i += step) {
    dark += data[i] + data[i + 1] + data[i + 2] < 600;
    colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return [image.width, image.height, dark / (data.length / step), colours.size, data[0]];
}"""
"""Size of a picture, the share that is not light, its colours, and the red of its first corner."""


@pytest.fixture
def beside(browser) -> Iterator[Page]:
    """A page without a policy, to decode pictures in; in a window of its own, as what stands behind
    another page is drawn once a second."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def menus(report: Report) -> Iterator[Locator]:
    """Open the menu of each figure that has pictures, one after the other."""
    for number in range(report.page.locator(PICTURED).count()):
        menu = report.page.locator(PICTURED).nth(number)
        menu.locator("summary").click()
        yield menu


def take(menu: Locator, button: str, folder: Path) -> Path:
    """Press a button of an open menu, and keep the file that it gives."""
    with menu.page.expect_download() as saving:
        menu.locator(button).click()
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    return path


def texts(svg: Path) -> str:
    """All that can be read in a picture, in one line; broken lines are joined."""
    root = ElementTree.parse(svg).getroot()
    found = (" ".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    return " ".join(" ".join(found).split())


def lettered(widget: Locator, labels: dict[str, str]) -> list[tuple[str, str]]:
    """The positions in a figure, by its marks or a chart's table, with the letter if it has one."""
    found = "(all) => all.map((el) => el.firstChild.textContent.replace(/[*()]/g, ''))"
    marks = widget.locator(".mark > :first-child, .fold .chip, .issue .chip")
    letters = marks.evaluate_all(found)
    drawn = widget.locator(".plot .textpoint text").evaluate_all(found)
    cells = widget.locator("details.values td").all_text_contents()
    words = {cell.removesuffix(", unsure") for cell in cells}
    return [
        (letter if letter in letters + drawn else "", label)
        for letter, label in labels.items()
        if letter in letters or label in words
    ]


def told(menu: Locator, key: str) -> str:
    """What a button of an open menu copies."""
    menu.locator(f'[data-key="take {key}"]').click()
    return menu.locator(".taken > :first-child").inner_text()


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_its_title_key_source_and_date_and_is_not_blank(
    read, beside: Page, tally, tmp_path: Path, name: str
) -> None:
    report: Report = read(name)
    (meeting,) = rows("meetings")
    version = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))["version"]
    (source,) = {row["title"] for row in rows("sources")}
    labels = {row["letter"]: row["label"] for row in rows("positions")}
    taken = keyed = 0
    for menu in menus(report):
        widget = menu.locator("xpath=ancestor::*[@data-widget]")
        svg = take(menu, "[data-picture=svg]", tmp_path)
        text = texts(svg)
        assert widget.locator("h3").inner_text() in text
        assert meeting["title"] in text and "14 October 2016" in text and source in text
        assert f"Data version {version}. Coded by machine, not reviewed by a person." in text
        root = ElementTree.parse(svg).getroot()
        elements = {one.tag.removeprefix(SVG) for one in root.iter()}
        assert elements.isdisjoint({"foreignObject", "image", "script", "style"})
        assert "url(#" in svg.read_text("utf-8") or widget.locator(".plot").count() == 0
        for letter, label in lettered(widget, labels):
            assert f"{letter} {label}".strip() in text, "a letter without its word"
            keyed += 1
        png = take(menu, "[data-picture=png]", tmp_path)
        address = f"data:image/png;base64,{base64.b64encode(png.read_bytes()).decode()}"
        wide, high, dark, colours, corner = beside.evaluate(DECODE, address)
        assert (wide, high) == tuple(2 * int(root.attrib[one]) for one in ("width", "height"))
        assert wide >= 1600
        assert corner == 255 and 0.005 < dark < 0.5 and colours > 20
        assert png.name.isascii() and png.stem == svg.stem
        taken += 1
    charts = report.page.locator("[data-widget=chart]:not(:has(.plot[hidden]))").count()
    others = report.page.locator("[data-widget=matrix], [data-widget=board]").count()
    assert taken == charts + others
    assert keyed or not taken or name not in ("index", "01-overview", "02-compare")
    tally("pictures taken along", taken)


def uncounted(svg: Path) -> str:
    """A picture without the numbers that plotly draws by lot for its own ids."""
    return re.sub(r"(clip|defs-|trace|g)[0-9a-f]{6}", r"\1", svg.read_text("utf-8"))


@pytest.mark.parametrize("name", ["index", "02-compare", "03-dialogue"])
def test_a_picture_of_a_dark_page_is_the_same_as_of_a_light_one(
    read, tmp_path: Path, name: str
) -> None:
    report: Report = read(name)
    light = [uncounted(take(menu, "[data-picture=svg]", tmp_path)) for menu in menus(report)]
    report.recolour("dark")
    report.page.locator("details.take[open] > summary").evaluate_all(
        "(all) => all.forEach((el) => el.click())"
    )
    dark = [uncounted(take(menu, "[data-picture=svg]", tmp_path)) for menu in menus(report)]
    assert light and dark == light


@pytest.mark.parametrize("name", ["index", "02-compare", "03-dialogue"])
def test_a_picture_shows_what_is_picked_and_says_so_in_it_and_in_its_name(
    read, tmp_path: Path, name: str
) -> None:
    report: Report = read(name)
    before = [take(menu, "[data-picture=svg]", tmp_path).stem for menu in menus(report)]
    report.pick("participants", *PICKED)
    report.page.locator("details.take[open] > summary").evaluate_all(
        "(all) => all.forEach((el) => el.click())"
    )
    for menu, plain in zip(menus(report), before, strict=True):
        path = take(menu, "[data-picture=svg]", tmp_path)
        assert path.stem == f"{plain}-mexico-sweden"
        text = texts(path)
        assert "In view: Mexico, Sweden; " in text
        title = menu.locator("xpath=ancestor::*[@data-widget]//h3").inner_text()
        if menu.locator("xpath=ancestor::*[@data-widget]").get_attribute("data-widget") != "chart":
            rest = text.replace(title.partition("\n")[2] or title, "")
            assert "Mexico" in rest and "Libya" not in rest and "Guatemala" not in rest


def test_a_link_opens_the_file_elsewhere_as_it_stands_and_leads_to_its_figure(
    read, context, tmp_path: Path
) -> None:
    report: Report = read("03-dialogue")
    report.pick("participants", *PICKED)
    menu = list(menus(report))[-1]
    link = told(menu, "link")
    assert re.fullmatch(r"03-dialogue\.html#participants=mexico,sweden&at=chart-\w+", link)
    moved = tmp_path / "elsewhere" / "03-dialogue.html"
    moved.parent.mkdir()
    moved.write_bytes(report.path.read_bytes())
    page = context.new_page()
    page.goto(f"{moved.parent.as_uri()}/{link}")
    again = Report(page, moved).ready()
    assert again.evidence == report.evidence
    at = link.partition("at=")[2]
    place = "(el) => el.closest('[data-widget]').getBoundingClientRect().top"
    assert 0 <= again.page.locator(f'[data-take="{at}"]').evaluate(place) < 300


@pytest.mark.parametrize("name", NAMES)
def test_what_is_copied_cites_the_meeting_and_no_place_on_this_machine(
    read, tally, name: str
) -> None:
    report: Report = read(name)
    copied = 0
    for menu in report.page.locator("details.take:visible").all():
        menu.locator("summary").click()
        widget = menu.locator("xpath=ancestor::*[@data-widget]")
        heading = widget.locator("h3").first.inner_text()
        citation = told(menu, "citation")
        assert citation.endswith(told(menu, "link")) and report.path.name in citation
        assert "14 October 2016" in citation and "Data version" in citation
        kinds = [citation]
        if widget.get_attribute("data-widget") != "evidence":
            kinds.append(told(menu, "sentence"))
        for text in kinds:
            assert text.startswith(heading)
            assert "file:" not in text and str(report.path.parent) not in text
            assert "{" not in text and "undefined" not in text
            copied += 1
    assert copied
    tally("citations and sentences copied", copied)


def test_a_saved_table_says_on_each_row_what_it_is_from(read, tmp_path: Path) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "slovakia", "mexico")  # a pair that the table of pairs has
    seen: dict[str, list[dict[str, Any]]] = {}
    for menu in report.page.locator("details.take:visible").all():
        menu.locator("summary").click()
        widget = menu.locator("xpath=ancestor::*[@data-widget]").get_attribute("data-widget")
        path = take(menu, "[data-csv]", tmp_path)
        assert path.stem.endswith("-slovakia-mexico")
        table = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        for row in table:
            assert row["figure"] and row["in view"].startswith("In view: Slovakia, Mexico; ")
            assert "14 October 2016. Source: Note" in row["source"]
            seen.setdefault(str(widget), []).append(row)
    assert {"matrix", "table", "chart", "evidence", "sidebyside"} <= set(seen)
    assert {row["meeting"] for row in seen["sidebyside"]} == {
        meeting["id"] for meeting in rows("meetings")
    }


def test_the_menu_works_by_keyboard_and_stays_open_while_the_view_changes(read) -> None:
    report: Report = read("02-compare")
    menu = report.page.locator("[data-widget=sidebyside] .take")
    menu.locator("summary").focus()
    report.page.keyboard.press("Enter")
    report.page.keyboard.press("Tab")
    assert report.page.evaluate("document.activeElement.dataset.key") == "take csv"
    report.page.locator("[data-widget=sidebyside] .filters input").first.uncheck()
    report.settle()
    assert menu.evaluate("(el) => el.open")


def test_without_a_script_no_menu_is_offered(reports: Path) -> None:
    for name in NAMES:
        assert "data-take" not in re.sub(
            r"<script.*?</script>", "", (reports / f"{name}.html").read_text("utf-8"), flags=re.S
        )
