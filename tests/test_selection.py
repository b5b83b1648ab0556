"""Tests of the Selection: what is picked, and how Python and faces see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import briefings
import ipywidgets
import packages
import pytest
import traitlets
from faces import HOSTILE, face, hostile, states, text

import floorbook
from floorbook import Dataset
from floorbook_widgets import Selection, select


@pytest.fixture
def told(package: Path) -> Dataset:
    return floorbook.load(package)


@pytest.fixture
def selection(told: Dataset) -> Selection:
    return Selection(told)


def ids(selection: Selection) -> list[str]:
    return selection.points()["point"].drop_duplicates().tolist()


def test_at_first_everything_is_in_view(selection: Selection, told: Dataset) -> None:
    assert ids(selection) == told.recorded()["point"].drop_duplicates().tolist()
    assert len(selection.points()) == len(told.recorded())
    assert selection.participants[:2] == ["atlantis", "borduria"]


@pytest.mark.parametrize(
    ("picked", "points"),
    [
        ({"participants": ["borduria"]}, ["borduria-1", "borduria-2"]),
        ({"issues": ["one-pot"]}, ["presentation-tea-bureau-chair-2", "borduria-2"]),
        ({"dimensions": ["table"]}, ["atlantis-2", "reply-atlantis-1"]),
        ({"dimensions": ["table"], "issues": ["hot-tea"]}, []),
        ({"participants": []}, []),
        ({"meetings": []}, []),
        # uncoded: in view while every issue is
        (
            {"participants": ["atlantis"]},
            ["atlantis-1", "atlantis-2", "atlantis-3", "atlantis-4"],
        ),
        (
            {"participants": ["atlantis"], "dimensions": ["warmth", "sharing", "table"]},
            ["atlantis-1", "atlantis-2", "atlantis-3", "atlantis-4"],
        ),
        (
            {"participants": ["atlantis"], "dimensions": ["warmth", "sharing"]},
            ["atlantis-1", "atlantis-4"],
        ),
    ],
)
def test_points_are_those_of_all_that_is_picked(
    told: Dataset, picked: dict[str, list[str]], points: list[str]
) -> None:
    assert ids(Selection(told, **picked)) == [f"tea2031-{point}" for point in points]


def test_a_row_is_a_coding_so_a_point_shows_only_those_in_view(selection: Selection) -> None:
    selection.issues = ["open-kettle"]
    assert selection.points()[["point", "issue", "position"]].values.tolist() == [
        ["tea2031-atlantis-1", "open-kettle", "support"]
    ]


def test_ids_stand_in_the_order_of_the_data_and_each_once(selection: Selection) -> None:
    selection.participants = ["cascadia", "atlantis", "cascadia"]
    assert selection.participants == ["atlantis", "cascadia"]


@pytest.mark.parametrize(
    ("trait", "wrong", "near"),
    [
        ("participants", "Atlantis", "atlantis"),
        ("issues", "hot_tea", "hot-tea"),
        ("dimensions", "warmt", "warmth"),
        ("meetings", "tea2013", "tea2031"),
    ],
)
def test_an_unknown_id_is_an_error_that_names_the_near_spelling(
    selection: Selection, trait: str, wrong: str, near: str
) -> None:
    before = getattr(selection, trait)
    with pytest.raises(traitlets.TraitError, match=f"{trait} has no '{wrong}'; .* '{near}'"):
        setattr(selection, trait, [wrong])
    assert getattr(selection, trait) == before
    with pytest.raises(traitlets.TraitError, match=f"did you mean '{near}'"):
        Selection(selection.dataset, **{trait: [wrong]})


def test_an_unknown_keyword_is_an_error_that_names_the_near_spelling(told: Dataset) -> None:
    with pytest.raises(TypeError, match="no keyword 'participant'; did you mean 'participants'"):
        Selection(told, participant=["atlantis"])
    with pytest.raises(TypeError, match=r"no keyword 'colour'$"):
        Selection(told, colour=["red"])


def test_a_name_is_a_word_that_an_address_can_hold(told: Dataset) -> None:
    assert Selection(told, name="second-one").static_id == "selection-second-one"
    for wrong in ("", "a b", 'a"b', "a.b", "a=b"):
        with pytest.raises(traitlets.TraitError, match="letters, digits and hyphens"):
            Selection(told, name=wrong)


def test_select_finds_the_selection_again_with_what_is_picked(told: Dataset) -> None:
    first = select(told, "again", participants=["borduria"])
    assert select(told, "again") is first
    assert first.participants == ["borduria"]
    assert select(told, "again", participants=["atlantis"]).participants == ["atlantis"]
    assert select(told, "other") is not first


def test_select_finds_it_after_the_same_data_were_loaded_again(package: Path) -> None:
    first = select(floorbook.load(package), "reloaded", issues=["hot-tea"])
    again = floorbook.load(package)
    assert select(again, "reloaded") is first
    assert first.issues == ["hot-tea"]
    assert first.dataset is again


def test_select_takes_other_data_over_and_picks_anew(package: Path, tmp_path: Path) -> None:
    first = select(floorbook.load(package), "grown", participants=["borduria"])
    first.focus = {"points": ["tea2031-borduria-1"], "label": "x", "at": "y"}
    select(floorbook.load(packages.two(tmp_path / "two")), "grown")
    assert first.meetings == ["tea2031", "coffee2032"]
    assert "kettle-fund" in first.participants
    assert first.focus["points"] == []
    assert "coffee2032-borduria-1" in ids(first)


def test_select_makes_a_closed_selection_anew(told: Dataset) -> None:
    first = select(told, "closed")
    first.close()
    assert select(told, "closed") is not first


def test_select_refuses_unknown_keywords_each_time(told: Dataset) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="did you mean 'issues'"):
            select(told, "refused", issue=["hot-tea"])
        select(told, "refused")


def test_what_is_picked_links_with_a_control_of_ipywidgets_both_ways(selection: Selection) -> None:
    control = ipywidgets.SelectMultiple(options=selection.participants)
    ipywidgets.link((selection, "participants"), (control, "value"))
    assert list(control.value) == selection.participants
    control.value = ("borduria", "cascadia")
    assert selection.participants == ["borduria", "cascadia"]
    selection.participants = ["atlantis"]
    assert control.value == ("atlantis",)


def test_what_is_picked_links_in_the_browser_alone_too(selection: Selection) -> None:
    control = ipywidgets.TagsInput(allowed_tags=selection.participants)
    for trait in ("participants", "issues", "dimensions", "meetings"):
        link = ipywidgets.jslink((selection, trait), (control, "value"))
        assert link.source == (selection, trait)


def test_changes_are_told_to_those_who_observe(selection: Selection) -> None:
    seen = []
    selection.observe(lambda change: seen.append(change["new"]), "issues")
    selection.issues = ["one-pot", "hot-tea"]
    assert seen == [["hot-tea", "one-pot"]]


def test_options_are_grouped_by_kind_and_un_group_and_by_dimension(selection: Selection) -> None:
    people, issues = selection.facets[1], selection.facets[3]
    groups = {option["id"]: option["group"] for option in people["options"]}
    assert groups == {
        "atlantis": "State · African",
        "borduria": "State · Eastern European",
        "cascadia": "State · Asia-Pacific",
        "cup-guild": "Civil society",
        "kettle-fund": "Agency",
        "tea-bureau-chair": "Secretariat",
    }
    assert (issues["parent"], issues["options"][2]["parent"]) == ("dimensions", "sharing")


def test_a_record_holds_what_the_evidence_shows(selection: Selection) -> None:
    records = {record["id"]: record for record in selection.records}
    assert records["tea2031-atlantis-1"] == {
        "id": "tea2031-atlantis-1",
        "meeting": "tea2031",
        "participant": "atlantis",
        "turn": "floor",
        "place": "Atlantis 1",
        "gist": "Gist: hot is best, if the cup is small",
        "whose": "our paraphrase",
        "codings": [
            {"issue": "hot-tea", "position": "qualified", "voice": "own"},
            {"issue": "open-kettle", "position": "support", "voice": "own"},
        ],
    }
    assert records["tea2031-atlantis-3"]["codings"] == []
    assert records["tea2031-reply-atlantis-1"]["turn"] == "reply to Atlantis, A. Infuser"


def test_the_state_of_a_face_is_the_selection(selection: Selection) -> None:
    selection.participants = ["borduria"]
    selection.focus = {"points": ["tea2031-borduria-1"], "label": "Cold & <hot>", "at": "matrix"}
    state = states(selection)["selection-floor"]
    for trait in ("name", "facets", "records", "positions", "focus", "participants", "issues"):
        assert state[trait] == getattr(selection, trait)


def test_a_face_says_what_is_in_view(selection: Selection) -> None:
    selection.participants, selection.dimensions = ["atlantis", "borduria"], ["warmth"]
    said = "In view: 2 of 6 participants, 2 of 5 issues; 3 of 10 points"
    assert text(face(selection)) == said
    assert said in repr(selection)


def test_notes_stay_at_home_unless_they_are_released_and_coders_always(package: Path) -> None:
    def close(description: dict[str, Any]) -> None:
        (table,) = (one for one in description["resources"] if one["name"] == "codings")
        (note,) = (field for field in table["schema"]["fields"] if field["name"] == "note")
        note.pop("released")

    place = packages.lines(package, "codings")[0].index("note")
    rows = packages.lines(package, "codings")
    for row in rows[1:]:
        row[place] = "a remark of the coder"
    packages.write(package, "codings", rows)
    open_ = json.dumps(states(Selection(floorbook.load(package))))
    assert "a remark of the coder" in open_
    packages.describe(package, close)
    closed = json.dumps(states(Selection(floorbook.load(package))))
    assert "a remark of the coder" not in closed
    assert briefings.CODER not in open_ + closed


def test_passages_are_in_a_face_only_when_asked_for(package: Path, notes: Path) -> None:
    selection = Selection(floorbook.load(package, notes))
    assert selection.records[0]["passage"] == "The kettle is on"  # live, they are there
    assert "passage" not in states(selection)["selection-floor"]["records"][0]
    selection.passages = True
    record = states(selection)["selection-floor"]["records"][0]
    assert record["passage"] == "The kettle is on"


def test_no_label_can_end_the_state_or_become_markup(tmp_path: Path) -> None:
    selection = Selection(floorbook.load(hostile(tmp_path / "hostile")))
    html = selection._repr_mimebundle_()[0]["text/html"]
    assert HOSTILE in states(selection)["selection-floor"]["records"][0]["gist"]
    assert "</script" not in html  # the state is an output of its own, and is packed in a page
    assert not face(selection).select("img")
    assert "\u2028" not in html
