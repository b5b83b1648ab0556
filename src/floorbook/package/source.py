"""Sources: a Markdown note read into items, and the passage and fingerprint behind an anchor.

A range is a pair of offsets, 0-based and half-open, in Unicode code points over the whole file as
decoded (read it with ``newline=""``, so that line ends stay as they are). It starts at the first
character of the text after list markers, heading marks and emphasis around the whole, and ends
after the last character. This is the same for headings.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from markdown_it import MarkdownIt
from markdown_it.token import Token

FRONT = "Front matter"
UNNUMBERED = ("title", "date", "heading", "speaker line")

# Nothing but headings, lists, quotes and paragraphs: code, HTML and link definitions are read as
# plain paragraphs, so that no text is lost.
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 100})
    .disable(["code", "fence", "html_block", "reference"])
    .disable("inline")
)
_LINE_END = re.compile(r"\r\n?|\n")
# Bullets that are text after the Markdown marker: "- o text", "- II. text".
_INNER_MARKER = re.compile(r"(?:o|[•·▪◦]|[IVX]+\.|[ivx]+\.)\s+(?=\S)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|_)(?P<text>\S(?:.*\S)?)\1", re.DOTALL)
_DATE = re.compile(r"\d{1,2} [^\W\d]+ \d{4}|\d{4}-\d{2}-\d{2}")
_REPLY = re.compile(r"(?:Reply|Answer|Response)\b.*:", re.DOTALL)


@dataclass
class _Item:
    start: int
    end: int
    parent: int | None
    section: str
    reason: str


def passage(text: str, start: int, end: int) -> str:
    """Return the text of a range on one line.

    Each run of white space, page breaks included, becomes one space. Raises ValueError for a range
    that is empty or not inside the text.

    >>> passage("- broken by\\n\\na page", 2, 19)
    'broken by a page'
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"range {start} to {end} is not inside a text of {len(text)} characters")
    return " ".join(text[start:end].split())


def fingerprint(text: str, start: int, end: int) -> str:
    """Return the SHA-256 of a range's passage after Unicode NFC, in hexadecimal.

    It does not depend on how accents are composed, or on how lines are broken. Raises ValueError
    as `passage` does.

    >>> fingerprint("café  noir", 0, 10)[:16], fingerprint("cafe\\u0301 noir", 0, 10)[:16]
    ('ec1259cc2e6c783e', 'ec1259cc2e6c783e')
    """
    folded = unicodedata.normalize("NFC", passage(text, start, end))
    return hashlib.sha256(folded.encode("utf-8", errors="surrogatepass")).hexdigest()


def items(text: str) -> pd.DataFrame:
    """Read a Markdown note into items.

    A row is an item: a heading, a line, a list entry (nested or not) or a paragraph. A paragraph
    that starts in lower case after an item without a full stop belongs to that item: a page break
    was between them. Columns: ``order`` from 1, ``parent`` (the order of the item that
    it is nested under), ``section`` (the heading or speaker line that it stands under),
    ``number`` within the section (none for titles, dates, headings and speaker lines), ``start``,
    ``end``, and ``reason``, a guess why the item is not a point, which a person has to check.

    >>> items("## Mexico\\n\\n- Thanks.\\n- How so?\\n")[["section", "number", "start", "end"]]
      section  number  start  end
    0  Mexico    <NA>      3    9
    1  Mexico       1     13   20
    2  Mexico       2     23   30
    """
    if text.startswith("\ufeff"):  # a byte-order mark is in no item, but offsets count it
        text = f" {text[1:]}"
    found: list[_Item] = []
    entries: list[int | None] = []  # one per open list entry: the order of its first item
    heading = section = FRONT
    lines = _Lines(text)
    for opener, token in pairwise(_PARSER.parse(text)):
        if token.type == "list_item_open":
            entries.append(None)
        elif token.type == "list_item_close":
            entries.pop()
        if token.type != "inline":
            continue
        head = opener.tag if opener.type == "heading_open" else ""
        # A note opens with its title: a heading of the first rank, or lines that start in bold.
        bold = token.content.startswith(("**", "__"))
        enclosed = bold and token.content.endswith(("**", "__", ":"))
        title = not found and not entries and (head == "h1" or bold)
        for start, end in lines.ranges(token):
            begins = bool(entries) and entries[-1] is None
            if not (head or begins) and _goes_on(text, found, start):
                found[-1].end = end
                continue
            words = passage(text, start, end)
            if title:
                reason = "date" if _DATE.fullmatch(words) else "title"
            elif head:
                reason = "heading"
            elif not entries and (enclosed or _REPLY.fullmatch(words)):
                reason = "speaker line"
            else:
                reason = "lead-in" if words.endswith(":") else ""
            if reason == "speaker line" and _REPLY.fullmatch(words):
                section = f"Reply to {heading}"
            elif reason in ("heading", "speaker line"):
                heading = section = words.rstrip(":")
            parent = next((order for order in reversed(entries) if order), None)
            found.append(_Item(start, end, parent, section, reason))
            if begins:
                entries[-1] = len(found)
    return _table(found)


