"""Tests of the characters that no text of a package may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorbook.package.characters import strange

HALVES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\0b", "there is a NUL character"),
        ("\x1b[31m", "there is a control character, U+001B"),
        ("a\x85b", "there is a control character, U+0085"),
        ("a\uffffb", "there is a control character, U+FFFF"),
        ("a\u202eb", "there is a character that turns text around, U+202E, without its other half"),
        ("a\u202cb", "there is a character that turns text around, U+202C, without its other half"),
    ],
)
def test_a_strange_character_is_named(text: str, told: str) -> None:
    assert strange(text) == told


@pytest.mark.parametrize(
    "text",
    ["", "a\tb\r\nc", "שלום (5)", "\u200fa\u061c", "ze\u200bro\ufeff", "a\u202eb\u202cc", "🫖"],
)
def test_all_other_text_is_welcome(text: str) -> None:
    assert not strange(text)


@pytest.mark.parametrize(
    "text",
    [
        "\u202e\u2069",
        "\u202e\u2067\u202c\u2069",
        "\u202ea\nb\u202c",
        "\u202c\u202e",
        "\u2067\u2067\u2069",
    ],
)
def test_halves_that_do_not_pair_in_their_line_are_strange(text: str) -> None:
    assert strange(text)


@given(
    st.recursive(
        st.just("a"),
        lambda inner: st.builds(
            "{0[0]}{1}{0[1]}".format,
            st.sampled_from(["\u202a\u202c", "\u202e\u202c", "\u2066\u2069", "\u2068\u2069"]),
            inner,
        ),
        max_leaves=4,
    )
)
def test_pairs_may_nest(text: str) -> None:
    assert not strange(text)
    if text[0] in HALVES:
        assert strange(text[1:])
        assert strange(text[:-1])
