"""The end of a sentence to copy: the points behind it, the meeting, its source, who coded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from floorbook.dataset import Dataset
from floorbook.measures.codings import codings
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
    >>> cite.points(["iom2016-usa-5", "iom2016-usa-6"], ["geneva-role"])
    '2 points (USA 5 and 6), 1 of them unsure'
    >>> cite("iom2016").split(". ")[0]
    'IOM briefing on the global compact for migration, Palais des Nations, Geneva, 14 October 2016'
    """

    def __init__(self, dataset: Dataset) -> None:
        self.places = dataset.places
        rows = codings(dataset)
        rows = rows[rows["unsure"].astype(bool)]
        self.unsure = set(zip(rows["point"], rows["issue"], strict=True))
        self.meetings = {
            one: f"{meeting_line(dataset, one)}. {credit(dataset, [one])}"
            for one in dataset.meetings["id"]
        }
        self.meetings[""] = credit(dataset, [])

    def __call__(self, meeting: str) -> str:
        """Name the meeting, its sources and who coded; only the latter if the meeting is ""."""
        return self.meetings[meeting]

    def points(self, points: Sequence[str], issues: Collection[str] = ()) -> str:
        """Count points, give their places if these are known, and say how many are unsure."""
        where = _grouped(filter(None, (self.places[point] for point in points)))
        told = count(len(points), "point")
        return (f"{told} ({where})" if where else told) + self.doubt(points, issues)

    def doubtful(self, points: Sequence[str], issues: Collection[str]) -> int:
        """Count the points with a coding on one of these issues that is marked unsure."""
        return sum(any((point, one) in self.unsure for one in issues) for point in points)

    def doubt(self, points: Sequence[str], issues: Collection[str]) -> str:
        """Say how many of these points that is, as an aside; "" where it is none."""
        n, of = self.doubtful(points, issues), len(points)
        if not n:
            return ""
        if n == of:
            return {1: ", unsure", 2: ", both unsure"}.get(n, ", all unsure")
        return f", {n} of them unsure"


def _grouped(places: Iterable[str]) -> str:
    """Join places of one section: "Mexico 2 and 3, Reply to Mexico 1"."""
    numbers: dict[str, list[str]] = {}
    for place in places:
        section, _, number = place.rpartition(" ")
        numbers.setdefault(section, []).append(number)
    return ", ".join(f"{section} {listed(found)}" for section, found in numbers.items())
