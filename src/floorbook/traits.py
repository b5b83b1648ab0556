"""Traits: what a package says of participants beyond what Floorbook knows, to pick them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from floorbook.package.reference import reference

if TYPE_CHECKING:
    from floorbook.dataset import Dataset

MOST = 12
"""Values; a column of more is a list of its own and no way to pick."""


def shared(values: Iterable[str]) -> bool:
    """Say whether values part participants into groups: several, few, and mostly of more than one.

    Examples
    --------
    >>> shared(["Asia", "Asia", "Europe", "Asia", ""]), shared(["a@peru.example", "b@mali.example"])
    (True, False)
    """
    given = [value for value in values if value]
    return 1 < len({*given}) <= min(MOST, len(given) // 2)


def traits(dataset: Dataset) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the ids of the participants by the title and the value of a trait.

    A trait is a column of text of the package's participants that is released and parts them into
    groups: their region, and any column that Floorbook itself does not know.

    Examples
    --------
    >>> import floorbook
    >>> traits(floorbook.load())  # of the regions of the shipped meeting most have one state
    {}
    """
    package, people = dataset.package, dataset.participants
    known = {*reference().table("participants").columns} - {"region"}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for field in package.table("participants").fields:
        if field.name in known or field.type != "string" or not field.released:
            continue
        if not shared(people[field.name]):
            continue
        groups: dict[str, tuple[str, ...]] = {}
        for id, value in zip(people["id"], people[field.name], strict=True):
            groups[value] = (*groups.get(value, ()), id)
        title = field.title or field.name
        told = f"{title} ({field.name})" if title in found else title
        found[told] = {value: groups[value] for value in sorted(groups, key=str.casefold) if value}
    return found
