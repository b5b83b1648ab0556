"""What no widget shows: the findings that open a report, and where to go on."""

from __future__ import annotations

import re
from pathlib import Path

import generated
import packages
import pytest
from generated import VARIANTS, Shape
from meetings import meeting

import floorbook
from floorbook import Dataset, places
from floorbook.wording.front import PAGES
from floorbook_widgets import Selection, front

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NAMED = r"front\.findings\(selection, \\\"(.*?)\\\"\)"
"""How a notebook asks for its findings."""
OPENED = [one for one in PAGES if one not in ("index", places.BRIEFS)]
"""The reports that open with findings; the front page and the briefs have their own headline."""


def told(data: Dataset) -> dict[str, tuple[str, ...]]:
    """The findings of every report, of which none is empty, said twice or ends with a stop."""
    found = {one: tuple(front.findings(Selection(data), one).told) for one in OPENED}
    for report, sentences in found.items():
        assert sentences and len(set(sentences)) == len(sentences), report
        for one in sentences:
            assert one and not re.search(r"  |\.\.|: *[.:]|\.$|^[a-z]", one), one
    return found


def test_every_report_opens_with_the_findings_of_its_own_name() -> None:
    asked = {
        path.stem: re.findall(NAMED, path.read_text("utf-8")) for path in NOTEBOOKS.glob("*.ipynb")
    }
    assert {report: names for report, names in asked.items() if names} == {
        one: [one] for one in OPENED
    }


def test_the_finding_that_leads_to_a_report_opens_it_or_stands_over_its_first_picture() -> None:
    data = floorbook.load()
    leads = {href: finding for href, _, finding in front.pages(data).reports}
    drawn = {"01-overview": "More governments speak on IOM's lead than on any other issue: "}
    for report, sentences in told(data).items():
        if report in drawn:
            assert leads[f"{report}.html"].startswith(drawn[report])
            assert leads[f"{report}.html"] not in sentences
        elif report != front.METHOD:
            assert leads[f"{report}.html"] == sentences[0]


def test_an_unknown_report_is_told_with_the_nearest() -> None:
    with pytest.raises(
        ValueError, match=r"no report '03-dialog' has .*; did you mean '03-dialogue'"
    ):
        front.findings(Selection(floorbook.load()), "03-dialog")
    with pytest.raises(ValueError, match="no report '04-brief' has findings"):
        front.findings(Selection(floorbook.load()), "04-brief")


def test_without_positions_no_report_speaks_of_sides(tmp_path: Path) -> None:
    found = told(floorbook.load(generated.write(tmp_path, VARIANTS["no positions"])))
    assert found["02-compare"][0].endswith("The data have no positions, so nobody can be compared")
    assert not [one for each in found.values() for one in each if re.search(r" side|support", one)]


def test_without_claims_the_overview_says_on_what_most_speak_and_says_it_once(
    tmp_path: Path,
) -> None:
    folder = packages.small(tmp_path / "package")
    packages.lean(folder, tables=["claims", "claim_parts", "claim_issues"])
    first, second = told(floorbook.load(folder))["01-overview"]
    assert "than on any other issue" in first and "speak from the floor" in second


def test_of_several_meetings_each_is_named(tmp_path: Path) -> None:
    data = floorbook.load(generated.write(tmp_path, Shape(meetings=3, points=30, seed=2)))
    found = told(data)
    of_all = {*found.pop(front.METHOD)}
    assert len(of_all) == 2
    for sentences in found.values():
        for one in sentences:
            assert all(f"{title}: " in one for title in data.labels["meeting"].values()), one


def test_of_one_speaker_and_of_none_there_are_findings_too() -> None:
    alone = told(meeting("ada: tea support"))
    assert alone["01-overview"][0] == "1 government speaks from the floor, on 1 issue"
    none = "There is no pair to compare"
    assert alone["02-compare"] == (none, "Ada speaks on 1 of 6 issues")
    assert told(meeting())["02-compare"] == (none, "Nothing is recorded on any issue")
