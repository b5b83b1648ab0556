from __future__ import annotations

import pytest

from floorbook.package.problems import DataError, Problem, near


def test_a_problem_says_where_what_what_is_allowed_and_what_was_meant() -> None:
    problem = Problem("data/codings.csv", 12, 5, "no such issue", "paice", ("pace", "lean"), "pace")
    assert str(problem) == (
        "data/codings.csv:12:5: no such issue: 'paice'; allowed: pace, lean; did you mean 'pace'?"
    )


def test_what_is_not_known_is_not_mentioned() -> None:
    assert str(Problem("a.csv", 1, 1, "the file is empty")) == "a.csv:1:1: the file is empty"


def test_an_empty_value_and_an_empty_choice_are_shown() -> None:
    told = str(Problem("a.csv", 2, 3, "wrong", "", ("", "title")))
    assert told == "a.csv:2:3: wrong: ''; allowed: (empty), title"


def test_long_lists_say_how_much_more_there_is() -> None:
    told = str(Problem("a.csv", 2, 3, "wrong", "x", tuple("abcdefghij")))
    assert told.endswith("allowed: a, b, c, d, e, f, g, h and 2 more")


def test_long_values_are_cut() -> None:
    assert len(str(Problem("a.csv", 1, 1, "m" * 9_999, "x" * 99_999, ("y" * 99_999,)))) < 1_000


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\u200b", "\n", "\x00", "\udce9"])
def test_nothing_that_a_terminal_acts_on_or_hides_comes_through(hostile: str) -> None:
    told = str(Problem(f"a{hostile}.csv", 1, 1, f"b{hostile}", hostile, (hostile,), hostile))
    assert told.isprintable()
    told.encode()  # nor what cannot be printed at all


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("iom-leed", "iom-lead"),
        ("IOM_Lead ", "iom-lead"),
        ("“lean”", "lean"),
        ("Lean", "lean"),
        ("budget", ""),
        ("", ""),
    ],
)
def test_the_nearest_spelling_is_found(written: str, meant: str) -> None:
    assert near(written, ["iom-lead", "lean", "legal-form"]) == meant


def test_a_data_error_lists_every_problem() -> None:
    problems = [Problem("a.csv", 2, 1, "one"), Problem("b.csv", 3, 1, "two")]
    error = DataError(problems)
    assert str(error) == "a.csv:2:1: one\nb.csv:3:1: two"
    assert error.problems == tuple(problems)
