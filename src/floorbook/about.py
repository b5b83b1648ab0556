"""What a data package is about, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.package import reference


@dataclass(frozen=True)
class About:
    """What a data package is about; a notebook shows `facts` in full.

    Attributes
    ----------
    facts
        A row is a fact, a column a meeting.
    """

    facts: pd.DataFrame

    def __repr__(self) -> str:
        return self.facts.to_string()

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self.facts.to_html()


def about(dataset: Dataset) -> About:
    """Say of each meeting what it was, what records it, and how much stands in the data.

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
    """
    rows = dataset.recorded()
    titles, facts = [], []
    for meeting in dataset.meetings.itertuples():
        turns = dataset.interventions[dataset.interventions["meeting"] == meeting.id]
        mine = rows[rows["meeting"] == meeting.id]
        sources = dataset.sources[dataset.sources["meeting"] == meeting.id]
        described = [
            f"{one.title} ({one.kind}; issuer: {one.issuer})" for one in sources.itertuples()
        ]
        titles.append(meeting.title)
        facts.append(
            {
                "Date": meeting.date,
                "Place": meeting.place,
                "Convenor": meeting.convenor,
                "Source": "; ".join(described),
                "Participants": turns["participant"].nunique(),
                "Turns": len(turns),
                "Points": mine["point"].nunique(),
                "Codings": int(mine["issue"].ne("").sum()),
            }
        )
    # Two meetings may have one title; each keeps a column.
    return About(pd.DataFrame(facts, index=pd.Index(titles), dtype=object).T)


@dataclass(frozen=True)
class LeftOut:
    """The tables that a package leaves out, and what then holds; a notebook shows a list.

    Attributes
    ----------
    told
        By table a sentence.
    """

    told: Mapping[str, str]

    def __repr__(self) -> str:
        return "\n".join(f"{table}: {told}" for table, told in self.told.items())

    def _repr_html_(self) -> str:
        # A report leaves the section out where nothing is left out.
        absent = "" if self.told else " data-absent"
        items = (
            f"<li>No table <i>{one}</i>. {escape(told)}</li>" for one, told in self.told.items()
        )
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


SUMMARY = "summary note"
"""The kind of source that leaves out what its note-taker does not take down."""


@dataclass(frozen=True)
class Limits:
    """What a data package cannot bear, as sentences; a notebook shows them as a paragraph."""

    told: tuple[str, ...]

    def __repr__(self) -> str:
        return " ".join(self.told)

    def _repr_html_(self) -> str:
        return f'<p class="limits">{escape(repr(self))}</p>'


def limits(dataset: Dataset) -> Limits:
    """Name the limits of a data package: those of its kinds of sources, and its own.

    Its own are the ``limits`` in its ``datapackage.json``: how it came to be is known there alone.

    Returns
    -------
    Limits
        A sentence on each kind of source with its number, then the package's own.

    Examples
    --------
    >>> import floorbook
    >>> limits(floorbook.load()).told[0]  # doctest: +ELLIPSIS
    'From 1 summary note (issuer not named in the note): no verbatim record, and what it leaves...'
    """
    found = []
    for kind, sources in dataset.sources.groupby("kind", sort=False):
        plural = "s" if len(sources) > 1 else ""
        issuers = ", ".join(dict.fromkeys(sources["issuer"]))
        told = f"From {len(sources)} {kind}{plural} (issuer {issuers})"
        if kind == SUMMARY:
            told += ": no verbatim record, and what it leaves out may have been said all the same"
        found.append(f"{told}.")
    return Limits((*found, *dataset.package.limits))
