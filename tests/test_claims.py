"""Claims held against what is recorded."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import POSITIONS, meeting, shuffled

from floorbook.measures import claim_check, claim_counts, claim_elsewhere, claim_range

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]


def words(*lines: str) -> dict[tuple[str, str, str], str]:
    table = claim_check(meeting(*lines, claims=CLAIMS))
    key = zip(table["part"], table["reading"], table["participant"], strict=True)
    return dict(zip(key, table["word"], strict=True))


def test_the_wide_reading_takes_the_narrow_ones_issues_too() -> None:
    seen = words("ada: tea support", "ada: milk doubt", "bor: milk support")
    assert seen["hot", "narrow", "ada"] == "support"
    assert seen["hot", "wide", "ada"] == "mixed"
    assert seen["hot", "narrow", "bor"] == "not recorded"
    assert seen["hot", "wide", "bor"] == "support"


def test_only_those_in_scope_and_recorded_as_speaking_are_counted() -> None:
    seen = words("ada: tea support", "bor:", "ngo: tea support", "cyr/opening: tea support")
    assert {participant for _, _, participant in seen} == {"ada", "bor"}


def test_reported_voice_and_turns_out_of_scope_give_no_word() -> None:
    seen = words("ada: tea support reported", "ada/opening: tea support")
    assert seen["hot", "wide", "ada"] == "not recorded"


def test_a_claim_is_about_the_meeting_of_its_source() -> None:
    told = meeting(
        "ada: tea raise", more={"m2": ["ada: tea support", "bor: tea support"]}, claims=CLAIMS
    )
    table = claim_check(told)
    assert set(table["meeting"]) == {"m1"}
    assert set(table["participant"]) == {"ada"}
    assert set(table["points"]) == {("ada-1",), ()}


def test_support_and_qualified_back_a_claim_and_nothing_else_does() -> None:
    lines = [f"ada: tea {name}" for name, _, _ in POSITIONS]
    backing = [
        line.split()[-1]
        for line in lines
        if claim_check(meeting(line, claims=CLAIMS)).query("part == 'hot'")["backs"].all()
    ]
    assert backing == ["qualified", "support"]


def test_every_word_is_counted_and_the_counts_sum_to_those_who_spoke() -> None:
    told = meeting("ada: tea support", "bor: tea support", "cyr: tea raise", "dun:", claims=CLAIMS)
    table = claim_counts(told).query("part == 'hot' and reading == 'narrow'").set_index("word")
    assert table["n"][["support", "raise", "not recorded"]].tolist() == [2, 1, 1]
    assert table["n"].sum() == 4
    assert set(table["of"]) == {4}
    assert table.loc["support", "participants"] == ("ada", "bor")
    assert table.loc["support", "points"] == ("ada-1", "bor-1")
    assert table.loc["oppose", "n"] == 0


def test_points_of_several_participants_stand_in_running_order() -> None:
    table = claim_counts(meeting("bor: tea support", "ada: tea support", claims=CLAIMS))
    row = table.query("part == 'hot' and word == 'support'").iloc[0]
    assert (row["participants"], row["points"]) == (("ada", "bor"), ("bor-1", "ada-1"))


def test_the_range_runs_over_both_readings_and_unsure_codings() -> None:
    # hot: ada always; bor only with unsure codings; cyr only in the wide reading; dun never.
    # narrow/sure 1, narrow/all 2, wide/sure 2, wide/all 3: 1 to 3 of 4.
    # dry: dun alone, always. any: ada and dun always, so 2 to 4. all: nobody.
    told = meeting(
        "ada: tea support", "bor: tea support unsure", "cyr: milk qualified", "dun: bread support",
        claims=CLAIMS,
    )  # fmt: skip
    table = claim_range(told).set_index("part")
    assert table.index.tolist() == ["hot", "dry", "any", "all"]
    assert table[["least", "most", "of"]].values.tolist() == [
        [1, 3, 4],
        [1, 1, 4],
        [2, 4, 4],
        [0, 0, 4],
    ]
    hot = table.loc["hot"]
    assert (hot["by_reading"], hot["by_unsure"]) == (True, True)
    assert (hot["always"], hot["deciding"]) == (("ada",), ("bor", "cyr"))
    assert hot["points"] == ("bor-1", "cyr-1")
    assert table.loc["dry", "points"] == ()
    assert table.loc["any", "points"] == ("bor-1", "cyr-1")


def test_a_wide_doubt_can_take_a_backer_away() -> None:
    table = claim_range(meeting("ada: tea support", "ada: milk oppose", claims=CLAIMS))
    hot = table.set_index("part").loc["hot"]
    assert (hot["least"], hot["most"], hot["points"]) == (0, 1, ("ada-2",))
    assert (hot["by_reading"], hot["by_unsure"]) == (True, False)


def test_backing_every_part_needs_each_of_them() -> None:
    told = meeting("ada: tea support, bread support", "bor: tea support", claims=CLAIMS)
    table = claim_range(told).set_index("part")
    assert table.loc["all", ["least", "most"]].tolist() == [1, 1]
    assert table.loc["any", ["least", "most"]].tolist() == [2, 2]
    assert table.loc["all", "always"] == ("ada",)


def test_a_part_without_narrow_issues_is_read_widely_both_times() -> None:
    told = meeting("ada: tea support", claims=[("c1", "hot", "tea", "wide")])
    assert claim_check(told)["word"].tolist() == ["support", "support"]


def test_a_claim_about_nobody_present_has_a_range_of_0_of_0() -> None:
    table = claim_range(meeting("ngo: tea support", claims=CLAIMS))
    assert table[["least", "most", "of"]].values.tolist() == [[0, 0, 0]] * 4


def test_a_package_without_claims_gives_empty_tables() -> None:
    for measure in (claim_check, claim_counts, claim_range, claim_elsewhere):
        table = measure(meeting("ada: tea support"))
        full = measure(meeting("ada: tea support", "ngo: tea raise", claims=CLAIMS))
        assert table.empty
        assert list(table.columns) == list(full.columns)


def test_elsewhere_lists_other_kinds_and_turns_with_their_voice() -> None:
    told = meeting(
        "ada: tea support", "ada/opening: tea oppose", "ngo: milk doubt",
        "office/closing: tea support reported", claims=CLAIMS,
    )  # fmt: skip
    table = claim_elsewhere(told)
    wide = table[table["reading"] == "wide"]
    assert wide[["participant", "kind", "voice", "word", "lean"]].values.tolist() == [
        ["ada", "opening", "own", "oppose", "-"],
        ["ngo", "floor", "own", "doubt", "-"],
        ["office", "closing", "reported", "support", "+"],
    ]
    assert table[table["reading"] == "narrow"]["participant"].tolist() == ["ada", "office"]
    assert wide["points"].tolist() == [("ada-opening-1",), ("ngo-1",), ("office-closing-1",)]


told_claims = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bor", "cyr", "ngo"]),
        st.sampled_from(["tea", "milk", "bread", "salt"]),
        st.sampled_from([name for name, _, _ in POSITIONS]),
        st.sampled_from(["", " unsure"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=10)
@given(told_claims, st.integers(0, 9))
def test_a_range_holds_every_count_and_does_not_depend_on_row_order(
    said: list[tuple[str, str, str, str]], seed: int
) -> None:
    told = meeting(
        *(f"{who}: {issue} {how}{mark}" for who, issue, how, mark in said), claims=CLAIMS
    )
    table = claim_range(told)
    assert (table["least"] <= table["most"]).all()
    assert (table["most"] <= table["of"]).all()
    assert (table["most"] - table["least"] <= table["deciding"].map(len)).all()
    by_part = table.set_index("part")
    assert by_part.loc["all", "most"] <= by_part.loc["any", "least"] + len(
        by_part.loc["any", "deciding"]
    )
    for unsure in (True, False):
        backing = claim_check(told, unsure=unsure).groupby(["part", "reading"])["backs"].sum()
        for (part, _), n in backing.items():
            assert by_part.loc[part, "least"] <= n <= by_part.loc[part, "most"]
    pd.testing.assert_frame_equal(claim_range(shuffled(told, seed)), table)


@settings(max_examples=10)
@given(told_claims, st.sampled_from(["ada", "bor"]), st.sampled_from(["tea", "milk", "bread"]))
def test_what_raises_and_what_is_not_recorded_never_change_who_backs_a_claim(
    said: list[tuple[str, str, str, str]], who: str, issue: str
) -> None:
    # Both are among those who speak already, so that the number of those in scope stays too; dun
    # speaks of something else in the one, and not at all in the other.
    lines = ["ada:", "bor:", "dun: sun support"]
    lines += [f"{one}: {about} {how}{mark}" for one, about, how, mark in said]
    numbers = ["least", "most", "of", "always", "deciding", "by_reading", "by_unsure"]
    before = claim_range(meeting(*lines, claims=CLAIMS))
    raised = [*lines, f"{who}: {issue} raise", "dun: tea raise unsure"]
    pd.testing.assert_frame_equal(
        claim_range(meeting(*raised, claims=CLAIMS))[numbers], before[numbers]
    )
    lines[2] = "dun:"
    pd.testing.assert_frame_equal(
        claim_range(meeting(*lines, claims=CLAIMS))[numbers], before[numbers]
    )


@settings(max_examples=10)
@given(told_claims, st.integers(0, 9))
def test_the_check_and_its_counts_do_not_depend_on_row_order(
    said: list[tuple[str, str, str, str]], seed: int
) -> None:
    told = meeting(
        *(f"{who}: {issue} {how}{mark}" for who, issue, how, mark in said), claims=CLAIMS
    )
    for measure in (claim_check, claim_counts):
        pd.testing.assert_frame_equal(measure(shuffled(told, seed)), measure(told))
    counts = claim_counts(told)
    sums = counts.groupby(["part", "reading"])["n"].sum()
    assert (sums == counts["of"].max()).all()
