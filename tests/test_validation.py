from __future__ import annotations

from pathlib import Path

import packages
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import floorbook
from floorbook.package import reference
from floorbook.package.validation import check

TABLES = [table.name for table in reference().tables]


def test_the_shipped_package_is_valid() -> None:
    assert check(packages.SHIPPED).problems == ()


def test_a_valid_package_is_summed_up(package: Path, notes: Path) -> None:
    report = check(package, notes)
    assert report.problems == ()
    assert report.summary() == (
        "1 meeting, 1 source, 19 items, 6 participants, 6 interventions, 10 points, 2 acts,"
        " 2 responses, 5 issues, 10 codings, 4 blind codings, 2 claims"
    )


def test_a_package_may_hold_several_meetings(tmp_path: Path, notes: Path) -> None:
    report = check(packages.two(tmp_path / "two"), notes)
    assert report.problems == ()
    assert report.summary().startswith("2 meetings, 2 sources, 28 items")


# table, line, column, what is put there, what is said of it, what is suggested
CELLS = [
    ("meetings", 2, "date", "12.03.2031", "date is no date", ""),  # 12 March or 3 December
    ("meetings", 2, "date", "31/12/2031", "date is no date", "2031-12-31"),
    ("meetings", 2, "date", "2031-02-30", "date is no date", ""),
    (
        "meetings",
        2,
        "date",
        "47919",
        "date is no date",
        "2031-03-12",
    ),  # a spreadsheet's count of days
    ("meetings", 2, "date", "4791", "date is no date", ""),
    ("codings", 4, "coder", "codera", "codings are those of the coder of record", "coder-a"),
    ("codings_blind", 2, "coder", "coder-a", "are those of another coder than", ""),
    ("meetings", 2, "title", "", "title is required but empty", ""),
    ("meetings", 2, "id", "Tea 2031!", "id does not fit the pattern", "tea-2031"),
    ("sources", 2, "kind", "", "kind is required but empty", ""),
    ("sources", 2, "offset_unit", "bytes", "offset_unit is not one of the values", ""),
    ("sources", 2, "url", "javascript:alert(1)", "url is no web address", ""),
    ("sources", 2, "meeting", "tea2301", "meeting is not in meetings.id", "tea2031"),
    ("sources", 2, "sha256", "00", "sha256 does not fit the pattern", ""),
    ("items", 6, "start", "101.0", "start is no whole number", "101"),
    ("items", 6, "start", "1e2", "start is no whole number", ""),
    ("items", 6, "start", "-1", "start is too small", ""),
    ("items", 6, "start", "9" * 400, "start is no whole number", ""),
    ("items", 6, "end", "101", "end is not behind start, which is 101", ""),
    ("items", 6, "start", "98", "the item overlaps tea2031-note-004, which ends at 99", ""),
    ("items", 6, "order", "4", "already in line 5", ""),
    ("items", 6, "order", "٣", "order is no whole number", ""),
    ("items", 7, "number", "1", "is already the place of tea2031-note-005", ""),
    ("items", 6, "number", "", "is the point tea2031-presentation-tea-bureau-chair-1", ""),
    ("items", 5, "reason", "", "item tea2031-note-004 is no point and has no reason", ""),
    ("items", 6, "reason", "heading", "has a reason to be no point", ""),
    ("items", 5, "reason", "speakr line", "reason is not one of the values", "speaker line"),
    ("items", 11, "parent", "tea2031-note-9", "parent is not in items.id", "tea2031-note-009"),
    ("items", 11, "parent", "tea2031-note-012", "parent does not come before the item", ""),
    ("items", 2, "fingerprint", "E9", "fingerprint does not fit the pattern", ""),
    ("participants", 2, "iso3", "atl", "iso3 does not fit the pattern", "ATL"),
    ("participants", 2, "iso3", "NA", "iso3 does not fit the pattern", ""),
    ("participants", 3, "id", "atlantis", "id 'atlantis' stands already in line 2", ""),
    ("participants", 2, "kind", "sate", "kind is not in kinds.kind", "state"),
    ("interventions", 3, "participant", "Atlantis", "is not in participants.id", "atlantis"),
    ("interventions", 3, "kind", "flor", "kind is not one of the values", "floor"),
    ("interventions", 3, "order", "1", "meeting, order 'tea2031 / 1' stands already", ""),
    (
        "interventions",
        4,
        "replies_to",
        "tea2031-atlantic",
        "replies_to is not in",
        "tea2031-atlantis",
    ),
    ("interventions", 4, "replies_to", "tea2031-borduria", "does not come before", ""),
    ("points", 4, "item", "tea2031-note-005", "stands already in line 2", ""),
    ("points", 4, "item", "tea2031-note-8", "item is not in items.id", "tea2031-note-008"),
    ("points", 5, "order", "0", "order is too small", ""),
    ("points", 5, "order", "1", "stands already in line 4", ""),
    ("points", 2, "gist", "x" * 161, "gist has 161 characters", ""),
    ("acts", 2, "kind", "Question", "kind is not one of the values", "question"),
    ("acts", 2, "point", "tea2031-atlantis-22", "point is not in points.id", "tea2031-atlantis-2"),
    ("act_issues", 2, "issue", "biscuit", "issue is not in codebook.issue", "biscuits"),
    ("responses", 2, "target_act", "", "exactly one target, an act or a point: here are none", ""),
    ("responses", 2, "relation", "endorses", "relation does not go with an act", ""),
    ("responses", 3, "relation", "answers", "relation does not go with a point", ""),
    ("responses", 3, "relation", "differ", "relation is not one of the values", "differs"),
    (
        "responses",
        3,
        "target_point",
        "tea2031-atlantis-2",
        "asked something",
        "tea2031-atlantis-2-a",
    ),
    ("responses", 2, "target_act", "tea2031-reply-atlantis-1-a", "no question and no request", ""),
    ("responses", 3, "response_point", "tea2031-atlantis-1", "does not come after", ""),
    ("responses", 3, "response_point", "tea2031-atlantis-4", "does not come after", ""),
    ("responses", 2, "response_act", "tea2031-atlantis-2-a", "is no undertaking", ""),
    (
        "responses",
        3,
        "response_act",
        "tea2031-reply-atlantis-1-a",
        "not in the response's point",
        "",
    ),
    ("dimensions", 2, "compared", "Yes", "compared is neither true nor false", "true"),
    ("dimensions", 2, "compared", "0", "compared is neither true nor false", "false"),
    ("dimensions", 3, "order", "1", "order '1' stands already in line 2", ""),
    ("codebook", 2, "dimension", "warmht", "is not in dimensions.dimension", "warmth"),
    ("codebook", 2, "claim", "", "claim is required but empty", ""),
    ("positions", 3, "value", "-0,5", "value is no number", "-0.5"),
    ("positions", 3, "value", "nan", "value is no number", ""),
    ("positions", 3, "value", "-1", "value is already that of oppose", ""),
    ("positions", 3, "letter", "O", "letter is already that of oppose", "D"),
    ("positions", 3, "position", "doubts", "position is not one of the values", "doubt"),
    ("codings", 4, "issue", "hot tea", "issue does not fit the pattern", "hot-tea"),
    ("codings", 4, "issue", "hot-teas", "issue is not in codebook.issue", "hot-tea"),
    ("codings", 4, "position", "suport", "position is not one of the values", "support"),
    ("codings", 4, "voice", "Own", "voice is not one of the values", "own"),
    ("codings", 4, "point", "tea2031-atlants-1", "point is not in points.id", "tea2031-atlantis-1"),
    ("codings", 4, "unsure", "", "unsure is required but empty", ""),
    ("codings", 4, "unsure", "WAHR", "unsure is neither true nor false", ""),
    ("codings_blind", 2, "issue", "hot-tee", "issue is not in codebook.issue", "hot-tea"),
    ("claims", 2, "scope_kinds", "states", "names a kind that is not in kinds.kind", "state"),
    ("claims", 2, "scope_kinds", "agency;sate", "not in kinds.kind", "agency;state"),
    ("claims", 2, "scope_kinds", "state;", "not in kinds.kind", ""),
    ("claims", 2, "scope_turns", "flor", "a kind of turn that interventions cannot have", "floor"),
    ("claims", 2, "item", "tea2031-note-02", "item is not in items.id", "tea2031-note-002"),
    ("claim_parts", 2, "claim", "tea2031-claim-11", "claim is not in", "tea2031-claim-1"),
    ("claim_issues", 3, "part", "cleen", "part is not in claim_parts.part for", "clean"),
    (
        "claim_issues",
        3,
        "claim",
        "tea2031-claim-22",
        "claim is not in claim_parts",
        "tea2031-claim-2",
    ),
    ("claim_issues", 3, "reading", "narow", "reading is not one of the values", "narrow"),
    ("names", 2, "participant", "tea-bureau", "is not in participants.id", "tea-bureau-chair"),
]


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "message", "suggestion"),
    CELLS,
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_cell_is_told_with_its_place_its_value_and_what_was_meant(
    package: Path, table: str, line: int, column: str, value: str, message: str, suggestion: str
) -> None:
    packages.change(package, table, line, column, value)
    problems = check(package).problems
    found = [
        problem
        for problem in problems
        if (problem.file, (problem.line, problem.column))
        == (str(packages.file_of(package, table)), packages.place_of(package, table, line, column))
        and message in problem.message
    ]
    assert len(found) == 1, [str(problem) for problem in problems]
    assert (found[0].value, found[0].suggestion) == (value, suggestion)


