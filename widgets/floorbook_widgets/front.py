"""The parts of the front page that no widget shows: its headline, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from floorbook.dataset import Dataset
from floorbook.measures.codings import heard
from floorbook.wording import dialogue, front, pairs, reach
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import together
from floorbook_widgets.base import templates

BRIEFS = "04-brief"
"""The report to which the pages on participants belong."""

BRIEF = "brief-{}"
"""The name of the page on one participant, by its id."""


@dataclass(frozen=True)
class Headline:
    """What was found, in a sentence, and how far to trust it."""

    text: str
    head: str
    claims: tuple[str, ...]
    held: tuple[str, ...]
    caution: str
    lines: tuple[str, ...]
    method: str = "05-method.html"
    link: str = front.TRUST

    def __repr__(self) -> str:
        told = (self.text, self.head, *self.claims, *self.held, self.caution)
        return ". ".join(filter(None, told))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        html = templates().get_template("headline.html.j2").render(told=self)
        return {"text/plain": repr(self), "text/html": html, ABOUT: {"lines": list(self.lines)}}


@dataclass(frozen=True)
class Pages:
    """Where to go on: a link to each report with what it found, and to the page on each one."""

    reports: tuple[tuple[str, str, str], ...]
    participants: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "\n".join(f"{label}: {told}" for _, label, told in self.reports)

    def _repr_html_(self) -> str:
        return templates().get_template("pages.html.j2").render(told=self)


def headline(dataset: Dataset) -> Headline:
    """Say what was found, what was held against what, and how far to trust it.

    Examples
    --------
    >>> import floorbook
    >>> headline(floorbook.load()).text
    "4 to 5 of the 9 governments that spoke from the floor support IOM's lead"
    """
    text, caution = str(front.headline(dataset)), front.caution(dataset)
    if (told := front.standfirst(dataset)) is None:
        return Headline(text, "", (), (), caution, lines(dataset))
    claims, held = (tuple(map(str, part)) for part in (told.claims, told.held))
    return Headline(text, str(told.head), claims, held, caution, lines(dataset))


def pages(dataset: Dataset) -> Pages:
    """Lead to each report, with its finding, and to the page on each participant.

    Examples
    --------
    >>> import floorbook
    >>> [label for _, label, _ in pages(floorbook.load()).reports]
    ['Overview', 'Compare', 'Dialogue', 'Method']
    """
    reports = tuple(
        (f"{name}.html", front.PAGES[name], str(_over(dataset, say)))
        for name, say in _FINDINGS.items()
    )
    people = tuple((page_of(one), name) for one, name in paged(dataset).items())
    return Pages((*reports, ("05-method.html", front.PAGES["05-method"], front.METHOD)), people)


def paged(dataset: Dataset) -> dict[str, str]:
    """Return everybody who has a page beside the reports, id → name: the secretariat has none.

    Examples
    --------
    >>> import floorbook
    >>> list(paged(floorbook.load()).values())[:2]
    ['Libya', 'USA']
    """
    people = dataset.participants
    people = people[people["kind"].isin(heard(dataset))]
    return {one: dataset.labels["participant"][one] for one in people["id"]}


def page_of(participant: str) -> str:
    """Return the file of the page on a participant.

    Examples
    --------
    >>> page_of("mexico")
    'brief-mexico.html'
    """
    return f"{BRIEF.format(participant)}.html"


def _over(dataset: Dataset, say: Callable[[Dataset, str], Any]) -> Any:
    return together(dataset, {str(one): say(dataset, str(one)) for one in dataset.meetings["id"]})


_FINDINGS: Mapping[str, Callable[[Dataset, str], Any]] = {
    "01-overview": reach.finding,
    "02-compare": pairs.finding,
    "03-dialogue": dialogue.finding,
}
