"""The parts of a brief: one delegation on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.agreement import NEAREST
from floorbook.measures.codings import distinct
from floorbook.package import hint
from floorbook.wording import brief as wording
from floorbook.wording import dialogue, pairs
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import together
from floorbook.wording.phrases import PARTICIPANTS, singular
from floorbook.wording.tables import HEADS, words
from floorbook_widgets.base import templates
from floorbook_widgets.cards import Cards
from floorbook_widgets.dialogue import labelled
from floorbook_widgets.front import Pages, page_of, paged
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


@dataclass(frozen=True)
class Header:
    """Who the brief is about, as a heading and a line of facts."""

    name: str
    facts: tuple[str, ...]
    lines: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"{self.name}: {'; '.join(self.facts)}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        face = templates().get_template("header.html.j2")
        html = face.render(name=self.name, facts=self.facts, beside=self.beside)
        return {"text/plain": repr(self), "text/html": html, ABOUT: {"lines": list(self.lines)}}


def everybody(dataset: Dataset) -> Pages:
    """Lead to the page on each participant, with its positions in numbers.

    Examples
    --------
    >>> import floorbook
    >>> everybody(floorbook.load()).reports[1][1:][0]
    'USA'
    """
    reports = tuple(
        (page_of(one), name, str(wording.over(dataset, one, wording.positions)))
        for one, name in paged(dataset).items()
    )
    return Pages(reports, lines=lines(dataset))


def extent(dataset: Dataset, participant: str) -> str:
    """Say for each meeting how much is recorded of a participant; if nothing is, say it once.

    Examples
    --------
    >>> import floorbook
    >>> extent(floorbook.load(), "mexico")
    '7 recorded points in 1 turn, on 7 of 32 issues'
    """
    each = {one: wording.recorded(dataset, one, participant) for one in dataset.meetings["id"]}
    found = [str(together(dataset, {one: said})) for one, said in each.items() if said.facts]
    return "; ".join(found or [str(next(iter(each.values())))])


def header(dataset: Dataset, participant: str) -> Header:
    """Say who a participant is, and how much of what it said is recorded.

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
    return Header(
        str(who["name"]),
        (*(fact for fact in facts if fact), extent(dataset, participant)),
        lines(dataset),
        neighbours(dataset, participant),
    )


def neighbours(dataset: Dataset, participant: str) -> tuple[tuple[str, str], ...]:
    """Give the pages before and after that of a participant, each with what leads to it.

    Examples
    --------
    >>> import floorbook
    >>> neighbours(floorbook.load(), "libya")
    (('brief-usa.html', 'Next: USA'),)
    """
    names = paged(dataset)
    order = list(names)
    at = order.index(participant) if participant in names else len(order)
    return tuple(
        (page_of(order[to]), told.format(name=names[order[to]]))
        for to, told in ((at - 1, wording.PREVIOUS), (at + 1, wording.NEXT))
        if participant in names and 0 <= to < len(order)
    )


def beside(selection: Selection, participant: str) -> Cards:
    """Show on each issue of a participant who else speaks on it, and with which position.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> [card["title"] for card in beside(Selection(floorbook.load()), "australia").cards]
    ["IOM's lead", 'Process and substance']
    """
    cards = wording.beside(selection.dataset, participant)
    return Cards(selection, cards, name="beside")


def said_table(selection: Selection, participant: str) -> Table:
    """Show what a participant is recorded as saying. A row is a point, by its first dimension.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> said_table(Selection(floorbook.load()), "mexico").heading
    'Mexico speaks on 7 issues: 5 in favour, 2 raised without taking a side'
    """
    if not participant:
        return _nobody(selection)
    dataset = selection.dataset
    rows = dataset.recorded()
    mine = rows[rows["participant"] == participant]
    codings = ("issue", "position", "voice", "unsure")
    coded = [
        wording.coded(dataset, *one) for one in mine[[*codings]].itertuples(index=False, name=None)
    ]
    points = (
        mine.assign(coded=coded)
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
    told = words(dataset, "said")
    if not dataset.package.has("positions"):
        told["columns"]["coded"] = HEADS["issue"]
    heading = str(wording.over(dataset, participant, wording.positions))
    return Table(selection, points, heading=heading, folded=False, **told)


def emphasis_table(selection: Selection, participant: str) -> Table:
    """Compare a participant's emphasis with that of the floor. A row is (meeting, dimension).

    Shares are own-voice points on the dimension ÷ own-voice points that are coded.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> emphasis_table(Selection(floorbook.load()), "mexico").headers[1]
    'Mexico'
    """
    if not participant:
        return _nobody(selection)
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
    told = words(dataset, "emphasis")
    told["columns"]["mine"] = dataset.labels["participant"][participant]
    return Table(
        selection,
        both,
        heading=str(wording.over(dataset, participant, wording.emphasis)),
        subtitle=wording.EMPHASIS,
        **told,
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
    if not participant:
        return _nobody(selection)
    dataset = selection.dataset
    table = measures.neighbours(dataset)
    mine = table[table["participant"] == participant]
    # Nobody to disagree with needs no row; who takes no side at all, a row that says so.
    mine = mine[mine["other"].ne("") | mine["side"].eq(NEAREST)]
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
        # A participant that speaks at no meeting cannot be compared with anybody.
        heading=str(together(dataset, found) if found else pairs.nearest(dataset, "", participant)),
        subtitle="" if mine.empty else str(pairs.neighbours_caption(dataset)),
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
    if not participant:
        return _nobody(selection)
    dataset = selection.dataset
    asks = measures.asks(dataset, turns=None)
    mine = asks[asks["participant"] == participant]
    told = words(dataset, "asked")
    if dataset.responses.empty:  # nothing is known of what became of it
        del told["columns"]["fate"], told["columns"]["repliers"]
    return Table(
        selection,
        labelled(dataset, mine),
        absent=dataset.acts.empty,
        heading=str(wording.over(dataset, participant, dialogue.finding)),
        subtitle="" if dataset.responses.empty or mine.empty else dialogue.EXPLAINED,
        **told,
    )


def _nobody(selection: Selection) -> Table:
    """Give a table that a report leaves out: the page of nobody leads to the pages of all."""
    return Table(selection, pd.DataFrame({"points": []}), {}, absent=True)


def _shares(part: pd.Series[int], whole: pd.Series[int]) -> list[str]:
    """Write shares as both counts and percent; blank if there is nothing to divide by."""
    return [
        "" if pd.isna(n) or not n else f"{k} of {n} ({k / n:.0%})"
        for k, n in zip(part, whole, strict=True)
    ]
