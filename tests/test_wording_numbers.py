"""Tests of values as they are shown."""

from __future__ import annotations

import math

import pytest

from floorbook.wording.numbers import number, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.125, "0.13"), (-0.125, "-0.13"), (2.675, "2.68"), (3.0, "3"), (0.0, "0"), (-0.001, "0"),
        (1234567.0, "1234567"), (1e21, "1000000000000000000000"), (100, "100"),
        (math.inf, "Infinity"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_full_with_two_decimals_at_most(value: float, text: str) -> None:
    assert number(value, 2) == text


def test_a_number_without_a_limit_keeps_all_its_decimals() -> None:
    assert [number(value) for value in (1 / 3, 0.1 + 0.2, 1e-7, 20.0)] == [
        "0.3333333333333333", "0.30000000000000004", "0.0000001", "20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (math.nan, ""), (True, "yes"), (False, "no"), ("a", "a"), ((1.0, "b"), "1, b")],
)
def test_what_is_no_number_is_written_too(value: object, text: str) -> None:
    assert shown(value) == text
