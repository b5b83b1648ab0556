"""Static faces of widgets, taken apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import packages
from bs4 import BeautifulSoup
from bs4.element import Tag

from floorbook.states import read, written
from floorbook_widgets.base import Linked
from floorbook_widgets.selection import STATE, Selection

HOSTILE = '</script><img src=x onerror="alert(1)">{{ 7 * 7 }}&amp;\u2028'


def face(widget: Linked | Selection) -> BeautifulSoup:
    """The HTML that an exported file keeps of a widget."""
    data, _ = widget._repr_mimebundle_()
    return BeautifulSoup(data["text/html"], "html.parser")


def states(widget: Linked | Selection) -> dict[str, Any]:
    """The states in a widget's face, by model."""
    data, _ = widget._repr_mimebundle_()
    found = read(written(data[STATE]))
    return {model: found[model] for model in data[STATE]}


def text(element: Tag | None) -> str:
    """What is read, in one line."""
    assert element is not None
    return " ".join(element.get_text(" ", strip=True).split())


def table(widget: Linked) -> list[list[str]]:
    """The cells of a face's table, row by row; a cell without text as its title or as ""."""
    return [
        [" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("th, td")]
        for row in face(widget).select("table tr")
    ]


def hostile(folder: Path) -> Path:
    """A package all of whose labels try to be markup."""
    package = packages.two(folder)
    for name, columns in {
        "participants": ("name", "long_name"),
        "codebook": ("label", "claim"),
        "dimensions": ("label",),
        "positions": ("label",),
        "meetings": ("title",),
        "sources": ("title",),
        "points": ("gist",),
        "interventions": ("speaker",),
        "items": ("section",),
    }.items():
        rows = packages.lines(package, name)
        for column in columns:
            place = rows[0].index(column)
            for number, row in enumerate(rows[1:], 1):
                row[place] = f"{column} {number} {HOSTILE}" if row[place] else ""
        packages.write(package, name, rows)
    return package
