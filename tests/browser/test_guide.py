"""The guide to a meeting of one's own is true: a test follows it, and nothing stands beside it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import guide
from playwright.sync_api import expect
from reports import Report

from floorbook.package.reference import reference
from floorbook.statements.corrections import LINES

TEXT = guide.GUIDE.read_text("utf-8")
HEAVIEST = 120_000  # bytes of a picture


def test_the_guide_leads_from_an_empty_folder_to_a_report_that_opens(
    watched, tmp_path: Path
) -> None:
    done = guide.follow(tmp_path)
    shown = [
        line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S) for line in block.splitlines()
    ]
    assert done == shown
    (index,) = re.findall(r"Open `(\S+final/index\.html)`", TEXT)
    report = Report(watched.open(tmp_path / index), tmp_path / index).ready()
    report.page.get_by_role("link", name="Compare", exact=True).first.click()
    report.ready()
    squares = report.page.locator(".matrix tr[data-participant=dorado] button.unsure")
    expect(squares).to_have_count(1)
    squares.click()
    drawer = report.page.locator("[data-widget=matrix] .drawer")
    expect(drawer).to_contain_text("Fees are fine below ten shells")
    expect(drawer).not_to_contain_text("Of nights alone.")
    assert watched.trouble == []


def test_every_block_of_the_guide_is_a_step_and_every_file_has_a_name() -> None:
    steps = [*guide.steps()]
    assert [step.kind for step in steps if step.kind != "table"] == re.findall(
        r"^```(\w+)$", TEXT, re.M
    )
    assert {step.kind for step in steps} == {"csv", "sh", "text", "table", "toml"}
    (example,) = [step for step in steps if step.kind == "toml"]
    assert example.name == "harbour-reading.toml"
    assert {*tomllib.loads(example.text)} <= {*LINES}
    assert [step.name for step in steps if step.kind == "csv"] == [
        "harbour.csv",
        "harbour/codebook.csv",
    ]


def test_the_guide_says_that_its_example_is_made_up() -> None:
    assert "**made up**" in TEXT.partition("## 1.")[0]


def test_pictures_of_the_guide_are_there_described_and_small() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", TEXT)
    assert {path for _, path in pictures} == {
        path.name for path in guide.GUIDE.parent.glob("own-meeting-*.png")
    }
    for told, path in pictures:
        assert len(told) > 40
        content = guide.GUIDE.with_name(path).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= HEAVIEST, path


def test_the_guide_names_every_table_that_a_package_can_have() -> None:
    needed, optional = (
        [table.name for table in reference().tables if table.needed is asked]
        for asked in (True, False)
    )
    last = TEXT.partition("## What more")[2]
    assert f"Five tables are needed: {', '.join(needed)}." in last
    rows = [line for line in last.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(optional)


def test_the_readme_leads_to_the_guide_beside_the_one_table_command() -> None:
    (line,) = [
        line
        for line in (guide.ROOT / "README.md").read_text("utf-8").splitlines()
        if "(docs/your-own-meeting.md)" in line
    ]
    assert "`floorbook report statements.xlsx`" in line
