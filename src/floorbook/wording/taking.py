"""What stands on and in what a reader takes along: pictures, tables, links and citations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floorbook.dataset import Dataset
from floorbook.wording.about import credit, lines, meeting_line
from floorbook.wording.board import board_caption

WORDS: Mapping[str, Any] = {
    "menu": "Save or cite",
    "menu of": "Save or cite: {heading}",
    "png": "Save as PNG",
    "svg": "Save as SVG",
    "csv": "Save as CSV",
    "link": "Copy the link",
    "citation": "Copy the citation",
    "sentence": "Copy the sentence",
    "failed": "The picture could not be made here. The table has all its values.",
    "cited": "{heading}. {report}. {source} {link}",
    "cited here": "{heading}. {source}",
    "said": "{heading}. {cite}",
    "columns": ("figure", "in view", "source"),
}


def phrases(dataset: Dataset) -> dict[str, Any]:
    """Give the words of the menu, and by meeting what names the source of a figure.

    Of each meeting, and of all under ``""``: `source` names the meeting, its sources, the version
    of the data and who coded; `cite` is the end of a sentence.

    Examples
    --------
    >>> import floorbook
    >>> phrases(floorbook.load())["meetings"]["iom2016"]["source"].split(". ")[2]
    'Data version 2.1.1'
    """
    ids = list(dataset.meetings["id"])
    whole = {"source": f"{'. '.join(lines(dataset))}."}
    meetings = {
        one: {
            "source": f"{'. '.join(lines(dataset, [one]))}.",
            "cite": f"{meeting_line(dataset, one)}. {credit(dataset, [one])}",
        }
        for one in ids
    }
    return {
        **WORDS,
        "board": board_caption(dataset, opens=False),
        "meetings": {**meetings, "": {**whole, "cite": whole["source"]}},
    }
