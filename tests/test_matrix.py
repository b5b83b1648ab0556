"""Tests of the Matrix: rows, cells and words, and its static face."""

from __future__ import annotations

from pathlib import Path

import packages
import pytest
import traitlets
from faces import face, table, text
from meetings import meeting

import floorbook
from floorbook import Dataset, measures, wording
from floorbook.wording import positions
from floorbook.wording.controls import PHRASES, fill
from floorbook_widgets import Matrix, Selection, base, facets
from floorbook_widgets.facets import cells, sentences
from floorbook_widgets.matrix import gaps, groups, rows


@pytest.fixture
def told(package: Path) -> Dataset:
    return floorbook.load(package)


@pytest.fixture
def two(tmp_path: Path) -> Dataset:
    return floorbook.load(packages.two(tmp_path / "two"))


def test_a_row_is_a_speaker_in_order_of_speaking_the_secretariat_last(told: Dataset) -> None:
    assert [row["participant"] for row in rows(told)] == [
        *("atlantis", "borduria", "cup-guild", "cascadia"),
        "tea-bureau-chair",
    ]


def test_a_row_belongs_to_one_meeting(two: Dataset) -> None:
    found = [(row["id"], row["note"]) for row in rows(two) if row["participant"] == "borduria"]
    assert found == [
        ("tea2031/borduria", "Briefing on tea"),
        ("coffee2032/borduria", "Briefing on coffee"),
    ]
    assert all(row["note"] == "" for row in rows(floorbook.load()))


def test_a_cell_is_a_word_in_own_voice_and_its_points(told: Dataset) -> None:
    found = {(cell["participant"], cell["issue"]): cell for cell in cells(told)}
    hot = found["atlantis", "hot-tea"]
    assert (hot["word"], hot["points"]) == (
        "qualified",
        ["tea2031-atlantis-1", "tea2031-atlantis-4"],
    )
    assert ("tea-bureau-chair", "one-pot") not in found  # reported, not said
    assert len(found) == len(measures.cells(told))


def test_of_a_large_matrix_the_first_rows_stand_in_front_and_no_row_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = Matrix(Selection(floorbook.load()))
    whole = [text(row) for row in face(matrix).select("tr")]
    monkeypatch.setattr(base, "MANY", 0)
    monkeypatch.setattr(base, "FRONT", 5)
    page = face(matrix)
    front, rest = page.select("table")
    assert len(front.select("tr[data-participant]")) == 5
    assert front.select("tfoot") == []
    assert text(rest.select_one("thead").extract()) == text(front.select_one("thead"))
    assert [text(row) for row in page.select("tr")] == whole
    assert "floorbook:later" in matrix.static_face()


def test_words_run_from_the_top_of_the_scale_down_and_have_the_codebooks_labels(
    told: Dataset,
) -> None:
    assert [(word["label"], word["letter"], word["lean"]) for word in facets.positions(told)] == [
        ("Supports", "S", "+"),
        ("Supports with a condition", "Q", "+"),
        ("Takes no side", "N", ""),
        ("Doubts", "D", "-"),
        ("Opposes", "O", "-"),
        ("Mixed", "M", ""),
        ("Raises", "R", ""),
    ]


def test_a_dimension_without_issues_has_no_columns(told: Dataset) -> None:
    assert [(group["id"], len(group["issues"])) for group in groups(told)] == [
        ("warmth", 2),
        ("sharing", 2),
        ("table", 1),
    ]


def test_the_heading_tells_what_positions_there_are(told: Dataset) -> None:
    # Atlantis: with a condition, for, raises; Borduria: against, for; the guild: for. The chair,
    # who stands apart, raises two.
    assert Matrix(Selection(told)).heading == (
        "3 participants have 6 recorded positions, one for each issue that each speaks on: 3 in "
        "favour, 1 in favour if, 1 against and 1 raising it"
    )


def test_the_secretariat_stands_apart_under_a_heading_of_its_own(
    told: Dataset, two: Dataset
) -> None:
    apart = face(Matrix(Selection(told))).select("tbody")[1]
    assert [text(one) for one in apart.select("th")] == [
        "1 secretariat official",
        "Tea Bureau (Chair)",
    ]
    assert [row["participant"] for row in rows(two) if row["band"]] == ["tea-bureau-chair"]
    assert rows(two)[-1]["band"] == "1 secretariat official"
    # Alone, it stands apart from nobody.
    assert [row["band"] for row in rows(meeting("office: tea support"))] == [""]
    assert [row["band"] for row in rows(meeting("office: tea raise", "ada: tea raise"))] == [
        "",
        "1 secretariat official",
    ]


def test_who_speaks_on_most_is_counted_and_named(told: Dataset, two: Dataset) -> None:
    # Tea: Atlantis, Borduria, Cascadia and the guild; Atlantis on three issues. Coffee: Borduria
    # on two, Cascadia, and the fund, which opens.
    tea = (
        "Of 3 governments and 1 civil society organisation, Atlantis speaks on more issues than "
        "any other: 3 of 5"
    )
    assert str(positions.heading(told)) == tea
    assert str(positions.heading(two)) == (
        f"Briefing on tea: {tea}. Briefing on coffee: Of 2 governments and 1 agency, Borduria "
        "speaks on more issues than any other: 2 of 5"
    )


