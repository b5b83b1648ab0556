from __future__ import annotations

import json

import packages
import pytest

from floorbook.package.pattern import all_fit, complaint, fits


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*a){20}$", "(x+x+)+y", "a*a*a*a*a*a*a*b"]
)
def test_no_pattern_takes_longer_than_its_text(pattern: str) -> None:
    assert complaint(pattern) == ""
    assert not fits(pattern, "a" * 50_000 + "!")  # `re` would not come back


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "missing ): ("),
        ("(?=a)", "invalid perl operator"),
        (r"(a)\1", "invalid escape sequence"),
        ("a{2000}", "invalid repetition size"),
        ("(a{100}){100}", "invalid repetition size"),
        (r"[\p{L}]{1,50}", "is too long or repeats too much"),
        ("ab" * 3_000, "is too long or repeats too much"),
        ("\ud800", "surrogates not allowed"),
    ],
)
def test_what_cannot_be_matched_in_bounded_time_is_refused(pattern: str, why: str) -> None:
    assert why in complaint(pattern)


def test_a_text_with_bytes_that_are_no_utf8_fits_or_not_and_never_raises() -> None:
    assert fits("^[^/]+$", "caf\udce9")
    assert not fits("^[a-z]+$", "caf\udce9")


def test_the_patterns_of_the_shipped_package_can_be_used() -> None:
    description = json.loads((packages.SHIPPED / "datapackage.json").read_text("utf-8"))
    patterns = {
        field["constraints"]["pattern"]
        for resource in description["resources"]
        for field in resource["schema"]["fields"]
        if "pattern" in field.get("constraints", {})
    }
    assert len(patterns) >= 7
    assert {pattern: complaint(pattern) for pattern in patterns} == dict.fromkeys(patterns, "")


@pytest.mark.parametrize(
    "pattern", ["[^a]*", "a\\s", "(?s).", "[[:space:]]b?", "a\nb", "a|^b", "$|a"]
)
def test_what_may_match_a_line_feed_is_not_tried_on_many_at_once(pattern: str) -> None:
    assert complaint(pattern) == ""
    assert not all_fit(pattern, ["a", "b"])


def test_many_texts_fit_where_each_fits() -> None:
    for pattern in ("^[a-z0-9]+(-[a-z0-9]+)*$", "ab|cd", "^\\d+$"):
        for texts in (["ab", "cd"], ["ab", "c-d"], ["12", "3"], ["ab", "cd\n"], ["ab\ncd"], [""]):
            assert all_fit(pattern, texts) == all(fits(pattern, text) for text in texts)
