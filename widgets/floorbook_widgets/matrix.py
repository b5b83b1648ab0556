"""Matrix: participants against issues, each cell a word, a letter and a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import traitlets as t

from floorbook import measures, wording
from floorbook.dataset import Dataset
from floorbook.measures.codings import FLOOR
from floorbook.package.defaults import SECRETARIAT
from floorbook.package.problems import hint
from floorbook.wording import board, positions
from floorbook.wording.about import uncredited
from floorbook.wording.controls import PHRASES
from floorbook.wording.phrases import meetings
from floorbook_widgets.base import Linked, front
from floorbook_widgets.selection import STATIC, Selection


class Matrix(Linked):
    """Participants in rows, issues in columns by dimension; every cell opens its points.

    A folded dimension shows on how many of its issues each participant speaks, and counts by word:
    positions on different issues are never averaged. An empty, dashed cell is not recorded. Only
    codings in a participant's own voice make cells.

    Parameters
    ----------
    selection
        The Selection to follow; its dataset is shown.
    folded
        Ids of the dimensions that are folded at first; by default those that are not compared.
    order
        Order of the rows: ``"order"`` (of speaking), ``"label"``, ``"group"``, ``"breadth"``
        (issues spoken on, most first), or an issue's id (position on it, strongest first).
    contested
        Cells to mark, with another coder's word for them: "meeting/participant/issue" → word;
        `floorbook_widgets.coders.contested` gives them.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Matrix, Selection
    >>> matrix = Matrix(Selection(floorbook.load()), order="breadth")
    >>> cell = matrix.context()["index"]["iom2016/mexico", "iom-lead"]
    >>> cell["word"], cell["points"]
    ('support', ['iom2016-mexico-2'])
    """

    _esm = STATIC / "matrix.js"
    face = "matrix"
    shows_cells = True
    state = (
        *("name", "heading", "subtitle", "rows"),
        *("folded", "order", "gaps", "contested"),
    )

    name = t.Unicode("matrix").tag(sync=True)
    heading = t.Unicode().tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    rows = t.List(t.Dict()).tag(sync=True)
    gaps = t.Dict().tag(sync=True)
    contested = t.Dict().tag(sync=True)
    folded = t.List(t.Unicode()).tag(sync=True)
    order = t.Unicode("order").tag(sync=True)

    def __init__(
        self,
        selection: Selection,
        *,
        folded: Sequence[str] | None = None,
        order: str = "order",
        **traits: Any,
    ) -> None:
        dataset = selection.dataset
        super().__init__(
            selection,
            **{
                "gaps": gaps(dataset),
                "rows": rows(dataset),
                "heading": str(board.board(dataset)),
                "subtitle": uncredited(dataset, str(positions.caption(dataset))),
                "folded": list(dataset.not_compared if folded is None else folded),
                "order": order,
                **traits,
            },
        )

    @t.validate("order", "folded")
    def _known(self, proposal: dict[str, Any]) -> Any:
        trait, value = proposal["trait"].name, proposal["value"]
        found = groups(self.selection.dataset)
        issues = [issue["id"] for group in found for issue in group["issues"]]
        known = (
            [group["id"] for group in found] if trait == "folded" else [*PHRASES["orders"], *issues]
        )
        given = [value] if trait == "order" else value
        for unknown in [one for one in given if one not in known]:
            raise t.TraitError(f"{trait} knows no {unknown!r}{hint(unknown, known)}")
        return value

    def context(self) -> dict[str, Any]:
        cells, words = self.selection.cells, self.selection.positions
        found = groups(self.selection.dataset)
        issues = sum(len(group["issues"]) for group in found)
        # Of a gap there are two elements, of a cell with a mark five.
        elements = 2 * len(self.rows) * issues + 3 * len(cells)
        return {
            **super().context(),
            "groups": found,
            "across": 1 + issues,
            "front": front(len(self.rows), elements),
            "words": words,
            "index": {
                (f"{cell['meeting']}/{cell['participant']}", cell["issue"]): cell for cell in cells
            },
            "taken": Counter(cell["issue"] for cell in cells),
            "word_of": {word["id"]: word for word in words},
            "doubted": any(cell["unsure"] for cell in cells),
        }


def rows(dataset: Dataset) -> list[dict[str, Any]]:
    """Return a row for each participant that speaks at a meeting, in the order of speaking.

    The secretariat's rows come last; `band` is the heading under which they stand apart.
    """
    turns = dataset.interventions.merge(
        dataset.participants, left_on="participant", right_on="id", suffixes=("", "_of")
    )
    called = meetings(dataset, None)
    first = turns.sort_values("order").drop_duplicates(["meeting", "participant"])
    first = first.assign(
        rank=first["meeting"].map(dataset.ranks["meeting"]),
        last=first["kind_of"].isin(dataset.kinds_of(SECRETARIAT)),
    ).sort_values(["last", "rank", "order"])
    apart = first[first["last"]]
    kinds = list(dict.fromkeys(apart["kind_of"]))
    n = apart["participant"].nunique()
    band = board.band(dataset, kinds, n, counted=True) if n and not first["last"].all() else ""
    return [
        {
            "id": f"{row.meeting}/{row.participant}",
            "participant": row.participant,
            "meeting": row.meeting,
            "label": row.name,
            "note": called[str(row.meeting)],
            "group": f"{row.kind_of} {row.un_group}",
            "order": order,
            "band": band if row.last else "",
        }
        for order, row in enumerate(first.itertuples(index=False, name="Row"))
    ]


def gaps(dataset: Dataset) -> dict[str, str]:
    """Give by meeting what is cited for an empty cell."""
    cite = wording.Citation(dataset)
    return {one: cite(one) for one in dataset.meetings["id"]}


def groups(dataset: Dataset) -> list[dict[str, Any]]:
    """Give the dimensions that have issues, each with its issues in the codebook's order."""
    found = []
    for row in dataset.dimensions.itertuples(index=False, name="Dimension"):
        mine = dataset.codebook[dataset.codebook["dimension"] == row.dimension]
        issues = [
            {"id": issue, "label": label, "claim": claim}
            for issue, label, claim in zip(mine["issue"], mine["label"], mine["claim"], strict=True)
        ]
        if issues:
            found.append({"id": row.dimension, "label": row.label, "issues": issues})
    return found


def widest(dataset: Dataset, n: int) -> list[str]:
    """Return the participants of the floor that speak on most issues, the first speaker first.

    If fewer than `n` speak from the floor, others are added.
    """
    turns = dataset.interventions
    floor = turns.loc[turns["kind"].isin(FLOOR), "participant"]
    counts = measures.cells(dataset).groupby("participant")["issue"].nunique()
    every = list(dict.fromkeys([*floor, *dataset.participants["id"]]))
    spoke = set(floor)
    ranked = sorted(every, key=lambda one: (one not in spoke, -int(counts.get(one, 0))))
    return [one for one in every if one in ranked[:n]]
