"""Cells, claims and pairs as sentences for the cable."""

from __future__ import annotations

from meetings import meeting

from floorbook import Dataset
from floorbook.wording import cell_sentences, claim_sentences, pair_sentences

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
TOLD = meeting(
    "ada: tea support", "ada:", "ada: tea qualified", "bor: tea support, milk support",
    "bor: salt oppose", "cyr: milk qualified, salt support", "dun: milk support unsure",
    claims=CLAIMS,
)  # fmt: skip
NOTE = (
    "M1. Source: Note on m1 (summary note, issuer the host); coded by machine, not reviewed by a "
    "person"
)
CLAIM = "A claim of the summary note, in our words: gist of c1."


def cell(told: Dataset, who: str, issue: str) -> str:
    table = cell_sentences(told).set_index(["participant", "issue"])
    return str(table.loc[(who, issue), "sentence"])


def test_a_cell_is_one_hedged_sentence_with_n_places_and_citation() -> None:
    assert cell(TOLD, "ada", "tea") == (
        "On Tea, Ada is recorded with the position Qualified: 2 points (Ada 1 and 3). "
        f"Measured against this statement of the codebook: There should be tea. {NOTE}."
    )
    assert ": 1 point (Bor 2). " in cell(TOLD, "bor", "salt")


def test_a_cell_that_rests_on_an_unsure_coding_says_so() -> None:
    assert (
        ": 1 point (Dun 1), unsure. Without what is marked unsure, nothing is recorded. "
        in cell(TOLD, "dun", "milk")
    )
    told = meeting("ada: tea qualified unsure", "ada: tea support", "ada: tea raise unsure")
    assert (
        ": 2 points (Ada 1 and 2), 1 of them unsure; beside 1 point (Ada 3) that takes no side, "
        "unsure. Without what is marked unsure, the position is Support. "
        in cell(told, "ada", "tea")
    )
    beside = meeting("ada: tea support unsure", "ada: tea support", "ada: tea support")
    assert ": 3 points (Ada 1, 2 and 3), 1 of them unsure. Measured" in cell(beside, "ada", "tea")


def test_what_the_rule_alone_makes_is_said_in_its_parts() -> None:
    told = meeting("ada: tea neutral", "ada: tea support", "ada: tea raise")
    assert cell(told, "ada", "tea").startswith(
        "On Tea, Ada is recorded with the position Neutral in 1 point (Ada 1) and is recorded with "
        "the position Support in 1 point (Ada 2); together this counts as Qualified; beside 1 "
        "point (Ada 3) that takes no side. Measured"
    )


def test_an_empty_cell_is_no_position() -> None:
    assert cell(TOLD, "ada", "salt") == (
        f"Nothing is recorded of Ada on Salt; that is no position. {NOTE}."
    )


def test_points_in_several_sections_name_each() -> None:
    told = meeting("office/opening: tea raise", "ada: tea raise", "office/reply: tea raise")
    items = told.items.assign(section=["Opening", "Ada", "Reply"])
    object.__setattr__(told, "items", items)
    assert ": 2 points (Opening 1, Reply 1). " in cell(told, "office", "tea")


def test_a_claim_has_its_range_and_what_it_depends_on() -> None:
    # hot: ada and bor always (both on tea), cyr in the wide reading, dun there if unsure counts.
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["hot", "sentence"] == (
        f"{CLAIM} Of 4 governments that spoke from the floor, 2 to 4 support the part Hot: Ada "
        "(with the position Qualified) and Bor, in some counts also Cyr (with the position "
        "Qualified) and Dun; 5 points (Ada 1 and 3, Bor 1, Cyr 1, Dun 1), 1 of them unsure. Nobody "
        "is recorded against it. The number for Hot depends on how widely the claim is read and "
        "on whether codings marked unsure count (Cyr "
        f"and Dun). {NOTE}."
    )
    assert table.loc["hot", "points"] == ("ada-1", "ada-3", "bor-1", "cyr-1", "dun-1")


def test_a_claim_that_nobody_backs_says_so() -> None:
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["all", "sentence"] == (
        f"{CLAIM} Of 4 governments that spoke from the floor, none is recorded as supporting both "
        f"of its parts. {NOTE}."
    )
    assert "2 to 4 support at least one of its 2 parts: " in table.loc["any", "sentence"]
    assert table.loc["all", ["n", "points"]].tolist() == [0, ()]


def test_where_nothing_is_recorded_on_a_part_it_is_not_said_of_the_claim() -> None:
    # On dry, which is bread, nobody has a coding; on hot all four have.
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["dry", "sentence"] == (
        f"{CLAIM} Of 4 governments that spoke from the floor, nothing is recorded on the part Dry, "
        f"which is no position. {NOTE}."
    )
    none = claim_sentences(meeting("ada: salt support", "bor:", claims=CLAIMS)).set_index("part")
    assert (
        "nothing is recorded on any of its parts, which is no position. "
        in none.loc["all", "sentence"]
    )
    assert (
        "nothing is recorded on any of its parts, which is no position. "
        in none.loc["any", "sentence"]
    )
    whole = claim_sentences(meeting("ada: salt support", "bor:", claims=CLAIMS[:1]))
    assert whole["sentence"].tolist() == [
        f"{CLAIM} Of 2 governments that spoke from the floor, nothing is recorded on it, which is "
        f"no position. {NOTE}."
    ]


def test_a_pair_names_the_issues_on_which_it_agrees_and_differs() -> None:
    table = pair_sentences(TOLD).set_index(["a", "b"])["sentence"]
    assert table["bor", "cyr"] == (
        "Bor and Cyr are on the same side on 1 of the 2 compared issues on which both take a side "
        "(Milk), on opposite sides on Salt, with different strength on Milk (Bor is recorded with "
        "the position Support, Cyr is recorded with the position Qualified): 3 points (Bor 1 and "
        f"2, Cyr 1). {NOTE}."
    )
    assert table["ada", "bor"].startswith(
        "Ada and Bor both take a side on one compared issue, Tea, and are on the same side, "
    )
    assert ". One issue is too few to speak of agreement. " in table["ada", "bor"]
    assert table["ada", "dun"] == (
        f"Ada and Dun: there is no issue on which both are recorded. {NOTE}."
    )


def test_a_sentence_cites_the_sources_of_its_own_meeting() -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: tea oppose", "bor: tea support"]})
    table = cell_sentences(told).query("issue == 'tea'").set_index("meeting")["sentence"]
    assert "Note on m1" in table["m1"]
    assert "Note on m2" in table["m2"].iloc[0]
