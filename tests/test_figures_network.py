"""Tests of the figures of congruence, opposition and difference in strength, however measured."""

from __future__ import annotations

from typing import Any

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

from floorbook import Dataset, figures, measures
from floorbook.figures.edges import MOST, Edges, threshold
from floorbook.wording import network as wording

# Values: oppose -1, qualified 0.5, support 1; the scale's range is 2.
# ada and bor: tea support beside support and, of bor, oppose; milk qualified beside support.
#   once: 1·1·(1−0) + 1·1·(1−2/2) = 1 on tea, 1·1·(1−0.5/2) = 0.75 on milk: congruence 1.75;
#   conflict 0 + 1 + 0.25 = 1.25, of which 1 is opposition (tea) and 0.25 difference in strength
#   (milk). All: ada supports tea twice: 2 + 0 + 0.75 = 2.75; 0 + 2 + 0.25.
# ada and cyr: tea oppose beside support: congruence 0, conflict 1 (once).
# bor and cyr: tea oppose beside support and oppose: congruence 0 + 1 = 1, conflict 1 + 0 = 1.
# dun only raises: no issue on which it takes a position.
TOLD = meeting(
    "ada: tea support", "ada: tea support, milk qualified", "bor: tea support",
    "bor: tea oppose, milk support", "cyr: tea oppose, sun support", "dun: tea raise",
)  # fmt: skip
DRAWN = [figures.network, figures.congruence_matrix]


def drawn(draw: Any, told: Dataset = TOLD, **options: Any) -> list[dict[str, Any]]:
    return [mark for mark in marks(check(draw(told, **options))) if not mark["guide"]]


def value(told: list[dict[str, Any]], a: str, b: str, column: str) -> float:
    (mark,) = [one for one in told if (one["participant"], one["participant_b"]) == (a, b)]
    return float(mark[column])


@pytest.mark.parametrize("draw", DRAWN)
def test_a_mark_is_a_pair_with_a_position_on_the_same_issue(draw: Any) -> None:
    told = drawn(draw)
    assert [(one["participant"], one["participant_b"]) for one in told] == [
        ("ada", "bor"), ("ada", "cyr"), ("bor", "cyr"),
    ]  # fmt: skip
    assert told[0]["points"] == ["ada-1", "ada-2", "bor-1", "bor-2"]
    assert told[0]["on"] == "Tea, Milk"
    assert told[1]["points"] == ["ada-1", "ada-2", "cyr-1"]
    assert {one["meeting"] for one in told} == {"m1"}


@pytest.mark.parametrize("draw", DRAWN)
def test_a_mark_carries_its_value_under_every_choice(draw: Any) -> None:
    told = drawn(draw)
    assert value(told, "ada", "bor", "congruence, none, once") == 1.75
    assert value(told, "ada", "bor", "conflict, none, once") == 1.25
    assert value(told, "ada", "bor", "opposition, none, once") == 1
    assert value(told, "ada", "bor", "strength, none, once") == 0.25
    assert value(told, "ada", "bor", "congruence, none, all") == 2.75
    assert value(told, "ada", "bor", "opposition, none, all") == 2
    assert value(told, "ada", "bor", "conflict, none, all") == 2.25
    # (2 + 1 statements of ada, 1 + 1 + 1 of bor) halved: 3.
    assert value(told, "ada", "bor", "congruence, average activity, all") == round(2.75 / 3, 3)
    assert value(told, "ada", "cyr", "congruence, none, once") == 0
    assert value(told, "ada", "cyr", "subtract, none, once") == -1


def test_the_values_are_those_of_the_measure() -> None:
    told = drawn(figures.network)
    for normalisation in ("none", "average activity", "jaccard", "cosine"):
        for duplicates in ("once", "all"):
            table = measures.network(TOLD, normalisation=normalisation, duplicates=duplicates)
            for row in table.to_dict("records"):
                for name in ("congruence", "opposition", "strength", "conflict", "subtract"):
                    column = f"{name}, {normalisation}, {duplicates}"
                    assert value(told, row["a"], row["b"], column) == round(row[name], 3)


def test_each_variant_reads_the_column_that_its_options_name() -> None:
    meta = figures.network(TOLD).layout.meta
    options = [choice["options"] for choice in meta["choices"]]
    assert len(meta["variants"]) == len(options[0]) * len(options[1]) * len(options[2]) == 24
    number = 0
    assert options[0] == ["congruence", "opposition", "difference in strength"]
    for shown in options[0]:
        for normalisation in options[1]:
            for repeated in options[2]:
                variant = meta["variants"][number]
                way = f"{normalisation}, {repeated}"
                column = "strength" if shown == "difference in strength" else shown
                assert variant["threshold"]["column"] == f"{column}, {way}"
                assert variant["threshold"]["label"].lower() == f"{shown} of at least"
                assert variant["table"][-5:] == [
                    f"congruence, {way}", f"opposition, {way}", f"strength, {way}",
                    f"conflict, {way}", f"subtract, {way}",
                ]  # fmt: skip
                assert variant["note"].lower().startswith(shown)
                number += 1


def test_what_is_asked_for_is_shown_first() -> None:
    meta = figures.network(
        TOLD, shown="strength", normalisation="cosine", duplicates="all"
    ).layout.meta
    # The third of three, the last of four, the last of two.
    assert meta["variant"] == (2 * 4 + 3) * 2 + 1
    assert meta["variants"][meta["variant"]]["threshold"]["column"] == "strength, cosine, all"
    assert meta["table"][-5:][0] == "congruence, cosine, all"
    (cell, *_) = drawn(figures.congruence_matrix, shown="opposition")
    assert cell["text"] == "1.00"
    (cell, *_) = drawn(figures.congruence_matrix, shown="strength")
    assert cell["text"] == "0.25"


