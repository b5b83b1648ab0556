"""Tests of `floorbook brief`: one page on each participant, from one notebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from ipynb import code, notebook

from floorbook_report.briefs import injected
from floorbook_report.commands import main
from floorbook_report.errors import CommandError


def test_the_parameter_stands_behind_the_cell_with_the_defaults() -> None:
    defaults = code('participant = "x"')
    defaults.metadata["tags"] = ["parameters"]
    made = injected(notebook(code("1"), defaults, code("participant")), "mexico", "Mexico")
    assert [cell.source for cell in made.cells] == [
        "1",
        'participant = "x"',
        "participant = 'mexico'",
        "participant",
    ]
    assert made.metadata["title"] == "Brief: Mexico"


def test_the_notebook_itself_stays_as_it_is() -> None:
    defaults = code('participant = "x"')
    defaults.metadata["tags"] = ["parameters"]
    given = notebook(defaults)
    injected(given, "mexico", "Mexico")
    assert len(given.cells) == 1


def test_a_notebook_without_parameters_is_told() -> None:
    with pytest.raises(CommandError, match="tagged `parameters`"):
        injected(notebook(code("1")), "mexico", "Mexico")


def test_unknown_participants_are_told_all_at_once_with_the_nearest(tmp_path, capsys) -> None:
    assert main(["brief", "mexcio", "swedn", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "did you mean 'mexico'" in said
    assert "did you mean 'sweden'" in said
    assert list(tmp_path.iterdir()) == []


def test_nobody_at_all_is_told(tmp_path: Path, capsys) -> None:
    assert main(["brief", "--out", str(tmp_path)]) == 1
    assert "--all" in capsys.readouterr().err


def test_each_participant_gets_a_page_of_its_own(tmp_path: Path, capsys) -> None:
    assert main(["brief", "mexico", "unhcr", "--out", str(tmp_path)]) == 0
    for participant, name in (("mexico", "Mexico"), ("unhcr", "UNHCR")):
        html = (tmp_path / f"brief-{participant}.html").read_text(encoding="utf-8")
        page = BeautifulSoup(html, "html.parser")
        assert page.title.get_text() == (
            f"Brief: {name} – IOM briefing on the global compact for migration, Palais des "
            "Nations, Geneva, 14 October 2016"
        )
        assert page.select_one("h2.who").get_text() == name
        places = {
            cell.get_text().rsplit(" ", 1)[0] for cell in page.select("table td:nth-child(4)")
        }
        assert name in places
