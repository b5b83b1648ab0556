"""Tests of the matrix of agreements."""

from __future__ import annotations

import pytest
from figures import check, marks, subtitle, title
from meetings import meeting

from floorbook import figures
from floorbook.figures.palette import ABSENT

# ada and bor lean the same way on tea and milk, and apart on salt: 2 of 3.
# ada and cyr, bor and cyr share tea alone: too few. dun leans nowhere: shares none.
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
    assert first["sentence"].startswith("Ada and Bor are recorded as leaning the same way on 2 of")
    assert told["ada", "cyr"]["text"] == "0/1"
    assert (told["ada", "dun"]["text"], told["ada", "dun"]["points"]) == ("", [])


def test_a_pair_with_too_few_shared_issues_is_no_agreement() -> None:
    figure = matrix()
    symbols = dict(
        zip([m["label"] for m in marks(figure)], figure.data[0].marker.symbol, strict=True)
    )
    assert symbols.pop("Ada and Bor") != ABSENT.symbol
    assert set(symbols.values()) == {ABSENT.symbol}


def test_the_finding_counts_pairs_with_enough_in_common() -> None:
    assert title(matrix()) == (
        "1 pair of 6 shares two issues or more; 0 of these lean the same way on all of them"
    )
    alike = meeting("ada: tea support, milk support", "bor: tea support, milk support")
    assert title(figures.agreement_matrix(alike)) == (
        "1 pair of 1 shares two issues or more; 1 of these leans the same way on all of them"
    )
    apart = meeting("ada: tea support", "bor: milk support")
    assert title(figures.agreement_matrix(apart)) == (
        "No pair of 1 shares two issues on which both lean"
    )
    assert "Agreement = issues on which both lean the same way ÷" in subtitle(matrix())


def test_one_meeting_is_shown_and_named_where_there_are_several() -> None:
    told = meeting("ada: tea support", more={"m2": ["bor: tea support", "cyr: tea support"]})
    assert title(figures.agreement_matrix(told, meeting="m2")).startswith("M2: ")
    assert {m["meeting"] for m in marks(figures.agreement_matrix(told, meeting="m2"))} == {"m2"}
    with pytest.raises(ValueError, match="'m9'"):
        figures.agreement_matrix(told, meeting="m9")


def matrix():
    return figures.agreement_matrix(TOLD)
