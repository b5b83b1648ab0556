"""One table of statements into a data package, and what a reader must know of how it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from floorbook.package.boundary import content
from floorbook.package.problems import DataError, Problem, printable
from floorbook.statements import corrections, delimited, packing, workbook
from floorbook.statements.corrections import Corrections, quoted
from floorbook.statements.evidence import Coded, Evidence, evidence
from floorbook.statements.grid import Grid, folded, listed
from floorbook.statements.head import Head, Record, head, mojibake, score
from floorbook.statements.ids import slug
from floorbook.statements.issues import Issues, issues
from floorbook.statements.keeping import keep
from floorbook.statements.meetings import Meetings, meetings
from floorbook.statements.people import People, people
from floorbook.statements.positions import Positions, positions
from floorbook.statements.roles import KEPT, LEFT_OUT, ROLES, role_of
from floorbook.statements.scale import Position

TOTALS = ("total", "totals", "subtotal", "sum", "summe", "gesamt", "insgesamt", "suma", "somme")


@dataclass(frozen=True)
class Statements:
    """A data package that was made of a table.

    Attributes
    ----------
    table
        The file of the table.
    name, title, tables, about
        What the package holds: its tables by name, and further properties of its description.
    filters
        The titles of columns by which participants can be picked, by the name of the column.
    told
        How the table was read, a sentence each.
    doubts
        What was perhaps not meant so, each with its cells.
    beside
        The file of corrections.
    reading
        What that file says where nobody has written one.
    """

    table: Path
    name: str
    title: str
    tables: Mapping[str, packing.Rows]
    about: Mapping[str, Any]
    filters: Mapping[str, str]
    told: tuple[str, ...]
    doubts: tuple[Problem, ...]
    beside: Path
    reading: str

    @property
    def outdated(self) -> bool:
        """Whether the file of corrections is not there, or has lines for another table."""
        if not self.beside.is_file():
            return True
        there = self.beside.read_text("utf-8")
        return there != self.reading and corrections.notes(there) <= corrections.notes(self.reading)

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the package: bytes by name."""
        return packing.files(self.name, self.title, self.tables, self.about, filters=self.filters)

    def write(self, folder: Path) -> Path:
        """Write the package into a folder that is there, and return the folder."""
        for name, held in self.files.items():
            (folder / name).write_bytes(held)
        return folder


def statements(path: str | Path) -> Statements:
    """Make a data package of a table of statements.

    Parameters
    ----------
    path
        A file in CSV, TSV, XLSX or ODS: one row a statement. Who speaks is needed, and what is
        said or on which issue. The file of corrections beside it is read, if there is one.

    Raises
    ------
    DataError
        If the table cannot be read. Its text lists every problem with its place.
    """
    path = Path(path)
    beside = corrections.beside(path)
    asked = corrections.corrections(beside)
    return made(path, _grids(path, asked), asked)


def made(path: Path, grids: Sequence[Grid], asked: Corrections) -> Statements:
    """Make the package of the sheets of a file."""
    beside = corrections.beside(path)
    found = head(grids, asked, beside.name)
    records, left_out, doubts = _complete(found)
    if not records:
        told = "no row below the headers says who spoke, and what or on which issue"
        raise DataError([Problem(found.grid.place, 1, 1, told, None, ("a row a statement",))])
    title = asked.title or found.title or title_of(path)
    who = people(found, records, asked.participants, beside.name)
    when = meetings(found, records, title, asked, beside.name)
    about = issues(found, records, title)
    several = {number: len(each) for number, each in about.of.items()}
    stance = positions(found, records, several, asked, beside.name)
    said = evidence(found, records, _coded(records, who, when, about, stance), asked.words)
    kept = keep(found, records, who.of, who.rows, said)
    tables = _tables(who, when, about, stance, said)
    lines = [_columns(found), *_rivals(found, asked, beside.name), *found.told, *left_out]
    lines += [*who.told, *when.told, *about.told, *stance.told, *said.told, *kept.told]
    doubts += [*found.doubts, *mojibake(found)]
    doubts += [*who.doubts, *when.doubts, *about.doubts, *stance.doubts, *said.doubts]
    doubts.sort(key=lambda doubt: (doubt.line, doubt.column))
    more: dict[str, Any] = {"limits": _limits(path, said)}
    coder = next((row["coder"] for row in said.codings if row.get("coder")), "")
    more |= {"coder": coder} if coder else {}
    name = slug(path.stem) or "statements"
    reading = corrections.text(
        path.name,
        replace(asked, title=title, meetings=when.by),
        found.columns,
        stance.lines,
        who.names,
    )
    plain = tuple(map(_plain, lines))
    return Statements(
        path, name, title, tables, more, kept.filters, plain, tuple(doubts), beside, reading
    )


