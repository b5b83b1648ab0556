"""Tests of the Picker's static face."""

from __future__ import annotations

from pathlib import Path

import packages
from faces import face, text

import floorbook
from floorbook_widgets import Picker, Selection


def test_without_script_it_names_what_the_page_holds(package: Path) -> None:
    found = face(Picker(Selection(floorbook.load(package))))
    assert text(found.summary) == "Pick In view: all of it, 10 points"
    assert [text(facet) for facet in found.select(".panel b")] == [
        "Participants",
        "Dimensions",
        "Issues",
    ]
    assert "Atlantis , Borduria , Cascadia , Guild of Cups , Kettle Fund" in text(found.details)


def test_without_script_all_is_in_view_whatever_was_picked(package: Path) -> None:
    """As the other faces show: what can be filtered only by script is shown whole."""
    selection = Selection(floorbook.load(package), participants=["borduria"])
    assert text(face(Picker(selection)).summary) == "Pick In view: all of it, 10 points"


def test_meetings_can_be_picked_when_there_are_several(tmp_path: Path) -> None:
    found = face(Picker(Selection(floorbook.load(packages.two(tmp_path / "two")))))
    assert text(found.select(".panel b")[0]) == "Meetings"


def test_it_has_no_controls_that_do_nothing(package: Path) -> None:
    assert not face(Picker(Selection(floorbook.load(package)))).select("input, button, select")
