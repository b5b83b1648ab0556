"""The page that leads to the reports of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from jinja2 import Environment, PackageLoader, StrictUndefined

from floorbook_report.page import FrontEnd, fill
from floorbook_report.writer import write_text

NAME = "index.html"
_HEAD = 16_384  # characters; the title of a report stands well before its style ends


@dataclass(frozen=True)
class Report:
    """A report in a folder: the name of its file, and its title."""

    name: str
    title: str


def reports(folder: Path) -> list[Report]:
    """The reports in `folder`, by the name of their file; other pages are none."""
    found = []
    for path in sorted(folder.glob("*.html")):
        with path.open(encoding="utf-8", errors="replace") as file:
            head = BeautifulSoup(file.read(_HEAD), "html.parser")
        ours = head.select_one('meta[name="generator"][content^="Floorbook"]')
        if ours and head.title:
            found.append(Report(path.name, head.title.get_text()))
    return found


def write_index(folder: Path, texts: FrontEnd | None = None) -> Path:
    """Write `index.html` of `folder`, leading to every report in it; returns its path."""
    environment = Environment(
        loader=PackageLoader("floorbook_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    html = environment.get_template("index.html.j2").render(reports=reports(folder))
    write_text(folder / NAME, fill(html, texts))
    return folder / NAME
