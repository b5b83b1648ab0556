from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorbook.package.jsonplaces import DEEPEST, places

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES, st.sampled_from([None, 1, "\n\t"]))
def test_every_value_is_found_where_it_stands(value: Any, indent: int | str | None) -> None:
    text = json.dumps(value, indent=indent)
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    for way, (line, column), _ in places(text):
        inner = value
        for step in way:
            inner = inner[step]
        assert json.JSONDecoder().raw_decode(text, starts[line - 1] + column - 1)[0] == inner


def test_what_stands_twice_is_told_twice() -> None:
    found = [(way, place) for way, place, _ in places('{"a": 1,\n "a": 2}')]
    assert found == [((), (1, 1)), (("a",), (1, 7)), (("a",), (2, 7))]


def test_deep_nests_are_refused_and_others_are_not() -> None:
    assert len(list(places("[" * DEEPEST + "]" * DEEPEST))) == DEEPEST
    with pytest.raises(RecursionError):
        list(places("[" * 900 + "]" * 900))
