"""Tests of a workbook that comes back: what is taken over."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import libreoffice
import openpyxl
import packages
import pytest
from codingbook import (
    CHAIR,
    COLD,
    MUST,
    THANKS,
    codings,
    fill,
    filled,
    read,
    written,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import floorbook
from floorbook.package import validation
from floorbook_report.commands import main

SAVED = Path(__file__).parent / "libreoffice.xlsx"


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


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
