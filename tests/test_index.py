"""Tests of the page that leads to the reports."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from ipynb import FRONT_END

from floorbook_report.index import NAME, Report, page, reports

PAGE = (
    '<meta name="generator" content="Floorbook 0.1.0"><meta name="floorbook-report" content="{0}">'
)


def folder(path: Path) -> Path:
    (path / "02-compare.html").write_text(PAGE.format("A &lt; B &amp; C"), encoding="utf-8")
    (path / "01 über.html").write_text(PAGE.format("Über"), encoding="utf-8")
    (path / "other.html").write_text("<title>Not ours</title>", encoding="utf-8")
    untitled = PAGE.partition('<meta name="floorbook-report"')[0] + "<title>A title</title>"
    (path / "untitled.html").write_text(untitled, encoding="utf-8")
    theirs = '<meta name="floorbook-report" content="Not ours either">'
    (path / "theirs.html").write_text(theirs, encoding="utf-8")
    (path / "README.md").write_text("Reports", encoding="utf-8")
    return path


def test_the_reports_of_a_folder_are_those_that_floorbook_made(tmp_path: Path) -> None:
    assert list(reports(folder(tmp_path)).values()) == [
        Report("01 über.html", "Über"),
        Report("02-compare.html", "A < B & C"),
    ]


def test_the_index_leads_to_each_report(tmp_path: Path) -> None:
    html = page(folder(tmp_path), {}, FRONT_END)
    links = BeautifulSoup(html, "html.parser").select("main a")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("01%20%C3%BCber.html", "Über"),
        ("02-compare.html", "A < B & C"),
    ]
    assert "script-src 'none'" in html


def test_the_index_does_not_lead_to_itself(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(page(folder(tmp_path), {}, FRONT_END), encoding="utf-8")
    assert list(reports(tmp_path)) == ["01 über.html", "02-compare.html"]


def test_the_index_leads_to_reports_that_are_about_to_be_written(tmp_path: Path) -> None:
    made = {"02-compare.html": PAGE.format("New"), "01.html": PAGE.format("One"), "x.html": "<p>"}
    links = BeautifulSoup(page(folder(tmp_path), made, FRONT_END), "html.parser").select("main a")
    assert [link.get_text() for link in links] == ["Über", "One", "New"]


def test_the_index_declares_its_language_and_title(tmp_path: Path) -> None:
    html = BeautifulSoup(page(tmp_path, {}, FRONT_END), "html.parser")
    assert html.html["lang"] == "en"
    assert html.title.get_text() == "Floorbook reports"
