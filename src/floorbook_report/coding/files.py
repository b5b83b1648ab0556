"""The files of a package in which something was coded; all other rows stay byte for byte."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from floorbook.package.reference import reference
from floorbook.package.schema import FILE
from floorbook.statements.packing import field_of
from floorbook_report.coding.changes import Change
from floorbook_report.coding.layout import Layout

CODINGS = "codings"


def files(layout: Layout, changes: Sequence[Change], folder: Path) -> dict[str, bytes]:
    """Return the files of a package that changes make others.

    A new coding stands behind the others of its statement where the file follows the order of the
    points, and else at the end. A column that the package does not have comes in with the first
    coding that needs it.
    """
    new = [name for name in layout.values if _needed(layout, name, changes)]
    found = {layout.codings.table.path: _codings(layout, changes, new)}
    if new:
        found[FILE] = _described((folder / FILE).read_text("utf-8"), new)
    return found


def _needed(layout: Layout, name: str, changes: Sequence[Change]) -> bool:
    told = (change.after[name] for change in changes if change.after)
    return not layout.codings.has(name) and any(text != layout.default(name) for text in told)


def _codings(layout: Layout, changes: Sequence[Change], new: Sequence[str]) -> bytes:
    source, left = layout.codings.source, {change.key: change for change in changes}
    end = "\r\n" if source.row(-1).endswith("\r\n") else "\n"
    ranks = {point: rank for rank, point in enumerate(layout.dataset.points["id"])}
    usual = {name: layout.default(name) for name in new}
    columns = [*layout.codings.frame.columns]
    rows: list[tuple[int, str]] = []
    for at, values in enumerate(layout.codings.rows(*columns)):
        record = {**dict(zip(columns, values, strict=True)), **usual}
        change = left.pop(layout.key_of(record["point"], record), None)
        if change is None:
            rows.append((ranks[record["point"]], _longer(source.row(at), usual.values(), end)))
        elif change.after is not None:
            rows.append(
                (ranks[record["point"]], _line({**record, **_differing(change, record)}, end))
            )
    in_order = all(one <= other for (one, _), (other, _) in pairwise(rows))
    for key, change in left.items():
        rows.append((ranks[key[0]], _line(_new(columns, usual, key[0], change), end)))
    if in_order:
        rows.sort(key=lambda row: row[0])
    return "".join([_longer(source.row(-1), new, end), *(text for _, text in rows)]).encode()


def _differing(change: Change, record: Mapping[str, str]) -> dict[str, str]:
    """Return the values that the coder has changed; what a spreadsheet cannot hold stays so."""
    before, after = change.before or {}, change.after or {}
    return {name: text for name, text in after.items() if name in record and text != before[name]}


def _new(
    columns: Iterable[str], usual: Mapping[str, str], point: str, change: Change
) -> dict[str, str]:
    """Return a new row; columns that are not coded have what stands for nothing in them."""
    blank = {field.name: field.default for field in reference().table(CODINGS).fields}
    record = {**{name: blank.get(name, "") for name in columns}, **usual, "point": point}
    coded = change.after or {}
    return {name: coded.get(name, text) for name, text in record.items()}


def _longer(row: str, texts: Collection[str], end: str) -> str:
    """Return a row as it stands, with further cells."""
    if not texts and row.endswith("\n"):
        return row
    return ",".join([row.rstrip("\r\n"), *texts]) + end


def _line(values: Mapping[str, str], end: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerow(values.values())
    return text.getvalue()


def _described(text: str, new: Iterable[str]) -> bytes:
    """Return the description with further columns of the codings, indented as it is."""
    package = json.loads(text)
    (codings,) = (one for one in package["resources"] if one["name"] == CODINGS)
    codings["schema"]["fields"] += [field_of(CODINGS, name) for name in new]
    indent = re.search(r"\n( +)", text)
    told = json.dumps(package, ensure_ascii=False, indent=len(indent[1]) if indent else 1)
    return f"{told}\n".encode()
