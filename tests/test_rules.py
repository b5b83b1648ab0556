from __future__ import annotations

from pathlib import Path

import packages
import pytest

from floorbook import scale as measured
from floorbook.package.rules import scale
from floorbook.package.validation import Report, check

QUOTATION = {"name": "quotation", "type": "boolean", "released": True}


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


def test_several_coders_of_whom_none_is_of_record_are_told(package: Path) -> None:
    packages.describe(package, lambda d: d.pop("coder"))
    header, first, *rows = packages.lines(package, "codings")
    other = ["coder-b" if name == "coder" else first[at] for at, name in enumerate(header)]
    packages.write(package, "codings", [header, first, other, *rows])
    packages.write(package, "codings_blind", packages.lines(package, "codings_blind")[:1])
    (problem,) = check(package).problems
    assert str(problem) == (
        f"{package}/datapackage.json:1:1: codings are those of several coders, and coder, the coder"
        " of record, is not named: another's go into codings_blind; allowed: coder-a, coder-b"
    )


def test_the_only_coder_of_codings_is_of_record_where_none_is_named(package: Path) -> None:
    packages.describe(package, lambda d: d.pop("coder"))
    assert check(package).problems == ()
    packages.change(package, "codings_blind", 3, "coder", "coder-a")
    (problem,) = check(package).problems
    assert (problem.line, problem.value) == (3, "coder-a")
    assert problem.message == "codings_blind are those of another coder than the coder of record"


def test_codings_that_name_no_coder_are_of_one(package: Path) -> None:
    packages.lean(package, tables=["coders", "codings_blind"], columns=["codings.coder"])
    assert check(package).problems == ()
    header, first, *rows = packages.lines(package, "codings")
    voice = header.index("voice")
    again = [*first[:voice], "reported", *first[voice + 1 :]]
    packages.write(package, "codings", [header, first, *rows, again])
    (problem,) = check(package).problems
    told = "point, issue 'tea2031-presentation-tea-bureau-chair-1 / hot-tea' stands already in line"
    assert problem.message == f"{told} 2"


def test_the_letter_of_mixed_is_the_same_in_both_rooms() -> None:
    assert scale.MIXED_LETTER == measured.MIXED_LETTER


@pytest.mark.parametrize(
    ("letter", "label", "message", "suggestion"),
    [
        ("M", "Supports", "letter is already that of the word 'mixed'", "S"),
        ("D", "Do, or ready", "letter is already that of doubt", "E"),
        ("Q", "…", "letter is already that of qualified", "A"),
    ],
)
def test_a_letter_that_is_taken_is_told_with_a_free_one(
    package: Path, letter: str, label: str, message: str, suggestion: str
) -> None:
    packages.change(package, "positions", 6, "label", label)
    packages.change(package, "positions", 6, "letter", letter)
    (found,) = [p for p in check(package).problems if p.message.startswith("letter is")]
    assert (found.line, found.column) == packages.place_of(package, "positions", 6, "letter")
    assert (found.value, found.message, found.suggestion) == (letter, message, suggestion)


def scaled(package: Path, values: list[str]) -> Report:
    """Give the package a scale of these values; other tables go on with what they name."""

    def free(description: dict) -> None:
        for resource in description["resources"]:
            for field in resource["schema"]["fields"]:
                if field["name"] == "position":
                    field.pop("categories", None)
                    field.get("constraints", {}).pop("enum", None)
                if field["name"] == "letter":
                    field["constraints"] = {}

    packages.describe(packages.small(package), free)
    header, *rows = packages.lines(package, "positions")
    more = [
        [f"{name[0]}{at}" if name != "value" else "" for name in header]
        for at in range(len(values) - len(rows))
    ]
    rows = [*rows, *more][: max(len(values), len(rows))]
    value = header.index("value")
    for row, text in zip(rows, [*values, *[""] * len(rows)], strict=False):
        row[value] = text
    packages.write(package, "positions", [header, *rows])
    return check(package)


