"""What a data package is about, what records it, how it was coded, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.package import reference
from floorbook.wording.phrases import listed

SHOWN = ["title", "kind", "issuer"]

ABOUT = "application/vnd.floorbook.about+json"
"""The kind of output that tells a report what it is about, for its head and its foot."""


FACTS = "The meeting, its source and the data in numbers"


@dataclass(frozen=True)
class About:
    """What a data package is about; a notebook shows `facts` in full.

    Attributes
    ----------
    facts
        A row is a fact, a column a meeting.
    lines
        The same in two or three lines, for the head and the foot of a report: the meetings, their
        sources, and how the data came to be.
    """

    facts: pd.DataFrame
    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return self.facts.to_string()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        with pd.option_context("display.max_colwidth", None):
            table = self.facts.to_html()
        # A report says the same in a line at its head: the whole is there for those who ask.
        table = f"<details><summary>{FACTS}</summary>{table}</details>"
        told = {"lines": list(self.lines)}
        return {"text/plain": repr(self), "text/html": table, ABOUT: told}


def about(dataset: Dataset) -> About:
    """Say for each meeting what it was, what records it, and how much is in the data.

    Returns
    -------
    About
        In `facts` a row is a fact, a column a meeting: its date, place and convenor, its sources
        with kind and issuer, and the numbers of participants recorded as speaking, of their turns
        (those without a point too), of points and of codings.

    Examples
    --------
    >>> import floorbook
    >>> about(floorbook.load()).facts.loc["Points"].tolist()
    [144]
    >>> about(floorbook.load()).lines[0]
    'IOM briefing on the global compact for migration, Palais des Nations, Geneva, 14 October 2016'
    """
    rows = dataset.recorded()
    facts = []
    for meeting in dataset.meetings.itertuples():
        turns = dataset.interventions[dataset.interventions["meeting"] == meeting.id]
        mine = rows[rows["meeting"] == meeting.id]
        sources = dataset.sources[dataset.sources["meeting"] == meeting.id]
        described = [_described(*map(str, one)) for one in sources[SHOWN].itertuples(index=False)]
        facts.append(
            {
                "Date": day(str(meeting.date)),
                "Place": meeting.place,
                "Convenor": meeting.convenor,
                "Source": "; ".join(described),
                "Participants": turns["participant"].nunique(),
                "Turns": len(turns),
                "Points": mine["point"].nunique(),
                "Codings": int(mine["issue"].ne("").sum()),
            }
        )
    # Two meetings may have the same title; each keeps its own column.
    columns = pd.Index(list(dataset.labels["meeting"].values()))
    table = pd.DataFrame(facts, index=columns, dtype=object).T
    known = [fact for fact in table.index if any(table.loc[fact])]
    return About(table.loc[known], lines(dataset))


def lines(dataset: Dataset, only: Sequence[str] = ()) -> tuple[str, ...]:
    """Say in two or three lines which meetings these are, what records them, and who coded.

    Without `only` they are all meetings of the package.

    Examples
    --------
    >>> import floorbook
    >>> lines(floorbook.load())[2]
    'Data version 2.1.1. Coded by machine, not reviewed by a person'
    """
    meetings = list(only or dataset.labels["meeting"])
    told = [meeting_line(dataset, one) for one in meetings]
    if len(told) > 3:
        days = sorted(one for one in dataset.meetings["date"] if one)
        span = f", {day(days[0])} to {day(days[-1])}" if days else ""
        told = [f"{len(meetings)} meetings{span}"]
    version = dataset.package.version
    stands = [f"Data version {version}" if version else "", coding(dataset)]
    return ("; ".join(told), source(dataset, meetings), ". ".join(filter(None, stands)))


def meeting_line(dataset: Dataset, meeting: str) -> str:
    """Name a meeting with its place and its day, if they are known."""
    row = dataset.meetings.set_index("id").loc[meeting]
    parts = (dataset.labels["meeting"][meeting], str(row["place"]), day(str(row["date"])))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def day(date: str) -> str:
    """Write a day as people do; a text that is not a full date stays as it is.

    Examples
    --------
    >>> day("2016-10-14"), day("2016"), day("")
    ('14 October 2016', '2016', '')
    """
    months = "January February March April May June July August September October November December"
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    return f"{int(number)} {months.split()[int(month) - 1]} {year}" if number else date


def source(dataset: Dataset, meetings: list[str]) -> str:
    """Name the sources of these meetings; more than two are counted, by kind.

    Examples
    --------
    >>> import floorbook
    >>> source(floorbook.load(), [])
    'Source: not named'
    """
    table = dataset.sources[dataset.sources["meeting"].isin(meetings)]
    if table.empty:
        return "Source: not named"
    if len(table) > 2:
        kinds = ", ".join(dict.fromkeys(kind for kind in table["kind"] if kind))
        return f"Source: {len(table)} documents{f' ({kinds})' if kinds else ''}"
    told = [_described(*map(str, one)) for one in table[SHOWN].itertuples(index=False)]
    return f"Source: {'; '.join(told)}"


def credit(dataset: Dataset, meetings: Iterable[str]) -> str:
    """Name the sources of these meetings and say who coded: the line under every figure.

    Examples
    --------
    >>> import floorbook
    >>> credit(floorbook.load(), [])
    'Source: not named; coded by machine, not reviewed by a person.'
    """
    who = coding(dataset)
    return f"{source(dataset, list(meetings))}; {who[0].lower()}{who[1:]}."


def uncredited(dataset: Dataset, caption: str) -> str:
    """Return a caption without its source, which stands once on the page and in every picture.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> uncredited(data, f"A row is a turn. {credit(data, ['iom2016'])}")
    'A row is a turn.'
    """
    meetings = list(dataset.meetings["id"])
    each = (meetings, *([one] for one in meetings))
    for end in dataset.once(("credits",), lambda: [f" {credit(dataset, ids)}" for ids in each]):
        caption = caption.removesuffix(end)
    return caption


def _described(title: str, kind: str, issuer: str = "") -> str:
    more = [kind, f"issuer {issuer}" if issuer else ""]
    return f"{title} ({', '.join(filter(None, more))})" if any(more) else title


def coding(dataset: Dataset) -> str:
    """Say who coded, a person or a machine, and whether somebody has reviewed it.

    Examples
    --------
    >>> import floorbook
    >>> coding(floorbook.load())
    'Coded by machine, not reviewed by a person'
    """
    mine = dataset.coders[dataset.coders["coder"] == dataset.coder]
    nature, label, by = (mine[one].iloc[0] if len(mine) else "" for one in _CODER)
    who = f"Coded by {label}" if label else "Coder not named"
    who = "Coded by machine" if nature == "machine" else who
    if by:
        return f"{who}, reviewed by {by}"
    return f"{who}, not reviewed by a person" if nature == "machine" else who


_CODER = ("nature", "label", "reviewed_by")


@dataclass(frozen=True)
class LeftOut:
    """The tables that a package leaves out, and what this means; a notebook shows a list.

    Attributes
    ----------
    told
        A sentence for each table, by its name.
    """

    told: Mapping[str, str]

    def __repr__(self) -> str:
        return "\n".join(f"{table}: {told}" for table, told in self.told.items())

    def _repr_html_(self) -> str:
        # A report has no such section if the package leaves nothing out.
        absent = "" if self.told else " data-absent"
        items = (f"<li>No <i>{name}</i>. {escape(told)}</li>" for name, told in self.told.items())
        return f"<ul{absent}>{''.join(items)}</ul>"


def left_out(dataset: Dataset) -> LeftOut:
    """Name the tables that a data package does not have, or has without a row.

    Examples
    --------
    >>> import floorbook
    >>> left_out(floorbook.load()).told
    {}
    """
    return LeftOut(
        {
            table.name: table.without
            for table in reference().tables
            if table.without
            and not (dataset.package.has(table.name) and len(getattr(dataset, table.name)))
        }
    )


KINDS = {
    "summary note": (
        "A summary note selects and shortens: what it does not record may have been said all the "
        "same, and its words may be the note-taker's, and not the speaker's"
    ),
    "verbatim record": "A verbatim record has the words that were spoken, not how they were meant",
    "written statement": (
        "A written statement is what was handed in; what was said in the room may differ"
    ),
}
"""What a reader has to know about each usual kind of source."""


@dataclass(frozen=True)
class Limits:
    """What a data package cannot show, as sentences; a notebook shows them as a paragraph."""

    told: tuple[str, ...]

    def __repr__(self) -> str:
        return " ".join(self.told)

    def _repr_html_(self) -> str:
        return f'<p class="limits">{escape(repr(self))}</p>'


def limits(dataset: Dataset) -> Limits:
    """Name the limits of a data package: those of its kinds of sources, and its own.

    Its own are the ``limits`` in its ``datapackage.json``, which says how the data were made.

    Returns
    -------
    Limits
        A sentence on each kind of source, one on counts, then the package's own.

    Examples
    --------
    >>> import floorbook
    >>> limits(floorbook.load()).told[-1].partition(", and ")[0]
    'Paraphrases and codings were made by machine, following the codebook'
    """
    kinds = [kind for kind in dict.fromkeys(dataset.sources["kind"]) if kind in KINDS]
    found = [f"{KINDS[kind]}." for kind in kinds]
    if len(dataset.sources):
        taker = listed([kind for kind in dict.fromkeys(dataset.sources["kind"]) if kind])
        found.append(f"Counts of points measure the {taker or 'source'} as much as the meeting.")
    return Limits((*found, *dataset.package.limits))
