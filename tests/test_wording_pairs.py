"""What is said of pairs, held against the CSV files by plain loops, and by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import packages
import pytest
from meetings import meeting
from recount import MAKERS, Recount, checked

import floorbook
from floorbook import Dataset, figures, measures
from floorbook.wording import Citation, network, pair_sentences, pairs
from floorbook.wording.pairing import pair, paired, why


@pytest.fixture(scope="module", params=MAKERS)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Recount, Dataset]:
    folder = MAKERS[request.param](tmp_path_factory.mktemp("told"))
    return Recount(folder), floorbook.load(folder)


def compared(read: Recount) -> tuple[list[str], list[str]]:
    """The labels of the dimensions with issues that are compared, and of those that are not."""
    used = {row["dimension"] for row in read.rows("codebook")}
    named: dict[str, list[str]] = {"true": [], "false": []}
    for row in sorted(read.rows("dimensions"), key=lambda row: int(row["order"])):
        if row["dimension"] in used:
            named[row["compared"]].append(row["label"])
    return named["true"], named["false"]


def test_the_title_of_agreements_counts_what_the_files_have(told) -> None:
    read, data = told
    for one in data.meetings["id"]:
        found = pairs.finding(data, one)
        checked(found, data)
        counts = [read.shared(one, sure=sure) for sure in (False, True)]
        if not counts[0]:
            assert str(found) == pairs.NOBODY
            continue
        enough = [sum(both >= 2 for _, both in count.values()) for count in counts]
        full = [sum(same == both >= 2 for same, both in count.values()) for count in counts]
        first, second, *top = found.facts
        assert (first.least, first.most, first.of) == (min(enough), max(enough), len(counts[0]))
        assert (second.least, second.most) == (min(full), max(full))
        most = max(same for same, _ in counts[0].values())
        best = [key for key, (same, _) in counts[0].items() if same == most and most]
        named, kept = compared(read)
        scoped = [fact for fact in found.facts if fact.what]
        assert [list(fact.what) for fact in scoped] == ([named] if kept else [])
        assert ("on issues of" in str(found).lower()) == bool(kept)
        top = [fact for fact in top if not fact.what]
        assert bool(top) == bool(best)
        if top:
            assert (top[0].most, top[1].most) == (most, len(best))
            assert set(top[0].who) == {who for key in best for who in key}


def test_the_heading_of_pairs_counts_what_the_files_have(told) -> None:
    read, data = told
    for one in data.meetings["id"]:
        found = pairs.table_finding(data, one)
        checked(found, data)
        counts = [read.shared(one, sure=sure) for sure in (False, True)]
        if not counts[0]:
            continue
        shared = [sum(both > 0 for _, both in count.values()) for count in counts]
        apart = [sum(same < both for same, both in count.values()) for count in counts]
        assert (found.facts[0].least, found.facts[0].most) == (min(shared), max(shared))
        assert found.facts[0].of == len(counts[0])
        if max(shared):
            assert (found.facts[1].least, found.facts[1].most) == (min(apart), max(apart))
            assert str(found).startswith("No two are on opposite sides") == (max(apart) == 0)
        named, kept = compared(read)
        scope = [list(fact.what) for fact in found.facts if fact.what]
        assert scope == ([named] if kept else [])
        assert str(found).startswith(("On issues of ", "No two are on")) == bool(kept)


def test_captions_of_pairs_name_the_dimensions_that_the_files_compare(told) -> None:
    read, data = told
    named = compared(read)
    captions = [pairs.scope(data), pairs.table_caption(data), pairs.neighbours_caption(data)]
    for at in data.meetings["id"]:
        captions += [pairs.caption(data, at), network.caption(data, at, network.LINES)]
    for found in captions:
        assert [list(fact.what) for fact in found.facts] == list(named)
        assert [fact.most for fact in found.facts] == [len(ids) for ids in named]
        assert all(label in str(found) for label in named[1])


def test_who_agrees_most_with_one_is_who_the_files_say(told) -> None:
    read, data = told
    for at in data.meetings["id"]:
        counts = read.shared(at)
        for one in {who for key in counts for who in key}:
            found = pairs.nearest(data, at, one)
            checked(found, data)
            mine = {a if b == one else b: n for (a, b), n in counts.items() if one in (a, b)}
            shares = {who: same / both for who, (same, both) in mine.items() if both >= 2 and same}
            best = {who for who, share in shares.items() if share == max(shares.values())}
            named = {who for fact in found.facts for who in fact.who} - {one}
            assert named == best
            assert ("agrees most with" in str(found)) == bool(best)


def test_every_pair_has_a_sentence_that_counts_what_the_files_have(told) -> None:
    read, data = told
    cite, where = Citation(data), data.labels["participant"]
    for row in paired(data).to_dict("records"):
        found = pair(data, row, cite)
        checked(found, data)
        same, both = read.shared(row["meeting"])[row["a"], row["b"]]
        assert (found.facts[0].least, found.facts[0].of) == (same, both)
        assert where[row["a"]] in str(found) and where[row["b"]] in str(found)
        assert not re.search(r"\b0 of|of the 1\b|\blean", str(found))


def test_sides_outside_of_what_is_compared_are_those_of_the_files(told) -> None:
    read, data = told
    for row in paired(data).to_dict("records"):
        words, sure = (read.cells(row["meeting"], sure=sure) for sure in (False, True))
        sides: dict[str, list[str]] = {"the same side": [], "opposite sides": []}
        doubtful = []
        for issue, counts in read.compared.items():
            a, b = (read.side(words.get((row[one], issue), "")) for one in ("a", "b"))
            if row["shared"] and not counts and a * b:
                sides["the same side" if a == b else "opposite sides"].append(read.labels[issue])
                kept = [read.side(sure.get((row[one], issue), "")) for one in ("a", "b")]
                doubtful += [read.labels[issue]] * (kept != [a, b])
        outside = [
            (side, line) for side in sides for line in row["told"]
            if line.endswith(f"not compared, they are on {side}")
        ]  # fmt: skip
        assert [side for side, _ in outside] == [side for side, on in sides.items() if on]
        for side, line in outside:
            assert line.startswith("On ") and all(label in line for label in sides[side])
            assert ("which is not" in line) == (len(sides[side]) == 1)
        doubts = [
            line
            for line in row["told"]
            if line.startswith(("The position of ", "The positions of "))
        ]
        assert all(any(label in line for line in doubts) for label in doubtful)


def test_positions_of_pairs_are_counted_as_the_files_have_them(told) -> None:
    read, data = told
    for at in data.meetings["id"]:
        for say in (network.shared, network.apart):
            checked(say(data, at), data)
        signs: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        for held, who, row in read.own():
            on = read.values[row["position"]] is not None
            if held == at and read.compared[row["issue"]] and on:
                signs[who, row["issue"]].append((row["position"], read.side(row["position"])))
        opposite = strength = together = 0
        for a, b in read.pairs(at):
            met = [
                (one, other)
                for issue in read.compared
                for one in signs[a, issue]
                for other in signs[b, issue]
            ]
            together += bool(met)
            opposite += any(one[1] * other[1] < 0 for one, other in met)
            strength += any(one[1] * other[1] >= 0 and one[0] != other[0] for one, other in met)
        table = measures.network(data)
        table = table[table["meeting"] == at]
        assert len(table) == together
        assert (table["opposition"] > 0).sum() == opposite
        assert (table["strength"] > 0).sum() == strength


@pytest.mark.parametrize("normalisation", ["none", "average activity", "jaccard", "cosine"])
@pytest.mark.parametrize("duplicates", ["once", "all"])
def test_opposition_and_difference_in_strength_make_up_the_conflict(
    told, normalisation, duplicates
) -> None:
    table = measures.network(told[1], normalisation=normalisation, duplicates=duplicates)
    assert (table["opposition"] + table["strength"]).tolist() == pytest.approx(
        table["conflict"].tolist()
    )


def of(*lines: str, **more: Iterable[str]) -> Dataset:
    """Make a meeting; its place and its day are not known."""
    made = meeting(*lines, **more)
    known = {"place": "", "date": ""} | {name: made.meetings[name] for name in made.meetings}
    return replace(made, meetings=made.meetings.assign(**known))


def said(data: Dataset, a: str, b: str) -> str:
    row = paired(data).set_index(["a", "b"], drop=False).loc[(a, b)].to_dict()
    return str(pair(data, row, Citation(data)))


# ada and bor: same side on tea and milk (milk with different strength), opposite on salt.
MET = of(
    "ada: tea support, milk qualified, salt support, sun support",
    "bor: tea support, milk support, salt oppose, sun raise",
    "cyr: tea oppose, sun support", "dun: tea raise", "bor: tea raise",
)  # fmt: skip


def test_a_pair_is_told_with_sides_strength_and_the_points_that_make_them() -> None:
    assert said(MET, "ada", "bor") == (
        "Ada and Bor are on the same side on 2 of the 3 compared issues on which both take a side "
        "(Tea and Milk), on opposite sides on Salt, with different strength on Milk "
        "(Ada is recorded with the position Qualified, Bor is recorded with the position Support): "
        "2 points (Ada 1, Bor 1); beside 1 point (Bor 2) that takes no side"
    )
    assert said(MET, "ada", "cyr") == (
        "Ada and Cyr both take a side on one compared issue, Tea, and are on opposite sides: "
        "2 points (Ada 1, Cyr 1). One issue is too few to speak of agreement. On Sun, which is not "
        "compared, they are on the same side"
    )


def test_sides_on_what_is_not_compared_are_told_apart_and_with_their_doubt() -> None:
    both = of(
        "ada: tea support, sun support unsure", "bor: tea support, sun oppose",
        "cyr: tea support, sun raise",
    )  # fmt: skip
    assert said(both, "ada", "bor").endswith(
        ". One issue is too few to speak of agreement. On Sun, which is not compared, they are on "
        "opposite sides. The position of Ada on Sun rests on a coding marked unsure"
    )
    assert said(both, "ada", "cyr").endswith(". One issue is too few to speak of agreement")
    strength = of("ada: tea support, sun qualified unsure", "ada: sun support",
                  "bor: tea support, sun support")  # fmt: skip
    assert said(strength, "ada", "bor").endswith(
        "On Sun, which is not compared, they are on the same side"
    )


def test_an_issue_that_is_not_compared_is_named_and_not_called_unrecorded() -> None:
    told = of("ada: sun support, tea raise", "bor: sun support, tea support", "cyr: milk support")
    assert said(told, "ada", "bor") == (
        "Ada and Bor: there is no compared issue on which both take a side; both are recorded on "
        "Tea (where not both take a side) and Sun (which is not compared): 2 points (Ada 1, Bor 1)"
    )
    assert said(told, "ada", "cyr") == "Ada and Cyr: there is no issue on which both are recorded"
    table = pair_sentences(told).set_index(["a", "b"])
    assert table.loc[("ada", "bor"), "points"] == ("ada-1", "bor-1")


def test_what_is_unsure_is_said_in_sentence_title_and_mark() -> None:
    told = of("ada: tea support unsure, milk support", "bor: tea support, milk support")
    assert said(told, "ada", "bor").endswith(
        ". The position of Ada on Tea rests on a coding marked unsure"
    )
    assert str(pairs.finding(told, "m1")) == (
        "Most often on the same side on issues of Drinks and Food, on 2 of them: Ada with Bor, 1 "
        "of the 2 on an unsure coding. The only pair takes a side on two or more of the same "
        "issues, depending on codings marked unsure"
    )
    figure = figures.agreement_matrix(told)
    assert figure.data[0].text[0] == "2/2*"
    assert "marked unsure" in figure.data[0].hovertext[0].replace("<br>", " ")
    assert figures.network(told).data[1].text[0] == "2*"
    assert figures.congruence_matrix(told).data[0].text[0] == "2.00*"


def test_pairs_read_as_pairs_and_many_are_counted() -> None:
    alike = of("ada: tea support, milk support", "bor: tea support, milk support",
               "cyr: salt support, bread support", "dun: salt support, bread support")  # fmt: skip
    assert str(pairs.finding(alike, "m1")) == (
        "Most often on the same side on issues of Drinks and Food, on 2 each: Ada with Bor; Cyr "
        "with Dun. 2 of 6 pairs take a side on two or more of the same issues; all of them on the "
        "same side each time"
    )
    all_alike = of(*(f"{one}: tea support, milk support" for one in ("ada", "bor", "cyr", "dun")))
    assert str(pairs.finding(all_alike, "m1")).startswith(
        "Most often on the same side on issues of Drinks and Food, on 2 each: 6 pairs. 6 of 6 pairs"
    )


def test_a_reservation_is_a_difference_in_strength_and_no_opposition() -> None:
    told = of("ada: tea support", "bor: tea qualified", "cyr: tea neutral")
    table = measures.network(told).set_index(["a", "b"])
    assert (table["opposition"] == 0).all()
    assert table["strength"].tolist() == table["conflict"].tolist() == [0.25, 0.5, 0.25]
    assert str(network.apart(told, "m1")) == (
        "On issues of Drinks and Food, of 3 "
        "pairs that take a side or a neutral position on the same issue, none is on opposite "
        "sides of one; 3 differ in strength"
    )
    against = of("ada: tea support", "bor: tea doubt", "cyr: tea support")
    assert str(network.apart(against, "m1")) == (
        "On issues of Drinks and Food, of 3 "
        "pairs that take a side or a neutral position on the same issue, 2 are on opposite "
        "sides of one (Ada with Bor; Bor with Cyr)"
    )


def test_an_unsure_coding_that_changes_no_sum_is_no_doubt() -> None:
    told = of("ada: tea support", "ada: tea support unsure", "bor: tea support")
    assert measures.network(told)["unsure_issues"].tolist() == [()]
    assert measures.network(told, duplicates="all")["unsure_issues"].tolist() == [("tea",)]


def test_who_has_nobody_near_is_told_why() -> None:
    few = of("ada: tea support", "bor: tea support")
    assert str(pairs.nearest(few, "m1", "ada")) == (
        "Ada is on the same side as at least one other, but on too few issues to speak of agreement"
    )
    alone = of("ada: tea support", "office/reply: tea support")
    assert str(pairs.finding(alone, "m1")) == pairs.NOBODY
    assert str(pairs.nearest(alone, "m1", "ada")) == "There is nobody to compare Ada with"
    assert str(pairs.nearest(alone, "m1", "office")) == "secretariat officials are not compared"
    aside = of("ada: sun support, tea raise", "bor: tea support", "cyr: tea oppose")
    assert str(pairs.nearest(aside, "m1", "ada")) == (
        "Ada takes no side on any compared issue, and so cannot be compared"
    )
    assert str(pairs.nearest(aside, "m1", "bor")) == "Nobody is recorded on the same side as Bor"


def test_a_strength_that_is_unsure_is_no_doubt_about_the_side() -> None:
    told = of("ada: tea qualified unsure, milk support unsure", "ada: tea support",
              "bor: tea support, milk support")  # fmt: skip
    row = measures.agreement(told).iloc[0]
    assert (row["unsure_issues"], row["unsure_sides"]) == (("tea", "milk"), ("milk",))
    assert said(told, "ada", "bor").endswith(
        ". The position of Ada on Milk rests on a coding marked unsure. "
        "The position of Ada on Tea rests on a "
        "coding marked unsure, as to the strength only"
    )
    assert "Bor (same side on both compared issues, 1 of the 2 on an unsure coding)" in str(
        pairs.nearest(told, "m1", "ada")
    )


def test_a_package_without_positions_never_speaks_of_sides(tmp_path: Path) -> None:
    folder = packages.small(tmp_path / "package")
    data = floorbook.load(folder)
    bare = replace(data, positions=data.positions.assign(value=None).astype({"value": "Float64"}))
    assert not bare.supports
    for one in (pairs.finding, pairs.table_finding, network.shared, network.apart):
        assert str(one(bare, "tea2031")) == pairs.NO_POSITIONS
    assert not pair_sentences(bare)["sentence"].str.contains(" side").any()


def test_a_title_names_the_meeting_where_there_are_several() -> None:
    told = of("ada: tea support", more={"m2": ["ada: tea support", "bor: tea support"]})
    title = str(figures.agreement_matrix(told, meeting="m2").layout.title.text)
    assert title.startswith("M2: Most often on the same side")


def test_why_has_the_reason_for_few_issues_too() -> None:
    row = measures.agreement(MET).set_index(["a", "b"]).loc[("ada", "cyr")]
    assert why(MET, row) == "both take a side on 1 compared issue, fewer than 2"
