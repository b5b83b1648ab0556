"""Hostile data: what a report shows is what its source says, character by character.

In both faces, with and without script; in charts up to the white space at which lines break.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import Export, bound_fields, text_fields
from hostile import package as hostile_package
from packages import change
from payloads import LONGEST, PAYLOADS, REFUSED, groups
from playwright.sync_api import Browser, Page
from reports import Report

from floorbook.figures.labels import lines, shortened
from floorbook.figures.marks import hover
from floorbook.package import validation
from floorbook.package.values import fault

pytestmark = pytest.mark.promise("Hostile data")

TEXTS = "(all) => all.map((el) => el.textContent)"
HEADS = "(all) => all.map((tr) => [tr.dataset.participant, tr.querySelector('.name').textContent])"
PAIRS = "(all, name) => all.map((el) => [el.getAttribute(name), el.textContent])"


def told(page: Page, selector: str) -> list[str]:
    return list(page.eval_on_selector_all(selector, TEXTS))


def by(page: Page, selector: str, attribute: str) -> dict[str, set[str]]:
    """The texts of elements by an attribute of theirs."""
    found: dict[str, set[str]] = {}
    for name, text in page.eval_on_selector_all(selector, PAIRS, attribute):
        found.setdefault(name, set()).add(text)
    return found


def packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def column(page: Page, headers: str, at: int) -> list[str]:
    """A column of the tables that have such a header."""
    table = page.locator("table.values").filter(has=page.get_by_text(headers, exact=True)).first
    rows = table.locator("tbody tr:not(.beside)")
    return list(rows.evaluate_all("(rows, at) => rows.map((r) => r.children[at].textContent)", at))


@pytest.fixture(params=[True, False], ids=["with script", "without"])
def opened(request, browser: Browser, hostile_exports: list[Export]):
    """A function that opens a report of the first package in one face."""
    context = browser.new_context(java_script_enabled=request.param, offline=True)
    page = context.new_page()

    def open_report(name: str) -> Page:
        path = hostile_exports[0].out / f"{name}.html"
        page.goto(path.as_uri())
        if request.param:
            Report(page, path).ready()
        return page

    yield open_report
    context.close()


def test_matrix_evidence_and_picker_show_the_source(opened, hostile_exports, tally) -> None:
    export, page = hostile_exports[0], opened("02-compare")
    names = export.texts("participants", "id", "name")
    issues = export.texts("codebook", "issue", "label")
    gists = export.texts("points", "id", "gist")
    rows = by(page, ".matrix tbody tr[data-participant]", "data-participant")
    heads = page.eval_on_selector_all(".matrix tbody tr[data-participant]", HEADS)
    assert dict(heads) == {key: names[key] for key in rows}
    assert Counter(told(page, ".matrix th.issue > *")) == Counter(issues.values())
    labels = export.texts("dimensions", "dimension", "label").values()
    found = [text.removeprefix("▾ ") for text in told(page, ".matrix .dimension .name")]
    assert Counter(found) == Counter(labels)
    shown = told(page, "[data-widget=evidence] li.point .gist bdi")
    assert Counter(shown) == Counter(gists.values())
    whose = told(page, "[data-widget=evidence] summary bdi")
    assert set(whose) <= set(names.values()) and len(whose) == len(set(whose))
    picker = told(page, ".picker label span, .picker :is(li, .heading):not(:has(label))")
    assert {*names.values(), *issues.values(), *labels} <= set(picker)
    beside = told(page, ".beside-table thead th")
    assert set(beside[1:-1]) <= set(names.values()) and len(beside) == 4
    tally("texts compared with their source", 2 * len(names) + len(gists) + len(picker))


def test_tables_show_the_source(opened, hostile_exports, tally) -> None:
    export, page = hostile_exports[0], opened("03-dialogue")
    asks = [act for act in export.rows("acts") if act["kind"] != "undertaking"]
    found = column(page, "Of whom", 3)
    assert Counter(found) == Counter(act["gist"] for act in asks)
    assert Counter(column(page, "Of whom", 4)) == Counter(act["addressee"] for act in asks)
    told_ = [act["gist"] for act in export.rows("acts") if act["kind"] == "undertaking"]
    assert Counter(column(page, "To whom", 2)) == Counter(told_)
    gists = export.texts("points", "id", "gist")
    replies = [
        gists[row["response_point"]] for row in export.rows("responses") if row["target_point"]
    ]
    assert Counter(column(page, "The response, in our words", 4)) == Counter(replies)
    tally("texts compared with their source", 2 * len(asks) + len(told_) + len(replies))


def test_a_brief_shows_the_source(opened, hostile_exports, tally) -> None:
    export, page = hostile_exports[0], opened("brief-who-0")
    name = export.texts("participants", "id", "name")["who-0"]
    assert told(page, "h2.who") == [name]
    days = len(export.rows("meetings"))  # a meeting a day
    title = f"Brief: {name} – {days} meetings, 1 January 2031 to {days} January 2031"
    assert told(page, "title") == [title]
    limits = json.loads((export.data / "datapackage.json").read_text("utf-8"))["limits"]
    (shown,) = told(page, "p.limits")
    assert packed(shown).endswith(packed(" ".join(limits)))
    page.goto((export.out / "index.html").as_uri())
    assert name in told(page, ".pages li a")
    tally("texts compared with their source", 3 + len(limits))


def test_charts_show_the_source(browser: Browser, hostile_exports, tally) -> None:
    compared = 0
    for export in hostile_exports:
        called = export.texts("participants", "id", "name")
        # Names that differ in white space alone are told apart by their ids.
        told_apart = {f"{name} ({id})" for id, name in called.items()}
        names = {packed(shortened(name)) for name in {*called.values(), *told_apart}}
        for path in export.pages:
            with browser.new_context(offline=True) as context:
                page = context.new_page()
                page.goto(path.as_uri())
                Report(page, path).ready()
                plots = page.locator("[data-widget=chart] .plot:not([hidden])")
                for plot in plots.all():
                    ticks, marks, wanted = plot.evaluate(DRAWN)
                    assert {packed(text) for text in ticks} <= {read(text) for text in wanted}
                    assert bool(ticks) == bool(wanted)
                    compared += len(ticks) + len(marks)
                if path.stem == "02-compare":
                    head = page.locator("[data-widget=chart] .plot:not([hidden])").first.evaluate(
                        DRAWN
                    )[0]
                    assert {packed(text) for text in head} <= names
    tally("labels in charts compared with their source", compared)


DRAWN = """(plot) => [
  [...plot.querySelectorAll(".xtick text, .ytick text")].map((el) => el.textContent),
  [...plot.querySelectorAll(".textpoint text")].map((el) => el.textContent),
  [plot.layout.xaxis, plot.layout.yaxis].flatMap(
    (axis) => axis?.ticktext ?? axis?.categoryarray ?? (axis?.tickvals ?? []).map(String)),
]"""


def read(text: str) -> str:
    """What a label of plotly's shows, by the rules of HTML and not by ours."""
    return packed(html.unescape(text.replace("<br>", "")))


