"""What is said of participants side by side, held against the CSV files, and by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import packages
import pytest
from recount import checked
from test_wording_pairs import of, told

import floorbook
from floorbook.measures import side_by_side
from floorbook.measures.sidebyside import NO_SIDES, NOTHING
from floorbook.wording import sidebyside

__all__ = ["told"]


def test_the_heading_counts_what_the_files_have(told) -> None:
    read, data = told
    if len(data.meetings) != 1:
        return
    (at,) = data.meetings["id"]
    sides = {key: side for key, word in read.cells(at).items() if (side := read.side(word))}
    for chosen in list(combinations(read.names, 2))[:12] + list(combinations(read.names, 3))[:12]:
        found = sidebyside.finding(data, side_by_side(data, chosen), chosen)
        checked(found, data)
        each = [
            [sides[who, issue] for who in chosen if (who, issue) in sides]
            for issue in read.compared
        ]
        shared = [one for one in each if len(one) > 1]
        (fact,) = found.facts
        assert (fact.most, fact.of) == (sum(len(set(one)) > 1 for one in shared), len(shared))


def test_what_is_said_of_each_issue_is_what_the_files_have(told) -> None:
    read, data = told
    for at in data.meetings["id"]:
        sides = {key: side for key, word in read.cells(at).items() if (side := read.side(word))}
        recorded = {(who, row["issue"]) for held, who, row in read.own() if held == at}
        for chosen in (
            list(combinations(read.names, 2))[:12] + list(combinations(read.names, 3))[:12]
        ):
            names = [read.names[one] for one in chosen]
            for row in side_by_side(data, chosen, meeting=at).to_dict("records"):
                found = sidebyside.together(data, row, names)
                taken = [sides[who, row["issue"]] for who in chosen if (who, row["issue"]) in sides]
                there = [read.names[who] for who in chosen if (who, row["issue"]) in recorded]
                n, of = len(taken), len(chosen)
                if len(set(taken)) > 1:
                    assert found == "disagree"
                elif n == of:
                    assert found == "on the same side"
                elif n > 1:
                    assert found == f"the {n} of {of} that take a side are on the same side"
                elif len(there) == 1:
                    assert found == f"only {there[0]} is recorded"
                else:
                    assert found == (NO_SIDES if there else NOTHING)


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["ada: tea support", "bor: milk support"],
         "Ada and Bor: there is no issue on which both take a side"),
        (["ada: tea support", "bor: tea qualified"],
         "Ada and Bor are on the same side on the one issue on which both take a side"),
        (["ada: tea support", "bor: tea oppose"],
         "Ada and Bor disagree on the one issue on which both take a side"),
        (["ada: tea support, milk doubt", "bor: tea oppose, milk support"],
         "Ada and Bor disagree on the two issues on which both take a side"),
        (["ada: tea support, milk support", "bor: tea oppose, milk support unsure"],
         "Ada and Bor disagree on 1 of the 2 issues on which both take a side, in part on codings "
         "marked unsure"),
    ],
)  # fmt: skip
def test_the_heading_reads_well_for_every_number(lines: list[str], heading: str) -> None:
    told = of(*lines)
    chosen = ["ada", "bor"]
    assert str(sidebyside.finding(told, side_by_side(told, chosen), chosen)) == heading


def test_of_three_the_heading_speaks_only_of_those_who_take_a_side() -> None:
    told = of("ada: tea support", "bor: tea support", "cyr: tea raise")
    chosen = ["ada", "bor", "cyr"]
    table = side_by_side(told, chosen)
    assert str(sidebyside.finding(told, table, chosen)) == (
        "Of Ada, Bor and Cyr, all who take a side are on the same side on the one issue on which "
        "two or more take a side"
    )
    split = of("ada: tea support", "bor: tea oppose", "cyr: tea raise")
    assert str(sidebyside.finding(split, side_by_side(split, chosen), chosen)) == (
        "Of Ada, Bor and Cyr, two or more disagree on the one issue on which two or more take a "
        "side"
    )
    row = table.iloc[0].to_dict()
    names = ["Ada", "Bor", "Cyr"]
    assert sidebyside.together(told, row, names) == (
        "the 2 of 3 that take a side are on the same side"
    )


def test_who_alone_is_recorded_is_named() -> None:
    told = of("ada: tea support", "bor: milk support")
    row = side_by_side(told, ["ada", "bor"]).set_index("issue").loc["milk"].to_dict()
    assert sidebyside.together(told, row, ["Ada", "Bor"]) == "only Bor is recorded"


def test_without_positions_nothing_is_said_of_sides(tmp_path: Path) -> None:
    data = floorbook.load(packages.small(tmp_path / "package"))
    bare = replace(data, positions=data.positions.assign(value=None).astype({"value": "Float64"}))
    chosen = ["atlantis", "borduria"]
    table = side_by_side(bare, chosen)
    told = [str(sidebyside.finding(bare, table, chosen)), sidebyside.caption(bare)]
    told += [sidebyside.together(bare, row, chosen) for row in table.to_dict("records")]
    told += sidebyside.phrases(bare)["told"].values()
    assert told[0] == "Atlantis and Borduria side by side"
    assert not any(" take a side" in one or "same side" in one or "disagree" in one for one in told)
