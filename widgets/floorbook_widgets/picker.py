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
    <Picker: In view: 14 of 14 participants, 10 of 32 issues; 58 of 144 points>
    """

    _esm = STATIC / "picker.js"
    face = "picker"
    state = ("unfolded",)

    unfolded = t.Bool(False).tag(sync=True)

    def context(self) -> dict[str, Any]:
        facets = {facet["trait"]: facet for facet in self.selection.facets}
        parents = {facet.get("parent") for facet in facets.values()}
        sets = [
            (facet["label"], groups(facet, facets.get(facet.get("parent"))))
            for trait, facet in facets.items()
            if trait not in parents and len(facet["options"]) > 1
        ]
        return {**super().context(), "sets": sets, "summary": self.selection.summary(whole=True)}


def groups(facet: dict[str, Any], parent: dict[str, Any] | None) -> list[tuple[str, list[str]]]:
    """Give the options' labels under their headings, in the order given; as in `picker.js`."""
    key = "parent" if parent else "group"
    options = facet["options"]
    headings = (
        {one["id"]: one["label"] for one in parent["options"]}
        if parent
        else {one.get("group", ""): one.get("group", "") for one in options}
    )
    return [
        (heading, [one["label"] for one in options if one.get(key, "") == id])
        for id, heading in headings.items()
    ]
