"""`floorbook diff`: what differs between two versions of a data package."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

import pandas as pd

LEFT_OUT = "left out"
"""In JSON, the value of `change` for a table that is not compared."""


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

    columns = ["table", "change", "key", "column", "before", "after"]
    texts = changes[columns].fillna("").astype(str)
    records = [dict(zip(columns, row, strict=True)) for row in texts.itertuples(index=False)]
    if form == "json":
        blank = dict.fromkeys(columns, "")
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
        return f"{sign} {where}  {record['after'] or record['before']}".rstrip()
    return f"~ {where}  {record['column']}: {record['before']!r} → {record['after']!r}"


def _cell(text: str) -> str:
    """Escape a text for a Markdown table: bars, line breaks and markup."""
    escaped = "".join(f"\\{mark}" if mark in "\\|*_`<>[]" else mark for mark in text)
    return " ".join(escaped.split())
