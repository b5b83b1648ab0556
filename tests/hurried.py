"""A synthetic table of two hundred rows typed in a hurry, and what was done wrong in it.

Every text is made up by this module. The states are real, what they say is not: the rows go round
names, issues and positions, and single cells are then spoilt as a hurried hand spoils them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import openpyxl

STATES = ("Peru", "Mali", "France", "Mexico", "Ghana", "Nepal", "Fiji", "Chad", "Norway", "Japan")
ISSUES = ("Harbour fees", "Pilots", "Night landing", "Ropes", "Dredging", "Lighthouse")
SPELLINGS = ("for", "FOR", "against", "Against ", " neutral", "yes", "No", "in favour", "")
DAYS = ("14 October 2031", "2031-10-14", "14/10/2031", "14.10.2031", "14 Oct 31", "Oct. 14, 2031")

HEADERS = ("country ", "SPEAKER", "Topic", "Stance", "Statement", "Date", "Unsure", "Region")
WHO, SPEAKER, TOPIC, STANCE, STATEMENT, DATE, UNSURE, REGION = range(8)
FIRST = 4  # the number of the first row below the headers
SHEET = "Coding (final)"

SPOILT: Mapping[tuple[int, int], str] = {  # (row, column): what was typed
    (9, WHO): "Frnace",
    (12, WHO): "  Peru\u00a0",  # a habit
    (15, WHO): "",
    (21, WHO): "Mali; Ghana",
    (26, WHO): "MÃ©xico",
    (33, TOPIC): "Harbour feees",
    (34, TOPIC): " ropes",  # a habit
    (38, TOPIC): "",
    (44, TOPIC): "Pilots; Ropes",  # a habit
    (51, STANCE): "agianst",
    (58, STANCE): "see notes",
    (63, STANCE): "TRUE",  # a habit
    (64, STANCE): "FALSE",  # a habit
    (70, DATE): "31/02/2031",
    (71, DATE): "14/10/2031 10:30",  # a habit
    (77, DATE): "tbc",
    (80, STATEMENT): "",  # a habit: the issue is there
    (81, UNSURE): "TRUE",  # a habit
    (82, UNSURE): "FALSE",  # a habit
}
AGAIN = {90: 88, 91: 89}
"""Rows that are another once more."""

DOUBTS: Mapping[str, str] = {  # the cells of a doubt: how it goes on
    "cell A9 (country)": "nearly the same as",
    "cell A15 (country)": "empty, and the row is left out",
    "cell A21 (country)": "several states in a cell",
    "cell A26 (country)": "letters look broken",
    "cell C33 (Topic)": "nearly the same as",
    "cell D51 (Stance)": "no known position",
    "cell D58 (Stance)": "no known position",
    "cell F70 (Date)": "no date",
    "cell F77 (Date)": "no date",
    "cells E90, E91 (Statement)": "rows 90 and 88, 91 and 89 say the same on the same issue",
}
TOTAL = FIRST + 200


def rows() -> list[list[str]]:
    """Return the table: a title, headers in two rows, two hundred rows and a total."""
    told = [["Harbour talks, 14 October 2031"] + [""] * 7]
    told.append(["Who", "", "What", "", "", "When", "", ""])
    told.append([*HEADERS])
    for at in range(200):
        row = at + FIRST
        issue, position = ISSUES[at % 6], SPELLINGS[at * 7 % 9]
        words = f"{issue}, as said in row {row}"
        cells = [STATES[at % 10], "", issue, position, words, DAYS[at % 6], "", "Sea"]
        told.append([SPOILT.get((row, column), cell) for column, cell in enumerate(cells)])
    for row, like in AGAIN.items():
        told[row - 1] = [*told[like - 1]]
    return [*told, ["Total", "", "200", "", "", "", "", ""]]


def xlsx() -> bytes:
    """Return the table as a spreadsheet, with its heads merged."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = SHEET
    for row in rows():
        sheet.append([{"TRUE": True, "FALSE": False}.get(cell, cell or None) for cell in row])
    for merged in ("A1:H1", "A2:B2", "C2:E2"):
        sheet.merge_cells(merged)
    made.create_sheet("Codebook").append(["Fees are what ships pay"])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()