def test_all_problems_are_told_at_once_in_the_order_of_the_files(package: Path) -> None:
    packages.describe(package, lambda d: d.update(coder="nobody"))
    packages.change(package, "items", 6, "start", "x")
    packages.change(package, "meetings", 2, "date", "soon")
    packages.change(package, "codings", 4, "issue", "hot-tee")
    packages.change(package, "codings", 3, "unsure", "1")
    (package / "names.csv").unlink()
    problems = check(package).problems
    assert [(Path(p.file).name, p.line, p.value) for p in problems[1:]] == [
        ("datapackage.json", problems[1].line, "names.csv"),
        ("meetings.csv", 2, "soon"),
        ("items.csv", 6, "x"),
        ("codings.csv", 3, "1"),
        ("codings.csv", 4, "hot-tee"),
    ]


def test_a_broken_row_is_not_blamed_on_those_that_refer_to_it(package: Path) -> None:
    rows = packages.lines(package, "points")
    rows[3].append("surplus")
    packages.write(package, "points", rows)
    (problem,) = check(package).problems
    assert problem.message == "the row has 6 fields where the header has 5"


def test_every_cell_is_used_or_reported(package: Path) -> None:
    rows = packages.lines(package, "codings")
    rows[2] = rows[2][:3]
    rows[4] += ["one", "two"]
    packages.write(package, "codings", rows)
    report = check(package)
    sheet = report.sheets["codings"]
    used = sheet.frame.size
    reported = sum(
        len(row) for row in rows if any(p.line == rows.index(row) + 1 for p in report.problems)
    )
    assert used + reported + len(rows[0]) == sum(map(len, rows))


