"""Reach: how many speak on an issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.codings import FLOOR, delegations, speakers
from floorbook.measures.reach import reach
from floorbook.wording.about import credit
from floorbook.wording.facts import Finding, fact, points_of
from floorbook.wording.phrases import STAR, count, crowd, on, plurals, recorded, singular, span

VALUES = {
    "what": "Issue",
    "who": "Participant",
    "position": "Position",
    "claim": "Part of a claim",
}
"""The headers of the values of the figure."""
CLAIMED = "●"
"""Marks the issues that count for a claim."""

NAMED = 3
"""How many tied issues a sentence names."""


def finding(dataset: Dataset, meeting: str, *, kinds: Sequence[str] | None = None) -> Finding:
    """Say on which issues most speak, with all ties; if it is one, how many support it.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text
    "More governments speak on IOM's lead than on any other issue: 4 to 5 of 9, all of whom \
support it"
    """
    kinds = delegations(dataset) if kinds is None else kinds
    present = speakers(dataset, kinds=kinds, turns=FLOOR)
    present = present[present["meeting"] == meeting]
    rows = reach(dataset, kinds=kinds)
    every = rows[rows["meeting"].eq(meeting)]
    rows = every[every["taken_up"].gt(0)]
    if present.empty:
        return Finding(f"No {singular(dataset, kinds)} is recorded as speaking from the floor")
    if rows.empty:
        return Finding(f"No issue is recorded of {plurals(dataset, kinds)} speaking from the floor")
    most, of = int(rows["taken_up"].max()), len(present)
    top = rows[rows["taken_up"] == most]
    what = [dataset.labels["issue"][issue] for issue in top["issue"]]
    points = points_of(dataset, top)
    who = dict.fromkeys(one for ids in top["participants"] for one in ids)
    sure = _surely(dataset, meeting, set(present["participant"]))
    same = set(sure[sure == sure.max()].index) == set(top["issue"])
    least = int(sure.max()) if same else most
    if len(top) == 1:
        least = int(sure.get(top["issue"].iloc[0], 0))
    number = f"{span(least, most)} of"
    which = "which issue it is depends" if len(top) == 1 else "which they are depends"
    hence = "" if same else f"; {which} on codings marked unsure"
    facts = (fact(least, of, most=most, what=what, who=who, points=points),
             fact(len(top), what=what))  # fmt: skip
    if of == 1:
        told = f"{crowd(dataset, kinds, 1)} speaks from the floor, on {count(len(top), 'issue')}"
        return Finding(told, facts)
    each = " each" if len(top) > 1 else ""
    if len(top) > NAMED or len(every) == len(top) > 1:
        told = f"{len(top)} issues are spoken on by {number} {crowd(dataset, kinds, of)} each"
        return Finding(f"{told}, none by more{hence}", facts)
    people = plurals(dataset, kinds)
    more = f"More {people} speak {on(what)} than on any other issue"
    if len(every) == 1:
        more = f"{people.capitalize()} speak {on(what)}, the only issue"
    told = f"{more}: {number} {of}{each}"
    if len(top) > 1 or not dataset.supports:
        return Finding(f"{told}{hence}", facts)
    row = top.iloc[0]
    backing = (int(row["least"]), int(row["most"]))
    share = fact(backing[0], most, most=backing[1], what=what, who=row["backers"])
    return Finding(f"{told}, {_supporting(backing, (least, most))}{hence}", (*facts, share))


def _surely(dataset: Dataset, meeting: str, present: set[str]) -> pd.Series[int]:
    """Count those present who speak on each issue, without codings marked unsure."""
    held = cells(dataset, turns=FLOOR, unsure=False)
    return held.loc[
        held["meeting"].eq(meeting) & held["participant"].isin(present), "issue"
    ].value_counts()


def _supporting(backing: tuple[int, int], speaking: tuple[int, int]) -> str:
    """Say how many of those who speak on an issue support it, each the least and the most."""
    if not backing[1]:
        return "none recorded as supporting it"
    verb = "supports" if backing[1] == 1 else "support"
    if backing == speaking:
        return "and it supports it" if speaking[1] == 1 else "all of whom support it"
    return f"of whom {span(*backing)} {verb} it"


def caption(
    dataset: Dataset, meetings: Iterable[str], *, kinds: Sequence[str] | None = None
) -> Finding:
    """Say what reach is, in which order the issues stand, and what is marked.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), ["iom2016"]).text.split(". ")[0]
    'Issues by reach: how many of the governments that spoke from the floor speak on them'
    """
    meetings = list(meetings)
    kinds = delegations(dataset) if kinds is None else kinds
    rows = reach(dataset, kinds=kinds)
    rows = rows[rows["meeting"].isin(meetings)]
    n = fact(len(points_of(dataset, rows)))
    told = [
        f"Issues by reach: how many of the {plurals(dataset, kinds)} that spoke from the floor "
        "speak on them."
    ]
    if dataset.supports:
        told.append(
            "Issues with the same reach stand in the order of how many support them. A mark is a "
            "participant, in the colour of its position."
        )
    facts = [one for each in meetings for one in finding(dataset, each, kinds=kinds).facts]
    if any(one.least != one.most for one in facts):
        told.append("The range depends on whether codings marked unsure count.")
    held = cells(dataset, turns=FLOOR)
    said = set(rows.loc[rows["taken_up"] > 0, "issue"])
    if held.loc[held["issue"].isin(said) & held["meeting"].isin(meetings), "unsure"].any():
        told.append(f"{STAR}.")
    if set(dataset.claim_issues["issue"]) & said:
        told.append(f"{CLAIMED}: part of a claim about the meeting.")
    told += [f"{recorded(rows['points'])}.", credit(dataset, meetings)]
    return Finding(" ".join(told), (n,))
