"""Evidence: the recorded points behind what is in view or in focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from floorbook.wording.phrases import evidence_subtitle
from floorbook_widgets.base import Linked, templates
from floorbook_widgets.selection import STATIC, Selection


class Evidence(Linked):
    """The points in view by participant, or those behind the mark that was clicked.

    Each point is shown with who said it, its gist, its codings, and its place in the source;
    with its passage where the source was given to `floorbook.load`.

    Parameters
    ----------
    selection
        The Selection to follow.
    most
        How many points may stand open at once before they are folded by participant.
    words
        What the reader searches for. Without script, points without these words are shown too.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Evidence, Selection
    >>> Evidence(Selection(floorbook.load(), participants=["mexico"]))
    <Evidence: In view: Mexico; 32 of 32 issues; 7 of 144 points>
    """

    _esm = STATIC / "evidence.js"
    face = "evidence"
    state = ("name", "subtitle", "most", "words")

    name = t.Unicode("evidence").tag(sync=True)
    subtitle = t.Unicode().tag(sync=True)
    most = t.Int(25).tag(sync=True)
    words = t.Unicode().tag(sync=True)

    def __init__(self, selection: Selection, **traits: Any) -> None:
        super().__init__(selection, **{"subtitle": evidence_subtitle(selection.dataset), **traits})

    def context(self) -> dict[str, Any]:
        names = ("facets", "positions")
        shown = {name: getattr(self.selection, name) for name in names}
        return {**super().context(), **told(shown, self.selection.records)}


def told(selection: Mapping[str, Any], records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give what the template needs to show these points of a Selection."""
    facets = {facet["key"]: facet["options"] for facet in selection["facets"]}
    groups: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        groups.setdefault(record["participant"], []).append(record)
    return {
        "groups": groups,
        "names": {option["id"]: option["label"] for option in facets["participant"]},
        "issues": {option["id"]: option["label"] for option in facets["issue"]},
        "positions": {one["id"]: one for one in selection["positions"]},
        "total": len(records),
        "annexes": None,
    }


def face(
    selection: Mapping[str, Any],
    records: Sequence[dict[str, Any]],
    evidence: Mapping[str, Any],
) -> str:
    """Return points as HTML, from the states of a Selection and of an Evidence.

    Where the Evidence has `annexes`, links to the pages with the points stand in their place.
    """
    context = {**told(selection, records), "phrases": selection["phrases"], **evidence}
    return templates().get_template("evidence.html.j2").render(context)
