"""Tests of the matrix of agreements."""

from __future__ import annotations

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

from floorbook import figures
from floorbook.figures.palette import ABSENT

# ada and bor are on the same side on tea and milk, and on opposite sides on salt: 2 of 3.
# ada and cyr, bor and cyr share tea alone: too few. dun takes no side: shares none.
TOLD = meeting(
    "ada: tea support, milk qualified, salt support",
    "bor: tea support, milk support, salt oppose",
    "cyr: tea oppose", "dun: tea raise",
)  # fmt: skip


def test_a_mark_is_a_pair_with_its_counts_issues_points_and_sentence() -> None:
    told = {(m["participant"], m["participant_b"]): m for m in marks(check(matrix()))}
    assert len(told) == 6
    first = told["ada", "bor"]
    assert (first["text"], first["on"]) == ("2/3", "Tea, Milk")
    assert first["points"] == ["ada-1", "bor-1"]
    assert first["sentence"].startswith(
        "Ada and Bor are on the same side on 2 of the 3 compared issues on which both take a side "
        "(Tea and Milk), on opposite sides on Salt, with different strength on Milk"
    )
    assert "2 points (Ada 1, Bor 1)" in first["sentence"]
    assert told["ada", "cyr"]["text"] == "0/1"
    # dun only raises tea: no side, and both are recorded on it all the same.
    apart = told["ada", "dun"]
    assert (apart["text"], apart["counts"], apart["on"]) == ("", "none", "")
    assert apart["points"] == ["ada-1", "dun-1"]
    assert apart["why"] == (
        "no compared issue on which both take a side; both are recorded on Tea (where not both "
        "take a side)"
    )


def test_a_pair_with_too_few_shared_issues_is_no_agreement() -> None:
    figure = matrix()
    symbols = dict(
        zip([m["label"] for m in marks(figure)], figure.data[0].marker.symbol, strict=True)
    )
    assert symbols.pop("Ada and Bor") != ABSENT.symbol
    assert set(symbols.values()) == {ABSENT.symbol}


def test_the_finding_counts_pairs_with_enough_in_common() -> None:
    assert title(matrix()) == (
        "Most often on the same side on issues of Drinks and Food, on 2 of them: Ada with Bor. 1 "
        "of 6 pairs takes a side on two or more of the same issues; none of them on the same side "
        "each time"
    )
    alike = meeting("ada: tea support, milk support", "bor: tea support, milk support")
    assert title(figures.agreement_matrix(alike)) == (
        "Most often on the same side on issues of Drinks and Food, on 2 of them: Ada with Bor. The "
        "only pair takes a side on two or more of the same issues"
    )
    apart = meeting("ada: tea support", "bor: milk support")
    assert title(figures.agreement_matrix(apart)) == (
        "On issues of Drinks and Food, the only pair does not take a side on two or more of the "
        "same issues"
    )
    assert (
        "Agreement is the number of issues on which two are on the same side, for or against, "
        "divided by the number of issues on which both take a side"
    ) in subtitle(matrix())


def test_one_meeting_is_shown_and_named_where_there_are_several() -> None:
    told = meeting("ada: tea support", more={"m2": ["bor: tea support", "cyr: tea support"]})
    assert title(figures.agreement_matrix(told, meeting="m2")).startswith("M2: ")
    assert {m["meeting"] for m in marks(figures.agreement_matrix(told, meeting="m2"))} == {"m2"}
    with pytest.raises(ValueError, match="'m9'"):
        figures.agreement_matrix(told, meeting="m9")


def matrix():
    return figures.agreement_matrix(TOLD)
