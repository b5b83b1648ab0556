"""Tests of the evidence behind marks: a click lists exactly the points that the data have."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from reports import Report, cells, names, rows

from floorbook import load, wording

CELLS = [
    ("mexico", "iom-lead", "Mexico supports it, 1 point (Mexico 2)."),
    ("mexico", "modalities", "Mexico supports it, 2 points (Mexico 4 and 6)."),
    (
        *("iom-director-general", "pace"),
        "IOM Director General supports it, 2 points (Reply to Netherlands 1, Reply to Mexico 2), 1 "
        "of them unsure; beside 1 point (Director General's presentation 31) that takes no side.",
    ),
]
"""Cells, with what was read of them in the files by hand."""

SEED = 20161014
OPEN = """async ([selector, every]) => {
  const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const found = [];
  for (let i = 0; i < document.querySelectorAll(selector).length; i += every) {
    const button = document.querySelectorAll(selector)[i];
    const place = button.closest("td");
    const { issue, dimension } = place.dataset;
    const key = [place.closest("tr").dataset.participant, issue ?? dimension];
    button.click();
    await frame();
    const widget = document.querySelectorAll(selector)[i].closest("[data-widget]");
    const listed = [...widget.querySelectorAll(".drawer li.point")];
    found.push([key, listed.map((li) => li.dataset.point)]);
  }
  [...document.querySelectorAll(selector)].at(-1).click(); // what is open, once more: it closes
  await frame();
  return found;
}"""


@pytest.mark.parametrize(("participant", "issue", "told"), CELLS)
def test_a_click_on_a_cell_lists_just_its_points(
    read, participant: str, issue: str, told: str
) -> None:
    report: Report = read("02-compare")
    report.page.locator(
        f'.matrix tr[data-participant={participant}] [data-issue="{issue}"] button'
    ).click()
    report.settle()
    assert report.drawer == sorted(cells()[participant, issue])
    sentence = report.page.locator("[data-widget=matrix] .sentence").inner_text()
    label, claim = (names("codebook", "issue", one)[issue] for one in ("label", "claim"))
    assert sentence.startswith(f"Statement on {label}: {claim.rstrip('.')}. {told}")
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
    assert {(who, issue): n for who, issue, n in shown} == making()


def making() -> dict[tuple[str, str], int]:
    """How many points make the position of each cell: those on the scale, or else all."""
    value = names("positions", "position", "value")
    own = [coding for coding in rows("codings") if coding["voice"] == "own"]
    signed = {(coding["point"], coding["issue"]) for coding in own if value[coding["position"]]}
    return {
        (who, issue): sum((point, issue) in signed for point in points) or len(points)
        for (who, issue), points in cells().items()
    }


@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue", "06-network"])
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
    assert opened >= 2


@pytest.mark.promise("Evidence")
def test_every_cell_opens_the_points_that_the_data_have_and_no_other(
    read, tally: Callable[..., None]
) -> None:
    report: Report = read("02-compare")
    folded = report.page.locator("[data-fold][aria-expanded=false]")
    while folded.count():
        folded.first.click()
        report.settle()
    opened = report.page.evaluate(OPEN, [".matrix td button.mark", 1])
    assert {tuple(key): set(points) for key, points in opened} == cells()
    tally("cells of the matrix, each with just its points behind it", len(opened))
    assert report.drawer == []  # a second click on the last closes it


def test_a_folded_cell_opens_the_points_of_all_its_issues(read) -> None:
    report: Report = read("02-compare")
    dimension = names("codebook", "issue", "dimension")
    report.page.locator("[data-fold=process]").click()
    report.settle()
    opened = report.page.evaluate(OPEN, [".matrix td[data-dimension=process] button", 1])
    expected: dict[str, set[str]] = {}
    for (who, issue), points in cells().items():
        if dimension[issue] == "process":
            expected.setdefault(who, set()).update(points)
    assert {who: set(points) for (who, _), points in opened} == expected


def test_marks_stand_where_a_click_finds_them(read) -> None:
    """Seeded marks all over the charts, and not only the first of each."""
    report: Report = read("01-overview")
    chance = random.Random(SEED)
    for chart in report.charts:
        marks = report.all_marks(chart)
        for number in chance.sample(range(len(marks)), 4):
            report.page.mouse.click(*report.place(chart, number))
            report.settle()
            opened = report.page.locator(f'[data-model="{chart}"] .drawer')
            assert opened.locator("h4").inner_text() == marks[number]["label"]
            assert report.drawer == sorted(marks[number]["points"])
            opened.locator("[data-key=close]").click()
            report.settle()


def test_a_mark_without_points_says_that_nothing_is_recorded(read) -> None:
    report: Report = read("01-overview")
    chart, number = next(
        (chart, number)
        for chart in report.charts
        for number, mark in enumerate(report.all_marks(chart))
        if not mark["points"]
    )
    report.page.mouse.click(*report.place(chart, number))
    report.settle()
    said = report.page.locator(f'[data-model="{chart}"] .drawer').inner_text()
    assert "0 recorded points" in said
    assert "Nothing is recorded here. That is not a position." in said


@pytest.mark.promise("Evidence")
@pytest.mark.parametrize("name", ["01-overview", "02-compare", "03-dialogue"])
def test_every_row_of_a_charts_table_opens_the_points_of_its_mark(
    read, name: str, share: Callable[..., int], tally: Callable[..., None]
) -> None:
    report: Report = read(name)
    report.unfold()
    every, count = share(1, 4), 0
    for chart in report.charts:
        marks = [sorted(mark["points"]) for mark in report.all_marks(chart)]
        table = f'[data-model="{chart}"] details.values td button:not(.save)'
        opened = report.page.evaluate(OPEN, [table, every])
        assert [sorted(points) for _, points in opened] == marks[::every]
        count += len(opened)
    tally("marks of charts, each with just its points behind it", count)


def test_what_is_in_focus_stands_in_the_evidence_too_until_it_is_let_go(read) -> None:
    report: Report = read("02-compare")
    report.page.locator(
        '.matrix tr[data-participant=mexico] [data-issue="modalities"] button'
    ).click()
    report.settle()
    assert report.evidence == sorted(cells()["mexico", "modalities"]) == report.drawer
    report.page.locator("[data-widget=evidence] [data-key=release]").click()
    report.settle()
    assert report.drawer == []
    assert len(report.evidence) == len(rows("points"))


def test_a_point_is_shown_with_gist_place_and_codings(read) -> None:
    report: Report = read("02-compare")
    report.page.locator(
        '.matrix tr[data-participant=mexico] [data-issue="modalities"] button'
    ).click()
    report.settle()
    gists, items = names("points", "id", "gist"), names("points", "id", "item")
    sections = {row["id"]: f"{row['section']} {row['number']}" for row in rows("items")}
    labels = names("codebook", "issue", "label")
    for point in report.drawer:
        shown = report.page.locator(f'.drawer li[data-point="{point}"]').first
        assert shown.locator(".gist").inner_text() == f"{gists[point]} our paraphrase"
        assert shown.locator(".place").inner_text() == f"Mexico · floor · {sections[items[point]]}"
        codings = [row for row in rows("codings") if row["point"] == point]
        assert shown.locator(".codings li").count() == len(codings)
        for coding in codings:
            assert labels[coding["issue"]] in shown.locator(".codings").inner_text()
            assert coding["note"] in (shown.locator(".codings").text_content() or "")


def test_doubt_is_seen_in_the_matrix_and_its_reason_opens_beside_the_coding(read) -> None:
    report: Report = read("02-compare")
    mark = report.page.locator('.matrix tr[data-participant=usa] [data-issue="geneva-role"] button')
    assert mark.evaluate("(el) => getComputedStyle(el).outlineStyle") == "dotted"
    mark.click()
    report.settle()
    (unsure,) = [
        coding
        for coding in rows("codings")
        if coding["point"] in report.drawer
        and (coding["issue"], coding["unsure"]) == ("geneva-role", "true")
    ]
    point = report.page.locator(f'.matrix .drawer li[data-point="{unsure["point"]}"]')
    reason = point.locator(".codings > li", has_text="Geneva's role: ").locator(".why")
    assert reason.locator("summary").inner_text() == "unsure"
    assert not reason.locator("bdi").is_visible()
    reason.locator("summary").click()
    assert reason.locator("bdi").inner_text() == unsure["note"]
    assert reason.locator("bdi").is_visible()


@pytest.mark.parametrize("issue", ["iom-lead", "modalities"])  # the first of the row, and a later
def test_a_cell_opens_and_closes_by_keyboard_and_focus_returns(read, issue: str) -> None:
    report: Report = read("02-compare")
    keyboard = report.page.keyboard
    place = f'.matrix tr[data-participant=mexico] [data-issue="{issue}"] button'
    report.page.locator(place).focus()
    keyboard.press("Enter")
    report.settle()
    assert report.drawer == sorted(cells()["mexico", issue])
    keyboard.press("Escape")  # with focus still on the cell
    report.settle()
    assert report.drawer == []
    is_there = f"document.activeElement === document.querySelector('{place}')"
    assert report.page.evaluate(is_there)
    keyboard.press("Enter")
    report.settle()
    report.page.locator(".matrix .drawer [data-key=close]").focus()
    keyboard.press("Escape")
    report.settle()
    assert report.drawer == []
    assert report.page.evaluate(is_there)


def test_a_cell_is_reached_by_tabbing_on_from_its_column(read) -> None:
    report: Report = read("02-compare")
    report.page.locator("[data-sort]").last.focus()
    report.page.keyboard.press("Tab")
    assert report.page.evaluate("document.activeElement.matches('.matrix td button.mark')")


def test_a_row_of_a_charts_table_gets_focus_back(read) -> None:
    report: Report = read("01-overview")
    report.unfold()
    button = report.page.locator("[data-widget=chart] details.values td button").nth(3)
    button.focus()
    report.page.keyboard.press("Enter")
    report.settle()
    assert report.drawer
    report.page.keyboard.press("Escape")
    report.settle()
    assert report.drawer == []
    assert button.evaluate("(el) => el === document.activeElement")


def test_a_link_to_evidence_in_a_folded_table_opens_the_table(read, context) -> None:
    report: Report = read("02-compare")
    fold = "[data-widget=table] details.fold"
    assert report.page.locator(fold).count() and not report.page.locator(f"{fold}[open]").count()
    report.page.locator(f"{fold} > summary").first.click()
    report.page.locator(f"{fold} td button").nth(2).click()
    report.settle()
    report.page.wait_for_url("**focus=*")
    linked = Report(context.new_page(), report.path)
    linked.page.goto(report.page.url)
    linked.ready().settle()
    expect(linked.page.locator(f"{fold}[open] .drawer")).to_be_visible()
    assert linked.drawer == report.drawer != []


def test_the_sentence_on_a_cell_can_be_copied(read, context) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    report: Report = read("02-compare")
    report.page.locator(
        '.matrix tr[data-participant=mexico] [data-issue="modalities"] button'
    ).click()
    report.settle()
    sentence = report.page.locator("[data-widget=matrix] .sentence").inner_text()
    report.page.locator("[data-widget=matrix] [data-key=copy]").click()
    report.page.wait_for_selector("[data-widget=matrix] .cable [role=status]:has-text('copied')")
    assert report.page.evaluate("navigator.clipboard.readText()") == sentence


def test_an_empty_cell_opens_one_sentence_that_takes_no_side(read) -> None:
    report: Report = read("02-compare")
    report.page.locator('.matrix tr[data-participant=mexico] [data-issue="lean"] button').click()
    report.settle()
    drawer = report.page.locator("[data-widget=matrix] .drawer")
    assert "0 recorded points" in drawer.inner_text()
    labels = names("codebook", "issue", "label")
    told = wording.cell_sentences(load()).set_index(["participant", "issue"])["sentence"]
    assert drawer.locator(".sentence").inner_text() == told["mexico", "lean"]
    assert drawer.locator("h4").inner_text() == f"Mexico · {labels['lean']}"
    assert report.drawer == []


def test_arrow_keys_reach_every_cell_and_tab_what_is_recorded(read) -> None:
    report: Report = read("02-compare")
    page = report.page
    here = "document.activeElement.closest('td')?.dataset.issue"
    page.locator('.matrix tr[data-participant=mexico] [data-issue="iom-lead"] button').focus()
    found = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        who = page.evaluate("document.activeElement.closest('tr').dataset.participant")
        found.append((who, page.evaluate(here)))
    issues = [row["issue"] for row in rows("codebook")]
    assert issues[:3] == ["iom-lead", "iom-standing", "un-secretariat"]
    assert found == [
        ("mexico", issues[1]),
        ("mexico", issues[2]),
        ("philippines", issues[2]),
        ("philippines", issues[1]),
        ("mexico", issues[1]),
    ]
    page.keyboard.press("Tab")  # over the empty cell to the next that is recorded
    assert page.evaluate(here) == "iom-governance"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    report.settle()
    assert "No position of Mexico" in page.locator(".drawer .sentence").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate(here) == "un-secretariat"


def test_a_count_under_a_column_opens_the_points_of_all_its_cells(read) -> None:
    report: Report = read("02-compare")
    report.page.locator(".matrix tfoot button").first.click()
    report.settle()
    issue = rows("codebook")[0]["issue"]
    mine = {key: points for key, points in cells().items() if key[1] == issue}
    assert report.drawer == sorted(set().union(*mine.values()))
    assert report.page.locator(".matrix tfoot button").first.inner_text() == str(len(mine))


def test_a_mark_without_points_has_a_control_in_the_table_too(read) -> None:
    report: Report = read("01-overview")
    report.unfold()
    chart = next(
        chart for chart in report.charts if any(not m["points"] for m in report.all_marks(chart))
    )
    table = report.page.locator(f'[data-model="{chart}"] table.values')
    table.locator("button", has_text="not recorded").first.click()
    report.settle()
    assert (
        "Nothing is recorded here. That is not a position."
        in report.page.locator(f'[data-model="{chart}"] .drawer').inner_text()
    )


def test_a_cell_side_by_side_has_its_sentence(read) -> None:
    report: Report = read("02-compare")
    widget = report.page.locator("[data-widget=sidebyside]")
    widget.locator("td button.word").first.click()
    report.settle()
    told = widget.locator(".drawer .sentence").inner_text().split(". ")
    assert told[0].startswith("Statement on Geneva's role: ")
    assert told[1:3] == [
        "USA supports it with a reservation, 2 points (USA 5 and 6), 1 of them unsure",
        "Without codings marked unsure, the position is Support",
    ]
