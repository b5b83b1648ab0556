"""What a coder has written into the rows of a workbook, and what of it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from floorbook.package.characters import strange
from floorbook.package.problems import Problem, near
from floorbook.package.values import fault
from floorbook.statements.grid import ERROR, FORMULA, Row, letters
from floorbook.statements.scale import yes
from floorbook_report.coding.layout import HEADERS, ID, NO, STATEMENT, YES, Key, Layout
from floorbook_report.coding.sheets import Codings, Sheets, plain

UNREAD = {ERROR: "the spreadsheet shows an error", FORMULA: "is a formula, and none is reckoned"}
SILENT = ("voice", "coder")
"""Columns that say nothing without an issue: they may be filled down to the end of a sheet."""


@dataclass
class Answers:
    """The codings in the rows of a workbook.

    Attributes
    ----------
    sheets
        The workbook.
    codings
        What can be taken.
    rows
        The row of each coding, also of one that cannot be taken.
    firsts
        The first row of each point.
    problems
        All that is wrong with the others.
    """

    sheets: Sheets
    codings: Codings = field(default_factory=dict)
    rows: dict[Key, int] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        return self.sheets.layout

    def problem(
        self,
        row: int,
        header: str,
        message: str,
        value: str | None = None,
        allowed: tuple[str, ...] = (),
        suggestion: str = "",
    ) -> Problem:
        """Return a problem that points to a cell."""
        column = self.sheets.headers.index(header)
        told = f"cell {letters(column)}{row} ({header}): {message}"
        place = self.sheets.coding.place
        return Problem(place, row, column + 1, told, value, allowed, suggestion)

    def beside(self, row: Row) -> Iterator[Problem]:
        """Yield what stands in a row beside the columns."""
        for column, (header, text) in enumerate(zip(self.sheets.headers, row.cells, strict=True)):
            if text and not header:
                told = (
                    f"cell {letters(column)}{row.number} stands beside the columns, and is not read"
                )
                yield Problem(self.sheets.coding.place, row.number, column + 1, told, text)


def answers(sheets: Sheets) -> Answers:
    """Read every row of a workbook."""
    found = Answers(sheets)
    for row in sheets.coding.rows[1:]:
        found.problems += found.beside(row)
        _read(found, row)
    found.problems += _lost(found)
    return found


def _read(found: Answers, row: Row) -> None:
    cells = dict(zip(found.sheets.headers, row.cells, strict=True))
    layout, number = found.layout, row.number
    point = layout.ids.get(plain(cells[ID]), "")
    found.firsts.setdefault(point, number)
    texts = {name: cells[header] for name, header in layout.coded.items()}
    if not any(text for name, text in texts.items() if name not in SILENT and _says(name, text)):
        return
    values: dict[str, str] = {}
    for name, text in texts.items():
        value, problem = _value(found, number, name, text)
        if problem:
            found.problems.append(problem)
        else:
            values[name] = value
    found.problems += _misplaced(found, number, cells, point)
    if point and values.keys() >= {*layout.key[1:]}:
        _enter(found, number, point, values)


def _says(name: str, text: str) -> bool:
    """Say whether a cell says anything: that nothing is unsure needs no issue."""
    return bool(text) and not (name == "unsure" and yes(text) is False)


def _enter(found: Answers, row: int, point: str, values: dict[str, str]) -> None:
    key = found.layout.key_of(point, values)
    if key in found.rows:
        told = f"the statement has this issue already, in row {found.rows[key]}"
        issue = found.layout.shown("issue", values["issue"])
        found.problems.append(found.problem(row, HEADERS["issue"], told, issue, ("once",)))
        return
    found.rows[key] = row
    if values.keys() == found.layout.coded.keys():
        found.codings[key] = values


def _value(found: Answers, row: int, name: str, text: str) -> tuple[str, Problem | None]:
    """Return the value that a cell stands for, or what is wrong with it."""
    layout, header = found.layout, HEADERS[name]
    labels = tuple(layout.choices.get(name, {}).values())
    if why := UNREAD.get(text):
        return "", found.problem(row, header, why, None, labels or ("a text",))
    if why := strange(text):
        return "", found.problem(row, header, why, text, ("a text",))
    if not text and name == "issue":
        return "", found.problem(row, header, "is empty, though the row is coded", None, labels)
    value = text
    if name == "unsure":
        said = yes(text)
        value = "" if said is None else YES if said else NO
    elif text and name in found.sheets.ids:
        value = found.sheets.ids[name].get(plain(text), "")
    value = value if text else layout.default(name)
    if text and name in layout.choices and value not in layout.choices[name]:
        told = "is none that can be chosen"
        return "", found.problem(row, header, told, text, labels, near(text, labels))
    if wrong := fault(value, layout.field(name)):
        allowed = labels or wrong.allowed
        told, shown = wrong.message, text or None
        return "", found.problem(row, header, told, shown, allowed, wrong.suggestion)
    return value, None


def _misplaced(found: Answers, row: int, cells: Mapping[str, str], point: str) -> Iterator[Problem]:
    """Say that id and statement of a row are not those of the package."""
    if not point:
        ids = tuple(found.layout.ids)
        told = "is no statement of the package"
        yield found.problem(row, ID, told, cells[ID], ids, near(cells[ID], ids))
    elif plain(cells[STATEMENT]) != found.sheets.statements.get(point, ""):
        told = f"is not what was written beside {cells[ID]}: a row's id and statement stay together"
        yield found.problem(row, STATEMENT, told, cells[STATEMENT])


def _lost(found: Answers) -> Iterator[Problem]:
    """Name the codings whose statements have no row any more: that is no way to remove them."""
    points = {key[0]: None for key in found.sheets.codings if key[0] not in found.firsts}
    there = {*found.layout.ids.values()}
    lost = [point for point in points if point in there]
    if lost:
        told = (
            "statements that were coded have no row any more; to take a coding away, empty its row"
        )
        place = found.sheets.coding.place
        yield Problem(place, 1, 1, told, ", ".join(lost), ("every statement",))
