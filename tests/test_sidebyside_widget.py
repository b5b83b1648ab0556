"""Tests of the SideBySide widget: who stands in it, and its static face."""

from __future__ import annotations

from pathlib import Path

import pytest
import traitlets
from faces import face, table, text

import floorbook
from floorbook import Dataset, measures
from floorbook_widgets import Selection, SideBySide, base


@pytest.fixture
def told(package: Path) -> Dataset:
    return floorbook.load(package)


def test_it_begins_with_the_two_of_the_floor_that_speak_on_most_issues(told: Dataset) -> None:
    assert SideBySide(Selection(told)).chosen == ["atlantis", "borduria"]
    shipped = floorbook.load()
    floor = shipped.interventions.loc[shipped.interventions["kind"] == "floor", "participant"]
    breadth = measures.cells(shipped)["participant"].value_counts()[floor.unique()]
    chosen = SideBySide(Selection(shipped)).chosen
    assert breadth[chosen].min() >= breadth.drop(chosen).max()


def test_without_script_the_chosen_stand_beside_each_other(told: Dataset) -> None:
    beside = SideBySide(Selection(told))
    assert text(face(beside).h3) == (
        "Atlantis and Borduria disagree on the one issue on which both take a side"
    )
    absent, qualified = "not recorded", "Supports with a condition"
    assert table(beside) == [
        ["Issue", "Atlantis", "Borduria", "Together"],
        [
            "Hot tea",
            f"{qualified} 2 {qualified}, 2 points",
            "Opposes 1 Opposes, 1 point",
            "disagree",
        ],
        ["One pot", absent, "Supports 1 Supports, 1 point", "only Borduria is recorded"],
        ["Open kettle", "Supports 1 Supports, 1 point", absent, "only Atlantis is recorded"],
        ["Biscuits", "Raises 1 Raises, 1 point", absent, "only Atlantis is recorded"],
    ]


def test_of_a_long_table_the_first_rows_stand_in_front_and_no_row_twice(
    told: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = SideBySide(Selection(told), hidden=[])
    head, *rows = table(beside)
    monkeypatch.setattr(base, "MANY", 0)
    monkeypatch.setattr(base, "FRONT", 2)
    assert table(beside) == [head, *rows[:2], head, *rows[2:]]
    assert len(face(beside).select("table")) == 2
    assert beside.static_face().count("<!--floorbook:later-->") == 1


def test_what_is_hidden_at_first_can_be_shown(told: Dataset) -> None:
    beside = SideBySide(Selection(told), hidden=[])
    assert table(beside)[-1] == ["Clean pots", "not recorded", "not recorded", "nothing recorded"]


def test_the_chosen_stand_in_the_order_given(told: Dataset) -> None:
    chosen = ["cup-guild", "atlantis", "cascadia"]
    assert table(SideBySide(Selection(told), chosen=chosen))[0] == [
        *("Issue", "Guild of Cups", "Atlantis", "Cascadia"),
        "Together",
    ]


def test_an_unknown_participant_names_the_near_one(told: Dataset) -> None:
    with pytest.raises(traitlets.TraitError, match="'atlantic'; did you mean 'atlantis'"):
        SideBySide(Selection(told), chosen=["atlantic", "borduria"])


@pytest.mark.parametrize(
    "chosen",
    [
        [],
        ["atlantis"],
        ["atlantis", "atlantis"],
        ["atlantis", "borduria", "cascadia", "cup-guild", "kettle-fund"],
    ],
)
def test_fewer_than_two_or_more_than_four_are_refused(told: Dataset, chosen: list[str]) -> None:
    with pytest.raises(traitlets.TraitError, match="two to 4 participants, each once"):
        SideBySide(Selection(told), chosen=chosen)


def test_an_unknown_state_is_refused_with_those_there_are(told: Dataset) -> None:
    with pytest.raises(traitlets.TraitError, match="'agree': disagree, on the same side, "):
        SideBySide(Selection(told), hidden=["agree"])
