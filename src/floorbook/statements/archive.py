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
MOST_TEXT = 256 * 2**20
"""Characters of all cells, each as often as it stands there."""

CHUNK = 1 << 20

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


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
            parts: dict[str, _Part] = {}
            targets: set[str] = set()
            # Relationships first: they say which parts are sheets, whatever these are called.
            for member in sorted(members, key=lambda one: not _name(one).endswith(".rels")):
                name = _name(member)
                if name.endswith((".xml", ".rels")) or name in targets:
                    part = parts[name] = _Part(name)
                    left = _member(archive, member, part, left)
                    targets |= {_target(target) for _, target in part.links}
            if sum(part.size(parts) for part in parts.values()) > MOST_TEXT:
                raise Hostile(f"has more than {MOST_TEXT:,} characters in its cells")
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


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name of a part as readers of spreadsheets look for it: in any case."""
    return member.filename.replace("\\", "/").casefold()


def _target(target: str) -> str:
    """Return the name of the part that a relationship of the workbook leads to."""
    plain = target.replace("\\", "/").casefold()
    return plain.lstrip("/") if plain.startswith(("/", "xl/")) else f"xl/{plain}"


def _marked(parts: Mapping[str, _Part]) -> dict[str, Marked]:
    """Return the marked cells by the names of their sheets."""
    book, links = (parts.get(f"xl/{one}") for one in ("workbook.xml", "_rels/workbook.xml.rels"))
    found: dict[str, Marked] = {}
    for name, id in book.links if book else ():
        for target in [target for key, target in (links.links if links else ()) if key == id]:
            part = parts.get(_target(target))
            if part:
                found[name] = Marked(tuple(part.errors), tuple(part.formulas))
    return found


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: _Part, left: int) -> int:
    """Look through a part; return how many bytes may still be unpacked."""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Hostile(f"unpacks to more than {MOST_UNPACKED:,} bytes")
            part.feed(chunk)
    part.feed(b"", last=True)
    return left


class _Part:
    """What stands in a part: how far its filled cells reach, and how much text they have.

    Entities are refused on the way.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.column = 0  # where we are, from 1
        self.rows = self.columns = 0  # as far as anything stands
        self.copies_of_row = self.copies = 1  # of a row, of a cell in all
        self.text = 0  # characters of cells
        self.errors: list[tuple[int, int]] = []
        self.formulas: list[tuple[int, int]] = []
        self.links: list[tuple[str, str]] = []  # of sheets by name, of parts by id
        self.strings: list[int] = []  # the lengths of the shared texts
        self.shares: dict[str, int] = {}  # how often each is used
        self.within = False  # a text of a cell
        self.shared = False  # which names a shared one
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        if name.endswith(".rels") or name == "xl/workbook.xml":
            self.parser.StartElementHandler = self._link
        elif name == "xl/sharedstrings.xml":
            self.parser.StartElementHandler = self._string
            self.parser.CharacterDataHandler = self._shared
        elif name == "content.xml" or name.startswith("xl/"):
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end
            self.parser.CharacterDataHandler = self._said

    def feed(self, chunk: bytes, last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise Hostile(f"is damaged: {self.name}, {error}") from None
        if self.rows * self.columns > MOST_CELLS:
            told = f"has cells as far as row {self.rows:,} and column {self.columns:,}"
            raise Hostile(f"{told}, more than {MOST_CELLS:,} cells in all")

    def size(self, parts: Mapping[str, _Part]) -> int:
        """Return how many characters stand in the cells of a sheet."""
        strings = parts["xl/sharedstrings.xml"].strings if "xl/sharedstrings.xml" in parts else []
        shared = (
            number * strings[int(at)]
            for at, number in self.shares.items()
            if at.isdecimal() and len(at) < 10 and int(at) < len(strings)
        )
        return self.text + sum(shared)

    def _doctype(self, *_: Any) -> None:
        raise Hostile(f"defines a document type of its own in {self.name}, as no spreadsheet does")

    def _link(self, name: str, attributes: Mapping[str, str]) -> None:
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name.endswith(" sheet"):
            self.links.append((values.get("name", ""), values.get("id", "")))
        elif name.endswith(" Relationship"):
            self.links.append((values.get("Id", ""), values.get("Target", "")))

    def _string(self, name: str, _: Mapping[str, str]) -> None:
        if name.endswith(" si"):
            self.strings.append(0)

    def _shared(self, text: str) -> None:
        if self.strings:
            self.strings[-1] += len(text)

    def _said(self, text: str) -> None:
        if self.shared:
            self.shares[text] = self.shares.get(text, 0) + 1
        elif self.within:
            self.text += len(text) * self.copies

    def _end(self, name: str) -> None:
        if name.endswith((" v", " t", " p")):
            self.shared = self.within = False

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local == "table":
            self.row = 0
        elif local == "row" and not space.startswith("urn:oasis"):
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif local == "c":
            self._at(attributes.get("r", ""))
            self.shared = attributes.get("t") == "s"
            if attributes.get("t") == "e":
                self.errors.append((self.row - 1, self.column - 1))
        elif local in ("v", "t", "f") and not space.startswith("urn:oasis"):
            self.within = True
            self._filled()
            if local == "f":
                self.formulas.append((self.row - 1, self.column - 1))
        elif local == "table-row":
            self.copies_of_row = _number(attributes.get(f"{space} number-rows-repeated"), 1)
            self.row, self.column = self.row + self.copies_of_row, 0
        elif local in ("table-cell", "covered-table-cell"):
            columns = _number(attributes.get(f"{space} number-columns-repeated"), 1)
            self.copies = columns * self.copies_of_row
            self.column += columns
            if any(key.endswith(" value-type") for key in attributes):
                self._filled()
        elif local == "p" and self.column:
            self.within = True
            self._filled()
        elif local == "s" and self.within:  # spaces
            self.text += _number(attributes.get(f"{space} c"), 1) * self.copies

    def _at(self, reference: str) -> None:
        if not reference:
            self.column += 1
            return
        found = _CELL.fullmatch(reference)
        if not found:
            raise Hostile(f"is damaged: {self.name} has a cell {reference[:20]!r}")
        self.column = 0
        for letter in found[1].upper():
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(found[2])

    def _filled(self) -> None:
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _number(text: str | None, default: int) -> int:
    return int(text[:9]) if text and text.isdecimal() else default
