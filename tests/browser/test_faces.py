"""Tests that a widget says the same with and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import unified_diff
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from generated import EDGES, VARIANTS
from reports import BRIEF, NAMES, Export, Report

pytestmark = pytest.mark.promise("For everyone")

SHAPES = {**EDGES, **VARIANTS}
FEW = {"a scale of 3": ("02-compare", "05-method")}
"""The packages of the normal run, and which reports on them."""

ONE_FACE = "[data-only], [hidden]"
"""What one face alone has, marked in the page itself by `data-only`, the face that has it:

- live: controls that need script (choices, sliders, buttons that pick, fold, order or save); the
  picture of a chart, whose table is in both faces; the coloured letter before a position's word;
  the place that a control's name begins with, which is its column and row without script;
- static: the line that says of the picker's lists why they have no boxes.

What is hidden is in no face."""

CONTROLS = ("button", "label")
"""A control over a text that both faces have is read as that text."""

STRUCTURE = (
    *("figure", "figcaption", "h3", "h4", "p", "details", "summary", "ol", "ul", "li"),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "fieldset", "legend", "section"),
)
ATTRIBUTES = ("role", "aria-label", "aria-hidden", "scope", "colspan", "rowspan", "open", "title")
"""What of an element is told to readers; all others serve script and style."""


def tree(element: Tag, depth: int = 0) -> list[str]:
    """What is read in an element: its structure, names and texts, in order, a line each."""
    lines: list[str] = []
    words = ""
    for part in [*_parts(element), None]:
        if isinstance(part, str):
            words += part
            continue
        if said := " ".join(words.split()):
            lines.append(f"{'  ' * depth}{said}")
        words = ""
        if part is not None and ((inner := tree(part, depth + 1)) or part.name in {"td", "th"}):
            lines += [f"{'  ' * depth}{_head(part)}", *inner]
    return lines


def _parts(element: Tag) -> Iterator[str | Tag]:
    """The texts and the structure in an element, out of all that only serves script and style."""
    for child in element.children:
        if not isinstance(child, Tag):
            yield str(child)
        elif not child.css.match(ONE_FACE):
            yield from [child] if _head(child) else _parts(child)


def _head(element: Tag) -> str:
    """How an element is told: nothing for what only groups or is a control."""
    told = [f"{name}={element[name]!r}" for name in ATTRIBUTES if element.get(name, "1") != "1"]
    structure = element.name in STRUCTURE or any(not one.startswith("title") for one in told)
    return " ".join([element.name, *told]) if structure and element.name not in CONTROLS else ""


def faces(html: str) -> dict[str, list[str]]:
    """The widgets of a page by model, each as it is read."""
    soup = BeautifulSoup(html, "html.parser")
    return {str(widget["data-model"]): tree(widget) for widget in soup.select("[data-widget]")}


UNFOLD = """() => document.querySelectorAll("[data-fold][aria-expanded=false]")
  .forEach((button) => button.click())"""
"""Without script nothing could unfold a dimension: all stand open there."""


def check(report: Report, tally: Callable[..., None]) -> None:
    """Compare the page as it was sent with what stands in it at rest."""
    report.page.evaluate(UNFOLD)
    report.settle()
    sent, live = faces(report.path.read_text(encoding="utf-8")), faces(report.page.content())
    assert sent and list(sent) == list(live)
    for model, told in sent.items():
        assert "\n".join(unified_diff(told, live[model], "static", "live", n=2)) == "", model
    tally("widgets that say the same with and without script", len(sent))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_says_the_same_with_and_without_script(
    read: Callable[..., Report], name: str, tally: Callable[..., None]
) -> None:
    check(read(name), tally)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_on_any_package_says_the_same_with_and_without_script(
    watched: Any,
    export: Export,
    shape: str,
    share: Callable[..., int],
    tally: Callable[..., None],
) -> None:
    for name in NAMES if share(1, 0) else FEW[shape]:
        path = export(shape, SHAPES[shape], name)
        check(Report(watched.open(path), path).ready(), tally)


def test_a_difference_between_the_faces_is_found(read: Callable[..., Report]) -> None:
    report = read(BRIEF)
    report.page.evaluate("document.querySelector('[data-widget] td').append('!')")
    with pytest.raises(AssertionError):
        check(report, lambda *_: None)
