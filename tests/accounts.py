"""Cells in = cells used + cells reported: an account of a package by another reader of CSV.

Lines are split and cells parted by the standard library, not by Floorbook, and each cell must be
found again: in the table at its place, or in a row, a column or a file that a problem names.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from floorbook.package.schema import FILE
from floorbook.package.sheet import Sheet
from floorbook.package.validation import Report


@dataclass
class Account:
    """How many cells there are, what became of them, and the ones that are lost."""

    cells: int = 0
    used: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def balanced(self) -> bool:
        return not self.lost and self.cells == self.used + self.reported


def account(folder: Path, report: Report) -> Account:
    """Follow every cell of the package's files, each of which has its cells on single lines."""
    found = Account()
    for sheet in report.sheets.values():
        _follow(found, folder, sheet, report)
    return found


def _follow(found: Account, folder: Path, sheet: Sheet, report: Report) -> None:
    problems = [problem for problem in report.problems if problem.file == sheet.file]
    path = folder / sheet.table.path
    if not path.is_file():
        told = [p for p in report.problems if (p.file, p.value) == (str(folder / FILE), path.name)]
        found.lost += [] if told else [path.name]
        return
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    text = content.decode("utf-8", "surrogateescape").replace("\0", "\N{SYMBOL FOR NULL}")
    lines = re.split("\r\n|\n", text) if "\n" in text else text.split("\r")
    csv.field_size_limit(10**7)
    rows = [
        next(csv.reader([line.replace("\r", "\N{SYMBOL FOR CARRIAGE RETURN}")]), [])
        for line in lines
    ]
    rows = rows[:-1] if not rows[-1] else rows
    found.cells += sum(map(len, rows))
    if sheet.frame.empty and problems:
        found.reported += sum(map(len, rows))
        return
    header = rows[0]
    found.reported += len(header) if problems else 0
    found.used += 0 if problems else len(header)
    named = {problem.line for problem in problems}
    columns = {problem.value for problem in problems if problem.line == 1}
    first = sheet.frame.columns[0] if len(sheet.frame) else ""
    records = {
        sheet.place(at, first)[0]: row for at, row in enumerate(sheet.frame.to_dict("records"))
    }
    for line, row in enumerate(rows[1:], 2):
        if line in named:
            found.reported += len(row)
            continue
        record = records.get(line, {})
        for place, (name, value) in enumerate(zip(header, row, strict=False)):
            read = record.get(name) if name not in header[:place] else None
            if read == value:
                found.used += 1
            elif read is None and name in columns:
                found.reported += 1
            else:
                found.lost.append(f"{path.name}:{line} {name}: {value!r}")
        found.lost += [f"{path.name}:{line}: {value!r}" for value in row[len(header) :]]
