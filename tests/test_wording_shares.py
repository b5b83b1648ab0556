"""What is said of shares and of the matrix, held against the CSV files, and by hand."""

from __future__ import annotations

from collections import defaultdict

import pytest
from recount import checked
from test_wording_pairs import of, told

from floorbook import measures
from floorbook.wording import brief, positions, shares

__all__ = ["told"]


def test_who_speaks_on_most_issues_is_who_the_files_say(told) -> None:
    read, data = told
    for at in data.meetings["id"]:
        found = positions.finding(data, at)
        checked(found, data)
        issues: dict[str, set[str]] = defaultdict(set)
        for meeting, who, row in read.own():
            if meeting == at:
                issues[who].add(row["issue"])
        if not issues:
            assert str(found) == "Nothing is recorded on any issue"
            continue
        heard = {who for who in issues if read.role(who) != "secretariat"} or set(issues)
        most = max(len(issues[who]) for who in heard)
        first = found.facts[0]
        assert (first.most, first.of) == (most, len(read.compared))
        assert set(first.who) == {who for who in heard if len(issues[who]) == most}
        sure = {who: set() for who in heard}
        for meeting, who, row in read.own(sure=True):
            if meeting == at and who in heard:
                sure[who].add(row["issue"])
        surely = {who for who in heard if len(sure[who]) == max(map(len, sure.values()))}
        assert set(found.facts[2].who) == surely
        assert ("codings marked unsure" in found.text) == (set(first.who) != surely)


def test_the_dimension_with_most_speakers_is_the_one_of_the_files(told) -> None:
    read, data = told
    dimension = {row["issue"]: row["dimension"] for row in read.rows("codebook")}
    for at in data.meetings["id"]:
        found = shares.breadth_finding(data, at)
        checked(found, data)
        speakers: dict[str, set[str]] = defaultdict(set)
        for meeting, who, row in read.own():
            if meeting == at:
                speakers[dimension[row["issue"]]].add(who)
        if not speakers:
            assert str(found) == "Nobody is recorded on any issue"
            continue
        most = max(map(len, speakers.values()))
        turns = read.turns.values()
        everyone = {turn["participant"] for turn in turns if turn["meeting"] == at}
        (fact,) = found.facts
        assert (fact.most, fact.of) == (most, len(everyone))
        names = data.labels["dimension"]
        top = {names[one] for one, who in speakers.items() if len(who) == most}
        assert set(fact.what) == top


def test_where_most_points_from_the_floor_are_is_where_the_files_say(told) -> None:
    read, data = told
    dimension = {row["issue"]: row["dimension"] for row in read.rows("codebook")}
    turns = read.turns
    floor = {
        row["id"]
        for row in read.rows("points")
        if turns[row["intervention"]]["kind"] == "floor"
        and read.role(turns[row["intervention"]]["participant"]) != "secretariat"
    }
    for at in data.meetings["id"]:
        found = shares.emphasis_finding(data, at)
        checked(found, data)
        points: dict[str, set[str]] = defaultdict(set)
        for meeting, _, row in read.own():
            if meeting == at and row["point"] in floor:
                points[dimension[row["issue"]]].add(row["point"])
        if not points:
            assert found.facts == ()
            continue
        (fact,) = found.facts
        every = {point for ids in points.values() for point in ids}
        assert (fact.most, fact.of) == (max(map(len, points.values())), len(every))


def test_on_what_each_speaks_most_often_is_what_the_files_say(told) -> None:
    read, data = told
    for at in data.meetings["id"]:
        points: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for held, who, row in read.own():
            if held == at:
                points[who][read.dimension[row["issue"]]].add(row["point"])
        for who in read.names:
            (fact,) = checked(brief.emphasis(data, at, who), data).facts
            each = points[who]
            most = max(map(len, each.values()), default=0)
            top = {data.labels["dimension"][one] for one, ids in each.items() if len(ids) == most}
            assert (fact.most, set(fact.what), fact.who) == (most, top, (who,))
            assert fact.of == (len(set().union(*each.values())) if most else None)


def test_captions_count_the_points_that_the_files_have(told) -> None:
    read, data = told
    points = {row["point"] for at in data.meetings["id"] for _, _, row in read.own()}
    for found in (
        positions.caption(data),
        shares.breadth_caption(data, [], measures.breadth(data)),
        shares.emphasis_caption(data, [], measures.emphasis(data)),
    ):
        (fact,) = found.facts
        assert (fact.most, set(fact.points)) == (len(points), points)
        noun = "recorded point" if len(points) == 1 else "recorded points"
        assert f" {len(points)} {noun}. " in str(found)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["ada: tea support, milk raise", "bor: tea raise", "ngo: sun support"],
         "Of 2 governments and 1 civil society organisation, Ada speaks on more issues than any "
         "other: 2 of 6"),
        (["ada: tea support", "bor: tea raise"],
         "Of 2 governments, Ada and Bor speak on the most issues: 1 of 6 each"),
        (["ada: tea support", "bor: tea support", "cyr: tea support", "dun: tea support"],
         "Of 4 governments, 4 participants speak on the most issues: 1 of 6 each"),
        (["ada: tea support", "office/opening: tea raise, milk raise"],
         "Ada speaks on 1 of 6 issues"),
        (["ada: tea support, milk raise unsure", "bor: tea raise"],
         "Of 2 governments, Ada speaks on more issues than any other: 2 of 6; without codings "
         "marked unsure, Ada and Bor speak on the most: 1 each"),
        (["ada: tea support, milk raise, salt raise unsure", "bor: tea raise"],
         "Of 2 governments, Ada speaks on more issues than any other: 2 to 3 of 6"),
        (["ada: tea raise unsure", "bor:"],
         "Of 2 governments, Ada speaks on more issues than any other: 1 of 6; without codings "
         "marked unsure, nobody speaks on any"),
        (["office/opening: tea raise"], "Office speaks on 1 of 6 issues"),
        (["ada:"], "Nothing is recorded on any issue"),
    ],
)  # fmt: skip
def test_the_title_of_the_matrix_is_about_those_who_came_to_be_heard(
    lines: list[str], title: str
) -> None:
    assert str(positions.finding(of(*lines), "m1")) == title


def test_dimensions_with_as_many_speakers_are_all_named() -> None:
    told = of("ada: tea support, bread raise", "bor: sun raise")
    assert str(shares.breadth_finding(told, "m1")) == (
        "Drinks, Food and Sky have the most speakers: 1 of 2 participants each"
    )
    assert str(shares.emphasis_finding(told, "m1")) == (
        "Own views from the floor are most often on Drinks, Food and Sky: 1 of 2 points on each"
    )


def test_where_one_alone_speaks_it_is_named() -> None:
    told = of("ada: tea support, sun raise")
    assert str(shares.breadth_finding(told, "m1")) == "Ada speaks on Drinks and Sky"


def test_the_texts_beside_a_mark_never_count_nothing_of_nothing() -> None:
    assert shares.breadth_told(0, 0) == "the dimension has no issue"
    assert shares.breadth_told(0, 2) == "speaks on none of 2 issues"
    assert shares.emphasis_told(0, 0) == "no point on an issue"
