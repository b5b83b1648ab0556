"""Tests of a workbook that comes back: what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import codingbook
import openpyxl
import packages
import pytest
from codingbook import (
    BISCUITS,
    CHAIR,
    COLD,
    HOT,
    MUST,
    THANKS,
    codings,
    fill,
    read,
    refused,
    written,
)

from floorbook.package import validation
from floorbook_report import writer
from floorbook_report.commands import main

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


def test_a_sheet_without_its_headers_is_told_in_one_message(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(package)
    book = openpyxl.load_workbook(path)
    book["Coding"].delete_rows(1)
    book.save(path)
    (told,) = refused(package, path, capsys)
    assert told.startswith("[Coding]:1:1: the headers are not in the first row of the sh")


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
