"""The page that leads to the reports of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from jinja2 import Environment, PackageLoader, StrictUndefined

from floorbook_report.page import FrontEnd, fill

NAME = "index.html"
_HEAD = 16_384  # characters: the title of a report is within them, before the end of its style


@dataclass(frozen=True)
class Report:
    """A report in a folder: the name of its file, and its title."""

    name: str
    title: str


def reports(folder: Path) -> dict[str, Report]:
    """Return the reports in `folder` by the name of their file; other pages are left out."""
    found: dict[str, Report] = {}
    for path in folder.glob("*.html"):
        with path.open(encoding="utf-8", errors="replace") as file:
            found |= _report(path.name, file.read(_HEAD))
    return dict(sorted(found.items()))


def page(folder: Path, made: Mapping[str, str], texts: FrontEnd | None = None) -> str:
    """Return the page with links to every report in `folder`, and to those not yet written.

    `made` has the pages of the latter, by the names of their files.
    """
    found = reports(folder)
    for name, html in made.items():
        found |= _report(name, html[:_HEAD])
    environment = Environment(
        loader=PackageLoader("floorbook_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    listed = [report for _, report in sorted(found.items())]
    return fill(environment.get_template("index.html.j2").render(reports=listed), texts=texts)


def _report(name: str, html: str) -> dict[str, Report]:
    """Return the report in a file, by its name; none if the file is not a report."""
    head = BeautifulSoup(html, "html.parser")
    ours = head.select_one('meta[name="generator"][content^="Floorbook"]')
    titled = head.select_one('meta[name="floorbook-report"]')
    return {name: Report(name, str(titled["content"]))} if ours and titled else {}
