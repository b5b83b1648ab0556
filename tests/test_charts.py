"""Tests that a figure is given for each meeting or claim, and that tables have one home."""

from __future__ import annotations

import inspect
import pkgutil
from pathlib import Path

import packages
import pytest

import floorbook
import floorbook_widgets
from floorbook import figures
from floorbook_widgets import Chart, Selection, Table, charts, tables


@pytest.fixture
def selection(tmp_path: Path) -> Selection:
    return Selection(floorbook.load(packages.two(tmp_path)))


def meetings_of(chart: Chart) -> set[str]:
    """The meetings that the marks of a chart are of."""
    at = chart.columns.index("meeting")
    return {row[at] for trace in chart.figure["data"] for row in trace.get("customdata", ())}


def test_each_meeting_has_a_chart_of_its_own(selection: Selection) -> None:
    made = charts(selection, figures.turns)
    assert [meetings_of(one) for one in made] == [{one} for one in selection.dataset.meetings["id"]]
    assert len(made) == 2


def test_keywords_of_the_figure_are_passed_on(selection: Selection) -> None:
    assert charts(selection, figures.fates)[0].headers[0] == "Participant"
    assert charts(selection, figures.fates, by="issue")[0].headers[0] == "Issue"


def test_each_claim_has_a_chart_of_its_own(selection: Selection) -> None:
    claims = selection.dataset.claims["id"]
    made = charts(selection, figures.claim, each="claim")
    assert [one.heading for one in made] == [
        Chart(selection, figures.claim(selection.dataset, one)).heading for one in claims
    ]
    assert len({one.heading for one in made}) == len(claims) > 0


def test_every_table_that_is_ready_made_has_its_place_among_the_tables() -> None:
    made = {
        name
        for info in pkgutil.iter_modules(floorbook_widgets.__path__)
        for name, one in inspect.getmembers(
            __import__(f"floorbook_widgets.{info.name}", fromlist=["_"]), inspect.isfunction
        )
        if name.endswith("_table") and not name.startswith("_")
    }
    assert made == {name for name in tables.__all__ if name.endswith("_table")}
    assert len(made) > 20


def test_every_table_takes_the_selection_first(selection: Selection) -> None:
    more = {"participant": selection.dataset.participants["id"][0], "old": selection.dataset}
    for name in tables.__all__:
        make = getattr(tables, name)
        first, *others = inspect.signature(make).parameters
        assert first == "selection", name
        found = make(selection, **{one: more[one] for one in others})
        assert isinstance(found, Table) == name.endswith("_table"), name
