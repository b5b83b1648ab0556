"""Ways in which a data package is broken: small mutators × tables × columns, seeded.

Each case breaks the synthetic package at one place that it knows, and says what `check` must say
there. `cases` gives all of them by kind.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import packages

from floorbook.package.description import describe
from floorbook.package.schema import Field, Package, Table

SEED = 20161014


@dataclass(frozen=True)
class Said:
    """What must be said of a malformation, and where; None where it makes no difference."""

    file: str
    line: int
    column: int
    value: str | None = None
    allowed: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True)
class Case:
    """A malformation: `apply` makes it in a folder and returns what must be said of it.

    `touches` is the table that it changes, `needs` those that must be readable for it to be seen.
    """

    kind: str
    name: str
    touches: str
    apply: Callable[[Path], Said]
    needs: frozenset[str] = field(default_factory=frozenset)


Change = Callable[[str], tuple[str, str | None]]  # what stands there → what is put, what is meant


def cases(folder: Path) -> dict[str, list[Case]]:
    """Return all cases for the valid synthetic package in a folder, by kind."""
    package, problems = describe(folder)
    assert package is not None and not problems
    chance = random.Random(SEED)
    found: dict[str, list[Case]] = {}
    for make in (_cells, _rows, _headers, _files):
        for case in make(folder, package, chance):
            found.setdefault(case.kind, []).append(case)
    return found


def _near(old: str) -> tuple[str, str | None]:
    return old[:-1], old


def _fixed(new: str, suggestion: str | None = "") -> Change:
    return lambda old: (new, suggestion)


def _plain(each: Field) -> bool:
    return each.type == "string" and not each.choices


VALUES: dict[str, tuple[Callable[[Field], bool], Change]] = {
    "a required cell is empty": (lambda f: f.required, _fixed("")),
    "a value is spelt nearly right": (lambda f: bool(f.choices), _near),
    "a value is in capitals": (lambda f: bool(f.choices), lambda old: (old.upper(), old)),
    "a value is in smart quotes": (lambda f: bool(f.choices), lambda old: (f"“{old}”", old)),
    "a value has a blank behind it": (lambda f: bool(f.choices), lambda old: (f"{old} ", old)),
    "a value is of another language": (lambda f: bool(f.choices), _fixed("ŽŽŽ")),
    "a number has a thousands comma": (lambda f: f.type == "integer", _fixed("1,234", "1234")),
    "a number has a thousands blank": (
        lambda f: f.type == "integer",
        _fixed("12\u202f345", "12345"),
    ),
    "a whole number has decimals": (
        lambda f: f.type == "integer",
        lambda old: (f"{old}.0", old),
    ),
    "a number has zeros before it": (lambda f: f.type == "integer", _fixed("007", "7")),
    "a number is in words": (lambda f: f.type in ("integer", "number"), _fixed("three")),
    "a number is in full-width digits": (lambda f: f.type == "integer", _fixed("３", "3")),
    "a number has an exponent": (lambda f: f.type in ("integer", "number"), _fixed("1e3")),
    "a number is none (NaN)": (lambda f: f.type in ("integer", "number"), _fixed("NaN")),
    "a number is too small": (
        lambda f: f.minimum is not None,
        lambda old: ("-7", ""),
    ),
    "a number has a decimal comma": (lambda f: f.type == "number", _fixed("0,25", "0.25")),
    "a truth value is a digit": (lambda f: f.type == "boolean", _fixed("1", "true")),
    "a truth value is a word": (lambda f: f.type == "boolean", _fixed("No", "false")),
    "a date is a spreadsheet's, either way": (lambda f: f.type == "date", _fixed("12/10/2016", "")),
    "a date is a spreadsheet's": (
        lambda f: f.type == "date",
        _fixed("14.10.2016", "2016-10-14"),
    ),
    "a date is a spreadsheet's number": (lambda f: f.type == "date", _fixed("42657", "2016-10-14")),
    "a date has a time": (
        lambda f: f.type == "date",
        _fixed("2016-10-14 00:00:00", "2016-10-14"),
    ),
    "a date is no day": (lambda f: f.type == "date", _fixed("2016-02-30")),
    "an address is none": (lambda f: f.format == "uri", _fixed("javascript:alert(1)")),
    "a text is too long": (lambda f: f.max_length is not None, _fixed("x" * 500)),
    "an id has a blank behind it": (
        lambda f: f.pattern.startswith("^[a-z0-9]+(-"),
        lambda old: (f"{old} ", old),
    ),
    "an id is in capitals": (
        lambda f: f.pattern.startswith("^[a-z0-9]+(-"),
        lambda old: (old.upper(), old),
    ),
    "an id has an underline": (
        lambda f: f.pattern.startswith("^[a-z0-9]+(-"),
        lambda old: (f"{old}_x", f"{old}-x"),
    ),
    "an id has a composed letter": (
        lambda f: f.pattern.startswith("^[a-z0-9]+(-"),
        lambda old: (f"{old}-cafe\N{COMBINING ACUTE ACCENT}", None),
    ),
    "an id has an invisible character": (
        lambda f: f.pattern.startswith("^[a-z0-9]+(-"),
        lambda old: (f"{old}\N{ZERO WIDTH SPACE}", old),
    ),
    "a text has a NUL": (_plain, lambda old: (f"{old}\0", None)),
    "a text is huge": (_plain, _fixed("x" * 140_000, None)),
}


def _cells(folder: Path, package: Package, chance: random.Random) -> Iterator[Case]:
    for table in package.tables:
        keyed = {name: key for key in table.foreign_keys for name in key.fields}
        for each in table.fields:
            for kind, (fits, change) in VALUES.items():
                if fits(each):
                    yield from _cell(folder, table, each, kind, change, chance)
            if each.name in keyed:
                target = frozenset({keyed[each.name].table or table.name})
                for kind, change in KEYS.items():
                    for case in _cell(folder, table, each, kind, change, chance):
                        yield replace(case, needs=target)


KEYS: dict[str, Change] = {
    "a key is spelt nearly right": lambda old: (_slip(old), old),
    "a key leads nowhere": _fixed("0-0-0", ""),
}


def _slip(old: str) -> str:
    """Leave out one letter where no other id of the synthetic package is nearer then."""
    return old[:2] + old[3:] if len(old) > 4 else old + "s"


def _cell(
    folder: Path, table: Table, each: Field, kind: str, change: Change, chance: random.Random
) -> Iterator[Case]:
    """Yield one case, in a row where something stands in the column."""
    rows = packages.lines(folder, table.name)
    place = rows[0].index(each.name)
    anything = each.format == "uri"  # what is put there has nothing to do with what stands there
    filled = [line for line, row in enumerate(rows[1:], 2) if row[place] or anything]
    if not filled:
        return
    line = chance.choice(filled)
    value, suggestion = change(rows[line - 1][place])

    def apply(folder: Path) -> Said:
        packages.change(folder, table.name, line, each.name, value)
        where = packages.place_of(folder, table.name, line, each.name)
        file = str(packages.file_of(folder, table.name))
        allowed = each.choices[0] if each.choices and "\0" not in value else None
        return Said(file, *where, value, allowed, suggestion)

    yield Case(kind, f"{table.name}.{each.name}, line {line}", table.name, apply)


ROWS = (
    *("a row is short", "a row is long", "a row has a comma too many inside", "a line is blank"),
    *("a line is all commas", "a quote is never closed", "text stands behind a quote"),
    *("a quote stands in a plain cell", "a cell has a lone carriage return"),
    *("a byte is no UTF-8", "a row stands twice"),
)


def _rows(folder: Path, package: Package, chance: random.Random) -> Iterator[Case]:
    for table in package.tables:
        lines = packages.file_of(folder, table.name).read_text("utf-8").split("\n")[:-1]
        number = chance.randrange(2, len(lines) + 1)
        row = lines[number - 1]
        last = row.rindex(",") + 1
        kinds: dict[str, tuple[str, int, str | None]] = {  # what the line becomes, column, value
            "a row is short": (row[: last - 1], row[: last - 1].rfind(",") + 2, None),
            "a row is long": (f"{row},surplus", len(row) + 2, None),
            "a row has a comma too many inside": (f"{row[:last]},{row[last:]}", last + 2, None),
            "a line is blank": ("", 1, None),
            "a line is all commas": ("," * (len(table.columns) - 1), 1, ""),
            "a quote is never closed": (f'{row[:last]}"x', last + 1, '"x'),
            "text stands behind a quote": (f'{row[:last]}"x" y', last + 1, '"x" y'),
            "a quote stands in a plain cell": (f'{row[:last]}x "y"', last + 1, 'x "y"'),
            "a cell has a lone carriage return": (f"{row[:last]}x\ry", last + 1, "x\ry"),
            "a byte is no UTF-8": (f"{row[:last]}caf\udce9", last + 1, "caf\udce9"),
        }
        for kind, (line, column, value) in kinds.items():
            if kind == "a line is all commas" and not table.fields[0].required:
                continue
            edit = _line(table, number, line, Said("", number, column, value))
            yield Case(kind, f"{table.name}, line {number}", table.name, edit)
        if number > 2:
            key = max(table.keys, key=len)  # of several keys, the row breaks them all
            edit = _line(table, number, f"{row}\n{row}", Said("", number + 1, 0))
            edit = _at_column(edit, table, number + 1, key[-1])
            yield Case("a row stands twice", f"{table.name}, line {number}", table.name, edit)


def _line(table: Table, number: int, line: str, said: Said) -> Callable[[Path], Said]:
    def apply(folder: Path) -> Said:
        path = packages.file_of(folder, table.name)
        lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
        lines[number - 1] = line
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
        return replace(said, file=str(path))

    return apply


def _at_column(
    edit: Callable[[Path], Said], table: Table, line: int, column: str
) -> Callable[[Path], Said]:
    def apply(folder: Path) -> Said:
        said = edit(folder)
        place, at = packages.place_of(folder, table.name, line, column)
        return replace(said, line=place, column=at)

    return apply


HEADERS = (
    *("a column is spelt nearly right", "a column is in capitals", "a column has blanks around"),
    *("a column is unknown", "a column has no name", "a column is missing"),
    *("a column stands twice", "a column is too many", "the columns are in another order"),
)


def _headers(folder: Path, package: Package, chance: random.Random) -> Iterator[Case]:
    for table in package.tables:
        names = list(table.columns)
        place = chance.randrange(len(names))
        name = names[place]
        column = sum(len(each) + 1 for each in names[:place]) + 1
        slip = name[:1] + name[2:] if len(name) > 2 else name + "s"
        for kind, new, value, suggestion in (
            ("a column is spelt nearly right", slip, slip, name),
            ("a column is in capitals", name.upper(), name.upper(), name),
            ("a column has blanks around", f" {name} ", f" {name} ", name),
            ("a column is unknown", "zzzzzzzz", "zzzzzzzz", ""),
            ("a column has no name", "", "", ""),
        ):
            said = Said("", 1, column, value, names[0], suggestion)
            edit = _columns(table, lambda row, p=place, n=new: [*row[:p], n, *row[p + 1 :]], said)
            yield Case(kind, f"{table.name}.{name}", table.name, edit)
        missing = Said("", 1, 1, None, name)
        without = _columns(table, lambda row, p=place: row[:p] + row[p + 1 :], missing, every=True)
        yield Case("a column is missing", f"{table.name}.{name}", table.name, without)
        twice = Said("", 1, len(",".join(names)) + 2, name)
        edit = _columns(table, lambda row, p=place: [*row, row[p]], twice, every=True)
        yield Case("a column stands twice", f"{table.name}.{name}", table.name, edit)
        extra = Said("", 1, len(",".join(names)) + 2, "remarks", names[0])
        edit = _columns(table, lambda row: [*row, "remarks"], extra, every=True)
        yield Case("a column is too many", f"{table.name}.remarks", table.name, edit)
        turned = Said("", 1, 1, ",".join(reversed(names)), ",".join(names))
        edit = _columns(table, lambda row: row[::-1], turned, every=True)
        yield Case("the columns are in another order", table.name, table.name, edit)


def _columns(
    table: Table, change: Callable[[list[str]], list[str]], said: Said, *, every: bool = False
) -> Callable[[Path], Said]:
    """Change the header, or every row."""

    def apply(folder: Path) -> Said:
        header, *rows = packages.lines(folder, table.name)
        rows = [change(row) for row in rows] if every else rows
        packages.write(folder, table.name, [change(header), *rows])
        return replace(said, file=str(packages.file_of(folder, table.name)))

    return apply


def _zip(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("points.csv", content)
    return packed.getvalue()


def _text(change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[bytes], bytes]:
    return lambda content: change(content.decode()).encode(encoding)


FILES: dict[str, tuple[Callable[[bytes], bytes | None], Callable[[bytes], int]]] = {
    # what the file becomes, and the column in line 1 where that is told
    "semicolons separate": (_text(lambda t: t.replace(",", ";")), lambda c: c.index(b",") + 1),
    "tabs separate": (_text(lambda t: t.replace(",", "\t")), lambda c: c.index(b",") + 1),
    "bars separate": (_text(lambda t: t.replace(",", "|")), lambda c: c.index(b",") + 1),
    "a byte-order mark comes first": (_text(str, "utf-8-sig"), lambda c: 1),
    "the file is in UTF-16": (_text(str, "utf-16"), lambda c: 1),
    "the file is in UTF-16 without a mark": (_text(str, "utf-16-be"), lambda c: 1),
    "the file is in UTF-32": (_text(str, "utf-32-le"), lambda c: 1),
    "lines end in a carriage return alone": (
        _text(lambda t: t.replace("\n", "\r")),
        lambda c: c.index(b"\n") + 1,
    ),
    "the file is empty": (lambda content: b"", lambda c: 1),
    "the file has no header": (lambda content: content.split(b"\n", 1)[1], lambda c: 1),
    "the file is a gzip file": (lambda c: gzip.compress(c, mtime=0), lambda c: 1),
    "the file is a zip archive": (_zip, lambda c: 1),
    "the file is all NUL": (lambda content: bytes(len(content)), lambda c: 1),
    "the file is not there": (lambda content: None, lambda c: 0),
}


def _files(folder: Path, package: Package, chance: random.Random) -> Iterator[Case]:
    for table in package.tables:
        for kind, (change, column) in FILES.items():
            yield Case(kind, table.name, table.name, _file(table, change, column))


def _file(
    table: Table, change: Callable[[bytes], bytes | None], column: Callable[[bytes], int]
) -> Callable[[Path], Said]:
    def apply(folder: Path) -> Said:
        path = packages.file_of(folder, table.name)
        before = path.read_bytes()
        after = change(before)
        if after is None:
            path.unlink()
            return Said(str(folder / "datapackage.json"), *table.place, table.path)
        path.write_bytes(after)
        return Said(str(path), 1, column(before))

    return apply
