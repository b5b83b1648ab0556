"""Tests of what the cells of a table of statements are taken for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from harbour import HARBOUR, column, doubting, read, telling

import floorbook
from floorbook.package import validation
from floorbook.statements.states import named
from floorbook.traits import traits


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
    made = read(tmp_path, *HARBOUR, ("Spain", "Fees", "zzz", "Well"))
    assert doubting(made, "cell C5 (Position)") == (
        "not all positions are known, and so the report counts who speaks on what, without"
        ' support: "zzz"; allowed: lines under [positions] in harbour-reading.toml, such as'
        ' "zzz" = "none", or a number from -1 to 1'
    )
    assert made.tables["positions"] == []
    assert "position" not in made.tables["codings"][0]


def test_a_few_words_that_are_not_known_are_not_counted_and_leave_the_scale(
    tmp_path: Path,
) -> None:
    rows = [("Peru", f"Issue {at}", "for", f"x{at}") for at in range(9)]
    made = read(tmp_path, HARBOUR[0], *rows, ("Mali", "Issue 3", "agianst", "y"))
    assert column(made, "codings", "position") == ["support"] * 9
    assert column(made, "points", "gist") == [*(row[3] for row in rows), "y"]
    assert doubting(made, "cell C11 (Position)").startswith(
        "no known position, and so not counted on its issue: 'agianst'; allowed: a line under"
        ' [positions] in harbour-reading.toml: "agianst" = -1; did you mean'
    )
    made = read(tmp_path, HARBOUR[0], *rows, ("Mali", "Issue 3", "agianst", "y"), toml=made.reading)
    assert len(made.tables["codings"]) == 9  # the line is there, and says nothing yet


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
    assert telling(made, "states with more behind them").endswith(
        'and the rest for the speaker: "Mexico (Navy)" = "Mexico"'
    )


def test_a_line_takes_a_ministry_for_its_state_and_keeps_it_as_the_speaker(tmp_path: Path) -> None:
    rows = [("Mexico", "Fees", "for", "x"), ("Mexico (Navy)", "Fees", "against", "y")]
    line = '[participants]\n"Mexico (Navy)" = "Mexico"\n'
    made = read(tmp_path, HARBOUR[0], *rows, toml=line)
    assert column(made, "participants", "name") == ["Mexico"]
    assert column(made, "interventions", "speaker") == ["", "Navy"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *[("Trinidad and Tobago", "TTO"), ("St. Vincent and the Grenadines", "VCT")],
        *[("Saint Lucia", "LCA"), ("Kingdom of the Netherlands", "NLD"), ("Niger (the)", "NER")],
        *[("Korea, Republic of", "KOR"), ("Republic of China", "TWN"), ("EE.UU.", "USA")],
        *[("Tea Republic", ""), ("Republic of Tea", ""), ("Union of Mali", "MLI")],
    ],
)
def test_states_are_known_by_their_usual_and_formal_names(name: str, code: str) -> None:
    assert named(name) == code


@pytest.mark.parametrize("cell", ["Peru; Mali", "Peru and Mali", "PER/MLI", "Peru, Mali & Chad"])
def test_several_states_in_a_cell_are_one_participant_of_no_state(
    tmp_path: Path, cell: str
) -> None:
    made = read(tmp_path, HARBOUR[0], (cell, "Fees", "for", "x"), ("Trinidad and Tobago", "Fees"))
    assert column(made, "participants", "iso3") == ["", "TTO"]
    assert doubting(made, "cell A2 (Country)") == (
        f"several states in a cell, taken as one participant: {cell!r}; allowed: a row for each"
    )


def test_rows_that_stand_twice_count_once_where_words_are_the_same_and_are_named(
    tmp_path: Path,
) -> None:
    made = read(tmp_path, *HARBOUR, HARBOUR[1], ("Mexico", "Fees", "against", "Fees are fair"))
    assert len(made.tables["codings"]) == 4
    assert doubting(made, "cell D5 (Statement)") == (
        "rows 5 and 2 say the same on the same issue, and count once"
    )
    assert doubting(made, "cell D6 (Statement)") == (
        "rows 6 and 2 say the same with another position, and count both"
    )
    made = read(tmp_path, ("Country", "Issue"), ("Peru", "Fees"), ("Peru", "Fees"))
    assert len(made.tables["codings"]) == 2
    assert doubting(made, "cell B3 (Issue)") == (
        "rows 3 and 2 are alike in every cell, and count both"
    )


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
    assert telling(made, "several issues") == ("several issues in a cell: cells B2, B3 (Issue)")


def test_cells_in_a_row_are_named_by_the_first_and_the_last(tmp_path: Path) -> None:
    empty = {2, 3, 5, 6, 7, *range(10, 60, 2)}
    rows = [("Mexico", "Fees", "" if at in empty else "for", f"s{at}") for at in range(2, 60)]
    made = read(tmp_path, HARBOUR[0], *rows)
    places = "cells C2, C3, C5:C7, C10, C12, C14, C16, C18, C20, C22, C24, C26 and 16 more"
    assert telling(made, "no position").startswith(f"no position in {places} (Position): ")


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
    assert column(made, "points", "quotation") == [""] * 3 + ["true"]
    assert made.tables["points"][3]["gist"] == long.strip()
    assert telling(made, "taken as quotations").startswith(
        "taken as quotations, not as paraphrases: 1 of 4 statements, cell D5 (Statement); for "
    )


@pytest.mark.parametrize(("header", "quoted"), [("Quote", True), ("Gist", False)])
def test_a_header_can_say_whose_words_a_text_has(tmp_path: Path, header: str, quoted: bool) -> None:
    made = read(
        tmp_path, (*HARBOUR[0][:3], header), *HARBOUR[1:], ("Peru", "Fees", "for", "a" * 900)
    )
    assert {row.get("quotation") for row in made.tables["points"]} == (
        {"true"} if quoted else {None}
    )


def test_a_line_beside_the_table_says_whose_words_all_statements_are(tmp_path: Path) -> None:
    assert column(read(tmp_path, *HARBOUR), "points", "quotation") == [""] * 3
    quoted = read(tmp_path, *HARBOUR, toml='words = "quoted"\n')
    assert column(quoted, "points", "quotation") == ["true"] * 3
    assert "quotation" not in read(tmp_path, *HARBOUR, toml='words = "ours"\n').tables["points"][0]


def test_a_column_says_of_each_statement_whether_it_is_quoted(tmp_path: Path) -> None:
    cells = ("yes", "no", "")
    rows = [(*row, cell) for row, cell in zip(HARBOUR[1:], cells, strict=True)]
    made = read(tmp_path, (*HARBOUR[0], "Quoted"), *rows, toml='words = "quoted"\n')
    assert column(made, "points", "quotation") == ["true", "false", "true"]


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
    assert doubting(made, "cell C2 (Date)") == (
        "can be read two ways, and is shown as written: '11/12/2018'; allowed: 11 December 2018 or"
        ' 12 November 2018, a line in harbour-reading.toml: dates = "day first" or'
        ' dates = "month first"'
    )
    made = read(tmp_path, *rows, toml='dates = "month first"\n')
    assert column(made, "meetings", "date") == ["2018-11-12", "2019-02-01"]


def test_one_date_with_a_day_above_12_settles_the_others(tmp_path: Path) -> None:
    days = ("11/12/2018", "25/12/2018")
    made = read(tmp_path, ("Country", "Issue", "Date"), *[("Peru", "Fees", day) for day in days])
    assert column(made, "meetings", "date") == ["2018-12-11", "2018-12-25"]
    assert telling(made, "day and month") == (
        "day and month of dates in the order of '25/12/2018', 25 December 2018"
    )


def test_a_day_that_stands_elsewhere_in_the_column_settles_the_others(tmp_path: Path) -> None:
    days = ("11/12/2018", "12 November 2018", "1/2/2019")
    made = read(tmp_path, ("Country", "Issue", "Date"), *[("Peru", "Fees", day) for day in days])
    assert column(made, "meetings", "date") == ["2018-11-12", "2019-01-02"]


@pytest.mark.parametrize(
    "day",
    [
        *("11-Dec-18", "11.12.18", "Tuesday, 11 December 2018", "mardi 11 décembre 2018"),
        *("43445", "2018-12-11T10:00:00", "December 11, 2018", "11. Dezember 2018"),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(tmp_path: Path, day: str) -> None:
    made = read(tmp_path, ("Country", "Issue", "Date"), ("Peru", "Fees", day))
    assert column(made, "meetings", "date") == ["2018-12-11"]


@pytest.mark.parametrize("day", ["31/02/2018", "tbc", "2018-13-01"])
def test_a_few_rows_without_a_day_belong_to_the_only_day_that_there_is(
    tmp_path: Path, day: str
) -> None:
    rows = [("Peru", "Fees", "2018-12-11")] * 9 + [("Mali", "Fees", day)]
    made = read(tmp_path, ("Country", "Issue", "Date"), *rows)
    assert column(made, "meetings", "date") == ["2018-12-11"]
    assert doubting(made, "cell C11 (Date)").startswith("no date, and taken for the day of all")
    made = read(tmp_path, ("Country", "Issue", "Date"), *rows[8:])
    assert len(made.tables["meetings"]) == 2


def test_a_column_that_parts_participants_into_groups_is_offered_to_pick_them_by(
    tmp_path: Path,
) -> None:
    rows = [("Country", "Issue", "Regime (2016)", "Mail", "Order of day")]
    for at, (who, regime) in enumerate((("Peru", "a"), ("Mali", "a"), ("Chad", "b"), ("Fiji", ""))):
        rows += [(who, "Fees", regime, f"{who}@example.org", str(at)), (who, "Ropes", "", "", "x")]
    rows += [("Cuba", "Fees", "b", "", "9")]
    made = read(tmp_path, *rows)
    assert column(made, "participants", "regime_2016") == ["a", "a", "b", "", "b"]
    assert column(made, "points", "order_of_day")[:2] == ["0", "x"]
    assert 'participants can be picked by "Regime (2016)"' in made.told
    assert telling(made, "kept in the data") == (
        "kept in the data, and shown in no report:"
        ' "Mail" with participants, "Order of day" with points'
    )
    (tmp_path / "made").mkdir()
    data = floorbook.load(made.write(tmp_path / "made"))
    assert traits(data) == {"Regime (2016)": {"a": ("peru", "mali"), "b": ("chad", "cuba")}}
    assert {"regime_2016", "mail"} & {*data.released("participants")} == {"regime_2016"}


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


def test_a_column_of_types_tells_groups_observers_the_press_and_rights_of_reply_apart(
    tmp_path: Path,
) -> None:
    rows = [
        ("Who", "Issue", "TYPE"),
        *[("Peru", "Fees", "State"), ("Peru", "Fees", "Right of reply"), ("G77", "Fees", "Group")],
        *[("Red Cross", "Fees", "Observer"), ("Harbour Post", "Fees", "Press release")],
    ]
    made = read(tmp_path, *rows)
    assert column(made, "participants", "kind") == ["state", "group", "observer", "press"]
    assert column(made, "kinds", "role") == ["delegation", "other", "other", "other"]
    assert column(made, "interventions", "kind") == ["floor", "reply", "floor", "floor", "floor"]
    (tmp_path / "made").mkdir()
    assert validation.check(made.write(tmp_path / "made")).problems == ()
