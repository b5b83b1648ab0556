"""Anchors held against the sources: the same file, the same passages, nothing left out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from floorbook.package.boundary import breach, content
from floorbook.package.encoding import UNDECODED, position
from floorbook.package.problems import Problem, near
from floorbook.package.sheet import Record, Sheet, Sheets, whole
from floorbook.package.source import fingerprint

_LEFT_OUT = re.compile(r"(?![IVXivx]+\b)[^\W\d_]{3,}")  # a word that is no list number


def texts(sheets: Sheets, folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read the sources from a folder: text by source id, and what is wrong with the files."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    sheet = sheets.get("sources")
    if sheet is None or not sheet.whole:
        return found, problems
    if not os.path.isdir(folder):
        return found, [Problem(str(folder), 1, 1, "the folder of sources does not exist")]
    for record in sheet.records:
        cell = record["file"]
        path = folder / cell.value
        why = breach(cell.value, folder)
        if why or cell.value != path.name:
            why = why or "is no mere file name"
            problems.append(sheet.problem(cell, f"file {why}", ("a file name",)))
            continue
        if not os.path.isfile(path):
            files = sorted(entry.name for entry in folder.glob("*") if entry.is_file())
            told = "file is not in the folder of sources"
            problems.append(sheet.problem(cell, told, tuple(files), near(cell.value, files)))
            continue
        found_bytes, why = content(path)
        if why:
            problems.append(sheet.problem(cell, f"the source {why}", ("a text file",)))
            continue
        digest = hashlib.sha256(found_bytes).hexdigest()
        if record["sha256"].value != digest:
            told = f"the source is not the file that was coded: {cell.value} has another SHA-256"
            problems.append(sheet.problem(record["sha256"], told, (digest,)))
        text = found_bytes.decode("utf-8", "surrogateescape")
        if undecodable := UNDECODED.search(text):
            line, column = position(text, undecodable.start())
            told = f"{cell.value} is not in UTF-8 (line {line}, column {column})"
            problems.append(sheet.problem(cell, told, ("UTF-8",)))
        found[record["id"].value] = text
    return found, problems


def astray(sheets: Sheets, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report items whose passage is outside the source or another one, and text in no item."""
    sheet = sheets.get("items")
    if sheet is None or not sheet.whole:
        return
    for source, text in texts.items():
        ranges = [
            (span, record)
            for record in sheet.records
            if record["source"].value == source and (span := range_of(record))
        ]
        for (start, end), record in ranges:
            yield from _passage(sheet, record, text, start, end)
        yield from _left_out(sheet, sorted(ranges, key=lambda each: each[0]), text)


def range_of(record: Record) -> tuple[int, int] | None:
    """Return start and end of an item; None where they are no numbers, or no range."""
    start, end = whole(record, "start"), whole(record, "end")
    return None if start is None or end is None or start >= end else (start, end)


def _passage(sheet: Sheet, record: Record, text: str, start: int, end: int) -> Iterator[Problem]:
    if end > len(text):
        cell = record["start" if start >= len(text) else "end"]
        told = f"the anchor leads beyond the source, which has {len(text)} characters"
        yield sheet.problem(cell, told, (f"at most {len(text)}",))
        return
    found = fingerprint(text, start, end)
    if record["fingerprint"].value != found:
        told = f"the source says something else from {start} to {end} than when it was coded"
        yield sheet.problem(record["fingerprint"], told, (found,))


def _left_out(
    sheet: Sheet, ranges: list[tuple[tuple[int, int], Record]], text: str
) -> Iterator[Problem]:
    """Report words between the items: every word of a source belongs to one."""
    done, cell = 0, None
    last = (len(text), len(text))
    for (start, end), record in [*ranges, (last, None)]:
        if cell is None and record is not None:
            cell = record["start"]
        if cell is not None and (word := _LEFT_OUT.search(text, done, max(start, done))):
            line, column = position(text, word.start())
            told = f"words of the source stand in no item (its line {line}, column {column})"
            yield sheet.problem(cell, told, ("an item for every word",))
        if record is not None:
            done, cell = max(done, end), record["end"]
