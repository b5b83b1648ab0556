"""Before a spreadsheet is read: how large it is unpacked, and whether it is what it says it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

MOST_UNPACKED = 256 * 2**20
"""Bytes; a sheet of ten thousand statements has about ten million."""

MOST_MEMBERS = 5_000
MOST_CELLS = 4_000_000
CHUNK = 1 << 20

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Hostile(Exception):
    """A spreadsheet that is not read; the text says why."""


class Marked(NamedTuple):
    """Cells of a sheet, by row and column from 0: those that show an error, and with a formula."""

    errors: tuple[tuple[int, int], ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()


def look(content: bytes) -> dict[str, Marked]:
    """Look through a spreadsheet without reading it; return the marked cells of each sheet of XLSX.

    Raises
    ------
    Hostile
        If it would unpack to too much, defines entities of its own, or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _size(members)
            left = MOST_UNPACKED
            parts: dict[str, _Extent] = {}
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    found = parts[member.filename] = _Extent(member.filename)
                    left = _member(archive, member, found, left)
            return _marked(parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        why = "is encrypted: save it without a password" if "encrypted" in str(error) else ""
        raise Hostile(why or "is damaged, or no spreadsheet") from None
    except (ValueError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise Hostile(f"is damaged ({error})") from None


def _size(members: list[zipfile.ZipInfo]) -> None:
    whole = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or whole > MOST_UNPACKED:
        told = f"{len(members):,} parts of {whole:,} bytes"
        limit = f"{MOST_MEMBERS:,} parts or {MOST_UNPACKED:,} bytes"
        raise Hostile(f"unpacks to {told}, more than {limit}")


def _marked(parts: Mapping[str, _Extent]) -> dict[str, Marked]:
    """Return the marked cells by the names of their sheets."""
    book, links = (parts.get(f"xl/{one}") for one in ("workbook.xml", "_rels/workbook.xml.rels"))
    found: dict[str, Marked] = {}
    for name, id in book.links if book else ():
        for target in [target for key, target in (links.links if links else ()) if key == id]:
            part = parts.get(target.removeprefix("/") if target[:1] == "/" else f"xl/{target}")
            if part:
                found[name] = Marked(tuple(part.errors), tuple(part.formulas))
    return found


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, extent: _Extent, left: int) -> int:
    """Look through a part; return how many bytes may still be unpacked."""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Hostile(f"unpacks to more than {MOST_UNPACKED:,} bytes")
            extent.feed(chunk)
    extent.feed(b"", last=True)
    return left


class _Extent:
    """How far the filled cells of a sheet reach; entities are refused on the way."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.row = self.column = 0  # where we are, from 1
        self.rows = self.columns = 0  # as far as anything stands
        self.errors: list[tuple[int, int]] = []
        self.formulas: list[tuple[int, int]] = []
        self.links: list[tuple[str, str]] = []  # of sheets by name, of parts by id
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        if "worksheets" in part or part == "content.xml":
            self.parser.StartElementHandler = self._start
        elif part.startswith("xl/") and "workbook.xml" in part:
            self.parser.StartElementHandler = self._link

    def feed(self, chunk: bytes, last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise Hostile(f"is damaged: {self.part}, {error}") from None
        if self.rows * self.columns > MOST_CELLS:
            told = f"has cells as far as row {self.rows:,} and column {self.columns:,}"
            raise Hostile(f"{told}, more than {MOST_CELLS:,} cells in all")

    def _doctype(self, *_: Any) -> None:
        raise Hostile(f"defines a document type of its own in {self.part}, as no spreadsheet does")

    def _link(self, name: str, attributes: Mapping[str, str]) -> None:
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name.endswith(" sheet"):
            self.links.append((values.get("name", ""), values.get("id", "")))
        elif name.endswith(" Relationship"):
            self.links.append((values.get("Id", ""), values.get("Target", "")))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local == "table":
            self.row = 0
        elif local == "row" and not space.startswith("urn:oasis"):
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif local == "c":
            self._at(attributes.get("r", ""))
            if attributes.get("t") == "e":
                self.errors.append((self.row - 1, self.column - 1))
        elif local in ("v", "t", "f") and not space.startswith("urn:oasis"):
            self._filled()
            if local == "f":
                self.formulas.append((self.row - 1, self.column - 1))
        elif local == "table-row":
            rows = _number(attributes.get(f"{space} number-rows-repeated"), 1)
            self.row, self.column = self.row + rows, 0
        elif local in ("table-cell", "covered-table-cell"):
            columns = _number(attributes.get(f"{space} number-columns-repeated"), 1)
            self.column += columns
            if any(key.endswith(" value-type") for key in attributes):
                self._filled()
        elif local == "p" and self.column:
            self._filled()

    def _at(self, reference: str) -> None:
        found = _CELL.fullmatch(reference)
        if not found:
            self.column += 1
            return
        self.column = 0
        for letter in found[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(found[2])

    def _filled(self) -> None:
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _number(text: str | None, default: int) -> int:
    return int(text[:9]) if text and text.isdecimal() else default
