"""Words on figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import meeting

from floorbook.dataset import told_apart
from floorbook.figures.labels import escape, lines, size, within
from floorbook.wording.about import source
from floorbook.wording.facts import Finding, fact, together
from floorbook.wording.phrases import (
    count,
    crowd,
    listed,
    meetings,
    people,
    recorded,
)
from floorbook_widgets.chart import text_of

TOLD = meeting("ada: tea support", more={"m2": ["ada: tea support"], "m3": ["bor:"]})


@given(st.text())
def test_what_is_escaped_reads_as_it_was_and_holds_no_markup(text: str) -> None:
    assert "<" not in escape(text) and ">" not in escape(text)
    assert text_of(escape(text)) == text


@given(st.text(alphabet="ab <>&-\n", max_size=60), st.integers(4, 30))
def test_lines_lose_no_word_and_break_none(text: str, width: int) -> None:
    broken = lines(text, width)
    assert text_of(broken).split() == text.split()
    for line in broken.split("<br>"):
        plain = text_of(line)
        assert len(plain) <= width or " " not in plain


def test_the_size_of_a_label_counts_what_is_seen() -> None:
    # "Modalities &" has twelve characters, however & is written.
    assert size("Modalities &amp;<br>road map") == (2, 12)
    assert size("") == (1, 0)


@pytest.mark.parametrize(("n", "told"), [(0, "0 points"), (1, "1 point"), (2, "2 points")])
def test_things_are_counted_in_singular_and_plural(n: int, told: str) -> None:
    assert count(n, "point") == told
    assert count(2, "agency", "agencies") == "2 agencies"


def test_points_are_counted_once() -> None:
    assert recorded([("a", "b"), (), ("b", "c")]) == "3 recorded points"
    assert (recorded([]), recorded(["a"])) == ("0 recorded points", "1 recorded point")


def test_names_are_joined_as_a_sentence_does() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_people_are_counted_by_kind_in_the_words_and_the_order_of_the_package() -> None:
    assert people(TOLD, ["agency", "agency", "state"]) == "1 government and 2 agencies"
    assert people(TOLD, []) == ""
    assert crowd(TOLD, ["state"], 1) == "1 government"
    assert crowd(TOLD, ["state", "agency"], 0) == "0 participants"


def test_without_a_word_for_every_kind_people_are_counted_as_participants() -> None:
    bare = replace(TOLD, kinds=TOLD.kinds.assign(plural=["governments", "", "", ""]))
    assert people(bare, ["state", "state"]) == "2 governments"
    assert people(bare, ["state", "agency"]) == "2 participants"
    assert crowd(bare, ["agency"], 1) == "1 participant"


@given(st.lists(st.sampled_from(["Tea", "Tea ", "Milk", "Salt"]), max_size=6))
def test_labels_that_are_equal_are_told_apart_and_the_others_left_alone(labels: list[str]) -> None:
    ids = [f"i{n}" for n in range(len(labels))]
    found = told_apart(ids, labels)
    assert list(found) == ids
    assert len(set(found.values())) == len(ids)
    seen = [label.strip() for label in labels]
    for one, label in zip(ids, seen, strict=True):
        assert found[one] == (label if seen.count(label) == 1 else f"{label} ({one})")


def test_names_issues_and_dimensions_go_by_their_ids() -> None:
    labels = TOLD.labels
    assert labels["participant"]["ngo"] == "Ngo"
    assert list(labels["issue"])[:2] == ["tea", "milk"] and labels["issue"]["tea"] == "Tea"
    assert list(labels["dimension"].values()) == ["Drinks", "Food", "Sky", "Empty"]


def test_one_meeting_needs_no_name_and_several_do() -> None:
    assert meetings(meeting("ada:"), None) == {"m1": ""}
    assert meetings(TOLD, "m2") == {"m2": ""}
    assert meetings(TOLD, None) == {"m1": "M1", "m2": "M2", "m3": "M3"}
    alike = replace(TOLD, meetings=TOLD.meetings.assign(title=["Tea", "Tea", "Salt"]))
    assert meetings(alike, None) == {"m1": "Tea (m1)", "m2": "Tea (m2)", "m3": "Salt"}


def test_a_label_names_its_meeting_in_a_line_of_its_own() -> None:
    assert within("Tea & milk", "") == "Tea &amp; milk"
    assert within("Tea & milk", "M1", 5) == "Tea &amp;<br>milk<br>(M1)"


def test_the_findings_of_several_meetings_follow_each_other_with_all_their_facts() -> None:
    one, two = Finding("One", (fact(1),)), Finding("Two", (fact(2),))
    assert together(meeting("ada:"), {"m1": one}) == one
    assert together(TOLD, {"m1": one, "m2": two}) == (
        Finding("M1: One. M2: Two", (*one.facts, *two.facts))
    )


def test_two_sources_are_named_and_more_are_counted() -> None:
    assert source(TOLD, ["m1"]) == "Source: Note on m1 (summary note, issuer the host)"
    assert source(TOLD, ["m1", "m2"]) == (
        "Source: Note on m1 (summary note, issuer the host); Note on m2 (summary note, issuer the "
        "host)"
    )
    assert source(TOLD, ["m1", "m2", "m3"]) == "Source: 3 documents (summary note)"
    bare = replace(TOLD, sources=pd.DataFrame(columns=TOLD.sources.columns))
    assert source(bare, ["m1"]) == "Source: not named"
