"""Tests of the phrases that both faces fill: the modules of the page have none of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import floorbook
from floorbook.wording.controls import PHRASES, facet, fill, phrases

MODULES = sorted((Path(__file__).parents[1] / "widgets" / "floorbook_widgets").glob("*.js"))
LITERAL = re.compile(r'(?<!phrases\[)"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\\n]|\\.)*)`')
WORDS = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}|^[A-Z][a-z]+$")
TECHNICAL = {
    # classes and selectors
    *("absent first", "chip absent", "chip contested", "chip unsure", "codings none"),
    *("fold first", "issue folded", "mark unsure", "plain word", "tbody td > button"),
    *("issue plain", "cards wide", "square unsure", ".corner, .matrix .issue.folded"),
    # names of phrases, and keys of the keyboard
    *("no issue", "some apart", "one of them", "one or none", "Escape", "Tab"),
    *("menu of", "cited here"),
    # a font, the page's own markup, and errors of the page's making, for the console
    *(
        "system-ui, sans-serif",
        "<!doctype html>…",
        "…<script type=",
        "<script type=",
        "this page has no …",
    ),
    "this page holds no …",
    "this canvas gives no picture",
}


def test_a_number_chooses_the_form_of_a_phrase() -> None:
    assert [fill(PHRASES["issue"], n=n) for n in (0, 1, 2)] == ["0 issues", "1 issue", "2 issues"]
    assert fill(facet("meetings")["count"], n=1, of=2) == "1 of 2 meetings"


def test_what_fills_a_slot_is_not_filled_again() -> None:
    assert fill(PHRASES["gap"], participant="{issue}", issue="{n}").startswith(
        "No position of {issue} on {n} is"
    )


def test_all_phrases_can_travel_as_json() -> None:
    kinds = {type(one) for one in phrases(floorbook.load()).values()}
    assert kinds == {str, tuple, dict, int}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_of_the_page_holds_no_words_for_readers(module: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", module.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"(?m)(^|\s)//.*$", "", text)
    found = set()
    for plain, filled in LITERAL.findall(text):
        told = plain or re.sub(r"\$\{(?:[^{}]|\{[^{}]*\})*\}|\\n", "…", filled)
        if WORDS.search(told):
            found.add(re.sub("…+", "…", told))
    assert {one for one in found if not any(one.startswith(known) for known in TECHNICAL)} == set()


def test_words_in_a_module_are_found() -> None:
    assert all(WORDS.search(one) for one in ("not recorded", "Evidence", "shown: … of many points"))
