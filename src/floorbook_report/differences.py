"""`floorbook diff`: what differs between two versions of a data package."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.changes import ADDED, CHANGED, REMOVED
from floorbook.package.problems import printable

LEFT_OUT = "left out"
"""In JSON, the value of `change` for a table that is not compared."""

FINDINGS = "findings"
"""What stands for a table in the differences between what the reports find."""

COLUMNS = ("table", "change", "key", "column", "before", "after")

NONE = "nothing"
"""What stands for words that one version does not have."""

_WORDS = re.compile(r"(?:at most )?\d+(?: to \d+)?(?: of \d+)?(?!\w)|\S+")
"""Words; a count with its range and what it is out of is one."""

AROUND = 6
"""How many words stand on either side of those that differ."""

ROWS, LONGEST = 100, 200
"""How many rows a Markdown table has, and characters a value in it: a comment on a pull request
takes 65,536."""


def found(old: Dataset, new: Dataset) -> pd.DataFrame:
    """List what the reports find otherwise: counts of claims, and the sentences that open them.

    Returns
    -------
    DataFrame
        A row is a finding of either version that differs, as `changes` lists values: `table` is
        "findings", `key` the part of a claim, or a report and the number of its finding.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> len(found(data, data)), list(_findings(data).items())[0]
    (0, ("IOM's lead", '4 to 5 of 9 governments'))
    """
    before, after = _findings(old), _findings(new)
    rows = [
        (FINDINGS, _change(before.get(key), after.get(key)), key, "", *pair)
        for key in dict.fromkeys([*before, *after])
        if len({*(pair := (before.get(key, ""), after.get(key, "")))}) > 1
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS])


def _findings(dataset: Dataset) -> dict[str, str]:
    """Return what the reports find: a text for each count of a claim, and each sentence."""
    from floorbook.measures.claims import WHOLE
    from floorbook.wording import claims
    from floorbook.wording.front import PAGES
    from floorbook.wording.phrases import crowd, span
    from floorbook_widgets.front import FINDINGS as SAID

    told = {}
    for claim in dataset.claims["id"]:
        if (held := claims.scope(dataset, claim)) is None:
            continue
        parts = claims.parts(dataset, claim)
        several = {one: f"{label} of: {', '.join(parts.values())}" for one, label in WHOLE.items()}
        labels = parts | (several if len(parts) > 1 else {})
        for part, row in claims.ranges_of(dataset, claim).items():
            if part in labels:
                some = span(row.least, row.most)
                told[labels[part]] = f"{some} of {crowd(dataset, held.kinds, held.of)}"
    for report, says in SAID.items():
        for number, say in enumerate(says, 1):
            told[f"{PAGES[report]}, finding {number}"] = str(say(dataset))
    return told


def _change(before: str | None, after: str | None) -> str:
    return ADDED if before is None else REMOVED if after is None else CHANGED


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
        change = _change(before, after)
        *owner, last = (name for name in way if name not in ("resources", "schema", "fields"))
        column = last if change == CHANGED else ""
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
    """Write the differences as text, as Markdown for a comment on a pull request, or as JSON.

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
        return "\n\n".join([*_comment(records, _summary(texts)), *last])
    return "\n".join([_summary(texts), *map(_line, records), *last])


def _comment(records: Sequence[Mapping[str, str]], summary: str) -> Iterator[str]:
    """Write the parts of a comment: what is found otherwise, then, folded, what differs in data."""
    rows = [one for one in records if one["table"] != FINDINGS]
    if told := [one for one in records if one["table"] == FINDINGS]:
        lines = (f"- {_cell(one['key'])}: {_otherwise(one, _struck, _cell)}" for one in told)
        yield "\n".join(["**What the reports find**", "", *lines])
    else:
        yield "The reports find the same."
    if rows:
        head = ["| table | change | which | column | before | after |", "|---|---|---|---|---|---|"]
        cells = (" | ".join(map(_short, one.values())) for one in rows[:ROWS])
        table = "\n".join([*head, *(f"| {row} |" for row in cells)])
        more = len(rows) - ROWS
        rest = f"\n\n… and {more} more: `floorbook diff OLD NEW` lists them." if more > 0 else ""
        yield f"<details><summary>{summary}</summary>\n\n{table}{rest}\n\n</details>"


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
    if record["table"] == FINDINGS:
        return f"~ {where}: {_otherwise(record, _arrow, printable)}"
    if record["change"] != CHANGED:
        sign = "+" if record["change"] == ADDED else "-"
        return f"{sign} {where}  {printable(record['after'] or record['before'])}".rstrip()
    return f"~ {where}  {record['column']}: {record['before']!r} → {record['after']!r}"


def _otherwise(
    record: Mapping[str, str], write: Callable[[str, str], str], plain: Callable[[str], str]
) -> str:
    """Write a finding once: words that differ as they were and as they are, and some around."""
    before, after = (_WORDS.findall(record[one]) for one in ("before", "after"))
    parts = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    told = []
    for number, (kind, i, j, k, n) in enumerate(parts):
        old, new = before[i:j], after[k:n]
        if kind == "equal":
            head = old[:AROUND] if number else []
            tail = old[-AROUND:] if number < len(parts) - 1 else []
            whole = len(head) + len(tail) >= len(old)
            told.append(plain(" ".join(old if whole else [*head, "…", *tail])))
        else:
            told.append(write(plain(" ".join(old)), plain(" ".join(new))))
    return " ".join(told)


def _struck(old: str, new: str) -> str:
    return " ".join(filter(None, [old and f"~~{old}~~", new and f"**{new}**"]))


def _arrow(old: str, new: str) -> str:
    return f"[{old or NONE} → {new or NONE}]"


def _short(text: str) -> str:
    return _cell(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _cell(text: str) -> str:
    """Escape a text for a Markdown table: bars, line breaks and markup."""
    escaped = "".join(f"\\{mark}" if mark in "\\|*_`<>[]" else mark for mark in text)
    return printable(" ".join(escaped.split()))
