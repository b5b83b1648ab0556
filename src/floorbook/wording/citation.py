"""The end of a sentence to copy: the points behind it, the meeting, its source, who coded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from floorbook.dataset import Dataset
from floorbook.wording.about import credit, meeting_line
from floorbook.wording.phrases import count, listed


class Citation:
    """The endings of the sentences of a package.

    Parameters
    ----------
    dataset
        A loaded data package.

    Examples
    --------
    >>> import floorbook
    >>> cite = Citation(floorbook.load())
    >>> cite.points(["iom2016-mexico-2", "iom2016-mexico-3"])
    '2 points (Mexico 2 and 3)'
    >>> cite("iom2016").split(". ")[0]
    'IOM briefing on the global compact for migration, Palais des Nations, Geneva, 14 October 2016'
    """

    def __init__(self, dataset: Dataset) -> None:
        self.places = dataset.places
        self.meetings = {
            one: f"{meeting_line(dataset, one)}. {credit(dataset, [one])}"
            for one in dataset.meetings["id"]
        }
        self.meetings[""] = credit(dataset, [])

    def __call__(self, meeting: str) -> str:
        """Name the meeting, its sources and who coded; only the latter if the meeting is ""."""
        return self.meetings[meeting]

    def points(self, points: Sequence[str], noun: str = "point", nouns: str = "") -> str:
        """Count points, and give their places if these are known."""
        where = _grouped(filter(None, (self.places[point] for point in points)))
        told = count(len(points), noun, nouns)
        return f"{told} ({where})" if where else told


def _grouped(places: Iterable[str]) -> str:
    """Join places of one section: "Mexico 2 and 3, Reply to Mexico 1"."""
    numbers: dict[str, list[str]] = {}
    for place in places:
        section, _, number = place.rpartition(" ")
        numbers.setdefault(section, []).append(number)
    return ", ".join(f"{section} {listed(found)}" for section, found in numbers.items())
