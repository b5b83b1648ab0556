"""Tests of the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import packages
import pytest
from ipynb import FRONT_END, code, notebook, prose, saved, widget

from floorbook_report import notebooks, page, runs
from floorbook_report.__main__ import run as program
from floorbook_report.commands import main
from floorbook_report.errors import CommandError

ABOUT_DATA = "import floorbook\nprint(*floorbook.load().meetings['title'])"


@pytest.fixture(autouse=True)
def front_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A small front end, and an empty folder to work in."""
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    monkeypatch.chdir(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("call", [["--help"], ["report", "--help"], ["check"]])
def test_a_call_loads_only_what_it_needs(call: list[str]) -> None:
    """Help needs nothing heavy; checking needs no notebook, and not the grammar behind one."""
    heavy = {"pandas", "numpy", "nbformat", "nbconvert", "traitlets", "jsonschema", "lark"}
    allowed = {"pandas", "numpy"} if call == ["check"] else set()
    code = (
        f"import sys\nfrom floorbook_report.__main__ import run\nsys.argv[1:] = {call!r}\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        f"print(*sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*done.stdout.splitlines()[-1].split()} == allowed


def test_what_goes_into_a_pipe_is_utf_8_whatever_the_code_page(package: Path) -> None:
    packages.change(package, "codings", 2, "voice", "ｏｗｎ→")
    command = [sys.executable, "-m", "floorbook_report", "check", str(package)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "ｏｗｎ→" in done.stderr.decode("utf-8")


def test_check_prints_what_the_package_holds(package: Path, capsys) -> None:
    assert main(["check", str(package)]) == 0
    said = capsys.readouterr()
    assert re.match(r"1 meeting, ", said.out)
    assert said.err == ""


def test_check_prints_all_problems_with_their_places(package: Path, capsys) -> None:
    points = package / "points.csv"
    lines = points.read_text(encoding="utf-8").splitlines()
    points.write_text("\n".join([*lines, *lines[1:3]]) + "\n", encoding="utf-8")
    assert main(["check", str(package)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert re.match(r"floorbook: \d+ problems in the data\n", said.err)
    assert len(re.findall(r"points.csv:\d+:\d+", said.err)) >= 2


def test_check_looks_at_the_shipped_package_by_default(capsys) -> None:
    assert main(["check"]) == 0
    assert "points" in capsys.readouterr().out


def test_report_writes_a_file_for_each_notebook(package: Path, capsys) -> None:
    first = saved(notebook(prose("# One"), code(ABOUT_DATA)), Path("in/01-one.ipynb"))
    second = saved(notebook(prose("# Two")), Path("in/02-two.ipynb"))
    assert main(["report", str(first), str(second), "--data", str(package), "--out", "out"]) == 0
    assert names(Path("out")) == ["01-one.html", "02-two.html"]
    assert "Briefing on tea" in Path("out/01-one.html").read_text(encoding="utf-8")
    said = capsys.readouterr()
    assert re.search(r"^out/01-one.html  \d\.\d\d MB$", said.out, re.MULTILINE)
    assert said.err == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (code("1/0"), "cell 2 (id c2) failed: ZeroDivisionError: division by zero"),
        (code("while True: pass"), "cell 2 (id c2) did not end within 1 s"),
        (code("import os; os._exit(1)"), "cell 2 (id c2) lost its kernel"),
        (code("import ipywidgets\nipywidgets.IntSlider()"), "static face"),
    ],
    ids=["fails", "hangs", "dies", "cannot be shown"],
)
def test_a_notebook_that_cannot_be_reported_leaves_the_old_exports(cell, said, capsys) -> None:
    good = saved(notebook(prose("# One")), Path("01-one.ipynb"))
    bad = saved(notebook(prose("# Two"), cell), Path("02-two.ipynb"))
    saved(notebook(), Path("exports/01-one.html"))
    old = Path("exports/01-one.html").read_bytes()
    assert main(["report", str(good), str(bad), "--cell-seconds", "1"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("floorbook: 02-two.ipynb, cell 2 (id c2) ")
    assert said in error
    assert "Traceback" not in error
    assert names(Path("exports")) == ["01-one.html"]
    assert Path("exports/01-one.html").read_bytes() == old


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.ipynb"], "missing.ipynb cannot be read"),
        (["a.ipynb", "sub/a.ipynb"], "a.ipynb and sub/a.ipynb would both become a.html"),
        (["a.ipynb", "--with-passages"], "--source FOLDER"),
        (["a.ipynb", "--data", "nowhere"], "no such folder"),
        (["a.ipynb", "--out", "a.ipynb"], "could not be written"),
    ],
)
def test_a_wrong_call_ends_in_one_message(arguments: list[str], said: str, capsys) -> None:
    saved(notebook(prose("# One")), Path("a.ipynb"))
    saved(notebook(prose("# One")), Path("sub/a.ipynb"))
    assert main(["report", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith("floorbook: ")
    assert said in error
    assert not Path("exports").exists()


@pytest.mark.parametrize("arguments", [[], ["export"], ["report", "--cell-seconds", "0"]])
def test_what_is_no_command_is_status_2(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: floorbook" in capsys.readouterr().err


def test_a_missing_front_end_is_told_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys, tmp_path: Path
) -> None:
    monkeypatch.setattr(page, "front_end", lambda: page.FrontEnd.read(tmp_path))
    saved(notebook(code("open('ran', 'w')")), Path("a.ipynb"))
    assert main(["report", "a.ipynb"]) == 1
    assert "make setup" in capsys.readouterr().err
    assert not Path("ran").exists()


def test_ctrl_c_says_that_nothing_is_half_done(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "execute", stop)
    saved(notebook(prose("# One")), Path("a.ipynb"))
    monkeypatch.setattr(sys, "argv", ["floorbook", "report", "a.ipynb"])
    assert program() == 130
    assert "nothing is half done" in capsys.readouterr().err
    assert not Path("exports").exists()


def test_passages_are_let_in_only_when_asked_for(
    package: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(runs, "execute", lambda _, inputs, **__: seen.append(inputs) or [])
    saved(notebook(prose("# One")), Path("a.ipynb"))
    given = ["report", "a.ipynb", "--data", str(package), "--source", str(notes)]
    assert main(given) == 0
    assert main([*given, "--with-passages"]) == 0
    assert [inputs.passages for inputs in seen] == [False, True]
    assert {inputs.environment()["FLOORBOOK_SOURCE"] for inputs in seen} == {str(notes)}


def test_notebooks_come_with_floorbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "src" / "floorbook_report"
    monkeypatch.setattr(notebooks, "__file__", str(package / "notebooks.py"))
    with pytest.raises(CommandError, match="no notebooks"):
        notebooks.bundled()
    beside = saved(notebook(), tmp_path / "notebooks" / "01-one.ipynb")
    assert notebooks.bundled() == [beside]
    inside = saved(notebook(), package / "notebooks" / "02-two.ipynb")
    assert notebooks.bundled() == [inside]


def test_a_widget_without_a_face_is_named_as_such(capsys) -> None:
    saved(notebook(code("", widget())), Path("a.ipynb"))
    assert main(["report", "a.ipynb"]) == 1
    assert "a.ipynb, cell 1 (id c1) shows a widget without a static face" in capsys.readouterr().err


def test_another_coders_file_takes_the_place_of_the_blind_coding(
    package: Path, tmp_path: Path, capsys
) -> None:
    shown = "import floorbook; floorbook.load().codings_blind['coder'].unique().tolist()"
    saved(notebook(code(shown)), tmp_path / "coder.ipynb")
    codings = tmp_path / "mine.csv"
    rows = packages.lines(package, "codings")
    coder = rows[0].index("coder")
    rows = [rows[0], *([*row[:coder], "somebody", *row[coder + 1 :]] for row in rows[1:])]
    codings.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["--data", str(package), "--codings", str(codings), "--out", str(out)]
    assert main(["report", str(tmp_path / "coder.ipynb"), *arguments]) == 1
    told = "mine.csv:2:59: coder is not in coders.coder: 'somebody'; allowed: coder-a, coder-b, "
    assert f"{told}one with a row of its own in coders.csv\n" in capsys.readouterr().err
    coders = packages.lines(package, "coders")
    packages.write(package, "coders", [*coders, ["somebody", "Somebody", "person", ""]])
    assert main(["report", str(tmp_path / "coder.ipynb"), *arguments]) == 0
    assert "somebody" in (out / "coder.html").read_text(encoding="utf-8")


def test_a_file_of_codings_needs_a_package_with_a_second_coder(
    package: Path, tmp_path: Path, capsys
) -> None:
    packages.lean(package, tables=["codings_blind"])
    saved(notebook(code("1 + 1")), tmp_path / "sum.ipynb")
    arguments = [str(tmp_path / "sum.ipynb"), "--data", str(package), "--out", str(tmp_path)]
    assert main(["report", *arguments]) == 0
    assert main(["report", *arguments, "--codings", "mine.csv"]) == 1
    assert "has no table codings_blind that mine.csv could stand for" in capsys.readouterr().err


def test_a_wrong_file_of_codings_is_told_with_its_own_name(
    package: Path, tmp_path: Path, capsys
) -> None:
    codings = tmp_path / "mine.csv"
    codings.write_text("point,issue\n", encoding="utf-8")
    arguments = ["--data", str(package), "--codings", str(codings), "--out", str(tmp_path)]
    assert main(["report", *arguments]) == 1
    assert str(codings) in capsys.readouterr().err


def test_a_report_tells_of_files_that_the_description_does_not_list(
    package: Path, tmp_path: Path, capsys
) -> None:
    saved(notebook(code("1 + 1")), tmp_path / "sum.ipynb")
    arguments = [str(tmp_path / "sum.ipynb"), "--data", str(package), "--out", str(tmp_path)]
    (package / "attendance.csv").touch()
    assert main(["report", *arguments]) == 0
    told = f"{package}/attendance.csv:1:1: datapackage.json does not list this file"
    assert f"warning: {told}" in capsys.readouterr().err
    packages.lean(package, tables=["names"])
    (package / "names.csv").touch()
    assert main(["report", *arguments]) == 1
    assert f"{package}/names.csv:1:1: datapackage.json does not list" in capsys.readouterr().err


def test_an_older_version_is_named_to_the_notebooks(package: Path, tmp_path: Path) -> None:
    told = "import floorbook_widgets as w; print(w.Selection.against); print(dir())"
    saved(notebook(code(told)), tmp_path / "old.ipynb")
    out = tmp_path / "out"
    arguments = ["--against", str(package), "--out", str(out)]
    assert main(["report", str(tmp_path / "old.ipynb"), *arguments]) == 0
    shown = (out / "old.html").read_text(encoding="utf-8")
    assert "/against\n" in shown and "'Selection'" not in shown


def test_a_note_of_ones_own_is_drafted_into_items(notes: Path, capsys) -> None:
    note = next(notes.glob("*.md"))
    assert main(["draft", str(note), "--id", "ours"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("id,source,order,")
    assert told[1].startswith("ours-001,ours,1,")
