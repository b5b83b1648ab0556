"""What stands on controls and around data, for both faces: each said once, with slots in braces.

The page's script gets these phrases with the Selection, and fills them where a reader's choice has
to be spoken of. What is counted has two forms, for one and for several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from floorbook.dataset import Dataset
from floorbook.scale import NOT_RECORDED
from floorbook.wording import sidebyside, taking
from floorbook.wording.sentences import GAP

Phrase = str | tuple[str, str]

PHRASES: Mapping[str, Any] = {
    "point": ("{n} point", "{n} points"),
    "recorded": ("{n} recorded point", "{n} recorded points"),
    "issue": ("{n} issue", "{n} issues"),
    "of": "of {what}",
    "part": "{n} of {of}",
    "shown": "shown: {n} of {of}",
    "rows": ("Show the 1 row", "Show the {n} rows"),
    "view": "In view: {what}",
    "absent": NOT_RECORDED,
    "nothing": "Nothing is recorded here. That is not a position.",
    "picked none": "Nothing is recorded for what is picked. That is not a position.",
    "evidence": "Evidence",
    "behind": "Evidence: {label}",
    "unsure": "unsure",
    "note": "note",
    "uncoded": "no issue of the codebook",
    "copy": "Copy the sentence",
    "copied": "copied",
    "close": "Close",
    "release": "Show all in view",
    "in view": "Evidence in view",
    "table of": "Values: {heading}",
    "table": "The values as a table, with the points behind each",
    "no plot": "The chart could not be drawn here. The table below holds all its values.",
    "pick": "Pick",
    "without script": "What can be picked where this page's script runs:",
    "all": "All",
    "none": "None",
    "every": "Show all",
    "search": "Search",
    "search in": "Search in what can be picked",
    "search words": "Search the evidence",
    "with words": (
        "1 of them matches: {words}",
        "{n} of them match: {words}",
    ),
    "in view with": "Evidence in view that matches: {words}",
    "unprinted": "Folded here, and so not printed.",
    "print": "Print",
    "save view": "Save this view as a file",
    "matrix": "Matrix",
    "board": "Board",
    "whole": "These findings are about the whole meeting, whatever is picked.",
    "named more": "{names} and {n} more",
    "found on": "Recorded on {issue}: {who}.",
    "not found on": "Nobody in view is recorded on {issue}.",
    "found on some": (
        "Of the {of} issues that they are about, 1 is spoken on in view: {issues}.",
        "Of the {of} issues that they are about, {n} are spoken on in view: {issues}.",
    ),
    "found on none": "None of the {of} issues that they are about is spoken on in view.",
    "participant": "Participant",
    "key": "Key",
    "doubted": "rests on a coding marked unsure",
    "contested": "another position from the second coder",
    "second": "; second coder: {word}",
    "gap": GAP,
    "folded": "speaks on {n} of {of}",
    "total": "{n} of {of} speak on it",
    "foot": "how many of {of} speak on it",
    "order": "Order rows by",
    "orders": {
        "order": "order of speaking",
        "label": "name",
        "group": "group",
        "breadth": "number of issues",
    },
    "position on": "position on {issue}",
    "named": 3,  # how many that are picked of more are named, and not only counted
}

UNNAMED: Mapping[str, str] = {
    "chart": "Chart",
    "table": "Table",
    "image": "Image without a description",
    "no rows": "Nothing is recorded here for what is picked.",
}
"""What stands where nobody has given a name or a sentence."""

FACETS: Mapping[str, str] = {
    "meetings": "Meetings",
    "participants": "Participants",
    "dimensions": "Dimensions",
    "issues": "Issues",
}
"""What can be picked, by the trait that holds it."""

PAGE: Mapping[str, str] = {
    "skip": "Skip to the content",
    "reports": "Reports",
    "code": "Code",
    "contents": "Contents",
    "later": "More is shown here once the scripts of this page have run.",
    "made": "Made with Floorbook {version}.",
}
"""What stands around the cells of an exported page."""

ANNEXES: Mapping[str, str] = {
    "told": "These are too many for one page: the points of each meeting have a page of their own.",
    "part": "{title}, part {n} of {of}",
    "back": "Back to the report: {title}",
}
"""What is said where the evidence of a large report stands in pages beside it."""


def phrases(dataset: Dataset) -> dict[str, Any]:
    """Give all phrases that the widgets on a data package need.

    Examples
    --------
    >>> import floorbook
    >>> phrases(floorbook.load())["beside"]["strength"]
    'with different strength'
    """
    return {
        **PHRASES,
        "beside": sidebyside.phrases(dataset),
        "take": taking.phrases(dataset),
    }


def listing(names: Sequence[str]) -> str:
    """Put names in one line; of many the first, and how many more there are.

    Examples
    --------
    >>> listing(["Mexico", "Libya"]), listing(["Mexico", "Libya", "USA", "UNHCR", "ICMC"])
    ('Mexico, Libya', 'Mexico, Libya, USA and 2 more')
    """
    most: int = PHRASES["named"]
    first, more = ", ".join(names[:most]), len(names) - most
    return fill(PHRASES["named more"], names=first, n=more) if more > 0 else first


def fill(phrase: Phrase, **slots: object) -> str:
    """Fill the slots of a phrase; of two forms `n` chooses.

    Examples
    --------
    >>> fill(PHRASES["point"], n=1), fill(PHRASES["shown"], n=2, of=3)
    ('1 point', 'shown: 2 of 3')
    """
    form = phrase if isinstance(phrase, str) else phrase[slots["n"] != 1]
    return form.format(**slots)


def facet(trait: str) -> dict[str, str]:
    """Say of what can be picked how many are, and what the buttons for all and for none are called.

    Examples
    --------
    >>> facet("issues")["none"]
    'None of the issues'
    """
    label = FACETS[trait]
    several = label.lower()
    # Some of them are named, and not only counted.
    some = {"some": "{names} ({told})"} if trait == "participants" else {}
    return {
        **some,
        "trait": trait,
        "label": label,
        "all": f"All {several}",
        "none": f"None of the {several}",
        "count": f"{{n}} of {{of}} {several}",
    }
