"""The headline, where to go on, and the findings that open a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from floorbook.dataset import Dataset
from floorbook.measures.codings import heard
from floorbook.package.problems import hint
from floorbook.places import BRIEF
from floorbook.wording import (
    closing,
    coders,
    dialogue,
    floor,
    front,
    method,
    network,
    pairs,
    positions,
    reach,
)
from floorbook.wording.about import ABOUT, lines
from floorbook.wording.facts import Finding, everywhere
from floorbook_widgets.base import templates
from floorbook_widgets.findings import Findings
from floorbook_widgets.selection import Selection, lasting

METHOD = "05-method"
"""The report that says how far the data can be trusted."""


@dataclass(frozen=True)
class Headline:
    """What was found, in a sentence, and how far to trust it."""

    text: str
    head: str
    claims: tuple[str, ...]
    held: tuple[str, ...]
    caution: str
    lines: tuple[str, ...]
    method: str = f"{METHOD}.html"
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
    participants: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(f"{label}: {told}" for _, label, told in self.reports)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        html = templates().get_template("pages.html.j2").render(told=self)
        about = {ABOUT: {"lines": list(self.lines)}} if self.lines else {}
        return {"text/plain": repr(self), "text/html": html, **about}


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


def findings(selection: Selection, report: str) -> Findings:
    """Say in a few sentences what a report found.

    Parameters
    ----------
    selection
        The Selection to follow; it is its dataset that is spoken of.
    report
        The name of the report's notebook, one of `floorbook.wording.front.PAGES`.

    Raises
    ------
    ValueError
        If no report of this name has findings.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> findings(Selection(floorbook.load()), "03-dialogue").told[0].partition(",")[0]
    'Of 8 questions and requests from the floor'
    """
    if report not in FINDINGS:
        raise ValueError(f"no report {report!r} has findings{hint(report, FINDINGS)}")
    return Findings(selection, [say(selection.dataset) for say in FINDINGS[report]])


def pages(dataset: Dataset) -> Pages:
    """Lead to each report, with its finding, and to the page on each participant.

    Examples
    --------
    >>> import floorbook
    >>> [label for _, label, _ in pages(floorbook.load()).reports]
    ['Overview', 'Compare', 'Dialogue', 'Method', 'Networks']
    """
    reports = tuple(
        (f"{name}.html", front.PAGES[name], str(say(dataset))) for name, say in _LEADS.items()
    )
    people = tuple((page_of(one), name) for one, name in paged(dataset).items())
    return Pages(reports, people)


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


def preparations(dataset: Dataset) -> list[Callable[[], object]]:
    """What finds, step by step, what the reports open with, so that it is there for all."""
    says = (say for of in FINDINGS.values() for say in of)
    return [partial(lasting, dataset), *(partial(say, dataset) for say in says)]


def page_of(participant: str) -> str:
    """Return the file of the page on a participant.

    Examples
    --------
    >>> page_of("mexico")
    'brief-mexico.html'
    """
    return f"{BRIEF.format(participant)}.html"


FINDINGS: Mapping[str, Sequence[Callable[[Dataset], Finding]]] = {
    "01-overview": (front.headline, partial(everywhere, say=floor.finding)),
    "02-compare": (
        partial(everywhere, say=pairs.table_finding),
        positions.heading,
    ),
    "03-dialogue": (
        partial(everywhere, say=dialogue.finding),
        partial(everywhere, say=closing.finding),
        partial(everywhere, say=dialogue.undertakings),
    ),
    METHOD: (method.sensitivity, coders.reliability),
    "06-network": (partial(everywhere, say=network.shared),),
}
"""What a report opens with; what stands over a picture in it is not said twice."""

_LEADS: Mapping[str, Callable[[Dataset], Finding]] = {
    **{report: says[0] for report, says in FINDINGS.items()},
    "01-overview": partial(everywhere, say=reach.finding),
    METHOD: lambda _: Finding(front.METHOD),
}
"""What leads to a report."""
