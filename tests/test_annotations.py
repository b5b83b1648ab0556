"""Tests of problems in the forms that other programs read."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import packages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorbook.package import Problem
from floorbook_report.annotations import FORMATS, found
from floorbook_report.commands import main

PROBLEMS = st.lists(
    st.builds(
        Problem,
        file=st.text(min_size=1),
        line=st.integers(1),
        column=st.integers(1),
        message=st.text(min_size=1),
        value=st.none() | st.text(),
        allowed=st.lists(st.text()).map(tuple),
    ),
    max_size=4,
)


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with the same fault in two rows, and another one further down."""
    monkeypatch.chdir(tmp_path)
    folder = packages.small(Path("tea, hot"))
    for row in (2, 3):
        packages.change(folder, "codings", row, "voice", "ownn")
    packages.change(folder, "codings", 4, "unsure", "maybe")
    return str(folder)


def written(form: str, wrong: str, capsys) -> str:
    assert main(["check", wrong, "--format", form]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_json_has_the_parts_of_each_problem(wrong: str, capsys) -> None:
    first, second, third = json.loads(written("json", wrong, capsys))
    assert (first["file"], first["line"], first["level"]) == ("tea, hot/codings.csv", 2, "error")
    assert (first["value"], first["suggestion"]) == ("ownn", "own")
    assert second["value"] == "maybe"  # one of each kind before the others
    assert third["line"] == 3


def test_github_is_told_the_row_of_each_problem(wrong: str, capsys) -> None:
    first, *_ = written("github", wrong, capsys).splitlines()
    assert first.startswith("::error file=tea%2C hot/codings.csv,line=2,col=")
    assert first.endswith("did you mean 'own'?")


def test_junit_counts_what_failed(wrong: str, capsys) -> None:
    (suite,) = ElementTree.fromstring(written("junit", wrong, capsys))
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "3", "0")
    assert [case.get("line") for case in suite] == ["2", "4", "3"]
    assert "ownn" in suite[0][0].get("message", "")


def test_sarif_points_to_the_file_as_an_address(wrong: str, capsys) -> None:
    (run,) = json.loads(written("sarif", wrong, capsys))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "tea%2C%20hot/codings.csv"
    assert place["region"]["startLine"] == 2
    assert {one["ruleId"] for one in run["results"]} == {
        one["id"] for one in run["tool"]["driver"]["rules"]
    }


@pytest.mark.parametrize("form", FORMATS)
def test_a_package_without_fault_is_well_formed_and_ends_with_0(form: str, capsys, package) -> None:
    assert main(["check", str(package), "--format", form]) == 0
    out = capsys.readouterr().out
    if form == "junit":
        (suite,) = ElementTree.fromstring(out)
        assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    elif form == "github":
        assert out.strip() == ""
    else:
        json.loads(out)


def test_a_warning_fails_nothing(package: Path, capsys) -> None:
    (package / "stray.csv").write_text("cup\nred\n")
    assert main(["check", str(package), "--format", "junit"]) == 0
    (suite,) = ElementTree.fromstring(capsys.readouterr().out)
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")
    assert main(["check", str(package), "--format", "github"]) == 0
    assert capsys.readouterr().out.startswith("::warning file=")


def test_problems_of_a_table_are_told_in_the_same_forms(tmp_path: Path, capsys) -> None:
    table = tmp_path / "said.csv"
    table.write_text("cup,colour\nred,blue\n")
    assert main(["check", str(table), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["file"].endswith("said.csv")


@given(PROBLEMS, PROBLEMS)
def test_whatever_data_say_each_form_is_well_formed_and_whole(problems, warnings) -> None:
    listed = found(problems, warnings)
    assert len(listed) == len(problems) + len(warnings)
    assert [level for level, _ in listed] == ["error"] * len(problems) + ["warning"] * len(warnings)
    assert len(json.loads(FORMATS["json"](listed))) == len(listed)
    (run,) = json.loads(FORMATS["sarif"](listed))["runs"]
    assert len(run["results"]) == len(listed)
    (suite,) = ElementTree.fromstring(FORMATS["junit"](listed))
    assert len(suite) == max(1, len(listed))
    lines = FORMATS["github"](listed).split("\n") if listed else []
    assert len(lines) == len(listed)
    for line, (level, problem) in zip(lines, listed, strict=True):
        place, _, _ = line.removeprefix(f"::{level} file=").partition(",")
        assert unquote(place) == problem.file
