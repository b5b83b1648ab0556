"""A data package in memory: tidy tables, and the evidence that every measure starts from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from floorbook.package import validation
from floorbook.package.needs import NEEDED
from floorbook.package.problems import DataError, hint
from floorbook.package.schema import Field, Package
from floorbook.package.sheet import Sheet
from floorbook.package.source import passage
from floorbook.package.values import typed

DTYPES = {"string": "str", "date": "str", "integer": "Int64", "number": "Float64"}


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """The tables of a data package, and what its sources say where they were given.

    Each table is a DataFrame with the columns described in ``datapackage.json``, in its file's
    order unless said otherwise. Text is ``str`` with ``""`` where nothing stands, dates are text
    as ``YYYY-MM-DD``, whole numbers are ``Int64``, others ``Float64``, truth values ``bool``. Do
    not change them in place: make a frame of your own.

    Attributes
    ----------
    meetings
        A row is a meeting.
    sources
        A row is a document that records a meeting.
    items
        A row is an item of a source; `start` and `end` count code points from 0, half-open.
    participants
        A row is one who can speak.
    interventions
        A row is a turn at speaking.
    points
        A row is a point: an item within an intervention, the unit of evidence.
    acts, act_issues
        A row is a question, request or undertaking in a point; a row is an issue of one.
    responses
        A row is a later point taking up an act, or a point that asked nothing.
    dimensions
        A row is a dimension, in their order.
    codebook
        A row is an issue.
    positions
        A row is a position, in the order of their values (-1 to 1); those without come last.
    codings
        A row is a judgement (point, issue) of the coder of record: a package whose table holds
        another's is refused.
    codings_blind
        A row is a judgement of another coder. For reliability only.
    claims, claim_parts, claim_issues
        A row is a claim made about the meeting; a part of one; an issue that bears on a part.
    names
        A row is a spelling in a source and whom it stands for.
    folder
        Where the data package is.
    package
        Its description.
    texts
        The sources by id, where they were given.

    Examples
    --------
    >>> meeting = load()
    >>> meeting.points.columns.to_list()
    ['id', 'intervention', 'order', 'item', 'gist']
    """

    meetings: pd.DataFrame
    sources: pd.DataFrame
    items: pd.DataFrame
    participants: pd.DataFrame
    interventions: pd.DataFrame
    points: pd.DataFrame
    acts: pd.DataFrame
    act_issues: pd.DataFrame
    responses: pd.DataFrame
    dimensions: pd.DataFrame
    codebook: pd.DataFrame
    positions: pd.DataFrame
    codings: pd.DataFrame
    codings_blind: pd.DataFrame
    claims: pd.DataFrame
    claim_parts: pd.DataFrame
    claim_issues: pd.DataFrame
    names: pd.DataFrame
    folder: Path
    package: Package
    texts: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        # No folder: a notebook that shows a dataset must not publish where it lies.
        sizes = f"{len(self.points)} points, {len(self.codings)} codings"
        return f"<Dataset {self.package.name} {self.package.version}: {sizes}>"

    @property
    def coder(self) -> str:
        """The coder of record."""
        return self.package.coder

    def released(self, table: str) -> pd.DataFrame:
        """Return a table with those columns alone that may travel in an exported file.

        Raises
        ------
        KeyError
            If there is no such table; the message names the nearest.

        Examples
        --------
        >>> "note" in load().codings, "note" in load().released("codings")
        (True, False)
        """
        columns = list(self.package.table(table).released)
        frame: pd.DataFrame = getattr(self, table)
        return frame[columns]

    def evidence(self) -> pd.DataFrame:
        """Return all points with what the coder of record made of them.

        A row is a coding of a point; a point without coding is one row with issue ``""``. Rows
        stand in running order; the codings of a point in the codebook's order.

        Columns: meeting, intervention, kind (of the intervention), order (of the point in the
        whole meeting, from 1), point, participant, participant_name, participant_kind, issue,
        dimension, position, value (-1 to 1, missing where the position has none), voice, unsure,
        gist, place (``"Mexico 2"``), source.

        Examples
        --------
        >>> load().evidence()["order"].min()
        np.int64(1)
        """
        return self._evidence.copy(deep=False)

    @cached_property
    def places(self) -> pd.Series[str]:
        """Where each point stands in its source (``"Mexico 2"``), by point id."""
        items = self.points.merge(
            self.items, left_on="item", right_on="id", suffixes=("", "_item")
        ).set_index("id")
        places = items["section"] + " " + items["number"].astype("str")
        return places.rename("place")

    def passage(self, point: str) -> str | None:
        """Return the passage of the source that a point paraphrases; None without the source.

        Raises
        ------
        KeyError
            If there is no such point; the message names the nearest.
        """
        if point not in self._anchors:
            raise KeyError(f"no point {point!r}{hint(point, self.points['id'])}")
        source, start, end = self._anchors[point]
        text = self.texts.get(source)
        return None if text is None else passage(text, start, end)

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, int, int]]:
        """Source, start and end of each point's item."""
        items = self.points[["id", "item"]].merge(
            self.items[["id", "source", "start", "end"]].rename(columns={"id": "item"}), on="item"
        )
        columns = (items[name] for name in ("id", "source", "start", "end"))
        return {
            point: (source, int(start), int(end))
            for point, source, start, end in zip(*columns, strict=True)
        }

    @cached_property
    def _evidence(self) -> pd.DataFrame:
        points = self.points.rename(columns={"id": "point", "order": "point_order"})
        turns = self.interventions.rename(columns={"id": "intervention", "order": "turn_order"})
        speakers = self.participants[["id", "name", "kind"]].add_prefix("participant_")
        rows = (
            points.merge(turns, on="intervention")
            .merge(speakers.rename(columns={"participant_id": "participant"}), on="participant")
            .merge(self.items[["id", "source"]].rename(columns={"id": "item"}), on="item")
            .merge(self.places, left_on="point", right_index=True)
        )
        meeting = rows["meeting"].map(_ranks(self.meetings["id"]))
        rows = rows.assign(rank=meeting).sort_values(["rank", "turn_order", "point_order"])
        rows["order"] = (rows.groupby("meeting").cumcount() + 1).astype("Int64")
        issues = self.codebook.assign(issue_order=range(len(self.codebook)))
        codings = self.codings.merge(issues[["issue", "dimension", "issue_order"]], on="issue")
        codings = codings.merge(self.positions[["position", "value"]], on="position")
        rows = rows.merge(codings, on="point", how="left")
        rows = rows.sort_values(["rank", "order", "issue_order"], ignore_index=True)
        texts = ["issue", "dimension", "position", "voice"]
        rows[texts] = rows[texts].fillna("")
        rows["unsure"] = rows["unsure"].eq(True)
        return rows[list(EVIDENCE)]


