"""`floorbook diff`: what differs between two versions of a data package."""

from __future__ import annotations

import json
from collections import Counter

import pandas as pd

FORMATS = ("text", "markdown", "json")


def told(changes: pd.DataFrame, form: str) -> str:
    """The differences as text, as a Markdown table for a review, or as JSON.

    Parameters
    ----------
    changes
        What :func:`floorbook.measures.changes` gives.
    form
        One of FORMATS.
    """
    columns = ["table", "change", "key", "column", "before", "after"]
    texts = changes[columns].fillna("").astype(str)
    records = [dict(zip(columns, row, strict=True)) for row in texts.itertuples(index=False)]
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=1)
    if not records:
        return "Nothing differs in points, codings and cells."
    tally = Counter(f"{record['table']} {record['change']}" for record in records)
    counts = [f"{n} in {what}" for what, n in tally.items()]
    summary = f"{len(records)} value{'s' * (len(records) > 1)} differ: {', '.join(counts)}"
    if form == "markdown":
        lines = [
            "| table | change | which | column | before | after |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            "| " + " | ".join(_cell(value) for value in record.values()) + " |"
            for record in records
        ]
        return "\n".join([summary, "", *lines])
    return "\n".join([summary, *map(_line, records)])


def _line(record: dict[str, str]) -> str:
    where = f"{record['table']}: {record['key']}"
    if record["change"] != "changed":
        sign = "+" if record["change"] == "added" else "-"
        return f"{sign} {where}  {record['after'] or record['before']}".rstrip()
    return f"~ {where}  {record['column']}: {record['before']!r} → {record['after']!r}"


def _cell(text: str) -> str:
    """Text for a Markdown table: no bar and no line break of its own, and no markup."""
    escaped = "".join(f"\\{mark}" if mark in "\\|*_`<>[]" else mark for mark in text)
    return " ".join(escaped.split())
