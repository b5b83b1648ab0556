"""Tests of what public facts say of states."""

from __future__ import annotations

from collections import Counter

import pytest

import floorbook
from floorbook.statements.proposals import facts
from floorbook.statements.states import codes


def test_every_member_state_of_the_un_is_in_one_group() -> None:
    groups = Counter(facts()["un_group"].values())
    assert groups == {
        "African": 54,
        "Asia-Pacific": 54,
        "Eastern European": 23,
        "Latin American and Caribbean": 33,
        "Western European and Others": 29,  # with the United States, as an observer
    }
    assert sum(groups.values()) == 193


@pytest.mark.parametrize("column", ["un_group", "region"])
def test_facts_are_of_states_whose_names_are_known(column: str) -> None:
    assert {*facts()[column]} <= {*codes().values()}


def test_every_member_state_has_a_region() -> None:
    others = {"PSE", "VAT", "COK", "NIU"}  # observers, and members of agencies alone
    assert facts()["region"].keys() - facts()["un_group"].keys() == others
    assert facts()["un_group"].keys() <= facts()["region"].keys()


@pytest.mark.parametrize("column", ["un_group", "un_group_note", "region"])
def test_the_states_of_the_shipped_meeting_are_where_its_package_has_them(column: str) -> None:
    people = floorbook.load().participants.query("iso3 != ''")
    found = [facts()[column].get(code, "") for code in people["iso3"]]
    assert found == people[column].tolist()
