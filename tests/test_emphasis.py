"""Emphasis of a participant, and of the floor."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import meeting
from recount import EVERY, Recount

from floorbook import load
from floorbook.measures import emphasis, floor_emphasis
from floorbook.measures.emphasis import By, wilson


def test_emphasis_is_points_on_a_dimension_of_points_with_any_coding() -> None:
    # ada: four points, one uncoded, one in reported voice; of the other two, both on drinks, one
    # on food as well: 2/2 and 1/2, which sum above 1.
    told = meeting(
        "ada: tea support", "ada: milk raise, salt support", "ada:", "ada: tea doubt reported"
    )
    table = emphasis(told).set_index(["participant", "dimension"])
    drinks, food = table.loc[("ada", "drinks")], table.loc[("ada", "food")]
    assert (drinks["n"], drinks["of"], drinks["share"]) == (2, 2, 1)
    assert (food["n"], food["of"], food["share"]) == (1, 2, 0.5)
    assert food["points"] == ("ada-2",)


def test_two_codings_of_a_point_in_one_dimension_count_once() -> None:
    table = emphasis(meeting("ada: tea support, milk support")).set_index("dimension")
    assert table.loc["drinks", "n"] == 1


def test_by_issue_each_issue_has_its_share() -> None:
    table = emphasis(meeting("ada: tea support", "ada: salt raise"), by="issue").set_index("issue")
    assert table.loc["salt", "share"] == 0.5
    assert table.loc["sun", "share"] == 0


def test_who_is_coded_nowhere_has_no_share() -> None:
    table = emphasis(meeting("ada:"))
    assert table["share"].isna().all()
    assert (table["of"] == 0).all()


def test_an_interval_is_given_from_ten_points_on() -> None:
    ten = emphasis(meeting(*["ada: tea support"] * 3, *["ada: salt raise"] * 7))
    nine = emphasis(meeting(*["ada: tea support"] * 3, *["ada: salt raise"] * 6))
    assert ten["low"].notna().all()
    assert nine["low"].isna().all()


def test_the_interval_is_wilsons() -> None:
    # Wilson 95 % for 3 of 10, by hand: p = 0.3, z² = 3.8415; middle (0.3 + 0.192073) / 1.384146 =
    # 0.355507; half 1.959964 √(0.021 + 0.009604) / 1.384146 = 0.247717; so 0.1078 to 0.6032.
    low, high = wilson(pd.Series([3]), pd.Series([10]))
    assert (low.item(), high.item()) == (
        pytest.approx(0.1078, abs=5e-5),
        pytest.approx(0.6032, abs=5e-5),
    )


@given(st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = (end.item() for end in wilson(pd.Series([k]), pd.Series([n])))
    assert -1e-12 <= low <= k / n + 1e-12
    assert k / n - 1e-12 <= high <= 1 + 1e-12


def test_the_floor_pools_everyone_but_the_secretariat() -> None:
    # Points of the floor with a coding: ada 2, ngo 1; the office replies and is left out, and so
    # would it be on the floor. On drinks: ada 1, ngo 1, so 2 of 3.
    told = meeting(
        "ada: tea support", "ada: salt raise", "ngo: milk doubt", "office/reply: tea support",
        "office: tea support",
    )  # fmt: skip
    row = floor_emphasis(told).set_index("dimension").loc["drinks"]
    assert (row["n"], row["of"], row["points"]) == (2, 3, ("ada-1", "ngo-1"))
    assert row["share"] == pytest.approx(2 / 3)


def test_by_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="dimension"):
        emphasis(meeting("ada:"), by="colour")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("by", ["dimension", "issue"])
def test_emphasis_is_as_the_files_have_it(name: str, by: By, tmp_path: Path) -> None:
    folder = EVERY[name](tmp_path)
    plain, data = Recount(folder), load(folder)
    on: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    every: dict[tuple[str, str], set[str]] = defaultdict(set)
    for at, who, coding in plain.own():
        subject = coding["issue"] if by == "issue" else plain.dimension[coding["issue"]]
        heard = plain.role(who) != "secretariat" and plain.turn(coding["point"])["kind"] == "floor"
        for whose in (who, "the floor")[: 1 + heard]:
            on[at, whose, subject].add(coding["point"])
            every[at, whose].add(coding["point"])
    subjects = plain.labels if by == "issue" else [d["dimension"] for d in plain.rows("dimensions")]
    present = {(turn["meeting"], turn["participant"]) for turn in plain.turns.values()}
    own, floor = emphasis(data, by=by), floor_emphasis(data, by=by)
    assert len(own) == len(present) * len(subjects)
    assert len(floor) == len(plain.meetings) * len(subjects)
    rows = [*own.to_dict("records"), *floor.assign(participant="the floor").to_dict("records")]
    for row in rows:
        points = on[row["meeting"], row["participant"], row[by]]
        of = len(every[row["meeting"], row["participant"]])
        assert (set(row["points"]), row["n"], row["of"]) == (points, len(points), of)
        assert pd.isna(row["share"]) == (of == 0) and pd.isna(row["low"]) == (of < 10)
        if of:
            assert row["share"] == pytest.approx(len(points) / of)
        if of >= 10:  # Wilson's ends are where the share is z standard errors away
            for end in (row["low"], row["high"]):
                away = (len(points) / of - end) ** 2
                assert away == pytest.approx(1.96**2 * end * (1 - end) / of, rel=1e-3, abs=1e-9)
            assert row["low"] < row["high"]
