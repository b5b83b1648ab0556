"""On what most speak, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from meetings import meeting
from recount import MAKERS, Recount, checked

import floorbook
from floorbook.wording import reach


def said(*lines: str) -> str:
    told = meeting(*lines)
    return checked(reach.finding(told, "m1"), told).text


@pytest.mark.parametrize("name", MAKERS)
def test_the_issue_on_which_most_speak_is_that_of_the_files(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    for one in plain.meetings:
        found = checked(reach.finding(data, one), data)
        checked(reach.caption(data, [one]), data)
        counted = plain.reach(one)
        if not counted:
            assert found.facts == ()
            continue
        most = max(len(who) for who, _ in counted.values())
        top = {issue for issue, (who, _) in counted.items() if len(who) == most}
        first = found.facts[0]
        assert set(first.what) == {data.labels["issue"][issue] for issue in top}
        present = plain.speakers(one, ["delegation"])
        assert (first.most, first.of) == (most, len(present))
        sure = defaultdict(set)
        for at, who, row in plain.own(sure=True):
            if at == one and who in present and plain.turn(row["point"])["kind"] == "floor":
                sure[row["issue"]].add(who)
        if len(top) == 1:
            assert first.least == len(sure[next(iter(top))])
        surely = {issue for issue in sure if len(sure[issue]) == max(map(len, sure.values()))}
        assert ("codings marked unsure" in found.text) == (surely != top and len(present) > 1)
        assert set(first.who) == set().union(*(counted[issue][0] for issue in top))
        for share in found.facts[2:]:
            (issue,) = top
            assert (share.least, share.most) == counted[issue][1]


def test_the_shipped_meeting_is_told_in_plain_words() -> None:
    assert str(reach.finding(floorbook.load(), "iom2016")) == (
        "More governments speak on IOM's lead than on any other issue: 4 to 5 of 9, all of whom "
        "support it"
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["ada: tea support", "bor: tea oppose", "cyr: salt raise"],
         "More governments speak on Tea than on any other issue: 2 of 3, of whom 1 supports it"),
        (["ada: tea support", "bor: tea support"],
         "More governments speak on Tea than on any other issue: 2 of 2, all of whom support it"),
        (["ada: tea raise", "bor: tea oppose", "cyr:"],
         "More governments speak on Tea than on any other issue: 2 of 3, none recorded as "
         "supporting it"),
        (["ada: tea support", "bor:"],
         "More governments speak on Tea than on any other issue: 1 of 2, and it supports it"),
        (["ada: tea support unsure", "bor: tea support", "cyr:"],
         "More governments speak on Tea than on any other issue: 1 to 2 of 3, all of whom support "
         "it"),
        (["ada: tea support, tea raise unsure", "bor: tea oppose unsure", "cyr: tea oppose"],
         "More governments speak on Tea than on any other issue: 2 to 3 of 3, of whom 1 supports "
         "it"),
        (["ada: tea raise unsure, salt raise", "bor: tea raise", "cyr:"],
         "More governments speak on Tea than on any other issue: 1 to 2 of 3, none recorded as "
         "supporting it; which issue it is depends on codings marked unsure"),
        (["ada: tea raise, salt raise", "bor:"],
         "More governments speak on Tea and Salt than on any other issue: 1 of 2 each"),
        (["ada: tea raise, salt raise, milk raise, sun raise", "bor:"],
         "4 issues are spoken on by 1 of 2 governments each, none by more"),
        (["ada: tea support, salt raise", "ngo: tea support"],
         "1 government speaks from the floor, on 2 issues"),
        (["ada:", "bor:"], "No issue is recorded of governments speaking from the floor"),
        (["ngo: tea support"], "No government is recorded as speaking from the floor"),
    ],
)  # fmt: skip
def test_small_meetings(lines: list[str], words: str) -> None:
    assert said(*lines) == words


@pytest.mark.parametrize(
    ("issues", "words"),
    [
        (["tea"], "Governments speak on Tea, the only issue: 2 of 3, of whom 1 supports it"),
        (["tea", "milk"], "2 issues are spoken on by 2 of 3 governments each, none by more"),
        (["tea", "milk", "salt"],
         "More governments speak on Tea and Milk than on any other issue: 2 of 3 each"),
    ],
)  # fmt: skip
def test_no_issue_is_said_to_be_more_spoken_on_than_others_that_are_not_there(
    issues: list[str], words: str
) -> None:
    told = meeting(*(f"{who}: {', '.join(f'{one} {side}' for one in issues[:2])}"
                     for who, side in (("ada", "support"), ("bor", "oppose"))), "cyr:")  # fmt: skip
    some = told.codebook[told.codebook["issue"].isin(issues)]
    assert reach.finding(replace(told, codebook=some), "m1").text == words


def test_other_kinds_are_named_when_asked_for() -> None:
    told = meeting("ngo: tea support", "unx: tea raise", "ada: salt raise")
    found = reach.finding(told, "m1", kinds=["agency", "civil society"])
    assert str(checked(found, told)) == (
        "More agencies and civil society organisations speak on Tea than on any other issue: 2 of "
        "2, of whom 1 supports it"
    )


def test_the_caption_explains_reach_and_leaves_out_what_does_not_apply() -> None:
    told = meeting("ada: tea support", "bor: tea support unsure", "cyr:",
                   claims=[("c1", "hot", "tea", "narrow")])  # fmt: skip
    told = replace(told, meetings=told.meetings.assign(date="", place="", convenor=""))
    assert str(checked(reach.caption(told, ["m1"]), told)) == (
        "Issues by reach: how many of the governments that spoke from the floor speak on them. "
        "Issues with the same reach stand in the order of how many support them. A mark is "
        "a participant, in the colour of its position. The range "
        "depends on whether codings marked unsure count. *: rests in part on a coding marked "
        "unsure. "
        "●: part of a claim about the meeting. 2 "
        "recorded points. Source: Note on m1 (summary note, issuer the host); coded by machine, "
        "not reviewed by a "
        "person."
    )
    bare = replace(
        told, claim_issues=told.claim_issues[:0], positions=told.positions.assign(value=pd.NA)
    )
    text = f"{reach.finding(bare, 'm1')} {reach.caption(bare, ['m1'])}"
    assert "support" not in text and "●" not in text