def draft(text: str, source: str) -> pd.DataFrame:
    """Draft the items table of a package from a note.

    A row is an item, with the columns of ``items.csv``. Sections and reasons are guesses, and
    headline claims are not marked: check them before coding. ``source`` is the id of the note in
    ``sources.csv``; the ids of items start with it.

    >>> draft("Hello.", "our-note")[["id", "section", "number"]]
                 id       section  number
    0  our-note-001  Front matter       1
    """
    table = items(text)
    ids = {order: f"{source}-{order:03d}" for order in table["order"]}
    ranges = zip(table["start"], table["end"], strict=True)
    prints = [fingerprint(text, start, end) for start, end in ranges]
    table["id"] = pd.array(list(ids.values()), dtype="str")
    table["source"] = pd.array([source] * len(ids), dtype="str")
    table["parent"] = table["parent"].map(ids).fillna("").astype("str")
    table["fingerprint"] = pd.array(prints, dtype="str")
    columns = ["id", "source", "order", "parent", "section", "number", "start", "end"]
    return table[[*columns, "fingerprint", "reason"]]


class _Lines:
    """The places of the parser's lines in the text."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\0", "\ufffd")  # as the parser does
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def ranges(self, token: Token) -> Iterator[tuple[int, int]]:
        """Yield the ranges of a block's text: one, or one per line that ends in a hard break."""
        lines = token.content.split("\n")
        first = token.map[0] if token.map else 0
        start: int | None = None
        end = 0
        for number, line in enumerate(lines):
            if words := line.strip():
                at = self.text.index(words, self.starts[first + number])
                start, end = at if start is None else start, at + len(words)
            if start is not None and (line.endswith("  ") or number == len(lines) - 1):
                yield self._within(start, end)
                start = None

    def _within(self, start: int, end: int) -> tuple[int, int]:
        """Leave out emphasis around the whole, and a bullet that is text."""
        marker = _INNER_MARKER.match(self.text, start, end)
        start = marker.end() if marker else start
        enclosed = _EMPHASIS.fullmatch(self.text, start, end)
        return enclosed.span("text") if enclosed else (start, end)


def _goes_on(text: str, found: list[_Item], start: int) -> bool:
    """Say whether the text at start continues the last item, broken by a page."""
    if not found or found[-1].reason in UNNUMBERED:
        return False
    end = found[-1].end
    return text[end:start].isspace() and text[end - 1] not in ".?!:;" and text[start].islower()


def _table(found: list[_Item]) -> pd.DataFrame:
    kinds = {"parent": "Int64", "section": "str", "start": "int64", "end": "int64", "reason": "str"}
    table = pd.DataFrame(found, columns=list(kinds)).astype(kinds)
    table.insert(0, "order", range(1, len(table) + 1))
    counted = ~table["reason"].isin(UNNUMBERED)
    numbers = counted.groupby(table["section"]).cumsum().astype("Int64")
    table.insert(3, "number", numbers.where(counted))
    return table
