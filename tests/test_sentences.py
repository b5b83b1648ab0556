"""Cells, claims and pairs as sentences for the cable."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from meetings import meeting
from recount import MAKERS, Recount

import floorbook
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
        "Statement on Tea: There should be tea. Ada is recorded with the position Qualified, 2 "
        f"points (Ada 1 and 3). {NOTE}."
    )
    assert ", 1 point (Bor 2). " in cell(TOLD, "bor", "salt")


def test_a_cell_that_rests_on_an_unsure_coding_says_so() -> None:
    assert (
        ", 1 point (Dun 1), unsure. Without codings marked unsure, nothing is left on this issue. "
        in cell(TOLD, "dun", "milk")
    )
    told = meeting("ada: tea qualified unsure", "ada: tea support", "ada: tea raise unsure")
    assert (
        ", 2 points (Ada 1 and 2), 1 of them unsure; beside 1 point (Ada 3) that takes no side, "
        "unsure. Without codings marked unsure, the position is Support. "
        in cell(told, "ada", "tea")
    )
    beside = meeting("ada: tea support unsure", "ada: tea support", "ada: tea support")
    assert ", 3 points (Ada 1, 2 and 3), 1 of them unsure. M1. " in cell(beside, "ada", "tea")


def test_what_the_rule_alone_makes_is_said_in_its_parts() -> None:
    told = meeting("ada: tea neutral", "ada: tea support", "ada: tea raise")
    assert cell(told, "ada", "tea").startswith(
        "Statement on Tea: There should be tea. Ada is recorded with the position Neutral in 1 "
        "point (Ada 1) and is recorded with the position Support in 1 point (Ada 2); together this "
        "counts as Qualified; beside 1 point (Ada 3) that takes no side. M1. "
    )


def test_an_empty_cell_is_no_position() -> None:
    assert cell(TOLD, "ada", "salt") == (
        f"No position of Ada on Salt is recorded; this does not tell what Ada thinks of it. {NOTE}."
    )


def test_points_in_several_sections_name_each() -> None:
    told = meeting("office/opening: tea raise", "ada: tea raise", "office/reply: tea raise")
    items = told.items.assign(section=["Opening", "Ada", "Reply"])
    object.__setattr__(told, "items", items)
    assert ", 2 points (Opening 1, Reply 1). " in cell(told, "office", "tea")


def test_a_claim_has_its_range_and_what_it_depends_on() -> None:
    # hot: ada and bor always (both on tea), cyr in the wide reading, dun there if unsure counts.
    table = claim_sentences(TOLD).set_index("part")
    assert table.loc["hot", "sentence"] == (
        f"{CLAIM} Of 4 governments that spoke from the floor, 2 to 4 support the part Hot: Ada "
        "(with the position Qualified) and Bor, in some counts also Cyr (with the position "
        "Qualified) and Dun; 5 points (Ada 1 and 3, Bor 1, Cyr 1, Dun 1), 1 of them unsure. 2 "
        "points (Cyr 1, Dun 1) are on Milk, which only the wide reading counts. Nobody is "
        "recorded against it. The number for Hot depends on how widely the claim is read (Cyr "
        f"and Dun) and on whether codings marked unsure count (Dun). {NOTE}."
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
        f"{CLAIM} Of 4 governments that spoke from the floor, none is recorded on the part Dry by "
        f"name, which does not tell what they think. {NOTE}."
    )
    none = claim_sentences(meeting("ada: salt support", "bor:", claims=CLAIMS)).set_index("part")
    assert (
        "none is recorded on any of its parts by name, which does not tell what they think. "
        in none.loc["all", "sentence"]
    )
    assert (
        "none is recorded on any of its parts by name, which does not tell what they think. "
        in none.loc["any", "sentence"]
    )
    whole = claim_sentences(meeting("ada: salt support", "bor:", claims=CLAIMS[:1]))
    assert whole["sentence"].tolist() == [
        f"{CLAIM} Of 2 governments that spoke from the floor, none is recorded on it by name, "
        f"which does not tell what they think. {NOTE}."
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


@pytest.mark.parametrize("name", MAKERS)
def test_no_sentence_of_a_cell_drops_a_reservation_or_a_doubt_that_decides(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain = Recount(folder)
    told = cell_sentences(floorbook.load(folder)).query("n > 0")
    told = told.set_index(["meeting", "participant", "issue"])["sentence"]
    cells = {(at, *key): word for at in plain.meetings for key, word in plain.cells(at).items()}
    labels = {row["position"]: row["label"] for row in plain.rows("positions")}
    voiced = defaultdict(set)
    for at, who, row in plain.own():
        voiced[at, who, row["issue"]].add(row["position"])
    assert set(told.index) == set(cells)
    for (at, who, issue), word in cells.items():
        sure = plain.cells(at, sure=True).get((who, issue))
        sentence = told[at, who, issue]
        said = voiced[at, who, issue]
        made = word != "mixed" and word not in said  # by the rule, of several others
        whole = f"; together this counts as {labels.get(word)}"
        assert (f"{plain.names[who]} {plain.verb(word)}, " in sentence) != made, sentence
        assert (whole in sentence) == made, sentence
        if made:
            parts = [one for one in said if plain.values[one] is not None]
            assert all(f" {plain.verb(one)} in " in sentence for one in parts), sentence
        without = f"the position is {labels.get(sure, 'Mixed')}" if sure else "nothing is left"
        doubt = f". Without codings marked unsure, {without}" in sentence
        assert doubt == (word != sure), sentence


@pytest.mark.parametrize("name", MAKERS)
def test_no_sentence_of_a_claim_drops_a_reservation_or_a_doubt_that_decides(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain = Recount(folder)
    told = claim_sentences(floorbook.load(folder)).set_index(["claim", "part"])["sentence"]
    phrases = {row["position"]: row["phrase"] for row in plain.rows("positions")}
    labels = {(row["claim"], row["part"]): row["label"] for row in plain.rows("claim_parts")}
    for (claim, part), sentence in told.items():
        _, counts = plain.counts(claim)
        always, ever, _, _ = plain.claim(claim)[part]
        own = [one for one in next(iter(counts.values())) if part in (one, "any", "all")]
        for who in ever:
            named = re.search(rf"(?:: |, |and |also ){plain.names[who]} \(([^)]*)\)", sentence)
            aside = {
                (phrases[words[one][who]], labels[claim, one] if one != part else "")
                for words in counts.values()
                for one in own
                if plain.side(words[one][who]) > 0 and not plain.end(words[one][who])
            }
            assert bool(named) == bool(aside), (who, sentence)
            assert all(how in named[1] and label in named[1] for how, label in aside if named)
        backing = [
            {
                reading: _backing(plain, counts[reading, sure], part)
                for reading in ("narrow", "wide")
            }
            for sure in (True, False)
        ]
        by_unsure, by_reading = (
            backing[0] != backing[1],
            any(one["narrow"] != one["wide"] for one in backing),
        )
        assert ("codings marked unsure count" in sentence) == by_unsure, sentence
        assert ("how widely the claim is read" in sentence) == by_reading, sentence
        assert ("in some counts also" in sentence or "in some counts " in sentence) >= bool(
            ever - always
        )


def _backing(plain: Recount, words: dict[str, dict[str, str]], part: str) -> set[str]:
    """Who supports a part, or one or all of them, in one count."""
    each = [
        {who for who, word in by.items() if plain.side(word) > 0}
        for one, by in words.items()
        if part in (one, "any", "all")
    ]
    return set.intersection(*each) if part == "all" else set.union(*each)


@pytest.mark.parametrize("name", MAKERS)
def test_no_sentence_of_a_pair_drops_a_reservation_or_a_doubt_that_decides(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    plain = Recount(folder)
    told = pair_sentences(floorbook.load(folder)).set_index(["meeting", "a", "b"])["sentence"]
    for (at, a, b), sentence in told.items():
        words, sure = plain.cells(at), plain.cells(at, sure=True)
        met = [one for one in plain.labels if (a, one) in words and (b, one) in words]
        shared = [one for one in met if plain.share(words, a, b, one)]
        doubtful, strength = [], []
        for one in shared or met:
            each = [(words[who, one], sure.get((who, one), "")) for who in (a, b)]
            if any(word != other for word, other in each):
                moved = not shared or any(
                    plain.side(word) != plain.side(other) for word, other in each
                )
                (doubtful if moved else strength).append(plain.labels[one])
        hidden = [one for one in met if one not in shared and plain.share(sure, a, b, one)]
        outside = [
            (one, sides)
            for one in met if shared and not plain.compared[one]
            for sides in [_sides(plain, words, a, b, one)] if all(sides)
        ]  # fmt: skip
        doubtful += [
            plain.labels[one] for one, sides in outside if sides != _sides(plain, sure, a, b, one)
        ]
        for unsure, end in ((doubtful, r"(?=\. )"), (strength, ", as to the strength only")):
            rests = r"(?:rests on a coding|rest on codings) marked unsure"
            said = rf"\. The positions? of ((?:(?! rests? on ).)*) {rests}{end}"
            found = ", ".join(re.findall(said, sentence))
            assert bool(found) == bool(unsure), sentence
            assert all(label in found for label in unsure), sentence
        assert ("Without codings marked unsure" in sentence) == bool(shared and hidden), sentence
        for one in shared:
            mine, other = (plain.verb(words[who, one]) for who in (a, b))
            if mine == other and not plain.end(words[a, one]):
                assert f"(each {mine})" in sentence
            elif mine != other and not (plain.end(words[a, one]) and plain.end(words[b, one])):
                each = f"({plain.names[a]} {mine}, {plain.names[b]} {other})"
                assert each in sentence, (each, sentence)


def _sides(plain: Recount, words: dict[tuple[str, str], str], *pair: str) -> list[int]:
    """The sides that two take on an issue."""
    *both, issue = pair
    return [plain.side(words.get((one, issue), "")) for one in both]


def test_a_reservation_on_a_part_is_named_with_the_part() -> None:
    told = meeting(
        "ada: tea support, bread qualified", "bor: tea qualified, bread qualified",
        "cyr: tea qualified unsure, tea support", "dun: bread support", claims=CLAIMS,
    )  # fmt: skip
    table = claim_sentences(told).set_index("part")["sentence"]
    q = "with the position Qualified"
    assert (
        f": Ada ({q} on the part Dry), Bor ({q} on the parts Hot and Dry), Cyr (in some counts {q} "
        "on the part Hot) and Dun; 4 points" in table["any"]
    )
    assert (
        f"support both of its parts: Ada ({q} on the part Dry) and Bor ({q} on the parts Hot and "
        "Dry); 2 points" in table["all"]
    )


def test_two_with_the_same_reservation_are_told_with_it() -> None:
    told = meeting("ada: tea qualified, salt qualified, milk support unsure, milk oppose",
                   "bor: tea qualified, salt oppose, milk oppose")  # fmt: skip
    (sentence,) = pair_sentences(told)["sentence"]
    assert sentence.startswith(
        "Ada and Bor are on the same side on 1 of the 2 compared issues on which both take a side "
        "(Tea), on opposite sides on Salt, not at full strength on Tea (each is recorded with the "
        "position Qualified) and on Salt (Ada is recorded with the position Qualified, Bor is "
        "recorded with the position Oppose): 2 points (Ada 1, Bor 1). Without codings marked "
        "unsure, both would take a side on Milk too. "
    )
    one = meeting("ada: tea qualified", "bor: tea qualified, milk raise unsure", "cyr: milk raise")
    table = pair_sentences(one).set_index(["a", "b"])["sentence"]
    assert (
        "Tea, and are on the same side, not at full strength (each is recorded with the position "
        "Qualified): 2 points" in table["ada", "bor"]
    )
    assert ". The position of Bor on Milk rests on a coding marked unsure. " in table["bor", "cyr"]
