"""The parts of a brief: one delegation on one page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.problems import hint
from floorbook_widgets.base import count, templates
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


@dataclass(frozen=True)
class Header:
    """Who the brief is about, as a heading and a line of facts."""

    name: str
    facts: tuple[str, ...]

    def __repr__(self) -> str:
        return f"{self.name}: {'; '.join(self.facts)}"

    def _repr_html_(self) -> str:
        return templates().get_template("header.html.j2").render(name=self.name, facts=self.facts)


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
    rows = dataset.evidence()
    mine = rows[rows["participant"] == participant]
    turns, points = mine["intervention"].nunique(), mine["point"].nunique()
    coded = mine.loc[mine["issue"].ne(""), "issue"].nunique()
    facts = [who["long_name"], who["kind"].capitalize(), who["un_group"], who["region"]]
    recorded = (
        f"{count(points, 'recorded point')} in {count(turns, 'turn')}, "
        f"on {coded} of {count(len(dataset.codebook), 'issue')}"
    )
    return Header(str(who["name"]), (*(fact for fact in facts if fact), recorded))


def said_table(selection: Selection, participant: str) -> Table:
    """Show what a participant is recorded as saying, by dimension. A row is a coding."""
    rows = selection.dataset.evidence()
    mine = rows[rows["participant"] == participant]
    order = dict(zip(selection.dataset.dimensions["dimension"], range(len(rows)), strict=False))
    ranks = mine["dimension"].map(order).fillna(len(order))
    evidence = mine["point"].map(lambda point: (point,))
    mine = mine.assign(rank=ranks, points=evidence, label=mine["place"])
    mine = mine.sort_values(["rank", "order"], kind="stable")
    words = measures.cells(selection.dataset)
    words = words[words["participant"] == participant]
    leans = words["lean"].value_counts()
    return Table(
        selection,
        mine,
        {
            "dimension": "Dimension",
            "issue": "Issue",
            "position": "Position",
            "voice": "Voice",
            "gist": "What is said, in our words",
            "place": "Where",
        },
        heading=(
            f"{count(len(words), 'issue')} taken up in own voice: {leans.get('+', 0)} backed, "
            f"{leans.get('-', 0)} doubted or opposed, {leans.get('', 0)} without a side"
        ),
        subtitle="Every coding of every recorded point; a point may take up several issues.",
        empty="Nothing is recorded.",
    )


def neighbours_table(selection: Selection, participant: str) -> Table:
    """Show the nearest and farthest others, with all ties. A row is one, or why there is none."""
    table = measures.neighbours(selection.dataset)
    mine = table[table["participant"] == participant]
    near = [one for one in mine.loc[mine["side"] == "nearest", "other"] if one]
    names = dict(
        zip(
            selection.dataset.participants["id"],
            selection.dataset.participants["name"],
            strict=True,
        )
    )
    heading = (
        f"Nearest: {', '.join(names[one] for one in near)}"
        if near
        else "No pair with enough shared issues"
    )
    mine = mine.assign(
        on=[
            "" if pd.isna(shared) else f"{same} of {shared}"
            for same, shared in zip(mine["same"], mine["shared"], strict=True)
        ]
    )
    return Table(
        selection,
        mine,
        {
            "side": "Side",
            "other": "Who",
            "on": "Lean the same way on, of shared issues",
            "note": "Note",
        },
        heading=heading,
        subtitle=(
            "Agreement = issues on which both lean the same way ÷ issues on which both lean at "
            "all; blank below 2. “Farthest” is said only where a lean differs."
        ),
    )


def asked_table(selection: Selection, participant: str) -> Table:
    """Show what a participant asked, and what became of it. A row is an act."""
    asks = measures.asks(selection.dataset)
    mine = asks[asks["participant"] == participant]
    return Table(
        selection,
        mine.assign(label=mine["place"] + ": " + mine["gist"]),
        {
            "kind": "Kind",
            "gist": "What is asked",
            "place": "Where",
            "fate": "What became of it",
            "repliers": "By",
        },
        heading=f"{asked(len(mine))} recorded",
        empty="None is recorded.",
    )


def asked(n: int) -> str:
    """Say how many questions and requests there are."""
    if n == 0:
        return "No question or request"
    return "One question or request" if n == 1 else f"{n} questions and requests"
