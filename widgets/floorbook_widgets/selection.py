"""What is picked: one model that the widgets of a notebook share, and Python too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import anywidget
import pandas as pd
import traitlets as t
from IPython.core.getipython import get_ipython
from IPython.display import display

from floorbook.dataset import Dataset
from floorbook.package.problems import hint
from floorbook.states import WHOLE, lines
from floorbook.wording.controls import fill, listing, phrases
from floorbook_widgets.facets import cells, facets, positions, records, sentences
from floorbook_widgets.widget import Widget

STATIC = Path(__file__).parent / "static"
STATE = "application/vnd.floorbook.state+json"
"""The kind of output that holds the states of widgets, for the page's own script."""

_NO_FOCUS: dict[str, Any] = {"points": [], "label": "", "at": "", "sentence": ""}
_named: WeakValueDictionary[str, Selection] = WeakValueDictionary()


class Selection(Widget):
    """The participants, dimensions, issues and meetings in view, and the points in focus.

    Every trait has ids, in the order of the data; all are picked at first. A coding is in view if
    its meeting, participant, dimension and issue are picked. A point without coding is in view if
    every issue is picked. Changes go to all widgets of this Selection at once, without the kernel.

    Use `select` in notebooks: if a cell is run again, it returns the same Selection.

    Parameters
    ----------
    dataset
        A loaded data package.
    name
        A word of letters, digits and hyphens; in an exported file it stands in the address when
        it is not ``"floor"``.
    meetings, participants, dimensions, issues
        Ids to begin with.

    Raises
    ------
    TypeError
        For an unknown keyword; the message names the nearest.
    traitlets.TraitError
        For an unknown id, with the nearest; and for a name with other characters.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> selection = Selection(floorbook.load(), issues=["iom-lead"])
    >>> selection.points()["issue"].unique().tolist()
    ['iom-lead']
    """

    _esm = STATIC / "selection.js"
    _css = STATIC / "style.css"

    name = t.Unicode("floor").tag(sync=True)
    phrases = t.Dict().tag(sync=True)
    facets = t.List(t.Dict()).tag(sync=True)
    records = t.List(t.Dict()).tag(sync=True)
    positions = t.List(t.Dict()).tag(sync=True)
    cells = t.List(t.Dict()).tag(sync=True)
    sentences = t.Dict().tag(sync=True)
    focus = t.Dict(default_value=_NO_FOCUS).tag(sync=True)
    meetings = t.List(t.Unicode()).tag(sync=True)
    participants = t.List(t.Unicode()).tag(sync=True)
    dimensions = t.List(t.Unicode()).tag(sync=True)
    issues = t.List(t.Unicode()).tag(sync=True)

    passages = False
    """Whether passages of the source travel in files: ``floorbook report --with-passages``."""
    against: str | None = None
    """The folder of an older version of the data: ``floorbook report --against``."""

    _shown = False
    _counted: tuple[list[list[str]], Dataset, int] | None = None

    def __init__(self, dataset: Dataset, *, name: str = "floor", **picked: Sequence[str]) -> None:
        refuse_unknown(type(self), picked)
        self.dataset = dataset
        # Facets first: they are needed to check what is picked.
        super().__init__(facets=lasting(dataset)["facets"], name=name)
        self._fill(dataset)
        for trait, ids in picked.items():
            setattr(self, trait, list(ids))

    def _fill(self, dataset: Dataset) -> None:
        """Take the values of a dataset: everything picked, nothing in focus."""
        self.dataset = dataset
        with self.hold_sync(), self.hold_trait_notifications():
            for trait, value in lasting(dataset).items():
                setattr(self, trait, value)
            self.focus = _NO_FOCUS
            if self.cells:
                self.fill_cells()
            for facet in self.facets:
                setattr(self, facet["trait"], [option["id"] for option in facet["options"]])

    def fill_cells(self) -> None:
        """Hold the cells, and each as a sentence: for all widgets that show them, once."""
        self.cells, self.sentences = cells(self.dataset), sentences(self.dataset)

    @t.validate("meetings", "participants", "dimensions", "issues")
    def _known(self, proposal: dict[str, Any]) -> list[str]:
        trait = proposal["trait"].name
        ids: list[str] = list(proposal["value"])
        known = next((f["options"] for f in self.facets if f["trait"] == trait), None)
        if known is None:  # before the facets are there
            return ids
        order = [option["id"] for option in known]
        for unknown in [one for one in ids if one not in order]:
            raise t.TraitError(f"{trait} has no {unknown!r}{hint(unknown, order)}")
        return [one for one in order if one in set(ids)]

    @t.validate("name")
    def _word(self, proposal: dict[str, Any]) -> str:
        name = str(proposal["value"])
        if not re.fullmatch(r"[A-Za-z0-9-]+", name):
            raise t.TraitError(f"a name is letters, digits and hyphens, and not {name!r}")
        return name

    def points(self) -> pd.DataFrame:
        """Return what is in view: the rows of `floorbook.Dataset.recorded`.

        Returns
        -------
        DataFrame
            A row is a coding in view, or a point without coding while every issue is picked.
        """
        rows = self.dataset.recorded()
        every_issue = len(self._issues_in_view()) == len(self.dataset.codebook)
        coded = rows["issue"].isin(self._issues_in_view())
        keep = coded | (rows["issue"].eq("") & every_issue)
        keep &= rows["meeting"].isin(self.meetings) & rows["participant"].isin(self.participants)
        return rows[keep].reset_index(drop=True)

    def _issues_in_view(self) -> set[str]:
        codebook = self.dataset.codebook
        picked = codebook["issue"].isin(self.issues) & codebook["dimension"].isin(self.dimensions)
        return set(codebook.loc[picked, "issue"])

    def summary(self, whole: bool = False) -> str:
        """Say what is in view, or that all is, few by their names; as the page's script does."""
        parents = {facet.get("parent") for facet in self.facets}
        told = []
        for facet in self.facets:
            of, trait = len(facet["options"]), facet["trait"]
            picked = self._issues_in_view() if trait == "issues" else getattr(self, trait)
            if of > 1 and trait not in parents:
                n, most = of if whole else len(picked), self.phrases["named"]
                counted = fill(facet["count"], n=n, of=of)
                names = [one["label"] for one in facet["options"] if one["id"] in picked]
                if n > most and n < of and "some" in facet:
                    told.append(fill(facet["some"], names=listing(names), told=counted))
                else:
                    told.append(listing(names) if 0 < n <= most < of else counted)
        of = len(self.records)
        n = of if whole else self._count()
        points = fill(self.phrases["part"], n=n, of=fill(self.phrases["point"], n=of))
        return fill(self.phrases["view"], what="; ".join([*told, points]))

    def _count(self) -> int:
        """Count the points in view; once, as every widget of a report tells it."""
        picked = [getattr(self, facet["trait"]) for facet in self.facets]
        if not self._counted or self._counted[0] != picked or self._counted[1] is not self.dataset:
            self._counted = (picked, self.dataset, self.points()["point"].nunique())
        return self._counted[2]

    @property
    def static_id(self) -> str:
        """The name of this Selection in an exported file."""
        return f"selection-{self.name}"

    def states(self, with_cells: bool = False) -> dict[str, Any]:
        """The state that an exported file keeps, by `static_id`.

        All of it, or what is picked alone where the cell that made the Selection shows the rest:
        every widget carries this, and there may be many. Cells are there for those who show them.
        """
        names = [facet["trait"] for facet in self.facets]
        names += ["cells", "sentences"] if with_cells else []
        told = {name: getattr(self, name) for name in names}
        if not self._shown:
            told |= {"name": self.name, "focus": self.focus, WHOLE: self._whole()}
        return {self.static_id: told}

    def _whole(self) -> str:
        return self.dataset.once((__name__, self.passages), self._written)

    def _written(self) -> str:
        told = lasting(self.dataset)
        if not self.passages:
            told |= {
                "records": [
                    {name: it for name, it in record.items() if name != "passage"}
                    for record in told["records"]
                ]
            }
        return lines(told)

    def show(self) -> None:
        """Put the state into the output of the cell, if a kernel runs it."""
        if hasattr(get_ipython(), "kernel"):
            self._shown = False
            display({STATE: self.states(), "text/plain": ""}, raw=True)
            self._shown = True

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        face = f'<div class="floorbook"><output>{escape(self.summary())}</output></div>'
        faces = {"text/plain": repr(self), "text/html": face, STATE: self.states()}
        return {**data, **faces}, metadata

    def __repr__(self) -> str:
        return f"<Selection {self.name}: {self.summary()}>"


