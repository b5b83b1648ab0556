"""A brief in words: what is recorded of one participant, meeting by meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.codings import OWN, heard
from floorbook.scale import MIXED
from floorbook.wording import dialogue
from floorbook.wording.cards import Card, Square, square, titled
from floorbook.wording.facts import Finding, fact, points_of
from floorbook.wording.phrases import count, doubted, on, phrase, position
from floorbook.wording.shares import most_points

PREVIOUS, NEXT = "Previous: {name}", "Next: {name}"
"""What leads from the page on one participant to those beside it."""

CROWD = 60
"""Most participants of whom each has a square on a card."""

EMPHASIS = (
    "Points on a dimension, of all that are coded on any issue. What is reported of others is left "
    "out. A point may count for several dimensions."
)

Saying = Callable[[Dataset, str, str], Finding]


def over(dataset: Dataset, participant: str, say: Saying) -> Finding:
    """Say something about a participant for every meeting at which it is recorded.

    Examples
    --------
    >>> import floorbook
    >>> str(over(floorbook.load(), "mexico", positions))
    'Mexico speaks on 7 issues: 5 in favour, 2 raised without taking a side'
    """
    return dialogue.over(dataset, lambda _, meeting: say(dataset, meeting, participant))


def recorded(dataset: Dataset, meeting: str, participant: str) -> Finding:
    """Say how much of what a participant said at a meeting is recorded.

    Examples
    --------
    >>> import floorbook
    >>> str(recorded(floorbook.load(), "iom2016", "mexico"))
    '7 recorded points in 1 turn, on 7 of 32 issues'
    """
    turns = dataset.interventions
    n_turns = int(((turns["meeting"] == meeting) & (turns["participant"] == participant)).sum())
    if not n_turns:
        return Finding("Nothing is recorded")
    mine = _held(dataset.recorded(), meeting, participant)
    own = mine.loc[mine["issue"].ne("") & mine["voice"].eq(OWN), "issue"]
    points, issues = mine["point"].drop_duplicates(), own.drop_duplicates()
    others = mine.loc[mine["issue"].ne("") & ~mine["issue"].isin(own), "issue"].nunique()
    facts = [fact(len(points), who=[participant], points=points), fact(n_turns)]
    text = f"{count(len(points), 'recorded point')} in {count(n_turns, 'turn')}"
    if points.empty:  # a turn counts even if no point of it is recorded
        text = f"{count(n_turns, 'turn')}, of which no point is recorded"
    if len(issues):
        facts.append(fact(len(issues), len(dataset.codebook)))
        text += f", on {len(issues)} of {count(len(dataset.codebook), 'issue')}"
    if others:
        facts.append(fact(others))
        more = f"{others} more" if len(issues) else count(others, "issue")
        text += f"; what others say is reported on {more}"
    return Finding(text, tuple(facts))


def positions(dataset: Dataset, meeting: str, participant: str) -> Finding:
    """Say on how many issues a participant speaks for itself, and with which positions.

    Examples
    --------
    >>> import floorbook
    >>> str(positions(floorbook.load(), "iom2016", "australia")).split(":")[0]
    'Australia speaks on 2 issues'
    """
    name = dataset.labels["participant"][participant]
    mine = _held(measures.cells(dataset), meeting, participant)
    if mine.empty:
        return Finding(f"{name} is recorded on no issue", (fact(0, who=[participant]),))
    facts = [fact(len(mine), who=[participant], points=points_of(dataset, mine))]
    text = f"{name} speaks on {count(len(mine), 'issue')}"
    if not dataset.package.has("positions"):
        return Finding(text, tuple(facts))
    own = _held(dataset.recorded(), meeting, participant)
    own = own[own["voice"] == OWN]
    said = set(zip(own["issue"], own["position"], strict=True))
    parts = []
    for word in dataset.scale.words:
        rows = mine[mine["word"] == word]
        if k := len(rows):
            facts.append(fact(k, len(mine), what=[word], points=points_of(dataset, rows)))
            parts.append(f"{k} {phrase(dataset, word)}")
            ruled = rows[[(one, word) not in said for one in rows["issue"]]]
            if n := 0 if word == MIXED else len(ruled):
                facts.append(fact(n, k, what=[word], points=points_of(dataset, ruled)))
                some = f"{n} " if n < k else "all " if k > 1 else ""
                parts[-1] += f" ({some}where several positions together count as this)"
    text += f": {', '.join(parts)}"
    if k := int(mine["unsure"].sum()):
        facts.append(fact(k, len(mine), points=points_of(dataset, mine[mine["unsure"]])))
        some = "this position rests" if len(mine) == 1 else f"{k} of these positions rest"
        text += f"; {some}{'s' * (k == 1 < len(mine))} on a coding marked unsure"
    return Finding(text, tuple(facts))


def beside(dataset: Dataset, participant: str) -> tuple[Card, ...]:
    """Give a card for each issue on which a participant speaks: its position, and all others there.

    Of a crowd, all others who take the same position share a square. The secretariat stands on no
    card but its own.

    Examples
    --------
    >>> import floorbook
    >>> card = beside(floorbook.load(), "australia")[0]
    >>> card.title, str(card.told), [square.code for square in card.squares]
    ("IOM's lead", 'Australia: Support', ['SVK', 'NLD', 'MEX', 'PHL', 'AUS'])
    """
    people = dataset.participants
    there = {*people.loc[people["kind"].isin(heard(dataset)), "id"], participant}
    table, beside = measures.cells(dataset), dataset.once(__name__, lambda: _squares(dataset))
    mine = table.loc[table["participant"] == participant, ["meeting", "issue"]]
    found = []
    for meeting, issue in mine.itertuples(index=False, name=None):
        squares = {
            one.participant: one for one in beside[meeting, issue] if one.participant in there
        }
        own, title = squares[participant], titled(dataset, dataset.labels["issue"][issue], meeting)
        facts = [fact(len(squares), what=[title], who=squares, points=own.points)]
        told, shown = f"{own.name}: {own.told}", tuple(squares.values())
        if len(shown) > CROWD:
            others = [one for one in shown if one is not own]
            points = (point for one in others for point in one.points)
            more = fact(len(others), who=[one.participant for one in others], points=points)
            told = f"{told}; each number counts the others of one position, {len(others)} in all"
            facts = [more, *facts]
            shown = (own, *_shared(dataset, others))
        found.append(Card(title, "", meeting, "", "", Finding(told, tuple(facts)), shown))
    return tuple(found)


def _shared(dataset: Dataset, squares: Iterable[Square]) -> Iterator[Square]:
    """Give a square for each position, with how many take it."""
    ranks = {word: rank for rank, word in enumerate(dataset.scale.words)}
    same = attrgetter("word", "unsure")
    ordered = sorted(squares, key=lambda one: (ranks[one.word], one.unsure))
    for (word, unsure), found in groupby(ordered, same):
        alike = [*found]
        points = tuple(point for one in alike for point in one.points)
        told = count(len(alike), "other")
        yield Square("", str(len(alike)), alike[0].told, word, told, unsure, points)


def _squares(dataset: Dataset) -> dict[tuple[str, str], list[Square]]:
    """Give for each meeting and issue the squares of all who speak on it."""
    found: dict[tuple[str, str], list[Square]] = {}
    for row in measures.cells(dataset).to_dict("records"):
        who, word, unsure = str(row["participant"]), row["word"], row["unsure"]
        told = doubted(position(dataset, word), unsure)
        mine = square(dataset, who, word, told, unsure, row["points"])
        found.setdefault((str(row["meeting"]), str(row["issue"])), []).append(mine)
    return found


def emphasis(dataset: Dataset, meeting: str, participant: str) -> Finding:
    """Say on which dimension most of a participant's points are.

    Examples
    --------
    >>> import floorbook
    >>> str(emphasis(floorbook.load(), "iom2016", "mexico"))
    'Mexico speaks most often on Process (4 of 7 points that give an own view)'
    """
    name = dataset.labels["participant"][participant]
    mine = _held(measures.emphasis(dataset), meeting, participant)
    mine = mine[mine["n"] > 0]
    if mine.empty:
        text = f"No point of {name} is coded as an own view"
        return Finding(text, (fact(0, who=[participant]),))
    top = most_points(dataset, mine, [participant])
    each = " each," if len(top.what) > 1 else ""
    points = f"{count(top.of or 0, 'point')} that give{'s' * (top.of == 1)}"
    share = f"{top.least}{each} of {points} an own view"
    alone, tied = len(mine) == 1, 1 < len(mine) == len(top.what)
    often = "only " if alone else "" if tied else "most often "
    return Finding(f"{name} speaks {often}{on(top.what)} ({share})", (top,))


def coded(dataset: Dataset, issue: str, position: str, voice: str, unsure: bool) -> str:
    """Put a coding into words, with its voice if that is not the speaker's own, and with doubt.

    Examples
    --------
    >>> import floorbook
    >>> coded(floorbook.load(), "pace", "support", "reported", True)
    'Pace: Support (reported of others, unsure)'
    """
    if not issue:
        return "no issue of the codebook"
    told = dataset.labels["issue"][issue]
    if dataset.package.has("positions"):
        told += f": {dataset.labels['position'][position]}"
    marks = ["reported of others"] * (voice != OWN) + ["unsure"] * unsure
    return f"{told} ({', '.join(marks)})" if marks else told


def _held(table: pd.DataFrame, meeting: str, participant: str) -> pd.DataFrame:
    return table[(table["meeting"] == meeting) & (table["participant"] == participant)]
