"""Shares: on which dimensions participants speak, and how many of their points are on each."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures import breadth, floor_emphasis
from floorbook.measures.breadth import ENOUGH
from floorbook.measures.emphasis import ENOUGH as MANY
from floorbook.wording.about import credit
from floorbook.wording.facts import Fact, Finding, fact, in_turn, points_of
from floorbook.wording.phrases import count, listed, recorded

REPORTED = "Points in which a speaker says what others want or said are left out"

EMPHASIS = {
    "who": "Participant",
    "what": "Dimension",
    "counts": "Points on it, of all points",
    "share": "Share",
    "interval": "95 % interval (Wilson)",
}
BREADTH = {
    "who": "Participant",
    "what": "Dimension",
    "counts": "Issues spoken on, of all in it",
    "effective": "Effective number of issues",
}
"""The headers of the two tables."""

INTERVALS = (
    f"For participants with {MANY} points or more, the table gives Wilson's 95 % interval of the "
    "share. Recorded points are no random sample: the interval shows how little a small number can "
    "tell, and no more."
)
EFFECTIVE = (
    "The effective number of issues says on how many issues the points would be if they were "
    "spread evenly: 1 when all are on one issue, more the more evenly they are spread. It is 1 / "
    f"Σp², with p the part of an issue, and stands in the table from {ENOUGH} points on."
)


def emphasis_finding(dataset: Dataset, meeting: str) -> Finding:
    """Say on which dimension most points from the floor are, with all ties.

    Examples
    --------
    >>> import floorbook
    >>> emphasis_finding(floorbook.load(), "iom2016").text.partition(": ")[0]
    'Own views from the floor are most often on Substance and context'
    """
    table = floor_emphasis(dataset)
    table = table[(table["meeting"] == meeting) & (table["n"] > 0)]
    if table.empty:
        return Finding("No point from the floor is on an issue of the codebook")
    top = most_points(dataset, table)
    each = " on each" if len(top.what) > 1 else ""
    told = f"Own views from the floor are most often on {listed(top.what)}"
    return Finding(f"{told}: {top.least} of {count(top.of or 0, 'point')}{each}", (top,))


def most_points(dataset: Dataset, table: pd.DataFrame, who: Iterable[str] = ()) -> Fact:
    """Give the dimensions with most points, all ties, and how many of how many are on each."""
    top = table[table["n"] == table["n"].max()]
    labels = [dataset.labels["dimension"][one] for one in top["dimension"]]
    n, of = top["n"].iloc[0], int(top["of"].iloc[0])
    return fact(n, of, what=labels, who=who, points=points_of(dataset, top))


def breadth_finding(dataset: Dataset, meeting: str) -> Finding:
    """Say on which dimension most participants speak, with all ties.

    Examples
    --------
    >>> import floorbook
    >>> breadth_finding(floorbook.load(), "iom2016").text.partition(": ")[2]
    '13 of 14 participants'
    """
    table = breadth(dataset)
    table = table[(table["meeting"] == meeting) & (table["issues"] > 0)]
    of = table["participant"].nunique()
    numbers = table[table["taken_up"] > 0].groupby("dimension")["participant"].nunique()
    if numbers.empty:
        return Finding("Nobody is recorded on any issue")
    names = dataset.labels["dimension"]
    most = int(numbers.max())
    top = [names[one] for one in names if numbers.get(one, 0) == most]
    facts = (fact(most, of, what=top),)
    if of == 1:
        (who,) = set(table["participant"])
        spoken = [names[one] for one in names if numbers.get(one)]
        told = f"{dataset.labels['participant'][who]} speaks on {listed(spoken)}"
        return Finding(told, (fact(1, 1, what=spoken, who=(who,)),))
    if table["dimension"].nunique() == 1:
        verb = "speaks" if most == 1 else "speak"
        return Finding(f"{most} of {count(of, 'participant')} {verb} on {top[0]}", facts)
    has, each = ("has", "") if len(top) == 1 else ("have", " each")
    whole = f"{most} of {count(of, 'participant')}{each}"
    return Finding(f"{listed(top)} {has} the most speakers: {whole}", facts)


def emphasis_caption(dataset: Dataset, shown: Iterable[str], table: pd.DataFrame) -> Finding:
    """Explain the shares of points."""
    told = (
        "The area of a circle is the share of a participant's points that are on the dimension. "
        f"{REPORTED}, and so are points on no issue of the codebook; a point may be on several "
        "dimensions."
    )
    return in_turn(told, rests_on(dataset, table), credit(dataset, shown))


def breadth_caption(dataset: Dataset, shown: Iterable[str], table: pd.DataFrame) -> Finding:
    """Explain the shares of issues."""
    told = (
        "The area of a circle is the share of the dimension's issues on which the participant is "
        f"recorded, whatever the position. An empty square: on none. {REPORTED}."
    )
    return in_turn(told, rests_on(dataset, table), credit(dataset, shown))


def rests_on(dataset: Dataset, table: pd.DataFrame) -> Finding:
    """Say on how many points a figure rests, each counted once.

    Examples
    --------
    >>> import floorbook
    >>> table = pd.DataFrame({"points": [("iom2016-usa-1", "iom2016-usa-2"), ("iom2016-usa-1",)]})
    >>> rests_on(floorbook.load(), table).text
    'In all 2 recorded points.'
    """
    points = points_of(dataset, table)
    return Finding(f"In all {recorded([points])}.", (fact(len(points), points=points),))


def emphasis_told(part: int, whole: int) -> str:
    """Say a share of points, for the text beside a mark."""
    return f"{part} of {count(whole, 'point')}" if whole else "no point on an issue"


def breadth_told(part: int, whole: int) -> str:
    """Say a share of issues, for the text beside a mark."""
    issues = count(whole, "issue")
    return f"speaks on {part or 'none'} of {issues}" if whole else "the dimension has no issue"