def test_a_label_for_a_chart_reads_as_the_text_it_is_made_of(tally) -> None:
    for text in PAYLOADS.values():
        for width in (12, 20, 40):
            assert read(lines(text, width)) == packed(shortened(text))
        assert read(hover([text])) == packed(shortened(text, 400))
    assert [text for text in PAYLOADS.values() if shortened(text, 160) != text] == [
        PAYLOADS["over-long"]
    ]
    tally("payloads as labels of charts", len(PAYLOADS))


def test_every_text_field_holds_every_payload_that_it_takes(tmp_path: Path, tally) -> None:
    tried = 0
    for number, payloads in enumerate(groups()):
        export = Export(tmp_path / str(number))
        export.folder.mkdir()
        hostile_package(export.data, payloads)
        assert not validation.check(export.data, export.notes).problems
        for table, field in text_fields():
            taken = {text for text in payloads.values() if not fault(text, field)}
            if field.released:  # the others hold canaries
                long = bool(field.max_length) and "over-long" in payloads
                assert len(taken) == len(payloads) - long
                held = {row[field.name] for row in export.rows(table)}
                if table == "names":  # numbered, as no two may read alike
                    held = {re.sub(r" \(\d+\)$", "", name) for name in held}
                assert held >= taken, (table, field)
                tried += len(taken)
    tally("payloads in text fields, each in each", tried)


def test_what_a_field_cannot_hold_is_refused(
    tmp_path: Path, tally: Callable[..., None], share: Callable[[int, int], int]
) -> None:
    """Ids, dates, numbers and listed values refuse every payload; every text, what breaks files."""
    few = dict(list(PAYLOADS.items())[:4])
    words = [text for text in PAYLOADS.values() if not re.fullmatch("[a-z0-9-]+", text)]  # no ids
    tried = 0
    for fields, texts in (
        (bound_fields(), words[:: share(1, 6)]),
        (text_fields(), list(REFUSED.values())),
    ):
        wanted = Counter(f"{table.replace('_', '-')}.csv" for table, _ in fields)
        for text in texts:
            folder = hostile_package(tmp_path / str(tried), few)
            for table, field in fields:
                change(folder, table, 2, field.name, text)
            problems = validation.check(folder).problems
            places = {
                (Path(one.file).name, one.line, one.column) for one in problems if one.value == text
            }
            assert Counter(name for name, *_ in places) >= wanted, text
            tried += len(fields)
    tally("payloads refused by a field", tried)


def test_an_over_long_gist_is_refused(tmp_path: Path, tally: Callable[..., None]) -> None:
    data = hostile_package(tmp_path / "data", dict(list(PAYLOADS.items())[:4]))
    tried = 0
    for table, field in text_fields():
        if field.max_length:
            change(data, table, 2, field.name, PAYLOADS["over-long"])
            tried += 1
    told_ = [problem.message for problem in validation.check(data).problems]
    assert len([one for one in told_ if f"has {len(PAYLOADS['over-long'])}" in one]) == tried == 3
    assert LONGEST == 160
    tally("payloads refused by a field", tried)
