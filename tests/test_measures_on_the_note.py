"""Measures on the shipped meeting, each value worked out by hand from the CSV files."""

from __future__ import annotations

import pandas as pd
import pytest

from floorbook import Dataset, load
from floorbook.measures import (
    agreement,
    asks,
    breadth,
    cells,
    claim_check,
    claim_counts,
    claim_range,
    claim_sensitivity,
    closing,
    emphasis,
    fates,
    neighbours,
    network,
    reach,
    reliability,
)


@pytest.fixture(scope="module")
def note() -> Dataset:
    return load()


def pair(table: pd.DataFrame, a: str, b: str) -> pd.Series:
    return table.set_index(["a", "b"]).loc[(a, b)]


def test_mexicos_word_on_ioms_standing_is_support_beside_a_question(note: Dataset) -> None:
    # codings.csv: mexico-2 iom-standing support, mexico-7 iom-standing raise.
    row = cells(note).set_index(["participant", "issue"]).loc[("mexico", "iom-standing")]
    assert (row["word"], row["support"], row["raise"]) == ("support", 1, 1)
    assert row["points"] == ("iom2016-mexico-2", "iom2016-mexico-7")


def test_the_usa_is_qualified_on_geneva(note: Dataset) -> None:
    # usa-5 geneva-role qualified, usa-6 support: of two signed ones that nearest to 0.
    row = cells(note).set_index(["participant", "issue"]).loc[("usa", "geneva-role")]
    assert (row["word"], row["letter"], row["n"]) == ("qualified", "Q", 2)


def test_mexico_has_three_of_seven_points_on_leadership(note: Dataset) -> None:
    # Seven points, each with a coding; mexico-2 (lead, standing), -5 and -7 are on leadership:
    # 3 of 7, on 3 of its 5 issues; mexico-1, -3, -4 and -6 are on process: 4 of 7.
    table = emphasis(note).set_index(["participant", "dimension"])
    counts = table.loc["mexico", ["n", "of"]].astype(int).values.tolist()
    assert counts[:2] == [[3, 7], [4, 7]]
    row = breadth(note).set_index(["participant", "dimension"]).loc[("mexico", "leadership")]
    assert (row["taken_up"], row["issues"], row["breadth"]) == (3, 5, 0.6)


def test_the_headline_claims_have_these_ranges(note: Dataset) -> None:
    # Nine states speak from the floor. Claim 1: slovakia-1, netherlands-1, mexico-2, philippines-1
    # (qualified) and australia-2 on iom-lead; the wide issue iom-standing adds nobody: 5 of 9.
    # State-led: philippines-1 alone. Lean: slovakia-4; widely usa-4 too (existing-mechanisms).
    # Participatory: netherlands-2 and philippines-2; widely guatemala-2 too (consultations). No
    # state takes up either issue of claim 3. No coding that decides any of these is unsure.
    table = claim_range(note).set_index(["claim", "part"])
    ranges = table[["least", "most", "of"]].astype(int).T.to_dict("list")
    assert ranges["iom2016-claim-1", "leadership"] == [5, 5, 9]
    assert ranges["iom2016-claim-2", "state-led"] == [1, 1, 9]
    assert ranges["iom2016-claim-2", "lean"] == [1, 2, 9]
    assert ranges["iom2016-claim-2", "participatory"] == [2, 3, 9]
    assert ranges["iom2016-claim-2", "any"] == [3, 5, 9]
    assert ranges["iom2016-claim-2", "all"] == [0, 0, 9]
    assert ranges["iom2016-claim-3", "coherence"] == [0, 0, 9]
    lean = table.loc[("iom2016-claim-2", "lean")]
    assert (lean["deciding"], lean["points"]) == (("usa",), ("iom2016-usa-4",))
    assert (lean["by_reading"], lean["by_unsure"]) == (True, False)


def test_ioms_lead_is_what_most_states_take_up(note: Dataset) -> None:
    # The five of claim 1; next geneva-role (usa, slovakia, sweden) with 3.
    table = reach(note)
    assert table.iloc[0][["issue", "taken_up", "backing", "of"]].tolist() == ["iom-lead", 5, 5, 9]
    assert table.iloc[1][["issue", "taken_up"]].tolist() == ["geneva-role", 3]


def test_slovakia_and_mexico_agree_on_all_three_shared_issues(note: Dataset) -> None:
    # Slovakia leans on iom-lead, iom-standing, geneva-role, lean, existing-mechanisms, modalities;
    # Mexico on iom-lead, iom-standing, pace, transparent, modalities (iom-governance it raises).
    # What both support under implementation is of a dimension that is not compared.
    row = pair(agreement(note), "slovakia", "mexico")
    assert (row["same"], row["shared"], row["agreement"]) == (3, 3, 1)
    assert row["same_issues"] == ("iom-lead", "iom-standing", "modalities")
    assert row["beside_issues"] == ()


