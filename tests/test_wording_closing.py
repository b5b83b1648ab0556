"""The closing against the earlier points that say so: measure, figure, table and words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from figures import marks, title
from meetings import meeting
from recount import MAKERS, Recount, checked

import floorbook
from floorbook import Dataset, figures, measures
from floorbook.wording import closing
from floorbook_widgets import Selection
from floorbook_widgets.dialogue import closing_table

# The closing notes what ada and ngo said of tea, answers bor's request and cyr's question, differs
# with dun, and adds a point of its own. That all speak of tea makes no link.
LINES = (
    "ada: tea support", "bor: tea support", "cyr: tea raise", "dun: tea oppose", "ngo: tea support",
    "office/closing: tea support reported, milk raise", "office/closing: tea support",
    "office/closing:",
)  # fmt: skip
ACTS = ["bor-1-a request office: tea", "cyr-1-a question office: tea"]
RESPONSES = [
    "ada-1 notes office-closing-1", "ngo-1 endorses office-closing-1",
    "bor-1-a answers office-closing-1", "cyr-1-a answers office-closing-2",
    "dun-1 differs office-closing-2",
]  # fmt: skip


def told(*lines: str, responses: list[str], acts: tuple[str, ...] = ()) -> Dataset:
    found = meeting(*lines, acts=acts, responses=responses)
    return replace(found, meetings=found.meetings.assign(date="", place="", convenor=""))


TOLD = told(*LINES, acts=tuple(ACTS), responses=RESPONSES)


@pytest.mark.parametrize("name", MAKERS)
def test_what_stands_behind_a_closing_is_that_of_the_files(name: str, tmp_path: Path) -> None:
    folder = MAKERS[name](tmp_path)
    data, plain = floorbook.load(folder), Recount(folder)
    table = measures.closing(data)
    for one in plain.meetings:
        rows = table[table["meeting"] == one].set_index("point")
        behind = plain.closing(one)
        assert {point: set(found) for point, found in rows["behind"].items()} == behind
        present = plain.speakers(one, ["delegation"])
        for point, row in rows.iterrows():
            who = {plain.turn(earlier)["participant"] for earlier in behind[str(point)]}
            theirs = {each for each in who if plain.role(each) == "delegation"}
            assert (set(row["delegations"]), set(row["others"])) == (theirs, who - theirs)
            assert (row["n"], row["of"]) == (len(theirs), len(present))
            assert row["linked"] == bool(who)
            coded = {c["issue"]: c["voice"] for c in plain.codings if c["point"] == point}
            assert set(row["issues"]) == set(coded)
            assert row["voice"] in {"both", *coded.values()} or not coded
        found = checked(closing.finding(data, one), data)
        if len(rows):
            whole = [fact for fact in found.facts if set(fact.points) == set(behind)]
            assert whole[0].most == len(behind)
        for make in (closing.caption, closing.note):
            checked(make(data, [one]), data)
    checked(closing.subtitle(data), data)


def test_only_points_that_say_so_and_requests_that_are_met_stand_behind() -> None:
    table = measures.closing(TOLD).set_index("point")
    first = table.loc["office-closing-1"]
    assert first["behind"] == ("ada-1", "bor-1", "ngo-1")
    assert (first["delegations"], first["others"]) == (("ada", "bor"), ("ngo",))
    assert (first["n"], first["of"], first["voice"]) == (2, 4, "both")
    assert first["issues"] == ("tea", "milk")
    assert first["points"] == ("ada-1", "bor-1", "ngo-1", "office-closing-1")
    for point in ("office-closing-2", "office-closing-3"):
        row = table.loc[point]
        assert (row["n"], row["linked"], row["behind"]) == (0, False, ())
        assert row["points"] == (point,)
    assert table.loc["office-closing-3", ["voice", "issues"]].tolist() == ["", ()]


def test_a_reply_and_another_meeting_stand_behind_no_closing() -> None:
    found = meeting(
        "ada/reply: tea support", "office/closing: tea support", "office/closing: tea support",
        more={"m0": ["ada: tea support"]},
        responses=["ada-reply-1 notes office-closing-1", "m0-ada-1 notes office-closing-2"],
    )  # fmt: skip
    assert measures.closing(found)["linked"].tolist() == [False, False]


def test_a_mark_is_one_who_said_so_delegations_first() -> None:
    data = replace(TOLD, participants=TOLD.participants.assign(iso3=""))
    found = marks(figure := figures.closing(data))
    assert [(mark["participant"], mark["x"], mark["text"]) for mark in found] == [
        ("ada", 1, "Ada"), ("bor", 2, "Bor"), ("ngo", 3, "Ngo"),
    ]  # fmt: skip
    assert found[0]["points"] == ["ada-1", "office-closing-1"]
    assert len(set(figure.data[0].marker.color)) == 2
    assert figure.layout.meta["note"] == (
        "No earlier point is recorded that says so: Office 2; Office 3."
    )
    assert title(figure) == closing.HEADING


def test_a_row_of_the_table_says_of_how_many_how_many_said_so() -> None:
    shown = closing_table(Selection(TOLD))
    assert [row["cells"][2:] for row in shown.rows] == [
        ["own, and reported of others", "Tea, Milk", "2 of 4 governments", "Ada, Bor", "Ngo"],
        ["own", "Tea", closing.UNLINKED, "", ""],
        ["", "", closing.UNLINKED, "", ""],
    ]
    assert not shown.absent
    assert closing_table(Selection(replace(TOLD, responses=TOLD.responses[:0]))).absent


CLOSES = "office/closing: tea support"


@pytest.mark.parametrize(
    ("lines", "responses", "words"),
    [
        (["ada:"], [], "No closing is recorded"),
        (["ada:", CLOSES], [], "The closing has 1 point"),
        (["ada:", "bor:", CLOSES], ["ada-1 notes bor-1"],
         "No earlier point is recorded that says what the closing says"),
        (["ada:", "bor:", CLOSES], ["ada-1 notes office-closing-1"],
         "The only point of the closing comes back to what at least one government said from the "
         "floor"),
        (["ngo:", "ada:", CLOSES, CLOSES], ["ngo-1 notes office-closing-1",
                                            "ngo-1 notes office-closing-2"],
         "Both points of the closing come back to what others said from the floor"),
        (["ada:", "ngo:", CLOSES, CLOSES, CLOSES],
         ["ada-1 notes office-closing-1", "ngo-1 notes office-closing-2"],
         "Of 3 points of the closing, 1 comes back to what at least one government said from the "
         "floor and 1 to what others said there, and for 1 no earlier point is recorded that says "
         "so"),
        (["ada:", "bor:", f"{CLOSES} reported"],
         ["ada-1 notes office-closing-1", "bor-1 notes office-closing-1"],
         "The only point of the closing comes back to what at least one government said from the "
         "floor. 1 point reports what others want: on Tea, which 2 of 2 governments had said"),
        (["ada: tea support, milk raise", "bor: milk support", "cyr: tea support, milk support",
          "dun:", "office/closing: tea support reported, milk support reported"],
         [f"{one}-1 notes office-closing-1" for one in ("ada", "bor", "cyr")],
         "The only point of the closing comes back to what at least one government said from the "
         "floor. 1 point reports what others want: on Tea (2 of 4 governments) and Milk (2); 1 is "
         "recorded as saying both"),
        (["ada: tea support unsure", "bor: tea support", "cyr:", f"{CLOSES} reported"],
         ["ada-1 notes office-closing-1", "bor-1 notes office-closing-1"],
         "The only point of the closing comes back to what at least one government said from the "
         "floor. 1 point reports what others want: on Tea, which 1 to 2 of 3 governments had said"),
        (["ngo:", "ada:", f"{CLOSES} reported"], ["ngo-1 notes office-closing-1"],
         "The only point of the closing comes back to what others said from the floor. The 1 point "
         "that reports what others want is not recorded of any government"),
        (["ngo:", "ada:", *[f"{CLOSES} reported"] * 3],
         [f"ngo-1 notes office-closing-{n}" for n in (1, 2, 3)],
         "All 3 points of the closing come back to what others said from the floor. None of the 3 "
         "points that report what others want is recorded of any government"),
    ],
)  # fmt: skip
def test_small_closings(lines: list[str], responses: list[str], words: str) -> None:
    data = told(*lines, responses=responses)
    assert checked(closing.finding(data, "m1"), data).text == words


def test_the_shipped_closing_is_told_truly() -> None:
    # responses.csv: SDG 4 is Sweden's alone; "as was wished" is Slovakia's welcome of the IDM; the
    # compacts' coherence is ICMC's and UNHCR's.
    data = floorbook.load()
    table = measures.closing(data).set_index("point")
    assert table.loc["iom2016-remarks-chief-of-staff-3", "delegations"] == ("sweden",)
    assert table.loc["iom2016-summary-director-general-3", "delegations"] == ("slovakia",)
    last = table.loc["iom2016-summary-director-general-7"]
    assert (last["n"], last["others"]) == (0, ("icmc", "unhcr"))
    assert str(closing.finding(data, "iom2016")) == (
        "Of 10 points of the closing, 9 come back to what at least one government said from the "
        "floor and 1 to what others said there. 2 points report what others want: one on IOM's "
        "lead, which 4 to 5 of 9 governments had said; one on Lean process (1 of 9 governments), "
        "Pace (1), Inclusive participation (2) and Transparency (1); no government is recorded as "
        "saying all 4"
    )
