"""Congruence and conflict of pairs, and their export."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import meeting, shuffled
from test_agreement import pairs_of, said, told_of

from floorbook import Dataset
from floorbook.measures import graphml, network
from floorbook.measures.network import DUPLICATES, NORMALISATIONS

# Values: oppose -1, qualified 0.5, support 1; the scale's range is 2.
# ada: tea support twice, milk qualified, salt raise. bor: tea support, tea oppose, milk support.
# tea: 2 × 1 × (1 - 0) + 2 × 1 × (1 - 2/2) = 2 congruent; 0 + 2 × 1 × 1 = 2 in conflict.
# milk: 1 × 1 × (1 - 0.5/2) = 0.75 congruent; 0.25 in conflict. Together 2.75 and 2.25.
TOLD = meeting(
    "ada: tea support", "ada: tea support, milk qualified", "ada: salt raise",
    "bor: tea support", "bor: tea oppose, milk support", "bor: salt raise",
)  # fmt: skip


def edge(told: Dataset = TOLD, **options: object) -> pd.Series:
    return network(told, **options).set_index(["a", "b"]).loc[("ada", "bor")]  # type: ignore[arg-type]


def test_congruence_and_conflict_are_leifelds_sums() -> None:
    row = edge(duplicates="all")
    assert (row["congruence"], row["conflict"], row["subtract"]) == (2.75, 2.25, 0.5)
    assert (row["shared"], row["issues"], row["divisor"]) == (2, ("tea", "milk"), 1)
    assert row["points"] == ("ada-1", "ada-2", "bor-1", "bor-2")


def test_average_activity_divides_by_the_statements_of_the_two_halved() -> None:
    # ada 2 + 1 = 3 statements on the scale, bor 1 + 1 + 1 = 3: (3 + 3) / 2 = 3.
    row = edge(normalisation="average activity", duplicates="all")
    assert row["divisor"] == 3
    assert row["congruence"] == pytest.approx(2.75 / 3)


def test_jaccard_divides_by_what_only_one_says_and_what_both_say() -> None:
    # Cells (issue, position): tea/support 2 and 1; tea/oppose 0 and 1; milk/qualified 1 and 0;
    # milk/support 0 and 1. M10 = 1, M01 = 1 + 1 = 2, M11 = 2 × 1 = 2: 5.
    row = edge(normalisation="jaccard", duplicates="all")
    assert row["divisor"] == 5
    assert row["conflict"] == pytest.approx(2.25 / 5)


def test_cosine_divides_by_the_lengths() -> None:
    # ada √(2² + 1²) = √5, bor √(1 + 1 + 1) = √3: √15. (The product of sums would be 9.)
    row = edge(normalisation="cosine", duplicates="all")
    assert row["divisor"] == pytest.approx(15**0.5)
    assert row["congruence"] == pytest.approx(2.75 / 15**0.5)


def test_repeated_statements_are_counted_once_unless_asked_otherwise() -> None:
    # tea: 1 × 1 × 1 + 1 × 1 × 0 = 1 and 1; milk as before: 1.75 and 1.25.
    row = edge()
    assert (row["congruence"], row["conflict"]) == (1.75, 1.25)


def test_a_pair_without_a_shared_issue_has_no_edge() -> None:
    told = meeting("ada: tea support, salt raise", "bor: milk support, salt support", "cyr:")
    table = network(told)
    assert table.empty
    assert list(table.columns) == list(network(TOLD).columns)


def test_dimensions_not_compared_count_only_when_asked_for() -> None:
    told = meeting("ada: sun support", "bor: sun neutral")
    assert network(told).empty
    row = edge(told, every_dimension=True)
    assert (row["congruence"], row["conflict"]) == (0.5, 0.5)


@pytest.mark.parametrize("option", ["normalisation", "duplicates"])
def test_an_unknown_choice_is_an_error(option: str) -> None:
    with pytest.raises(ValueError, match=f"{option} is 'some'"):
        network(TOLD, **{option: "some"})  # type: ignore[arg-type]


@settings(max_examples=10)
@given(said, st.sampled_from(NORMALISATIONS), st.sampled_from(DUPLICATES), st.integers(0, 9))
def test_neither_is_ever_negative_nor_changed_by_row_order_or_what_raises(
    lines: list[tuple[str, str, str]], normalisation: str, duplicates: str, seed: int
) -> None:
    options = {"normalisation": normalisation, "duplicates": duplicates}
    told = told_of(lines)
    table = network(told, **options)  # type: ignore[arg-type]
    assert (table[["congruence", "conflict"]] >= 0).all(axis=None)
    pd.testing.assert_frame_equal(network(shuffled(told, seed), **options), table)  # type: ignore[arg-type]
    raised = [*lines, ("ada", "tea", "raise"), ("dun", "milk", "raise")]
    numbers = ["congruence", "conflict", "subtract", "divisor", "shared"]
    assert pairs_of(network(told_of(raised), **options), numbers) == pairs_of(table, numbers)  # type: ignore[arg-type]
    turned = [(("bor", "ada")[("ada", "bor").index(who)] if who in ("ada", "bor") else who, *rest)
              for who, *rest in lines]  # fmt: skip
    swapped = network(told_of(turned), **options)  # type: ignore[arg-type]
    by_pair = pairs_of(swapped, numbers).get(frozenset({"ada", "bor"}))
    assert by_pair == pytest.approx(pairs_of(table, numbers).get(frozenset({"ada", "bor"})))


def test_graphml_has_a_node_per_speaker_and_an_edge_per_pair_with_its_points() -> None:
    told = meeting("ada: tea support", "bor: tea doubt", "cyr:", "office/reply: tea support")
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.fromstring(graphml(told, network(told)))
    assert [node.get("id") for node in root.findall(".//g:node", space)] == [
        "ada",
        "bor",
        "cyr",
        "office",
    ]
    (line,) = root.findall(".//g:edge", space)
    assert (line.get("source"), line.get("target")) == ("ada", "bor")
    data = {item.get("key"): item.text for item in line}
    assert data["points"] == "ada-1 bor-1"
    assert (float(data["congruence"] or 0), data["issues"]) == (0.25, "tea")


def test_graphml_of_several_meetings_needs_one_named() -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: tea support", "bor: tea support"]})
    with pytest.raises(ValueError, match="m1, m2"):
        graphml(told, network(told))
    assert 'id="m2"' in graphml(told, network(told), "m2")


def test_graphml_holds_no_character_that_xml_forbids() -> None:
    told = meeting("ada: tea support", "bor: tea support")
    people = told.participants.assign(name=told.participants["name"] + "\x07 <&>")
    text = graphml(replace(told, participants=people), network(told))
    names = [item.text for item in ElementTree.fromstring(text).iter() if item.get("key") == "name"]
    assert names == ["Ada� <&>", "Bor� <&>"]
