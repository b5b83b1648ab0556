from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorbook.package.schema import Field
from floorbook.package.values import AT_ONCE, fault, faults, typed

INTEGER, NUMBER = Field("n", "integer"), Field("n", "number")
BOOLEAN, DATE = Field("n", "boolean"), Field("n", "date")


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_that_all_languages_hold_is_read_as_itself(number: int) -> None:
    assert fault(str(number), INTEGER) is None
    assert typed(str(number), INTEGER) == number


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_a_date_and_is_known_again_in_a_spreadsheets_dress(day: date) -> None:
    assert fault(day.isoformat(), DATE) is None
    found = fault(f"{day:%d.%m.%Y}", DATE)
    assert found is not None
    # With a day up to 12 it might as well be the month, unless both are the same.
    known = day.day > 12 or day.day == day.month
    assert found.suggestion == (day.isoformat() if known else "")


@given(st.text(max_size=8), st.sampled_from([INTEGER, NUMBER, BOOLEAN, DATE]))
def test_any_text_is_a_value_or_has_a_fault(text: str, field: Field) -> None:
    found = fault(text, field)
    if found is None:
        value = typed(text, field)
        assert (value is None) == (text == "" and field is not DATE)
        assert not isinstance(value, float) or math.isfinite(value)
    else:
        assert found.allowed
        assert not found.suggestion or fault(found.suggestion, field) is None


@pytest.mark.parametrize("text", ["07", "+7", "7.0", " 7", "7e0", "٧", "1_000", "9" * 16, "-"])
def test_only_plain_digits_are_a_whole_number(text: str) -> None:
    assert fault(text, INTEGER) is not None


@pytest.mark.parametrize("text", ["nan", "inf", ".5", "5.", "0,5", "1e3", "--1", "0x1"])
def test_only_plain_decimals_are_a_number(text: str) -> None:
    assert fault(text, NUMBER) is not None


def test_a_limit_counts_as_inside() -> None:
    field = Field("n", "integer", minimum=1, maximum=3)
    assert [fault(text, field) is None for text in "01234"] == [False, True, True, True, False]
    field = Field("n", "string", min_length=2, max_length=3)
    assert [fault("x" * n, field) is None for n in range(1, 5)] == [False, True, True, False]


def test_what_is_optional_may_be_empty_whatever_else_is_asked_of_it() -> None:
    field = Field("n", "string", choices=("a",), pattern="a", min_length=1)
    assert fault("", field) is None


def test_a_pattern_is_for_the_whole_value() -> None:
    field = Field("n", "string", pattern="[a-z]+")
    assert fault("abc", field) is None
    assert fault("abc\n", field) is not None
    assert fault("abc1", field) is not None


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("https://example.org/ x", False),
        ("data:text/html,x", False),
        ("//example.org", False),
    ],
)
def test_only_web_addresses_are_addresses(address: str, good: bool) -> None:
    assert (fault(address, Field("url", "string", format="uri")) is None) == good


@given(
    st.lists(st.text(st.sampled_from("0129-. aé\n"), max_size=4) | st.just("true"), unique=True),
    st.sampled_from([INTEGER, NUMBER, BOOLEAN, DATE])
    | st.builds(
        Field,
        st.just("n"),
        st.sampled_from(["string", "integer", "number"]),
        required=st.booleans(),
        choices=st.sampled_from([(), ("a", "0")]),
        pattern=st.sampled_from(
            ["", "^[a-z0-9]+$", "[^a]*", "a|0", "a\\s", "(?s).", "[[:space:]]+"]
        ),
        minimum=st.sampled_from([None, 1]),
        max_length=st.sampled_from([None, 2]),
    ),
)
def test_many_values_have_the_faults_of_each(texts: list[str], field: Field) -> None:
    wanted = {text: found for text in texts if (found := fault(text, field))}
    assert faults(texts, field) == wanted


def test_one_fault_among_many_values_is_found() -> None:
    texts = [*map(str, range(5 * AT_ONCE)), "x"]
    assert list(faults(texts, INTEGER)) == ["x"]
