"""`floorbook diff`: what differs between two versions of a data package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from floorbook.package.problems import printable

LEFT_OUT = "left out"
"""In JSON, the value of `change` for a table that is not compared."""


COLUMNS = ("table", "change", "key", "column", "before", "after")


def described(old: Path, new: Path) -> pd.DataFrame:
    """List what differs between the descriptions of two packages, as `changes` lists the rest.

    Of what has a name (tables, columns, licences) the order means nothing; a table or column that
    came or went is one row.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> folders = [TemporaryDirectory(), TemporaryDirectory()]
    >>> old, new = (Path(folder.name) for folder in folders)
    >>> for folder, title in ((old, "Tea"), (new, "Tea and milk")):
    ...     _ = (folder / "datapackage.json").write_text(json.dumps({"title": title}))
    >>> described(old, new)[["change", "column", "before", "after"]].values.tolist()
    [['changed', 'title', 'Tea', 'Tea and milk']]
    """
    from floorbook.package import FILE

    both = (json.loads((folder / FILE).read_bytes()) for folder in (old, new))
    found = []
    for way, before, after in _differ(*both):
        change = "added" if before is None else "removed" if after is None else "changed"
        *owner, last = (name for name in way if name not in ("resources", "schema", "fields"))
        column = last if change == "changed" else ""
        key = " · ".join(owner if column else [*owner, last]) or "the package"
        found.append((FILE, change, key, column, _text(before), _text(after)))
    return pd.DataFrame(found, columns=[*COLUMNS])


def _differ(old: Any, new: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any, Any]]:
    before, after = _named(old), _named(new)
    if isinstance(before, dict) and isinstance(after, dict):
        for name in {**before, **after}:
            yield from _differ(before.get(name), after.get(name), (*way, name))
    elif old != new:
        yield way, old, new


def _named(value: Any) -> Any:
    """Return a list of things with names as these things by their names; all else as it is."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        names = [one.get("name") for one in value]
        if all(isinstance(name, str) for name in names) and len({*names}) == len(names):
            return dict(zip(names, value, strict=True))
    return value


def _text(value: Any) -> str:
    if isinstance(value, dict) and "schema" in value:
        return str(value["path"])
    if isinstance(value, str) or value is None:
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def told(changes: pd.DataFrame, form: str, left_out: Mapping[str, str] | None = None) -> str:
    """Write the differences as text, as a Markdown table for a review, or as JSON.

    Parameters
    ----------
    changes
        What `floorbook.measures.changes` gives.
    form
        ``"text"``, ``"markdown"`` or ``"json"``.
    left_out
        The tables that were not compared, each with its reason.

    Examples
    --------
    >>> columns = ["table", "change", "key", "column", "before", "after"]
    >>> more = pd.DataFrame([["acts", "added", "tea-1-a", "", "", "question"]], columns=columns)
    >>> print(told(more, "text"))
    1 difference: acts 1 added
    + acts: tea-1-a  question
    """
    from floorbook.wording.method import not_compared

    texts = changes[[*COLUMNS]].fillna("").astype(str)
    records = [dict(zip(COLUMNS, row, strict=True)) for row in texts.itertuples(index=False)]
    if form == "json":
        blank = dict.fromkeys(COLUMNS, "")
        records += [
            {**blank, "table": table, "change": LEFT_OUT, "after": why}
            for table, why in (left_out or {}).items()
        ]
        return json.dumps(records, ensure_ascii=False, indent=1)
    last = [not_compared(left_out)] if left_out else []
    if not records:
        return "\n".join(["Nothing that is compared differs.", *last])
    if form == "markdown":
        rows = [" | ".join(_cell(value) for value in record.values()) for record in records]
        head = ["| table | change | which | column | before | after |", "|---|---|---|---|---|---|"]
        table = [*head, *(f"| {row} |" for row in rows)]
        return "\n".join([_summary(texts), "", *table, *([""] if last else []), *last])
    return "\n".join([_summary(texts), *map(_line, records), *last])


def _summary(changes: pd.DataFrame) -> str:
    """Count the differences, table by table."""
    tally = Counter(zip(changes["table"], changes["change"], strict=True))
    counts: dict[str, list[str]] = {}
    for (table, change), n in tally.items():
        counts.setdefault(table, []).append(f"{n} {change}")
    where = "; ".join(f"{table} {', '.join(found)}" for table, found in counts.items())
    return f"{len(changes)} difference{'s' * (len(changes) > 1)}: {where}"


def _line(record: dict[str, str]) -> str:
    where = f"{record['table']}: {record['key']}"
    if record["change"] != "changed":
        sign = "+" if record["change"] == "added" else "-"
        return f"{sign} {where}  {printable(record['after'] or record['before'])}".rstrip()
    return f"~ {where}  {record['column']}: {record['before']!r} → {record['after']!r}"


def _cell(text: str) -> str:
    """Escape a text for a Markdown table: bars, line breaks and markup."""
    escaped = "".join(f"\\{mark}" if mark in "\\|*_`<>[]" else mark for mark in text)
    return printable(" ".join(escaped.split()))
