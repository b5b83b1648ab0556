"""Tests of how a report looks: narrow, dark, printed, without motion."""

from __future__ import annotations

import re

import pytest
from reports import NAMES, Report, rows

WIDER = """() => {
  const wide = document.documentElement.scrollWidth;
  const clipped = (el) =>
    el && (getComputedStyle(el).overflowX !== "visible" || clipped(el.parentElement));
  return wide <= innerWidth ? [] : [...document.querySelectorAll("main *")]
    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 && !clipped(el.parentElement))
    .map((el) => `${el.tagName}.${el.className} ${wide}`);
}"""
CONTRAST = r"""(all) => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const paper = (el) => {
    const colour = getComputedStyle(el).backgroundColor;
    return /, 0\)$/.test(colour) ? paper(el.parentElement) : colour;
  };
  return all.filter((el) => getComputedStyle(el).backgroundImage === "none").map((el) => {
    const [a, b] = [light(getComputedStyle(el).color), light(paper(el))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), el.textContent];
  });
}"""
TEXTS = "p, h1, h2, h3, td, th, li, .mark, .chip, button, summary, label span, .n, small, .subtitle"


def brightness(colour: str) -> int:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@pytest.mark.parametrize("name", NAMES)
def test_a_narrow_page_does_not_scroll_sideways_however_much_is_open(read, name: str) -> None:
    report: Report = read(name)
    page = report.page

    def fits() -> None:
        for width in (360, 320):
            report.resize(width, 800)
            assert page.evaluate(WIDER) == [], width

    fits()
    report.unfold()
    for place in (
        ".matrix td button.mark",
        "[data-widget=chart] td button",
        "[data-widget=table] td button",
    ):
        if page.locator(place).count():
            page.locator(place).last.evaluate("(button) => button.click()")
            report.settle()
            assert page.locator(".drawer").count()
            fits()


BROKEN = """(all) => all.flatMap((el) => {
  const range = document.createRange();
  const words = [];
  for (const [node, text] of [...el.childNodes].map((node) => [node, node.textContent]))
    for (const { 0: word, index } of text.matchAll(/\\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (range.getClientRects().length > 1) words.push(word);
    }
  return words;
})"""


@pytest.mark.parametrize("width", [360, 430])
def test_on_a_phone_no_name_in_the_matrix_is_broken_within_a_word(read, width: int) -> None:
    report: Report = read("02-compare")
    report.resize(width, 800)
    names = ".matrix tbody .name"
    assert report.page.locator(names).count() > 10
    assert report.page.eval_on_selector_all(names, BROKEN) == []


def test_all_cells_of_the_matrix_are_equal_and_their_counts_readable(read) -> None:
    report: Report = read("02-compare")
    size = "(all) => all.map((el) => Math.round(el.getBoundingClientRect().width))"
    assert len(set(report.page.eval_on_selector_all(".matrix .mark", size))) == 1
    fonts = "(all) => all.map((el) => parseFloat(getComputedStyle(el).fontSize))"
    assert min(report.page.eval_on_selector_all(".matrix sup, .matrix tfoot td", fonts)) >= 11


def test_on_a_phone_no_chart_of_claims_or_asks_breaks_its_rows(read) -> None:
    report: Report = read("01-overview")
    report.resize(360, 800)
    wider = "(all) => all.filter((el) => el.scrollWidth > el.clientWidth + 1).length"
    assert report.page.eval_on_selector_all(".plot", wider) == 0
    lines = """(plot) => [new Set(plot.calcdata.flat().map(({ y }) => y)).size,
      plot.layout.annotations.length]"""
    for chart in report.charts[1:4]:
        found, names = report.page.eval_on_selector(f'[data-model="{chart}"] .plot', lines)
        assert found == names > 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_cut_at_an_edge_throws_a_shadow_there_until_its_end_is_in_sight(
    read, scheme: str
) -> None:
    report: Report = read("02-compare")
    report.resize(360, 800)
    report.recolour(scheme)
    frame = report.page.locator(".scroll:has(.matrix)")
    frame.scroll_into_view_if_needed()
    strip = """(el) => { const box = el.getBoundingClientRect();
      return { x: box.right - 3, y: box.top + 60, width: 2, height: 2 }; }"""
    cut = report.page.screenshot(clip=frame.evaluate(strip))
    frame.evaluate("(el) => { el.scrollLeft = el.scrollWidth; }")
    report.settle()
    assert report.page.screenshot(clip=frame.evaluate(strip)) != cut
    report.page.emulate_media(media="print")
    assert frame.evaluate("(el) => getComputedStyle(el).backgroundImage") == "none"


def test_on_a_phone_a_row_of_a_table_is_a_card_that_names_its_values(read) -> None:
    report: Report = read("03-dialogue")
    asks = report.page.locator("[data-widget=table] table.values").first
    report.resize(360, 800)
    assert asks.evaluate("(el) => el.scrollWidth <= el.parentElement.clientWidth")
    named = "(el) => getComputedStyle(el, '::before').content"
    assert asks.locator("tbody tr").first.locator("td").nth(1).evaluate(named) == '"Kind: "'


