"""What changes when one coding is left out, or under another coder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import ISSUES, POSITIONS, meeting, without
from recount import MAKERS, Recount

from floorbook import Dataset, load
from floorbook.measures import (
    agreement,
    agreement_sensitivity,
    cell_sensitivity,
    cells,
    claim_range,
    claim_sensitivity,
    lone_cells,
    under_coder,
)
from floorbook.wording import method

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
TOLD = meeting(
    "ada: tea support, bread support", "ada: tea qualified", "ada: milk raise",
    "bor: tea oppose, milk doubt", "bor: bread support unsure",
    claims=CLAIMS,
)  # fmt: skip


def test_a_cell_is_judged_again_without_each_of_its_codings() -> None:
    table = cell_sensitivity(TOLD)
    tea = table[(table["participant"] == "ada") & (table["issue"] == "tea")]
    assert tea[["point", "word", "without", "changes"]].values.tolist() == [
        ["ada-1", "qualified", "qualified", False],
        ["ada-2", "qualified", "support", True],
    ]
    assert tea["alone"].tolist() == [False, False]


def test_a_cell_that_rests_on_one_coding_is_not_recorded_without_it() -> None:
    table = cell_sensitivity(TOLD).set_index(["participant", "issue"])
    row = table.loc[("bor", "tea")]
    assert (row["without"], row["alone"], row["changes"]) == ("not recorded", True, True)
    assert len(lone_cells(TOLD)) == 5


def test_two_equal_codings_in_a_cell_hold_without_either() -> None:
    table = cell_sensitivity(meeting("ada: tea support", "ada: tea support"))
    assert table["without"].tolist() == ["support", "support"]


def test_codings_on_which_a_claims_range_depends_are_listed() -> None:
    # hot: ada backs it (tea support, qualified), whatever one leaves out; bor never does.
    # dry: ada backs it, bor only with the unsure coding: 1 to 2. Without ada's: 0 to 1; without
    # bor's: 1 to 1. any: ada, bor: 1 to 2; without bor's bread 1 to 1, without ada's bread as
    # before, for ada still backs hot. all: ada: 1; without her bread 0.
    table = claim_sensitivity(TOLD)
    columns = ["part", "point", "issue", "least", "most", "least_without", "most_without"]
    assert table[columns].values.tolist() == [
        ["dry", "ada-1", "bread", 1, 2, 0, 1],
        ["dry", "bor-2", "bread", 1, 2, 1, 1],
        ["any", "bor-2", "bread", 1, 2, 1, 1],
        ["all", "ada-1", "bread", 1, 1, 0, 0],
    ]


def test_codings_on_which_an_agreement_depends_are_listed() -> None:
    # ada and bor share tea (+ -) and bread (+ +): 1 of 2. Without ada's bread: 0 of 1, blank.
    # Leaving out one of ada's two on tea changes her word but not her lean.
    table = agreement_sensitivity(TOLD)
    assert table[["point", "issue", "same_without", "shared_without"]].values.tolist() == [
        ["ada-1", "bread", 0, 1],
        ["bor-1", "tea", 1, 1],
        ["bor-2", "bread", 0, 1],
    ]
    assert set(table["agreement"]) == {0.5}
    assert table["agreement_without"].isna().all()


coded = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bor", "cyr", "ngo"]),
        st.sets(
            st.tuples(
                st.sampled_from(list(ISSUES)),
                st.sampled_from([name for name, _, _ in POSITIONS]),
                st.sampled_from(["", " unsure"]),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=10)
@given(coded, st.randoms(use_true_random=False))
def test_leaving_a_coding_out_by_hand_gives_the_same(
    lines: list[tuple[str, set[tuple[str, str, str]]]], random: object
) -> None:
    told = meeting(
        *(
            f"{who}: " + ", ".join(f"{i} {p}{u}" for i, (p, u) in one.items())
            for who, said in lines
            for one in [{issue: (position, mark) for issue, position, mark in sorted(said)}]
        ),
        claims=CLAIMS,
    )
    coding = told.codings.iloc[random.randrange(len(told.codings))]  # type: ignore[attr-defined]
    point, issue = coding["point"], coding["issue"]
    after = without(told, point, issue)

    row = cell_sensitivity(told).query("point == @point and issue == @issue").iloc[0]
    left = cells(after).query("participant == @row.participant and issue == @issue")["word"]
    assert row["without"] == (left.item() if len(left) else "not recorded")

    ranges = claim_range(told).merge(claim_range(after), on=["claim", "part"])
    changed = ranges[
        (ranges["least_x"] != ranges["least_y"]) | (ranges["most_x"] != ranges["most_y"])
    ]
    found = claim_sensitivity(told).query("point == @point and issue == @issue")
    numbers = ["part", "least_without", "most_without"]
    assert found[numbers].values.tolist() == changed[["part", "least_y", "most_y"]].values.tolist()

    pairs = agreement(told).merge(agreement(after), on=["a", "b"])
    moved = pairs[(pairs["same_x"] != pairs["same_y"]) | (pairs["shared_x"] != pairs["shared_y"])]
    seen = agreement_sensitivity(told).query("point == @point and issue == @issue")
    numbers = ["a", "b", "same_without", "shared_without", "agreement_without"]
    one = seen[numbers].astype(object).where(seen[numbers].notna(), None)
    two = moved[["a", "b", "same_y", "shared_y", "agreement_y"]]
    two = two.astype(object).where(two.notna(), None)
    assert sorted(one.values.tolist()) == sorted(two.values.tolist())


SECOND = meeting(
    "ada: tea support", "ada: milk support, salt raise", "bor: tea support", "bor: milk doubt",
    "office/reply: tea support", "cyr/opening: tea support",
    blind=["ada-1: tea doubt", "ada-2: milk support", "bor-1: tea support", "bor-2: salt raise"],
    claims=CLAIMS,
)  # fmt: skip


def test_under_another_coder_the_cells_that_differ_are_listed_with_the_points_disputed() -> None:
    table = under_coder(SECOND)
    columns = ["participant", "issue", "word", "word_other"]
    assert table[columns].values.tolist() == [
        ["ada", "tea", "support", "doubt"],
        ["ada", "salt", "raise", "not recorded"],
        ["bor", "milk", "doubt", "not recorded"],
        ["bor", "salt", "not recorded", "raise"],
    ]
    assert table["points"].tolist() == [("ada-1",), ("ada-2",), ("bor-2",), ("bor-2",)]
    assert set(table["other"]) == {"two"}


def test_under_another_coder_claims_and_agreements_that_differ_are_listed() -> None:
    # hot, first coder: ada always; bor narrowly, mixed with milk in the wide reading: 1 to 2.
    # Second: ada doubts tea, mixed with milk; bor backs it both times: 1 to 1.
    # Pairs: ada and bor share tea (+ +) and milk (+ -): 1 of 2; second coder: tea alone (- +).
    # cyr spoke in the opening only, which the second coder did not read: its tea stays.
    claims = under_coder(SECOND, what="claims").set_index("part")
    assert claims.loc["hot", ["least", "most", "least_other", "most_other"]].tolist() == [
        1,
        2,
        1,
        1,
    ]
    pairs = under_coder(SECOND, what="agreement").set_index(["a", "b"])
    numbers = ["same", "shared", "same_other", "shared_other"]
    assert pairs.loc[("ada", "bor"), numbers].tolist() == [1, 2, 0, 1]
    assert pairs.loc[("ada", "cyr"), numbers].tolist() == [1, 1, 0, 1]
    assert ("bor", "cyr") not in pairs.index


@pytest.mark.parametrize("what", ["cells", "claims", "agreement"])
def test_with_one_coder_nothing_is_otherwise(what: Literal["cells", "claims", "agreement"]) -> None:
    table = under_coder(TOLD, what=what)
    assert table.empty
    assert list(table.columns) == list(under_coder(SECOND, what=what).columns)


def test_under_another_coder_of_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="cells, claims, agreement"):
        under_coder(TOLD, what="colours")  # type: ignore[arg-type]


@pytest.mark.parametrize("measure", [cell_sensitivity, claim_sensitivity, agreement_sensitivity])
def test_an_uncoded_meeting_gives_empty_tables(measure: object) -> None:
    def rows(told: Dataset) -> pd.DataFrame:
        return measure(told)  # type: ignore[operator, no-any-return]

    assert rows(meeting("ada:", claims=CLAIMS)).empty
    assert list(rows(meeting("ada:", claims=CLAIMS)).columns) == list(rows(TOLD).columns)


def left_out(plain: Recount) -> Iterator[dict[str, str]]:
    """Leave out each own-voice coding of a package once, and put it back."""
    for at, (*_, coding) in enumerate(list(plain.own())):
        every = plain.codings
        plain.codings = [one for one in every if one is not coding]
        assert len(plain.codings) == len(every) - 1, at
        yield coding
        plain.codings = every


@pytest.mark.parametrize("name", MAKERS)
def test_what_rests_on_one_coding_is_what_changes_without_it_in_the_files(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain, data = Recount(folder), load(folder)
    words = {at: plain.cells(at) for at in plain.meetings}
    counts = {at: plain.shared(at) for at in plain.meetings}
    without, apart = {}, {}
    for coding in left_out(plain):
        turn, issue = plain.turn(coding["point"]), coding["issue"]
        at, who = turn["meeting"], turn["participant"]
        then = plain.cells(at)
        key = (coding["point"], issue)
        without[key] = (words[at][who, issue], then.get((who, issue), "not recorded"))
        for pair, (same, shared) in plain.shared(at).items():
            if counts[at][pair] != (same, shared):
                apart[*pair, *key] = (*counts[at][pair], same, shared)
    cell = cell_sensitivity(data).set_index(["point", "issue"])
    assert cell[["word", "without"]].apply(tuple, axis=1).to_dict() == without
    pairs = agreement_sensitivity(data).set_index(["a", "b", "point", "issue"])
    columns = ["same", "shared", "same_without", "shared_without"]
    assert pairs[columns].apply(tuple, axis=1).to_dict() == apart
    found = method.sensitivity(data)
    if without:
        held = [key for at in plain.meetings for key in words[at]]
        alone = sum(then == "not recorded" for _, then in without.values())
        moved = {
            (plain.turn(point)["meeting"], plain.turn(point)["participant"], issue)
            for (point, issue), (word, then) in without.items()
            if then not in (word, "not recorded")
        }
        assert [(one.most, one.of) for one in found.facts[:2]] == [
            (alone, len(held)), (len(moved), len(held) - alone),
        ]  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_what_moves_the_count_of_a_claim_is_what_moves_it_in_the_files(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain, data = Recount(folder), load(folder)
    claims = [row["id"] for row in plain.rows("claims")]
    bearing = {(row["claim"], row["issue"]) for row in plain.rows("claim_issues")}
    ends = {claim: plain.claim(claim) for claim in claims}
    moved = {}
    for coding in left_out(plain):
        for claim in claims:
            if (claim, coding["issue"]) not in bearing:
                continue
            for part, (_, _, then, _) in plain.claim(claim).items():
                if then != ends[claim][part][2]:
                    key = (claim, part, coding["point"], coding["issue"])
                    moved[key] = (*ends[claim][part][2], *then)
    table = claim_sensitivity(data).set_index(["claim", "part", "point", "issue"])
    columns = ["least", "most", "least_without", "most_without"]
    assert {key: tuple(row) for key, row in table[columns].iterrows()} == moved
    found = method.claim_sensitivity(data)
    own = {key[2:] for key in moved if key[1] not in ("any", "all")}
    if claims:
        (fact,) = found.facts
        assert (fact.most, set(fact.points)) == (len(own), {point for point, _ in own})


@pytest.mark.parametrize("name", MAKERS)
def test_the_points_that_decide_about_a_claim_are_those_of_the_files(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain, data = Recount(folder), load(folder)
    table = claim_range(data).set_index(["claim", "part"])["points"]
    for row in plain.rows("claims"):
        claim, turns = row["id"], row["scope_turns"].split(";")
        narrow, issues = set(), set()
        for one in plain.rows("claim_issues"):
            if one["claim"] == claim:
                issues.add((one["part"], one["issue"]))
                if one["reading"] == "narrow":
                    narrow.add((one["part"], one["issue"]))
        narrow |= {on for on in issues if on[0] not in {part for part, _ in narrow}}
        (meeting,) = [
            source["meeting"] for source in plain.rows("sources") for item in plain.rows("items")
            if item["id"] == row["item"] and item["source"] == source["id"]
        ]  # fmt: skip
        for part, (always, ever, _, _) in plain.claim(claim).items():
            decide = {
                coding["point"]
                for at, who, coding in plain.own()
                for bears, issue in issues
                if at == meeting and who in ever - always and issue == coding["issue"]
                and plain.turn(coding["point"])["kind"] in turns
                and part in (bears, "any", "all") and plain.side(coding["position"])
                and (coding["unsure"] == "true" or (bears, issue) not in narrow)
            }  # fmt: skip
            assert set(table.get((claim, part), ())) == decide, (claim, part)
