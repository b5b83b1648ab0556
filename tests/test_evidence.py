"""Tests of the Evidence's static face."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
from faces import face, text

import floorbook
from floorbook_widgets import Evidence, Selection


@pytest.fixture
def selection(package: Path) -> Selection:
    return Selection(floorbook.load(package))


def test_without_script_every_point_stands_under_who_said_it(selection: Selection) -> None:
    groups = face(Evidence(selection)).select("details")
    assert [text(group.summary) for group in groups] == [
        "Tea Bureau (Chair) 3 points",
        "Atlantis 4 points",
        "Borduria 2 points",
        "Guild of Cups 1 point",
    ]
    places = [text(li.select_one(".place")) for li in groups[1].select("li.point")]
    assert places == [f"Atlantis · floor · Atlantis {number}" for number in (1, 2, 3, 4)]


def test_a_point_has_its_place_its_gist_and_its_codings(selection: Selection) -> None:
    point = face(Evidence(selection)).select("[data-participant=atlantis] .point")[0]
    assert text(point.select_one(".place")) == "Atlantis · floor · Atlantis 1"
    assert text(point.select_one(".gist")) == (
        "Gist: hot is best, if the cup is small our paraphrase"
    )
    assert [text(coding) for coding in point.select(".codings li")] == [
        "Hot tea : Supports with a condition",
        "Open kettle : Supports",
    ]


def test_a_voice_that_is_not_ones_own_is_marked(selection: Selection) -> None:
    point = face(Evidence(selection)).select("[data-participant] .point")[1]
    assert text(point.select_one(".codings")) == "One pot : Supports (reported)"


def test_a_point_without_coding_says_so(selection: Selection) -> None:
    point = face(Evidence(selection)).select("[data-participant=atlantis] .point")[2]
    assert text(point.select_one(".codings")) == "no issue of the codebook"


def test_every_paraphrase_is_marked_as_ours(selection: Selection) -> None:
    points = face(Evidence(selection)).select("li.point")
    assert len(points) == 10
    assert all(text(point.select_one(".mine")) == "our paraphrase" for point in points)


def test_two_of_one_name_are_not_taken_for_one(package: Path) -> None:
    packages.change(package, "participants", 3, "name", "Atlantis")  # Borduria
    groups = face(Evidence(Selection(floorbook.load(package)))).select("details")
    assert [text(group.summary) for group in groups[1:3]] == [
        "Atlantis 4 points",
        "Atlantis 2 points",
    ]
