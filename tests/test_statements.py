"""Tests of one table of statements as data: what its columns and cells are taken for."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import packages
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipynb import FRONT_END

import floorbook
from floorbook import Dataset, measures
from floorbook.package import DataError, validation
from floorbook.statements import Statements, statements
from floorbook.statements.roles import ROLES, role_of
from floorbook.statements.table import table
from floorbook_report import page
from floorbook_report.commands import main

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example-statements.xlsx"

Rows = Sequence[Sequence[str]]

HARBOUR: Rows = (
    ("Country", "Issue", "Position", "Statement"),
    ("Mexico", "Fees", "for", "Fees are fair"),
    ("France", "Fees", "against", "No fees"),
    ("France", "Pilots", "for", "More pilots"),
)


def saved(folder: Path, rows: Iterable[Iterable[str]], name: str = "harbour.csv") -> Path:
    """Write rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    (folder / name).write_text(text.getvalue(), encoding="utf-8")
    return folder / name


def read(folder: Path, *rows: Iterable[str], toml: str = "") -> Statements:
    """Read rows, with corrections beside them."""
    path = saved(folder, rows)
    beside = path.with_name("harbour-reading.toml")
    beside.write_text(toml, encoding="utf-8")
    return statements(path)


def refused(folder: Path, *rows: Iterable[str], toml: str = "") -> list[str]:
    """Return what is wrong with rows."""
    with pytest.raises(DataError) as error:
        read(folder, *rows, toml=toml)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def column(made: Statements, name: str, field: str) -> list[str]:
    return [row[field] for row in made.tables[name]]


def telling(made: Statements, start: str) -> str:
    """Return the sentence on the reading that starts so."""
    (found,) = [line for line in made.told if line.startswith(start)]
    return found


def test_one_table_is_read_into_a_package_that_passes_every_check(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR)
    (tmp_path / "made").mkdir()
    report = validation.check(made.write(tmp_path / "made"))
    assert [*report.problems, *report.warnings] == []
    assert report.summary() == (
        "1 meeting, 2 participants, 2 interventions, 3 points, 2 issues, 3 codings"
    )


def test_cells_of_a_table_are_those_that_it_says(tmp_path: Path) -> None:
    data = floorbook.load(saved(tmp_path, HARBOUR))
    cells = measures.cells(data)[["participant", "issue", "word"]].to_numpy().tolist()
    assert sorted(cells) == [
        ["france", "fees", "oppose"],
        ["france", "pilots", "support"],
        ["mexico", "fees", "support"],
    ]


def test_the_reading_is_told_with_headers_and_values(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR)
    assert made.told[0] == (
        'read "Country" as participant, "Issue" as issue, "Position" as position,'
        ' "Statement" as statement'
    )
    assert telling(made, "positions") == "positions: for = +1, against = −1"


@pytest.mark.parametrize(
    ("headers", "role"),
    [
        ("COUNTRY, Pays, país, Land, Staat, Delegation, Member State", "participant"),
        ("Topic, Thème, TEMA, Thema, issues, sujet", "issue"),
        ("Stance, Vote, Prise de position, postura, Haltung, Agree, +/-", "position"),
        ("quote, Déclaration, declaración, Aussage, Gist, TEXT", "statement"),
        ("unsure, Doute, dudoso, unsicher", "doubt"),
        ("Year, Année, Año, Jahr", "year"),
        ("On behalf of, au nom de, en nombre de, im Namen von", "on behalf of"),
        ("Coder, codeur, codificador, Kodierer", "coder"),
        ("GDP, population, Column 7, ", ""),
    ],
)
def test_headers_are_understood_in_four_languages(headers: str, role: str) -> None:
    assert {role_of(header) for header in headers.split(", ")} == {role}


def test_every_role_says_what_it_is_and_has_a_header_of_its_own_that_leads_to_it() -> None:
    for role, (told, names) in ROLES.items():
        assert told
        assert role in {role_of(name) for name in names.split(";")}


