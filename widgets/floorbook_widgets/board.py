"""Board: participants in rows, dimensions in columns, and in each cell what is said, in words."""

from __future__ import annotations

from typing import Any

import traitlets as t

from floorbook.dataset import Dataset
from floorbook.package.defaults import DELEGATION, OTHER, SECRETARIAT
from floorbook.wording import front
from floorbook_widgets import matrix
from floorbook_widgets.base import Linked
from floorbook_widgets.selection import STATIC, Selection


class Board(Linked):
    """Who is recorded as saying what, in words: the whole meeting in one picture.

    A row is a participant, a column a dimension; dimensions that are not compared share the last
    column. A cell lists the issues on which something is recorded, by position, each with its
    mark; every issue opens its points. Delegations stand first, then others; the secretariat is
    folded away below.

    Parameters
    ----------
    selection
        The Selection to follow; its dataset is shown.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Board, Selection
    >>> [column["label"] for column in Board(Selection(floorbook.load())).columns]
    ['Leadership', 'Process', 'Coherence', 'Also spoke on']
    """

    _esm = STATIC / "board.js"
    face = "board"
    state = (
        *("name", "heading", "subtitle", "bands", "columns", "cells", "words"),
        *("sentences", "phrases"),
    )

    name = t.Unicode("board").tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    bands = t.List(t.Dict()).tag(sync=True)
    columns = t.List(t.Dict()).tag(sync=True)
    cells = t.List(t.Dict()).tag(sync=True)
    words = t.List(t.Dict()).tag(sync=True)
    sentences = t.Dict().tag(sync=True)
    phrases = t.Dict().tag(sync=True)

    def __init__(self, selection: Selection, **traits: Any) -> None:
        dataset = selection.dataset
        super().__init__(
            selection,
            **{
                "heading": str(front.board(dataset)),
                "subtitle": front.board_caption(dataset),
                "bands": bands(dataset),
                "columns": columns(dataset),
                "cells": matrix.cells(dataset),
                "words": matrix.words(dataset),
                "sentences": matrix.sentences(dataset),
                "phrases": dict(front.BOARD),
                **traits,
            },
        )

    def context(self) -> dict[str, Any]:
        found: dict[tuple[str, str], dict[str, Any]] = {
            (f"{cell['meeting']}/{cell['participant']}", cell["issue"]): cell for cell in self.cells
        }
        return {**super().context(), "said": lambda row, column: self._said(found, row, column)}

    def _said(
        self, found: dict[tuple[str, str], dict[str, Any]], row: str, column: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """What stands in a cell: the words that it has, each with its issues."""
        mine = [
            (issue, found[row, issue["id"]])
            for issue in column["issues"]
            if (row, issue["id"]) in found
        ]
        each = [
            (word, [one for one in mine if one[1]["word"] == word["word"]]) for word in self.words
        ]
        return [{**word, "items": items} for word, items in each if items]


def columns(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the compared dimensions, and one column for all others."""
    groups = {group["id"]: group for group in matrix.groups(dataset)}
    compared = [groups[one] for one in dataset.compared if one in groups]
    other = [
        issue for one in dataset.not_compared if one in groups for issue in groups[one]["issues"]
    ]
    label = front.BOARD["also"] if compared else front.BOARD["spoke"]
    return compared + ([{"id": "", "label": label, "issues": other}] if other else [])


def bands(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the rows by what their kind is to the meeting: delegations, others, the secretariat."""
    kinds = dict(zip(dataset.participants["id"], dataset.participants["kind"], strict=True))
    rows = matrix.rows(dataset)
    found = []
    for role in (DELEGATION, OTHER, SECRETARIAT):
        of_role = dataset.kinds_of(role)
        mine = [row for row in rows if kinds[row["participant"]] in of_role]
        if mine:
            present = [
                kind for kind in of_role if kind in {kinds[row["participant"]] for row in mine}
            ]
            label = front.band(dataset, present, len(mine), counted=role == SECRETARIAT)
            found.append({"id": role, "label": label, "folded": role == SECRETARIAT, "rows": mine})
    return found