def test_all_who_speak_on_most_are_named_but_the_secretariat(package: Path) -> None:
    rows = packages.lines(package, "codings")
    first = {"issue", "hot-tea", "clean-pots"}
    packages.write(package, "codings", [row for row in rows if row[1] in first])
    assert len(measures.cells(floorbook.load(package))) == 4  # with the chair, who is not heard
    assert str(positions.heading(floorbook.load(package))) == (
        "Of 3 governments and 1 civil society organisation, Atlantis, Borduria and Guild of Cups "
        "speak on the most issues: 1 of 5 each"
    )
    # Four are too many to name.
    four = meeting(*(f"{who}: tea raise" for who in ("ada", "bor", "cyr", "dun")))
    assert str(positions.heading(four)) == (
        "Of 4 governments, 4 participants speak on the most issues: 1 of 6 each"
    )


def test_the_heading_of_nothing_says_so(package: Path) -> None:
    for name in ("codings", "codings_blind"):
        packages.write(package, name, packages.lines(package, name)[:1])
    matrix = Matrix(Selection(floorbook.load(package)))
    assert matrix.heading == "Nothing is recorded on any issue"
    assert len(table(matrix)[2:-1]) == 6  # and the heading of the secretariat


def test_the_subtitle_counts_points_and_names_the_source(told: Dataset) -> None:
    subtitle = Matrix(Selection(told)).subtitle
    assert "all rest on 8 recorded points." in subtitle
    assert "Source:" not in subtitle  # which stands once on the page, and in every picture


def test_every_recorded_cell_has_its_sentence_and_an_empty_one_is_no_position(
    told: Dataset,
) -> None:
    table = wording.cell_sentences(told)
    whole = {
        f"{row.meeting}/{row.participant}/{row.issue}": row.sentence
        for row in table[table["n"] > 0].itertuples()
    }
    assert sentences(told) == whole
    empty = table[(table["participant"] == "cascadia") & (table["issue"] == "hot-tea")]
    gap = fill(PHRASES["gap"], participant="Cascadia", issue="Hot tea")
    assert [f"{gap}. {gaps(told)['tea2031']}"] == empty["sentence"].tolist()
    assert gap.endswith("; this does not tell what Cascadia thinks of it")


def test_without_script_every_cell_is_there_with_letter_count_and_words(told: Dataset) -> None:
    top, issues, *body, foot = table(Matrix(Selection(told)))
    assert top == ["Participant", "Warmth", "Sharing", "Table"]
    assert issues == ["Hot tea", "Clean pots", "One pot", "Open kettle", "Biscuits"]
    absent = "not recorded"
    supports, raises = "S 1 Supports, 1 point", "R 1 Raises, 1 point"
    qualified, opposed = "Q 2 Supports with a condition, 2 points", "O 1 Opposes, 1 point"
    assert body == [
        ["Atlantis", qualified, absent, absent, supports, raises],
        ["Borduria", opposed, absent, supports, absent, absent],
        ["Guild of Cups", absent, supports, absent, absent, absent],
        ["Cascadia", *[absent] * 5],
        ["1 secretariat official"],
        ["Tea Bureau (Chair)", raises, absent, absent, absent, raises],
    ]
    assert foot == ["how many of 5 speak on it", "3", "1", "1", "1", "2"]


def test_its_headers_say_which_cells_they_are_for(told: Dataset) -> None:
    found = face(Matrix(Selection(told)))
    assert [cell["colspan"] for cell in found.select('th[scope="colgroup"]')] == ["2", "2", "1"]
    assert len(found.select('tbody th[scope="row"]')) == 5
    assert len(found.select('thead th[scope="col"].issue')) == 5
    assert found.select("th.issue")[0]["title"] == "Tea should be served hot"


def test_colour_never_stands_alone(told: Dataset) -> None:
    found = face(Matrix(Selection(told)))
    marks = found.select("[data-tone]")
    assert all(text(mark) for mark in marks)
    assert text(found.select_one(".legend")).endswith("R Raises not recorded")


def test_what_is_not_compared_stands_folded_at_first(told: Dataset) -> None:
    assert Matrix(Selection(told)).folded == ["table"]
    assert Matrix(Selection(told), folded=["warmth"]).folded == ["warmth"]
    assert Matrix(Selection(told), folded=[]).folded == []


@pytest.mark.parametrize(
    ("keywords", "near"),
    [
        ({"order": "breath"}, "breadth"),
        ({"order": "hot_tea"}, "hot-tea"),
        ({"folded": ["warmt"]}, "warmth"),
    ],
)
def test_an_unknown_order_or_dimension_names_the_near_one(
    told: Dataset, keywords: dict[str, object], near: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=f"did you mean '{near}'"):
        Matrix(Selection(told), **keywords)


@pytest.mark.parametrize("order", ["order", "label", "group", "breadth", "one-pot"])
def test_rows_can_be_ordered_by_all_that_is_said(told: Dataset, order: str) -> None:
    matrix = Matrix(Selection(told), order=order)
    assert matrix.order == order
    with pytest.raises(traitlets.TraitError):
        matrix.order = "colour"
    assert matrix.order == order
