"""Krippendorff's alpha, and a second coder beside the coder of record."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import meeting, shuffled
from recount import MAKERS, Recount, Row

from floorbook import load
from floorbook.measures import disagreements, reliability
from floorbook.measures.alpha import Level, alpha
from floorbook.wording import coders


def units(*coders: str) -> Counter[tuple[float, ...]]:
    """Read one line of values per coder, a dot where a value is missing."""
    rows = zip(*(line.split() for line in coders), strict=True)
    return Counter(tuple(float(value) for value in row if value != ".") for row in rows)


# The examples of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", with the values
# that he prints: two observers, ten binary units; two observers, twelve nominal units (a to e are 1
# to 5 here); four observers, twelve units, some values missing.
BINARY = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
LETTERS = units("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")
FOUR = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


@pytest.mark.parametrize(
    ("data", "level", "value"),
    [
        (BINARY, "nominal", 0.095),
        (LETTERS, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "interval", 0.849),
    ],
)
def test_alpha_is_that_of_the_published_examples(
    data: Counter[tuple[float, ...]], level: Level, value: float
) -> None:
    assert alpha(data, level).alpha == pytest.approx(value, abs=5e-4)


def test_a_unit_with_one_value_counts_for_nothing() -> None:
    assert alpha(FOUR, "nominal").units == 11
    assert alpha(FOUR + Counter({(9.0,): 3}), "interval") == alpha(FOUR, "interval")


def test_alpha_is_undefined_without_variation_or_units_and_says_so() -> None:
    assert alpha({(1, 1): 5}, "nominal").alpha is None
    assert alpha({(1, 1): 5}, "nominal").why == "there is no variation: all judge alike"
    assert alpha({(1,): 5}, "nominal").why == "no unit has two judgements"


values = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0])


@given(st.lists(st.tuples(values, values), min_size=1), st.sampled_from(["nominal", "interval"]))
def test_alpha_is_symmetric_and_1_only_where_all_agree(
    pairs: list[tuple[float, float]], level: Level
) -> None:
    found = alpha(Counter(pairs), level)
    assert alpha(Counter((two, one) for one, two in pairs), level) == found
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == all(one == two for one, two in pairs)


# Floor: ada-1, ada-2, bor-1, bor-2. Reply: not read by the second coder.
# Presence, drinks (3 issues × 4 points = 12 units): both on ada-1 tea and bor-1 tea and bor-2 milk,
# only the first on ada-2 milk, neither on the other 8. n = 24 values, 7 ones and 17 zeros.
# D_o = (1 unit × 2 × 1) / 24 = 0.083333; D_e = 2 × 7 × 17 / (24 × 23) = 0.431159;
# alpha = 1 - 0.083333 / 0.431159 = 0.806723.
# Position, drinks: ada-1 tea 1 and 0.5; bor-1 tea -1 and -1; bor-2 milk raise is left out.
# D_o = 2 × 0.25 / 4 = 0.125. Values 1, 0.5, -1, -1: ordered pairs 2 × (0.25 + 4 + 4 + 2.25 + 2.25 +
# 0) = 25.5; D_e = 25.5 / 12 = 2.125; alpha = 1 - 0.125 / 2.125 = 0.941176.
TOLD = meeting(
    "ada: tea support", "ada: milk doubt", "bor: tea oppose", "bor: milk raise",
    "office/reply: tea support",
    blind=["ada-1: tea qualified", "bor-1: tea oppose reported", "bor-2: milk support, salt raise"],
)  # fmt: skip


def row(measure: str, dimension: str) -> pd.Series:
    table = reliability(TOLD).set_index(["measure", "dimension"])
    assert set(table["other"]) == {"two"}
    return table.loc[(measure, dimension)]


def test_presence_counts_all_points_times_all_issues() -> None:
    found = row("presence", "drinks")
    assert (found["units"], found["alike"]) == (12, 11)
    assert found["observed"] == pytest.approx(0.083333, abs=1e-6)
    assert found["alpha"] == pytest.approx(0.806723, abs=1e-6)
    assert found["points"] == ("ada-2",)
    assert row("presence", "")["units"] == 4 * 6


def test_position_leaves_out_what_stands_outside_the_scale_and_counts_it() -> None:
    found = row("position", "drinks")
    assert (found["units"], found["alike"], found["left_out"]) == (2, 1, 1)
    assert found["alpha"] == pytest.approx(0.941176, abs=1e-6)
    assert found["points"] == ("ada-1",)


def test_undefined_is_said_plainly() -> None:
    assert row("position", "food")["why"] == "no unit has two judgements"
    assert row("presence", "sky")["why"] == "there is no variation: all judge alike"
    assert row("presence", "empty")["why"] == "no unit has two judgements"
    alone = reliability(meeting("ada: tea support"))
    assert set(alone["why"]) == {"there is only one coder"}
    assert alone["alpha"].isna().all()


def test_every_raw_disagreement_is_listed() -> None:
    table = disagreements(TOLD)
    assert table[["point", "issue", "differs", "position", "position_other"]].values.tolist() == [
        ["ada-1", "tea", "position", "support", "qualified"],
        ["ada-2", "milk", "presence", "doubt", ""],
        ["bor-1", "tea", "voice", "oppose", "oppose"],
        ["bor-2", "milk", "position", "raise", "support"],
        ["bor-2", "salt", "presence", "", "raise"],
    ]
    assert table["distance"].tolist() == [0.5, pd.NA, 0, pd.NA, pd.NA]


def test_what_the_second_coder_had_not_before_them_is_no_disagreement() -> None:
    assert "office-reply-1" not in set(disagreements(TOLD)["point"])


def test_one_coder_has_nobody_to_disagree_with() -> None:
    table = disagreements(meeting("ada: tea support"))
    assert table.empty
    assert list(table.columns) == list(disagreements(TOLD).columns)


@settings(max_examples=10)
@given(st.integers(0, 50))
def test_the_order_of_rows_in_the_tables_means_nothing(seed: int) -> None:
    pd.testing.assert_frame_equal(reliability(shuffled(TOLD, seed)), reliability(TOLD))


@settings(max_examples=10)
@given(st.sampled_from(["tea", "milk", "bread"]), st.sampled_from(["support", "oppose", "raise"]))
def test_what_only_raises_never_changes_the_alpha_of_position(issue: str, how: str) -> None:
    lines = ["ada: tea support", "ada: milk doubt", "bor: tea oppose", f"bor: {issue} raise"]
    blind = ["ada-1: tea qualified", "bor-1: tea oppose", "ada-2: milk doubt"]
    numbers = ["alpha", "observed", "expected", "units", "alike"]
    without = reliability(meeting(*lines, blind=blind))
    beside = reliability(meeting(*lines, blind=[*blind, f"bor-2: {issue} {how}"]))
    position = without["measure"] == "position"
    pd.testing.assert_frame_equal(beside[position][numbers], without[position][numbers])
    assert beside[position]["left_out"].tolist() != without[position]["left_out"].tolist()


def test_the_two_coders_may_change_places() -> None:
    # The same codings, the second coder's as those of the coder of record: every α is the same.
    # What both had before them must be the same for that: the floor, in which both coded.
    one = meeting("ada: tea support", "bor: milk doubt", blind=["ada-1: tea doubt, salt support"])
    two = meeting("ada: tea doubt, salt support", "bor:",
                  blind=["ada-1: tea support", "bor-1: milk doubt"])  # fmt: skip
    numbers = ["measure", "dimension", "alpha", "observed", "expected", "units", "alike"]
    pd.testing.assert_frame_equal(reliability(one)[numbers], reliability(two)[numbers])


Units = list[tuple[float, ...]]


def textbook(units: Units, level: Level) -> tuple[Fraction | None, int]:
    """Reckon α from a matrix of coincidences, as Krippendorff's textbook does.

    o_ck is how often the values c and k meet within a unit, each of its ordered pairs counted
    1 / (m_u - 1) times; n_c the sum of row c, n of all. With δ²_ck 1 or (c - k)²,
    α = 1 - (n - 1) Σ_c Σ_(k > c) o_ck δ²_ck / Σ_c Σ_(k > c) n_c n_k δ²_ck.
    """
    met: dict[tuple[Fraction, Fraction], Fraction] = defaultdict(Fraction)
    paired = [[Fraction(value) for value in unit] for unit in units if len(unit) > 1]
    for unit in paired:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    met[one, other] += Fraction(1, len(unit) - 1)
    values = sorted({one for one, _ in met})
    rows = {one: sum((met[one, other] for other in values), Fraction()) for one in values}
    n = sum(rows.values(), Fraction())
    within = across = Fraction()
    for at, one in enumerate(values):
        for other in values[at + 1 :]:
            square = Fraction(1) if level == "nominal" else (one - other) ** 2
            within += met[one, other] * square
            across += rows[one] * rows[other] * square
    return (1 - (n - 1) * within / across if across else None), len(paired)


@pytest.mark.parametrize(
    ("data", "level", "value"),
    [
        # Ones and noughts: o_01 = 1; n_0 = n_1 = 3, n = 6; 1 - 5 × 1 / (3 × 3) = 4/9.
        ([(0, 0), (1, 1), (0, 1)], "nominal", Fraction(4, 9)),
        # Always otherwise: o_01 = 2; n_0 = n_1 = 2, n = 4; 1 - 3 × 2 / (2 × 2) = -1/2.
        ([(0, 1), (1, 0)], "nominal", Fraction(-1, 2)),
        # 1 beside 3, 2 beside 2: o_13 = 1, δ² = 4; across 1×1×4 + 1×2×1 + 2×1×1 = 8, n = 4;
        # 1 - 3 × 4 / 8 = -1/2. A unit with one value counts for nothing.
        ([(1, 3), (2, 2), (9,)], "interval", Fraction(-1, 2)),
        # Three coders: in (0, 0, 1) each pair counts half, so o_01 = 2 × 1/2 = 1; with (1, 1, 1)
        # n_0 = 2, n_1 = 4, n = 6; 1 - 5 × 1 / (2 × 4) = 3/8.
        ([(0, 0, 1), (1, 1, 1)], "nominal", Fraction(3, 8)),
        ([(1, 1), (1, 1)], "interval", None),
    ],
)
def test_both_ways_of_reckoning_alpha_give_what_is_worked_by_hand(
    data: Units, level: Level, value: Fraction | None
) -> None:
    assert textbook(data, level)[0] == value
    found = alpha(Counter(data), level).alpha
    assert found == (None if value is None else pytest.approx(float(value)))


@given(
    st.lists(st.lists(values, min_size=1, max_size=4).map(tuple), min_size=1, max_size=12),
    st.sampled_from(["nominal", "interval"]),
)
def test_alpha_is_that_of_the_textbook_for_any_units(data: Units, level: Level) -> None:
    value, units = textbook(data, level)
    found = alpha(Counter(data), level)
    assert found.units == units
    assert found.alpha == (None if value is None else pytest.approx(float(value), abs=1e-9))


@pytest.mark.parametrize("name", MAKERS)
def test_reliability_is_as_the_files_have_it(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    plain, data = Recount(folder), load(folder)
    table = reliability(data).set_index(["measure", "dimension"])
    said = [one.most for one in coders.reliability(data).facts]
    blind = plain.rows("codings_blind")
    if not blind:
        assert set(table["why"]) == {"there is only one coder"}
        return
    (other,) = {row["coder"] for row in blind}
    theirs = {(row["point"], row["issue"]): row for row in blind}
    mine = {(row["point"], row["issue"]): row for row in plain.codings}
    where = {point: (plain.turn(point)["meeting"], plain.turn(point)["kind"])
             for point in plain.points}  # fmt: skip
    read = {where[row["point"]] for row in blind}
    points = [point for point in plain.points if where[point] in read]
    dimensions = [row["dimension"] for row in plain.rows("dimensions")]
    for dimension in ("", *dimensions):
        issues = [one for one in plain.labels if dimension in ("", plain.dimension[one])]
        keys = [(point, issue) for point in points for issue in issues]
        presence = [(float(key in mine), float(key in theirs)) for key in keys]
        both = [(mine[key], theirs[key]) for key in keys if key in mine and key in theirs]
        held = [tuple(plain.values[row["position"]] for row in pair) for pair in both]
        scaled = [(one, two) for one, two in held if one is not None and two is not None]
        for measure, units, level, aside in (
            ("presence", presence, "nominal", 0),
            ("position", scaled, "interval", len(held) - len(scaled)),
        ):
            row = table.loc[(measure, dimension)]
            value, n = textbook(units, level)  # type: ignore[arg-type]
            alike = sum(one == two for one, two in units)
            assert (row["units"], row["alike"], row["left_out"]) == (n, alike, aside)
            assert row["other"] == other
            assert pd.isna(row["alpha"]) == (value is None)
            if value is not None:
                assert row["alpha"] == pytest.approx(float(value), abs=1e-9)
    chosen = [key for key in theirs if key in mine]
    moved = sum(mine[key]["position"] != theirs[key]["position"] for key in chosen)
    assert said[2:4] == [len(chosen), moved]
    differ = {
        key for key in mine.keys() | theirs.keys()
        if key[0] in points and _judged(mine.get(key)) != _judged(theirs.get(key))
    }  # fmt: skip
    found = disagreements(data)
    assert set(zip(found["point"], found["issue"], strict=True)) == differ
    assert (coders.disagreements(data).facts[0].most, len(found)) == (len(differ), len(differ))
    words = [_words(plain, codings, points) for codings in (mine, theirs)]
    moved = {
        key for key in words[0].keys() | words[1].keys() if words[0].get(key) != words[1].get(key)
    }
    assert coders.under_coder(data).facts[0].most == len(moved)


def _judged(row: Row | None) -> tuple[str, str] | None:
    """What a coder says of a point on an issue: with which position, and in whose voice."""
    return row and (row["position"], row["voice"])


def _words(
    plain: Recount, codings: dict[tuple[str, str], Row], points: list[str]
) -> dict[tuple[str, str, str], str]:
    """The word of each participant on each issue by these codings of these points."""
    said: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (point, issue), row in codings.items():
        turn = plain.turn(point)
        if point in points and row["voice"] == "own":
            said[turn["meeting"], turn["participant"], issue].append(row["position"])
    return {key: plain.word(positions) for key, positions in said.items()}
