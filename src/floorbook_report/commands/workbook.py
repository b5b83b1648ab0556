"""`floorbook workbook`: the statements of a package as a spreadsheet to code in, and back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from floorbook_report.errors import CommandError, WrongData
from floorbook_report.locks import NAME, held
from floorbook_report.scratch import scratch
from floorbook_report.snapshot import changed, checked, named, snapshot
from floorbook_report.writer import unwritten, write_bytes, write_together

if TYPE_CHECKING:
    from floorbook_report.coding.changes import Compared
    from floorbook_report.coding.layout import Layout

HELP = "code statements in a spreadsheet"
ENDING = ".xlsx"
FREE = 2
UNWRITTEN = "nothing was written"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder of the data package")
    command.add_argument("book", type=Path, metavar="FILE.xlsx", help="the workbook")
    command.add_argument(
        "--read", action="store_true", help="take over what was coded in it, all or nothing"
    )
    command.add_argument(
        "--rows",
        type=_rows,
        default=FREE,
        metavar="N",
        help=f"free rows for each statement, beyond those that are coded (default: {FREE})",
    )


def run(options: argparse.Namespace) -> None:
    """Write a workbook, or take over what was coded in one."""
    from floorbook.statements import is_table

    if is_table(options.folder):
        raise CommandError(
            f"{options.folder} is a table: `floorbook new DIR --from {options.folder}` makes a"
            " data package of it"
        )
    if options.book.suffix.casefold() != ENDING:
        raise CommandError(f"{options.book} is no workbook: its name must end in {ENDING}")
    if options.read:
        _read(options.folder, options.book)
    else:
        _write(options.folder, options.book, options.rows)


def _write(folder: Path, path: Path, free: int) -> None:
    from floorbook.loading import loaded
    from floorbook_report.coding.book import book
    from floorbook_report.coding.layout import Layout

    if os.path.lexists(path):
        raise CommandError(
            f"{path} is there, and may hold codings: take them over with --read, then remove it"
            " or give another name"
        )
    report = checked(folder)
    layout = Layout(loaded(report, folder), report.sheets["codings"])
    content = book(layout, free)
    try:
        write_bytes(path, content)
    except OSError as error:
        raise CommandError(unwritten(error)) from error
    many = len(layout.statements)
    print(f"{path}  {many} statement{'s' * (many != 1)} to code on the sheet Coding")


def _read(folder: Path, path: Path) -> None:
    """Compare the workbook with one reading of the package, and write what differs."""
    from floorbook.loading import loaded
    from floorbook_report.coding.changes import told
    from floorbook_report.coding.files import files
    from floorbook_report.coding.layout import Layout

    with scratch() as copy:
        report = snapshot(folder, copy)
        layout = Layout(loaded(report, folder), report.sheets["codings"])
        both = _compared(layout, path)
        found = both.found
        contents = files(layout, found, copy) if found else {}
        before = {name: (copy / name).read_bytes() for name in contents}
        for name, content in contents.items():
            (copy / name).write_bytes(content)
        _check(copy, folder)
    print(told(layout, both))
    if not found:
        return
    try:
        with held(folder / NAME) as alone:
            for name, content in before.items():
                if (folder / name).read_bytes() != content:
                    raise changed(folder / name)
            write_together({folder / name: contents[name] for name in contents}, alone)
    except OSError as error:
        raise CommandError(unwritten(error)) from error
    written = ", ".join(str(folder / name) for name in contents)
    print(f"{written}  written; to code more, write a new workbook")


def _compared(layout: Layout, path: Path) -> Compared:
    """Compare the workbook with the package; a `CommandError` has all that cannot be taken over."""
    from floorbook.package import DataError, Problem
    from floorbook.package.boundary import content
    from floorbook_report.coding.answers import answers
    from floorbook_report.coding.changes import compared
    from floorbook_report.coding.sheets import Sheets

    try:
        held, why = content(path)
        if why:
            raise DataError([Problem(str(path), 1, 1, f"the file {why}")])
        given = answers(Sheets.read(layout, held, str(path)))
        both = compared(given)
        if given.problems or both.conflicts:
            raise DataError([*given.problems, *both.conflicts])
    except DataError as error:
        problems = sorted(error.problems, key=lambda one: (one.line, one.column))
        raise WrongData(problems, f"the workbook; {UNWRITTEN}") from None
    return both


def _check(copy: Path, folder: Path) -> None:
    """Check the package as it would be."""
    from floorbook.package import validation

    if problems := validation.check(copy).problems:
        shown = {str(copy): str(folder)}
        raise WrongData([named(one, shown) for one in problems], f"the data; {UNWRITTEN}")


def _rows(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 50:
        raise argparse.ArgumentTypeError(f"{text} is not one of 0 to 50")
    return number