def test_on_a_phone_a_network_is_a_list(read) -> None:
    report: Report = read("06-network")
    report.resize(360, 800)
    report.page.reload()
    report.page.wait_for_selector("html.ready", state="attached")
    report.settle()
    chart = report.page.locator(f'[data-model="{report.charts[0]}"]')
    assert not chart.locator(".plot").is_visible()
    assert chart.locator("details.values tbody tr").first.is_visible()


def test_on_a_phone_the_picker_leaves_a_quarter_of_the_screen(read) -> None:
    report: Report = read("01-overview")
    report.resize(360, 640)
    report.open_picker()
    report.settle()
    height = "(el) => el.getBoundingClientRect().height"
    assert report.page.locator("details.picker").evaluate(height) <= 0.75 * 640


def test_charts_fit_the_width_that_they_are_given(read) -> None:
    report: Report = read("05-method")
    report.resize(360, 800)
    turns = report.charts[1]
    for chart in (report.charts[0], turns):
        plot = f'[data-model="{chart}"] .plot'
        assert report.page.eval_on_selector(plot, "(plot) => plot.scrollWidth") <= 360
    assert len(report.marks(turns)) == len(rows("points"))


@pytest.mark.parametrize("name", ["01-overview", "02-compare"])
def test_text_stands_out_from_what_is_behind_it(read, name: str) -> None:
    report: Report = read(name)
    report.unfold()
    for scheme in ("light", "dark"):
        report.recolour(scheme)
        found = report.page.eval_on_selector_all(TEXTS, CONTRAST)
        assert len(found) > 500
        assert [(ratio, text[:40]) for ratio, text in found if ratio < 4.5] == [], scheme


def test_a_dark_page_is_dark_and_its_charts_too(read) -> None:
    report: Report = read("01-overview")
    page = report.page
    ink = "(el) => getComputedStyle(el).fill"
    paper = "getComputedStyle(document.body).backgroundColor"
    assert brightness(page.evaluate(paper)) == 3 * 255
    assert brightness(page.eval_on_selector(".plot .ytick text", ink)) < 200
    marks = page.eval_on_selector(".plot .point", ink)
    report.recolour("dark")
    assert brightness(page.evaluate(paper)) < 120
    assert brightness(page.eval_on_selector(".plot .ytick text", ink)) > 600
    assert page.eval_on_selector(".plot .point", ink) != marks


def test_print_shows_what_is_open_and_hides_what_is_folded_or_can_only_be_pressed(read) -> None:
    report: Report = read("02-compare")
    page = report.page
    height = "(el) => el.getBoundingClientRect().height"
    visible = "(el) => el.checkVisibility({ contentVisibilityAuto: true })"
    point = page.locator("[data-widget=evidence] li.point").last
    value = page.locator("[data-widget=chart] details.values td").last
    row = page.locator("[data-widget=table] details.fold td").last
    folds = ("[data-widget=evidence] details", "details.values", "details.fold")
    for one in (point, value, row):
        assert not one.is_visible()
    page.emulate_media(media="print")
    for fold in folds:
        assert not page.locator(f"{fold} > summary").last.evaluate(visible)
    report.unfold()
    for one in (point, value, row):
        assert one.evaluate(visible)
        assert one.evaluate(height) > 5
    for pressed in (
        ".take",
        "[data-save]",
        ".filters",
        ".picker .panel",
        "[data-widget=matrix] select",
    ):
        assert not page.locator(pressed).first.evaluate(visible)


def test_print_says_what_is_picked_and_nothing_where_all_is(read) -> None:
    report: Report = read("02-compare")
    picker = report.page.locator(".picker")
    report.page.emulate_media(media="print")
    assert not picker.is_visible()
    report.page.emulate_media(media="screen")
    report.pick("participants", "mexico")
    report.page.emulate_media(media="print")
    assert "Mexico" in picker.locator("summary").inner_text()


def test_a_dark_page_is_printed_in_light_colours(read) -> None:
    report: Report = read("01-overview")
    page = report.page
    report.recolour("dark")
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
          const text = document.querySelector(".plot .ytick text");
          const { width } = text.closest("svg").getBoundingClientRect();
          window.printed = [getComputedStyle(text).fill, width];
        })"""
    )
    page.pdf()
    ink, width = page.evaluate("window.printed")
    assert brightness(ink) < 200
    assert width <= 640
    report.settle()
    after = page.eval_on_selector(".plot .ytick text", "(el) => getComputedStyle(el).fill")
    assert brightness(after) > 600


def test_nothing_moves_for_those_who_do_not_want_it(read) -> None:
    report: Report = read("02-compare")
    motion = "getComputedStyle(document.querySelector('.drawer')).animationName"
    found = []
    for preference in ("no-preference", "reduce"):
        report.page.emulate_media(reduced_motion=preference)
        report.page.locator(".matrix td button.mark").first.click()
        report.settle()
        found.append(report.page.evaluate(motion))
        report.page.keyboard.press("Escape")
        report.settle()
    assert found == ["floorbook-open", "none"]
