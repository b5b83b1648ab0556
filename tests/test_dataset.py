from __future__ import annotations

import dataclasses
from pathlib import Path

import briefings
import packages
import pandas as pd
import pytest

import floorbook
from floorbook import DataError, Dataset
from floorbook.dataset import EVIDENCE
from floorbook.package import reference

TABLES = [table.name for table in reference().tables]


@pytest.fixture
def tea(package: Path) -> Dataset:
    return floorbook.load(package)


def test_the_shipped_package_is_loaded_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLOORBOOK_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    meeting = floorbook.load()
    with (packages.SHIPPED / "points.csv").open() as rows:
        assert len(meeting.points) == sum(1 for _ in rows) - 1


def test_a_report_says_by_the_environment_which_package_its_notebooks_load(
    package: Path, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORBOOK_DATA", str(package))
    monkeypatch.setenv("FLOORBOOK_SOURCE", str(notes))
    assert floorbook.load().passage("tea2031-atlantis-3") == "Thanks for the café visit"
    # Who names a package in the notebook means that one, and not these sources.
    other = floorbook.load(packages.two(tmp_path / "two"))
    assert len(other.meetings) == 2
    assert not other.texts


def test_a_dataset_has_every_table_and_is_frozen(tea: Dataset) -> None:
    for table in TABLES:
        assert isinstance(getattr(tea, table), pd.DataFrame)
    with pytest.raises(dataclasses.FrozenInstanceError):
        tea.points = tea.items  # type: ignore[misc]


def test_columns_have_the_types_of_the_description(tea: Dataset) -> None:
    assert tea.items.dtypes[["id", "number", "start"]].to_list() == ["str", "Int64", "Int64"]
    assert tea.positions["value"].dtype == "Float64"
    assert tea.dimensions["compared"].dtype == "bool"
    assert tea.meetings["date"].to_list() == ["2031-03-12"]


def test_types_do_not_depend_on_there_being_rows(package: Path) -> None:
    full = floorbook.load(package)
    for table in ("responses", "act_issues", "acts", "codings_blind", "codings", "names"):
        packages.write(package, table, packages.lines(package, table)[:1])
    empty = floorbook.load(package)
    for table in TABLES:
        assert getattr(empty, table).dtypes.equals(getattr(full, table).dtypes), table
    assert empty.recorded().dtypes.equals(full.recorded().dtypes)
    assert len(empty.recorded()) == 10


def test_nothing_recorded_is_empty_text_and_na_is_a_name(tea: Dataset) -> None:
    speakers = tea.interventions.set_index("id")["speaker"]
    assert speakers["tea2031-cascadia"] == "NA"
    assert speakers["tea2031-borduria"] == ""
    assert not any(tea.items[column].isna().any() for column in ("parent", "reason", "section"))


def test_numbers_that_are_not_there_are_missing_and_not_zero(tea: Dataset) -> None:
    assert tea.items["number"].isna().sum() == 7
    assert tea.positions.set_index("position")["value"].isna().to_dict()["raise"]


def test_positions_dimensions_and_kinds_stand_in_their_order_whatever_the_file_has(
    package: Path,
) -> None:
    for table in ("positions", "dimensions", "kinds"):
        header, *rows = packages.lines(package, table)
        packages.write(package, table, [header, *reversed(rows)])
    tea = floorbook.load(package)
    order = ["oppose", "doubt", "neutral", "qualified", "support", "raise"]
    assert tea.positions["position"].to_list() == order
    assert tea.dimensions["dimension"].to_list() == ["warmth", "sharing", "void", "table"]
    assert tea.kinds["kind"].to_list() == ["state", "agency", "civil society", "secretariat"]


def test_meetings_stand_by_date_where_all_have_one_and_else_as_in_the_file(tmp_path: Path) -> None:
    data = packages.two(tmp_path / "two")
    header, *rows = packages.lines(data, "meetings")
    packages.write(data, "meetings", [header, *reversed(rows)])
    assert floorbook.load(data).meetings["id"].to_list() == ["tea2031", "coffee2032"]
    packages.lean(data, columns=["meetings.date"])
    assert floorbook.load(data).meetings["id"].to_list() == ["coffee2032", "tea2031"]


def test_what_is_shown_for_an_id_is_its_label_and_the_order_that_of_the_package(
    tea: Dataset,
) -> None:
    assert tea.labels["participant_kind"]["state"] == "government"
    assert tea.labels["coder"]["coder-b"] == "Second reading"
    assert tea.labels["point"]["tea2031-atlantis-3"] == "Atlantis 3"
    assert tea.ranks["dimension"] == {"warmth": 0, "sharing": 1, "void": 2, "table": 3}
    ids = ["tea2031-borduria-1", "tea2031-atlantis-3", "tea2031-borduria-1"]
    assert tea.in_order(ids) == ("tea2031-atlantis-3", "tea2031-borduria-1")
    assert tea.kinds_of("delegation", "other") == ("state", "agency", "civil society")


def test_what_is_made_once_is_made_by_the_first_call_with_its_key(tea: Dataset) -> None:
    assert [tea.once("cup", lambda made=made: made) for made in (1, 2)] == [1, 1]
    assert tea.once("pot", lambda: 2) == 2


def test_only_the_coder_of_record_counts_and_no_other_is_passed_over(package: Path) -> None:
    tea = floorbook.load(package)
    assert set(tea.codings["coder"]) == {briefings.CODER}
    assert set(tea.codings_blind["coder"]) == {"coder-b"}
    rows = packages.lines(package, "codings")
    other = ["tea2031-borduria-1", "hot-tea", "support", "own", "someone-else", "", "false"]
    packages.write(package, "codings", [*rows, other])
    with pytest.raises(floorbook.DataError, match="another's go into codings_blind"):
        floorbook.load(package)


def test_evidence_has_a_row_for_each_coding_and_one_for_each_point_without(tea: Dataset) -> None:
    rows = tea.recorded()
    assert tuple(rows.columns) == EVIDENCE
    # Ten points. Atlantis 1 is coded twice, Atlantis 3 not at all: ten codings and one row more.
    assert len(rows) == 11
    assert rows["point"].nunique() == 10
    (bare,) = rows[rows["issue"] == ""].to_dict("records")
    assert (bare["point"], bare["position"], bare["voice"], bare["unsure"]) == (
        "tea2031-atlantis-3",
        "",
        "",
        False,
    )
    assert pd.isna(bare["value"])


def test_a_row_of_evidence_says_who_what_and_where(tea: Dataset) -> None:
    (row,) = tea.recorded().query("point == 'tea2031-atlantis-4'").to_dict("records")
    assert row == {
        "meeting": "tea2031",
        "intervention": "tea2031-atlantis",
        "kind": "floor",
        "order": 6,
        "point": "tea2031-atlantis-4",
        "participant": "atlantis",
        "participant_name": "Atlantis",
        "participant_kind": "state",
        "issue": "hot-tea",
        "dimension": "warmth",
        "position": "support",
        "value": 1.0,
        "voice": "own",
        "unsure": True,
        "note": "",
        "gist": "Gist: hot it must be",
        "quotation": False,
        "place": "Atlantis 4",
        "source": "tea2031-note",
    }


def test_evidence_runs_in_the_order_of_the_meeting_whatever_the_files_have(package: Path) -> None:
    before = floorbook.load(package).recorded()
    for table in ("points", "codings", "interventions", "items", "participants"):
        header, *rows = packages.lines(package, table)
        packages.write(package, table, [header, *reversed(rows)])
    pd.testing.assert_frame_equal(floorbook.load(package).recorded(), before)
    assert before["order"].to_list() == [1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10]


def test_each_meeting_counts_its_points_from_one(tmp_path: Path) -> None:
    rows = floorbook.load(packages.two(tmp_path / "two")).recorded()
    orders = rows.groupby("meeting", sort=False)["order"].agg(["min", "max"])
    assert orders.to_dict("index") == {
        "tea2031": {"min": 1, "max": 10},
        "coffee2032": {"min": 1, "max": 4},
    }


def test_changing_the_evidence_in_hand_changes_nothing_else(tea: Dataset) -> None:
    mine = tea.recorded()
    mine["position"] = "oppose"
    assert "support" in set(tea.recorded()["position"])


def test_a_point_has_a_place(tea: Dataset) -> None:
    assert tea.places["tea2031-reply-atlantis-1"] == "Reply to Atlantis 1"
    assert len(tea.places) == len(tea.points)


def test_with_the_source_a_point_has_its_passage(package: Path, notes: Path) -> None:
    assert floorbook.load(package).passage("tea2031-atlantis-3") is None
    tea = floorbook.load(package, notes)
    assert tea.passage("tea2031-atlantis-3") == "Thanks for the café visit"
    with pytest.raises(KeyError, match="did you mean 'tea2031-atlantis-3'"):
        tea.passage("tea2031-atlantis-33")


def test_what_is_not_released_stays_at_home(package: Path) -> None:
    packages.change(package, "codings_blind", 2, "note", "canary")
    tea = floorbook.load(package)
    assert "canary" in tea.codings_blind["note"].to_list()
    for table in TABLES:
        assert "canary" not in tea.released(table).to_csv()
    assert tea.released("codings_blind").columns.to_list() == [
        *("point", "issue", "position", "voice", "coder")
    ]
    with pytest.raises(KeyError, match="did you mean 'codings'"):
        tea.released("coding")


def test_a_package_with_problems_is_refused_with_all_of_them(package: Path, notes: Path) -> None:
    packages.change(package, "codings", 2, "issue", "hot-tee")
    packages.change(package, "points", 2, "order", "x")
    (notes / "tea2031.md").unlink()
    with pytest.raises(DataError) as error:
        floorbook.load(package, notes)
    assert [Path(problem.file).name for problem in error.value.problems] == [
        "sources.csv",
        "points.csv",
        "codings.csv",
    ]
    assert len(str(error.value).splitlines()) == 3


def test_a_dataset_shown_in_a_notebook_does_not_say_where_it_lies(tea: Dataset) -> None:
    assert repr(tea) == "<Dataset floorbook-synthetic 0.1.0: 10 points, 10 codings>"


def test_further_tables_of_a_package_do_no_harm(package: Path) -> None:
    fields = {"fields": [{"name": "cup", "type": "string"}]}
    more = {"name": "cups", "path": "cups.csv", "schema": fields}
    packages.describe(package, lambda d: d["resources"].append(more))
    (package / "cups.csv").write_text("cup\nred\n")
    data = floorbook.load(package)
    assert len(data.points) == 10
    assert data.further["cups"]["cup"].to_list() == ["red"]
    assert data.released("cups").columns.to_list() == []


def test_a_table_that_is_left_out_is_told_with_those_that_are_there(package: Path) -> None:
    packages.lean(package, tables=["claims", "claim_parts", "claim_issues"])
    with pytest.raises(KeyError, match=r"no table 'claims' among meetings, .*, names"):
        floorbook.load(package).released("claims")
