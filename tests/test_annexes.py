"""Tests of the pages beside a report that would be too large, and of the way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from generated import Shape, write
from ipynb import FRONT_END, bundle, code, notebook, prose
from nbformat import NotebookNode

import floorbook
from floorbook_report import annexes, page
from floorbook_report.execution import Execution
from floorbook_report.publishing import pages
from floorbook_widgets import Evidence, Selection
from floorbook_widgets.selection import STATE

SIZE = 3 * 10 + 20  # points of three meetings, and more in the first two


@pytest.fixture
def nb(tmp_path: Path) -> NotebookNode:
    """A notebook that shows the evidence of three meetings."""
    data = write(tmp_path / "data", Shape(meetings=3, points=SIZE))
    selection = Selection(floorbook.load(data))
    shown = Evidence(selection)._repr_mimebundle_()[0]
    outputs = {kind: shown[kind] for kind in ("text/html", "text/plain", STATE)}
    return notebook(prose("# Harbours & lamps"), code("Evidence(selection)", bundle(outputs)))


@pytest.fixture
def made(nb: NotebookNode, monkeypatch: pytest.MonkeyPatch):
    """A function from the limit of a page to the pages that are made, read."""
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)

    def read(limit: int) -> dict[str, BeautifulSoup]:
        monkeypatch.setattr(annexes, "LIMIT", limit)
        texts = pages([Execution(Path("lamps.ipynb"), nb)])
        return {name: BeautifulSoup(text, "html.parser") for name, text in texts.items()}

    return read


def points(page: BeautifulSoup) -> list[str]:
    return [point.get_text() for point in page.select("li.point")]


def test_a_report_that_is_not_too_large_is_one_file(made) -> None:
    whole = made(10_000_000)
    assert [*whole] == ["lamps.html"]
    assert len(points(whole["lamps.html"])) == SIZE


def test_the_limit_is_the_size_of_the_report_itself(made) -> None:
    size = len(str(made(10_000_000)["lamps.html"]).encode())
    assert len(made(size + 3_000)) == 1
    assert len(made(size - 3_000)) > 1


def test_a_report_that_would_be_too_large_links_to_the_points_of_each_meeting(made) -> None:
    whole, parted = made(10_000_000)["lamps.html"], made(20_000)
    main = parted.pop("lamps.html")
    links = main.select("[data-widget=evidence] li a")
    assert [link["href"] for link in links] == [*parted]
    assert points(main) == []
    told = [len(points(one)) for one in parted.values()]
    assert [li.select_one(".n").get_text() for li in main.select(".annexes li")] == [
        f"{n} points" for n in told
    ]
    assert sorted(text for one in parted.values() for text in points(one)) == sorted(points(whole))


def test_a_page_beside_names_its_meeting_and_leads_back(made) -> None:
    first = made(20_000)["lamps-evidence-1.html"]
    assert first.h2.get_text() == "Synthetic briefing 1 on lighthouses"
    assert first.select_one("main .prose a")["href"] == "lamps.html"
    assert first.h1.get_text() == "Harbours & lamps"


def test_a_page_beside_needs_no_script_and_lets_none_run(made) -> None:
    first = made(20_000)["lamps-evidence-1.html"]
    assert first.select("script, [data-widget]") == []
    assert "script-src 'none'" in first.meta["content"]


def test_a_meeting_that_is_too_large_has_several_pages_by_participant(made) -> None:
    parted = made(8_000)
    main = parted.pop("lamps.html")
    assert [link.get_text() for link in main.select(".annexes a")][:2] == [
        "Synthetic briefing 1 on lighthouses, part 1 of 2",
        "Synthetic briefing 1 on lighthouses, part 2 of 2",
    ]
    assert sum(len(points(one)) for one in parted.values()) == SIZE
    for one in parted.values():
        assert len(str(one).encode()) <= 8_000
