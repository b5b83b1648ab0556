"""Spreadsheets that we write: text stays text, and the same content is the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"
"""Replaces a control character in a spreadsheet, which cannot contain one."""

LONGEST = 32_767
"""Characters that a cell can have; what goes beyond is left out."""

_WRITTEN_OUT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SOME_DAY = datetime(2000, 1, 1)
_ABOUT = "docProps/core.xml"


def put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text into a cell, whatever it looks like: a formula, a number, a written-out mark.

    An empty text leaves the cell empty.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # we merge none
    plain = ILLEGAL_CHARACTERS_RE.sub(NO_CHARACTER, text)[:LONGEST]
    if not text:
        return cell
    cell.value = _WRITTEN_OUT.sub("_x005F_", plain)
    cell.data_type = "s"  # openpyxl takes a leading = for a formula
    return cell


def saved(book: Workbook) -> bytes:
    """Return the file of a workbook, with no trace of when it was made.

    Examples
    --------
    >>> saved(Workbook())[:2], saved(Workbook()) == saved(Workbook())
    (b'PK', True)
    """
    held, made = io.BytesIO(), io.BytesIO()
    book.save(held)
    about = book.properties
    about.created = about.modified = _SOME_DAY
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = tostring(about.to_tree()) if name == _ABOUT else old.read(name)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
