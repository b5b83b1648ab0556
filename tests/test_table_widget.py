"""The Table widget: any DataFrame whose rows carry ids."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
from faces import face, states, table, text
from meetings import meeting

from floorbook import measures
from floorbook_widgets import Selection, Table
from floorbook_widgets.table import LONG, rows, words

TOLD = meeting("ada: tea support", "ada: milk raise", "bor: tea qualified, salt raise")


@pytest.fixture
def selection() -> Selection:
    return Selection(TOLD)


def test_ids_are_shown_in_words_and_blanks_as_blanks(selection: Selection) -> None:
    frame = measures.agreement(TOLD)
    columns = {"a": "One", "b": "Other", "same_issues": "Same", "agreement": "Agreement"}
    assert table(Table(selection, frame, columns))[1:] == [["Ada", "Bor", "Tea", "", "2 points"]]


def test_words_of_the_scale_have_their_chip_and_other_cells_none(selection: Selection) -> None:
    shown = Table(selection, measures.cells(TOLD), {"participant": "Who", "word": "How"})
    assert [row["positions"] for row in shown.rows] == [
        [None, "support"], [None, "raise"], [None, "qualified"], [None, "raise"],
    ]  # fmt: skip
    assert "positions" not in Table(selection, measures.cells(TOLD), {"issue": "On"}).rows[0]


def test_not_recorded_has_no_letter_and_is_not_neutral(selection: Selection) -> None:
    frame = pd.DataFrame({"word": ["neutral", "not recorded"]})
    assert [row["positions"] for row in Table(selection, frame).rows] == [
        ["neutral"], ["not recorded"],
    ]  # fmt: skip
    assert "not recorded" not in {one["id"] for one in selection.positions}


def test_a_row_carries_what_it_is_about_and_its_points(selection: Selection) -> None:
    (one,) = rows(TOLD, measures.agreement(TOLD), ["a"])
    assert one["mark"] == {"meeting": "m1", "participant": "ada", "participant_b": "bor"}
    assert one["points"] == ["ada-1", "bor-1"]
    asks = pd.DataFrame({"issues": [("tea", "salt"), ()], "dimension": ["drinks", "food"]})
    assert [row["mark"] for row in rows(TOLD, asks, ["dimension"])] == [
        {"issue": ["tea", "salt"], "dimension": "drinks"}, {"issue": [], "dimension": "food"},
    ]  # fmt: skip


def test_numbers_keep_their_value_and_are_rounded_only_where_shown(selection: Selection) -> None:
    frame = pd.DataFrame({"share": [0.125, None], "n": pd.Series([1234567, None], dtype="Int64")})
    widget = Table(selection, frame)
    assert [row["cells"] for row in widget.rows] == [
        [["0.13", 0.125], ["1234567", 1234567]], ["", ""],
    ]  # fmt: skip
    assert table(widget)[1:] == [["0.13", "1234567"], ["", ""]]


def test_yes_and_no_stand_for_true_and_false(selection: Selection) -> None:
    widget = Table(selection, pd.DataFrame({"backs": [True, False]}))
    assert [row["cells"] for row in widget.rows] == [["yes"], ["no"]]


def test_the_columns_stand_in_the_order_asked_for(selection: Selection) -> None:
    widget = Table(selection, measures.cells(TOLD), {"word": "How", "participant": "Who"})
    assert widget.headers == ["How", "Who"]
    assert widget.rows[0]["cells"] == ["Support", "Ada"]
    assert Table(selection, measures.cells(TOLD)).headers == list(measures.cells(TOLD).columns)


def test_a_row_is_named_by_its_label_or_its_first_cells(selection: Selection) -> None:
    frame = pd.DataFrame({"participant": ["ada", "bor"], "n": [2, 0], "label": ["", "Bor alone"]})
    named = [row["label"] for row in rows(TOLD, frame, ["participant", "n"])]
    assert named == ["Ada, 2", "Bor alone"]


def test_evidence_has_a_column_only_where_a_row_has_some(selection: Selection) -> None:
    bare = Table(selection, pd.DataFrame({"n": [1, 2]}))
    assert table(bare)[0] == ["n"]
    frame = pd.DataFrame({"n": [1, 2], "points": [("ada-1",), ()], "sentence": ["", "None."]})
    shown = Table(selection, frame, {"n": "n"})
    assert table(shown) == [["n", "Evidence"], ["1", "1 point"], ["2", "0 points"]]
    assert [row.get("sentence") for row in shown.rows] == [None, "None."]


def test_no_row_at_all_gives_words_and_not_an_empty_table(selection: Selection) -> None:
    none = measures.asks(TOLD)
    widget = Table(selection, none, {"participant": "Who"}, empty="Nobody asked.")
    assert table(widget) == []
    assert text(face(widget).select_one("figure > p")) == "Nobody asked."
    default = Table(selection, none, {"participant": "Who"})
    assert "Nothing is recorded here" in text(face(default).figure)
    full = Table(selection, measures.cells(TOLD), {"participant": "Who"}, empty="Nobody asked.")
    assert "Nobody asked." not in text(face(full).figure)


def test_a_long_table_is_folded_and_says_how_many_rows_it_has(selection: Selection) -> None:
    def fold(n: int, **told: bool) -> list[str]:
        shown = face(Table(selection, pd.DataFrame({"n": list(range(n))}), **told))
        found = shown.select("details.fold")
        assert len(shown.select("details.fold tbody tr")) == n * len(found)
        assert not [one for one in found if one.has_attr("open")]
        return [text(one.summary) for one in found if not one.has_attr("hidden")]

    assert fold(LONG) == [] and fold(LONG + 1) == [f"Show the {LONG + 1} rows"]
    assert fold(LONG + 1, folded=False) == []
    assert fold(1, folded=True) == ["Show the 1 row"]
    assert fold(0, folded=True) == []


def test_a_column_that_is_not_there_is_told_with_the_nearest(selection: Selection) -> None:
    with pytest.raises(ValueError, match="no column 'wrod'; did you mean 'word'"):
        Table(selection, measures.cells(TOLD), {"wrod": "How"})


def test_an_unknown_keyword_is_told_with_the_nearest(selection: Selection) -> None:
    with pytest.raises(TypeError, match="'headding'; did you mean 'heading'"):
        Table(selection, measures.cells(TOLD), {"word": "How"}, headding="Words")


def test_two_tables_of_other_content_have_other_names(selection: Selection) -> None:
    cells = measures.cells(TOLD)
    one, again = (Table(selection, cells, {"word": "How"}) for _ in range(2))
    other = Table(selection, cells[:2], {"word": "How"})
    assert one.name == again.name != other.name
    assert Table(selection, cells, {"word": "How"}, name="words").name == "words"


def test_the_state_of_every_measure_is_plain_json(selection: Selection) -> None:
    told = meeting(
        "ada: tea support", "bor: tea oppose", "office/closing: tea support reported",
        claims=[("c1", "hot", "tea", "narrow")], blind=["ada-1: tea doubt"],
        acts=["ada-1-a question office: tea"], responses=["ada-1-a answers office-closing-1"],
    )  # fmt: skip
    shared = Selection(told)
    for measure in (measures.claim_range, measures.asks, measures.reliability, measures.closing,
                    measures.emphasis, measures.network, measures.neighbours):  # fmt: skip
        widget = Table(shared, measure(told))
        state = next(found for name, found in states(widget).items() if name.startswith("table"))
        assert state["rows"] == json.loads(json.dumps(widget.rows, allow_nan=False))


def test_the_words_for_ids_are_those_of_the_package() -> None:
    told = replace(TOLD, meetings=TOLD.meetings.assign(title="Tea time"))
    assert words(told, "meeting") == {"m1": "Tea time"}
    assert words(told, "dimension")["drinks"] == "Drinks"
    assert words(told, "participant")["ada"] == "Ada"
    assert (words(told, "issue")["salt"], words(told, "point")["ada-2"]) == ("Salt", "Ada 2")
    assert words(told, "position")["qualified"] == "Qualified"


def test_a_text_that_reads_like_an_id_is_shown_as_it_is(selection: Selection) -> None:
    frame = pd.DataFrame({"gist": ["ada"], "participant": ["ada"], "note": ["tea"]})
    assert table(Table(selection, frame))[1:] == [["ada", "Ada", "tea"]]


def test_markup_in_the_data_stays_text(selection: Selection) -> None:
    frame = pd.DataFrame({"gist": ["<b>R&D</b>"], "label": ["<i>"]})
    widget = Table(selection, frame, {"gist": "<u>"}, heading="<h1>", note="<p>")
    shown = face(widget)
    assert table(widget) == [["<u>"], ["<b>R&D</b>"]]
    assert not shown.select("b, u, h1, i") and text(shown.h3) == "<h1>"