def lasting(dataset: Dataset) -> dict[str, Any]:
    """What a Selection tells of a dataset whatever is picked, by trait; found once."""
    return {
        **dataset.once(
            __name__,
            lambda: {
                "phrases": phrases(dataset),
                "facets": facets(dataset),
                "records": records(dataset),
                "positions": positions(dataset),
            },
        )
    }


def select(dataset: Dataset, name: str = "floor", **picked: Sequence[str]) -> Selection:
    """Return the Selection of that name, the same one each time a cell is run.

    Widgets of cells that were run earlier stay linked. If the dataset is a new one, the Selection
    takes its values and picks everything again.

    Parameters
    ----------
    dataset
        A loaded data package.
    name
        Which Selection.
    meetings, participants, dimensions, issues
        Ids to pick; without them nothing changes.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import select
    >>> data = floorbook.load()
    >>> first = select(data, issues=["iom-lead"])
    >>> select(data).issues  # the same Selection: what is picked stays
    ['iom-lead']
    >>> first.close()
    """
    found = _named.get(name)
    if found is None or found.comm is None:
        found = _named[name] = Selection(dataset, name=name, **picked)
        found.show()
        return found
    refuse_unknown(Selection, picked)
    if found.dataset is not dataset:
        before = found.records
        told = lasting(dataset)
        if before != told["records"] or found.facets != told["facets"]:
            found._fill(dataset)
        found.dataset = dataset
    for trait, ids in picked.items():
        setattr(found, trait, list(ids))
    found.show()
    return found


def refuse_unknown(widget: type[anywidget.AnyWidget], keywords: Iterable[str]) -> None:
    """Raise a TypeError for a keyword that `widget` does not have; it names the nearest one."""
    allowed = sorted(name for name in widget.class_traits() if not name.startswith("_"))
    for unknown in [name for name in keywords if name not in allowed]:
        raise TypeError(f"{widget.__name__} has no keyword {unknown!r}{hint(unknown, allowed)}")