EVIDENCE = (
    *("meeting", "intervention", "kind", "order", "point"),
    *("participant", "participant_name", "participant_kind"),
    *("issue", "dimension", "position", "value", "voice", "unsure"),
    *("gist", "place", "source"),
)


def load(data: str | Path | None = None, source: str | Path | None = None) -> Dataset:
    """Load a data package.

    Parameters
    ----------
    data
        A folder with a datapackage.json. Without it, the one that the environment variable
        FLOORBOOK_DATA names, as `floorbook report --data` sets it for its notebooks; else the data
        package that comes with Floorbook.
    source
        A folder with the sources. With it every anchor is checked, and `Dataset.passage` answers.
        Without either, the one that FLOORBOOK_SOURCE names, if any.

    Raises
    ------
    DataError
        If anything is wrong with the package. Its text lists every problem with its place.

    Examples
    --------
    >>> load().coder
    'machine-1'
    """
    if data is None:
        data = os.environ.get("FLOORBOOK_DATA") or shipped()
        source = source or os.environ.get("FLOORBOOK_SOURCE") or None
    report = validation.check(data, source)
    if report.problems or report.package is None:
        raise DataError(report.problems)
    package = report.package
    frames = {name: _frame(sheet) for name, sheet in report.sheets.items() if name in NEEDED}
    frames["dimensions"] = frames["dimensions"].sort_values("order", ignore_index=True)
    frames["positions"] = frames["positions"].sort_values(
        "value", kind="stable", na_position="last", ignore_index=True
    )
    return Dataset(**frames, folder=Path(data), package=package, texts=report.texts)


def shipped() -> Path:
    """Return the data package that comes with Floorbook: in the installed package, or beside it."""
    here = Path(__file__).resolve()
    installed, checkout = here.parent / "data", here.parents[2] / "data"
    return installed if installed.is_dir() else checkout


def _frame(sheet: Sheet) -> pd.DataFrame:
    columns = {
        field.name: _column(field, sheet.frame[field.name].to_list())
        for field in sheet.table.fields
    }
    return pd.DataFrame(columns)


def _column(field: Field, texts: list[str]) -> pd.Series:
    values = [typed(text, field) for text in texts]
    if field.type == "boolean":
        # One that may be left out cannot be bool without taking a side.
        return pd.Series(values, dtype="bool" if field.required else "boolean")
    return pd.Series(values, dtype=DTYPES[field.type])


def _ranks(values: pd.Series) -> dict[str, int]:
    return {value: rank for rank, value in enumerate(values)}