def _grids(path: Path, asked: Corrections) -> list[Grid]:
    found, why = content(path)
    if why:
        raise DataError([Problem(str(path), 1, 1, f"the file {why}")])
    if path.suffix.casefold() in (".xlsx", ".ods"):
        return workbook.read(found, str(path))
    return [delimited.read(found, str(path), lambda grid: score(grid, asked))]


def _complete(found: Head) -> tuple[list[Record], list[str], list[Problem]]:
    """Return the rows that say enough, sentences on totals, and doubts about the other rows."""
    records: list[Record] = []
    totals, nobody, nothing = [], [], []
    for record in found.records:
        if _total(record):
            totals.append(record.number)
        elif not record["participant"]:
            nobody.append(record.number)
        elif not record["statement"] and not record["issue"]:
            nothing.append(record.number)
        else:
            records.append(record)
    told = [f"left out, as a total: {listed(totals)}"] if totals else []
    doubts = []
    said = "statement" if found.header("statement") else "issue"
    for numbers, role, what in (
        (nobody, "participant", "who spoke"),
        (nothing, said, "what was said, or on which issue"),
    ):
        if numbers:
            rows = "the row is" if len(numbers) == 1 else "the rows are"
            doubts.append(found.doubt(role, numbers, f"empty, and {rows} left out", None, (what,)))
    return records, told, doubts


def _total(record: Record) -> bool:
    """Say whether a row sums up others: a word for it, and beside it numbers alone."""
    texts = [*record.values.values(), *record.kept.values()]
    words = [text for text in texts if any(mark.isalpha() for mark in text)]
    return len(words) == 1 and folded(words[0]).partition(" ")[0] in TOTALS


def title_of(path: Path) -> str:
    """Make a title of the name of a file or folder."""
    plain = " ".join(re.split(r"[\W_]+", path.resolve().stem)).strip()
    return plain[:1].upper() + plain[1:] or "Statements"


def _coded(
    records: Sequence[Record], who: People, when: Meetings, about: Issues, stance: Positions
) -> Coded:
    participants = {record.number: who.of[record["participant"]] for record in records}
    labels = {row["issue"]: row["label"] for row in about.codebook}
    return Coded(participants, who.behind, when.of, about.of, stance.of, labels)


def _tables(
    who: People, when: Meetings, about: Issues, stance: Positions, said: Evidence
) -> dict[str, packing.Rows]:
    """Put the tables of the package together."""
    if not any(row["date"] for row in when.rows):
        for row in when.rows:
            del row["date"]
    return {
        "meetings": when.rows,
        "kinds": who.kinds,
        "participants": who.rows,
        "interventions": said.turns,
        "points": said.points,
        "acts": said.acts,
        "act_issues": said.act_issues,
        "dimensions": about.dimensions,
        "codebook": about.codebook,
        "positions": scale_rows(stance.scale),
        "codings": said.codings,
        "codings_blind": said.blind,
    }


def scale_rows(scale: Sequence[Position]) -> list[dict[str, str]]:
    """Return the rows of the table of positions."""
    return [
        {
            "position": one.id,
            "label": one.label,
            "value": "" if one.value is None else f"{one.value:g}",
            "letter": one.letter,
            "verb": one.verb,
            "phrase": one.phrase,
        }
        for one in scale
    ]


def _rivals(found: Head, asked: corrections.Corrections, beside: str) -> list[str]:
    """Say which columns could have a role that another has."""
    known = {folded(header) for header in asked.columns}
    told = [
        f"{quoted(header)} could be {role} as well as {quoted(found.header(role))}"
        for header, one in found.columns.items()
        if one == KEPT and folded(header) not in known and (role := role_of(header)) in ROLES
    ]
    return [f"{'; '.join(told)}: a line under [columns] in {beside} decides"] if told else []


def _columns(found: Head) -> str:
    pairs = [
        f"{quoted(header)} as {role}" for header, role in found.columns.items() if role in ROLES
    ]
    out = [quoted(header) for header, role in found.columns.items() if role == LEFT_OUT]
    sheet = f" in sheet {found.grid.sheet!r}" if found.grid.sheet else ""
    return f"read {', '.join(pairs)}{sheet}" + (f"; left out: {', '.join(out)}" if out else "")


def _limits(path: Path, said: Evidence) -> list[str]:
    """Say of the package what it is: these sentences are its own, to be changed."""
    first = f"Made from one table, {printable(path.name)}: participants, issues and their order are"
    told = [f"{first} those of the table."]
    if any(row.get("quotation") == "" for row in said.points):
        told.append("Statements stand as the table has them; whose words they are was not checked.")
    return told


def _plain(text: str) -> str:
    return printable(" ".join(text.split()))
