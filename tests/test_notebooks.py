"""Tests that the notebooks run and read well on other packages than the shipped one."""

from __future__ import annotations

import re
from pathlib import Path

import generated
import pytest
import reading
from bs4 import BeautifulSoup, Tag
from generated import EDGES

NAMES = ("01-overview", "02-compare", "03-dialogue", "05-method")
NO_WORDS = re.compile(r"\b(nan|NaN|NaT|None|null|Traceback)\b")
THINGS = (
    "agencies|asks|cells|claims|codings|governments|issues|items|judgements|organisations|pairs|"
    "participants|points|speakers|undertakings|values"
)
CLUMSY = re.compile(
    rf"^0 |, 0 (codings|in answer)|\bof 0\b|\b1 ({THINGS}|are|back|lean|rest|report|take)\b"
    r"|\b(\d+) to \2\b| and .+ and .+ and |\(\)|:$|\.\."
)
"""What no heading says: nothing of nothing, one thing in the plural, a range without a span."""


@pytest.mark.parametrize("edge", EDGES)
def test_every_notebook_reads_well_on_a_package_with_one_peculiarity(
    edge: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = generated.write(tmp_path / "data", EDGES[edge])
    monkeypatch.setenv("FLOORBOOK_DATA", str(data))
    somebody = generated.participants_of(EDGES[edge])[0][0]
    for name in NAMES:
        _reads_well(reading.page(name))
    _reads_well(reading.page("04-brief", participant=somebody))


def test_with_several_meetings_every_figure_is_of_one_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = generated.write(tmp_path / "data", EDGES["no claims"])
    monkeypatch.setenv("FLOORBOOK_DATA", str(data))
    titles = ("Synthetic briefing 1 on lighthouses", "Synthetic briefing 2 on lighthouses")
    for name in NAMES:
        shown = [
            found
            for found in reading.shown(name)
            if getattr(found, "face", "") in ("chart", "table")
        ]
        charts = [found.heading for found in shown if found.face == "chart"]
        for heading in charts:
            assert sum(title in heading for title in titles) == 1, heading
        assert len([one for one in charts if titles[0] in one]) * 2 == len(charts)
        for table in (found for found in shown if found.face == "table"):
            if any(row["mark"].get("meeting") for row in table.rows):
                assert "Meeting" in table.headers, table.heading


def _reads_well(page: BeautifulSoup) -> None:
    """No heading is clumsy, no value is missing in words, no table is empty without a word."""
    headings = [reading.text(heading) for heading in page.select("h3, h2")]
    assert headings
    assert [told for told in headings if CLUMSY.search(told)] == []
    assert [found[0] for found in NO_WORDS.finditer(reading.text(page))] == []
    bare = [table for table in page.select("figure > .scroll > table.values") if not _rows(table)]
    assert [table for table in bare if not table.parent.find_next_sibling("p")] == []


def _rows(table: Tag) -> list[Tag]:
    return list(table.select("tbody tr"))