def test_na_none_and_null_are_values(package: Path) -> None:
    packages.change(package, "participants", 2, "name", "NA")
    packages.change(package, "participants", 3, "name", "null")
    assert check(package).problems == ()


@pytest.mark.parametrize(
    ("path", "message"),
    [("nowhere", "there is no such folder"), ("file.zip", "is no folder: unpack it first")],
)
def test_what_is_no_folder_is_told(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "file.zip").touch()
    (problem,) = check(tmp_path / path).problems
    assert problem.message == message


def test_nothing_is_read_from_a_package_with_a_path_that_leaves_it(
    package: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.csv").write_text("canary")
    packages.describe(package, lambda d: d["resources"][3].update(path="../secret.csv"))
    report = check(package)
    assert not report.sheets
    assert "canary" not in "".join(map(str, report.problems))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(TABLES),
    start=st.integers(0, 400),
    length=st.integers(0, 30),
    junk=st.binary(max_size=6) | st.text(st.sampled_from(',"\n;é1-'), max_size=4).map(str.encode),
)
def test_no_damage_to_a_file_raises(
    package: Path, notes: Path, table: str, start: int, length: int, junk: bytes
) -> None:
    packages.small(package)
    path = packages.file_of(package, table)
    content = path.read_bytes()
    path.write_bytes(content[:start] + junk + content[start + length :])
    report = check(package, notes)
    for problem in report.problems:
        assert problem.line >= 1 and problem.column >= 1 and str(problem).isprintable()


