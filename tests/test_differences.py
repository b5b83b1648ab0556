"""Tests of `floorbook diff`: what a reviewer reads of two versions of a data package."""

from __future__ import annotations

import json
from pathlib import Path

import packages
import pytest

from floorbook_report.commands import main


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    """Two versions of the synthetic package: in the newer one the first gist is another."""
    old, new = packages.small(tmp_path / "old"), packages.small(tmp_path / "new")
    packages.change(new, "points", 2, "gist", "Wants | the *tea* hot.")
    return str(old), str(new)


def test_the_same_package_differs_in_nothing(versions, capsys) -> None:
    assert main(["diff", versions[0], versions[0], "--exit-code"]) == 0
    assert capsys.readouterr().out == "Nothing that is compared differs.\n"


def test_a_changed_value_is_told_before_and_after(versions, capsys) -> None:
    assert main(["diff", *versions]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "1 difference: points 1 changed"
    assert told[1].startswith("~ points: ")
    assert told[1].endswith("→ 'Wants | the *tea* hot.'")


def test_ci_can_ask_for_the_exit_status(versions, capsys) -> None:
    assert main(["diff", *versions, "--exit-code"]) == 1


def test_markdown_carries_no_markup_from_the_data(versions, capsys) -> None:
    assert main(["diff", *versions, "--format", "markdown"]) == 0
    assert r"Wants \| the \*tea\* hot." in capsys.readouterr().out


def test_json_holds_a_record_for_each_value(versions, capsys) -> None:
    assert main(["diff", *versions, "--format", "json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["table"], record["change"], record["column"]) == ("points", "changed", "gist")


def test_a_package_that_is_not_valid_ends_with_its_problems(versions, capsys) -> None:
    packages.change(Path(versions[1]), "codings", 2, "position", "suport")
    assert main(["diff", *versions]) == 1
    assert "codings.csv:2:" in capsys.readouterr().err
