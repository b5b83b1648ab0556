"""The closing: who said so earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.closing import closing
from floorbook.measures.codings import OWN, codings, delegations, distinct
from floorbook.wording.about import credit
from floorbook.wording.facts import Fact, Finding, fact
from floorbook.wording.phrases import count, crowd, gists, listed, on, plurals, singular, span

VALUES = {
    "item": "Point of the closing",
    "gist": "What it says",
    "who": "Said so earlier",
    "on": "Issues",
}
"""The headers of the values of the figure."""
UNLINKED = "no earlier point is recorded that says so"

HEADING = "The closing, point by point, and who spoke of it before"
TABLE = "What each point of the closing says, and to what it comes back"

NO_CLOSING = "No closing is recorded"

EARLIER = (
    "Said earlier: in a point from the floor that the closing point agrees with or speaks of "
    "again, or in a request that it meets, judged by reading. It may have been a part of it only."
)


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say how many points of the closing come back to what the floor said, and who said it.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text.partition(" and ")[0]
    'Of 10 points of the closing, 9 come back to what at least one government said from the floor'
    """
    rows = closing(dataset)
    rows = rows[rows["meeting"] == meeting]
    if rows.empty:
        return Finding("No closing is recorded")
    whole = fact(len(rows), points=rows["point"])
    if dataset.responses.empty:
        return Finding(f"The closing has {count(len(rows), 'point')}", (whole,))
    theirs = rows["n"] > 0
    there = "there" if theirs.any() else "from the floor"
    one = singular(dataset, delegations(dataset))
    groups = {
        f"what at least one {one} said from the floor": rows[theirs],
        f"what others said {there}": rows[rows["linked"] & ~theirs],
    }
    groups = {what: found for what, found in groups.items() if len(found)}
    alone = len(rows) - sum(map(len, groups.values()))
    reported = _reported(dataset, rows)
    facts = [fact(len(found), len(rows), points=found["point"]) for found in groups.values()]
    facts += [whole, fact(alone, len(rows)), *reported.facts]
    return Finding(_told(groups, alone, len(rows)) + reported.text, tuple(facts))


def _told(groups: Mapping[str, pd.DataFrame], alone: int, whole: int) -> str:
    """Say how many closing points come back to an earlier one, and how many have none."""
    if not groups:
        return "No earlier point is recorded that says what the closing says"
    what, found = next(iter(groups.items()))
    if len(found) == whole:
        every = {
            1: "The only point of the closing comes back to",
            2: "Both points of the closing come back to",
        }
        return f"{every.get(whole, f'All {whole} points of the closing come back to')} {what}"
    told = [f"{len(found)} {'comes' if len(found) == 1 else 'come'} back to {what}"]
    told += [f"{len(found)} to {what}" for what, found in list(groups.items())[1:]]
    rest = f", and for {alone} {UNLINKED}" if alone else ""
    return f"Of {whole} points of the closing, {listed(told)}{rest}"


def _reported(dataset: Dataset, rows: pd.DataFrame) -> Finding:
    """Say how many had said what the closing reports about others, as a sentence of its own."""
    kinds = delegations(dataset)
    rows = rows[~rows["voice"].isin(["", OWN])]
    if rows.empty or not (of := int(rows["of"].iloc[0])):
        return Finding("")
    any_of_them = f"recorded of any {singular(dataset, kinds)}"
    facts = [fact(len(rows), points=rows["point"])]
    if not rows["n"].any():
        if len(rows) == 1:
            text = f". The 1 point that reports what others want is not {any_of_them}"
            return Finding(text, tuple(facts))
        which = f"{'Neither' if len(rows) == 2 else 'None'} of the {len(rows)} points"
        return Finding(f". {which} that report what others want is {any_of_them}", tuple(facts))
    told = []
    for row in rows.to_dict("records"):
        backing = _backing(dataset, row)
        facts += backing
        every = set.intersection(*(set(one.who) for one in backing)) if backing else set()
        facts += [fact(len(every), len(backing))] * (len(backing) > 1)
        n = int(row["n"])
        least = backing[0].least if len(backing) == 1 and backing[0].most == n else n
        said = fact(least, of, most=n, who=row["delegations"], points=row["points"])
        facts.append(said)
        told.append("one " * (len(rows) > 1) + _backed(dataset, said, backing, len(every)))
    reports = "reports" if len(rows) == 1 else "report"
    points = count(len(rows), "point")
    return Finding(f". {points} {reports} what others want: {'; '.join(told)}", tuple(facts))


