"""Small synthetic data packages on disk, under the schema of the real one.

`small(folder)` writes a valid package about one invented briefing, `two(folder)` one about two.
`note_of(folder)` writes their sources, for checks of anchors. `lean` leaves out tables and columns;
`change`, `lines` and `describe` then break what a test wants broken.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from briefings import CODER, COFFEE, TEA, Meeting, Tables, note, note_name, tables_of

SHIPPED = Path(__file__).parents[1] / "data"
TITLE = "Synthetic briefings on tea and coffee"


def small(folder: Path) -> Path:
    """Write a valid package with one meeting into `folder` and return it."""
    return publish(folder, tables_of((TEA,)), TITLE)


def two(folder: Path) -> Path:
    """Write a valid package with two meetings into `folder` and return it."""
    return publish(folder, tables_of((TEA, COFFEE)), TITLE)


def note_of(folder: Path) -> Path:
    """Write the notes of both meetings into `folder` and return it."""
    return write_notes(folder, (TEA, COFFEE))


def write_notes(folder: Path, meetings: Iterable[Meeting]) -> Path:
    """Write the notes of these meetings into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for meeting in meetings:
        (folder / note_name(meeting)).write_bytes(note(meeting)[0].encode())
    return folder


def file_of(folder: Path, table: str) -> Path:
    """Return the file of a table."""
    return folder / (table.replace("_", "-") + ".csv")


def place_of(folder: Path, table: str, line: int, column: str) -> tuple[int, int]:
    """Return line and column where a cell stands, in a file whose rows are one line each."""
    rows = lines(folder, table)
    before = rows[line - 1][: rows[0].index(column)]
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(before)
    return line, len(text.getvalue()) + (2 if before else 1)


def lines(folder: Path, table: str) -> list[list[str]]:
    """Return all rows of a table's file, the header first."""
    csv.field_size_limit(10**7)
    return list(csv.reader(io.StringIO(file_of(folder, table).read_text("utf-8"), newline="")))


def write(folder: Path, table: str, rows: Iterable[Iterable[object]]) -> None:
    """Write all rows of a table's file, the header first."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    file_of(folder, table).write_bytes(text.getvalue().encode())


def change(folder: Path, table: str, line: int, column: str, value: str) -> str:
    """Put a value into a cell (line 2 is the first row) and return what stood there."""
    rows = lines(folder, table)
    place = rows[0].index(column)
    before, rows[line - 1][place] = rows[line - 1][place], value
    write(folder, table, rows)
    return before


def describe(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edit the package's description in place."""
    path = folder / "datapackage.json"
    description = json.loads(path.read_text("utf-8"))
    edit(description)
    path.write_text(json.dumps(description, indent=2) + "\n", "utf-8")


def lean(folder: Path, *, tables: Iterable[str] = (), columns: Iterable[str] = ()) -> Path:
    """Leave tables and columns (``"codings.note"``) out of a package, and return its folder.

    With a table go its file and all foreign keys to it. With a column go its cells, its place in a
    primary key, every other key that names it, and all foreign keys from it and to it.
    """
    gone, cut = set(tables), {tuple(name.split(".")) for name in columns}

    def points_nowhere(table: str, key: dict[str, Any]) -> bool:
        target = key["reference"]["resource"] or table
        ends = [(table, name) for name in key["fields"]]
        ends += [(target, name) for name in key["reference"]["fields"]]
        return target in gone or not cut.isdisjoint(ends)

    def edit(description: dict[str, Any]) -> None:
        kept = [one for one in description["resources"] if one["name"] not in gone]
        description["resources"] = kept
        for resource in kept:
            table, schema = resource["name"], resource["schema"]
            out = {column for of, column in cut if of == table}
            schema["fields"] = [one for one in schema["fields"] if one["name"] not in out]
            schema["primaryKey"] = [one for one in schema["primaryKey"] if one not in out]
            keys = [key for key in schema.get("uniqueKeys", ()) if out.isdisjoint(key)]
            links = [k for k in schema.get("foreignKeys", ()) if not points_nowhere(table, k)]
            for name, left in (("uniqueKeys", keys), ("foreignKeys", links)):
                schema.pop(name, None)
                schema |= {name: left} if left else {}

    describe(folder, edit)
    for table in gone:
        file_of(folder, table).unlink()
    for table in {of for of, _ in cut}:
        rows = lines(folder, table)
        kept = [at for at, name in enumerate(rows[0]) if (table, name) not in cut]
        write(folder, table, ([row[at] for at in kept] for row in rows))
    return folder


def publish(
    folder: Path, tables: Tables, title: str, edit: Callable[[dict[str, Any]], None] | None = None
) -> Path:
    """Write tables under the shipped description, whose other facts are swapped for ours.

    `edit` changes the description before the tables are written, so that they may have columns, and
    cells have values, that the shipped package does not have.
    """
    folder.mkdir(parents=True, exist_ok=True)
    description = json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))
    description |= {
        "name": "floorbook-synthetic",
        "title": title,
        "description": "Invented for tests: nobody said any of this.",
        "version": "0.1.0",
        "coder": CODER,
        "limits": ["Invented for tests: nobody said any of this."],
        "sources": [{"title": "Invented notes"}],
    }
    if edit:
        edit(description)
    tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for resource in description["resources"]:
        header = [field["name"] for field in resource["schema"]["fields"]]
        rows = tables.pop(resource["name"], [])
        write(
            folder,
            resource["name"],
            [header, *([row.pop(name, "") for name in header] for row in rows)],
        )
        assert not any(rows), f"{resource['name']} has columns that the schema lacks: {rows}"
    assert not tables, f"the schema lacks {list(tables)}"
    (folder / "datapackage.json").write_text(json.dumps(description, indent=2) + "\n", "utf-8")
    return folder
