"""Tests of coding in a spreadsheet: what is written, what comes back, what is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import codingbook
import libreoffice
import openpyxl
import packages
import pytest
from codingbook import fill, filled, read, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

import floorbook
from floorbook.package import validation
from floorbook_report import writer
from floorbook_report.commands import main

CHAIR, HOT, BISCUITS = "tea2031-presentation-tea-bureau-chair-1", "tea2031-atlantis-1", "biscuits"
THANKS, MUST, COLD = "tea2031-atlantis-3", "tea2031-atlantis-4", "tea2031-borduria-1"
SAVED = Path(__file__).parent / "libreoffice.xlsx"


def codings(package: Path) -> list[str]:
    """The rows of the codings as they stand in the file."""
    return (package / "codings.csv").read_text("utf-8").splitlines()


def refused(
    package: Path, path: Path, capsys: pytest.CaptureFixture[str], where: str = "workbook"
) -> list[str]:
    """Read a workbook that is refused; return what is told of it, and see that nothing changed."""
    before = {one: one.read_bytes() for one in package.iterdir()}
    capsys.readouterr()
    assert read(package, path) == 1
    assert {one: one.read_bytes() for one in package.iterdir()} == before
    said = capsys.readouterr()
    assert said.out == ""
    head, *told = said.err.splitlines()
    number = f"{len(told)} problem{'s' * (len(told) > 1)}"
    assert head == f"floorbook: {number} in the {where}; nothing was written"
    return [one.replace(f"{path} ", "").replace(f"{path.parent}/", "") for one in told]


# What is written


def test_each_coding_has_a_row_and_each_statement_free_rows_in_the_order_of_the_meeting(
    package: Path,
) -> None:
    found = filled(written(package))
    assert [row["Id"] for row in found[:6]] == [CHAIR] * 3 + [CHAIR[:-1] + "2"] * 3
    mine = [row for row in found if row["Id"] == HOT]
    assert [(row.get("Issue"), row.get("Position")) for row in mine] == [
        ("Hot tea", "Supports with a condition"),
        ("Open kettle", "Supports"),
        (None, None),
        (None, None),
    ]
    assert {row["Statement"] for row in mine} == {"Gist: hot is best, if the cup is small"}
    assert {row["Who"] for row in mine} == {"Atlantis"}
    assert [row.get("Unsure") for row in found if row["Id"] == MUST] == ["yes", None, None]
    assert len([row for row in found if row["Id"] == THANKS]) == 2


def test_the_number_of_free_rows_can_be_given(package: Path) -> None:
    book = written(package, "--rows", "5")
    assert len([row for row in filled(book) if row["Id"] == THANKS]) == 5


def test_the_meeting_is_named_where_there_are_several(tmp_path: Path) -> None:
    two = packages.two(tmp_path / "two")
    assert {row["Meeting"] for row in filled(written(two))} == {
        "Briefing on tea",
        "Briefing on coffee",
    }


def test_drop_downs_name_what_the_codebook_has(package: Path) -> None:
    packages.change(package, "codebook", 3, "label", "Clean, dry pots")
    book = openpyxl.load_workbook(written(package))
    coding, offered = book["Coding"], {}
    for rule in coding.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(rule.sqref))
        assert (left, top, bottom) == (right, 2, coding.max_row)
        header = coding.cell(1, left).value
        if rule.type == "list":
            sheet, cells = rule.formula1.replace("$", "").split("!")
            offered[header] = [cell.value for (cell,) in book[sheet][cells]]
            assert rule.showErrorMessage
    assert offered == {
        "Issue": ["Hot tea", "Clean, dry pots", "One pot", "Open kettle", "Biscuits"],
        "Position": [
            *("Opposes", "Doubts", "Takes no side", "Supports with a condition"),
            *("Supports", "Raises"),
        ],
        "Voice": ["own", "reported"],
        "Coder": ["First reading"],
        "Unsure": ["yes", "no"],
    }


def test_the_codebook_stands_beside_it_on_a_sheet_of_its_own(package: Path) -> None:
    book = openpyxl.load_workbook(written(package))
    assert book.sheetnames == ["Coding", "Codebook", "Positions", "Lists", "Written"]
    assert [book[name].sheet_state for name in ("Lists", "Written")] == ["hidden", "hidden"]
    found = [*book["Codebook"].iter_rows(values_only=True)]
    assert found[:2] == [
        ("Dimension", "Issue", "Claim", "Takes up", "Id"),
        ("Warmth", "Hot tea", "Tea should be served hot", "…", "hot-tea"),
    ]
    assert book["Positions"]["A2"].value == "Opposes"


def test_ids_and_statements_are_locked_and_what_is_coded_is_free(package: Path) -> None:
    book = openpyxl.load_workbook(written(package))
    assert book.security.lockStructure
    assert all(sheet.protection.sheet for sheet in book)
    free = {
        cell.column
        for row in book["Coding"].iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    headers = [cell.value for cell in book["Coding"][1]]
    assert [headers[column - 1] for column in sorted(free)] == headers[3:]
    assert all(cell.protection.locked for cell in book["Coding"][1])
    assert all(cell.protection.locked for row in book["Written"].iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+41 22", "-1", "@here", "2031", "_x0041_", "a\nb"])
def test_what_looks_like_something_else_is_written_as_text_and_read_as_it_was(
    package: Path, text: str
) -> None:
    packages.change(package, "points", 2, "gist", text)
    packages.change(package, "codings", 2, "note", text)
    packages.change(package, "codebook", 2, "label", f"{text} tea")
    path = written(package)
    cells = [cell for row in openpyxl.load_workbook(path)["Coding"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in cells if not cell.protection.locked} == {"@"}
    fill(path, CHAIR, Position="Doubts")
    assert read(package, path) == 0
    assert packages.lines(package, "codings")[1][5] == text
    assert packages.lines(package, "codings")[1][2] == "doubt"


def test_the_same_package_gives_the_same_bytes_at_any_time(package: Path) -> None:
    content = written(package).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4})-", about) == ["2000", "2000"]
    package.with_name("book.xlsx").unlink()
    assert written(package).read_bytes() == content


def test_a_workbook_that_is_there_is_never_written_over(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, THANKS, Issue="Biscuits", Position="Supports")
    before = path.read_bytes()
    assert main(["workbook", str(package), str(path)]) == 1
    assert "is there, and may hold codings: take them over with --read" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["talks.csv", "book.xlsx"], "is a table: `floorbook new DIR --from"),
        (["nowhere", "book.xlsx"], "there is no such folder"),
        (["package", "book.csv"], "its name must end in .xlsx"),
        (["package", "book.xlsx", "--read"], "book.xlsx:1:1: the file does not exist"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(package.parent)
    Path("talks.csv").write_text("Country,Issue\nPeru,Fees\n", "utf-8")
    assert main(["workbook", *call]) == 1
    assert told in capsys.readouterr().err
    assert not [one for one in Path().iterdir() if one.name.startswith("book")]


# What comes back


def test_a_workbook_that_nobody_has_touched_changes_nothing(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = written(package), (package / "codings.csv").stat()
    assert read(package, path) == 0
    assert capsys.readouterr().out.endswith("Nothing in the workbook differs from the package.\n")
    assert (package / "codings.csv").stat().st_ino == before.st_ino


def test_codings_added_changed_and_removed_are_told_in_words_and_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = written(package), codings(package)
    fill(path, THANKS, 0, Issue="Biscuits", Position="Doubts", Unsure="yes", Reason="Dry?")
    fill(path, THANKS, 1, Issue="One pot", Position="Supports", Voice="reported")
    fill(path, COLD, 0, Position="Takes no side")
    fill(path, CHAIR, 0, Issue=None, Position=None, Voice=None, Coder=None)
    capsys.readouterr()
    assert read(package, path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 codings differ: 2 added, 1 changed, 1 removed",
        f"removed: Tea Bureau (Chair) ({CHAIR}) on Hot tea: Raises",
        f"added: Atlantis ({THANKS}) on Biscuits: Doubts, unsure, reason: Dry?",
        f"added: Atlantis ({THANKS}) on One pot: Supports, reported voice",
        f"changed: Borduria ({COLD}) on Hot tea: Opposes → Takes no side",
        f"{package / 'codings.csv'}  written; to code more, write a new workbook",
    ]
    expected = [row for row in before if not row.startswith(CHAIR)]
    expected = [row.replace("hot-tea,oppose", "hot-tea,neutral") for row in expected]
    at = [row.startswith(MUST) for row in expected].index(True)
    expected[at:at] = [
        f"{THANKS},biscuits,doubt,own,coder-a,Dry?,true",
        f"{THANKS},one-pot,support,reported,coder-a,,false",
    ]
    assert codings(package) == expected
    assert validation.check(package).problems == ()


def test_another_issue_in_a_row_is_one_coding_less_and_one_more(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, COLD, 0, Issue="Clean pots")
    assert read(package, path) == 0
    assert "2 codings differ: 1 added, 1 removed" in capsys.readouterr().out
    assert f"{COLD},clean-pots,oppose,own,coder-a,,false" in codings(package)


def test_rows_that_nobody_has_changed_stay_byte_for_byte(package: Path) -> None:
    file = package / "codings.csv"
    rows = file.read_text("utf-8").splitlines()
    rows[3] = ",".join(f'"{text}"' for text in rows[3].split(","))
    text = "\r\n".join(rows).replace("\r\n", "\n", 3).replace("\n", "\r\n", 1)
    file.write_bytes(text.encode())  # some lines end otherwise, and the last has no end
    path = written(package)
    fill(path, COLD, 0, Position="Doubts")
    assert read(package, path) == 0
    assert file.read_bytes().decode() == text.replace("hot-tea,oppose", "hot-tea,doubt") + "\r\n"


@pytest.mark.parametrize("note", ["\u00a0two\u00a0", "e\u0301", "long " * 8_000])
def test_what_a_spreadsheet_cannot_hold_stays_as_it_was(package: Path, note: str) -> None:
    for line in (2, 3):
        packages.change(package, "codings", line, "note", note)
    path, before = written(package), codings(package)
    fill(path, CHAIR, 0, Position="Doubts")
    assert read(package, path) == 0
    assert codings(package) == [before[0], before[1].replace("raise", "doubt"), *before[2:]]


def test_new_codings_go_to_the_end_of_a_file_with_an_order_of_its_own(package: Path) -> None:
    head, *rows = packages.lines(package, "codings")
    packages.write(package, "codings", [head, *reversed(rows)])
    path = written(package)
    fill(path, THANKS, 0, Issue="Biscuits", Position="Supports")
    assert read(package, path) == 0
    assert codings(package)[-1].startswith(f"{THANKS},biscuits")


def test_what_is_left_empty_is_as_the_reference_has_it_and_ids_do_for_labels(
    package: Path,
) -> None:
    path = written(package)
    fill(path, THANKS, 0, Issue="biscuits", Position="support", Unsure="no")
    assert read(package, path) == 0
    assert f"{THANKS},biscuits,support,own,coder-a,,false" in codings(package)


def test_rows_that_are_filled_down_without_an_issue_say_nothing(package: Path) -> None:
    path = written(package)
    fill(path, THANKS, 1, Coder="First reading", Voice="own", Unsure="no")
    before = codings(package)
    assert read(package, path) == 0
    assert codings(package) == before


def test_a_lean_package_has_the_columns_that_it_has(tmp_path: Path) -> None:
    lean = packages.lean(
        packages.small(tmp_path / "lean"),
        tables=["positions", "coders", "codings_blind", "dimensions"],
        columns=["codings.voice", "codings.coder", "codings.note", "codings.position"],
    )
    packages.describe(lean, lambda told: told.pop("coder"))
    path = written(lean)
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book["Coding"][1]]
    assert headers == ["Id", "Who", "Statement", "Issue", "Unsure", "Reason"]
    assert "Positions" not in book.sheetnames
    fill(path, THANKS, 0, Issue="Biscuits")
    assert read(lean, path) == 0
    assert codings(lean)[0] == "point,issue,unsure"
    assert f"{THANKS},biscuits,false" in codings(lean)


def test_doubt_and_reason_come_into_a_package_without_them_with_the_first_that_is_told(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages.lean(package, columns=["codings.note", "codings.unsure"])
    before, path = codings(package), written(package)
    fill(path, THANKS, 0, Issue="Biscuits", Position="Supports")
    fill(path, COLD, 0, Reason="So cold, so fine", Unsure="yes")
    assert read(package, path) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"{package / 'codings.csv'}, {package / 'datapackage.json'}  written")
    assert codings(package)[0] == f"{before[0]},unsure,note"
    assert codings(package)[1] == f"{before[1]},false,"
    assert f"{THANKS},biscuits,support,own,coder-a,false," in codings(package)
    assert f'{COLD},hot-tea,oppose,own,coder-a,true,"So cold, so fine"' in codings(package)
    assert validation.check(package).problems == ()
    told = floorbook.load(package).codings.set_index("point").loc[COLD]
    assert (told["unsure"], told["note"]) == (True, "So cold, so fine")


def test_a_package_of_a_table_is_coded_with_the_whole_usual_scale(tmp_path: Path) -> None:
    table = tmp_path / "talks.csv"
    table.write_text("Country,Issue,Statement\nPeru,Fees,Fees are fair\nMali,,No thanks\n", "utf-8")
    package = tmp_path / "talks"
    assert main(["new", str(package), "--from", str(table)]) == 0
    path = written(package)
    first, *_ = filled(path)
    assert (first["Issue"], first["Position"]) == ("Fees", "Position not coded yet")
    fill(path, "row-2", 0, Position="Support with a reservation", Reason="“if low”")
    fill(path, "row-3", 0, Issue="Fees", Position="Opposition", Unsure="x")
    assert read(package, path) == 0
    assert codings(package)[1:] == [
        "row-2,fees,qualified,false,“if low”",
        "row-3,fees,oppose,true,",
    ]
    assert validation.check(package).problems == ()


# What LibreOffice has saved


SAID = [
    "2 codings differ: 1 added, 1 changed",
    f"added: Atlantis ({THANKS}) on Biscuits: Doubts, unsure, reason: =dry",
    f"changed: Borduria ({COLD}) on Hot tea: Opposes → Raises",
]
"""What `libreoffice.TYPED` says of the synthetic package."""


def saved_by(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return re.findall("<Application>(.*?)[$/]", archive.read("docProps/app.xml").decode())[0]


def test_a_workbook_that_libreoffice_has_saved_is_read(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert saved_by(SAVED) == "LibreOffice"
    assert read(package, SAVED) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == SAID


@pytest.mark.promise("Spreadsheets")
def test_libreoffice_types_into_a_workbook_and_saves_it(
    package: Path,
    capfd: pytest.CaptureFixture[str],
    share: Callable[[int, int], int],
    tally: Callable[..., None],
) -> None:
    if not share(1, 0):
        pytest.skip("LibreOffice itself runs under --full")
    python = shutil.which("python3", path="/usr/bin")  # not ours: the one that came with it
    asked = [python or sys.executable, "-c", "import uno"]
    if not shutil.which("soffice") or subprocess.run(asked, capture_output=True).returncode:
        pytest.skip("no LibreOffice with its Python module uno is on this machine")
    path, saved = written(package), package.with_name("saved.xlsx")
    script = [asked[0], str(Path(libreoffice.__file__)), str(path), str(saved)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "locked: A15 C15 D1\n"
    assert saved_by(saved) == "LibreOffice"
    capfd.readouterr()
    assert read(package, saved) == 0
    assert capfd.readouterr().out.splitlines()[:-1] == SAID
    tally("workbooks coded and saved by LibreOffice", 1)


# What was changed meanwhile


def test_what_only_one_side_has_changed_is_taken_from_that_side(package: Path) -> None:
    path = written(package)
    packages.change(package, "codings", 2, "position", "doubt")  # there alone
    packages.change(package, "codings", 9, "position", "neutral")  # on both sides the same
    fill(path, COLD, 0, Position="Takes no side")
    fill(path, MUST, 0, Unsure=None)
    assert read(package, path) == 0
    found = codings(package)
    assert f"{CHAIR},hot-tea,doubt,own,coder-a,,false" in found
    assert f"{COLD},hot-tea,neutral,own,coder-a,,false" in found
    assert f"{MUST},hot-tea,support,own,coder-a,,false" in found


def test_what_was_taken_over_and_is_put_back_is_told_and_not_passed_over(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    before = path.read_bytes()
    fill(path, CHAIR, 0, Position="Supports")
    assert read(package, path) == 0
    path.write_bytes(before)  # as a coder who corrects a slip in the same workbook
    capsys.readouterr()
    assert read(package, path) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing was changed in the workbook.\nThe package was changed since")
    assert "Tea Bureau (Chair)" in said and "Raises → Supports" in said
    fill(path, CHAIR, 1, Issue="Biscuits", Position="Raises")
    (problem,) = refused(package, path, capsys)
    assert "by you, if this workbook was taken over before" in problem


def test_what_both_sides_have_changed_is_refused_with_the_rows(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    packages.change(package, "codings", 2, "position", "doubt")
    head, *rows = packages.lines(package, "codings")
    rows = [row for row in rows if row[0] != COLD]
    packages.write(
        package,
        "codings",
        [head, *rows, [THANKS, BISCUITS, "raise", "own", "coder-a", "", "false"]],
    )
    one = fill(path, CHAIR, 0, Position="Supports")
    two = fill(path, THANKS, 1, Issue="Biscuits", Position="Opposes")
    three = fill(path, COLD, 0, Position="Doubts")
    fill(path, MUST, 0, Unsure=None)  # alone it could be taken
    meanwhile = "since the workbook was written"
    ours = "(by you, if this workbook was taken over before); the workbook has for"
    allowed = "allowed: the package as it is, the change in a new workbook"
    assert refused(package, path, capsys) == [
        f"[Coding]:{one}:4: cell D{one} (Issue): {meanwhile} Tea Bureau (Chair) ({CHAIR}) on"
        f" Hot tea was changed in the package, from 'Raises' to 'Doubts' {ours} Hot tea:"
        " 'Supports'; " + allowed,
        f"[Coding]:{two}:4: cell D{two} (Issue): {meanwhile} Atlantis ({THANKS}) on Biscuits was"
        f" changed in the package, from 'no coding' to 'Raises' {ours} Biscuits: 'Opposes'; "
        + allowed,
        f"[Coding]:{three}:4: cell D{three} (Issue): {meanwhile} Borduria ({COLD}) on Hot tea was"
        f" changed in the package, from 'Opposes' to 'no coding' {ours} Hot tea: 'Doubts'; "
        + allowed,
    ]


def test_a_coding_of_a_statement_that_reads_otherwise_now_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    packages.change(package, "points", 6, "gist", "Gist: thanks for nothing")
    packages.change(package, "points", 4, "gist", "Gist: another that nobody codes")
    row = fill(path, THANKS, 0, Issue="Biscuits", Position="Supports")
    (told,) = refused(package, path, capsys)
    assert told.startswith(
        f"[Coding]:{row}:3: cell C{row} (Statement): meanwhile the statement was"
    )
    assert "'Gist: thanks for nothing'" in told


def test_a_label_that_is_another_now_does_not_disturb_and_an_issue_that_is_gone_is_told(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    packages.change(package, "codebook", 6, "label", "Cakes")
    packages.change(package, "codebook", 4, "issue", "one-kettle")
    for at, row in enumerate(packages.lines(package, "codings")[1:], 2):
        if row[1] == "one-pot":
            packages.change(package, "codings", at, "issue", "one-kettle")
    for table in ("act_issues", "claim_issues", "codings_blind"):
        rows = [
            [text.replace("one-pot", "one-kettle") for text in row]
            for row in packages.lines(package, table)
        ]
        packages.write(package, table, rows)
    fill(path, THANKS, 0, Issue="Biscuits", Position="Supports")
    fill(path, THANKS, 1, Issue="One pot", Position="Supports")
    (told, *others) = [
        one for one in refused(package, path, capsys) if "none that can be chosen" in one
    ]
    assert "'One pot'" in told and "Cakes" in told
    assert all("'One pot'" in other for other in others)


# What is refused


def test_every_problem_is_told_at_once_with_its_cell_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, THANKS, 0, Issue="Biscuit", Position="Suports", Voice="loud", Unsure="perhaps")
    fill(path, THANKS, 1, Position="Supports", Coder="Second reading")
    fill(path, HOT, 2, Issue="Hot tea", Position="Supports")
    fill(path, HOT, 3, Issue="Biscuits", Reason="a\u202eb")
    fill(path, COLD, 1, Reason="Why not")
    fill(path, CHAIR, 0, Statement="Gist: the kettle is off")
    fill(path, MUST, 0, Id="tea2031-atlantis-9")
    told = [re.sub(r"; allowed: [^;]*", "", one) for one in refused(package, path, capsys)]
    assert told == [
        "[Coding]:2:3: cell C2 (Statement): is not what was written beside"
        f" {CHAIR}: a row's id and statement stay together: 'Gist: the kettle is off'",
        "[Coding]:10:4: cell D10 (Issue): the statement has this issue already, in row 8:"
        " 'Hot tea'",
        "[Coding]:11:5: cell E11 (Position): is required but empty",
        "[Coding]:11:9: cell I11 (Reason): there is a character that turns text around, U+202E,"
        " without its other half: 'a\\u202eb'",
        "[Coding]:15:4: cell D15 (Issue): is none that can be chosen: 'Biscuit'; did you mean"
        " 'Biscuits'?",
        "[Coding]:15:5: cell E15 (Position): is none that can be chosen: 'Suports'; did you mean"
        " 'Supports'?",
        "[Coding]:15:6: cell F15 (Voice): is none that can be chosen: 'loud'",
        "[Coding]:15:8: cell H15 (Unsure): is none that can be chosen: 'perhaps'",
        "[Coding]:16:4: cell D16 (Issue): is empty, though the row is coded",
        "[Coding]:16:7: cell G16 (Coder): is none that can be chosen: 'Second reading'",
        "[Coding]:17:1: cell A17 (Id): is no statement of the package: 'tea2031-atlantis-9'; did"
        " you mean 'tea2031-atlantis-4'?",
        "[Coding]:24:4: cell D24 (Issue): is empty, though the row is coded",
        "[Coding]:24:5: cell E24 (Position): is required but empty",
    ]


def test_formulas_and_errors_in_cells_are_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    book = openpyxl.load_workbook(path)
    row = codingbook.rows(book["Coding"], THANKS)[0]
    book["Coding"][f"D{row}"] = "=Lists!A2"
    book["Coding"][f"E{row}"], book["Coding"][f"E{row}"].data_type = "#REF!", "e"
    book.save(path)
    told = refused(package, path, capsys)
    assert [one.partition("; allowed")[0] for one in told] == [
        f"[Coding]:{row}:4: cell D{row} (Issue): is a formula, and none is reckoned",
        f"[Coding]:{row}:5: cell E{row} (Position): the spreadsheet shows an error",
    ]


def test_statements_whose_rows_are_gone_are_no_codings_removed(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    book = openpyxl.load_workbook(path)
    for point in (COLD, THANKS):
        found = codingbook.rows(book["Coding"], point)
        book["Coding"].delete_rows(found[0], len(found))
    book.save(path)
    assert refused(package, path, capsys) == [
        "[Coding]:1:1: statements that were coded have no row any more; to take a coding away,"
        f" empty its row: '{COLD}'; allowed: every statement"
    ]


def test_a_column_that_is_gone_and_one_that_nobody_would_read_are_named(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    book = openpyxl.load_workbook(path)
    book["Coding"]["E1"], book["Coding"]["J1"] = "Positon", "Remarks"
    book.save(path)
    assert [one.partition("; allowed")[0] for one in refused(package, path, capsys)] == [
        "[Coding]:1:1: the column 'Position' is missing",
        "[Coding]:1:5: column E is none that is read: 'Positon'",
        "[Coding]:1:10: column J is none that is read: 'Remarks'",
    ]


def test_a_text_beside_the_columns_is_named_too(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    book = openpyxl.load_workbook(path)
    book["Coding"]["K5"] = "to be asked"
    book.save(path)
    (told,) = {one.partition(";")[0] for one in refused(package, path, capsys) if ":11:" in one}
    assert (
        told == "[Coding]:5:11: cell K5 stands beside the columns, and is not read: 'to be asked'"
    )


def other(path: Path) -> None:
    openpyxl.Workbook().save(path)


def renamed(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book["Written"]
    book.save(path)


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def entity(path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            head = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'
            new.writestr(name, text.replace(b"<worksheet", head, 1))
    path.write_bytes(held.getvalue())


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (other, "there is no sheet 'Coding' in it: `floorbook workbook` has not written it"),
        (renamed, "there is no sheet 'Written' in it: `floorbook workbook` has not written it"),
        (damaged, "the file is damaged, or no spreadsheet"),
        (entity, "the file defines a document type of its own in xl/worksheets/sheet1.xml"),
    ],
)
def test_a_file_that_is_none_of_ours_ends_in_one_message(
    package: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], None],
    told: str,
) -> None:
    path = written(package)
    make(path)
    (found,) = refused(package, path, capsys)
    assert found.startswith(f"book.xlsx:1:1: {told}")


def test_the_workbook_of_another_package_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    packages.describe(package, lambda told: told.update(name="harbour"))
    assert refused(package, path, capsys) == [
        "book.xlsx:1:1: the workbook was written for another package: 'floorbook-synthetic';"
        " allowed: harbour"
    ]


def test_what_the_package_does_not_allow_beyond_cells_is_refused_as_check_does(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def once(told: dict[str, object]) -> None:
        (table,) = [one for one in told["resources"] if one["name"] == "codings"]
        table["schema"]["uniqueKeys"] = [["point", "position"]]

    packages.describe(package, once)
    path = written(package)
    fill(path, HOT, 1, Position="Supports with a condition")
    (told,) = refused(package, path, capsys, "data")
    assert told.startswith("package/codings.csv:5:")
    assert "stands already in line 4" in told


def test_a_package_that_does_not_hold_is_refused_before_it_is_read_or_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    packages.change(package, "codings", 2, "position", "warm")
    assert read(package, path) == 1
    path.unlink()
    assert main(["workbook", str(package), str(path)]) == 1
    assert capsys.readouterr().err.count("codings.csv:2:49: position is not one of") == 2
    assert not path.exists()


def test_codings_are_written_whole_or_not_at_all(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, COLD, 0, Position="Doubts")
    before = {one.name: one.read_bytes() for one in package.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.os, "fsync", full)
    assert read(package, path) == 1
    assert "could not be written: No space left on device" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in package.iterdir()} == before


def test_codings_that_somebody_saves_while_they_are_compared_are_not_lost(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    fill(path, COLD, 0, Position="Doubts")
    check = validation.check

    def meanwhile(folder: Path, *more: object, **named: object) -> validation.Report:
        packages.change(package, "codings", 2, "position", "neutral")
        return check(folder, *more, **named)

    monkeypatch.setattr(validation, "check", meanwhile)
    assert read(package, path) == 1
    assert "was changed while it was read: call it again" in capsys.readouterr().err
    assert "hot-tea,oppose" in "\n".join(codings(package))


# Any package


TEXTS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Cn"],
        exclude_characters="\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u202c",
    ),
    min_size=1,
    max_size=40,
).filter(str.strip)
ISSUES, VALUES = ("hot-tea", "clean-pots", "one-pot"), ("oppose", "support", "raise")


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_what_goes_through_a_workbook_loses_nothing(tmp_path: Path, data: st.DataObject) -> None:
    """Texts of any kind come back as they were, and codings as they were chosen."""
    shutil.rmtree(tmp_path / "any", ignore_errors=True)
    package = packages.small(tmp_path / "any" / "package")
    for at in range(2, 12):
        packages.change(package, "points", at, "gist", data.draw(TEXTS))
        if at < 11:
            packages.change(package, "codings", at, "note", data.draw(st.just("") | TEXTS))
    for at in range(2, 7):
        packages.change(package, "codebook", at, "label", data.draw(TEXTS))
    before = (package / "codings.csv").read_bytes()
    path = written(package)
    assert read(package, path) == 0
    assert (package / "codings.csv").read_bytes() == before
    wanted = data.draw(
        st.dictionaries(st.sampled_from(ISSUES), st.sampled_from(VALUES), max_size=2)
    )
    lists = openpyxl.load_workbook(path)["Lists"]
    labels = {id: label for label, id in lists.iter_rows(min_row=2, max_col=2, values_only=True)}
    for at, (issue, position) in enumerate(wanted.items()):
        fill(path, THANKS, at, Issue=labels[issue], Position=position)
    assert read(package, path) == 0
    found = {tuple(row[1:3]) for row in packages.lines(package, "codings") if row[0] == THANKS}
    assert found == {*wanted.items()}
    after = (package / "codings.csv").read_bytes()
    assert {*before.splitlines()} <= {*after.splitlines()}