def test_a_scale_has_two_to_nine_values_or_none(package: Path) -> None:
    assert scaled(package, []).problems == ()
    assert scaled(package, ["-1", "1"]).problems == ()
    assert scaled(package, [f"0.{at}" for at in range(1, 10)]).problems == ()
    (one,) = scaled(package, ["", "1"]).problems
    assert (one.line, one.message) == (3, "no other position has a value: one alone is no scale")
    (ten,) = scaled(package, [f"0.{at}" for at in range(1, 10)] + ["1"]).problems
    told = "10 positions have a value, more than can be told apart"
    assert (ten.line, ten.value, ten.message) == (11, "1", told)


def test_a_scale_without_a_side_is_warned_of(package: Path) -> None:
    assert scaled(package, ["-1", "0", "1"]).warnings == ()
    assert scaled(package, ["0.5", "1"]).warnings == ()
    (found,) = scaled(package, ["0", "0.5", "1"]).warnings
    told = "no position has a value below 0: nobody can be recorded as against"
    assert (found.line, found.value, found.message) == (2, "0", told)
    (found,) = scaled(package, ["-1", "0"]).warnings
    told = "no position has a value above 0: nobody can be recorded as in favour"
    assert (found.line, found.message) == (3, told)


def test_a_turn_under_the_name_of_another_is_told(package: Path) -> None:
    packages.change(package, "interventions", 3, "participant", "borduria")
    (problem,) = [p for p in check(package).problems if "section" in p.message]
    assert str(problem) == (
        f"{package}/interventions.csv:3:{problem.column}: the section 'Atlantis' is atlantis's by"
        " names.csv, the turn is borduria's: 'borduria'; allowed: atlantis"
    )


def test_words_copied_from_the_passage_are_warned_of(package: Path, notes: Path) -> None:
    packages.change(package, "points", 4, "gist", "Says that hot is BEST: if the cup be small")
    packages.change(package, "codings", 4, "note", "hot is best, if")
    assert [p.message for p in check(package).warnings] == []
    place = packages.place_of(package, "points", 4, "gist")
    told = [p.message for p in check(package, notes).warnings if (p.line, p.column) == place]
    assert told == ["the gist copies words of its passage, “hot is BEST: if the cup”"]
    packages.change(package, "codings", 4, "note", "so: “Hot is best, if the…”")
    told = [p.message for p in check(package, notes).warnings if p.file.endswith("codings.csv")]
    assert told == ["the note copies words of its passage, “Hot is best, if the”"]
    header, *rows = packages.lines(package, "points")
    packages.write(package, "points", [[*header, "quotation"], *([*row, "true"] for row in rows)])
    packages.describe(package, lambda d: _field(d, "points").append(QUOTATION))
    assert {Path(p.file).name for p in check(package, notes).warnings} == {"codings.csv"}


def _field(description: dict, table: str) -> list[dict]:
    (found,) = [r for r in description["resources"] if r["name"] == table]
    return found["schema"]["fields"]


def test_a_package_of_few_tables_and_columns_is_looked_at(package: Path, notes: Path) -> None:
    kept = {
        "participants": "id name",
        "interventions": "id participant",
        "points": "id intervention gist",
        "codebook": "issue label",
        "codings": "point issue",
    }
    for table, columns in kept.items():
        header, *rows = packages.lines(package, table)
        places = [header.index(name) for name in columns.split()]
        cut = [[row[place] for place in places] for row in [header, *rows]]
        packages.write(package, table, cut)

    def few(description: dict) -> None:
        tables = [r for r in description["resources"] if r["name"] in kept]
        description["resources"] = tables
        for table in tables:
            columns, schema = kept[table["name"]].split(), table["schema"]
            schema["fields"] = [f for f in schema["fields"] if f["name"] in columns]
            schema["primaryKey"] = [columns[0]] if table["name"] != "codings" else columns
            schema.pop("uniqueKeys", None)
            schema["foreignKeys"] = [
                key
                for key in schema.get("foreignKeys", [])
                if {*key["fields"]} <= {*columns} and key["reference"]["resource"] in ("", *kept)
            ]

    packages.describe(package, few)
    for path in package.glob("*.csv"):
        if path.stem not in kept:
            path.unlink()
    packages.change(package, "points", 3, "intervention", "tea2031-atlantos")
    report = check(package, notes)
    assert report.summary() == "6 participants, 6 interventions, 10 points, 5 issues, 10 codings"
    told = [str(p) for p in report.problems if p.file.endswith(".csv")]
    assert len(told) == 1 and "intervention is not in interventions.id" in told[0]
