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
    disagreements,
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
    # usa-5 geneva-role qualified and unsure, usa-6 support: of two signed ones that nearest to 0.
    # Without the unsure one the word would be support.
    row = cells(note).set_index(["participant", "issue"]).loc[("usa", "geneva-role")]
    assert (row["word"], row["letter"], row["n"], row["unsure"]) == ("qualified", "Q", 2, True)
    assert row["making"] == ("iom2016-usa-5", "iom2016-usa-6")


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
    # (qualified, unsure) and australia-2 on iom-lead; the wide issue iom-standing adds nobody: 4 to
    # 5 of 9. State-led: philippines-1 alone. Lean: slovakia-4; widely usa-4 too
    # (existing-mechanisms, unsure). Participatory: netherlands-2 and philippines-2; widely
    # guatemala-2 too (consultations). No state takes up either issue of claim 3.
    table = claim_range(note).set_index(["claim", "part"])
    ranges = table[["least", "most", "of"]].astype(int).T.to_dict("list")
    assert ranges["iom2016-claim-1", "leadership"] == [4, 5, 9]
    assert ranges["iom2016-claim-2", "state-led"] == [1, 1, 9]
    assert ranges["iom2016-claim-2", "lean"] == [1, 2, 9]
    assert ranges["iom2016-claim-2", "participatory"] == [2, 3, 9]
    assert ranges["iom2016-claim-2", "any"] == [3, 5, 9]
    assert ranges["iom2016-claim-2", "all"] == [0, 0, 9]
    assert ranges["iom2016-claim-3", "coherence"] == [0, 0, 9]
    lean = table.loc[("iom2016-claim-2", "lean")]
    assert (lean["deciding"], lean["points"]) == (("usa",), ("iom2016-usa-4",))
    assert (lean["by_reading"], lean["by_unsure"]) == (True, True)
    lead = table.loc[("iom2016-claim-1", "leadership")]
    assert (lead["deciding"], lead["points"]) == (("philippines",), ("iom2016-philippines-1",))
    assert (lead["by_reading"], lead["by_unsure"]) == (False, True)
    part = table.loc[("iom2016-claim-2", "participatory")]
    assert (part["deciding"], part["points"]) == (("guatemala",), ("iom2016-guatemala-2",))
    assert (part["by_reading"], part["by_unsure"]) == (True, False)


def test_ioms_lead_is_what_most_states_take_up(note: Dataset) -> None:
    # The five of claim 1, the Philippines unsure; next with 3 geneva-role (usa, slovakia, sweden,
    # the last unsure), consultations (netherlands, guatemala, philippines) and importance (usa,
    # slovakia, guatemala; slovakia-3 unsure), which all support; then modalities, where usa-5
    # raises. Pace: usa-5 supports, mexico-3 raises.
    table = reach(note)
    columns = ["issue", "taken_up", "backing", "least", "most", "of", "rank"]
    assert table.head(5)[columns].values.tolist() == [
        ["iom-lead", 5, 5, 4, 5, 9, 1],
        ["geneva-role", 3, 3, 2, 3, 9, 2],
        ["consultations", 3, 3, 3, 3, 9, 2],
        ["importance", 3, 3, 2, 3, 9, 2],
        ["modalities", 3, 2, 2, 2, 9, 5],
    ]
    pace = table.set_index("issue").loc["pace"]
    assert (pace["participants"], pace["backers"]) == (("usa", "mexico"), ("usa",))


def test_slovakia_and_mexico_agree_on_all_three_shared_issues(note: Dataset) -> None:
    # Slovakia leans on iom-lead, iom-standing, geneva-role, lean, existing-mechanisms, modalities;
    # Mexico on iom-lead, iom-standing, transparent, modalities (pace and iom-governance it raises).
    # What both support under implementation is of a dimension that is not compared.
    row = pair(agreement(note), "slovakia", "mexico")
    assert (row["same"], row["shared"], row["agreement"]) == (3, 3, 1)
    assert row["same_issues"] == ("iom-lead", "iom-standing", "modalities")
    assert (row["beside_issues"], row["unsure_issues"]) == ((), ())


def test_the_netherlands_support_what_the_philippines_qualify(note: Dataset) -> None:
    row = pair(agreement(note), "netherlands", "philippines")
    assert (row["same"], row["shared"], row["beside_issues"]) == (3, 3, ("iom-lead",))
    assert row["unsure_issues"] == ("iom-lead",)  # philippines-1


def test_nobody_recorded_differs_with_mexico(note: Dataset) -> None:
    table = neighbours(note).query("participant == 'mexico'").set_index("side")
    assert (table.loc["nearest", "other"], table.loc["nearest", "shared"]) == ("slovakia", 3)
    assert table.loc["farthest", "note"] == "nobody is recorded as disagreeing"


# Slovakia and Mexico, codings on the scale and on compared issues, all support:
# Slovakia iom-lead 1, iom-standing 2 (points 2, 4), geneva-role 1, modalities 1 (2), lean 1,
# existing-mechanisms 2 (5, 6): 8. Mexico transparent 2 (1, 6), iom-lead 1, iom-standing 1,
# modalities 2 (4, 6): 6.
# Congruence 1 × 1 + 2 × 1 + 1 × 2 = 5, conflict 0. Divisors: average activity (8 + 6) / 2 = 7;
# jaccard M10 = 1 + 1 + 2 = 4, M01 = 2, M11 = 5: 11; cosine √(1 + 4 + 1 + 1 + 1 + 4) ×
# √(4 + 1 + 1 + 4) = √(12 × 10).
@pytest.mark.parametrize(
    ("normalisation", "divisor"),
    [("none", 1), ("average activity", 7), ("jaccard", 11), ("cosine", 120**0.5)],
)
def test_slovakia_and_mexico_are_congruent_in_five_pairs_of_statements(
    note: Dataset, normalisation: str, divisor: float
) -> None:
    table = network(note, normalisation=normalisation, duplicates="all")  # type: ignore[arg-type]
    row = pair(table, "slovakia", "mexico")
    assert row["divisor"] == pytest.approx(divisor)
    assert row["congruence"] == pytest.approx(5 / divisor)
    assert row["conflict"] == 0


