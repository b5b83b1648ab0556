"""SideBySide: two to four participants, issue by issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import traitlets as t

from floorbook import measures
from floorbook.measures.sidebyside import NOTHING, STATES
from floorbook.package.problems import hint
from floorbook.wording import sidebyside as wording
from floorbook_widgets import matrix
from floorbook_widgets.base import Linked, front
from floorbook_widgets.selection import STATIC, Selection


class SideBySide(Linked):
    """Issues in rows, two to four participants in columns; issues on which they disagree first.

    It compares the participants that are picked if these are two to four, else those that are
    chosen in it. The states are those of `floorbook.measures.side_by_side`.

    Parameters
    ----------
    selection
        The Selection to follow.
    chosen
        Two to four ids to begin with; default: the two of the floor who speak on most issues.
    hidden
        States that are not shown at first; default: ``"nothing recorded"``.

    Raises
    ------
    traitlets.TraitError
        For an unknown id or state, and for fewer than two or more than four participants.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection, SideBySide
    >>> beside = SideBySide(Selection(floorbook.load()), chosen=["mexico", "philippines"])
    >>> row = beside.context()["front"][0]
    >>> row["issue"], [cell["word"] for cell in row["cells"]]
    ("IOM's lead", ['support', 'qualified'])
    """

    _esm = STATIC / "sidebyside.js"
    face = "sidebyside"
    shows_cells = True
    state = ("name", "subtitle", "chosen", "hidden")

    name = t.Unicode("sidebyside").tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    chosen = t.List(t.Unicode()).tag(sync=True)
    hidden = t.List(t.Unicode(), default_value=[NOTHING]).tag(sync=True)

    def __init__(
        self, selection: Selection, *, chosen: Sequence[str] | None = None, **traits: Any
    ) -> None:
        self.known = selection.dataset.participants["id"].tolist()
        super().__init__(
            selection,
            **{
                "subtitle": wording.caption(selection.dataset),
                "chosen": list(chosen) if chosen is not None else widest(selection),
                **traits,
            },
        )

    @t.validate("chosen")
    def _two_to_four(self, proposal: dict[str, Any]) -> list[str]:
        ids: list[str] = list(proposal["value"])
        for unknown in [one for one in ids if one not in self.known]:
            raise t.TraitError(f"no participant has the id {unknown!r}{hint(unknown, self.known)}")
        if len(self.known) >= 2 and not 2 <= len(set(ids)) <= wording.MOST:
            raise t.TraitError(f"choose two to {wording.MOST} participants, each once")
        return ids

    @t.validate("hidden")
    def _states(self, proposal: dict[str, Any]) -> list[str]:
        for unknown in [one for one in proposal["value"] if one not in STATES]:
            raise t.TraitError(f"no state is called {unknown!r}: {', '.join(STATES)}")
        return list(proposal["value"])

    def context(self) -> dict[str, Any]:
        dataset = self.selection.dataset
        if len(self.chosen) < 2:
            heading = str(wording.finding(dataset, pd.DataFrame(), self.chosen))
            nothing: dict[str, Any] = {"names": [], "front": [], "rest": []}
            return {**super().context(), "heading": heading, **nothing}
        table = measures.side_by_side(dataset, self.chosen)
        labels, meetings, issues = (
            dataset.labels[column] for column in ("participant", "meeting", "issue")
        )
        names = [labels[one] for one in self.chosen]
        words = {word["id"]: word for word in self.selection.positions}
        index = {
            (cell["meeting"], cell["participant"], cell["issue"]): {**cell, **words[cell["word"]]}
            for cell in self.selection.cells
        }
        rows = [
            {
                "issue": issues[row["issue"]],
                "meeting": meetings[row["meeting"]] if len(meetings) > 1 else "",
                "cells": [index.get((row["meeting"], one, row["issue"])) for one in self.chosen],
                "text": wording.together(dataset, row, names),
                "beside": row["beside"],
            }
            for row in table[~table["state"].isin(self.hidden)].to_dict("records")
        ]
        # Of a cell there are four elements; beside them a row, its head, and what is said of it.
        first = front(len(rows), len(rows) * (4 * len(names) + 3))
        return {
            **super().context(),
            "heading": str(wording.finding(dataset, table, self.chosen)),
            "names": names,
            "front": rows[:first],
            "rest": rows[first:],
        }


def widest(selection: Selection) -> list[str]:
    """Return the two participants of the floor that speak on most issues, first speaker first."""
    return matrix.widest(selection.dataset, 2)
