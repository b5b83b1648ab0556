"""Tests of picking in a report: what is picked is left, everywhere, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from harbour import saved
from reports import Report, cells, floorbook, names, points_of, rows

TWO = ("mexico", "philippines")


def about(mark: dict[str, Any]) -> set[str]:
    return {mark[key] for key in ("participant", "participant_b") if mark.get(key)}


def table_rows(report: Report, chart: str) -> int:
    return report.page.locator(f'[data-model="{chart}"] details tbody tr').count()


@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue"])
def test_picking_two_by_their_boxes_leaves_just_these_in_every_chart(read, name: str) -> None:
    report: Report = read(name)
    report.pick("participants", *TWO)
    kept = 0
    for chart in report.charts:
        every = report.all_marks(chart)
        left = [mark for mark in every if about(mark) <= set(TWO)]
        assert len(left) < len(every)
        kept += len(left)
        assert report.marks(chart) == left
        assert table_rows(report, chart) == len(left)
        shown = report.page.locator(f'[data-model="{chart}"] .shown')
        assert shown.inner_text() == f"shown: {len(left)} of {len(every)}"
    assert kept


@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue"])
def test_picking_two_leaves_just_their_points_in_the_evidence(read, name: str) -> None:
    report: Report = read(name)
    assert report.evidence == sorted(row["id"] for row in rows("points"))
    report.pick("participants", *TWO)
    assert report.evidence == points_of(TWO)
    assert set(
        report.told("[data-widget=evidence] details[data-participant]", "data-participant")
    ) == set(TWO)


def test_picking_two_leaves_just_their_rows_in_the_matrix(read) -> None:
    report: Report = read("02-compare")
    report.pick("participants", *TWO)
    assert report.participants == list(TWO)
    assert report.page.locator(".matrix .mark").count() == (
        report.page.locator(
            ".matrix tr:is([data-participant=mexico], [data-participant=philippines]) .mark"
        ).count()
    )
    assert report.page.locator("[data-widget=matrix] .shown").inner_text() == "shown: 2 of 14"


def test_picking_two_puts_them_side_by_side(read) -> None:
    report: Report = read("02-compare")
    report.pick("participants", "usa", "icmc", "libya")
    heads = report.page.locator(".beside-table thead th").all_inner_texts()
    assert heads == ["Issue", "Libya", "USA", "ICMC", "Together"]


def test_unpicking_one_leaves_all_others(read) -> None:
    report: Report = read("02-compare")
    everyone = report.participants
    report.open_picker()
    report.box("participants", "sweden").uncheck()
    report.settle()
    assert report.participants == [one for one in everyone if one != "sweden"]


def test_the_summary_names_a_few_and_counts_more_and_all_that_is_in_view(read) -> None:
    report: Report = read("02-compare")
    everybody, issues = rows("participants"), len(rows("codebook"))
    four = tuple(row["id"] for row in everybody[:4])
    few = ", ".join(row["name"] for row in everybody if row["id"] in TWO)
    first = ", ".join(row["name"] for row in everybody[:3])
    counted = f"{first} and 1 more (4 of {len(everybody)} participants)"
    for picked, told in ((TWO, few), (four, counted)):
        report.pick("participants", *picked)
        said = report.page.locator(".picker summary").inner_text()
        assert f"In view: {told}; {issues} of {issues} issues; " in said
        assert said.endswith(f"; {len(points_of(picked))} of {len(rows('points'))} points")


def test_a_groups_box_picks_all_of_it_and_shows_when_some_are(read) -> None:
    report: Report = read("02-compare")
    report.pick("participants")
    box = report.page.locator('.picker input[data-group="Secretariat"]')
    box.check()
    report.settle()
    kinds = names("participants", "id", "kind")
    assert set(report.participants) == {one for one in kinds if kinds[one] == "secretariat"}
    report.box("participants", report.participants[0]).uncheck()
    assert box.evaluate("(el) => [el.checked, el.indeterminate]") == [False, True]


def test_a_box_for_what_a_table_says_of_participants_picks_all_of_whom_it_says_so(
    watched, tmp_path
) -> None:
    regions = {"Peru": "America", "Cuba": "America", "Mali": "Africa", "Chad": "Africa"}
    told = [(who, "Fees", "for", region) for who, region in regions.items()]
    table = saved(tmp_path, [("Country", "Issue", "Position", "Region"), *told])
    floorbook("report", "notebooks/02-compare.ipynb", str(table), "--out", str(tmp_path))
    path = tmp_path / "02-compare.html"
    report = Report(watched.open(path), path).ready()
    report.open_picker()
    report.page.locator('.picker input[data-trait="Region"][data-value="Africa"]').uncheck()
    report.settle()
    assert report.participants == ["peru", "cuba"]
    report.box("participants", "cuba").uncheck()
    box = report.page.locator('.picker [aria-label="Region"] input[data-value="America"]')
    assert box.evaluate("(el) => [el.checked, el.indeterminate]") == [False, True]
    assert watched.trouble == []


def test_a_dimensions_box_takes_its_issues_out_of_everything(read) -> None:
    report: Report = read("02-compare")
    report.open_picker()
    report.box("dimensions", "process").uncheck()
    report.settle()
    dimension = names("codebook", "issue", "dimension")
    issues = set(report.told(".matrix td[data-issue]", "data-issue"))
    assert issues == {one for one in issues if dimension[one] != "process"}
    assert "leadership" in {dimension[one] for one in issues}
    assert report.box("issues", "lean").is_disabled()
    coded = {row["point"] for row in rows("codings") if dimension[row["issue"]] != "process"}
    assert report.evidence == sorted(coded)


def test_one_issue_leaves_its_points_with_that_coding_alone(read) -> None:
    report: Report = read("02-compare")
    report.pick("issues", "iom-lead")
    assert report.evidence == sorted(
        {row["point"] for row in rows("codings") if row["issue"] == "iom-lead"}
    )
    label = names("codebook", "issue", "label")["iom-lead"]
    codings = report.page.locator("[data-widget=evidence] .codings li").all_inner_texts()
    assert codings
    assert all(f"{label}:" in coding for coding in codings)


def test_nothing_picked_is_said_and_everything_comes_back(read) -> None:
    report: Report = read("02-compare")
    everyone = report.participants
    report.pick("participants")
    assert (report.participants, report.evidence) == ([], [])
    nothing = report.page.locator("[data-widget=evidence]").inner_text()
    assert "Nothing is recorded for what is picked. That is not a position." in nothing
    report.page.locator("[data-reset]").click()
    report.settle()
    assert report.participants == everyone
    assert len(report.evidence) == len(rows("points"))
    assert report.page.locator("[data-reset]").is_hidden()


def test_a_search_hides_boxes_and_picks_nothing(read) -> None:
    report: Report = read("02-compare")
    everyone = report.participants
    report.open_picker()
    report.page.locator(".picker input[type=search]").fill("swed")
    visible = report.page.locator(".picker li:visible input").evaluate_all(
        "(all) => all.map((el) => el.dataset.id)"
    )
    assert visible == ["sweden"]
    assert report.page.locator(".picker .group:visible").count() == 1
    assert report.participants == everyone


def test_a_box_can_be_reached_and_set_by_keyboard(read) -> None:
    report: Report = read("02-compare")
    keyboard = report.page.keyboard
    report.page.locator(".picker > summary").focus()
    keyboard.press("Enter")
    for _ in range(12):
        keyboard.press("Tab")
        if report.page.evaluate("document.activeElement.dataset.id") == "libya":
            break
    keyboard.press("Space")
    report.settle()
    assert "libya" not in report.participants
    assert len(report.participants) == len(rows("participants")) - 1
    assert report.page.evaluate("document.activeElement.dataset.id") == "libya"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert report.page.evaluate(outline) != "none"


def test_a_dimension_folds_to_counts_and_back(read) -> None:
    report: Report = read("02-compare")
    dimension = names("codebook", "issue", "dimension")
    report.page.locator("[data-fold=process]").click()
    report.settle()
    assert not [
        i
        for i in report.told("[data-issue]", "data-issue")
        if dimension[i] == "process" and report.page.locator(f".matrix [data-issue={i}]").count()
    ]
    cell = ".matrix tr[data-participant=mexico] [data-dimension=process]"
    assert report.page.locator(cell).inner_text().split()[0] == "3/10"
    assert report.page.evaluate("document.activeElement.dataset.fold") == "process"
    report.page.keyboard.press("Enter")
    report.settle()
    assert report.page.locator(".matrix [data-issue=lean]").count()


def test_rows_are_ordered_by_an_issue_and_by_the_list(read) -> None:
    report: Report = read("02-compare")
    spoken = report.participants
    report.page.locator("[data-sort=iom-lead]").click()
    report.settle()
    assert report.participants[:5] == [
        *("slovakia", "netherlands", "mexico", "australia"),  # support
        "philippines",  # qualified
    ]
    office = {row["id"] for row in rows("participants") if row["kind"] == "secretariat"}
    assert len(office) > 1
    assert set(report.participants[-len(office) :]) == office  # they stand apart
    assert report.participants[-len(office)] == "iom-director-general"  # qualified
    assert report.page.locator("[data-sort=iom-lead]").locator("..").get_attribute("aria-sort")
    report.page.locator("[data-widget=matrix] select").select_option("label")
    report.settle()
    label = names("participants", "id", "name")
    apart = sorted(spoken, key=lambda one: (one in office, label[one].casefold()))
    assert report.participants == apart


@pytest.mark.parametrize("at", ["b", "[aria-live]"])
def test_the_picker_unfolds_and_folds_wherever_its_line_is_clicked(read, at: str) -> None:
    report: Report = read("01-overview")
    for unfolded in (True, False):
        report.page.locator(f"details.picker > summary {at}").click()
        assert report.page.locator("details.picker").evaluate("(el) => el.open") is unfolded


def test_a_chart_of_which_nothing_is_left_is_its_heading_alone_until_something_is(read) -> None:
    report: Report = read("01-overview")
    report.pick("participants")
    for chart in report.charts:
        widget = report.page.locator(f'[data-model="{chart}"]')
        assert widget.locator(".shown").inner_text().startswith("shown: 0 of ")
        lines = widget.locator(
            '.plot path.crisp:not([d="M0,0"]):visible'
        )  # plotly keeps empty ones
        assert lines.count() == 0
        assert widget.locator("figure > :not(figcaption):visible").count() == 0
        assert widget.locator("figcaption > :visible").count() == 1
    report.pick("participants", "slovakia")
    shown = report.page.locator("[data-widget=chart] .plot:visible")
    assert shown.count() > 0
    for plot in shown.all():
        assert plot.locator("svg").first.is_visible()


def test_the_findings_say_once_something_is_picked_that_they_speak_of_the_whole(read) -> None:
    report: Report = read("01-overview")
    note = report.page.locator("[data-widget=findings] .note")
    assert note.count() == 0
    report.pick("participants", "mexico")
    mine = len(points_of(["mexico"]))
    assert note.inner_text() == (
        "These findings are about the whole meeting, whatever is picked. In view: Mexico; 32 of "
        f"32 issues; {mine} of {len(rows('points'))} points. Recorded on IOM's lead: Mexico."
    )
    assert ("mexico", "iom-lead") in cells()
    report.pick("participants", "libya")
    assert note.inner_text().endswith(" Nobody in view is recorded on IOM's lead.")
    report.page.locator("[data-reset]").click()
    report.settle()
    assert note.count() == 0


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("index", ".board tbody button"),
        ("index", ".cards li > button"),
        ("01-overview", ".findings li"),
        ("01-overview", "[data-widget=table] td"),
        ("02-compare", ".matrix tbody button"),
        ("02-compare", ".beside-table button"),
    ],
)
def test_a_pick_leaves_what_stays_in_view_as_it_is_with_the_focus_on_it(
    read, name: str, parts: str
) -> None:
    report: Report = read(name)
    report.page.eval_on_selector_all(parts, "(all) => { window.before = all; }")
    focused = "document.activeElement.matches('button') ? document.activeElement === before[0] : 0"
    if parts.endswith("button"):
        report.page.locator(parts).first.focus()
        assert report.page.evaluate(focused) is True
    report.page.evaluate("document.querySelector('input[data-id=mexico]').click()")
    report.settle()
    there = report.page.evaluate("before.filter((el) => el.isConnected).length")
    assert there > 0.7 * report.page.evaluate("before.length") > 0
    assert report.page.evaluate(focused) == parts.endswith("button")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("index", ".board tbody button"),
        ("index", ".cards li > button"),
        ("02-compare", ".beside-table button"),
    ],
)
def test_what_is_open_beside_a_mark_stays_open_while_others_are_picked(
    read, name: str, parts: str
) -> None:
    report: Report = read(name)
    report.page.locator(parts).first.click()
    report.settle()
    heads = report.page.locator(".drawer h4")
    opened = heads.all_inner_texts()
    for _ in range(2):
        report.page.evaluate("document.querySelector('input[data-id=mexico]').click()")
        report.settle()
        assert heads.all_inner_texts() == opened != []
    report.page.locator(".drawer [data-key=close]").first.click()
    report.settle()
    assert report.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
