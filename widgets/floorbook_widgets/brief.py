"""The parts of a brief: one delegation on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.codings import distinct
from floorbook.package import hint
from floorbook.wording import brief as wording
from floorbook.wording import dialogue, pairs
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import together
from floorbook.wording.phrases import PARTICIPANTS, gists, singular
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
    kind = singular(dataset, [str(who["kind"])])
    kind = str(who["kind"]) if kind == PARTICIPANTS[0] else kind
    note = f" ({who['un_group_note']})" if who["un_group_note"] else ""
    group = f"{who['un_group']}{note}" if who["un_group"] else ""
    facts = [who["long_name"], f"{kind[:1].upper()}{kind[1:]}", group, who["region"]]
    each = {one: wording.recorded(dataset, one, participant) for one in dataset.meetings["id"]}
    told = [str(together(dataset, {one: said})) for one, said in each.items() if said.facts]
    told = told or [str(next(iter(each.values())))]
    return Header(str(who["name"]), (*(fact for fact in facts if fact), *told), lines(dataset))


def said_table(selection: Selection, participant: str) -> Table:
    """Show what a participant is recorded as saying. A row is a point, by its first dimension.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> said_table(Selection(floorbook.load()), "mexico").heading
    'Mexico speaks on 7 issues: 5 in favour, 2 raised without taking a side'
    """
    dataset = selection.dataset
    rows = dataset.recorded()
    mine = rows[rows["participant"] == participant]
    codings = ("issue", "position", "voice", "unsure")
    told = [
        wording.coded(dataset, *one) for one in mine[[*codings]].itertuples(index=False, name=None)
    ]
    points = (
        mine.assign(coded=told)
        .groupby(["meeting", "order", "point", "gist"], sort=False)
        .agg(
            dimension=("dimension", distinct),
            issues=("issue", distinct),
            coded=("coded", "; ".join),
        )
        .reset_index()
    )
    ranks = dataset.ranks
    points = points.assign(
        at=points["meeting"].map(ranks["meeting"]),
        rank=[
            ranks["dimension"].get(one[0], len(ranks["dimension"])) for one in points["dimension"]
        ],
        points=points["point"].map(lambda point: (point,)),
        label=points["point"].map(dataset.labels["point"]),
    ).sort_values(["at", "rank", "order"], kind="stable")
    return Table(
        selection,
        points,
        {
            **_meeting(dataset),
            "dimension": "Dimension",
            "gist": f"What is said{gists(dataset)}",
            "coded": "Issue and position" if dataset.package.has("positions") else "Issue",
            "label": "Where",
        },
        heading=str(wording.over(dataset, participant, wording.positions)),
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
    both = both.assign(
        mine=_shares(both["n"], both["of"]),
        floor=_shares(both["n_floor"], both["of_floor"]),
        label=both["dimension"].map(dataset.labels["dimension"]),
    )
    name = dataset.labels["participant"][participant]
    return Table(
        selection,
        both,
        {**_meeting(dataset), "dimension": "Dimension", "mine": name, "floor": "The whole floor"},
        heading=str(wording.over(dataset, participant, wording.emphasis)),
        subtitle=wording.EMPHASIS,
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
        # Who speaks at no meeting has nobody to be compared with at any.
        heading=str(together(dataset, found) if found else pairs.nearest(dataset, "", participant)),
        subtitle="" if mine.empty else pairs.neighbours_caption(dataset),
        empty="",  # the heading says so
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
    dataset = selection.dataset
    asks = measures.asks(dataset, turns=None)
    mine = asks[asks["participant"] == participant]
    fates = {"fate": "What became of it", "repliers": "By"}
    return Table(
        selection,
        labelled(dataset, mine),
        {
            **_meeting(dataset),
            "kind": "Kind",
            "gist": "What is asked, in our words",
            "place": "Where",
            # Without responses nothing is known of what became of it.
            **({} if dataset.responses.empty else fates),
        },
        absent=dataset.acts.empty,
        heading=str(wording.over(dataset, participant, dialogue.finding)),
        subtitle="" if dataset.responses.empty or mine.empty else dialogue.EXPLAINED,
        empty="",  # the heading says so
    )


def _meeting(dataset: Dataset) -> dict[str, str]:
    """Let the meeting stand first where there are several."""
    return {"meeting": "Meeting"} if len(dataset.meetings) > 1 else {}


def _shares(part: pd.Series[int], whole: pd.Series[int]) -> list[str]:
    """Put shares as both counts and percent; blank where there is nothing to divide by."""
    return [
        "" if pd.isna(n) or not n else f"{k} of {n} ({k / n:.0%})"
        for k, n in zip(part, whole, strict=True)
    ]