@pytest.mark.parametrize(
    "wrong",
    [{"shown": "love"}, {"shown": "conflict"}, {"normalisation": "sum"}, {"duplicates": "twice"}],
)
def test_a_choice_that_there_is_not_is_refused_with_those_that_there_are(wrong: Any) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        figures.network(TOLD, **wrong)


def test_an_unknown_meeting_is_refused() -> None:
    with pytest.raises(ValueError, match="'m9'"):
        figures.network(TOLD, meeting="m9")


def test_a_line_comes_and_goes_with_its_mark() -> None:
    figure = figures.network(TOLD)
    lines = [mark for mark in marks(figure) if mark["guide"] and mark["participant_b"]]
    assert [(mark["participant"], mark["participant_b"]) for mark in lines] == [
        pair for pair in (("ada", "bor"), ("ada", "cyr"), ("bor", "cyr")) for _ in range(3)
    ]
    assert [mark["x"] is None for mark in lines] == [False, False, True] * 3
    assert lines[0]["congruence, none, once"] == "1.75"
    assert not any(mark["points"] for mark in lines)


def test_the_findings_count_pairs_and_say_on_how_many_issues_the_strongest_stand() -> None:
    # Pairs of four speakers: 6; dun takes no position. bor is on both sides of tea, and so opposed
    # to ada and to cyr; ada is opposed to cyr. Only ada and bor, on milk, differ in strength.
    assert title(figures.network(TOLD)) == wording.NETWORK
    assert str(wording.shared(TOLD, "m1")) == (
        "Most issues of Drinks and Food in common, "
        "2: Ada with Bor. 3 of 6 pairs take a side or a neutral position "
        "on the same issue"
    )
    assert title(figures.congruence_matrix(TOLD)) == (
        "On issues of Drinks and Food, of 3 "
        "pairs that take a side or a neutral position on the same issue, 3 are on opposite "
        "sides of one "
        "(Ada with Bor; Ada with Cyr; Bor with Cyr); 1 differs in strength"
    )
    assert "no bloc is drawn" in subtitle(figures.network(TOLD))


def test_one_pair_is_said_in_the_singular_and_none_as_none() -> None:
    one = meeting("ada: tea support", "bor: tea support")
    assert str(wording.shared(one, "m1")) == (
        "Most issues of Drinks and Food in common, "
        "1: Ada with Bor. The only pair takes a side or a neutral position "
        "on the same issue"
    )
    assert title(figures.congruence_matrix(one)) == (
        "The only pair that takes a side or a neutral position on the same issue, Ada with Bor, "
        "is not on opposite "
        "sides"
    )
    none = meeting("ada: tea support", "bor: milk raise", "cyr:")
    assert title(figures.network(none)) == (
        "None of 3 pairs takes a side or a neutral position on the same issue"
    )
    assert title(figures.congruence_matrix(none)) == (
        "None of 3 pairs takes a side or a neutral position on the same issue"
    )
    assert drawn(figures.network, none) == drawn(figures.congruence_matrix, none) == []


def test_a_figure_is_about_one_meeting_and_says_which_where_there_are_several() -> None:
    told = meeting("ada: tea support", more={"m2": ["bor: tea support", "cyr: tea support"]})
    assert title(figures.network(told, meeting="m2")) == f"M2: {wording.NETWORK}"
    assert str(wording.shared(told, "m2")) == (
        "Most issues of Drinks and Food in common, "
        "1: Bor with Cyr. The only pair takes a side or a neutral "
        "position on the same "
        "issue"
    )
    assert {one["meeting"] for one in drawn(figures.network, told, meeting="m2")} == {"m2"}


def test_everybody_who_speaks_stands_on_the_circle_but_the_secretariat() -> None:
    told = meeting("office/opening: tea support", "ada: tea support", "dun: tea raise")
    nodes = figures.network(told).data[-1]
    assert list(nodes.text) == ["Ada", "Dun"]
    columns = list(figures.network(told).layout.meta["columns"])
    assert [row[columns.index("participant")] for row in nodes.customdata] == ["ada", "dun"]
    assert all(row[columns.index("guide")] for row in nodes.customdata)


def test_at_first_no_more_lines_are_drawn_than_can_be_read() -> None:
    # 150 values 1, 2, …, 150: of 20 steps of 7.5 the first to leave a hundred or fewer is the
    # seventh, 52.5: 98 values reach it; the sixth, 45, would leave 106.
    told = threshold("congruence", "c", [float(n) for n in range(1, 151)])
    assert (told["step"], told["value"], told["max"]) == (7.5, 52.5, 150.0)
    assert threshold("congruence", "c", [1.0] * MOST)["value"] == 0


def test_the_slider_ends_where_the_strongest_is_still_shown() -> None:
    for values in ([0.25], [0.333, 0.1], [3.0], [0.017], [7.777]):
        told = threshold("conflict", "c", values)
        assert 0 < told["max"] <= max(values)


def test_a_meeting_without_pairs_has_a_figure_all_the_same() -> None:
    edges = Edges.of(meeting("ada: tea support"), None)
    assert (edges.people, edges.pairs, edges.rows) == ((), 0, ())
    assert figures.network(meeting("ada: tea support")).layout.meta["variants"]
