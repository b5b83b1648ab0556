"""The parts of a brief: one delegation on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.codings import OWN
from floorbook.package import hint
from floorbook.wording import pairs
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import together
from floorbook.wording.phrases import count, gists, listed
from floorbook_widgets import matrix
from floorbook_widgets.base import templates
from floorbook_widgets.dialogue import labelled
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


@dataclass(frozen=True)
class Header:
    """Who the brief is about, as a heading and a line of facts."""

    name: str
    facts: tuple[str, ...]
    lines: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"{self.name}: {'; '.join(self.facts)}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        face = templates().get_template("header.html.j2")
        html = face.render(name=self.name, facts=self.facts)
        return {"text/plain": repr(self), "text/html": html, ABOUT: {"lines": list(self.lines)}}


def widest(dataset: Dataset) -> str:
    """Return who of the floor takes up most issues: the brief that is made when none is asked for.

    Raises
    ------
    ValueError
        If there is no participant at all.

    Examples
    --------
    >>> import floorbook
    >>> widest(floorbook.load())
    'slovakia'
    """
    found = matrix.widest(dataset, 1)
    if not found:
        raise ValueError("there is no participant")
    return found[0]


def header(dataset: Dataset, participant: str) -> Header:
    """Say who a participant is, and how much is recorded of it.

    Raises
    ------
    ValueError
        For an unknown id; the message names the nearest.

    Examples
    --------
    >>> import floorbook
    >>> header(floorbook.load(), "mexico").name
    'Mexico'
    """
    people = dataset.participants.set_index("id")
    if participant not in people.index:
        raise ValueError(
            f"no participant has the id {participant!r}{hint(participant, people.index)}"
        )
    who = people.loc[participant]
    rows = dataset.recorded()
    mine = rows[rows["participant"] == participant]
    # A turn of which no point is recorded is a turn all the same.
    turns = int(dataset.interventions["participant"].eq(participant).sum())
    points = mine["point"].nunique()
    coded = mine.loc[mine["issue"].ne(""), "issue"].nunique()
    facts = [who["long_name"], who["kind"].capitalize(), who["un_group"], who["region"]]
    recorded = (
        f"{count(points, 'recorded point')} in {count(turns, 'turn')}, "
        f"on {coded} of {count(len(dataset.codebook), 'issue')}"
    )
    return Header(str(who["name"]), (*(fact for fact in facts if fact), recorded), lines(dataset))


def said_table(selection: Selection, participant: str) -> Table:
    """Show what a participant is recorded as saying, by dimension. A row is (dimension, point).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> said_table(Selection(floorbook.load()), "mexico").headers[0]
    'Dimension'
    """
    dataset = selection.dataset
    rows = dataset.recorded()
    mine = rows[rows["participant"] == participant]
    ranks = dataset.ranks["dimension"]
    mine = mine.assign(
        rank=mine["dimension"].map(ranks).fillna(len(ranks)),
        coded=[
            _coded(dataset, issue, position, voice)
            for issue, position, voice in zip(
                mine["issue"], mine["position"], mine["voice"], strict=True
            )
        ],
    )
    points = (
        mine.groupby(["rank", "dimension", "order", "point", "gist", "place"], sort=True)
        .agg(issues=("issue", tuple), coded=("coded", "; ".join))
        .reset_index()
    )
    points = points.assign(
        points=points["point"].map(lambda point: (point,)), label=points["place"]
    )
    cells = measures.cells(dataset)
    cells = cells[cells["participant"] == participant]
    leans = cells["lean"].value_counts()
    return Table(
        selection,
        points,
        {
            "dimension": "Dimension",
            "gist": f"What is said{gists(dataset)}",
            "coded": "Coded as",
            "place": "Where",
        },
        heading=(
            f"{count(len(cells), 'issue')} recorded"
            if not dataset.supports
            else f"{count(len(cells), 'issue')} taken up in own voice: {leans.get('+', 0)} backed, "
            f"{leans.get('-', 0)} doubted or opposed, {leans.get('', 0)} without a side"
            if len(cells)
            else "No issue is recorded as taken up in own voice"
        ),
        empty="Nothing is recorded.",
    )


def emphasis_table(selection: Selection, participant: str) -> Table:
    """Show a participant's emphasis beside that of the whole floor. A row is (meeting, dimension).

    Shares are own-voice points on the dimension ÷ own-voice points that are coded.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> emphasis_table(Selection(floorbook.load()), "mexico").headers[1]
    'Mexico'
    """
    dataset = selection.dataset
    own = measures.emphasis(dataset)
    own = own[own["participant"] == participant]
    floor = measures.floor_emphasis(dataset)[["meeting", "dimension", "n", "of"]]
    both = own.merge(floor, on=["meeting", "dimension"], how="left", suffixes=("", "_floor"))
    name = dataset.labels["participant"].get(participant, participant)
    both = both.assign(
        mine=_shares(both["n"], both["of"]),
        floor=_shares(both["n_floor"], both["of_floor"]),
        label=both["dimension"].map(dataset.labels["dimension"]),
    )
    top = both[(both["n"] == both["n"].max()) & (both["n"] > 0)]
    most = listed(list(dict.fromkeys(top["label"])))
    several = {"meeting": "Meeting"} if len(dataset.meetings) > 1 else {}
    return Table(
        selection,
        both,
        {**several, "dimension": "Dimension", "mine": name, "floor": "The whole floor"},
        heading=(
            f"Its points are most often on {most}" if most else f"No point of {name} is coded"
        ),
        subtitle=(
            "Own-voice points on a dimension, of all that are coded; a point may count for several."
        ),
        empty="Nothing is recorded.",
    )


def neighbours_table(selection: Selection, participant: str) -> Table:
    """Show who agrees most and least with one, with all ties. A row is one, or why there is none.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> neighbours_table(Selection(floorbook.load()), "mexico").headers[:2]
    ['Side', 'Who']
    """
    dataset = selection.dataset
    table = measures.neighbours(dataset)
    mine = table[table["participant"] == participant]
    mine = mine.assign(
        side=mine["side"].map(pairs.SIDES),
        on=[
            "" if pd.isna(shared) else f"{same} of {shared}"
            for same, shared in zip(mine["same"], mine["shared"], strict=True)
        ],
    )
    speaks = dataset.interventions["participant"].eq(participant)
    meetings = set(dataset.interventions.loc[speaks, "meeting"])
    found = {
        one: pairs.nearest(dataset, one, participant)
        for one in dataset.meetings["id"]
        if one in meetings
    }
    return Table(
        selection,
        mine,
        pairs.NEIGHBOURS,
        absent=not dataset.supports,
        heading=str(together(dataset, found)),
        subtitle=pairs.neighbours_caption(dataset),
        empty="There is nobody to compare with.",
    )


def asked_table(selection: Selection, participant: str) -> Table:
    """Show what a participant asked, and what became of it. A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> asked_table(Selection(floorbook.load()), "mexico").headers[0]
    'Kind'
    """
    asks = measures.asks(selection.dataset)
    mine = asks[asks["participant"] == participant]
    return Table(
        selection,
        labelled(mine),
        {
            "kind": "Kind",
            "gist": "What is asked",
            "place": "Where",
            "fate": "What became of it",
            "repliers": "By",
        },
        absent=selection.dataset.acts.empty,
        heading=f"{asked(len(mine))} recorded",
        empty="No question or request is recorded.",
    )


def asked(n: int) -> str:
    """Say how many questions and requests there are.

    Examples
    --------
    >>> asked(0), asked(2)
    ('No question or request', '2 questions and requests')
    """
    if n == 0:
        return "No question or request"
    return "One question or request" if n == 1 else f"{n} questions and requests"


def _coded(dataset: Dataset, issue: str, position: str, voice: str) -> str:
    """Put a coding into words: "Pace: Support", with the voice where it is not the own."""
    if not issue:
        return "no issue of the codebook"
    told = f"{dataset.labels['issue'][issue]}: {dataset.labels['position'][position]}"
    return told if voice == OWN else f"{told} ({voice})"


def _shares(part: pd.Series[int], whole: pd.Series[int]) -> list[str]:
    """Put shares as both counts and percent; blank where there is nothing to divide by."""
    return [
        "" if pd.isna(n) or not n else f"{k} of {n} ({k / n:.0%})"
        for k, n in zip(part, whole, strict=True)
    ]