def test_rows_without_a_participant_or_anything_said_are_left_out_and_named(
    tmp_path: Path,
) -> None:
    rows = (*HARBOUR, ("", "Fees", "for", "x"), ("Spain", "", "for", ""), ("", "Fees", "", "y"))
    made = read(tmp_path, *rows)
    assert telling(made, "2 rows").endswith("without a participant left out: rows 5, 7")
    assert telling(made, "1 row ").endswith("without a statement or an issue left out: row 6")
    assert column(made, "participants", "name") == ["Mexico", "France"]


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        (("-1", "0", "1"), ("oppose", "neutral", "support")),
        (("−1", "+1", "0"), ("oppose", "support", "neutral")),
        (("+", "-", "±"), ("support", "oppose", "neutral")),
        (("TRUE", "FALSE", "TRUE"), ("support", "oppose", "support")),
        (("Support", "oppose", "NEUTRAL"), ("support", "oppose", "neutral")),
        (("dafür", "dagegen", "Enthaltung"), ("support", "oppose", "neutral")),
        (("a favor", "en contra", ""), ("support", "oppose", "raise")),
        (("-2", "1", "2"), ("oppose", "qualified", "support")),
    ],
)
def test_positions_are_read_as_people_write_them(
    tmp_path: Path, values: Sequence[str], ids: Sequence[str]
) -> None:
    rows = [("Mexico", f"Issue {at}", value, "x") for at, value in enumerate(values)]
    assert column(read(tmp_path, HARBOUR[0], *rows), "codings", "position") == [*ids]


def test_one_word_that_is_not_known_leaves_counts_alone_and_names_the_line(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR, ("Spain", "Fees", "suport", "Well"))
    told = telling(made, '"Position" has values that are no known positions: "suport" (row 5)')
    assert 'did you mean "support"?' in told
    assert 'Lines under [positions] in harbour-reading.toml make a scale: "suport" = 1' in told
    assert made.tables["positions"] == []
    assert "position" not in made.tables["codings"][0]


def test_a_line_of_the_file_of_corrections_makes_the_scale(tmp_path: Path) -> None:
    rows = (*HARBOUR, ("Spain", "Fees", "suport", "Well"))
    made = read(tmp_path, *rows, toml='[positions]\n"suport" = 0.5\n')
    assert column(made, "codings", "position") == ["support", "oppose", "support", "qualified"]


def test_a_line_of_the_file_of_corrections_gives_a_column_its_role(tmp_path: Path) -> None:
    rows = (("Lot", "Issue"), ("Mexico", "Fees"))
    made = read(tmp_path, *rows, toml='[columns]\n"LOT" = "participant"\n')
    assert column(made, "participants", "name") == ["Mexico"]


def test_a_line_of_the_file_of_corrections_joins_two_participants(tmp_path: Path) -> None:
    rows = (*HARBOUR, ("Franse", "Fees", "for", "Well"))
    assert 'kept apart: "France" and "Franse"' in telling(read(tmp_path, *rows), "nearly the same")
    made = read(tmp_path, *rows, toml='[participants]\n"Franse" = "France"\n')
    assert column(made, "participants", "name") == ["Mexico", "France"]


def test_everything_wrong_with_the_file_of_corrections_is_told_at_once(tmp_path: Path) -> None:
    toml = 'dates = "early"\n[colums]\n[columns]\n"Issue" = "isue"\n[positions]\n"for" = "yes"\n'
    told = refused(tmp_path, *HARBOUR, toml=toml)
    assert [one.split(":")[0] for one in told] == ["harbour-reading.toml"] * 4
    assert sum("did you mean" in one for one in told) == 2
    (told_of,) = refused(tmp_path, *HARBOUR, toml='[columns]\n"Isue" = "issue"\n')
    assert "names a column that harbour.csv does not have: 'Isue'" in told_of
    assert "did you mean 'Issue'?" in told_of


def test_a_table_without_the_needed_columns_is_refused_with_the_line_that_helps(
    tmp_path: Path,
) -> None:
    told = refused(tmp_path, ("Lot", "Weight"), ("1", "2"))
    assert [one.partition(";")[0] for one in told] == [
        "harbour.csv:1:1: no column says who spoke",
        "harbour.csv:1:1: no column says what was said, or on which issue",
    ]
    assert 'in harbour-reading.toml can name it: "Lot" = "participant"' in told[0]


