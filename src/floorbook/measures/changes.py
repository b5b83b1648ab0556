"""Changes: what differs between two versions of a data package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.claims import WHOLE, claim_range, part_labels
from floorbook.package import reference

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

CELLS, CLAIMS = "cells", "claim_range"
"""What is compared in addition to the packages' tables: words of cells, and counts of claims."""

CODINGS = ("codings", "codings_blind")
"""Two files with the same columns: the codings of the coder of record, and of other coders."""

POINTS = ("point", "target_point", "response_point")
"""Columns that hold the points that a row is about."""


class Row(NamedTuple):
    """A row as it is compared: its values as text, and the points that it is about."""

    values: Mapping[str, str]
    points: tuple[str, ...]


Rows = dict[tuple[str, ...], Row]


def changes(old: Dataset, new: Dataset, *, released: bool = False) -> pd.DataFrame:
    """List all that differs between two versions of a data package.

    It compares all tables that either package has, row by row, then the words of cells and the
    counts of claims; `not_compared` names the tables that are left out. Ids are never used again,
    so two rows with the same id are about the same thing. The order of rows in a file does not
    matter.

    Parameters
    ----------
    old, new
        The two versions.
    released
        Whether to compare only columns that may be published in an exported file.

    Returns
    -------
    DataFrame
        A row is a value that differs: `table` (a table of the data, "cells" or "claim_range"),
        `change` ("added", "removed" or "changed"), `key` (the ids that name the row, joined by
        " · "; for a claim its id and the label of the part), `column` ("" for a row that was added
        or removed), `before`, `after` (as text), `n` and `points` (of the new version, or of the
        old one if the row was removed).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import changes
    >>> data = floorbook.load()
    >>> len(changes(data, data))
    0
    """
    left = not_compared(old, new, released=released)
    names = [
        table.name
        for table in reference().tables
        if table.name != CODINGS[1] and any(one.package.has(table.name) for one in (old, new))
    ]
    found: list[dict[str, object]] = []
    for name in [*(one for one in names if one not in left), CELLS, CLAIMS]:
        files = [one for one in (CODINGS if name == CODINGS[0] else [name]) if one not in left]
        home = {one: _at_home(one, old, new) if released else set() for one in files}
        before, after = ({key: row for one in files for key, row in _rows(data, one, home[one])}
                         for data in (old, new))  # fmt: skip
        for key in dict.fromkeys([*before, *after]):
            found += [
                {"table": name, "key": " · ".join(key)} | change
                for change in _compare(before.get(key), after.get(key))
            ]
    columns = ["table", "change", "key", "column", "before", "after", "n", "points"]
    return pd.DataFrame(found, columns=columns).astype({"n": "Int64"})


def not_compared(old: Dataset, new: Dataset, *, released: bool = False) -> dict[str, str]:
    """Name the tables that `changes` leaves out, and say why.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> not_compared(data, data)
    {}
    """
    found = {}
    for table in dict.fromkeys(one.name for data in (old, new) for one in data.package.tables):
        if not reference().has(table):
            found[table] = "Floorbook does not read it"
        elif released and not _at_home(table, old, new).isdisjoint(_key(table)):
            found[table] = "its ids are not released"
    return found


def _key(table: str) -> tuple[str, ...]:
    own = {CELLS: tuple(CELL), CLAIMS: ("claim", "part")}
    return own.get(table) or reference().table(table).keys[0]


def _at_home(table: str, old: Dataset, new: Dataset) -> set[str]:
    """Return the columns of a table that may not be published, in either version."""
    described = [
        data.package.table(table) for data in (old, new) if data.package.has(table)
    ]  # what a package does not describe is made, and holds nothing of its own
    return {column for one in described for column in {*one.columns} - {*one.released}}


def _rows(dataset: Dataset, table: str, home: set[str]) -> Iterable[tuple[tuple[str, ...], Row]]:
    """Give a table's rows with their keys; without the columns of `home`."""
    key = _key(table)
    if table == CELLS:
        frame = cells(dataset)[[*key, "word", "points"]]
    elif table == CLAIMS:
        frame = _claims(dataset)
    else:
        frame = getattr(dataset, table).drop(columns=home, errors="ignore")
    about = ["id"] if table == "points" else [one for one in POINTS if one in frame]
    for record in frame.to_dict("records"):
        texts = {str(name): _text(value) for name, value in record.items()}
        points = record.get("points") or tuple(texts[one] for one in about if texts[one])
        values = {name: text for name, text in texts.items() if name not in key}
        yield tuple(texts[one] for one in key), Row(values, points)


def _claims(dataset: Dataset) -> pd.DataFrame:
    """Return how many support each part of each claim, as a range of so many.

    Claims with several parts also have the counts for any part and for every part.
    """
    several, labels = dataset.claim_parts["claim"].value_counts() > 1, part_labels(dataset)
    table = claim_range(dataset)
    found = []
    for claim, part, least, most, of in zip(
        *(table[name] for name in ("claim", "part", "least", "most", "of")), strict=True
    ):
        if part in WHOLE and not several[claim]:
            continue
        label = WHOLE.get(part) or labels[claim, part]
        span = f"{least} of {of}" if least == most else f"{least} to {most} of {of}"
        found.append((claim, label, span))
    return pd.DataFrame(found, columns=["claim", "part", "supporters"])


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _compare(before: Row | None, after: Row | None) -> list[dict[str, object]]:
    """Return what differs between two rows of one key; None is a row that is not there."""
    here = after or before
    assert here
    about = {"n": len(here.points), "points": here.points}
    if before is None or after is None:
        text = ", ".join(value for name, value in here.values.items() if value and name != "points")
        told = {"before": "", "after": text} if after else {"before": text, "after": ""}
        return [{"change": ADDED if after else REMOVED, "column": ""} | told | about]
    return [
        {"change": CHANGED, "column": name, "before": before.values[name], "after": value} | about
        for name, value in after.values.items()
        if value != before.values.get(name, value)
    ]
