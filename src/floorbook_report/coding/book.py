"""The workbook of a data package: a sheet to code in, the codebook beside it, and what stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from floorbook.statements.archive import MOST_CELLS
from floorbook_report.coding.layout import (
    CODEBOOK,
    CODING,
    HEADERS,
    ID,
    LISTS,
    MEETING,
    PACKAGE,
    POSITIONS,
    STATEMENT,
    WHO,
    WRITTEN,
    Layout,
)
from floorbook_report.errors import CommandError
from floorbook_report.spreadsheets import put, saved

PROMPTS = {
    "issue": "One issue a row: a statement on several issues has a row for each. What an issue"
    " takes up stands on the sheet Codebook.",
    "position": "What the statement does with the claim of the issue; see the sheet Positions.",
    "voice": "own: the speaker's own position. reported: the speaker tells what others want.",
    "coder": "Who codes.",
    "unsure": "yes: the codebook leaves room for another judgement.",
    "note": "Why so, in a few words, where it is not obvious.",
}
ISSUES = {
    "dimension": "Dimension",
    "issue": "Issue",
    "claim": "Claim",
    "takes_up": "Takes up",
    "leaves_out": "Leaves out",
}
SCALE = {"position": "Position", "when": "When", "verb": "Who takes it"}

WIDTHS = {ID: 14, MEETING: 18, WHO: 20, STATEMENT: 62, "Unsure": 9, "Reason": 36}
WIDTH, WIDE = 24, 40
LINE = 15.0  # points
MOST_LINES = 12
TEXT = "@"  # else a spreadsheet makes numbers and dates of what is typed

HEAD, OPEN = PatternFill("solid", fgColor="1F3A4D"), PatternFill("solid", fgColor="FFF8E1")
FACE = Font(name="Calibri", sz=11)
WHITE, BOLD = FACE + Font(b=True, color="FFFFFF"), FACE + Font(b=True)
PALE = FACE + Font(color="80868B")
WRAPPED, ONE_LINE = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
FIRST = Border(top=Side("thin", color="9AA0A6"))
FREE = Protection(locked=False)

Row = tuple[bool, list[str]]
"""A row to code in, and whether it is the first of its statement."""


def book(layout: Layout, free: int) -> bytes:
    """Return the workbook of a package, with so many free rows for each statement."""
    rows = [*_rows(layout, free)]
    if len(rows) * len(layout.headers) > MOST_CELLS:
        raise CommandError(f"{len(rows):,} rows are more than can be read back; see --rows")
    made = Workbook()
    made.security = WorkbookProtection(lockStructure=True)
    first = made.active
    assert isinstance(first, Worksheet)  # a new workbook has one
    _coding(first, layout, rows)
    codebook, labels = layout.dataset.codebook, layout.dataset.labels["dimension"]
    grouped = layout.dataset.package.has("dimensions")
    issues = {name: header for name, header in ISSUES.items() if grouped or name != "dimension"}
    shown = {"issue": layout.choices["issue"], "dimension": labels}
    _leaf(made.create_sheet(CODEBOOK), codebook, issues, shown, "issue")
    if "position" in layout.coded:
        scale, shown = layout.dataset.positions, {"position": layout.choices["position"]}
        _leaf(made.create_sheet(POSITIONS), scale, SCALE, shown, "position")
    _hidden(made.create_sheet(LISTS), _lists(layout))
    _hidden(made.create_sheet(WRITTEN), _written(layout))
    return saved(made)


def _rows(layout: Layout, free: int) -> Iterator[Row]:
    labels = layout.dataset.labels
    shown = {id: text for text, id in layout.ids.items()}
    there: dict[str, list[list[str]]] = {}
    for point, values in layout.rows:
        texts = [layout.shown(name, value) for name, value in values.items()]
        there.setdefault(point, []).append(texts)
    empty = [[""] * len(layout.coded)] * free
    for point, (meeting, who, gist) in layout.statements.items():
        said = {ID: shown[point], MEETING: labels["meeting"][meeting]}
        said |= {WHO: labels["participant"][who], STATEMENT: gist}
        about = [said[header] for header in layout.headers if header in said]
        for at, coded_as in enumerate([*there.get(point, ()), *empty]):
            yield at == 0, [*about, *coded_as]


def _coding(sheet: Worksheet, layout: Layout, rows: Sequence[Row]) -> None:
    sheet.title = CODING
    _head(sheet, layout.headers, WIDTH)
    fixed, last = len(layout.headers) - len(layout.coded), len(rows) + 1
    for at, (first, texts) in enumerate(rows, 2):
        for across, text in enumerate(texts, 1):
            cell = put(sheet, at, across, text)
            cell.alignment = WRAPPED if across >= fixed else ONE_LINE
            if first:
                cell.border = FIRST
            if across > fixed:
                cell.protection, cell.fill, cell.number_format = FREE, OPEN, TEXT
            elif not first:
                cell.font = PALE
        widths = [WIDTHS.get(header, WIDTH) - 2 for header in layout.headers]
        wrapped = [*zip(texts, widths, strict=True)][fixed - 1 if first else fixed :]
        lines = max(ceil(len(text) / width) for text, width in wrapped)
        sheet.row_dimensions[at].height = LINE * min(max(lines, 1), MOST_LINES)
    sheet.freeze_panes = f"{get_column_letter(fixed)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.headers))}{last}"
    for across, name in enumerate(layout.coded, fixed + 1):
        column = get_column_letter(across)
        if rows:
            sheet.add_data_validation(_rule(layout, name, f"{column}2:{column}{last}"))


def _rule(layout: Layout, name: str, cells: str) -> DataValidation:
    """Say what a column is for, and let it be chosen from a list if it has one."""
    rule = DataValidation(allow_blank=True, showInputMessage=True)
    rule.promptTitle, rule.prompt = HEADERS[name], PROMPTS[name]
    rule.add(cells)
    if choices := layout.choices.get(name):
        column = get_column_letter(2 * [*layout.choices].index(name) + 1)
        rule.type, rule.formula1 = "list", f"{LISTS}!${column}$2:${column}${len(choices) + 1}"
        rule.showErrorMessage, rule.errorTitle = True, HEADERS[name]
        rule.error = "Choose one of the list, or leave the cell empty."
    return rule


def _leaf(
    sheet: Worksheet,
    table: pd.DataFrame,
    headers: Mapping[str, str],
    shown: Mapping[str, Mapping[str, str]],
    key: str,
) -> None:
    """Write a table to read: the columns in which anything stands, with labels, and the id."""
    there = [name for name in headers if name == key or table[name].ne("").any()]
    _head(sheet, [*(headers[name] for name in there), ID], WIDE)
    for at, texts in enumerate(table[[*there, key]].itertuples(index=False, name=None), 2):
        for across, (name, text) in enumerate(zip((*there, ""), texts, strict=True), 1):
            cell = put(sheet, at, across, shown.get(name, {}).get(text, text))
            cell.alignment = WRAPPED
            if name == key:
                cell.font = BOLD


def _head(sheet: Worksheet, headers: Iterable[str], width: int) -> None:
    """Write the headers of a sheet, and lock all of it that is not freed."""
    for across, header in enumerate(headers, 1):
        cell = put(sheet, 1, across, header)
        cell.font, cell.fill, cell.alignment = WHITE, HEAD, ONE_LINE
        sheet.column_dimensions[get_column_letter(across)].width = WIDTHS.get(header, width)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _lock(sheet)


def _lock(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)  # what is False is not protected


def _lists(layout: Layout) -> Iterator[list[str]]:
    """Yield the choices of all columns side by side, each beside its id."""
    lists = [
        [(HEADERS[name], name), *((shown, id) for id, shown in choices.items())]
        for name, choices in layout.choices.items()
    ]
    for at in range(max(map(len, lists))):
        yield [text for one in lists for text in (one[at] if at < len(one) else ("", ""))]


def _written(layout: Layout) -> Iterator[list[str]]:
    """Yield the codings as they stand, and the statements without one."""
    yield [PACKAGE, layout.dataset.package.name]
    yield [ID, STATEMENT, *layout.coded]
    shown = {id: text for text, id in layout.ids.items()}
    for point, values in layout.rows:
        yield [shown[point], layout.statements[point].gist, *values.values()]
    coded = {point for point, _ in layout.rows}
    for point, said in layout.statements.items():
        if point not in coded:
            yield [shown[point], said.gist]


def _hidden(sheet: Worksheet, rows: Iterable[Sequence[str]]) -> None:
    sheet.sheet_state = "hidden"
    for at, texts in enumerate(rows, 1):
        for across, text in enumerate(texts, 1):
            put(sheet, at, across, text)
    _lock(sheet)
