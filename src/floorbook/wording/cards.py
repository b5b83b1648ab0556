"""Cards: what was found, a number each, with a square for everybody who is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.claims import ALL, ANY, claim_check, claim_elsewhere
from floorbook.measures.codings import FLOOR, OWN, codings, delegations, distinct, speakers
from floorbook.measures.dialogue import NO_REPLY, asks
from floorbook.measures.scope import READINGS
from floorbook.scale import NOT_RECORDED
from floorbook.wording import claims, dialogue, others
from floorbook.wording.facts import Fact, Finding, fact, on_front, points_of
from floorbook.wording.phrases import (
    capital,
    crowd,
    doubted,
    listed,
    plurals,
    position,
    span,
)

NARROW = READINGS[0]

SPOKE = "speaks on it"

WIDE = READINGS[-1]
NOTES = {WIDE: "counts only where issues close to these count too"}
"""What may stand in a square in place of a letter, and what it means."""


@dataclass(frozen=True)
class Square:
    """One participant, or one question, as a small mark that opens its points.

    Attributes
    ----------
    code, name
        What stands in it, and whom or what it means in full.
    word
        A position, what became of a question, "speaks on it", or "not recorded".
    told
        The same in words.
    note
        Is shown in place of the word's letter.
    """

    participant: str
    code: str
    name: str
    word: str
    told: str
    unsure: bool
    points: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Card:
    """One thing that was found: a number, a sentence, and a square for everybody who is counted.

    Attributes
    ----------
    title, about
        The dimension, and the issues or parts of a claim that are counted.
    number, of
        How many, and of how many that do what; "" and "not recorded" where there is nothing.
    """

    title: str
    about: str
    meeting: str
    number: str
    of: str
    told: Finding
    squares: tuple[Square, ...]

    @property
    def points(self) -> tuple[str, ...]:
        """The points behind the number."""
        return self.told.facts[-1].points if self.number else ()


def cards(dataset: Dataset) -> tuple[Card, ...]:
    """Give a card for each meeting and each compared dimension on which something can be said.

    A dimension with a claim about the meeting tells who supports it; another who speaks on it.

    Examples
    --------
    >>> import floorbook
    >>> [(card.title, card.number, card.of) for card in cards(floorbook.load())][0]
    ('Leadership', '4 to 5', 'of 9 governments support it')
    """
    found = []
    for meeting in on_front(dataset):
        own = claims_by_dimension(dataset, meeting)
        for dimension in dataset.compared:
            told = [_claim_card(dataset, meeting, dimension, one) for one in own.get(dimension, ())]
            found += told or list(_spoken_card(dataset, meeting, dimension))
    return tuple(found)


def asked(dataset: Dataset) -> tuple[Card, ...]:
    """Give a card for each meeting with questions and requests: what became of each.

    Examples
    --------
    >>> import floorbook
    >>> asked(floorbook.load())[0].squares[0].told
    'Answered'
    """
    found = []
    table = asks(dataset)
    for meeting in on_front(dataset):
        mine = table[table["meeting"] == meeting]
        if mine.empty:
            continue
        squares = [
            Square(
                participant=row["participant"],
                code=dataset.codes[row["participant"]],
                name=f"{dataset.labels['participant'][row['participant']]}: {row['gist']}",
                word=row["fate"],
                told=capital(dialogue.FATES[row["fate"]]),
                unsure=False,
                points=row["points"],
            )
            for row in mine.to_dict("records")
        ]
        told = dialogue.finding(dataset, meeting)
        title = dataset.labels["meeting"][meeting] if len(dataset.meetings) > 1 else ""
        found.append(Card(title, "", meeting, "", "", told, tuple(squares)))
    return tuple(found)


def claims_by_dimension(dataset: Dataset, meeting: str) -> dict[str, list[str]]:
    """Return the claims about a meeting by the dimension of the first issue that says the same."""
    if not dataset.supports:
        return {}
    return dataset.once("claims by dimension", lambda: _by_dimension(dataset)).get(meeting, {})


def _by_dimension(dataset: Dataset) -> dict[str, dict[str, list[str]]]:
    """Return the same for each meeting."""
    home = dataset.column("codebook", "dimension")
    table = dataset.claim_issues.sort_values(
        "reading", key=lambda one: one != NARROW, kind="stable"
    )
    first = table.drop_duplicates("claim").set_index("claim")["issue"].map(home)
    found: dict[str, dict[str, list[str]]] = {}
    for claim in dataset.claims["id"]:
        held = claims.scope(dataset, claim)
        if held is not None and claim in first.index:
            mine = found.setdefault(held.meeting, {})
            mine.setdefault(str(first[claim]), []).append(str(claim))
    return found


def _claim_card(dataset: Dataset, meeting: str, dimension: str, claim: str) -> Card:
    held = claims.scope(dataset, claim)
    assert held is not None
    table = claim_check(dataset)
    table = table[table["claim"].eq(claim)]
    parts = claims.parts(dataset, claim)
    ranges = claims.ranges_of(dataset, claim)
    key = ANY if len(parts) > 1 else next(iter(parts))
    counted = claims.every_count(dataset, claim)
    row = replace(ranges[key], points=points_of(dataset, counted[counted["backs"]]))
    it = "any of these" if len(parts) > 1 else "it"
    told = [claims.finding(dataset, claim)]
    if row.most:
        told.append(others.finding(dataset, claim, list(parts), row.who, it))
    elif elsewhere := _elsewhere(dataset, claim, it):
        told.append(elsewhere)
    told += claims.depending(dataset, claim, [key], ranges=ranges) if row.most else []
    number, of = _count(dataset, held, row, ranges.get(ALL, row), len(parts), it, claim)
    squares = tuple(_best(dataset, table)) if held.of else ()
    facts = (*(one for each in told for one in each.facts), row)
    whole = Finding(". ".join(str(one) for one in told if one.text), facts)
    about = "; ".join(parts.values())
    title = titled(dataset, dataset.labels["dimension"][dimension], meeting)
    return Card(title, about, meeting, number, of, whole, squares)


def _count(
    dataset: Dataset, held: claims.Scope, row: Fact, every: Fact, parts: int, it: str, claim: str
) -> tuple[str, str]:
    """Give the number of a card, and of how many that do what."""
    if not held.of:
        return "", NOT_RECORDED
    of = f"of {crowd(dataset, held.kinds, held.of)}"
    if not row.most and claims.spoken_on(dataset, claim):
        return "none", f"{of} is recorded as supporting {it}"
    if not row.most:
        return "none", f"{of} is recorded on {it} by name"
    does = f"{'supports' if row.most == 1 else 'support'} {it.replace('any', 'one or more')}"
    whole = f", {span(every.least, every.most) if every.most else 'none'} all {parts}"
    return span(row.least, row.most), f"{of} {does}{whole * (parts > 1)}"


def _elsewhere(dataset: Dataset, claim: str, it: str) -> Finding | None:
    """Say who speaks on a claim that speaks of others."""
    table = claim_elsewhere(dataset)
    own = table["claim"].eq(claim) & table["voice"].eq(OWN) & table["reading"].eq(NARROW)
    who = distinct(table.loc[own, "participant"])
    if not who:
        return None
    sure = codings(dataset, unsure=False)
    known = set(zip(sure["point"], sure["issue"], strict=True))
    surely = {
        row["participant"]
        for row in table[own].to_dict("records")
        if known & set(product(row["points"], row["issues"]))
    }
    names = [
        f"{dataset.labels['participant'][one]}{'' if one in surely else ' (unsure)'}" for one in who
    ]
    told = f"{listed(names)} {'speaks' if len(who) == 1 else 'speak'} on {it}"
    return Finding(told, (fact(len(who), who=who),))


def _best(dataset: Dataset, table: pd.DataFrame) -> Iterator[Square]:
    """Give a square for everybody: the strongest position, in the narrow reading if it has one."""
    order = [*dataset.scale.words]
    for participant, rows in table.groupby("participant", sort=False):
        said = rows[rows["n"] > 0]
        narrow = said[said["reading"] == NARROW]
        mine = narrow if len(narrow) else said if len(said) else rows
        top = min(mine.to_dict("records"), key=lambda row: order.index(row["word"]))
        wide = bool(len(said)) and not len(narrow)
        told = doubted(position(dataset, top["word"]), top["unsure"])
        told += ", in the wide reading" if wide else ""
        points = points_of(dataset, mine)
        one = square(dataset, str(participant), top["word"], told, top["unsure"], points)
        yield replace(one, note=WIDE) if wide else one


def _spoken_card(dataset: Dataset, meeting: str, dimension: str) -> Iterator[Card]:
    """Give a card that says who speaks on a dimension, where anybody speaks at all.

    A dimension that has every issue is no news: whoever speaks, speaks on it.
    """
    kinds = delegations(dataset)
    present = speakers(dataset, kinds=kinds, turns=FLOOR)
    present = present[present["meeting"] == meeting]
    issues = dataset.codebook.loc[dataset.codebook["dimension"] == dimension, "issue"]
    said = cells(dataset, turns=FLOOR)
    said = said[said["meeting"].eq(meeting) & said["issue"].isin(issues)]
    said = said[said["participant"].isin(present["participant"])]
    if present.empty or not 0 < len(issues) < len(dataset.codebook):
        return
    mine = {str(one): points_of(dataset, rows) for one, rows in said.groupby("participant")}
    n, of, label = len(mine), len(present), dataset.labels["dimension"][dimension]
    verb = "speaks" if n == 1 else "speak"
    told = f"{n or 'None'} of {crowd(dataset, kinds, of)} {verb} on {label}"
    told = told if n else f"Nothing is recorded of {plurals(dataset, kinds)} on {label}"
    squares = tuple(
        square(dataset, one, SPOKE if one in mine else NOT_RECORDED,
                capital(SPOKE if one in mine else NOT_RECORDED), False, mine.get(one, ()))
        for one in present["participant"]
    )  # fmt: skip
    facts = (fact(n, of, what=[label], who=mine, points=points_of(dataset, said)),)
    whole = f"of {crowd(dataset, kinds, of)} {verb} on it" if n else NOT_RECORDED
    number = str(n) if n else ""
    title = titled(dataset, label, meeting)
    yield Card(title, "", meeting, number, whole, Finding(told, facts), squares)


def square(
    dataset: Dataset, one: str, word: str, told: str, unsure: bool, points: tuple[str, ...]
) -> Square:
    """Give the square of a participant."""
    name = dataset.labels["participant"][one]
    return Square(one, dataset.codes[one], name, word, told, bool(unsure), points)


def titled(dataset: Dataset, label: str, meeting: str) -> str:
    """Name a meeting behind a label where there are several."""
    return f"{label}, {dataset.labels['meeting'][meeting]}" if len(dataset.meetings) > 1 else label


LOOKS = {
    **{
        fate: (tone, dialogue.LETTERS[fate], dialogue.FATES[fate])
        for fate, tone in (
            *(("answered", "support"), ("partly", "qualified"), ("deferred", "neutral")),
            (NO_REPLY, NOT_RECORDED),
        )
    },
    SPOKE: ("support", "", SPOKE),
    NOT_RECORDED: (NOT_RECORDED, "", "not recorded on this"),
}
"""The tone, the letter and the label of what is no position."""
