"""A data package in memory: tidy tables, and the evidence that every measure starts from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from floorbook.package import Package, hint
from floorbook.package.source import passage
from floorbook.scale import Scale

Made = TypeVar("Made")

SHORT = 5
"""Characters of a short name at most."""

COLUMNS = {  # column with ids: table, column of the id, column of what is shown
    "meeting": ("meetings", "id", "title"),
    "source": ("sources", "id", "title"),
    "participant": ("participants", "id", "name"),
    "participant_kind": ("kinds", "kind", "singular"),
    "dimension": ("dimensions", "dimension", "label"),
    "issue": ("codebook", "issue", "label"),
    "position": ("positions", "position", "label"),
    "coder": ("coders", "coder", "label"),
}

_IDS = {table: ids for table, ids, _ in COLUMNS.values()}


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """The tables of a data package, and the texts of its sources if they were given.

    Each table is a DataFrame with the columns of the reference description. Its rows are in the
    order of its file unless said otherwise. What a package leaves out is filled in as the reference
    says, or left empty. Text is ``str``, and ``""`` where the cell is empty; dates are text as
    ``YYYY-MM-DD``, whole numbers ``Int64``, other numbers ``Float64``, yes or no ``bool``. Do not
    change these tables in place: make a copy.

    Attributes
    ----------
    meetings
        A row is a meeting; in order of date if all have one.
    sources
        A row is a document that records a meeting.
    items
        A row is an item of a source: the characters (code points) from `start` up to but not
        including `end`, counted from 0.
    participants
        A row is a participant: someone who can speak.
    interventions
        A row is a turn at speaking.
    points
        A row is a point: an item within an intervention, the unit of evidence.
    acts, act_issues
        A row is a question, request, call or undertaking in a point; a row is one of its issues.
    responses
        A row is a later point that responds to an act, or to a point that asked nothing.
    kinds
        A row is a kind of participant, in their order: `singular` and `plural` are "" where the
        package has no word for it, `role` is "delegation", "other" or "secretariat".
    dimensions
        A row is a dimension, in their order.
    codebook
        A row is an issue.
    positions
        A row is a position, in the order of their values; positions without a value come last.
        `scale` stretches the values to -1 to 1.
    coders
        A row is a coder: `nature` is "person", "machine" or "" where the package does not say.
    codings
        A row is a judgement (point, issue) of the coder of record. A package with another coder's
        judgements in this table is refused.
    codings_blind
        A row is a judgement of another coder. Used for reliability only.
    claims, claim_parts, claim_issues
        A row is a claim made about the meeting; a part of a claim; an issue that counts for a part.
    names
        A row is a name as a source spells it, and the participant that it stands for.
    further
        The tables that the package has beyond these, by name.
    folder
        Where the data package is.
    package
        Its description.
    texts
        The texts of the sources by id, if they were given.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> data.points.columns.to_list()
    ['id', 'intervention', 'order', 'item', 'gist', 'quotation']
    """

    meetings: pd.DataFrame
    sources: pd.DataFrame
    items: pd.DataFrame
    kinds: pd.DataFrame
    participants: pd.DataFrame
    interventions: pd.DataFrame
    points: pd.DataFrame
    acts: pd.DataFrame
    act_issues: pd.DataFrame
    responses: pd.DataFrame
    dimensions: pd.DataFrame
    codebook: pd.DataFrame
    positions: pd.DataFrame
    coders: pd.DataFrame
    codings: pd.DataFrame
    codings_blind: pd.DataFrame
    claims: pd.DataFrame
    claim_parts: pd.DataFrame
    claim_issues: pd.DataFrame
    names: pd.DataFrame
    folder: Path
    package: Package
    texts: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __repr__(self) -> str:
        # Without the folder: a notebook that shows a dataset must not publish where its files are.
        sizes = f"{len(self.points)} points, {len(self.codings)} codings"
        return f"<Dataset {self.package.name} {self.package.version}: {sizes}>"

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gives; it is called once for each key, and its result is kept."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    @property
    def coder(self) -> str:
        """The coder of record."""
        return self.package.coder

    @cached_property
    def scale(self) -> Scale:
        """The scale of positions."""
        return Scale.of(self.positions)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """What is shown for an id, by the column that has it: names, labels, titles, places.

        If two ids have the same label, each label is followed by its id.

        Examples
        --------
        >>> import floorbook
        >>> labels = floorbook.load().labels
        >>> labels["participant"]["mexico"], labels["point"]["iom2016-mexico-2"]
        ('Mexico', 'Mexico 2')
        """
        found = {
            column: told_apart(getattr(self, table)[id], getattr(self, table)[label])
            for column, (table, id, label) in COLUMNS.items()
        }
        return {**found, "point": self._point_labels}

    def column(self, table: str, name: str) -> Mapping[str, Any]:
        """Return a column of a table by its ids; made once.

        Examples
        --------
        >>> import floorbook
        >>> floorbook.load().column("positions", "verb")["oppose"]
        'opposes it'
        """
        rows, ids = getattr(self, table), _IDS.get(table, "id")
        return self.once((table, name), lambda: dict(zip(rows[ids], rows[name], strict=True)))

    @cached_property
    def ranks(self) -> Mapping[str, Mapping[str, int]]:
        """The order in which ids are shown, by the column that has them.

        Points are in the order in which they were said, meeting by meeting.

        Examples
        --------
        >>> import floorbook
        >>> floorbook.load().ranks["dimension"]["process"]
        1
        """
        found = {column: getattr(self, table)[id] for column, (table, id, _) in COLUMNS.items()}
        found["point"] = self.recorded()["point"].drop_duplicates()
        return {
            column: {one: rank for rank, one in enumerate(ids)} for column, ids in found.items()
        }

    def in_order(self, points: Iterable[str]) -> tuple[str, ...]:
        """Return points in the order in which they were said, meeting by meeting, each once."""
        return tuple(sorted(set(points), key=self.ranks["point"].__getitem__))

    def kinds_of(self, *roles: str) -> tuple[str, ...]:
        """Return the kinds of participant that have one of these roles, in the package's order.

        Examples
        --------
        >>> import floorbook
        >>> floorbook.load().kinds_of("delegation"), floorbook.load().kinds_of("secretariat")
        (('state',), ('secretariat',))
        """
        return tuple(self.kinds.loc[self.kinds["role"].isin(roles), "kind"])

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The dimensions whose issues count in agreement, congruence and conflict."""
        return tuple(self.dimensions.loc[self.dimensions["compared"].eq(True), "dimension"])

    @property
    def not_compared(self) -> tuple[str, ...]:
        """The dimensions that are not compared."""
        return tuple(one for one in self.dimensions["dimension"] if one not in self.compared)

    @property
    def supports(self) -> bool:
        """Whether the package can say who is for or against something: its scale has values."""
        return self.scale.span > 0

    def released(self, table: str) -> pd.DataFrame:
        """Return a table with only those columns that may be published in an exported file.

        Raises
        ------
        KeyError
            If the package has no such table; the message names those that it has.

        Examples
        --------
        >>> import floorbook
        >>> data = floorbook.load()
        >>> data.points.columns.difference(data.released("points").columns).tolist()
        ['quotation']
        """
        columns = list(self.package.table(table).released)
        frame = self.further[table] if table in self.further else getattr(self, table)
        released: pd.DataFrame = frame[columns]
        return released

    def recorded(self) -> pd.DataFrame:
        """Return all points with the codings of the coder of record.

        A row is a coding of a point; a point without coding is one row with issue ``""``. Rows are
        in the order in which the points were said; the codings of a point in the codebook's order.

        Columns: meeting, intervention, kind (of the intervention), order (of the point in the
        whole meeting, from 1), point, participant, participant_name, participant_kind, issue,
        dimension, position, value (-1 to 1, missing where the position has none), voice, unsure,
        note, gist, quotation, place (``"Mexico 2"``, "" without items), source.

        Examples
        --------
        >>> import floorbook
        >>> floorbook.load().recorded()["order"].min()
        np.int64(1)
        """
        return self._recorded.copy(deep=False)

    @cached_property
    def alone(self) -> str:
        """The id of the only meeting; "" if there are several."""
        ids = self.meetings["id"]
        return str(ids.iloc[0]) if len(ids) == 1 else ""

    @cached_property
    def item_meetings(self) -> Mapping[str, str]:
        """The meeting of each item of a source; the only one, or "", where the source is unknown.

        Examples
        --------
        >>> import floorbook
        >>> floorbook.load().item_meetings["iom2016-note-001"]
        'iom2016'
        """
        of = self.column("sources", "meeting")
        items = zip(self.items["id"], self.items["source"], strict=True)
        return {item: of.get(source, self.alone) for item, source in items}

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where each point stands in its source (``"Mexico 2"``), by point id; "" without items."""
        where = self.items.set_index("id")
        told = where["section"] + " " + where["number"].astype("str")
        found = self.points["item"].map(told.to_dict()).astype(object).fillna("")
        return dict(zip(self.points["id"], found, strict=True))

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """A name of each participant that fits a square: a country's code, or first letters.

        Examples
        --------
        >>> import floorbook
        >>> codes = floorbook.load().codes
        >>> codes["mexico"], codes["unhcr"], codes["iom-director-general"]
        ('MEX', 'UNHCR', 'IDG')
        """
        people = self.participants[["id", "name", "iso3"]].itertuples(index=False, name=None)
        return {str(one): str(iso3) or _initials(str(name)) for one, name, iso3 in people}

    @cached_property
    def _point_labels(self) -> Mapping[str, str]:
        """The name of a point: its place, or without one its speaker and its number in the turn."""
        turns = self.column("interventions", "participant")
        people = self.participants
        who = told_apart(people["id"], people["name"])
        return {
            point: self.places[point] or f"{who[turns[turn]]}, point {order}"
            for point, turn, order in zip(
                *(self.points[name] for name in ("id", "intervention", "order")), strict=True
            )
        }

    def passage(self, point: str) -> str | None:
        """Return the passage of the source that a point paraphrases; None without the source.

        Raises
        ------
        KeyError
            If there is no such point; the message names the nearest.
        """
        if point not in self.places:
            raise KeyError(f"no point {point!r}{hint(point, self.points['id'])}")
        source, start, end = self._anchors.get(point, ("", 0, 0))
        text = self.texts.get(source)
        return None if text is None else passage(text, start, end)

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, int, int]]:
        """Source, start and end of each point's item, if the package has them."""
        items = self.items[["id", "source", "start", "end"]].dropna()
        placed = {
            item: (source, int(start), int(end))
            for item, source, start, end in items.itertuples(index=False, name=None)
        }
        named = zip(self.points["id"], self.points["item"], strict=True)
        return {point: placed[item] for point, item in named if item in placed}

    @cached_property
    def _recorded(self) -> pd.DataFrame:
        points = self.points.rename(columns={"id": "point", "order": "point_order"})
        turns = self.interventions.rename(columns={"id": "intervention", "order": "turn_order"})
        speakers = self.participants[["id", "name", "kind"]].add_prefix("participant_")
        rows = points.merge(turns, on="intervention").merge(
            speakers.rename(columns={"participant_id": "participant"}), on="participant"
        )
        rows["place"] = rows["point"].map(self.places)
        sources = self.items.set_index("id")["source"]
        rows["source"] = rows["item"].map(sources.to_dict()).astype(object).fillna("").astype("str")
        meetings = {one: rank for rank, one in enumerate(self.meetings["id"])}
        rows = rows.assign(rank=rows["meeting"].map(meetings))
        rows = rows.sort_values(["rank", "turn_order", "point_order"], kind="stable")
        rows["order"] = (rows.groupby("meeting").cumcount() + 1).astype("Int64")
        issues = self.codebook.assign(issue_order=range(len(self.codebook)))
        codings = self.codings.merge(issues[["issue", "dimension", "issue_order"]], on="issue")
        codings["value"] = codings["position"].map(self.scale.valued).astype("Float64")
        rows = rows.merge(codings, on="point", how="left")
        rows = rows.sort_values(["rank", "order", "issue_order"], ignore_index=True)
        texts = ["issue", "dimension", "position", "voice", "note"]
        rows[texts] = rows[texts].fillna("")
        rows["unsure"] = rows["unsure"].eq(True)
        return rows[list(EVIDENCE)]


EVIDENCE = (
    *("meeting", "intervention", "kind", "order", "point"),
    *("participant", "participant_name", "participant_kind"),
    *("issue", "dimension", "position", "value", "voice", "unsure", "note"),
    *("gist", "quotation", "place", "source"),
)


def told_apart(ids: Iterable[str], labels: Iterable[str]) -> dict[str, str]:
    """Give labels by their ids; labels that are equal get their ids as well.

    Otherwise two things would be drawn in one row, and one mark would hide another.

    Examples
    --------
    >>> told_apart(["a", "b", "c"], ["Tea", "Salt", "Tea"])
    {'a': 'Tea (a)', 'b': 'Salt', 'c': 'Tea (c)'}
    """
    found = {one: " ".join(label.split()) for one, label in zip(ids, labels, strict=True)}
    often = Counter(found.values())
    return {one: f"{label} ({one})" if often[label] > 1 else label for one, label in found.items()}


def _initials(name: str) -> str:
    """Return a short name as it is, of a long one the first letters."""
    if len(name) <= SHORT:
        return name
    first = "".join(word[0] for word in re.findall(r"\w+", name))
    return (first[:SHORT] if len(first) > 1 else name[:3]).upper()
