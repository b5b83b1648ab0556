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


def test_what_the_description_says_is_compared(versions, capsys) -> None:
    def edit(description: dict) -> None:
        description |= {"title": "Tea", "licenses": [{"name": "CC0-1.0"}], "homepage": "\x1b[7m"}
        description["resources"].reverse()
        points = next(one for one in description["resources"] if one["name"] == "points")
        points["description"] = "What was said."
        gist = next(one for one in points["schema"]["fields"] if one["name"] == "gist")
        gist["constraints"]["maxLength"] = 999
        schema = {"fields": [{"name": "cup", "type": "string"}]}
        description["resources"].append({"name": "cups", "path": "cups.csv", "schema": schema})

    packages.describe(Path(versions[1]), edit)
    (Path(versions[1]) / "cups.csv").write_text("cup\nred\n")
    assert main(["diff", *versions]) == 0
    told = capsys.readouterr().out.splitlines()
    count = "8 differences: datapackage.json 2 changed, 1 removed, 4 added; points 1 changed"
    assert told[0] == count
    licence = (
        'CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "Creative'
        ' Commons Attribution 4.0 International"}'
    )
    assert told[1:8] == [
        "~ datapackage.json: the package  title: 'Synthetic briefings on tea and coffee' → 'Tea'",
        f'- datapackage.json: licenses · CC-BY-4.0  {{"name": "{licence}',
        '+ datapackage.json: licenses · CC0-1.0  {"name": "CC0-1.0"}',
        "~ datapackage.json: points · gist · constraints  maxLength: '160' → '999'",
        "+ datapackage.json: points · description  What was said.",
        "+ datapackage.json: cups  cups.csv",
        "+ datapackage.json: homepage  \\x1b[7m",
    ]


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
