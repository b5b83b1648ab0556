"""Tests of states on their way into a page: line by line, and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorbook import states
from floorbook.states import WHOLE, lines, read, traits, written

NAMES = st.text(max_size=5).filter(lambda name: name != WHOLE)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.lists(st.text(), max_size=9),
    st.dictionaries(st.text(), st.integers(), max_size=9),
)
TRAITS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


@given(st.dictionaries(st.text(max_size=5), TRAITS, max_size=4), st.integers(1, 10))
def test_states_come_out_as_they_were_however_their_parts_are_cut(told, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "MOST", most)
        assert read(written(told)) == told


@given(TRAITS, TRAITS)
def test_what_is_text_already_comes_out_as_well(whole, own) -> None:
    state = {**own, WHOLE: lines(whole)}
    assert traits(state) == {**whole, **own}
    own = {name: value for name, value in own.items() if name not in whole}
    assert read(written({"floor": {**own, WHOLE: lines(whole)}})) == {"floor": {**whole, **own}}


def test_no_line_has_more_of_a_list_or_a_mapping_than_is_read_in_one_go() -> None:
    records, labels = [*range(1201)], {str(n): n for n in range(700)}
    text = written({"floor": {"records": records, "labels": labels}})
    sizes = [(trait, len(part)) for _, trait, part in map(json.loads, text.split("\n"))]
    assert sizes == [
        ("labels", 500),
        ("labels", 200),
        ("records", 500),
        ("records", 500),
        ("records", 201),
    ]


def test_a_state_without_traits_is_left_out() -> None:
    assert written({"none": {}}) == ""
    assert read("") == {}
