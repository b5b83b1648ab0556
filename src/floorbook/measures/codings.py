"""What every measure starts from: codings of one voice, grouped with their points."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import wraps
from itertools import chain
from typing import Any, TypeVar, cast

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.package.defaults import DELEGATION, OTHER

FLOOR = ("floor",)
"""Kinds of intervention that are "the floor"."""

OWN, REPORTED, BOTH = "own", "reported", "both"
VOICES = (OWN, REPORTED, BOTH)

Measure = TypeVar("Measure", bound=Callable[..., pd.DataFrame])


def once(measure: Measure) -> Measure:
    """Calculate a measure only once for a dataset and each choice of parameters.

    Many figures need the same table. Each caller gets its own frame; the columns are shared.

    Examples
    --------
    >>> import floorbook
    >>> runs = []
    >>> def ids(dataset):
    ...     runs.append(dataset)
    ...     return dataset.points[["id"]]
    >>> data, measure = floorbook.load(), once(ids)
    >>> len(measure(data)), len(measure(data)), len(runs)
    (144, 144, 1)
    """

    @wraps(measure)
    def reckoned(dataset: Dataset, *given: Hashable, **options: Any) -> pd.DataFrame:
        fixed = {name: _fixed(value) for name, value in options.items()}
        key = (measure.__module__, measure.__name__, given, *sorted(fixed.items()))
        made = dataset.once(key, lambda: measure(dataset, *given, **options))
        return made.copy(deep=False)

    return cast(Measure, reckoned)


def _fixed(value: Any) -> Any:
    return value if isinstance(value, Hashable) else tuple(value)


@once
def codings(
    dataset: Dataset,
    *,
    voice: str = OWN,
    unsure: bool = True,
    turns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the coder of record's codings with all that is known about their points.

    A row is a coding, in the order in which the points were said; points without coding are left
    out.

    Parameters
    ----------
    voice
        ``"own"``, ``"reported"`` or ``"both"``.
    unsure
        Whether codings marked unsure count.
    turns
        Kinds of intervention that count; by default all.

    Raises
    ------
    ValueError
        If `voice` is none of the three.
    """
    if voice not in VOICES:
        raise ValueError(f"voice is {voice!r}; it must be one of {', '.join(VOICES)}")
    rows = dataset.recorded()
    rows = rows[rows["issue"] != ""]
    if voice != BOTH:
        rows = rows[rows["voice"] == voice]
    if not unsure:
        rows = rows[~rows["unsure"]]
    if turns is not None:
        rows = rows[rows["kind"].isin(list(turns))]
    return rows.reset_index(drop=True)


@once
def spoken(dataset: Dataset) -> pd.DataFrame:
    """Return every point once, coded or not, in the order in which they were said."""
    rows = dataset.recorded().drop_duplicates("point")
    columns = ["meeting", "participant", "participant_kind", "intervention", "kind", "order"]
    return rows[[*columns, "point", "gist", "quotation", "place", "source"]].reset_index(drop=True)


@once
def speakers(
    dataset: Dataset, *, kinds: Sequence[str] | None = None, turns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return who is recorded as speaking: a row is (meeting, participant), with its kind.

    `kinds` keeps participants of these kinds, `turns` interventions of these kinds. An intervention
    without any point still counts as speaking.
    """
    rows = dataset.interventions.merge(
        dataset.participants[["id", "kind"]].rename(
            columns={"id": "participant", "kind": "participant_kind"}
        ),
        on="participant",
    )
    if turns is not None:
        rows = rows[rows["kind"].isin(list(turns))]
    if kinds is not None:
        rows = rows[rows["participant_kind"].isin(list(kinds))]
    rows = rows[["meeting", "participant", "participant_kind"]].drop_duplicates()
    return ordered(dataset, rows)


def gather(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return a row for each group of `by`, with its points as they were said and their number."""
    said = rows.sort_values(["order", "point"], kind="stable")
    table, groups = grouped(said, by)
    names = said["point"].tolist()
    points = [distinct(names[row] for row in group) for group in groups]
    table["n"] = pd.array([*map(len, points)], dtype="Int64")
    table["points"] = pd.Series(points, dtype=object)
    return table


def grouped(rows: pd.DataFrame, by: Sequence[str]) -> tuple[pd.DataFrame, list[list[int]]]:
    """Return each group of `by`, in the order of first occurrence, and the numbers of its rows.

    As ``groupby(by, sort=False)``, but quick where there are many groups, or few rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"who": ["b", "a", "b"], "what": ["tea", "milk", "cups"]})
    >>> table, groups = grouped(rows, ["who"])
    >>> table["who"].tolist(), groups
    (['b', 'a'], [[0, 2], [1]])
    """
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row, key in enumerate(zip(*(rows[column].tolist() for column in by), strict=True)):
        groups.setdefault(key, []).append(row)
    found = [*groups.values()]
    table = rows[[*by]].iloc[[group[0] for group in found]].reset_index(drop=True)
    return table, found


def tuples(rows: pd.DataFrame, by: Sequence[str], column: str) -> pd.DataFrame:
    """Give for each group of `by`, in the order of first occurrence, its values of a column.

    Examples
    --------
    >>> rows = pd.DataFrame({"who": ["b", "a", "b"], "what": ["tea", "milk", "cups"]})
    >>> tuples(rows, ["who"], "what").values.tolist()
    [['b', ('tea', 'cups')], ['a', ('milk',)]]
    """
    table, groups = grouped(rows, by)
    values = rows[column].tolist()
    found = [tuple(values[row] for row in group) for group in groups]
    return table.assign(**{column: pd.Series(found, dtype=object)})


def filled(
    table: pd.DataFrame, *, tuples: Iterable[str] = (), numbers: Iterable[str] = ()
) -> pd.DataFrame:
    """Fill what a left join found nothing for: no ids, and none counted."""
    table = table.copy()
    for name in tuples:
        found = [ids if isinstance(ids, tuple) else () for ids in table[name]]
        table[name] = pd.Series(found, index=table.index, dtype=object)
    for name in numbers:
        table[name] = table[name].astype("Int64").fillna(0)
    return table


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once, in the order of first occurrence."""
    return tuple(dict.fromkeys(values))


def chained(tuples: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the values of all tuples, each once, in the order of first occurrence."""
    return distinct(chain.from_iterable(tuples))


ORDER = ("meeting", "participant", "dimension", "issue", "position")


def delegations(dataset: Dataset) -> tuple[str, ...]:
    """Return the kinds of participant that are counted as delegations."""
    return dataset.kinds_of(DELEGATION)


def heard(dataset: Dataset) -> tuple[str, ...]:
    """Return the kinds that are compared and that are the floor: all but the secretariat."""
    return dataset.kinds_of(DELEGATION, OTHER)


def ordered(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """Sort rows as the data package does: by meeting, participant, dimension, issue, position."""
    keys = [column for column in ORDER if column in table.columns]
    ranks = {column: table[column].map(dataset.ranks[column]) for column in keys}
    order = pd.DataFrame(ranks, index=table.index).sort_values(keys, kind="stable").index
    return table.loc[order].reset_index(drop=True)
