"""`floorbook table`: any table of the data, and any measure, as csv, xlsx, json or GraphML."""

from __future__ import annotations

import csv
import inspect
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from floorbook import measures, wording
from floorbook.dataset import Dataset
from floorbook.package.problems import hint
from floorbook.statements.table import table as statements
from floorbook_report.errors import CommandError
from floorbook_report.spreadsheets import put, saved


def names(dataset: Dataset) -> list[str]:
    """Return every name that `frame` knows: tables of the data that may travel, then measures."""
    return [*_stored(dataset), *(name for name in _measures() if name not in _stored(dataset))]


def _stored(dataset: Dataset) -> list[str]:
    return [table.name for table in dataset.package.tables if table.released]


def frame(dataset: Dataset, name: str) -> pd.DataFrame:
    """Return the table of that name: a table of the data, its published columns, or a measure.

    Raises
    ------
    CommandError
        For an unknown name, with those that there are.
    """
    if name in _stored(dataset):
        return dataset.released(name)
    if name in _measures():
        return _measures()[name](dataset)
    if dataset.package.has(name):
        raise CommandError(f"no column of {name!r} is released: nothing of it may travel")
    there = names(dataset)
    raise CommandError(f"there is no table {name!r} among {', '.join(there)}{hint(name, there)}")


def written(dataset: Dataset, name: str, form: str, meeting: str | None = None) -> bytes:
    """Return the table as a file of that format; GraphML contains one meeting.

    As CSV, a table of the data has the exact values of its file. In a measure, lists of ids are
    joined by spaces, and missing values are left blank. In xlsx, text is kept as text, so that it
    cannot be a formula.

    Raises
    ------
    CommandError
        For an unknown name, for GraphML of a table that is not a network, and for several meetings
        if none is named.
    """
    if form == "graphml":
        if name != "network":
            raise CommandError(f"only `network` can be written as graphml, not {name!r}")
        try:
            return measures.graphml(dataset, measures.network(dataset), meeting).encode()
        except ValueError as error:
            raise CommandError(f"{error} (--meeting)") from error
    if form == "csv" and name in _stored(dataset):
        return _as_stored(dataset, name)
    table = frame(dataset, name).map(_plain)
    if form == "json":
        rows = [
            {key: None if _missing(value) else value for key, value in row.items()}
            for row in table.astype(object).to_dict("records")
        ]
        return (json.dumps(rows, ensure_ascii=False, indent=1, default=_number) + "\n").encode()
    if form == "xlsx":
        return _workbook(name, table)
    for column in table.select_dtypes("bool").columns:
        table[column] = table[column].map({True: "true", False: "false"})
    return table.to_csv(index=False, lineterminator="\n").encode()


def _as_stored(dataset: Dataset, name: str) -> bytes:
    """Return the columns that may be published, with the exact texts of the file."""
    table = dataset.package.table(name)
    text = io.StringIO((dataset.folder / table.path).read_text(encoding="utf-8"), newline="")
    told = io.StringIO(newline="")
    writer = csv.DictWriter(told, table.released, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(csv.DictReader(text))
    return told.getvalue().encode()


def _measures() -> dict[str, Callable[[Dataset], pd.DataFrame]]:
    """Return the measures that need only a dataset and give a table."""
    found: dict[str, Callable[[Dataset], pd.DataFrame]] = {}
    for name in (*measures.__all__, *wording.__all__):
        measure = getattr(measures, name, None) or getattr(wording, name)
        if not inspect.isfunction(measure):
            continue
        first, *others = inspect.signature(measure).parameters.values()
        alone = all(one.default is not one.empty for one in others)
        if alone and first.name == "dataset" and name != "graphml":
            found[name] = measure
    return {**found, "statements": statements}


def _workbook(name: str, table: pd.DataFrame) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = re.sub(r"[\[\]:*?/\\]", "-", name)[:31]  # what spreadsheets take
    for at, row in enumerate([list(table.columns), *table.to_numpy(dtype=object).tolist()], 1):
        for across, value in enumerate(row, 1):
            if _missing(value):
                continue
            if isinstance(value, str):
                put(sheet, at, across, value)
            else:
                plain = value if isinstance(value, bool) else _number(value)
                sheet.cell(at, across).value = plain
    sheet.freeze_panes = "A2"
    return saved(book)


def _plain(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value))


def _number(value: Any) -> Any:
    """Return a number of numpy as one of Python."""
    return value.item() if hasattr(value, "item") else value
