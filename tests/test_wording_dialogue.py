"""What is said of the dialogue and of one participant, recounted from the files by plain loops."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import generated
import packages
import pytest
from meetings import meeting

import floorbook
from floorbook import Dataset
from floorbook.wording import brief, dialogue, pairs
from floorbook.wording.facts import Finding

SHIPPED = packages.SHIPPED
BEST = ["answers", "partly", "defers"]
WORDS = {"answers": "answered", "partly": "answered in part", "defers": "deferred"}
FEW = ("two", "full matrix", "no acts")
"""The packages of the normal run, besides the shipped one, a lean one and a large one."""
NEEDED = {"participants", "interventions", "points", "codebook", "codings"}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Read a table of a package as it stands; none where there is no such table."""
    description = json.loads((folder / "datapackage.json").read_text("utf-8"))
    paths = [one["path"] for one in description["resources"] if one["name"] == table]
    if not paths:
        return []
    with (folder / paths[0]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def honest(data: Dataset, found: Finding) -> None:
    """Hold a finding against its facts: no number and no name that they do not have."""
    text = found.text
    labels = {label for one in data.labels.values() for label in one.values()}
    labels |= {what for fact in found.facts for what in fact.what}
    labels |= set(data.positions["phrase"]) | set(data.kinds["plural"])
    named = {one for fact in found.facts for one in fact.who}
    people = data.labels["participant"]
    for one in sorted(people, key=lambda one: -len(people[one])):
        if re.search(rf"(?<!\w){re.escape(people[one])}(?!\w)", text):
            owns = any(people[one] in label for label in labels - set(people.values()))
            assert one in named or owns, (people[one], text)
    for label in sorted(labels, key=len, reverse=True):
        text = text.replace(label, "") if label else text
    numbers = {n for fact in found.facts for n in (fact.least, fact.most, fact.of)}
    assert {int(n) for n in re.findall(r"\d+", text)} <= numbers, (found.text, found.facts)
    for wrong in (r"\b0 of the 1\b", r"\b0 of 0\b", r"of 0\b", "  ", r"\. \.", "None"):
        assert not re.search(wrong, found.text), found.text
    assert not found.text.endswith(".")


@pytest.fixture(scope="module", params=["data", "two", "lean", "large", *generated.EDGES])
def folder(request, tmp_path_factory) -> Path:
    """A package: the shipped one, synthetic ones, and one of its needed tables alone."""
    to = tmp_path_factory.mktemp("package")
    if request.param == "data":
        return SHIPPED
    if request.param in ("two", "lean"):
        packages.two(to)
        description = json.loads((to / "datapackage.json").read_text("utf-8"))
        names = {one["name"] for one in description["resources"]}
        return packages.lean(to, tables=names - NEEDED) if request.param == "lean" else to
    if request.param == "large":
        return generated.write(to, generated.Shape(meetings=2, states=12, points=300, issues=3))
    return generated.write(to, generated.EDGES[request.param])


def every(data: Dataset) -> Iterator[Finding]:
    """Give all findings on the dialogue, and those on every participant."""
    for held in data.meetings["id"]:
        for say in (dialogue.finding, dialogue.askers, dialogue.by_issue, dialogue.unanswered,
                    dialogue.undertakings, dialogue.calls, dialogue.reactions):  # fmt: skip
            yield say(data, held)
        for who in data.participants["id"]:
            for tell in (brief.recorded, brief.positions, brief.emphasis, pairs.nearest):
                yield tell(data, held, who)
            yield dialogue.finding(data, held, who)


def test_no_sentence_has_a_number_or_a_name_that_its_facts_do_not_have(folder: Path) -> None:
    data = floorbook.load(folder)
    for found in every(data):
        honest(data, found)


def asked(folder: Path, held: str, who: str = "") -> dict[str, tuple[str, str, list[str]]]:
    """Recount what is asked: by act its kind, what became of it, and its issues."""
    turns = {row["id"]: row for row in rows(folder, "interventions")}
    points = {row["id"]: turns[row["intervention"]] for row in rows(folder, "points")}
    found = {}
    for act in rows(folder, "acts"):
        turn = points[act["point"]]
        mine = turn["participant"] == who if who else turn["kind"] == "floor"
        if act["kind"] in ("question", "request") and mine and turn.get("meeting", held) == held:
            replies = [
                row["relation"] for row in rows(folder, "responses")
                if row["target_act"] == act["id"] and row["relation"] in BEST
            ]  # fmt: skip
            fate = WORDS[min(replies, key=BEST.index)] if replies else "no reply recorded"
            issues = [row["issue"] for row in rows(folder, "act_issues") if row["act"] == act["id"]]
            found[act["id"]] = (act["kind"], fate, issues)
    return found


def test_what_became_of_what_was_asked_is_recounted(folder: Path) -> None:
    data = floorbook.load(folder)
    for held in data.meetings["id"]:
        for who in ["", *data.participants["id"]]:
            told = asked(folder, held, who)
            tally = Counter(fate for _, fate, _ in told.values())
            found = dialogue.finding(data, held, who)
            if not rows(folder, "responses"):
                assert sum(fact.least for fact in found.facts) == len(told)
                continue
            said = [fact for fact in found.facts if fact.what]
            assert {fact.what[0]: fact.least for fact in said} == tally, found
            assert {fact.of for fact in said} <= {len(told)}


def test_who_asked_nothing_is_told_with_the_calls_that_it_made() -> None:
    told = meeting(
        "ada:", "ada:", "bor:", "cyr:", "cyr:", more={"m2": ["bor:"]},
        acts=["ada-1-a call bor:", "ada-2-a call bor:", "bor-1-a call ada:", "cyr-1-a call ada:",
              "cyr-2-a question ada:", "m2-bor-1-a call ada:"],
    )  # fmt: skip

    def said(who: str) -> str:
        found = dialogue.finding(told, "m1", who)
        honest(told, found)
        return found.text

    assert said("ada") == "No question or request by Ada is recorded; 2 calls are"
    assert said("bor") == "No question or request by Bor is recorded; 1 call is"
    assert said("dun") == "No question or request by Dun is recorded"
    assert "call" not in said("cyr")
    none = dialogue.finding(meeting("ada:", acts=["ada-1-a call bor:"]), "m1")
    assert none.text == "No question or request from the floor is recorded"
    assert dialogue.finding(told, "m1", "ada").facts[1].points == ("ada-1", "ada-2")


def test_one_ask_under_several_issues_is_one(folder: Path) -> None:
    data = floorbook.load(folder)
    for held in data.meetings["id"]:
        told = asked(folder, held)
        found = dialogue.by_issue(data, held)
        issues = Counter(issue for *_, on in told.values() for issue in on)
        if told:
            assert [fact.least for fact in found.facts[:2]] == [len(told), len(issues)]


def test_undertakings_calls_and_responses_are_recounted(folder: Path) -> None:
    data = floorbook.load(folder)
    turns = {row["id"]: row for row in rows(folder, "interventions")}
    places = {row["id"]: turns[row["intervention"]] for row in rows(folder, "points")}
    for held in data.meetings["id"]:
        acts = [row for row in rows(folder, "acts") if places[row["point"]]["meeting"] == held]
        for kind, say in (("undertaking", dialogue.undertakings), ("call", dialogue.calls)):
            n = sum(row["kind"] == kind for row in acts)
            assert [fact.least for fact in say(data, held).facts[:1]] == [n] * (n > 0)
        pairs = {
            (row["target_point"], row["relation"]) for row in rows(folder, "responses")
            if row["target_point"] and places[row["response_point"]]["meeting"] == held
        }  # fmt: skip
        found = dialogue.reactions(data, held).facts
        said = [len({point for point, _ in pairs})]
        said += [
            n for relation in ("endorses", "notes", "differs")
            if (n := sum(one == relation for _, one in pairs))
        ]  # fmt: skip
        points = [point for point, _ in pairs]
        both = len({point for point in points if points.count(point) > 1})
        said += [both] * (both > 0)
        assert [fact.least for fact in found] == (said if pairs else [])


def test_how_much_is_recorded_of_a_participant_is_recounted(folder: Path) -> None:
    data = floorbook.load(folder)
    turns = {row["id"]: row for row in rows(folder, "interventions")}
    for held in data.meetings["id"]:
        for who in data.participants["id"]:
            mine = [
                one for one, row in turns.items()
                if row["participant"] == who and row.get("meeting", held) == held
            ]  # fmt: skip
            points = {row["id"] for row in rows(folder, "points") if row["intervention"] in mine}
            own = {
                row["issue"] for row in rows(folder, "codings")
                if row["point"] in points and row.get("voice", "own") == "own"
            }  # fmt: skip
            numbers = [fact.least for fact in brief.recorded(data, held, who).facts[:3]]
            assert numbers[:2] == ([len(points), len(mine)] if mine else [])
            if own:
                assert numbers[2] == len(own)
            assert brief.positions(data, held, who).facts[0].least == len(own)


ASKED = ["ada: tea support", "bor:", "office/reply:"]


@pytest.mark.parametrize(
    ("acts", "responses", "said"),
    [
        (["ada-1-a call office:"], [], "No question or request from the floor is recorded"),
        (["ada-1-a question office:"], [], "1 question from the floor is recorded"),
        (
            ["ada-1-a question office:"], ["ada-1-a defers office-reply-1"],
            "The one question from the floor is deferred",
        ),
        (
            ["ada-1-a request office:", "bor-1-a request office:"],
            ["ada-1-a partly office-reply-1", "bor-1-a partly office-reply-1"],
            "Both requests from the floor are answered in part",
        ),
        (
            ["ada-1-a question office:", "bor-1-a request office:"],
            ["ada-1-a answers office-reply-1", "bor-1-a answers office-reply-1"],
            "The question and the request from the floor are answered",
        ),
        (
            ["ada-1-a question office:", "ada-1-b request office:", "bor-1-a question office:"],
            ["ada-1-a answers office-reply-1", "ada-1-a partly office-reply-1",
             "ada-1-b partly office-reply-1"],
            "Of 3 questions and requests from the floor, 1 is answered, 1 in part, 1 has no reply "
            "on record",
        ),
    ],
)  # fmt: skip
def test_what_became_of_what_was_asked_is_said_in_words(acts, responses, said: str) -> None:
    told = meeting(*ASKED, acts=acts, responses=responses)
    assert str(dialogue.finding(told, "m1")) == said


def test_a_call_is_no_ask_and_has_a_sentence_of_its_own() -> None:
    told = meeting(*ASKED, acts=["ada-1-a call states:", "bor-1-a call states:"])
    assert str(dialogue.calls(told, "m1")) == "2 calls are recorded: 1 each by Ada and Bor"
    assert not dialogue.asked(told, "m1").size
    alone = meeting(*ASKED, acts=["ada-1-a call states:"])
    assert str(dialogue.calls(alone, "m1")) == "1 call is recorded, by Ada"


def test_who_asks_is_named_and_of_many_those_with_most() -> None:
    told = meeting("ada:", "bor:", acts=["ada-1-a question office:", "ada-1-b question office:",
                                         "bor-1-a question office:"])  # fmt: skip
    assert str(dialogue.askers(told, "m1")) == (
        "3 questions come from the floor: 2 by Ada and 1 by Bor"
    )
    names = ["ada", "bor", "cyr", "dun", "ngo", "unx", "office"]
    many = meeting(*(f"{one}:" for one in names), acts=[
        *(f"{one}-1-a question all:" for one in names), "cyr-1-b question all:"])  # fmt: skip
    assert str(dialogue.askers(many, "m1")) == (
        "8 questions come from the floor, by 7 participants; most, 2, by Cyr"
    )


def test_a_meeting_of_which_there_is_nothing_to_say_is_passed_over() -> None:
    told = meeting("ada:", more={"m2": ["bor:"]}, acts=["m2-bor-1-a call all:"])
    assert str(dialogue.over(told, dialogue.calls)) == "M2: 1 call is recorded, by Bor"
    assert str(dialogue.over(meeting("ada:"), dialogue.calls)) == "No call is recorded"


def test_a_participant_stands_with_its_positions_at_each_meeting() -> None:
    told = meeting(
        "ada: tea support, milk oppose unsure, salt raise", "ada: sun support reported",
        more={"m2": ["ada: tea oppose"], "m3": ["bor: tea support"]},
    )  # fmt: skip
    assert str(brief.over(told, "ada", brief.positions)) == (
        "M1: Ada speaks on 3 issues: 1 with the position Support, 1 with the position Oppose, "
        "1 with the position Raise; 1 of these positions rests on a coding marked unsure. "
        "M2: Ada speaks on 1 issue: 1 with the position Oppose"
    )
    assert str(brief.recorded(told, "m1", "ada")) == (
        "2 recorded points in 1 turn, on 3 of 6 issues; what others say is reported on 1 more"
    )
    assert str(brief.recorded(told, "m3", "ada")) == "Nothing is recorded"


def test_a_position_that_only_the_rule_makes_is_said_to_be_one() -> None:
    told = meeting(
        "ada: tea neutral, milk qualified", "ada: tea support",
        "bor: tea neutral", "bor: tea support", "cyr: tea support", "cyr: tea oppose",
    )  # fmt: skip
    assert str(brief.positions(told, "m1", "ada")) == (
        "Ada speaks on 2 issues: 2 with the position Qualified (1 where several positions "
        "together count as this)"
    )
    assert str(brief.positions(told, "m1", "bor")) == (
        "Bor speaks on 1 issue: 1 with the position Qualified (where several positions together "
        "count as this)"
    )
    assert str(brief.positions(told, "m1", "cyr")) == "Cyr speaks on 1 issue: 1 on both sides"


def test_why_nobody_is_near_is_said_without_blame() -> None:
    def said(*lines: str) -> str:
        return str(pairs.nearest(meeting(*lines), "m1", "ada"))

    alone = "Nobody is recorded on the same side as Ada"
    assert said("ada: tea support", "bor: milk support") == alone
    assert said("ada: tea support", "bor: tea oppose") == alone
    assert said("ada: tea support", "bor: tea support") == (
        "Ada is on the same side as at least one other, but on too few issues to speak of agreement"
    )
    assert said("ada: tea support", "office: tea support") == (
        "There is nobody to compare Ada with"
    )
