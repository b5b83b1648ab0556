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
NOTE = "“Note on m1” (summary note, issuer the host)."


def cell(told: Dataset, who: str, issue: str) -> str:
    table = cell_sentences(told).set_index(["participant", "issue"])
    return str(table.loc[(who, issue), "sentence"])


def test_a_cell_is_one_hedged_sentence_with_n_places_and_citation() -> None:
    assert cell(TOLD, "ada", "tea") == (
        "Ada is recorded as “qualified” on Tea (“There should be tea”); 2 points, Ada 1 and 3; "
        f"{NOTE}"
    )
    assert "; 1 point, Bor 2; " in cell(TOLD, "bor", "salt")


def test_an_empty_cell_is_no_position() -> None:
    assert cell(TOLD, "ada", "salt") == (
        f"Nothing is recorded of Ada on Salt, which is no position; 0 points; {NOTE}"
    )


def test_points_in_several_sections_name_each() -> None:
    told = meeting("office/opening: tea raise", "ada: tea raise", "office/reply: tea raise")
    items = told.items.assign(section=["Opening", "Ada", "Reply"])
    object.__setattr__(told, "items", items)
    assert "2 points, Opening 1, Reply 1;" in cell(told, "office", "tea")


def test_a_claim_has_its_range_and_what_it_depends_on() -> None:
    # hot: ada and bor always (both on tea), cyr in the wide reading, dun there if unsure counts.
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["hot", "sentence"] == (
        "Of 4 participants in its scope (state; floor) recorded as speaking, 2 to 4 are recorded "
        "as backing “Hot” of the claim “gist of c1” (Ada and Bor; in some counts Cyr and Dun), "
        "depending on how widely it is read and on codings marked unsure; 5 points, Ada 1 and 3, "
        f"Bor 1, Cyr 1, Dun 1; {NOTE}"
    )
    assert table.loc["hot", "points"] == ("ada-1", "ada-3", "bor-1", "cyr-1", "dun-1")


def test_a_claim_that_nobody_backs_says_so() -> None:
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["all", "sentence"] == (
        "Of 4 participants in its scope (state; floor) recorded as speaking, 0 are recorded as "
        f"backing every part of the claim “gist of c1”; 0 points; {NOTE}"
    )
    assert "backing any part of the claim" in table.loc["any", "sentence"]


def test_a_pair_names_the_issues_on_which_it_agrees_and_differs() -> None:
    table = pair_sentences(TOLD).set_index(["a", "b"])["sentence"]
    assert table["bor", "cyr"] == (
        "Bor and Cyr are recorded as leaning the same way on 1 of 2 compared issues on which both "
        f"lean (Milk), differently on Salt; 3 points, Bor 1 and 2, Cyr 1; {NOTE}"
    )
    assert (
        "1 of 1 compared issue on which both lean (Tea), too few for an agreement"
        in (table["ada", "bor"])
    )
    assert table["ada", "dun"].startswith(
        "No compared issue is recorded on which both Ada and Dun lean; 0 points"
    )


def test_a_sentence_cites_the_sources_of_its_own_meeting() -> None:
    told = meeting("ada: tea support", more={"m2": ["ada: tea oppose", "bor: tea support"]})
    table = cell_sentences(told).query("issue == 'tea'").set_index("meeting")["sentence"]
    assert "Note on m1" in table["m1"]
    assert "Note on m2" in table["m2"].iloc[0]
