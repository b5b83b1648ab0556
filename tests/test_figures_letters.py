"""Rows of marks with the letters of words."""

from __future__ import annotations

from meetings import meeting

from floorbook.figures.letters import Letters

TOLD = meeting(
    "ada: tea raise", "bor: tea support", "bor: tea oppose", "cyr: tea qualified",
    "dun: tea oppose", "ada/reply: tea support",
)  # fmt: skip


def test_a_row_runs_from_the_top_of_the_scale_down_and_then_to_what_has_no_lean() -> None:
    row = Letters(TOLD).row("Tea", "m1", "tea", ["ada", "bor", "cyr", "dun"])
    assert [(mark.x, mark.text) for mark in row] == [(1, "Cyr"), (2, "Dun"), (3, "Bor"), (4, "Ada")]
    assert {mark.y for mark in row} == {"Tea"}


def test_a_mark_carries_its_ids_and_the_points_of_its_cell() -> None:
    (mark,) = Letters(TOLD).row("Tea", "m1", "tea", ["bor"], claim="yes")
    assert mark.ids == {
        "label": "Bor · Tea", "meeting": "m1", "participant": "bor", "issue": "tea", "what": "Tea",
        "who": "Bor", "word": "mixed",
        "position": "Mixed", "points": ["bor-1", "bor-2"], "claim": "yes",
    }  # fmt: skip
    assert mark.hover == ["Bor · Tea", "Mixed"]


def test_what_is_said_in_a_reply_is_not_the_floors_word() -> None:
    (mark,) = Letters(TOLD).row("Tea", "m1", "tea", ["ada"])
    assert (mark.ids["word"], mark.ids["points"]) == ("raise", ["ada-1"])


def test_nobody_has_no_mark() -> None:
    assert Letters(TOLD).row("Salt", "m1", "salt", []) == []
