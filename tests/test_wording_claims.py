"""Claims about a meeting, and who else speaks on them, in words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from meetings import meeting
from recount import MAKERS, Recount, checked

import floorbook
from floorbook import Dataset
from floorbook.wording import claimed, claims, elsewhere
from floorbook.wording.citation import Citation

CLAIMS = [
    ("c1", "hot", "tea", "narrow"),
    ("c1", "hot", "milk", "wide"),
    ("c1", "dry", "bread", "narrow"),
]
ONE = CLAIMS[:1]
PHRASES = {"oppose": "against", "doubt": "in doubt", "neutral": "neutral", "support": "in favour",
           "qualified": "in favour with a reservation", "raise": "raising it"}  # fmt: skip


def told(*lines: str, made: list[tuple[str, str, str, str]] = CLAIMS) -> Dataset:
    found = meeting(*lines, claims=made)
    return replace(
        found,
        meetings=found.meetings.assign(date="", place="", convenor=""),
        positions=found.positions.assign(phrase=found.positions["position"].map(PHRASES)),
    )


def title(*lines: str, made: list[tuple[str, str, str, str]] = CLAIMS) -> str:
    data = told(*lines, made=made)
    return checked(claims.finding(data, "c1"), data).text


@pytest.mark.parametrize("name", MAKERS)
def test_the_numbers_of_every_claim_are_those_of_the_files(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    checked(claims.heading(data), data)
    checked(claims.subtitle(data), data)
    for claim in data.claims["id"]:
        counted = plain.claim(claim)
        found = checked(claims.finding(data, claim), data)
        checked(claims.caption(data, claim), data)
        held = claims.scope(data, claim)
        assert held is not None
        for one in found.facts:
            if one.what and one.what[0] in counted:
                _, ever, ends, of = counted[one.what[0]]
                assert ((one.least, one.most), one.of, set(one.who)) == (ends, of, ever)
        own = claims.parts(data, claim)
        sentences = claimed.claim_sentence(data, Citation(data), claim, held)
        assert [part for part, _ in sentences] == [*own, *["any", "all"] * (len(own) > 1)]
        for part, sentence in sentences:
            always, ever, ends, of = counted[part]
            first = checked(sentence, data).facts[0]
            assert ((first.least, first.most), first.of, set(first.who)) == (ends, of, ever)
            speakers = {plain.turn(point)["participant"] for point in first.points}
            assert speakers == ever
            assert always <= ever


def reading(plain: Recount, row: dict[str, str]) -> str:
    """The narrowest reading that takes an issue: a part with wide issues alone has one reading."""
    alike = [one for one in plain.rows("claim_issues") if
             (one["claim"], one["part"]) == (row["claim"], row["part"])]  # fmt: skip
    narrow = [one["issue"] for one in alike if one["reading"] == "narrow"]
    return "narrow" if not narrow or row["issue"] in narrow else "wide"


@pytest.mark.parametrize("name", MAKERS)
def test_what_only_the_wide_reading_counts_is_what_the_files_have(
    name: str, tmp_path: Path
) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    scope = {row["id"]: row for row in plain.rows("claims")}
    told = {
        (row["claim"], row["part"]): row["sentence"]
        for row in claimed.claim_sentences(data).to_dict("records")
    }
    points: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    issues: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in plain.rows("claim_issues"):
        taken, (_, counts) = reading(plain, row), plain.counts(row["claim"])
        issues[row["claim"], row["part"]][row["issue"]] = taken
        for (how, sure), words in counts.items():
            if how == "narrow" and taken == "wide":
                continue
            for at, who, coding in plain.own(sure=sure):
                turn = plain.turn(coding["point"])
                there = turn["kind"] in scope[row["claim"]]["scope_turns"].split(";")
                there = there and plain.side(words[row["part"]].get(who, "")) > 0
                on = coding["issue"] == row["issue"]
                valued = plain.values[coding["position"]] is not None
                if there and on and valued and at == meeting_of(plain, row["claim"]):
                    key = "narrow" if how == "narrow" else taken
                    points[row["claim"], row["part"], key].add(coding["point"])
    for (claim, part), sentence in told.items():
        own = [one for each, one in issues if each == claim and part in (one, "any", "all")]
        ever = plain.claim(claim)[part][1]
        narrow, wide = (
            {
                point for one in own for point in points[claim, one, key]
                if plain.turn(point)["participant"] in ever
            }
            for key in ("narrow", "wide")
        )  # fmt: skip
        said = re.search(r"\. (\d+) points? \([^)]*\) (?:is|are) on (.*?), which only the wide",
                         sentence)  # fmt: skip
        assert bool(said) == bool(wide - narrow), sentence
        if said:
            assert int(said[1]) == len(wide - narrow), sentence


def meeting_of(plain: Recount, claim: str) -> str:
    """The meeting of the source that makes a claim."""
    (row,) = [one for one in plain.rows("claims") if one["id"] == claim]
    (item,) = [one for one in plain.rows("items") if one["id"] == row["item"]]
    (source,) = [one for one in plain.rows("sources") if one["id"] == item["source"]]
    return source["meeting"]


def test_a_neutral_point_on_what_the_narrow_reading_counts_is_not_on_an_issue_of_the_wide() -> None:
    # Narrowly Ada is neutral; support on milk makes it a reservation in the wide reading alone.
    data = told("ada: tea neutral", "ada: milk support", "bor:", made=CLAIMS[:2])
    (row,) = claimed.claim_sentences(data).to_dict("records")
    assert "; 2 points (Ada 1 and 2). 1 point (Ada 2) is on Milk, which only" in row["sentence"]
    both = told("ada: tea support", "ada: milk support, tea raise", made=CLAIMS[:2])
    (row,) = claimed.claim_sentences(both).to_dict("records")
    assert "1 point (Ada 2) is on Milk, which only the wide reading counts. " in row["sentence"]
    narrow = told("ada: tea support, milk support", made=CLAIMS[:2])
    assert "only the wide" not in claimed.claim_sentences(narrow)["sentence"].iloc[0]


@pytest.mark.parametrize("name", MAKERS)
def test_who_else_speaks_is_counted_without_what_is_reported(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    scope = {row["id"]: row for row in plain.rows("claims")}
    sources = {row["id"]: row["source"] for row in plain.rows("items")}
    meetings = {row["id"]: row["meeting"] for row in plain.rows("sources")}
    for one in plain.meetings:
        who, narrowly = set(), set()
        for row in plain.rows("claim_issues"):
            claim, taken = scope[row["claim"]], reading(plain, row)
            if meetings[sources[claim["item"]]] != one:
                continue
            for coding in plain.codings:
                turn = plain.turn(coding["point"])
                within = turn["kind"] in claim["scope_turns"].split(";") and plain.kinds[
                    turn["participant"]
                ] in claim["scope_kinds"].split(";")
                on = coding["issue"] == row["issue"] and coding["voice"] == "own"
                if turn["meeting"] == one and on and not within:
                    who.add(turn["participant"])
                    narrowly |= {turn["participant"]} if taken == "narrow" else set()
        found = checked(elsewhere.finding(data, one), data)
        assert {each for fact in found.facts for each in fact.who} == who
        assert ("on issues close to them" in str(found)) == bool(who - narrowly)
        checked(elsewhere.caption(data, [one]), data)


def test_the_shipped_claims_are_told_in_plain_words() -> None:
    data = floorbook.load()
    assert [str(claims.finding(data, one)) for one in data.claims["id"]] == [
        "IOM's lead: 4 to 5 of 9 governments support it, at most 1 of them in favour with a "
        "reservation",
        "Process led by states: 1 of 9 governments supports it; Lean process: 1 to 2; Inclusive "
        "participation: 2 to 3; no government is recorded as supporting all 3"
        "; the higher numbers also count issues close to these",
        "Coherence of the two compacts: none of the 9 governments is recorded on it by name",
    ]
    assert str(elsewhere.finding(data, "iom2016")) == (
        "1 agency, 1 civil society organisation and 3 IOM officials also speak on the subjects "
        "of the claims, or on issues close to them"
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ada: tea support", "bor:"], "1 of 2 governments supports it"),
        (["ada: tea support", "bor: tea support"], "2 of 2 governments support it"),
        (["ada: tea raise", "bor: tea oppose"],
         "none of the 2 governments is recorded as supporting it"),
        (["ada: tea support unsure", "bor:"], "at most 1 of 2 governments supports it"),
        (["ada: tea qualified", "bor:"],
         "1 of 2 governments supports it, in favour with a reservation"),
        (["ada: tea qualified", "bor: tea qualified"],
         "2 of 2 governments support it, all of them in favour with a reservation"),
        (["ada: tea qualified", "bor: tea support"],
         "2 of 2 governments support it, 1 of them in favour with a reservation"),
        (["ada: tea support", "ada: tea qualified unsure", "bor:"],
         "1 of 2 governments supports it, in some counts in favour with a reservation"),
        (["ada: tea support"], "the only government counted supports it"),
        (["ada: tea raise"], "the only government counted is not recorded as supporting it"),
        (["ada:"], "nothing is recorded of the only government counted"),
        (["ada:", "bor:"], "none of the 2 governments is recorded on it by name"),
        (["ada: tea support unsure"],
         "the only government counted supports it in some counts only"),
    ],
)  # fmt: skip
def test_one_part(lines: list[str], words: str) -> None:
    assert title(*lines, made=ONE) == f"Hot: {words}"


def test_several_parts_and_all_of_them() -> None:
    assert title("ada: tea support, bread support", "bor: tea support", "cyr:") == (
        "Hot: 2 of 3 governments support it; Dry: 1; 1 supports both"
    )
    assert title("ada: tea support", "bor:") == (
        "Hot: 1 of 2 governments supports it; Dry: nothing is recorded on it; no government is "
        "recorded as supporting both"
    )
    assert title("ada: tea support", "bor: bread raise") == (
        "Hot: 1 of 2 governments supports it; Dry: none is recorded as supporting it; no "
        "government is recorded as supporting both"
    )
    assert "both" not in title("ada: tea raise", "bor:")


def test_nobody_to_count_is_no_zero() -> None:
    assert title("ngo: tea support") == "No government is recorded as speaking from the floor"


def test_the_caption_says_who_is_counted_what_counts_and_on_what_it_depends() -> None:
    data = told("ada: tea support", "bor: tea qualified unsure", "cyr: milk support", "dun:",
                "ngo: tea doubt")  # fmt: skip
    assert str(checked(claims.caption(data, "c1"), data)) == (
        "A claim of the summary note, in our words: gist of c1. Only governments that spoke from "
        "the floor are counted, 4 in all. What counts: for Hot, points on Tea and, in the wide "
        "reading, on Milk "
        "too; for Dry, points on Bread. An open square: nothing is recorded, which is no position. "
        "*: rests in part on a coding marked unsure. The number for Hot depends on how widely the "
        "claim is read (Cyr) and on whether codings marked unsure count (Bor). 3 recorded "
        "points. Source: Note on m1 (summary note, issuer the host); coded by machine, not "
        "reviewed "
        "by a person."
    )


def test_whom_a_claim_counts_follows_its_kinds_and_turns() -> None:
    data = told("ngo: tea support", "unx: tea raise", "unx/reply: tea raise", made=ONE)
    wide = data.claims.assign(scope_kinds="agency;civil society", scope_turns="floor;reply")
    other = replace(data, claims=wide)
    assert str(checked(claims.finding(other, "c1"), other)) == (
        "Hot: 1 of 2 participants supports it"
    )
    assert (
        "Only agencies and civil society organisations that spoke from the floor or in a reply are "
        "counted, 2 in all." in str(claims.caption(other, "c1"))
    )


def test_a_sentence_to_copy_names_who_on_which_points_and_where() -> None:
    data = told("ada: tea support", "ada: tea raise", "bor: tea qualified unsure", "cyr:", made=ONE)
    (row,) = claimed.claim_sentences(data).to_dict("records")
    assert row["sentence"] == (
        "A claim of the summary note, in our words: gist of c1. Of 3 governments that spoke from "
        "the floor, 1 to 2 support it: Ada, in some counts also Bor (in favour with a "
        "reservation); "
        "2 points (Ada 1, Bor 1), 1 of them unsure. Of the one other, nothing is recorded on it, "
        "which does not tell what they think; nobody is recorded against it. The number depends on "
        "whether codings marked unsure count (Bor). M1. Source: Note on m1 (summary note, issuer "
        "the host); coded by machine, not reviewed by a person."
    )
    assert (row["points"], row["n"]) == (("ada-1", "bor-1"), 2)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["bor:", "cyr:"], "Of 2 others, nothing is recorded on it, which does not tell what "
         "they think; nobody is recorded against it"),
        (["bor: tea raise", "cyr:"], "Of 2 others, 1 has nothing recorded on it, which does not "
         "tell what they think; nobody is recorded against it"),
        (["bor: tea oppose", "cyr: tea raise"],
         "Something is recorded on it of 2 others too; Bor is recorded against it"),
        (["bor: tea oppose", "cyr: tea support", "cyr: tea oppose"],
         "Something is recorded on it of 2 others too; Bor is recorded against it and Cyr is "
         "recorded on both sides"),
        (["bor: tea support", "bor: tea oppose"],
         "Something is recorded on it of the one other too; Bor is recorded on both sides"),
        (["bor: tea support"], "Nobody is recorded against it"),
    ],
)  # fmt: skip
def test_a_sentence_to_copy_says_what_is_recorded_of_the_others(
    lines: list[str], words: str
) -> None:
    data = told("ada: tea support", *lines, made=ONE)
    (row,) = claimed.claim_sentences(data).to_dict("records")
    assert f". {words}. " in row["sentence"]


def test_a_claim_says_what_weight_its_source_gives_it() -> None:
    data = told("ada: tea support", made=ONE)
    noted = replace(data, claims=data.claims.assign(note="It comes first."))
    assert claims.claimed(noted, "c1") == (
        "A claim of the summary note, in our words: gist of c1. It comes first"
    )
    assert claims.claimed(replace(data, items=data.items[:0]), "c1").startswith("The claim, in")


def test_a_sentence_on_nobody_cites_no_point() -> None:
    data = told("ada:", "bor:", made=ONE)
    (row,) = claimed.claim_sentences(data).to_dict("records")
    assert (
        "Of 2 governments that spoke from the floor, none is recorded on it by name, which does "
        "not tell what they think. M1." in row["sentence"]
    )
    assert row["points"] == ()


def test_a_scale_of_seven_positions_has_its_own_phrases() -> None:
    data = told("ada: tea support", "bor: tea mild", "cyr: tea strong unsure", "dun:", made=ONE)
    scale = [("no", -1.0, "N", "against"), ("mild", 0.3, "M", "mildly for it"),
             ("support", 1.0, "F", "for it"), ("strong", 0.7, "S", "largely for it")]  # fmt: skip
    rows = [(one, one.title(), value, letter, "", told) for one, value, letter, told in scale]
    names = ["position", "label", "value", "letter", "verb", "phrase"]
    positions = pd.DataFrame(rows, columns=names).sort_values("value", ignore_index=True)
    seven = replace(data, positions=positions.astype({"value": "Float64"}))
    assert str(checked(claims.finding(seven, "c1"), seven)) == (
        "Hot: 2 to 3 of 4 governments support it, at most 1 of them largely for it, 1 of them "
        "mildly "
        "for it"
    )


def test_without_positions_no_word_is_said_on_support() -> None:
    data = told("ada: tea support", made=ONE)
    bare = replace(data, positions=data.positions.assign(value=pd.NA))
    found = [claims.finding(bare, "c1"), claims.caption(bare, "c1"), claims.heading(bare)]
    assert not [one for one in found if "support" in one.text]
    assert claimed.claim_sentences(bare).empty


def test_what_is_reported_alone_makes_nobody_speak() -> None:
    data = told("office/closing: tea support reported", "ada:", made=ONE)
    assert str(elsewhere.finding(data, "m1")) == (
        "Nobody else is recorded as speaking on the subjects of the claims"
    )
    told_apart = "stands in brackets and is not counted"
    assert told_apart in str(elsewhere.caption(data, ["m1"]))
    own = told("office/closing: tea support", "ada:", made=ONE)
    assert str(checked(elsewhere.finding(own, "m1"), own)) == (
        "1 secretariat official also speaks on the subjects of the claims"
    )
    assert "(*)" not in str(elsewhere.caption(own, ["m1"]))
