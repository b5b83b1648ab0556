"""A data package from its folder into a dataset: read, checked, completed, typed."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.package import DataError, Field, Package, reference, validation
from floorbook.package.defaults import filled
from floorbook.package.values import typed
from floorbook.places import shipped
from floorbook.statements import opened

KEPT = "FLOORBOOK_KEPT"
"""The variable of kernels that share the data: read once, and changed by none."""

DTYPES = {"string": "str", "date": "str", "integer": "Int64", "number": "Float64"}


def load(data: str | Path | None = None, source: str | Path | None = None) -> Dataset:
    """Load a data package.

    Parameters
    ----------
    data
        A folder with a datapackage.json, or one table of statements (.csv, .tsv, .xlsx, .ods), of
        which a data package is made. By default the folder that the environment variable
        FLOORBOOK_DATA names (`floorbook report --data` sets it for its notebooks), or else the data
        package that comes with Floorbook.
    source
        A folder with the sources. With it every anchor is checked, and `Dataset.passage` gives the
        text behind a point. If `data` is not given either, the default is the folder that
        FLOORBOOK_SOURCE names, if any.

    Raises
    ------
    DataError
        If anything is wrong with the package. Its text lists every problem with its place.

    Examples
    --------
    >>> load().coder
    'machine-1'
    """
    if data is None:
        data = os.environ.get("FLOORBOOK_DATA") or shipped()
        source = source or os.environ.get("FLOORBOOK_SOURCE") or None
        if os.environ.get(KEPT):
            return _kept(data, source)
    return _read(data, source)


def _read(data: str | Path, source: str | Path | None) -> Dataset:
    with opened(Path(data)) as folder:
        shown = folder if folder != Path(data) else data
        report = validation.check(shown, source, trusted=os.environ.get(validation.CHECKED))
        return loaded(report, Path(data))


_kept = cache(_read)


def loaded(report: validation.Report, folder: Path) -> Dataset:
    """Return the dataset of a package that was read and checked.

    Raises
    ------
    DataError
        If anything is wrong with it.
    """
    if report.problems or report.package is None:
        raise DataError(report.problems)
    texts = {name: sheet.frame for name, sheet in report.sheets.items()}
    coders = texts["codings"].get("coder", pd.Series(dtype=str)).unique()  # one, or none
    package = replace(report.package, coder=report.package.coder or "".join(coders))
    frames = {name: _typed(name, table, package) for name, table in filled(package, texts).items()}
    if frames["meetings"]["date"].ne("").all():
        frames["meetings"] = frames["meetings"].sort_values(
            "date", kind="stable", ignore_index=True
        )
    for name in ("dimensions", "kinds"):
        frames[name] = frames[name].sort_values("order", kind="stable", ignore_index=True)
    frames["positions"] = frames["positions"].sort_values(
        "value", kind="stable", na_position="last", ignore_index=True
    )
    further = {name: _typed(name, texts[name], package) for name in texts.keys() - frames.keys()}
    return Dataset(**frames, folder=folder, package=package, texts=report.texts, further=further)


def _typed(name: str, table: pd.DataFrame, package: Package) -> pd.DataFrame:
    """Convert the columns of a table of texts to the types of the reference, or of the package."""
    described = [one for each in (package, reference()) for one in each.tables if one.name == name]
    fields = {field.name: field for one in described for field in one.fields}
    return pd.DataFrame({one: _column(fields[one], table[one]) for one in table.columns})


def _column(field: Field, texts: pd.Series[str]) -> pd.Series[Any]:
    values = [typed(text, field) for text in texts]
    if field.type == "boolean":
        # An empty cell of such a column is neither true nor false, so the column cannot be bool.
        whole = field.required or None not in values
        return pd.Series(values, dtype="bool" if whole else "boolean")
    return pd.Series(values, dtype=DTYPES[field.type])
