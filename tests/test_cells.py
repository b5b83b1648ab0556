"""Counts, and the word of a cell."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import POSITIONS, meeting, shuffled

from floorbook import Dataset
from floorbook.measures import cells, counts
from floorbook.scale import MIXED, NOT_RECORDED, Scale

SCALE = Scale.of(meeting().positions)
NAMES = [name for name, _, _ in POSITIONS]


def word_of(told: Dataset, issue: str = "tea") -> str:
    table = cells(told)
    return str(table[table["issue"] == issue]["word"].item())


@pytest.mark.parametrize(
    ("positions", "word"),
    [
        (["support", "oppose"], "mixed"),
        (["qualified", "doubt", "neutral"], "mixed"),
        (["support", "qualified"], "qualified"),
        (["oppose", "doubt"], "doubt"),
        (["support", "support"], "support"),
        (["support", "neutral"], "qualified"),
        (["oppose", "neutral"], "doubt"),
        (["support", "raise"], "support"),
        (["neutral", "raise"], "neutral"),
        (["raise", "raise"], "raise"),
        ([], "not recorded"),
    ],
)
def test_the_word_of_several_codings_is_the_codebooks(positions: list[str], word: str) -> None:
    assert SCALE.word(positions) == word


@given(st.lists(st.sampled_from(NAMES)), st.randoms())
def test_a_word_depends_on_which_positions_occur_and_not_on_order_or_number(
    positions: list[str], random: object
) -> None:
    again = positions * 2
    random.shuffle(again)  # type: ignore[attr-defined]
    assert SCALE.word(again) == SCALE.word(positions)


def test_what_raises_never_changes_a_word_beside_another_position() -> None:
    for one, two in itertools.product(NAMES[:-1], repeat=2):
        assert SCALE.word([one, two, "raise"]) == SCALE.word([one, two])


def test_a_scale_of_other_names_and_values_has_the_same_rule() -> None:
    scale = Scale(("no", "yes, if", "yes", "open", "asks"), (-3, 1, 2, 0, None), tuple("NIYO?"))
    assert scale.word(["yes", "open"]) == "yes, if"
    assert scale.word(["no", "yes"]) == MIXED
    assert scale.span == 5
    assert scale.words == ("yes", "yes, if", "open", "no", MIXED, "asks", NOT_RECORDED)


def test_a_cell_lists_its_codings_and_points_in_running_order() -> None:
    told = meeting("bor: tea support", "ada: tea support", "ada: salt raise", "ada: tea qualified")
    table = cells(told).set_index(["participant", "issue"])
    row = table.loc[("ada", "tea")]
    assert row["points"] == ("ada-1", "ada-3")
    assert (row["n"], row["support"], row["qualified"], row["oppose"]) == (2, 1, 1, 0)
    assert (row["word"], row["letter"], row["lean"]) == ("qualified", "Q", "+")
    assert row["dimension"] == "drinks"


def test_mixed_has_a_letter_and_no_lean() -> None:
    row = cells(meeting("ada: tea support", "ada: tea doubt")).iloc[0]
    assert (row["word"], row["letter"], row["lean"]) == ("mixed", "M", "")


def test_not_recorded_has_no_row() -> None:
    table = cells(meeting("ada: tea support", "bor:"))
    assert table["participant"].tolist() == ["ada"]


def test_a_cell_belongs_to_one_meeting() -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: tea oppose"]})
    table = cells(told)
    assert table["meeting"].tolist() == ["m1", "m2"]
    assert table["word"].tolist() == ["support", "oppose"]
    assert table["points"].tolist() == [("ada-1",), ("m2-ada-1",)]


def test_reported_voice_counts_only_when_asked_for() -> None:
    told = meeting("ada: tea support reported", "ada: tea oppose")
    assert word_of(told) == "oppose"
    assert cells(told, voice="reported")["word"].item() == "support"
    assert cells(told, voice="both")["word"].item() == "mixed"


def test_unsure_codings_can_be_left_out() -> None:
    told = meeting("ada: tea support, salt raise unsure")
    assert cells(told)["issue"].tolist() == ["tea", "salt"]
    assert cells(told, unsure=False)["issue"].tolist() == ["tea"]


def test_an_unknown_voice_is_an_error() -> None:
    with pytest.raises(ValueError, match="own, reported, both"):
        cells(meeting(), voice="loud")


def test_counts_have_a_row_for_each_position_that_occurs() -> None:
    told = meeting("ada: tea support", "ada: tea support", "ada: tea raise", "bor:")
    table = counts(told)
    assert table[["position", "n"]].values.tolist() == [["support", 2], ["raise", 1]]
    assert table["points"].tolist() == [("ada-1", "ada-2"), ("ada-3",)]


@pytest.mark.parametrize("measure", [cells, counts])
def test_an_uncoded_meeting_gives_an_empty_table_with_all_columns(measure: object) -> None:
    empty, full = measure(meeting("ada:")), measure(meeting("ada: tea support"))  # type: ignore[operator]
    assert list(empty.columns) == list(full.columns)
    assert empty.empty


@settings(max_examples=20)
@given(st.integers(0, 50))
def test_the_order_of_rows_in_the_tables_means_nothing(seed: int) -> None:
    told = meeting("ada: tea support, salt raise", "bor: tea doubt", "ada: tea qualified", "ada:")
    pd.testing.assert_frame_equal(cells(shuffled(told, seed)), cells(told))
