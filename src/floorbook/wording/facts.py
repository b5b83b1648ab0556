"""Facts and findings: a finding is a sentence, facts are what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from floorbook.dataset import Dataset


@dataclass(frozen=True)
class Fact:
    """Who, how many, out of how many, and which points.

    Attributes
    ----------
    what
        Labels of what the fact is about: issues, parts of a claim, dimensions.
    who
        Ids of the participants that are counted, or named.
    least, most
        How many: the same number twice, or a range if the number depends on something.
    of
        Out of how many; None if that does not apply.
    points
        Ids of the points behind it, in the order in which they were said.
    """

    what: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    of: int | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A sentence without its full stop, and the facts that it was made from.

    The facts have every number and every name that is in the text.
    """

    text: str
    facts: tuple[Fact, ...] = ()

    def __str__(self) -> str:
        return self.text


def fact(
    n: int,
    of: int | None = None,
    *,
    what: Iterable[str] = (),
    who: Iterable[str] = (),
    points: Iterable[str] = (),
    most: int | None = None,
) -> Fact:
    """Return a fact; `n` is the number, or the lowest number of a range.

    Examples
    --------
    >>> fact(1, 9, most=2)
    Fact(what=(), who=(), least=1, most=2, of=9, points=())
    """
    return Fact(tuple(what), tuple(who), int(n), int(n if most is None else most), of,
                tuple(points))  # fmt: skip


NOTHING = Finding("")
"""Nothing to say."""

FEW = 3
"""Of so many meetings at most a heading says something one by one."""


def in_turn(*told: Finding | str) -> Finding:
    """Put sentences one after the other, with the facts of those that have some.

    Examples
    --------
    >>> in_turn("A line is a pair.", NOTHING, Finding("2 are drawn.", (fact(2),))).text
    'A line is a pair. 2 are drawn.'
    """
    facts = tuple(each for one in told if isinstance(one, Finding) for each in one.facts)
    return Finding(" ".join(filter(None, map(str, told))), facts)


def points_of(dataset: Dataset, rows: pd.DataFrame) -> tuple[str, ...]:
    """Give the points behind the rows of a table, each once, in the order of the meeting."""
    return dataset.in_order(chain.from_iterable(rows["points"]))


def everywhere(
    dataset: Dataset,
    say: Callable[[Dataset, str], Finding],
    meetings: Iterable[str] | None = None,
) -> Finding:
    """Say something of these meetings, or of every one.

    Examples
    --------
    >>> import floorbook
    >>> everywhere(floorbook.load(), lambda _, meeting: Finding(f"{meeting} it is")).text
    'iom2016 it is'
    """
    ids = [str(one) for one in (dataset.meetings["id"] if meetings is None else meetings)]
    heard = ids if len(ids) <= FEW else ids[-1:]  # the others would be made for nothing
    return together(dataset, {one: say(dataset, one) for one in heard}, of=len(ids))


def on_front(dataset: Dataset) -> list[str]:
    """Give the meetings in the order of the front page: of more than `FEW` the last comes first.

    Examples
    --------
    >>> import floorbook
    >>> on_front(floorbook.load())
    ['iom2016']
    """
    ids = [str(one) for one in dataset.meetings["id"]]
    return ids if len(ids) <= FEW else ids[::-1]


def together(dataset: Dataset, findings: dict[str, Finding], *, of: int = 0) -> Finding:
    """Join the findings of several meetings; if there are several, each meeting is named.

    Of more than `FEW` meetings the last speaks for itself: a page of sentences says nothing. Where
    only its finding was made, `of` says how many meetings there are.

    Examples
    --------
    >>> import floorbook
    >>> together(floorbook.load(), {"iom2016": Finding("Nobody speaks")}).text
    'Nobody speaks'
    """
    titles = dataset.labels["meeting"]
    if (n := of or len(findings)) > FEW:
        last, found = list(findings.items())[-1]
        told = f"{titles[last]}, the last of {n} meetings: {found}"
        return Finding(told, (fact(n), *found.facts))
    several = len(titles) > 1
    each = [f"{titles[one]}: {found}" if several else str(found) for one, found in findings.items()]
    facts = tuple(fact for found in findings.values() for fact in found.facts)
    return Finding(". ".join(each), facts)