def test_the_netherlands_support_what_the_philippines_qualify(note: Dataset) -> None:
    row = pair(agreement(note), "netherlands", "philippines")
    assert (row["same"], row["shared"], row["beside_issues"]) == (3, 3, ("iom-lead",))


def test_nobody_recorded_differs_with_mexico(note: Dataset) -> None:
    table = neighbours(note).query("participant == 'mexico'").set_index("side")
    assert (table.loc["nearest", "other"], table.loc["nearest", "shared"]) == ("slovakia", 3)
    assert table.loc["farthest", "note"] == "nobody recorded differs"


# Slovakia and Mexico, codings on the scale and on compared issues, all support:
# Slovakia iom-lead 1, iom-standing 2 (points 2, 4), geneva-role 1, modalities 2 (2, 4), lean 1,
# existing-mechanisms 2 (5, 6): 9. Mexico transparent 2 (1, 6), iom-lead 1, iom-standing 1, pace 1,
# modalities 2 (4, 6): 7.
# Congruence 1 × 1 + 2 × 1 + 2 × 2 = 7, conflict 0. Divisors: average activity (9 + 7) / 2 = 8;
# jaccard M10 = 1 + 1 + 2 = 4, M01 = 2 + 1 = 3, M11 = 7: 14; cosine √(1 + 4 + 1 + 4 + 1 + 4) ×
# √(4 + 1 + 1 + 1 + 4) = √(15 × 11).
@pytest.mark.parametrize(
    ("normalisation", "divisor"),
    [("none", 1), ("average activity", 8), ("jaccard", 14), ("cosine", 165**0.5)],
)
def test_slovakia_and_mexico_are_congruent_in_seven_pairs_of_statements(
    note: Dataset, normalisation: str, divisor: float
) -> None:
    table = network(note, normalisation=normalisation, duplicates="all")  # type: ignore[arg-type]
    row = pair(table, "slovakia", "mexico")
    assert row["divisor"] == pytest.approx(divisor)
    assert row["congruence"] == pytest.approx(7 / divisor)
    assert row["conflict"] == 0


def test_counted_once_slovakia_and_mexico_are_congruent_in_three(note: Dataset) -> None:
    assert pair(network(note, duplicates="once"), "slovakia", "mexico")["congruence"] == 3


def test_a_reservation_makes_a_quarter_of_conflict(note: Dataset) -> None:
    # Netherlands and Philippines: iom-lead 1 beside 0.5, d = 0.5 / 2 = 0.25; inclusive and
    # consultations both support: congruence 0.75 + 1 + 1, conflict 0.25.
    row = pair(network(note), "netherlands", "philippines")
    assert (row["congruence"], row["conflict"]) == (2.75, 0.25)


def test_of_twelve_asks_of_the_floor_two_were_answered_in_full(note: Dataset) -> None:
    # acts.csv and responses.csv: libya-3-a is deferred in the reply, but answered in the reply to
    # the USA; sweden-4-a answered. Partly: libya-3-b, usa-6-a, mexico-4-a, -5-a, -6-a, -7-a. No
    # reply: usa-2-a, mexico-7-b, australia-2-a, icmc-2-a.
    table = asks(note).set_index("act")["fate"]
    assert table["iom2016-libya-3-a"] == "answered"
    assert table.value_counts().to_dict() == {"partly": 6, "no reply recorded": 4, "answered": 2}
    mexico = fates(note).query("participant == 'mexico'").set_index("fate")["n"]
    assert mexico.to_dict() == {"answered": 0, "partly": 4, "deferred": 0, "no reply recorded": 1}


def test_the_closing_says_that_states_want_ioms_lead_and_five_of_nine_back_it(
    note: Dataset,
) -> None:
    # summary-5, reported; pace (summary-6): usa-5 and mexico-4, the latter unsure: 1 to 2.
    table = closing(note).set_index(["point", "issue"])
    lead = table.loc[("iom2016-summary-director-general-5", "iom-lead")]
    assert (lead["voice"], lead["backing"], lead["of"]) == ("reported", 5, 9)
    pace = table.loc[("iom2016-summary-director-general-6", "pace")]
    assert (pace["least"], pace["most"], pace["backers"]) == (1, 2, ("usa", "mexico"))


def test_four_of_nine_support_ioms_lead_one_qualifies_it_and_of_four_nothing_is_recorded(
    note: Dataset,
) -> None:
    # iom-lead on the floor, codings.csv: slovakia-1, netherlands-1, mexico-2 and australia-2
    # support, philippines-1 qualified. Libya, the USA, Guatemala and Sweden have no coding on it:
    # 4 + 1 + 4 = 9. Widely, iom-standing adds Slovakia's and Mexico's support and raise, which
    # change no word.
    counts = claim_counts(note).query("claim == 'iom2016-claim-1' and n > 0")
    assert set(counts["reading"]) == {"narrow", "wide"}
    for _, table in counts.groupby("reading"):
        assert dict(zip(table["word"], table["n"], strict=True)) == {
            "support": 4,
            "qualified": 1,
            "not recorded": 4,
        }
    words = claim_check(note).query("claim == 'iom2016-claim-1' and reading == 'wide'")
    slovakia = words.set_index("participant").loc["slovakia"]
    assert slovakia["issues"] == ("iom-lead", "iom-standing")
    assert slovakia["points"] == tuple(f"iom2016-slovakia-{n}" for n in (1, 2, 3, 4))


