"""What a workbook for coding has: its sheets, its columns, and the choices of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from floorbook.dataset import Dataset, told_apart
from floorbook.package.reference import reference
from floorbook.package.schema import Field
from floorbook.package.sheet import Sheet
from floorbook.statements.grid import clean
from floorbook_report.errors import CommandError

CODING, CODEBOOK, POSITIONS = "Coding", "Codebook", "Positions"
LISTS, WRITTEN = "Lists", "Written"
"""Two hidden sheets: the choices, label and id; and the codings as they were at first."""

PACKAGE = "package"
ID, MEETING, WHO, STATEMENT = "Id", "Meeting", "Who", "Statement"
YES, NO = "true", "false"

HEADERS = {
    "issue": "Issue",
    "position": "Position",
    "voice": "Voice",
    "coder": "Coder",
    "unsure": "Unsure",
    "note": "Reason",
}
"""The columns to code in, by the columns of the codings."""

ALWAYS = ("unsure", "note")
"""Columns that a package gets when something is written into them."""

KEY = ("point", "issue", "coder")
"""What tells two codings apart, as far as a package has it."""

Key = tuple[str, ...]


class Statement(NamedTuple):
    """What was said: where, by whom, and the gist of it."""

    meeting: str
    participant: str
    gist: str


@dataclass(frozen=True)
class Layout:
    """What the workbook of a package has.

    Attributes
    ----------
    dataset
        The package.
    codings
        Its codings as they stand in the file.
    """

    dataset: Dataset
    codings: Sheet

    @cached_property
    def coded(self) -> dict[str, str]:
        """The columns to code in: name and header. Without a scale there are no positions."""
        scale = self.dataset.package.has("positions")
        there = (one for one in HEADERS if self.codings.has(one) or one in ALWAYS)
        return {one: HEADERS[one] for one in there if scale or one != "position"}

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The headers of the sheet to code in."""
        several = [MEETING] if len(self.dataset.meetings) > 1 else []
        return (ID, *several, WHO, STATEMENT, *self.coded.values())

    @cached_property
    def key(self) -> Key:
        """The columns that tell two codings apart."""
        return tuple(one for one in KEY if self.codings.has(one))

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The columns to code in that are no part of the key."""
        return tuple(one for one in self.coded if one not in KEY)

    def key_of(self, point: str, values: Mapping[str, str]) -> Key:
        """Return what tells a coding of a point apart."""
        return (point, *(values[one] for one in self.key[1:]))

    @cached_property
    def choices(self) -> dict[str, dict[str, str]]:
        """What can be chosen in a column: what is shown, by its id."""
        labels = self.dataset.labels
        found = {
            "issue": told("issues", labels["issue"]),
            "position": told("positions", labels["position"]),
            "voice": {one: one for one in self._voices},
            "coder": told("coders", {one: labels["coder"].get(one, one) for one in self._coders}),
            "unsure": {YES: "yes", NO: "no"},
        }
        return {name: found[name] for name in self.coded if found.get(name)}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of points by the text that a cell has for each."""
        points = {id: id for id in self.dataset.points["id"]}
        return {shown: id for id, shown in told("points", points).items()}

    @property
    def _voices(self) -> Iterable[str]:
        return self.field("voice").choices if self.codings.has("voice") else ()

    @property
    def _coders(self) -> Iterable[str]:
        """Those who may have codings: the coder of record, or all while none is named."""
        coder = self.dataset.coder
        return (coder,) if coder else self.dataset.coders["coder"]

    def field(self, name: str) -> Field:
        """Return the description of a column of the codings."""
        found = self.codings.table.field(name) or reference().table("codings").field(name)
        assert found is not None  # what is no part of a package is one of ours
        return found

    def default(self, name: str) -> str:
        """Return what an empty cell stands for."""
        usual = reference().table("codings").field(name)
        if name == "coder" or usual is None:
            return self.dataset.coder
        return usual.default if name != "position" else ""

    def shown(self, name: str, value: str) -> str:
        """Return what a cell shows for a value of the codings; what is sure says nothing."""
        if name == "unsure" and value == NO:
            return ""
        return self.choices.get(name, {}).get(value, value)

    @cached_property
    def rows(self) -> list[tuple[str, dict[str, str]]]:
        """The codings as they stand in the file: the point of each, and its values to code."""
        there = [one for one in self.coded if self.codings.has(one)]
        usual = {one: self.default(one) for one in self.coded}  # in the order of the columns
        return [
            (point, {**usual, **dict(zip(there, values, strict=True))})
            for point, *values in self.codings.rows("point", *there)
        ]

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Every statement by its point, in the order in which they were said."""
        said = self.dataset.recorded().drop_duplicates("point").set_index("point")
        rows = said[[*Statement._fields]].itertuples(index=False, name=None)
        return {point: Statement(*row) for point, row in zip(said.index, rows, strict=True)}


def told(what: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Return a text for each id that a cell can show, and that no other id has.

    Examples
    --------
    >>> told("issues", {"a": "Tea", "b": "Tea ", "c": ""})
    {'a': 'Tea (a)', 'b': 'Tea (b)', 'c': 'c'}
    """
    shown = [clean(label) or clean(one) for one, label in labels.items()]
    found = told_apart(labels, shown)
    if len({*found.values()}) < len(found):
        raise CommandError(f"{what} have ids that a spreadsheet cannot tell apart")
    return found
