"""What a data package is about, in a few lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import packages
import pytest
from bs4 import BeautifulSoup
from recount import EVERY, Recount

import floorbook
from floorbook import Dataset, about, limits
from floorbook.wording.about import credit


@pytest.fixture
def told(tmp_path: Path) -> Dataset:
    return floorbook.load(packages.two(tmp_path / "package"))


def test_each_meeting_is_a_column_with_its_facts(told: Dataset) -> None:
    # Tea: six turns of five (the chair twice), Cascadia without a point; points 2 + 4 + 1 + 2 + 1;
    # codings 2 + (2 + 1 + 0 + 1) + 1 + 2 + 1. Coffee: three turns of three, points 1 + 2 + 1, each
    # with one coding.
    facts = about(told).facts
    assert list(facts.columns) == ["Briefing on tea", "Briefing on coffee"]
    assert facts["Briefing on tea"].to_dict() == {
        "Date": "12 March 2031",
        "Place": told.meetings["place"][0],
        "Convenor": told.meetings["convenor"][0],
        "Source": f"{told.sources['title'][0]} ({told.sources['kind'][0]}, issuer "
        f"{told.sources['issuer'][0]})",
        "Participants": 5,
        "Turns": 6,
        "Points": 10,
        "Codings": 10,
    }
    numbers = ["Participants", "Turns", "Points", "Codings"]
    assert facts["Briefing on coffee"][numbers].tolist() == [3, 3, 4, 4]


@pytest.mark.parametrize("name", EVERY)
def test_all_that_is_counted_and_credited_is_as_the_files_have_it(
    name: str, tmp_path: Path
) -> None:
    folder = EVERY[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    facts = about(data).facts
    for at, title in ((row["id"], row["title"]) for row in plain.rows("meetings")):
        turns = [turn for turn in plain.turns.values() if turn["meeting"] == at]
        counted = {
            "Participants": len({turn["participant"] for turn in turns}),
            "Turns": len(turns),
            "Points": sum(plain.turn(point)["meeting"] == at for point in plain.points),
            "Codings": sum(plain.turn(row["point"])["meeting"] == at for row in plain.codings),
        }
        told = facts[title].reindex(counted, fill_value=0)
        assert told.to_dict() == counted
        sources = [row["title"] for row in plain.rows("sources") if row["meeting"] == at]
        assert all(source in credit(data, [at]) for source in sources)
    titles = [row["title"] for row in plain.rows("sources")]
    many = f"Source: {len(titles)} documents"
    assert (many in credit(data, plain.meetings)) == (len(titles) > 2)


def test_two_meetings_of_one_title_keep_a_column_each(tmp_path: Path) -> None:
    folder = packages.two(tmp_path / "package")
    packages.change(folder, "meetings", 3, "title", "Briefing on tea")
    facts = about(floorbook.load(folder)).facts
    assert list(facts.columns) == ["Briefing on tea (tea2031)", "Briefing on tea (coffee2032)"]
    assert facts.loc["Date"].tolist() == ["12 March 2031", "2 November 2032"]


def test_a_notebook_shows_it_in_full_and_escaped(tmp_path: Path) -> None:
    folder = packages.small(tmp_path / "package")
    packages.change(folder, "meetings", 2, "place", "<script>" + "a long place " * 20)
    shown = about(floorbook.load(folder))._repr_mimebundle_()["text/html"]
    table = BeautifulSoup(shown, "html.parser")
    assert table.script is None
    assert "<script>" + "a long place " * 19 in table.get_text()


def test_as_text_it_names_every_fact(told: Dataset) -> None:
    text = repr(about(told))
    assert "Briefing on coffee" in text and "Convenor" in text


def test_the_real_meeting_is_told_truly() -> None:
    # The rows of participants.csv that speak, of interventions.csv, points.csv and codings.csv.
    facts = about(floorbook.load()).facts.iloc[:, 0]
    note = floorbook.load()
    lines = {
        name: len((note.folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1
        for name in ("interventions", "points", "codings")
    }
    assert facts[["Turns", "Points", "Codings"]].tolist() == list(lines.values())
    assert facts["Participants"] == 14


def test_the_limits_are_those_of_the_kinds_of_sources_and_the_packages_own(told: Dataset) -> None:
    sources = told.sources.assign(kind=["verbatim record", "summary note"])
    package = replace(told.package, limits=("Read by <two> people.",))
    found = limits(replace(told, sources=sources, package=package))
    assert found.told == (
        "A verbatim record has the words that were spoken, not how they were meant.",
        "A summary note selects and shortens: what it does not record may have been said all the "
        "same, and its words may be the note-taker's, and not the speaker's.",
        "Counts of points measure the verbatim record and summary note as much as the meeting.",
        "Read by <two> people.",
    )
    assert found._repr_html_().endswith(" Read by &lt;two&gt; people.</p>")
    assert repr(found) == " ".join(found.told)


def test_sources_of_one_kind_have_one_limit_and_those_of_an_unknown_kind_none(
    told: Dataset,
) -> None:
    own = told.package.limits
    statements = replace(told, sources=told.sources.assign(kind="written statement"))
    assert limits(statements).told == (
        "A written statement is what was handed in; what was said in the room may differ.",
        "Counts of points measure the written statement as much as the meeting.",
        *own,
    )
    tapes = replace(told, sources=told.sources.assign(kind="tape"))
    assert limits(tapes).told == (
        "Counts of points measure the tape as much as the meeting.",
        *own,
    )
    assert limits(replace(told, sources=told.sources.iloc[:0])).told == own
