"""Warnings of words copied from a source: gists and notes have to be in the coder's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from floorbook.package.problems import Problem
from floorbook.package.sheet import Sheet, Sheets

FEWEST = 5  # words in a row that are a copy
_WORD = re.compile(r"\w+")


def copied(sheets: Sheets, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Warn of words from the passage in gists that are no quotations, and in notes of codings."""
    points, items, codings = (sheets.get(name) for name in ("points", "items", "codings"))
    if not texts or not points or not items or not points.has("id", "item", "gist"):
        return
    if not items.has("id", "source", "start", "end"):
        return
    spans = zip(items.texts("source"), items.numbers("start"), items.numbers("end"), strict=True)
    said = [
        texts[source][int(start) : int(end)] if source in texts and start < end else ""
        for source, start, end in spans
    ]
    ids, found = points.texts("id"), items.find("id", points.texts("item"))
    passages = {id: said[at] for id, at in zip(ids, found, strict=True) if at >= 0}
    quoted = points.texts("quotation") == "true" if points.has("quotation") else ids == ""
    own = [passages.get(id, "") * (not told) for id, told in zip(ids, quoted, strict=True)]
    yield from _copied(points, "gist", own)
    if codings and codings.has("point", "note"):
        yield from _copied(codings, "note", [passages.get(id, "") for id in codings.texts("point")])


def _copied(sheet: Sheet, column: str, passages: Iterable[str]) -> Iterator[Problem]:
    for row, (text, passage) in enumerate(zip(sheet.texts(column), passages, strict=True)):
        if text and passage and (words := _same(text, passage)):
            told = f"the {column} copies words of its passage, “{words}”"
            yield sheet.problem(row, column, told, ("words of one's own",))


def _same(text: str, passage: str) -> str:
    """Return the longest run of words in both, whatever case and punctuation; "" if it is short.

    >>> _same("It says: the tea MUST be hot.", "(The tea must - be hot)")
    'the tea MUST be hot'
    """
    text, passage = (unicodedata.normalize("NFC", each) for each in (text, passage))
    found = [*_WORD.finditer(text)]
    words = [word.group().casefold() for word in found]
    there = f" {' '.join(_WORD.findall(passage.casefold()))} "
    starts = [
        at
        for at in range(len(words) - FEWEST + 1)
        if f" {' '.join(words[at : at + FEWEST])} " in there
    ]
    runs = [[*run] for _, run in groupby(enumerate(starts), lambda each: each[1] - each[0])]
    if not runs:
        return ""
    longest = max(runs, key=len)
    return text[found[longest[0][1]].start() : found[longest[-1][1] + FEWEST - 1].end()]