def test_leaving_out_the_usas_praise_of_what_exists_moves_the_wide_count_of_lean(
    note: Dataset,
) -> None:
    # Lean: Slovakia narrowly (slovakia-4), and widely the USA too (usa-4 on existing-mechanisms): 1
    # to 2. Without usa-4 1 to 1; without slovakia-4 0 narrowly, but widely 2: Slovakia's points 5
    # and 6 are on existing-mechanisms.
    table = claim_sensitivity(note).query("part == 'lean'").set_index("point")
    ends = ["least", "most", "least_without", "most_without"]
    assert table.loc["iom2016-usa-4", ends].tolist() == [1, 2, 1, 1]
    assert table.loc["iom2016-slovakia-4", ends].tolist() == [1, 2, 0, 2]
    assert len(table) == 2


def test_the_director_general_spreads_his_points_on_leadership_as_if_over_four_issues(
    note: Dataset,
) -> None:
    # Own voice: un-secretariat 3 (presentation 3, 34, 36), geneva-role 2 (presentation 35, reply to
    # the USA 2), iom-lead 1 (presentation 36), iom-standing 1 (reply to Mexico 1), iom-governance 1
    # (summary 4): eight codings of seven points on all five issues; 8² / (9 + 4 + 1 + 1 + 1) = 4.
    row = breadth(note).set_index(["participant", "dimension"])
    found = row.loc[("iom-director-general", "leadership")]
    assert (found["n"], found["taken_up"], found["effective"]) == (7, 5, 4)
    # Mexico's points on leadership are three, fewer than five.
    assert row.loc[("mexico", "leadership"), "effective"] is pd.NA


def test_mexico_has_an_interval_for_none_of_its_shares_and_the_policy_director_for_all(
    note: Dataset,
) -> None:
    # Mexico has seven points, fewer than ten. The policy director has 27, one of them on coherence:
    # p = 1/27, z² = 3.841459; middle p + z²/54 = 0.108175; half z √(p (1 - p)/27 + z²/2916) =
    # 1.959964 √(0.00132093 + 0.00131737) = 0.100673; whole 1 + z²/27 = 1.142276: 0.0066 to 0.1828.
    table = emphasis(note).set_index(["participant", "dimension"])
    assert table.loc["mexico", "low"].isna().all()
    row = table.loc[("iom-policy-director", "coherence")]
    assert (row["n"], row["of"]) == (1, 27)
    assert row[["low", "high"]].tolist() == pytest.approx([0.0066, 0.1828], abs=5e-5)


# The second coder read the floor: 47 points × 32 issues = 1504 units. Both coded 71 of them; only
# the coder of record mexico-4 pace, only the second slovakia-1 iom-standing; neither 1431.
# Presence: 3008 values, 144 ones and 2864 zeros. D_o = 2 × 2 / 3008 = 0.00132979; D_e = 2 × 144 ×
# 2864 / (3008 × 3007) = 0.0911915; α = 1 - 0.00132979 / 0.0911915 = 0.985418.
# Position: of the 71, in nine either raises: 62, of which 59 are support twice and 3 qualified
# twice: α = 1. D_e = 2 × 118 × 6 × 0.25 / (124 × 123) = 0.0232101. Coherence and substance have
# support alone, which is no variation.
def test_the_two_readings_differ_in_presence_at_two_of_1504_units(note: Dataset) -> None:
    table = reliability(note).set_index(["measure", "dimension"])
    presence, position = table.loc[("presence", "")], table.loc[("position", "")]
    assert (presence["units"], presence["alike"], presence["n"]) == (1504, 1502, 2)
    assert presence["observed"] == pytest.approx(0.00132979, abs=1e-8)
    assert presence["expected"] == pytest.approx(0.0911915, abs=1e-7)
    assert presence["alpha"] == pytest.approx(0.985418, abs=1e-6)
    assert set(presence["points"]) == {"iom2016-mexico-4", "iom2016-slovakia-1"}
    assert (position["units"], position["left_out"], position["alpha"]) == (62, 9, 1)
    assert position["expected"] == pytest.approx(0.0232101, abs=1e-7)
    for dimension in ("coherence", "substance"):
        assert table.loc[("position", dimension), "why"].startswith("there is no variation")
        assert table.loc[("position", dimension), "alpha"] is pd.NA