def test_counted_once_slovakia_and_mexico_are_congruent_in_three(note: Dataset) -> None:
    assert pair(network(note, duplicates="once"), "slovakia", "mexico")["congruence"] == 3


def test_a_reservation_makes_a_quarter_of_conflict(note: Dataset) -> None:
    # Netherlands and Philippines: iom-lead 1 beside 0.5, d = 0.5 / 2 = 0.25; inclusive and
    # consultations both support: congruence 0.75 + 1 + 1, conflict 0.25, of strength alone.
    row = pair(network(note), "netherlands", "philippines")
    assert (row["congruence"], row["conflict"]) == (2.75, 0.25)
    assert (row["opposition"], row["strength"]) == (0, 0.25)


def test_of_eight_asks_of_the_floor_two_were_answered_in_full(note: Dataset) -> None:
    # acts.csv and responses.csv: libya-3-a is deferred in the reply, but answered in the reply to
    # the USA; sweden-4-a answered. Partly: libya-3-b, mexico-5-a, -7-a and -7-b. Deferred:
    # mexico-6-a. No reply: icmc-2-a. Calls are no asks: usa-2-a, usa-6-a, australia-2-a.
    table = asks(note).set_index("act")["fate"]
    assert table["iom2016-libya-3-a"] == "answered"
    assert table.value_counts().to_dict() == {
        "partly": 4,
        "answered": 2,
        "deferred": 1,
        "no reply recorded": 1,
    }
    mexico = fates(note).query("participant == 'mexico'").set_index("fate")["n"]
    assert mexico.to_dict() == {"answered": 0, "partly": 3, "deferred": 1, "no reply recorded": 0}


def test_the_closing_says_that_states_want_ioms_lead_and_five_of_nine_said_so(
    note: Dataset,
) -> None:
    # summary-5, reported, notes slovakia-1, netherlands-1, mexico-2, philippines-1 and australia-2.
    # summary-6 notes usa-5, slovakia-4, netherlands-2, mexico-1 and -3, philippines-2.
    table = closing(note).set_index("point")
    lead = table.loc["iom2016-summary-director-general-5"]
    assert (lead["issues"], lead["voice"]) == (("iom-lead",), "reported")
    assert (lead["n"], lead["of"], lead["others"]) == (5, 9, ())
    assert lead["delegations"] == (
        "slovakia", "netherlands", "mexico", "philippines", "australia",
    )  # fmt: skip
    swift = table.loc["iom2016-summary-director-general-6"]
    assert swift["behind"] == tuple(
        f"iom2016-{point}"
        for point in (
            *("usa-5", "slovakia-4", "netherlands-2", "mexico-1", "mexico-3", "philippines-2"),
        )
    )
    assert (swift["n"], swift["issues"]) == (5, ("lean", "pace", "inclusive", "transparent"))
    # summary-7: the two compacts are coherent, which UNHCR and ICMC said, and no state.
    coherent = table.loc["iom2016-summary-director-general-7"]
    assert (coherent["n"], coherent["others"]) == (0, ("icmc", "unhcr"))


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


# The second coder read the floor: 47 points × 32 issues = 1504 units. Both coded the same 72 of
# them, and neither 1432. Presence: 3008 values, 144 ones and 2864 zeros. D_o = 0; D_e = 2 × 144 ×
# 2864 / (3008 × 3007) = 0.0911915; α = 1.
# Position: of the 72, in nine both raise, in two (slovakia-4 modalities, icmc-4 inclusive) the
# coder of record raises and the second says support: 61, of which 59 are support twice and 2
# (usa-5 geneva-role, philippines-1 iom-lead) qualified twice: α = 1. D_e = 2 × 118 × 4 × 0.25 /
# (122 × 121) = 0.0159870. Process, coherence and substance have support alone, which is no
# variation.
def test_the_two_readings_code_the_same_72_of_1504_units_and_differ_on_two_positions(
    note: Dataset,
) -> None:
    table = reliability(note).set_index(["measure", "dimension"])
    presence, position = table.loc[("presence", "")], table.loc[("position", "")]
    assert (presence["units"], presence["alike"], presence["n"]) == (1504, 1504, 0)
    assert presence["observed"] == 0
    assert presence["expected"] == pytest.approx(0.0911915, abs=1e-7)
    assert (presence["alpha"], presence["points"]) == (1, ())
    assert (position["units"], position["left_out"], position["alpha"]) == (61, 11, 1)
    assert position["expected"] == pytest.approx(0.0159870, abs=1e-7)
    columns = ["point", "issue", "differs", "position", "position_other"]
    assert disagreements(note)[columns].values.tolist() == [
        ["iom2016-slovakia-4", "modalities", "position", "raise", "support"],
        ["iom2016-icmc-4", "inclusive", "position", "raise", "support"],
    ]
    for dimension in ("process", "coherence", "substance"):
        assert table.loc[("position", dimension), "why"].startswith("there is no variation")
        assert table.loc[("position", dimension), "alpha"] is pd.NA
