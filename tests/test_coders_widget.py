"""The tables on a second coder beside the coder of record."""

from __future__ import annotations

import pytest
from faces import face, table, text
from meetings import meeting

from floorbook.wording import coders as wording
from floorbook_widgets import Selection
from floorbook_widgets.coders import (
    contested,
    disagreements_table,
    reliability_table,
    under_coder_table,
)

TOLD = meeting(
    "ada: tea support", "ada: tea qualified", "bor: tea oppose, milk doubt", "office/reply:",
    blind=["ada-1: tea support", "bor-1: tea doubt, salt raise"],
)  # fmt: skip
SHOWN = Selection(TOLD)


def test_reliability_states_alpha_with_its_units_or_why_there_is_none() -> None:
    # Floor: ada-1, ada-2, bor-1; drinks has 3 issues: 9 units of presence, of which ada-2 tea and
    # bor-1 milk differ: 7 alike. Position: ada-1 tea alike, bor-1 tea -1 beside -0.5.
    found = {(row[0], row[1]): row[2:] for row in table(reliability_table(SHOWN))[1:]}
    assert found["coded or not", "Drinks"][2:4] == ["9", "7"]
    assert found["position", "Drinks"][2:5] == ["2", "1", "0"]
    assert found["position", "Food"][:2] == ["undefined", "no unit has two judgements"]
    assert reliability_table(SHOWN).heading == wording.TABLE
    assert str(wording.reliability(TOLD)) == (
        "A second machine reading of 3 points found 2 of the 4 codings of an issue in a point, and "
        "1 more; in 1 of these it gave another position. "
        "The 1 point of secretariat officials was not coded twice"
    )
    assert "α = 1 − D_o / D_e" in reliability_table(SHOWN).subtitle
    assert "(Hayes & Krippendorff 2007)" in reliability_table(SHOWN).subtitle


def test_one_coder_has_no_alpha_and_nobody_to_compare_with() -> None:
    alone = reliability_table(Selection(meeting("ada: tea support")))
    assert alone.heading == "There are no codings by a second coder to compare with"
    assert {tuple(row[2:4]) for row in table(alone)[1:]} == {
        ("undefined", "there is only one coder")
    }
    assert "coders are" not in alone.subtitle


def test_every_disagreement_stands_with_both_judgements() -> None:
    shown = disagreements_table(SHOWN)
    assert [row["cells"] for row in shown.rows] == [
        ["Ada 2", "Tea", "coded or not", "Qualified", ""],
        ["Bor 1", "Tea", "position", "Oppose", "Doubt"],
        ["Bor 1", "Milk", "coded or not", "Doubt", ""],
        ["Bor 1", "Salt", "coded or not", "", "Raise"],
    ]
    assert shown.heading == (
        "4 judgements differ between the coders: 3 in whether the issue is coded, 1 in position"
    )


def test_cells_that_would_read_otherwise_are_listed_and_marked_in_the_matrix() -> None:
    shown = under_coder_table(SHOWN)
    assert [row["cells"] for row in shown.rows] == [
        ["Ada", "Tea", "Qualified", "Support"], ["Bor", "Tea", "Oppose", "Doubt"],
        ["Bor", "Milk", "Doubt", "not recorded"], ["Bor", "Salt", "not recorded", "Raise"],
    ]  # fmt: skip
    assert shown.heading == (
        "4 positions of participants on issues would be different with the codings of the second "
        "coder"
    )
    assert contested(TOLD) == {
        "m1/ada/tea": "Support", "m1/bor/tea": "Doubt", "m1/bor/milk": "not recorded",
        "m1/bor/salt": "Raise",
    }  # fmt: skip


@pytest.mark.parametrize("make", [disagreements_table, under_coder_table])
def test_one_coder_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(Selection(meeting("ada: tea support")))
    assert table(shown) == []
    said = face(shown).select_one("figure > p")
    assert (text(said) if said else "") == shown.empty
    assert shown.heading == wording.ONE_CODER
