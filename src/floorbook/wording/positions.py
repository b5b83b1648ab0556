"""Positions: who speaks on how many issues, and what the matrix of all positions shows."""

from __future__ import annotations

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.codings import heard, speakers
from floorbook.wording.about import credit
from floorbook.wording.facts import Finding, fact, points_of, together
from floorbook.wording.phrases import count, listed, recorded
from floorbook.wording.phrases import people as counted

NAMED = 3
"""Most participants that the title names; more are counted."""


def heading(dataset: Dataset) -> Finding:
    """Say for each meeting who speaks on the most issues."""
    return together(dataset, {one: finding(dataset, one) for one in dataset.meetings["id"]})


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say who speaks on the most issues; the secretariat counts only if nobody else speaks.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text
    'Of 9 governments, 1 agency and 1 civil society organisation, Slovakia speaks on more issues \
than any other: 8 of 32'
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
    numbers = table["participant"].value_counts()
    numbers = numbers.reindex(people["participant"], fill_value=0)
    most, of = int(numbers.max()), len(dataset.codebook)
    top = list(numbers[numbers == most].index)
    whole = counted(dataset, people["participant_kind"])
    kinds = [fact(int(n)) for n in people["participant_kind"].value_counts()]
    facts = (fact(most, of, who=top), fact(len(top), len(people)), *kinds)
    names = [dataset.labels["participant"][one] for one in top]
    if len(people) == 1:
        return Finding(f"{names[0]} speaks on {most} of {count(of, 'issue')}", facts)
    if len(top) == 1:
        told = f"Of {whole}, {names[0]} speaks on more issues than any other: {most} of {of}"
        return Finding(told, facts)
    who = listed(names) if len(top) <= NAMED else f"{len(top)} participants"
    return Finding(f"Of {whole}, {who} speak on the most issues: {most} of {of} each", facts)


def caption(dataset: Dataset) -> Finding:
    """Explain the squares of the matrix, empty ones too, and the number of points behind them."""
    points = points_of(dataset, cells(dataset))
    what = "position" if dataset.supports else "entry"
    text = (
        f"A square has a participant's {what} on an issue, as a letter, and the number of recorded "
        f"points that it rests on; all rest on {recorded([points])}. Dotted: it would be "
        "another, or none, without the codings marked unsure. Empty and dashed: not recorded, "
        "which is no position. What speakers report of others is not counted. "
        f"{credit(dataset, dataset.meetings['id'])}"
    )
    return Finding(text, (fact(len(points), points=points),))
