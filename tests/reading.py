"""A notebook read without a kernel: its code cells run in this process, and what they show.

It is given a dataset as what it loads: several notebooks on one package read it once, and share
what is reckoned in it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag

import floorbook
from floorbook import Dataset

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NO_WORDS = re.compile(r"\b(nan|NaN|NaT|None(?! of (?:the )?\d)|null|Traceback)\b")
THINGS = (
    "agencies|asks|cells|claims|codings|governments|issues|items|judgements|organisations|pairs|"
    "participants|points|speakers|undertakings|values"
)
CLUMSY = re.compile(
    rf"^0 |, 0 (codings|in answer)|\bof 0\b|\b1 ({THINGS}|are|back|lean|rest|report|take)\b"
    r"|\b(\d+) to \2\b|( and (?!the Lesser)[^.]+){2} and (?!the Lesser)|\(\)|:$|\.\."
)
"""What no heading says: nothing of nothing, one thing in the plural, a range without a span."""
NONE = re.compile(r"\b(no|not|none|nothing|nobody)\b", re.IGNORECASE)
"""By what a heading says itself that a table has no row."""


def shown(data: Dataset, name: str, **parameters: str) -> Iterator[Any]:
    """Run a notebook's code cells on a dataset and give every object that they show.

    `parameters` replace what the cell tagged so sets, as papermill does.
    """
    found: list[Any] = []
    space: dict[str, Any] = {"display": lambda *objects: found.extend(objects)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(floorbook, "load", lambda: data)
        for cell in nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells:
            if cell.cell_type != "code":
                continue
            body = ast.parse(cell.source).body
            last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), name, "exec"), space)
            if "parameters" in cell.metadata.get("tags", ()):
                space |= parameters
            if isinstance(last, ast.Expr):
                found.append(eval(compile(ast.Expression(last.value), name, "eval"), space))
            yield from found
            found.clear()


def page(data: Dataset, name: str, **parameters: str) -> BeautifulSoup:
    """Give what a notebook shows, as one page of static faces without any script.

    What says that it is absent is not there: a report leaves it out.
    """
    faces = [_face(found) for found in shown(data, name, **parameters) if found is not None]
    soup = BeautifulSoup("\n".join(faces), "html.parser")
    for element in soup.select("script, style, [data-absent]"):
        element.decompose()
    return soup


def _face(found: Any) -> str:
    if hasattr(found, "static_face"):
        return str(found.static_face())
    if hasattr(found, "_repr_mimebundle_"):
        return str(found._repr_mimebundle_()["text/html"])
    return str(found._repr_html_())


def text(element: Tag) -> str:
    """The words of an element, with one space between them."""
    return " ".join(element.get_text(" ").split())


def reads_well(page: BeautifulSoup) -> None:
    """Check that no heading is clumsy, no value missing in words, no table empty without a word."""
    headings = [text(heading) for heading in page.select("h3, h2")]
    assert headings or page.select(".pages a")  # what only leads to other pages has none
    assert [told for told in headings if CLUMSY.search(told)] == []
    assert [found[0] for found in NO_WORDS.finditer(text(page))] == []
    bare = [table for table in page.select("figure > .scroll > table.values") if not _rows(table)]
    silent = [
        table
        for table in bare
        if not table.parent.find_next_sibling("p")
        and not NONE.search(text(table.find_parent("figure").select_one("figcaption h3")))
    ]
    assert silent == []


def _rows(table: Tag) -> list[Tag]:
    return list(table.select("tbody tr"))
