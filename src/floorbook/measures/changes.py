"""Changes: what differs between two versions of a data package."""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.codings import spoken

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

KEYS = {
    "points": ["point"],
    "codings": ["point", "issue", "coder"],
    "cells": CELL,
}


def changes(old: Dataset, new: Dataset, *, released: bool = False) -> pd.DataFrame:
    """List the points, codings and cells that differ between two versions of a data package.

    Ids are never used again, so that what has the same id is the same thing. A point that moved in
    its meeting is not changed by it; a coding is the judgement of one coder, of record or not.

    Parameters
    ----------
    old, new
        The two versions.
    released
        Whether to compare those columns of codings alone that may travel in an exported file.

    Returns
    -------
    DataFrame
        A row is a value that differs: `table` ("points", "codings" or "cells"), `change` ("added",
        "removed" or "changed"), `key` (the ids that name the row, joined by " · "), `column` (""
        for a row that came or went), `before`, `after` (as text), `n` and `points` (of the new
        version; of the old where it is gone).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import changes
    >>> data = floorbook.load()
    >>> len(changes(data, data))
    0
    """
    found: list[dict[str, object]] = []
    for table, key in KEYS.items():
        home = _at_home(old, table) | _at_home(new, table) if released else set()
        before, after = (_rows(one, table, key, home) for one in (old, new))
        for name in dict.fromkeys([*before, *after]):
            found += [
                {"table": table, "key": " · ".join(name)} | change
                for change in _compare(before.get(name), after.get(name))
            ]
    columns = ["table", "change", "key", "column", "before", "after", "n", "points"]
    return pd.DataFrame(found, columns=columns).astype({"n": "Int64"})


Row = dict[str, object]


def _at_home(dataset: Dataset, table: str) -> set[str]:
    """Return the columns of a table of codings that do not travel."""
    if table != "codings":  # of points and cells only what reports show is compared
        return set()
    both = [one for one in dataset.package.tables if one.name in ("codings", "codings_blind")]
    return {column for one in both for column in {*one.columns} - {*one.released}}


def _rows(
    dataset: Dataset, table: str, key: list[str], home: set[str]
) -> dict[tuple[str, ...], Row]:
    """Return a table's rows by their key, each with its points; without the columns of `home`."""
    if table == "points":
        rows = spoken(dataset)[["point", "participant", "intervention", "place", "gist"]]
    elif table == "codings":
        both = [dataset.codings, dataset.codings_blind]
        rows = pd.concat(both, ignore_index=True)[[*key, "position", "voice", "unsure", "note"]]
    else:
        rows = cells(dataset)[[*key, "word", "points"]]
    if table != "cells":
        points = pd.Series([(point,) for point in rows["point"]], index=rows.index, dtype=object)
        rows = rows.assign(points=points)
    names = zip(*(rows[column] for column in key), strict=True)
    values = rows.drop(columns=key).drop(columns=home, errors="ignore").to_dict("records")
    return {
        name: {str(column): value for column, value in row.items()}
        for name, row in zip(names, values, strict=True)
    }


def _compare(before: Row | None, after: Row | None) -> list[Row]:
    """Return what differs between two rows of one key; None is a row that is not there."""
    if before is None or after is None:
        here: Row = after or before or {}
        text = ", ".join(
            str(value) for name, value in here.items() if name != "points" and value != ""
        )
        if before is None:
            return [_change(ADDED, "", "", text, here)]
        return [_change(REMOVED, "", text, "", here)]
    return [
        _change(CHANGED, name, before[name], value, after)
        for name, value in after.items()
        if value != before[name]
    ]


def _change(change: str, column: str, before: object, after: object, row: Row) -> Row:
    points = row["points"]
    assert isinstance(points, tuple)
    return {
        "change": change,
        "column": column,
        "before": " ".join(before) if isinstance(before, tuple) else str(before),
        "after": " ".join(after) if isinstance(after, tuple) else str(after),
        "n": len(points),
        "points": points,
    }
