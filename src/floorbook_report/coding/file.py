"""The file of the codings with what was changed in it; all other rows stay byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import pairwise

from floorbook.package.reference import reference
from floorbook_report.coding.changes import Change
from floorbook_report.coding.layout import Layout


def file(layout: Layout, changes: Sequence[Change]) -> bytes:
    """Return the file of the codings with changes.

    A new coding stands behind the others of its statement where the file follows the order of the
    points, and else at the end.
    """
    source, left = layout.codings.source, {change.key: change for change in changes}
    end = "\r\n" if source.row(-1).endswith("\r\n") else "\n"
    ranks = {point: rank for rank, point in enumerate(layout.dataset.points["id"])}
    rows: list[tuple[int, str]] = []
    columns = [*layout.codings.frame.columns]
    for at, values in enumerate(layout.codings.rows(*columns)):
        record = dict(zip(columns, values, strict=True))
        change = left.pop(layout.key_of(record["point"], record), None)
        if change is None:
            rows.append((ranks[record["point"]], source.row(at)))
        elif change.after is not None:
            rows.append((ranks[record["point"]], _row({**record, **_differing(change)}, end)))
    in_order = all(one <= other for (one, _), (other, _) in pairwise(rows))
    for key, change in left.items():
        rows.append((ranks[key[0]], _row(_new(layout, key[0], change), end)))
    if in_order:
        rows.sort(key=lambda row: row[0])
    texts = [source.row(-1), *(text for _, text in rows)]
    return "".join(text if text.endswith("\n") else text + end for text in texts).encode()


def _differing(change: Change) -> dict[str, str]:
    """Return the values that the coder has changed; what a spreadsheet cannot hold stays so."""
    before, after = change.before or {}, change.after or {}
    return {name: value for name, value in after.items() if value != before.get(name)}


def _new(layout: Layout, point: str, change: Change) -> dict[str, str]:
    """Return a new row; columns that are not coded have what stands for nothing in them."""
    usual = {field.name: field.default for field in reference().table("codings").fields}
    columns = {name: usual.get(name, "") for name in layout.codings.frame.columns}
    return {**columns, "point": point, **(change.after or {})}


def _row(values: Mapping[str, str], end: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerow(values.values())
    return text.getvalue()
