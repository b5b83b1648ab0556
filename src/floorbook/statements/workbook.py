"""XLSX and ODS: every sheet a grid of texts, as the cells show; no formula is evaluated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from floorbook.package.problems import DataError, Problem
from floorbook.statements.archive import Hostile, Marked, look
from floorbook.statements.grid import ERROR, FORMULA, Grid, grid


def read(content: bytes, file: str, *, whole: bool = False) -> list[Grid]:
    """Read the sheets of a workbook that can be seen.

    Parameters
    ----------
    content
        The bytes of the file.
    file
        Its name for messages.
    whole
        Whether hidden sheets are read too, and formulas told instead of what they last gave.

    Raises
    ------
    DataError
        If it is damaged, locked or unpacks to too much.
    """
    try:
        marked = look(content)
        found = []
        for sheet in _sheets(content, whole):
            cells = marked.get(sheet.name, Marked())
            found.append(_sheet(sheet, cells if whole else cells._replace(formulas=()), file))
        if not found:
            raise Hostile("has no sheet that can be seen")
        return found
    except Hostile as error:
        raise DataError([Problem(file, 1, 1, f"the file {error}")]) from None


def _sheets(content: bytes, hidden: bool) -> Iterator[Any]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(content))
        for number, about in enumerate(book.sheets_metadata):
            seen = hidden or about.visible == calamine.SheetVisibleEnum.Visible
            if about.typ == calamine.SheetTypeEnum.WorkSheet and seen:
                yield book.get_sheet_by_index(number)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the reader's panics are no `Exception`
        raise Hostile(f"cannot be read as a spreadsheet ({error})") from None


def _sheet(sheet: Any, marked: Marked, file: str) -> Grid:
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for text, places in ((ERROR, marked.errors), (FORMULA, marked.formulas)):
        for at, column in places:
            if at < len(rows) and column < len(rows[at]):
                rows[at][column] = text  # the reader leaves an error empty
    filled, cells = 0, sum(map(len, rows))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        # Merged downwards, one text stands for several rows; across, it is a title.
        if left == right and bottom < len(rows) and left < len(rows[top]) and rows[top][left]:
            for at in range(top + 1, bottom + 1):
                rows[at][left] = rows[top][left]
                filled += 1
            if filled > cells:
                raise Hostile("merges cells that are merged already")
    several = "cells take" if filled > 1 else "cell takes"
    told = [f"{filled} {several} the text of the merged cell above"] if filled else []
    return grid(file, enumerate(rows, 1), sheet.name, told)


def _text(value: Any) -> str:
    """Return a cell as text: dates as YYYY-MM-DD, whole numbers without a point.

    Examples
    --------
    >>> _text(3.0), _text(True), _text(date(2018, 12, 11)), _text(0.5)
    ('3', 'TRUE', '2018-12-11', '0.5')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None else str(value)
