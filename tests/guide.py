"""The guide to a meeting of one's own, followed to the letter: what it says, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "your-own-meeting.md"
PATIENCE = 600  # seconds for a report on a busy machine
_STEP = re.compile(r"```(\w+)\n(.*?)```|^(\|.*?)\n\n", re.S | re.M)
_NAMED = re.compile(r"`([\w./-]+)`")


class Step(NamedTuple):
    """A step of the guide: `kind` is the language of its block, or "table"; `name` is the file that
    the text before it names first."""

    kind: str
    text: str
    name: str


def steps() -> Iterator[Step]:
    """Yield what the guide tells to do, in its order."""
    text = GUIDE.read_text("utf-8").partition("\n## What more")[0]
    last = 0
    for found in _STEP.finditer(text):
        before = text[last : found.start()].rstrip().rpartition("\n\n")[2]
        named = _NAMED.search(before)
        yield Step(found[1] or "table", found[2] or found[3], named[1] if named else "")
        last = found.end()


def follow(folder: Path) -> list[str]:
    """Follow the guide in an empty folder; return the commands that were run.

    Fails where a command fails or does not say what the guide shows.
    """
    said, done, book = "", [], ""
    for kind, text, name in steps():
        if kind == "csv":
            (folder / name).write_text(text, encoding="utf-8")
        elif kind == "sh":
            said = ""
            for line in text.splitlines():
                said += command(folder, line)
                done.append(line)
            written = re.search(r"^(\S+\.xlsx)  ", said, re.M)
            book = written[1] if written else book
        elif kind == "text":
            missing = [line for line in text.splitlines() if line not in said]
            assert not missing, f"{done[-1]} does not say: {missing}\nbut: {said}"
        elif kind == "table":
            code(folder / book, text)
    return done


def command(folder: Path, line: str) -> str:
    """Run a command of the guide; return what it says."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # activated
    call, around = line.split(), {**os.environ, "PATH": path}
    ran = subprocess.run(
        call, cwd=folder, env=around, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ran.returncode == 0, f"{line}\n{ran.stderr}"
    return ran.stdout


def code(path: Path, table: str) -> None:
    """Fill the rows of a table of the guide into the first free row of each statement."""
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
    ]
    book = openpyxl.load_workbook(path)
    sheet = book["Coding"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for texts in rows:
        row = dict(zip(head, texts, strict=True))
        free = next(
            at
            for at in range(2, sheet.max_row + 1)
            if not sheet.cell(at, columns["Issue"]).value
            and all(sheet.cell(at, columns[one]).value == row[one] for one in ("Who", "Statement"))
        )
        for header in head[2:]:
            cell = sheet.cell(free, columns[header])
            assert not cell.protection.locked
            cell.value = row[header] or None
    book.save(path)
