from __future__ import annotations

from pathlib import Path

import packages

from floorbook.package.validation import check


def test_an_order_against_the_places_in_the_source_is_told(package: Path) -> None:
    packages.change(package, "items", 5, "order", "77")
    (problem,) = check(package).problems
    assert (problem.line, problem.column, problem.message) == (
        *packages.place_of(package, "items", 5, "order"),
        "order puts the item behind tea2031-note-019, its start puts it before",
    )


def test_points_against_the_order_of_their_items_are_told(package: Path) -> None:
    packages.change(package, "points", 4, "order", "9")
    (problem,) = check(package).problems
    assert (problem.line, problem.column, problem.message) == (
        *packages.place_of(package, "points", 4, "order"),
        "the point comes behind tea2031-atlantis-4, its item before",
    )


def test_a_response_with_two_targets_is_told(package: Path) -> None:
    packages.change(package, "responses", 2, "target_point", "tea2031-atlantis-1")
    told = [problem.message for problem in check(package).problems]
    assert told == ["a response has exactly one target, an act or a point: here are both"]


def test_what_belongs_together_stays_within_its_meeting(tmp_path: Path) -> None:
    folder = packages.two(tmp_path / "two")
    packages.change(folder, "points", 12, "intervention", "tea2031-cascadia")
    packages.change(folder, "interventions", 9, "replies_to", "tea2031-atlantis")
    packages.change(folder, "responses", 3, "response_point", "coffee2032-borduria-1")
    packages.change(folder, "items", 22, "parent", "tea2031-note-001")
    told = {problem.message for problem in check(folder).problems}
    assert told == {
        "the item is from a source of another meeting, coffee2032",
        "replies to a turn of another meeting",
        "the response is in another meeting than its target",
        "parent is an item of another source",
    }


def test_a_claim_without_parts_and_a_part_without_issues_are_told(package: Path) -> None:
    packages.write(package, "claim_parts", packages.lines(package, "claim_parts")[:1])
    assert {problem.message for problem in check(package).problems} == {
        "the claim has no part in claim_parts",
        "claim is not in claim_parts.claim",
    }
    packages.small(package)
    packages.change(package, "claim_issues", 2, "reading", "wide")
    (problem,) = check(package).problems
    assert problem.message == "the part has no issue in its narrow reading"


def test_a_coder_of_record_without_codings_is_told(package: Path) -> None:
    packages.describe(package, lambda d: d.update(coder="coder-aa"))
    (problem,) = check(package).problems
    text = (package / "datapackage.json").read_text()
    line = text[: text.index('"coder-aa"')].count("\n") + 1
    assert str(problem) == (
        f"{package}/datapackage.json:{line}:12: the coder of record has no coding: 'coder-aa';"
        " allowed: coder-a; did you mean 'coder-a'?"
    )
