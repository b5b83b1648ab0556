"""Claims elsewhere: who else speaks on what the claims say, and is not counted."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from floorbook.dataset import Dataset, told_apart
from floorbook.measures.claims import claim_elsewhere
from floorbook.measures.codings import OWN, REPORTED
from floorbook.measures.scope import READINGS, claims
from floorbook.wording.about import credit
from floorbook.wording.claims import NONE, parts
from floorbook.wording.facts import Finding, fact, points_of
from floorbook.wording.phrases import people, recorded

VALUES = {
    "part": "Part of a claim",
    "who": "Who",
    "kind": "Turn",
    "voice": "Whose view",
    "position": "Position",
}
"""The headers of the values of the figure."""


def table(dataset: Dataset, meetings: Iterable[str], reading: str = READINGS[1]) -> pd.DataFrame:
    """Return what is recorded elsewhere on the claims about these meetings, in one reading."""
    rows = claim_elsewhere(dataset)
    return rows[rows["reading"].eq(reading) & rows["meeting"].isin(list(meetings))]


def heads(dataset: Dataset, meetings: Iterable[str]) -> dict[tuple[str, str], str]:
    """Give a label for every part of every claim of these meetings; no two are equal."""
    made = claims(dataset)
    told = made.loc[made["meeting"].isin(list(meetings)), "claim"]
    labels = {
        (claim, part): label for claim in told for part, label in parts(dataset, claim).items()
    }
    apart = told_apart((f"{claim} {part}" for claim, part in labels), labels.values())
    return dict(zip(labels, apart.values(), strict=True))


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say who else gives their own view on what the claims say.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text.partition(" also ")[2]
    'speak on the subjects of the claims, or on issues close to them'
    """
    if not heads(dataset, [meeting]):
        return Finding(NONE)
    rows = table(dataset, [meeting])
    rows = rows[rows["voice"] == OWN]
    if rows.empty:
        return Finding("Nobody else is recorded as speaking on the subjects of the claims")
    every = rows.drop_duplicates("participant")
    groups = every.groupby("participant_kind", sort=False)["participant"]
    facts = [fact(len(who), what=[str(kind)], who=who) for kind, who in groups]
    points = points_of(dataset, rows)
    facts.append(fact(len(every), who=every["participant"], points=points))
    verb = "speaks" if len(every) == 1 else "speak"
    told = f"{people(dataset, every['participant_kind'])} also {verb} on the subjects of the claims"
    narrow = table(dataset, [meeting], READINGS[0])
    narrowly = set(narrow.loc[narrow["voice"] == OWN, "participant"])
    close = not set(every["participant"]) <= narrowly
    return Finding(told + ", or on issues close to them" * close, tuple(facts))


def caption(dataset: Dataset, meetings: Iterable[str]) -> Finding:
    """Say what the figure shows, and that reported views of others are not counted.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), ["iom2016"]).text.split(". ")[1]
    'A row is a speaker in one kind of turn, a letter the position in the wide reading'
    """
    meetings = list(meetings)
    rows = table(dataset, meetings)
    own = rows[rows["voice"] == OWN]
    n = fact(len(points_of(dataset, own)))
    reported = "What a speaker reports of others stands in brackets and is not counted. "
    star = reported if rows["voice"].eq(REPORTED).any() else ""
    text = (
        "Here are those of whom the claims do not speak, and who are not counted for them. "
        f"A row is a speaker in one kind of turn, a letter the position in the wide reading. {star}"
        f"{recorded(own['points'])}. {credit(dataset, meetings)}"
    )
    return Finding(text, (n,))
