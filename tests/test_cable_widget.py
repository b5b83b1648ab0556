"""The tables for the cable."""

from __future__ import annotations

import pytest
from faces import face, table, text
from meetings import meeting

from floorbook import wording
from floorbook.wording import pairs
from floorbook_widgets import Selection
from floorbook_widgets.cable import claims_table, pairs_table

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
    ("c2", "cold", "salt", "narrow"),
]
# hot: ada always; cyr in the narrow reading, and mixed in the wide one: 1 to 2 of 3. dry and cold:
# nobody. Pairs: ada and bor share tea (+ -) and bread (- -): 1 of 2; ada and cyr tea alone (+ +);
# bor and cyr tea alone (- +).
TOLD = meeting(
    "ada: tea support, bread oppose", "bor: tea doubt, bread doubt", "cyr: tea qualified",
    "cyr: milk oppose", claims=CLAIMS,
)  # fmt: skip
SHOWN = Selection(TOLD)


def test_every_part_of_a_claim_has_its_range_and_who_is_in_every_count() -> None:
    assert [row["cells"] for row in claims_table(SHOWN).rows] == [
        ["gist of c1", "Hot", "1 to 2 of 3", "Ada", "Cyr", "Cyr 2"],
        ["gist of c1", "Dry", "none of 3", "", "", ""],
        ["gist of c1", "any part", "1 to 2 of 3", "Ada", "Cyr", "Cyr 2"],
        ["gist of c1", "every part", "none of 3", "", "", ""],
        ["gist of c2", "Cold", "none of 3", "", "", ""],
    ]
    assert claims_table(SHOWN).heading == "2 claims about the meeting, part by part"


def test_a_row_carries_its_sentence_and_the_points_behind_it() -> None:
    row = claims_table(SHOWN).rows[0]
    told = wording.claim_sentences(TOLD).iloc[0]
    assert (row["sentence"], row["points"]) == (told["sentence"], list(told["points"]))
    assert row["points"] == ["ada-1", "cyr-1"]
    pair = pairs_table(SHOWN).rows[0]
    assert pair["sentence"].startswith(
        "Ada and Bor are on the same side on 1 of the 2 compared issues on which both take a side "
        "(Bread), on opposite sides on Tea, with different strength on Bread"
    )
    assert pair["mark"]["participant_b"] == "bor"


def test_pairs_stand_by_how_many_issues_they_share() -> None:
    assert [row["cells"] for row in pairs_table(SHOWN).rows] == [
        ["Ada", "Bor", "1 of 2", "Bread", "Tea", "Bread", ""],
        ["Ada", "Cyr", "1 of 1", "Tea", "", "Tea", ""],
        ["Bor", "Cyr", "0 of 1", "", "Tea", "", ""],
    ]
    assert pairs_table(SHOWN).heading == pairs.EACH
    assert str(pairs.table_finding(SHOWN.dataset, "m1")) == (
        "On issues of Drinks and Food, 3 of 3 pairs take a side on the same issue; 2 of these are "
        "on opposite sides of an issue (Ada with Bor; Bor with Cyr)"
    )


def test_one_pair_is_told_in_the_singular() -> None:
    told = meeting("ada: tea support", "bor: tea support", "cyr:")
    assert str(pairs.table_finding(told, "m1")) == (
        "No two are on opposite sides of an issue of Drinks or Food: 1 of 3 pairs takes a side on "
        "the same one"
    )
    one = meeting("ada: salt support", claims=CLAIMS[3:])
    assert claims_table(Selection(one)).heading == "1 claim about the meeting, part by part"


def test_what_only_raises_makes_no_pair() -> None:
    told = meeting("ada: tea raise, salt neutral", "bor: tea support, salt support")
    assert pairs_table(Selection(told)).rows == []
    assert pairs_table(Selection(told)).heading == (
        "On issues of Drinks and Food, the only pair does not take a side on the same issue"
    )


@pytest.mark.parametrize("make", [claims_table, pairs_table])
def test_nothing_recorded_gives_words_and_not_an_empty_table(make) -> None:
    shown = make(Selection(meeting("ada:")))
    assert table(shown) == []
    assert text(face(shown).select_one("figure > p")) == shown.empty != ""
    assert shown.heading in (
        "No claim about the meeting is compared with what was said",
        "There is no pair to compare",
    )