def test_cells_that_no_package_can_have_are_named_all_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, *HARBOUR, ("Mex\aico", "Fees", "for", "x"), ("Peru", "#REF!", "", "x"))
    assert told == [
        "harbour.csv:5:1: cell A5 (Country): there is a control character, U+0007: 'Mex\\x07ico'",
        "harbour.csv:6:2: cell B6 (Issue): the spreadsheet shows an error: '#REF!';"
        " allowed: a text",
    ]


def test_states_are_one_participant_by_code_and_by_name_in_any_language(tmp_path: Path) -> None:
    rows = [(who, "Fees", "for", "x") for who in ("MEX", "FRA", "Méjico", "México", "mexico")]
    made = read(tmp_path, HARBOUR[0], *rows)
    assert column(made, "participants", "iso3") == ["MEX", "FRA", ""]
    assert telling(made, "read as states") == (
        "read as states by their ISO codes: MEX = México, FRA = France"
    )
    assert telling(made, "taken for the same") == (
        'taken for the same participant: "MEX" = "México" = "mexico"'
    )


def test_letters_that_are_codes_by_chance_are_no_states(tmp_path: Path) -> None:
    names = ["WHO", "ILO", "CAN", "PER"]
    rows = [(who, "Fees", "for", "x") for who in names]
    assert column(read(tmp_path, HARBOUR[0], *rows), "participants", "name") == names


def test_a_state_with_a_ministry_behind_stays_a_participant_of_its_own(tmp_path: Path) -> None:
    rows = [("Mexico", "Fees", "for", "x"), ("Mexico (Navy)", "Fees", "against", "y")]
    made = read(tmp_path, HARBOUR[0], *rows)
    assert column(made, "participants", "name") == ["Mexico", "Mexico (Navy)"]
    assert column(made, "participants", "iso3") == ["MEX", "MEX"]


def test_several_issues_in_a_cell_are_split_at_commas_only_where_every_part_recurs(
    tmp_path: Path,
) -> None:
    rows = [
        ("Mexico", "Fees; Pilots", "for", "a"),
        ("Mexico", "Pilots, Fees", "for", "b"),
        ("Spain", "Ropes, sails and tar", "for", "c"),
    ]
    made = read(tmp_path, HARBOUR[0], *rows)
    assert column(made, "codebook", "label") == ["Fees", "Pilots", "Ropes, sails and tar"]
    assert telling(made, "several issues") == "several issues in a cell: rows 2, 3"


def test_positions_go_with_several_issues_one_by_one_or_all_alike(tmp_path: Path) -> None:
    rows = [("Mexico", "Fees; Pilots", "for; against", "a"), ("Spain", "Fees|Pilots", "for", "b")]
    made = read(tmp_path, HARBOUR[0], *rows)
    assert column(made, "codings", "position") == ["support", "oppose", "support", "support"]


def test_the_same_issue_of_two_dimensions_is_two_issues(tmp_path: Path) -> None:
    rows = [
        ("Country", "Dimension", "Issue"),
        ("Mexico", "Port", "Other"),
        ("Spain", "Sea", "Other"),
    ]
    made = read(tmp_path, *rows)
    assert column(made, "codebook", "dimension") == ["port", "sea"]
    assert telling(made, "'other' stands under")


def test_several_coders_are_one_of_record_and_others_for_reliability(tmp_path: Path) -> None:
    head = (*HARBOUR[0], "Coder")
    rows = [(*row, "Zoe") for row in HARBOUR[1:]] + [
        ("Mexico", "Fees", "against", "Fees are fair", "Al")
    ]
    made = read(tmp_path, head, *rows)
    assert column(made, "codings", "coder") == ["Zoe"] * 3
    (other,) = made.tables["codings_blind"]
    assert (other["point"], other["coder"], other["position"]) == ("row-2", "Al", "oppose")
    assert made.about["coder"] == "Zoe"
    assert len(made.tables["points"]) == 3


def test_a_long_text_is_a_quotation_and_said_to_be_one(tmp_path: Path) -> None:
    long = "The harbour " * 40
    made = read(tmp_path, *HARBOUR, ("Spain", "Fees", "for", long))
    assert column(made, "points", "quotation") == ["false"] * 3 + ["true"]
    assert made.tables["points"][3]["gist"] == long.strip()
    assert telling(made, "taken as quotations").endswith("1 statements (row 5)")


