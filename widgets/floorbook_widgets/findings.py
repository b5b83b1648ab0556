"""Findings: the sentences that open a report; once something is picked, what of them is in view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import traitlets as t

from floorbook.dataset import Dataset
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import Finding
from floorbook_widgets.base import Linked
from floorbook_widgets.selection import STATIC, Selection


class Findings(Linked):
    """Sentences on all that is recorded.

    Once something is picked, a note says that they speak of the whole, how much is in view, and
    what in view is recorded on the issues that they are about.

    Parameters
    ----------
    selection
        The Selection to follow.
    found
        The findings; `floorbook_widgets.front.findings` gives those of a report.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import front
    >>> from floorbook_widgets import Findings, Selection
    >>> data = floorbook.load()
    >>> Findings(Selection(data), [front.headline(data)]).about
    ['iom-lead']
    """

    _esm = STATIC / "findings.js"
    face = "findings"
    state = ("told", "about")

    told = t.List(t.Unicode()).tag(sync=True)
    about = t.List(t.Unicode()).tag(sync=True)

    def __init__(self, selection: Selection, found: Iterable[Finding] = (), **traits: Any) -> None:
        found = list(found)
        told = list(filter(None, dict.fromkeys(map(str, found))))
        issues = about(selection.dataset, found)
        super().__init__(selection, **{"told": told, "about": issues, **traits})

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, ABOUT: {"lines": list(lines(self.selection.dataset))}}, metadata

    def __repr__(self) -> str:
        return "\n".join(self.told)


def about(dataset: Dataset, found: Iterable[Finding]) -> list[str]:
    """Give the issues that findings name, one by one or by their dimension."""
    named = {label for finding in found for one in finding.facts for label in one.what}
    book, dimensions = dataset.codebook, dataset.labels["dimension"]
    own = book["label"].isin(named) | book["dimension"].map(dimensions).isin(named)
    return list(book.loc[own, "issue"])
