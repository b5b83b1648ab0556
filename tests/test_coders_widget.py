"""The tables on a second coder beside the coder of record."""

from __future__ import annotations

import pytest
from faces import face, table, text
from meetings import meeting

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
    assert found["presence", "Drinks"][2:4] == ["9", "7"]
    assert found["position", "Drinks"][2:5] == ["2", "1", "0"]
    assert found["position", "Food"][:2] == ["undefined", "no unit has two judgements"]
    overall = found["position", "all"][0]
    assert reliability_table(SHOWN).heading.endswith(f"position {overall}")
    alone = reliability_table(Selection(meeting("ada: tea support")))
    assert alone.heading == "Krippendorff's α: presence undefined, position undefined"
    assert "α = 1 − D_o / D_e (Hayes & Krippendorff 2007)" in alone.subtitle


def test_every_disagreement_stands_with_both_judgements() -> None:
    shown = disagreements_table(SHOWN)
    assert [row["cells"] for row in shown.rows] == [
        ["Ada 2", "Tea", "presence", "Qualified", ""],
        ["Bor 1", "Tea", "position", "Oppose", "Doubt"],
        ["Bor 1", "Milk", "presence", "Doubt", ""],
        ["Bor 1", "Salt", "presence", "", "Raise"],
    ]
    assert shown.heading == "4 judgements in which the coders differ"


def test_cells_that_would_read_otherwise_are_listed_and_marked_in_the_matrix() -> None:
    shown = under_coder_table(SHOWN)
    assert [row["cells"] for row in shown.rows] == [
        ["Ada", "Tea", "Qualified", "Support"], ["Bor", "Tea", "Oppose", "Doubt"],
        ["Bor", "Milk", "Doubt", "not recorded"], ["Bor", "Salt", "not recorded", "Raise"],
    ]  # fmt: skip
    assert shown.heading == "4 cells would have another word under the second coder"
    assert contested(TOLD) == {
        "m1/ada/tea": "Support", "m1/bor/tea": "Doubt", "m1/bor/milk": "not recorded",
        "m1/bor/salt": "Raise",
    }  # fmt: skip


@pytest.mark.parametrize("make", [disagreements_table, under_coder_table])
def test_one_coder_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(Selection(meeting("ada: tea support")))
    assert len(table(shown)) == 1
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""
