"""Positions: who speaks on how many issues, and what the matrix of all positions shows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.codings import heard, speakers
from floorbook.wording.about import credit
from floorbook.wording.facts import Finding, everywhere, fact, points_of
from floorbook.wording.phrases import count, listed, recorded, span
from floorbook.wording.phrases import people as counted

NAMED = 3
"""Most participants that the title names; more are counted."""


def heading(dataset: Dataset) -> Finding:
    """Say for each meeting who speaks on the most issues."""
    return everywhere(dataset, finding)


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say who speaks on the most issues; the secretariat counts only if nobody else speaks.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text
    'Of 9 governments, 1 agency and 1 civil society organisation, Slovakia speaks on more issues \
than any other: 8 of 32; without codings marked unsure, Slovakia and Mexico speak on the most: 7 \
each'
    """
    table = cells(dataset)
    table = table[table["meeting"] == meeting]
    if table.empty:
        return Finding("Nothing is recorded on any issue")
    people = speakers(dataset, kinds=heard(dataset))
    people = people[people["meeting"] == meeting]
    if not table["participant"].isin(people["participant"]).any():
        people = speakers(dataset)
        people = people[people["meeting"] == meeting]
    of = len(dataset.codebook)
    most, top = _most(table, people)
    sure = cells(dataset, unsure=False)
    least, surely = _most(sure[sure["meeting"] == meeting], people)
    whole = counted(dataset, people["participant_kind"])
    kinds = [fact(int(n)) for n in people["participant_kind"].value_counts()]
    facts = (
        fact(least if top == surely else most, of, most=most, who=top),
        fact(len(top), len(people)),
        fact(least, of, who=surely),
        fact(len(surely), len(people)),
        *kinds,
    )
    names = [dataset.labels["participant"][one] for one in top]
    number = span(least, most) if top == surely else str(most)
    if len(people) == 1:
        return Finding(f"{names[0]} speaks on {number} of {count(of, 'issue')}", facts)
    if len(top) == 1:
        told = f"Of {whole}, {names[0]} speaks on more issues than any other: {number} of {of}"
    else:
        told = f"Of {whole}, {_who(dataset, top)} speak on the most issues: {number} of {of} each"
    if top != surely and least:
        verb, each = ("speaks", "") if len(surely) == 1 else ("speak", " each")
        told += "; without codings marked unsure, "
        told += f"{_who(dataset, surely)} {verb} on the most: {least}{each}"
    elif top != surely:
        told += "; without codings marked unsure, nobody speaks on any"
    return Finding(told, facts)


def _most(table: pd.DataFrame, people: pd.DataFrame) -> tuple[int, list[str]]:
    """Return the most issues on which one of these people speaks, and who speaks on that many."""
    numbers = table["participant"].value_counts().reindex(people["participant"], fill_value=0)
    return int(numbers.max()), list(numbers[numbers == numbers.max()].index)


def _who(dataset: Dataset, who: Sequence[str]) -> str:
    """Name a few participants; count more."""
    names = [dataset.labels["participant"][one] for one in who]
    return listed(names) if len(names) <= NAMED else f"{len(names)} participants"


def caption(dataset: Dataset) -> Finding:
    """Explain the squares of the matrix, empty ones too, and the number of points behind them."""
    points = points_of(dataset, cells(dataset))
    what = "position" if dataset.supports else "entry"
    text = (
        f"A square has a participant's {what} on an issue, as a letter, and the number of recorded "
        f"points that it rests on; all rest on {recorded([points])}. Dotted: it would be "
        "another, or none, without the codings marked unsure; where these decide, numbers are "
        "ranges. Empty and dashed: not recorded, which is no position. What speakers report of "
        "others is not counted. "
        f"{credit(dataset, dataset.meetings['id'])}"
    )
    return Finding(text, (fact(len(points), points=points),))
