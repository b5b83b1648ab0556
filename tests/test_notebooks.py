"""Tests that the notebooks run and read well on other packages than the shipped one."""

from __future__ import annotations

from pathlib import Path

import generated
import pytest
import reading
from generated import EDGES, VARIANTS

from floorbook.loading import load
from floorbook.wording import coders

NAMES = ("01-overview", "02-compare", "03-dialogue", "05-method", "06-network")


SMALL = {**EDGES, **VARIANTS}
FEW = (
    *("one delegation", "no point", "no coding", "no claims", "no acts"),
    *("no state", "no positions", "a scale of 9", "meetings backwards"),
)
"""The packages of the normal run."""


@pytest.mark.parametrize("edge", SMALL)
def test_every_notebook_reads_well_on_a_package_with_one_peculiarity(
    edge: str, tmp_path: Path
) -> None:
    data = load(generated.write(tmp_path / "data", SMALL[edge]))
    somebody = generated.participants_of(SMALL[edge])[0][0]
    for name in NAMES:
        reading.reads_well(reading.page(data, name))
    reading.reads_well(reading.page(data, "04-brief", participant=somebody))


def test_with_several_meetings_every_figure_is_of_one_and_names_it(tmp_path: Path) -> None:
    data = load(generated.write(tmp_path / "data", EDGES["no claims"]))
    titles = ("Synthetic briefing 1 on lighthouses", "Synthetic briefing 2 on lighthouses")
    for name in NAMES:
        shown = [
            found
            for found in reading.shown(data, name)
            if getattr(found, "face", "") in ("chart", "table")
        ]
        charts = [found.heading for found in shown if found.face == "chart"]
        # The coders are compared over all that both have read.
        charts = [one for one in charts if one != str(coders.alphas(data))]
        for heading in charts:
            assert sum(title in heading for title in titles) == 1, heading
        assert len([one for one in charts if titles[0] in one]) * 2 == len(charts)
        for table in (found for found in shown if found.face == "table"):
            if any(row["mark"].get("meeting") for row in table.rows):
                assert "Meeting" in table.headers, table.heading
