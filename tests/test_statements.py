"""Tests of one table of statements as data: its headers, its corrections, what is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from harbour import HARBOUR, column, doubting, read, refused, saved, telling

import floorbook
from floorbook import measures
from floorbook.package import validation
from floorbook.statements.roles import ROLES, role_of


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
    assert doubting(made, "cells A5, A7 (Country)") == (
        "empty, and the rows are left out; allowed: who spoke"
    )
    assert doubting(made, "cell D6 (Statement)") == (
        "empty, and the row is left out; allowed: what was said, or on which issue"
    )
    assert column(made, "participants", "name") == ["Mexico", "France"]


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
    assert doubting(read(tmp_path, *rows), "cell A5 (Country)") == (
        "nearly the same as \"France\", and kept apart: 'Franse'; allowed: a line under"
        ' [participants] in harbour-reading.toml that joins them: "Franse" = "France";'
        " did you mean 'France'?"
    )
    made = read(tmp_path, *rows, toml='[participants]\n"Franse" = "France"\n')
    assert column(made, "participants", "name") == ["Mexico", "France"]


def test_everything_wrong_with_the_file_of_corrections_is_told_at_once(tmp_path: Path) -> None:
    toml = 'dates = "early"\n[colums]\n[columns]\n"Issue" = "isue"\n[positions]\n"for" = "yes"\n'
    told = refused(tmp_path, *HARBOUR, toml=toml)
    places = [one.partition(": ")[0] for one in told]
    assert places == [f"harbour-reading.toml:{line}:1" for line in (2, 1, 4, 6)]
    assert sum("did you mean" in one for one in told) == 2
    (told_of,) = refused(tmp_path, *HARBOUR, toml='[columns]\n"Isue" = "issue"\n')
    assert told_of.startswith("harbour-reading.toml:2:1: ")
    assert "names a column that harbour.csv does not have: 'Isue'" in told_of
    assert "did you mean 'Issue'?" in told_of


@pytest.mark.parametrize(
    ("toml", "place"), [('dates = ""\nwords = day\n', "2:9"), ('[columns]\n"Issue" =', "2:10")]
)
def test_a_file_of_corrections_that_is_no_toml_is_told_where(
    tmp_path: Path, toml: str, place: str
) -> None:
    (told,) = refused(tmp_path, *HARBOUR, toml=toml)
    assert told.startswith(f"harbour-reading.toml:{place}: cannot be read: ")
    assert "(at " not in told


def test_a_table_without_the_needed_columns_is_refused_with_the_line_that_helps(
    tmp_path: Path,
) -> None:
    told = refused(tmp_path, ("Lot", "Weight"), ("1", "2"))
    assert [one.partition(";")[0] for one in told] == [
        "harbour.csv:1:1: no column says who spoke",
        "harbour.csv:1:1: no column says what was said, or on which issue",
    ]
    assert 'write into harbour-reading.toml: [columns] "Lot" = "participant"' in told[0]
    told = refused(tmp_path, ("Issue", "Position"), ("Fees", "for"))
    assert "no column says who spoke; add one; the headers are" in told[0]


def test_control_characters_are_left_out_and_their_cells_named(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR, ("Mex\aico", "Fees", "for", "no\x9d more\x9d\x0c"))
    assert column(made, "participants", "name") == ["Mexico", "France"]
    assert made.tables["points"][-1]["gist"] == "no more"
    told = [str(one).partition(": '")[0].rpartition("/")[2] for one in made.doubts]
    assert told == [
        "harbour.csv:5:1: cell A5: control characters are left out, U+0007",
        "harbour.csv:5:4: cell D5: control characters are left out, U+009D",
    ]


def test_a_word_like_a_known_position_is_a_slip_however_few_rows_there_are(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR[:3], ("France", "Pilots", "agianst", "More pilots"))
    assert column(made, "codings", "position") == ["support", "oppose"]
    assert doubting(made, "cell C4 (Position)").startswith("no known position, and so not counted")


def test_a_second_column_that_could_say_who_spoke_is_named(tmp_path: Path) -> None:
    made = read(tmp_path, ("Party", *HARBOUR[0]), *(("Con", *row) for row in HARBOUR[1:]))
    assert telling(made, '"Party" could be') == (
        '"Party" could be participant as well as "Country": a line under [columns] in'
        " harbour-reading.toml decides"
    )
    assert not any("could be" in line for line in read(
        tmp_path, ("Party", *HARBOUR[0]), *(("Con", *row) for row in HARBOUR[1:]), toml=made.reading
    ).told)  # fmt: skip


def test_a_file_of_corrections_follows_its_table_unless_a_person_wrote_a_comment(
    tmp_path: Path,
) -> None:
    first = read(tmp_path, *HARBOUR)
    assert not read(tmp_path, *HARBOUR, toml=first.reading).outdated
    more = (*HARBOUR[:3], ("Spain", "Fees", "agianst", "Well"))
    later = read(tmp_path, *more, toml=first.reading.replace('"for" = 1', '"for" = 0.5'))
    assert later.outdated
    assert {'"for" = 0.5', '# "agianst" = ', '"Spain" = "Spain"'} <= {*later.reading.split("\n")}
    assert not read(tmp_path, *more, toml=f"{first.reading}# mine\n").outdated


def test_a_row_whose_cells_come_again_below_is_no_row_of_headers(tmp_path: Path) -> None:
    rows = [("file", "A0", "A2"), ("one", "x", "Country"), ("two", "y", "Country")]
    told = refused(tmp_path, *rows)
    assert [one.partition(": no")[0] for one in told] == ["harbour.csv:1:1"] * 2


def test_cells_that_no_package_can_have_are_named_all_at_once(tmp_path: Path) -> None:
    told = refused(
        tmp_path, *HARBOUR, ("Mex\u202eico", "Fees", "for", "x"), ("Peru", "#REF!", "", "x")
    )
    assert told == [
        "harbour.csv:5:1: cell A5 (Country): there is a character that turns text around,"
        " U+202E, without its other half: 'Mex\\u202eico'",
        "harbour.csv:6:2: cell B6 (Issue): the spreadsheet shows an error: '#REF!';"
        " allowed: a text",
    ]


def test_the_written_file_of_corrections_changes_nothing(tmp_path: Path) -> None:
    made = read(tmp_path, *HARBOUR, ("Mexico (Navy)", "Ropes", "", 'say "tea"\nor not'))
    assert tomllib.loads(made.reading)["columns"]["Country"] == "participant"
    again = read(
        tmp_path, *HARBOUR, ("Mexico (Navy)", "Ropes", "", 'say "tea"\nor not'), toml=made.reading
    )
    assert again.files == made.files