@pytest.mark.parametrize(("header", "quoted"), [("Quote", True), ("Gist", False)])
def test_a_header_can_say_whose_words_a_text_has(tmp_path: Path, header: str, quoted: bool) -> None:
    made = read(
        tmp_path, (*HARBOUR[0][:3], header), *HARBOUR[1:], ("Peru", "Fees", "for", "a" * 900)
    )
    assert {row.get("quotation") for row in made.tables["points"]} == (
        {"true"} if quoted else {None}
    )


def test_years_sessions_and_dates_are_each_a_meeting(tmp_path: Path) -> None:
    rows = [("2017", "71", "2017-03-01"), ("2016", "70", "2016-05-02")]
    for at, titles in enumerate((["2016", "2017"], ["Session 70", "Session 71"])):
        head = ("Country", "Issue", ("Year", "SESSION")[at])
        made = read(tmp_path, head, *[("Mexico", "Fees", row[at]) for row in rows])
        assert column(made, "meetings", "title") == titles
    made = read(
        tmp_path, ("Country", "Issue", "Date"), *[("Mexico", "Fees", row[2]) for row in rows]
    )
    assert column(made, "meetings", "title") == ["2 May 2016", "1 March 2017"]
    assert column(made, "meetings", "date") == ["2016-05-02", "2017-03-01"]


def test_a_date_that_can_be_read_two_ways_is_shown_as_written_with_the_line_that_settles_it(
    tmp_path: Path,
) -> None:
    rows = [
        ("Country", "Issue", "Date"),
        ("Mexico", "Fees", "11/12/2018"),
        ("Peru", "Fees", "1.2.2019"),
    ]
    made = read(tmp_path, *rows)
    assert column(made, "meetings", "title") == ["11/12/2018", "1 February 2019"]
    told = telling(made, "dates that can be read two ways in row 2")
    assert "'11/12/2018' is 11 December 2018 or 12 November 2018" in told
    assert 'in harbour-reading.toml settles it: dates = "day first" or "month first"' in told
    made = read(tmp_path, *rows, toml='dates = "month first"\n')
    assert column(made, "meetings", "date") == ["2018-11-12", "2019-02-01"]


def test_one_date_with_a_day_above_12_settles_the_others(tmp_path: Path) -> None:
    days = ("11/12/2018", "25/12/2018")
    made = read(tmp_path, ("Country", "Issue", "Date"), *[("Peru", "Fees", day) for day in days])
    assert column(made, "meetings", "date") == ["2018-12-11", "2018-12-25"]


def test_other_columns_are_kept_with_the_participant_or_the_point(tmp_path: Path) -> None:
    rows = [("Country", "Issue", "Regime", "Order of day")]
    rows += [
        ("Mexico", "Fees", "a", "1"),
        ("Mexico", "Pilots", "a", "2"),
        ("Peru", "Fees", "b", "3"),
    ]
    made = read(tmp_path, *rows)
    assert column(made, "participants", "regime") == ["a", "b"]
    assert column(made, "points", "order_of_day") == ["1", "2", "3"]
    assert telling(made, "kept in the data") == (
        "kept in the data, without a meaning in the report:"
        ' "Regime" in participants, "Order of day" in points'
    )


def test_questions_and_requests_are_acts(tmp_path: Path) -> None:
    rows = [("Country", "Issue", "Statement", "Question", "Request")]
    rows += [("Mexico", "Fees", "How much?", "yes", ""), ("Peru", "Fees", "Well", "", "Lower them")]
    made = read(tmp_path, *rows)
    assert [(row["kind"], row["gist"]) for row in made.tables["acts"]] == [
        ("question", "How much?"),
        ("request", "Lower them"),
    ]
    assert column(made, "act_issues", "issue") == ["fees", "fees"]


def test_kinds_of_participant_have_words_and_a_part_in_the_counts(tmp_path: Path) -> None:
    rows = [
        ("Who", "Issue", "Kind of participant"),
        ("Peru", "Fees", "Country"),
        ("SOS", "Fees", "NGO"),
    ]
    made = read(tmp_path, *rows)
    assert [(row["plural"], row["role"]) for row in made.tables["kinds"]] == [
        ("governments", "delegation"),
        ("civil society organisations", "other"),
    ]