def test_a_file_that_is_not_listed_is_told(package: Path) -> None:
    gone = ["acts", "act_issues", "responses"]
    text = packages.file_of(package, "acts").read_text()
    packages.lean(package, tables=gone)
    for name in ("acts.csv", "Act issues.CSV", "attendance.csv"):
        (package / name).write_text(text)
    (package / "acts.txt").write_text(text)
    report = check(package)
    told = "datapackage.json does not list this file, and so nobody reads it"
    assert [str(problem) for problem in report.problems] == [
        f"{package}/{file}:1:1: {told}; allowed: a table '{table}' listed there, no such file"
        for file, table in (("Act issues.CSV", "act_issues"), ("acts.csv", "acts"))
    ]
    assert [str(warning) for warning in report.warnings] == [
        f"{package}/attendance.csv:1:1: {told}; allowed: files that are listed there, no such file"
    ]


def test_a_file_under_another_name_than_its_path_is_told_once(package: Path) -> None:
    (package / "acts.csv").rename(package / "actss.csv")
    report = check(package)
    assert [(p.message, p.suggestion) for p in (*report.problems, *report.warnings)] == [
        ("path of acts leads to no file", "actss.csv")
    ]


def test_a_column_whose_name_has_a_slip_is_told_once(package: Path) -> None:
    header, *rows = packages.lines(package, "codings")
    header[header.index("note")] = "notee"
    packages.write(package, "codings", [header, *rows])
    (problem,) = check(package).problems
    assert (problem.message, problem.suggestion) == ("codings has no such column", "note")


def test_without_a_table_of_kinds_slips_of_kinds_are_told_all_the_same(package: Path) -> None:
    packages.lean(package, tables=["kinds"], columns=["interventions.kind"])
    packages.describe(package, lambda d: _bare(d, "claims", "scope_turns"))
    packages.change(package, "participants", 7, "kind", "secretariate")
    packages.change(package, "claims", 2, "scope_kinds", "states")
    packages.change(package, "claims", 2, "scope_turns", "flor")
    assert [(p.message, p.value, p.suggestion) for p in check(package).problems] == [
        ("kind is nearly the one that is left out of counts", "secretariate", "secretariat"),
        ("scope_kinds names a kind that is not in participants.kind", "states", "state"),
        ("scope_turns names a kind of turn that interventions cannot have", "flor", "floor"),
    ]


def test_without_any_kind_all_are_participants(package: Path) -> None:
    packages.lean(package, tables=["kinds"], columns=["participants.kind"])
    for line in (2, 3):
        packages.change(package, "claims", line, "scope_kinds", "participant")
    assert check(package).problems == ()
    packages.change(package, "claims", 2, "scope_kinds", "state")
    (problem,) = check(package).problems
    assert (problem.value, problem.allowed) == ("state", ("participant",))


def _bare(description: dict, table: str, name: str) -> None:
    """Take a column's constraints away."""
    (found,) = [one for one in description["resources"] if one["name"] == table]
    (field,) = [one for one in found["schema"]["fields"] if one["name"] == name]
    field["constraints"] = {"required": True}


def test_truth_as_a_spreadsheet_writes_it_is_read(package: Path) -> None:
    packages.change(package, "dimensions", 2, "compared", "FALSE")
    packages.change(package, "codings", 4, "unsure", "TRUE")
    assert check(package).problems == ()
    data = floorbook.load(package)
    assert (data.dimensions.loc[0, "compared"], data.codings.loc[2, "unsure"]) == (False, True)


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("sources", "sha256", "what `floorbook check DIR --source FOLDER` says of the file"),
        ("items", "fingerprint", "what `floorbook draft NOTE` gives for the item"),
        ("items", "start", "what `floorbook draft NOTE` gives for the item"),
        ("participants", "id", "letters a to z and digits, in words with - between: tea-2031"),
    ],
)
def test_what_is_missing_is_asked_for_in_words_or_by_the_command_that_gives_it(
    package: Path, table: str, column: str, allowed: str
) -> None:
    packages.change(package, table, 2, column, "")
    told = [problem for problem in check(package).problems if problem.message.startswith(column)]
    assert [(problem.message, problem.allowed) for problem in told] == [
        (f"{column} is required but empty", (allowed,))
    ]


def test_a_value_that_is_neither_allowed_nor_known_is_told_once(package: Path) -> None:
    packages.change(package, "codings", 2, "position", "suport")
    (problem,) = check(package).problems
    assert str(problem).endswith("did you mean 'support'?")
