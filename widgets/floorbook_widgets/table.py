"""Table: any DataFrame whose rows carry ids."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import pandas as pd
import traitlets as t

from floorbook.dataset import Dataset
from floorbook.package.problems import hint
from floorbook.scale import MIXED
from floorbook.wording.controls import UNNAMED
from floorbook.wording.numbers import shown as written
from floorbook.wording.tables import HEADS
from floorbook_widgets.base import Linked, digest
from floorbook_widgets.selection import STATIC, Selection

KEYS = {
    "meeting": "meeting",
    "participant": "participant",
    "a": "participant",
    "b": "participant_b",
    "dimension": "dimension",
    "issue": "issue",
    "issues": "issue",
}
"""Columns that say what the rows of a frame are about, and the key by which they are filtered."""

HOLDS = {
    **{one: one for one in ("meeting", "participant", "dimension", "issue", "position", "point")},
    **dict.fromkeys(("a", "b", "other", "by", "who", "repliers", "answered"), "participant"),
    **dict.fromkeys(("always", "deciding", "delegations", "others"), "participant"),
    **dict.fromkeys(
        ("issues", "same_issues", "different_issues", "beside_issues", "unsure_sides"), "issue"
    ),
    **dict.fromkeys(("word", "word_other", "without", "position_other"), "position"),
    **dict.fromkeys(("points", "decisive", "response", "replies"), "point"),
}
"""Columns whose values are ids, with the kind of id: labels are shown in their place.

The values of other columns are shown as they are: a text may look like an id."""

LONG = 12
"""A table with more rows than this is folded: a report is read by its findings first."""

DECIMALS = 2
"""How many decimals are shown at most; what is sorted and saved has all."""


class Table(Linked):
    """A DataFrame that follows a Selection and opens the points behind each row.

    Rows are filtered by the columns that hold ids: ``meeting``, ``participant`` (for pairs ``a``
    and ``b``), ``dimension``, ``issue`` (or ``issues``, with several in a cell). A column
    ``points`` has the evidence, ``label`` a row's name, ``sentence`` the row as one sentence. In
    the columns that `HOLDS` names, ids of participants, issues, dimensions, positions, meetings and
    points are shown as labels.

    Parameters
    ----------
    selection
        The Selection to follow.
    frame
        The table.
    columns
        What is shown: column of the frame → header, in this order. If the package has several
        meetings, a column ``meeting`` is added at the end.
    heading, subtitle, note
        The finding; what is shown, n and source; a line under the table.
    empty
        The text if no row is left.
    folded
        Whether the rows stand behind a control that opens them; default: those of a long table do.
    absent
        Whether an exported report leaves the table out.

    Raises
    ------
    ValueError
        For a column that the frame does not have; the message names the nearest.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection, Table
    >>> data = floorbook.load()
    >>> asks = floorbook.measures.asks(data)
    >>> columns = {"participant": "Who", "gist": "What", "fate": "What became of it"}
    >>> table = Table(Selection(data), asks, columns, heading="Asks of the floor")
    >>> table.rows[0]["cells"]
    ['Libya', 'Does this lead to a legally binding text?', 'answered']
    """

    _esm = STATIC / "table.js"
    face = "table"
    state = ("name", "heading", "subtitle", "note", "empty", "headers", "rows", "order", "folded")

    name = t.Unicode().tag(sync=True)
    heading = t.Unicode(UNNAMED["table"]).tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    empty = t.Unicode(UNNAMED["no rows"]).tag(sync=True)
    headers = t.List(t.Unicode()).tag(sync=True)
    rows = t.List(t.Dict()).tag(sync=True)
    order = t.List(default_value=[-1, False]).tag(sync=True)
    folded = t.Bool(False).tag(sync=True)

    def __init__(
        self,
        selection: Selection,
        frame: pd.DataFrame,
        columns: Mapping[str, str] | None = None,
        *,
        absent: bool = False,
        **traits: Any,
    ) -> None:
        columns = dict(columns) if columns else {name: name for name in frame.columns}
        if len(selection.dataset.meetings) > 1 and "meeting" in frame.columns:
            columns.setdefault("meeting", HEADS["meeting"])
        for unknown in [name for name in columns if name not in frame.columns]:
            raise ValueError(f"the table has no column {unknown!r}{hint(unknown, frame.columns)}")
        found = rows(selection.dataset, frame, list(columns))
        headers = list(columns.values())
        self.absent = absent
        super().__init__(
            selection,
            **{
                "headers": headers,
                "rows": found,
                "name": f"table-{digest([headers, found])}",
                "folded": len(found) > LONG,
                **traits,
            },
        )

    def context(self) -> dict[str, Any]:
        opens = any(row["points"] or row.get("sentence") for row in self.rows)
        return {**super().context(), "evidence": opens, "text_of": text_of}


def rows(dataset: Dataset, frame: pd.DataFrame, shown: list[str]) -> list[dict[str, Any]]:
    """Give a row for each of the frame's: cells in words, the positions that they name, what it
    is about, and points."""
    kinds = [HOLDS.get(column, "") for column in shown]
    told = [words(dataset, kind) for kind in kinds]
    found = []
    for record in frame.to_dict("records"):
        cells = [_cell(record[column], names) for column, names in zip(shown, told, strict=True)]
        row: dict[str, Any] = {
            "cells": cells,
            "mark": {
                key: list(value) if isinstance(value := record[column], list | tuple) else value
                for column, key in KEYS.items()
                if column in record
            },
            "label": str(record.get("label") or ", ".join(filter(None, map(text_of, cells[:2])))),
            "points": list(record.get("points", ())),
        }
        if "position" in kinds:
            row["positions"] = [
                str(record[column]) if kind == "position" else None
                for column, kind in zip(shown, kinds, strict=True)
            ]
        if sentence := record.get("sentence"):
            row["sentence"] = sentence
        found.append(row)
    return found


def words(dataset: Dataset, kind: str) -> Mapping[str, str]:
    """Return the labels for the ids of a kind; none for an unknown kind.

    Examples
    --------
    >>> import floorbook
    >>> words(floorbook.load(), "position")["mixed"]
    'Mixed'
    """
    if kind == "position":  # a cell has a word, which may be more than a position
        return {**dataset.labels[kind], MIXED: MIXED.capitalize()}
    return dataset.labels.get(kind, {})


def _cell(value: Any, words: Mapping[str, str]) -> str | list[Any]:
    """Return what a cell shows, ids in words; a number beside its text, for sorting and CSV."""
    if isinstance(value, list | tuple):
        return ", ".join(words.get(str(one), str(one)) for one in value)
    text = written(value, DECIMALS)
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return [text, value]
    return words.get(text, text)


def text_of(cell: str | list[Any]) -> str:
    """Give the text of a cell.

    Examples
    --------
    >>> text_of("tea"), text_of(["0.13", 0.125])
    ('tea', '0.13')
    """
    return cell if isinstance(cell, str) else str(cell[0])
