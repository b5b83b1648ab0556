"""Anchors compared with the sources: the same file, the same passages, nothing left out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from floorbook.package.boundary import breach, content
from floorbook.package.encoding import UNDECODED, position
from floorbook.package.problems import Problem, near
from floorbook.package.sheet import Sheet, Sheets
from floorbook.package.source import fingerprint, items

MOST = 8
"""Passages, or lines, that are named one by one."""

DRAFT = "what `floorbook draft NOTE` gives for the items"
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
        if sheet.has("sha256") and (coded := sheet.texts("sha256")[row]) != digest:
            told = f"the source is not the file that was coded: {name} has another SHA-256"
            told = told if coded else f"the SHA-256 of {name} is not there"
            problem = sheet.problem(row, "sha256", told, (digest,))
            problems.append(replace(problem, value=None))
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
        if sheet.has("fingerprint") and _edited(sheets["sources"], source, text):
            yield from _changed(sheet, text, ranges)
        else:
            yield from _passages(sheet, text, ranges)
            yield from _left_out(sheet, text, ranges)


Ranges = list[tuple[int, int, int]]


def _edited(sources: Sheet, id: str, text: str) -> bool:
    """Say whether a source is known to be another file than when it was coded."""
    row = sources.first("id").get(id)
    if row is None or not sources.has("sha256"):
        return False
    digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
    return sources.texts("sha256")[row] not in ("", digest)


def _passages(sheet: Sheet, text: str, ranges: Ranges) -> Iterator[Problem]:
    prints = sheet.texts("fingerprint") if sheet.has("fingerprint") else None
    for row, start, end in ranges:
        if end > len(text):
            told = f"the anchor leads beyond the source, which has {len(text)} characters"
            column = "start" if start >= len(text) else "end"
            yield sheet.problem(row, column, told, (f"at most {len(text)}",))
        elif prints is not None and prints[row] != (now := fingerprint(text, start, end)):
            yield _other(sheet, row) if prints[row] else _unprinted(sheet, row, now)


def _unprinted(sheet: Sheet, row: int, now: str) -> Problem:
    told = f"the fingerprint of the passage {_place(sheet, row)} is not there"
    return replace(sheet.problem(row, "fingerprint", told, (now,)), value=None)


def _other(sheet: Sheet, row: int) -> Problem:
    told = f"the passage {_place(sheet, row)} says something else than when it was coded"
    problem = sheet.problem(row, "fingerprint", told, ("the passage that was coded",))
    return replace(problem, value=None)  # no hash for people to read


def _changed(sheet: Sheet, text: str, ranges: Ranges) -> Iterator[Problem]:
    """Say of a source that was edited which passages changed, came or only stand elsewhere."""
    prints = sheet.texts("fingerprint")
    spans = [*items(text)[["start", "end"]].itertuples(index=False, name=None)]
    lines = {fingerprint(text, *span): position(text, span[0])[0] for span in spans}
    rows = [row for row, _, _ in ranges]
    moved = [
        row
        for row, start, end in ranges
        if prints[row] in lines
        and (end > len(text) or prints[row] != fingerprint(text, start, end))
    ]
    same = {
        row
        for row, start, end in ranges
        if end <= len(text) and prints[row] == fingerprint(text, start, end)
    }
    gone = [row for row in rows if row not in same and row not in moved]
    yield from (_other(sheet, row) for row in gone[:MOST])
    if rest := gone[MOST:]:
        names = ", ".join(_place(sheet, row) for row in rest[:MOST])
        names += f" and {len(rest) - MOST} more" if len(rest) > MOST else ""
        told = f"{len(rest)} more passages say something else than when they were coded: {names}"
        allowed = ("the passages that were coded",)
        yield replace(sheet.problem(rest[0], "fingerprint", told, allowed), value=None)
    if moved:
        told = f"{len(moved)} of {len(ranges)} passages say what they said, and stand elsewhere in"
        told += f" the source, from {_place(sheet, moved[0])} to {_place(sheet, moved[-1])}"
        yield replace(sheet.problem(moved[0], "start", told, (DRAFT,)), value=None)
    new = [line for each, line in lines.items() if each not in {*prints}]
    if len(new) > len(gone):
        told = f"passages of the source that no item has begin in its lines {_listed(new)}"
        yield replace(sheet.problem(rows[-1], "end", told, (DRAFT,)), value=None)


def _listed(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - MOST} more" if len(lines) > MOST else ""
    return ", ".join(map(str, lines[:MOST])) + more


def _place(sheet: Sheet, row: int) -> str:
    """Name a passage as people do: by its section and number, or else its id."""
    names = [name for name in ("section", "number") if sheet.has(name)]
    return " ".join(filter(None, (sheet.texts(name)[row] for name in names))) or str(
        sheet.texts("id")[row]
    )


def _left_out(sheet: Sheet, text: str, ranges: Ranges) -> Iterator[Problem]:
    """Report words between the items: every word of a source belongs to one."""
    done, before = 0, (ranges[0][0], "start") if ranges else None
    for row, start, end in [*ranges, (-1, len(text), len(text))]:
        if before and (word := _LEFT_OUT.search(text, done, max(start, done))):
            line, column = position(text, word.start())
            told = f"words of the source stand in no item (its line {line}, column {column})"
            yield sheet.problem(*before, told, ("an item for every word",))
        done, before = max(done, end), (row, "end")
