"""Agreement of pairs, and who stands nearest and farthest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import ISSUES, POSITIONS, meeting, shuffled
from recount import MAKERS, Recount

from floorbook import Dataset, load
from floorbook.measures import agreement, neighbours

NAMES = [name for name, _, _ in POSITIONS]

# ada and bor both lean on tea (+ +), milk (+ -) and bread (+ +, qualified beside support): 2 of 3.
# Neither neutral (salt) nor raise (water) leans, and sun belongs to a dimension not compared.
TOLD = meeting(
    "ada: tea support, milk support, bread qualified, salt support, water support, sun support",
    "bor: tea support, milk oppose, bread support, salt neutral, water raise, sun support",
    "cyr: tea doubt, milk doubt",
    "dun: tea support",
    "office/reply: tea support, milk support",
)


def pair(told: Dataset, a: str = "ada", b: str = "bor", **options: object) -> pd.Series:
    table = agreement(told, **options).set_index(["a", "b"])  # type: ignore[arg-type]
    return table.loc[(a, b)]


def test_agreement_is_same_leans_of_shared_issues() -> None:
    row = pair(TOLD)
    assert (row["same"], row["shared"]) == (2, 3)
    assert row["agreement"] == pytest.approx(2 / 3)
    assert row["same_issues"] == ("tea", "bread")
    assert row["different_issues"] == ("milk",)
    assert row["points"] == ("ada-1", "bor-1")


def test_support_beside_qualified_is_named() -> None:
    assert pair(TOLD)["beside_issues"] == ("bread",)


def test_agreement_below_two_shared_issues_is_blank_and_says_why() -> None:
    row = pair(TOLD, "ada", "dun")
    assert row["agreement"] is pd.NA
    assert row["blank"] == "both take a side on 1 compared issue, fewer than 2"
    none = pair(meeting("ada: tea support", "bor: tea raise, sun support"))
    assert none["blank"] == "both take a side on no compared issue"
    assert pair(TOLD, "ada", "dun", min_shared=1)["agreement"] == 1
    assert pair(meeting("ada:", "bor:"), min_shared=0)["agreement"] is pd.NA


def test_dimensions_not_compared_count_only_when_asked_for() -> None:
    assert pair(TOLD, every_dimension=True)["shared"] == 4


def test_the_secretariat_is_paired_only_when_asked_for() -> None:
    assert "office" not in set(agreement(TOLD)["b"])
    row = pair(TOLD, "ada", "office", kinds=["state", "secretariat"])
    assert (row["same"], row["shared"]) == (2, 2)


def test_a_pair_belongs_to_one_meeting() -> None:
    told = meeting(
        "ada: tea support", "bor: tea support", more={"m2": ["ada: tea support", "cyr:"]}
    )
    table = agreement(told)
    assert table[["meeting", "a", "b", "shared"]].values.tolist() == [
        ["m1", "ada", "bor", 1],
        ["m2", "ada", "cyr", 0],
    ]


def test_all_ties_are_listed() -> None:
    told = meeting(*(f"{who}: tea support, milk support" for who in ("ada", "bor", "cyr")))
    table = neighbours(told).query("participant == 'bor' and side == 'nearest'")
    assert table["other"].tolist() == ["ada", "cyr"]
    assert table["agreement"].tolist() == [1, 1]


def test_farthest_is_said_only_where_a_lean_differs() -> None:
    # ada and bor 2/3, ada and cyr 0/2; bor and cyr: tea differs, milk (- -) does not, 1/2.
    table = neighbours(TOLD).set_index(["participant", "side"])
    assert table.loc[("ada", "farthest"), "other"] == "cyr"
    assert table.loc[("ada", "nearest"), "other"] == "bor"
    same = neighbours(meeting("ada: tea support, milk doubt", "bor: tea support, milk doubt"))
    row = same.query("participant == 'ada' and side == 'farthest'").iloc[0]
    assert (row["other"], row["note"], row["n"]) == ("", "nobody is recorded as disagreeing", 0)


def test_a_difference_on_too_few_issues_is_not_denied() -> None:
    row = neighbours(TOLD).query("participant == 'dun' and side == 'farthest'").iloc[0]
    assert row["note"] == "disagrees with others, but on too few issues to speak of agreement"


def test_who_agrees_with_nobody_has_nobody_nearest() -> None:
    told = meeting("ada: tea support, milk support", "bor: tea oppose, milk oppose")
    row = neighbours(told).query("participant == 'ada' and side == 'nearest'").iloc[0]
    assert (row["other"], row["note"]) == ("", "nobody is recorded on the same side")


said = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bor", "cyr", "ngo"]),
        st.sampled_from(list(ISSUES)),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=15,
)


def told_of(lines: list[tuple[str, str, str]]) -> Dataset:
    return meeting(*(f"{who}: {issue} {how}" for who, issue, how in lines))


def pairs_of(table: pd.DataFrame, columns: list[str]) -> dict[frozenset[str], list[object]]:
    keys = (frozenset(key) for key in zip(table["a"], table["b"], strict=True))
    values = table[columns].astype(object).where(table[columns].notna(), None).values.tolist()
    return dict(zip(keys, values, strict=True))


@settings(max_examples=10)
@given(said, st.integers(0, 9))
def test_agreement_is_symmetric_within_0_and_1_and_independent_of_row_order(
    lines: list[tuple[str, str, str]], seed: int
) -> None:
    told = told_of(lines)
    table = agreement(told)
    assert table["agreement"].dropna().between(0, 1).all()
    pd.testing.assert_frame_equal(agreement(shuffled(told, seed)), table)
    turned = replace(told, participants=told.participants.iloc[::-1].reset_index(drop=True))
    numbers = ["same", "shared", "agreement", "same_issues", "points"]
    assert pairs_of(agreement(turned), numbers) == pairs_of(table, numbers)


@settings(max_examples=10)
@given(said, st.sampled_from(["ada", "bor"]), st.sampled_from(list(ISSUES)))
def test_what_raises_and_what_is_not_recorded_never_change_an_agreement(
    lines: list[tuple[str, str, str]], who: str, issue: str
) -> None:
    before = pairs_of(agreement(told_of(lines)), ["same", "shared", "agreement"])
    after = pairs_of(
        agreement(told_of([*lines, (who, issue, "raise"), ("dun", issue, "raise")])),
        ["same", "shared", "agreement"],
    )
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("name", MAKERS)
def test_who_agrees_most_and_least_with_whom_is_as_the_files_have_it(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain, table = Recount(folder), neighbours(load(folder))
    for at in plain.meetings:
        counts, words = plain.shared(at), plain.cells(at)
        for one in {who for pair in counts for who in pair}:
            mine = {b if a == one else a: n for (a, b), n in counts.items() if one in (a, b)}
            given = {who: Fraction(*n) for who, n in mine.items() if n[1] >= 2}
            near = {who: share for who, share in given.items() if share > 0}
            far = {who: share for who, share in given.items() if share < 1}
            for side, most, ends in (("nearest", max, near), ("farthest", min, far)):
                rows = table[table["meeting"].eq(at) & table["participant"].eq(one)]
                rows = rows[rows["side"] == side]
                best = {who for who, share in ends.items() if share == most(ends.values())}
                assert set(rows["other"]) == (best or {""})
                for row in rows[rows["other"] != ""].to_dict("records"):
                    other = row["other"]
                    assert (row["same"], row["shared"]) == mine[other]
                    assert row["agreement"] == pytest.approx(float(given[other]))
                    on = [issue for issue in plain.labels if plain.share(words, one, other, issue)]
                    assert set(row["points"]) == {
                        coding["point"]
                        for held, who, coding in plain.own()
                        if held == at and who in (one, other) and coding["issue"] in on
                    }
