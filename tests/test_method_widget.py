"""The tables on the method."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import packages
import pytest
from faces import face, table, text
from meetings import meeting, without

import floorbook
from floorbook.wording import method as wording
from floorbook_widgets import Selection
from floorbook_widgets.method import (
    changes_table,
    claim_sensitivity_table,
    codebook_table,
    coverage_table,
    lone_table,
    sensitivity_table,
)
from floorbook_widgets.table import text_of

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "tea", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
# tea: ada twice (support, qualified), bor (oppose); milk: bor. Items: one of each point and the
# claim's own, which is no point.
TOLD = meeting(
    "ada: tea support", "ada: tea qualified", "bor: tea oppose, milk doubt", "office/reply:",
    claims=CLAIMS,
)  # fmt: skip
SHOWN = Selection(TOLD)


def test_every_item_of_the_source_is_accounted_for() -> None:
    assert table(coverage_table(SHOWN)) == [
        ["Section of the source", "Items", "With a point", "Coded", "Without a point, because"],
        ["Ada", "2", "2", "2", ""],
        ["Bor", "1", "1", "1", ""],
        ["Office", "1", "1", "0", ""],
        ["Claims", "1", "0", "0", "headline claim"],
    ]
    assert coverage_table(SHOWN).heading == ("What each section of the source holds")
    assert coverage_table(Selection(meeting("ada:"))).heading == (
        "What each section of the source holds"
    )


def test_items_of_several_sources_name_theirs() -> None:
    told = meeting("ada:", more={"m2": ["ada:"]})
    assert [row[:2] for row in table(coverage_table(Selection(told)))] == [
        ["Source", "Section of the source"], ["Note on m1", "Ada"], ["Note on m2", "Ada"],
    ]  # fmt: skip


def test_the_codebook_counts_the_codings_of_each_issue() -> None:
    shown = codebook_table(SHOWN)
    assert shown.heading == "6 issues in 3 dimensions"  # the fourth is empty
    assert [(row["mark"]["issue"], text_of(row["cells"][-1])) for row in shown.rows] == [
        ("tea", "3"), ("milk", "1"), ("water", "0"), ("bread", "0"), ("salt", "0"), ("sun", "0"),
    ]  # fmt: skip


def test_words_that_hang_on_one_coding_are_listed_and_lone_cells_apart() -> None:
    # ada's tea is qualified; without ada-2 it would be support. bor's two cells have one coding.
    shown = sensitivity_table(SHOWN)
    assert table(shown)[1:] == [["Ada", "Tea", "Ada 2", "Qualified", "Support", "2 points"]]
    assert shown.heading == wording.CHANGING
    assert str(wording.sensitivity(SHOWN.dataset)) == (
        "Of 3 recorded positions, 2 rest on a single coding; the other would change if one coding "
        "were left out"
    )
    assert sensitivity_table(Selection(meeting("ada: tea raise"))).heading == (
        "The one recorded position rests on a single coding"
    )
    assert [row["cells"][:2] for row in lone_table(SHOWN).rows] == [["Bor", "Tea"], ["Bor", "Milk"]]
    assert lone_table(SHOWN).heading == "2 recorded positions rest on a single coding"


def test_a_coding_that_moves_two_parts_is_one_coding_in_two_rows() -> None:
    # ada-1 alone backs hot (narrow and wide) and dry (wide): without it 0 of 1.
    told = meeting("ada: tea support", claims=CLAIMS)
    shown = claim_sensitivity_table(Selection(told))
    assert [row["cells"] for row in shown.rows] == [
        ["Hot", "Ada", "Ada 1", "Tea", "1", "0"],
        ["Dry", "Ada", "Ada 1", "Tea", "0 to 1", "0"],
    ]
    assert shown.heading == "1 coding would change the count of a claim if left out"


def test_what_changed_is_listed_value_by_value() -> None:
    shown = changes_table(SHOWN, without(TOLD, "bor-1", "milk"))
    assert [row["cells"][:3] for row in shown.rows] == [
        ["codings", "added", "bor-1 · milk · one"],
        ["positions by participant and issue", "added", "m1 · bor · milk"],
    ]  # fmt: skip
    assert shown.heading == (
        "2 differences from version 1.0.0: 1 in codings, 1 in positions by participant and issue"
    )
    other = replace(TOLD, points=TOLD.points.assign(
        gist=["Another gist", *TOLD.points["gist"][1:]]))  # fmt: skip
    assert changes_table(SHOWN, other).heading == ("1 difference from version 1.0.0: 1 in points")
    assert changes_table(SHOWN, TOLD).heading == (
        "Nothing that is compared differs from version 1.0.0"
    )


def test_the_older_version_may_be_named_on_the_selection(package: Path) -> None:
    new = Selection(floorbook.load(package))
    assert changes_table(new).heading == "No older version of the data was named"
    packages.change(package, "points", 2, "gist", "The kettle was on")
    new.against = str(package)
    (row,) = changes_table(new).rows
    assert row["cells"][-2:] == ["The kettle was on", "Gist: the kettle is on"]


@pytest.mark.parametrize(
    "make",
    [
        coverage_table, sensitivity_table, lone_table, claim_sensitivity_table,
        changes_table,
    ],
)  # fmt: skip
def test_nothing_to_list_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(Selection(meeting()))
    assert table(shown) == []
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""


def test_the_real_method_is_told_truly() -> None:
    # items.csv has 189 rows, points.csv 144; 9 points have no coding (the points of points.csv that
    # codings.csv does not name).
    assert coverage_table(Selection(floorbook.load())).heading == (
        "What each section of the source holds"
    )
