"""Board: participants in rows, dimensions in columns, and in each cell what is said, in words."""

from __future__ import annotations

from typing import Any

import traitlets as t

from floorbook.dataset import Dataset
from floorbook.package.defaults import DELEGATION, OTHER, SECRETARIAT
from floorbook.wording import board
from floorbook_widgets import matrix
from floorbook_widgets.base import Linked, front
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
    shows_cells = True
    state = ("name", "heading", "subtitle", "bands", "columns")

    name = t.Unicode("board").tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    bands = t.List(t.Dict()).tag(sync=True)
    columns = t.List(t.Dict()).tag(sync=True)

    def __init__(self, selection: Selection, **traits: Any) -> None:
        dataset = selection.dataset
        super().__init__(
            selection,
            **{
                "heading": str(board.board(dataset)),
                "subtitle": board.board_caption(dataset),
                "bands": bands(dataset),
                "columns": columns(dataset),
                **traits,
            },
        )

    def context(self) -> dict[str, Any]:
        cells = self.selection.cells
        first, rest = parted([band for band in self.bands if not band["folded"]], len(cells))
        return {
            **super().context(),
            "front": first,
            "rest": rest,
            "words": self.selection.positions,
            "found": {
                (f"{cell['meeting']}/{cell['participant']}", cell["issue"]): cell for cell in cells
            },
        }


Bands = list[dict[str, Any]]


def parted(bands: Bands, cells: int) -> tuple[Bands, Bands]:
    """Part bands into the front of the board and what comes later; nothing, of most boards."""
    # Of a cell there are four elements: an item, what opens it, a chip and a label.
    left = front(sum(len(band["rows"]) for band in bands), 4 * cells)
    parts: tuple[Bands, Bands] = ([], [])
    for number, band in enumerate(bands):
        rows = band["rows"]
        for part, mine, headed in zip(
            parts, (rows[:left], rows[left:]), (number, not left), strict=True
        ):
            if mine:
                part.append({**band, "rows": mine, "headed": bool(headed)})
        left = max(0, left - len(rows))
    return parts


def columns(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the compared dimensions, and one column for all others."""
    groups = {group["id"]: group for group in matrix.groups(dataset)}
    compared = [groups[one] for one in dataset.compared if one in groups]
    other = [
        issue for one in dataset.not_compared if one in groups for issue in groups[one]["issues"]
    ]
    label = board.ALSO if compared else board.SPOKEN
    return compared + ([{"id": "", "label": label, "issues": other}] if other else [])


def bands(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the rows by what their kind is to the meeting: delegations, others, the secretariat."""
    kinds = dataset.column("participants", "kind")
    rows = matrix.rows(dataset)
    found = []
    for role in (DELEGATION, OTHER, SECRETARIAT):
        of_role = dataset.kinds_of(role)
        mine = [row for row in rows if kinds[row["participant"]] in of_role]
        if mine:
            present = [
                kind for kind in of_role if kind in {kinds[row["participant"]] for row in mine}
            ]
            label = board.band(dataset, present, len(mine), counted=role == SECRETARIAT)
            found.append({"id": role, "label": label, "folded": role == SECRETARIAT, "rows": mine})
    return found
