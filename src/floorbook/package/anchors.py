"""Anchors compared with the sources: the same file, the same passages, nothing left out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from floorbook.package.boundary import breach, content
from floorbook.package.encoding import UNDECODED, position
from floorbook.package.problems import Problem, near
from floorbook.package.sheet import Sheet, Sheets
from floorbook.package.source import fingerprint

_LEFT_OUT = re.compile(r"(?![IVXivx]+\b)[^\W\d_]{3,}")  # a word that is no list number


def texts(sheets: Sheets, folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read the sources from a folder: text by source id, and what is wrong with the files."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    sheet = sheets.get("sources")
    if sheet is None or not sheet.has("id", "file"):
        return found, problems
    if not os.path.isdir(folder):
        return found, [Problem(str(folder), 1, 1, "the folder of sources does not exist")]
    for row, (id, name) in enumerate(sheet.rows("id", "file")):

        def complain(told: str, allowed: tuple[str, ...], meant: str = "", row: int = row) -> None:
            problems.append(sheet.problem(row, "file", told, allowed, meant))

        path = folder / name
        why = breach(name, folder)
        if why or name != path.name:
            complain(f"file {why or 'is no mere file name'}", ("a file name",))
            continue
        if not os.path.isfile(path):
            files = sorted(entry.name for entry in folder.glob("*") if entry.is_file())
            told = "file is not in the folder of sources"
            complain(told, tuple(files), near(name, files))
            continue
        found_bytes, why = content(path)
        if why:
            complain(f"the source {why}", ("a text file",))
            continue
        digest = hashlib.sha256(found_bytes).hexdigest()
        if sheet.has("sha256") and sheet.texts("sha256")[row] != digest:
            told = f"the source is not the file that was coded: {name} has another SHA-256"
            problems.append(sheet.problem(row, "sha256", told, (digest,)))
        text = found_bytes.decode("utf-8", "surrogateescape")
        if undecodable := UNDECODED.search(text):
            line, column = position(text, undecodable.start())
            complain(f"{name} is not in UTF-8 (line {line}, column {column})", ("UTF-8",))
        found[id] = text
    return found, problems


def astray(sheets: Sheets, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Report items whose passage is not in the source or has changed, and text in no item."""
    sheet = sheets.get("items")
    if sheet is None or not sheet.has("id", "source", "start", "end"):
        return
    columns = {"start": sheet.numbers("start"), "end": sheet.numbers("end")}
    spans = pd.DataFrame(columns).query("start < end").astype(int)
    spans = spans.sort_values(["start", "end"])
    sources = sheet.frame["source"].loc[spans.index]
    for source, text in texts.items():
        ranges = [*spans[sources == source].itertuples(name=None)]
        yield from _passages(sheet, text, ranges)
        yield from _left_out(sheet, text, ranges)


def _passages(sheet: Sheet, text: str, ranges: list[tuple[int, int, int]]) -> Iterator[Problem]:
    prints = sheet.texts("fingerprint") if sheet.has("fingerprint") else None
    for row, start, end in ranges:
        if end > len(text):
            told = f"the anchor leads beyond the source, which has {len(text)} characters"
            column = "start" if start >= len(text) else "end"
            yield sheet.problem(row, column, told, (f"at most {len(text)}",))
        elif prints is not None and prints[row] != fingerprint(text, start, end):
            names = [name for name in ("section", "number") if sheet.has(name)]
            place = " ".join(filter(None, (sheet.texts(name)[row] for name in names)))
            place = place or sheet.texts("id")[row]
            told = f"the passage {place} says something else than when it was coded"
            problem = sheet.problem(row, "fingerprint", told, ("the passage that was coded",))
            yield replace(problem, value=None)


def _left_out(sheet: Sheet, text: str, ranges: list[tuple[int, int, int]]) -> Iterator[Problem]:
    """Report words between the items: every word of a source belongs to one."""
    done, before = 0, (ranges[0][0], "start") if ranges else None
    for row, start, end in [*ranges, (-1, len(text), len(text))]:
        if before and (word := _LEFT_OUT.search(text, done, max(start, done))):
            line, column = position(text, word.start())
            told = f"words of the source stand in no item (its line {line}, column {column})"
            yield sheet.problem(*before, told, ("an item for every word",))
        done, before = max(done, end), (row, "end")
