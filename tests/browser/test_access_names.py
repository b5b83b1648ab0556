"""Tests of what a screen reader is told: names, roles, states, and what has changed."""

from __future__ import annotations

from typing import Any

import pytest
from reports import NAMES, Report

pytestmark = pytest.mark.promise("For everyone")

CONTROLS = {
    *("button", "checkbox", "combobox", "searchbox", "slider", "link"),
    *("DisclosureTriangle", "textbox"),
}
NAMED = CONTROLS | {"table", "heading", "image"}
TABLES = """(all) => all.map((table) => [...table.querySelectorAll("tbody tr:not(.beside)")]
  .map((row) => [...row.children].slice(0, -1).map((cell) => cell.textContent)))"""


def tree(report: Report) -> list[dict[str, Any]]:
    """The nodes of Chromium's accessibility tree: role, name, and properties by name."""
    session = report.page.context.new_cdp_session(report.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", "").strip(),
            **{one["name"]: one["value"].get("value") for one in node.get("properties", ())},
        }
        for node in nodes
        if not node.get("ignored")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_no_two_marks_the_same(read, tally, name: str) -> None:
    report: Report = read(name)
    report.unfold()
    nodes = tree(report)
    controls = [node for node in nodes if node["role"] in CONTROLS]
    assert [node for node in nodes if node["role"] in NAMED - {"table"} and not node["name"]] == []
    marks = [
        node["name"]
        for node in controls
        if node["role"] == "button" and "expanded" in node and " · " in node["name"]
    ]
    if name == "02-compare":
        assert "Mexico · IOM's lead: Support, 1 point" in marks
        assert len(set(marks)) == len(marks) > 60
    roles = {node["role"] for node in controls}
    if name in ("02-compare", "06-network"):
        own = "searchbox" if name == "02-compare" else "slider"
        assert {"button", "checkbox", "combobox", own, "link"} <= roles
    tally("controls with a name for those who hear it", len(controls))


def test_letters_and_numbers_are_spelled_out_and_not_read_twice(read) -> None:
    names = [node["name"] for node in tree(read("02-compare")) if node["role"] == "button"]
    assert "Slovakia, IOM's lead: Support, 1 point" in names
    folded = [one for one in names if one.startswith("Mexico · Substance and context: ")]
    assert folded == ["Mexico · Substance and context: speaks on 1 of 15 issues: Support 1"]


def test_states_are_told(read) -> None:
    report: Report = read("02-compare")
    page = report.page

    def state(role: str, name: str, key: str) -> Any:
        (found,) = [n for n in tree(report) if n["role"] == role and n["name"].startswith(name)]
        return found.get(key)

    mark = "Mexico · IOM's lead: "
    assert state("button", mark, "expanded") is False
    page.locator('.matrix tr[data-participant=mexico] [data-issue="iom-lead"] button').click()
    report.settle()
    assert state("button", mark, "expanded") is True
    assert state("button", "▾ Leadership", "expanded") is True
    page.locator("[data-fold=leadership]").click()
    report.settle()
    assert state("button", "▸ Leadership", "expanded") is False
    report.open_picker()
    group = page.locator('.picker input[data-group="Secretariat"]').evaluate(
        "(box) => box.closest('label').textContent"
    )
    assert state("checkbox", group, "checked") == "true"
    report.box("participants", "iom-chief-of-staff").uncheck()
    report.settle()
    assert state("checkbox", group, "checked") == "mixed"


def test_the_order_of_rows_is_told(read) -> None:
    report: Report = read("02-compare")
    report.unfold()
    head = report.page.locator("[data-widget=table] th[scope=col]").first
    told = []
    for _ in range(3):
        head.locator("button").click()
        report.settle()
        told.append(head.get_attribute("aria-sort"))
    assert told == ["ascending", "descending", None]


def test_what_is_in_view_is_announced_when_it_changes(read) -> None:
    report: Report = read("02-compare")
    page = report.page
    page.evaluate(
        """() => {
          window.heard = [];
          for (const live of document.querySelectorAll("[aria-live]"))
            new MutationObserver(() => window.heard.push(live.textContent))
              .observe(live, { childList: true, characterData: true, subtree: true });
        }"""
    )
    report.open_picker()
    report.box("participants", "mexico").uncheck()
    report.settle()
    (heard,) = page.evaluate("window.heard")
    assert "(13 of 14 participants); " in heard


@pytest.mark.parametrize("name", NAMES)
def test_every_plotted_value_stands_in_a_table(read, tally, name: str) -> None:
    report: Report = read(name)
    tables = report.page.eval_on_selector_all("[data-widget=chart] details.values", TABLES)
    assert len(tables) == len(report.charts)
    told = 0
    for chart, rows in zip(report.charts, tables, strict=True):
        assert rows == values_of(report.states[chart])
        told += len(rows)
    tally("plotted marks with their values in a table", told)


def values_of(state: dict[str, Any]) -> list[list[str]]:
    """What a chart's state has of each mark under the names that its table asks for."""
    columns = state["columns"]
    wanted = state["figure"]["layout"]["meta"]["table"]
    return [
        [value_of(trace, name, columns, i) for name in wanted]
        for trace in state["figure"]["data"]
        for i, mark in enumerate(trace.get("customdata", ()))
        if not dict(zip(columns, mark, strict=True)).get("guide")
    ]


def value_of(trace: dict[str, Any], key: str, columns: list[str], i: int) -> str:
    """What the figure has under a name for a mark, without plotly's escapes."""
    value = trace["customdata"][i][columns.index(key)] if key in columns else trace.get(key, "")
    if isinstance(value, list) and key not in columns:
        value = value[i]
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as JavaScript writes it
    text = "" if value is None else str(value)
    for escape, letter in (("<br>", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(escape, letter)
    return text