def _backing(dataset: Dataset, row: Mapping[Any, Any]) -> list[Fact]:
    """Return who backs each issue of a closing point in the earlier points that say so.

    The least number is without codings marked unsure.
    """
    if not dataset.supports:
        return []
    earlier = codings(dataset)
    earlier = earlier[earlier["point"].isin(row["behind"])]
    leans = earlier["position"].map(dataset.scale.lean).astype(object)
    earlier = earlier[leans.eq("+") & earlier["participant"].isin(row["delegations"])]
    found = []
    for issue in row["issues"]:
        rows = earlier[earlier["issue"] == issue]
        sure = rows.loc[~rows["unsure"].astype(bool), "participant"].nunique()
        who = distinct(rows["participant"])
        label = dataset.labels["issue"][issue]
        found.append(fact(sure, int(row["of"]), most=len(who), what=[label], who=who))
    return found


def _backed(dataset: Dataset, said: Fact, backing: Sequence[Fact], every: int) -> str:
    """Say how many said what is reported; of several things, how many each, and who all of them."""
    kinds = delegations(dataset)
    one, whom = singular(dataset, kinds), crowd(dataset, kinds, said.of or 0)
    labels = [label for each in backing for label in each.what]
    about = on(labels)
    whose = f"{span(said.least, said.most)} of {whom} had said"
    if not said.most:
        return f"{about}, which none of {whom} is recorded as saying".removeprefix("on , ")
    if len(backing) < 2:
        return f"{about}, which {whose}" if backing else f"that {whose}"
    numbers = [f"{span(each.least, each.most) if each.most else 'none'}" for each in backing]
    first = f"{labels[0]} ({numbers[0]} of {whom})"
    rest = [f"{label} ({n})" for label, n in zip(labels[1:], numbers[1:], strict=True)]
    whole = "both" if len(backing) == 2 else f"all {len(backing)}"
    none = f"no {one} is" if not every else f"{every} {'is' if every == 1 else 'are'}"
    return f"{on([first, *rest])}; {none} recorded as saying {whole}"


def caption(dataset: Dataset, meetings: Iterable[str]) -> Finding:
    """Say what the figure of a closing shows, and what counts as having said the same.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), ["iom2016"]).text.split("; ")[0]
    'A row is a point of the closing, in our words'
    """
    return Finding(
        f"A row is a point of the closing{gists(dataset)}; a mark is one who said so earlier. "
        f"Filled: {plurals(dataset, delegations(dataset))}; framed: others. {EARLIER} "
        f"{credit(dataset, meetings)}"
    )


def subtitle(dataset: Dataset) -> Finding:
    """Say what a table of the closing holds.

    Examples
    --------
    >>> import floorbook
    >>> subtitle(floorbook.load()).text.split(". ")[1]
    'It may have been a part of it only'
    """
    mixed = closing(dataset)["voice"].isin(["reported", "both"]).any()
    told = " Reported of others: what the speaker says that others want or said." if mixed else ""
    return Finding(f"{EARLIER}{told}")


def note(dataset: Dataset, meetings: Iterable[str]) -> Finding:
    """Name the closing points for which no earlier point is recorded; "" if there are none.

    Examples
    --------
    >>> import floorbook
    >>> note(floorbook.load(), ["iom2016"]).text
    ''
    """
    rows = closing(dataset)
    rows = rows[rows["meeting"].isin(list(meetings)) & ~rows["linked"]]
    if rows.empty or dataset.responses.empty:
        return Finding("")
    called, several = dataset.labels, len(dataset.meetings) > 1
    told = [
        called["point"][point] + (f" ({called['meeting'][meeting]})" if several else "")
        for point, meeting in zip(rows["point"], rows["meeting"], strict=True)
    ]
    text = f"{UNLINKED[0].upper()}{UNLINKED[1:]}: {'; '.join(told)}."
    return Finding(text, (fact(len(rows), points=rows["point"]),))


def in_cell(dataset: Dataset, row: Mapping[Any, Any]) -> str:
    """Say in a cell of a table how many said so earlier, and out of how many.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> in_cell(data, {"n": 5, "of": 9, "linked": True})
    '5 of 9 governments'
    >>> in_cell(data, {"n": 0, "of": 9, "linked": False})
    'no earlier point is recorded that says so'
    """
    if not row["linked"]:
        return UNLINKED
    return f"{row['n'] or 'none'} of {crowd(dataset, delegations(dataset), int(row['of']))}"
