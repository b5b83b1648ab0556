"""Tests of the Picker's static face."""

from __future__ import annotations

from pathlib import Path

import packages
from faces import face, text

import floorbook
from floorbook_widgets import Picker, Selection

WHOLE = "Pick In view: 6 of 6 participants, 5 of 5 issues; 10 of 10 points"


def test_without_script_it_names_what_the_page_holds(package: Path) -> None:
    found = face(Picker(Selection(floorbook.load(package))))
    assert text(found.summary) == WHOLE
    assert [text(facet) for facet in found.select("legend")] == ["Participants", "Issues"]
    assert [text(one) for one in found.select("[aria-label=Warmth] li")] == [
        "Hot tea",
        "Clean pots",
    ]


def test_without_script_all_is_in_view_whatever_was_picked(package: Path) -> None:
    """As the other faces show: what can be filtered only by script is shown whole."""
    selection = Selection(floorbook.load(package), participants=["borduria"])
    assert text(face(Picker(selection)).summary) == WHOLE


def test_meetings_can_be_picked_when_there_are_several(tmp_path: Path) -> None:
    found = face(Picker(Selection(floorbook.load(packages.two(tmp_path / "two")))))
    assert text(found.legend) == "Meetings"


def test_it_has_no_controls_that_do_nothing(package: Path) -> None:
    assert not face(Picker(Selection(floorbook.load(package)))).select("input, button, select")