def test_the_written_file_of_corrections_changes_nothing(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR, ("Mexico (Navy)", "Ropes", "", 'say "tea"\nor not'))
    assert tomllib.loads(made.reading)["columns"]["Country"] == "participant"
    again = read(
        tmp_path, *HARBOUR, ("Mexico (Navy)", "Ropes", "", 'say "tea"\nor not'), toml=made.reading
    )
    assert again.files == made.files


# The shipped meeting as one table


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Dataset]:
    """The shipped package, and what is read of it as one table."""
    shipped = floorbook.load()
    path = tmp_path_factory.mktemp("one") / "meeting.csv"
    table(shipped).to_csv(path, index=False)
    return shipped, floorbook.load(path)


def by_name(dataset: Dataset, measure: str) -> pd.DataFrame:
    """Return a measure with names for ids, without what only ids can say."""
    found = getattr(measures, measure)(dataset)
    labels = {"a": "participant", "b": "participant"}
    named = ("participant", "a", "b", "issue", "dimension")
    keys = [one for one in named if one in found]
    for key in keys:
        found = found.assign(**{key: found[key].map(dataset.labels[labels.get(key, key)])})
    lists = found.map(lambda value: isinstance(value, (tuple, list))).any()
    plain = [one for one in found if not lists[one] and one not in ("meeting", "order")]
    return found[plain].astype(str).sort_values(keys, ignore_index=True)


@pytest.mark.parametrize(
    "measure", ["cells", "agreement", "reach", "breadth", "emphasis", "reliability"]
)
def test_the_shipped_meeting_as_one_table_has_the_same_measure(
    both: tuple[Dataset, Dataset], measure: str
) -> None:
    ours, theirs = (by_name(dataset, measure) for dataset in both)
    assert len(ours)
    unused = [*ours.columns.difference(theirs.columns)]  # counts of positions that nobody takes
    assert ours[unused].isin(["0"]).all(axis=None)
    pd.testing.assert_frame_equal(theirs, ours.drop(columns=unused))


def test_the_shipped_meeting_as_one_table_loses_no_row(both: tuple[Dataset, Dataset]) -> None:
    names = (
        "participants",
        "interventions",
        "points",
        "acts",
        "codebook",
        "codings",
        "codings_blind",
    )
    ours, theirs = ({name: len(getattr(one, name)) for name in names} for one in both)
    assert theirs == ours


def test_the_example_table_is_the_shipped_meeting() -> None:
    sheet = openpyxl.load_workbook(EXAMPLE).worksheets[0]
    found = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    expected = table(floorbook.load())
    assert found == [list(expected.columns), *expected.to_numpy().tolist()], (
        "run `floorbook table statements --format xlsx --out data/example-statements.xlsx`"
    )


def test_columns_that_are_not_released_are_in_no_table_of_statements(package: Path) -> None:
    packages.change(package, "interventions", 2, "on_behalf_of", "the neighbours")
    packages.describe(package, lambda told: released(told, "interventions", "on_behalf_of", True))
    assert "On behalf of" in table(floorbook.load(package))
    packages.describe(package, lambda told: released(told, "interventions", "on_behalf_of", False))
    assert "On behalf of" not in table(floorbook.load(package))


def released(description: dict[str, Any], table: str, name: str, told: bool) -> None:
    """Let a column travel, or stay at home."""
    (fields,) = [
        one["schema"]["fields"] for one in description["resources"] if one["name"] == table
    ]
    for field in fields:
        if field["name"] == name:
            field["released"] = told


# Any table

