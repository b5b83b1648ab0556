"""Picker: check boxes for everything that can be picked."""

from __future__ import annotations

from typing import Any

import traitlets as t

from floorbook_widgets.base import Linked
from floorbook_widgets.selection import STATIC


class Picker(Linked):
    """Check boxes by group, a search, all and none, and the count of what is in view.

    Parameters
    ----------
    selection
        The Selection to pick in.
    unfolded
        Whether it is unfolded at first.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Picker, Selection
    >>> Picker(Selection(floorbook.load(), dimensions=["process"]), unfolded=True)
    <Picker: 14 participants, 10 issues, 58 of 144 points in view>
    """

    _esm = STATIC / "picker.js"
    face = "picker"
    state = ("unfolded",)

    unfolded = t.Bool(False).tag(sync=True)

    def context(self) -> dict[str, Any]:
        facets = [facet for facet in self.selection.facets if len(facet["options"]) > 1]
        return {"facets": facets, "points": len(self.selection.records)}