WORDS = st.sampled_from(
    [
        *("for", "against", "", "1", "-1", "0.5", "yes", "Fees", "fees", "Fees; Pilots"),
        *("Pilots, Fees", "11/12/2018", "2018-12-11", "2016", "MEX", "Mexico", "!", "?", "a\nb"),
        *("Zoe", "reply"),
    ]
)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TEXTS = WORDS | WORDS | PLAIN
HEADERS = st.sampled_from([name for _, names in ROLES.values() for name in names.split("; ")])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Tables of text, most of which have the needed columns."""
    width = draw(st.integers(1, 6))
    needed = draw(st.sampled_from([[], *[["Country", "Issue"]] * 3, ["Who", "Text"]]))
    headers = [*needed, *draw(st.lists(HEADERS | PLAIN, min_size=width, max_size=width))]
    cells = st.sampled_from([WORDS, WORDS, TEXTS, st.text(max_size=9)]).flatmap(lambda some: some)
    row = st.lists(cells if draw(st.booleans()) else WORDS, min_size=width, max_size=len(headers))
    return [headers, *draw(st.lists(row, max_size=8))]


def outcome(path: Path, folder: Path) -> str:
    """Return what comes of a table: the summary of a sound package, or what is wrong."""
    try:
        made = statements(path)
    except DataError as error:
        assert error.problems
        return str(error)
    for file in folder.iterdir():
        file.unlink()
    report = validation.check(made.write(folder))
    assert [str(problem) for problem in report.problems] == []
    data = floorbook.load(folder)
    measures.cells(data), measures.agreement(data), measures.reach(data)
    return report.summary()


@settings(max_examples=120, deadline=None)
@given(rows=tables())
def test_any_table_of_text_is_a_sound_package_or_ends_in_clear_messages(
    rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "made").mkdir()
    path = saved(folder, rows)
    told = outcome(path, folder / "made")
    assert told
    if "harbour" not in told:
        made = statements(path)
        made.beside.write_text(made.reading, encoding="utf-8")
        assert statements(path).files == made.files


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_case_of_headers_and_order_of_columns_do_not_matter(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    rows = [("Country", "Topic", "Stance", "Quote", "Session", "Region")]
    rows += [
        ("MEX", "Fees", "for", "a", "2", "r"),
        ("FRA", "Fees; Pilots", "against", "b", "1", "s"),
    ]
    order = data.draw(st.permutations(range(6)))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    mixed = [
        [row[at] if number else case(row[at]) for at in order] for number, row in enumerate(rows)
    ]
    ours, theirs = (statements(saved(folder, each)).files for each in (rows, mixed))
    assert theirs == ours


# The command line


@pytest.fixture
def front_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    monkeypatch.chdir(tmp_path)


def test_report_takes_a_table_by_its_ending_and_writes_beside_it(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "port").mkdir()
    saved(tmp_path / "port", HARBOUR)
    assert main(["report", "port/harbour.csv"]) == 0
    out = capsys.readouterr().out
    assert out.startswith('read "Country" as participant')
    reports = {path.name for path in (tmp_path / "port" / "harbour-report").iterdir()}
    assert {"index.html", "02-compare.html", "brief-mexico.html", "brief-france.html"} <= reports
    assert 'for" = 1' in (tmp_path / "port" / "harbour-reading.toml").read_text("utf-8")
    assert not (tmp_path / "exports").exists()
    text = (tmp_path / "port" / "harbour-report" / "brief-mexico.html").read_text("utf-8")
    assert "Fees are fair" in text


def test_a_table_that_cannot_be_read_ends_with_status_1_and_nothing_written(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path, [("Lot", "Weight"), ("1", "2")])
    assert main(["report", "harbour.csv"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("floorbook: 2 problems in the table\nharbour.csv:1:1: ")
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.csv"]


def test_two_tables_or_a_table_and_a_package_are_refused(
    front_end: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(saved(tmp_path, HARBOUR))
    assert main(["report", path, "--data", path]) == 1
    assert "made of one meeting's data" in capsys.readouterr().err


@pytest.mark.parametrize("call", [["check"], ["table", "cells", "--data"]])
def test_other_commands_take_a_table_where_they_take_a_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], call: list[str]
) -> None:
    assert main([*call, str(saved(tmp_path, HARBOUR))]) == 0
    said = capsys.readouterr()
    reading = said.out if call == ["check"] else said.err
    assert reading.startswith('read "Country" as participant')
    assert "3 codings" in said.out or said.out.startswith("meeting,participant,")
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.csv"]


def test_two_tables_are_told_apart_like_two_packages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = saved(tmp_path, HARBOUR), saved(tmp_path, HARBOUR[:-1], "new.csv")
    assert main(["diff", str(old), str(new)]) == 0
    assert "row-4" in capsys.readouterr().out
