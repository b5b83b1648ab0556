"""What must not travel does not: columns that are not released, files that no table names, passages
that nobody asked for, and the machine on which a report was made."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hostile
import packages
import payloads
import pytest
from hostile import Export
from ipynb import code, notebook, saved, unpacked
from payloads import CANARY

from floorbook.loading import load
from floorbook.package import reference
from floorbook_report.tables import names, written

pytestmark = pytest.mark.promise("Leaks")

PACKED = re.compile(rb'id="floorbook-(states|script|plotly)">([^<]*)')
"""What a report carries packed."""

BLOB = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")


def layers(content: bytes) -> Iterator[bytes]:
    """A file's bytes, and all that is packed in them: base64, gzip, zip, texts escaped in JSON."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                yield from layers(book.read(name))
        return
    if content.startswith(b"\x1f\x8b"):
        yield from layers(gzip.decompress(content))
        return
    for _, packed in PACKED.findall(content):
        yield unpacked(packed.decode()).encode()
    for blob in BLOB.findall(content):
        if len(blob) % 4 == 0:
            try:
                inner = base64.b64decode(blob, validate=True)
            except binascii.Error:
                continue
            if inner.startswith((b"PK", b"\x1f\x8b")) or len(inner) < 4096:
                yield from layers(inner) if len(inner) < len(content) else ()
    if b"\\u" in content:
        yield re.sub(rb"\\u00([0-7][0-9a-f])", lambda m: bytes([int(m[1], 16)]), content)


def told(content: bytes, *words: str) -> set[str]:
    """Those of the words that stand anywhere in a file, packed or not."""
    found = set()
    for layer in layers(content):
        for word in words:
            if word.encode() in layer or word.encode("utf-16-le") in layer:
                found.add(word)
    return found


@pytest.mark.parametrize(
    "pack",
    [
        lambda text: text,
        base64.b64encode,
        lambda text: base64.b64encode(gzip.compress(text)),
        lambda text: base64.b64encode(
            gzip.compress(b'{"bdata":"' + base64.b64encode(text) + b'"}')
        ),
        lambda text: base64.b64encode(text.decode().encode("utf-16-le")),
        lambda text: b'"' + text.replace(b"c", b"\\u0063") + b'"',
    ],
    ids=["plain", "base64", "packed", "typed array", "UTF-16", "escaped"],
)
def test_a_canary_is_seen_however_it_is_packed(pack: Callable[[bytes], bytes], tally) -> None:
    text = f"it says {CANARY}, it does".encode()
    assert told(b"<p>" + pack(text) + b"</p>", CANARY) == {CANARY}
    tally("ways of packing that are seen through")


def test_nothing_that_stays_at_home_is_in_a_report(
    hostile_exports: list[Export], tally: Callable[..., None]
) -> None:
    machine = {socket.gethostname()} if len(socket.gethostname()) > 5 else set()
    for export in hostile_exports:
        kept = [
            field
            for table, field in hostile.text_fields()
            if not field.released and export.rows(table)[0][field.name].startswith(CANARY)
        ]
        assert len(kept) >= 2
        files = sorted(path for path in export.out.rglob("*") if path.is_file())
        for path in files:
            content = path.read_bytes()
            words = (CANARY, str(Path.cwd()), str(Path.home()), "Traceback (most", *machine)
            assert told(content, *words) == set(), path.name
            assert not re.search(rb"/(home|root|tmp|Users|var)/\w", b"\n".join(_own(content)))
        tally("columns and files kept back, times reports", (len(kept) + 2) * len(files))


def _own(content: bytes) -> Iterator[bytes]:
    """All of a report but plotly's own text."""
    yield re.sub(PACKED, b"", content)
    for name, packed in PACKED.findall(content):
        if name != b"plotly":
            yield unpacked(packed.decode()).encode()


def without_notes(folder: Path) -> Path:
    """Let a package keep back why its coder of record judged so, as that of the others is."""

    def close(description: dict[str, Any]) -> None:
        for resource in description["resources"]:
            for field in resource["schema"]["fields"]:
                if (resource["name"], field["name"]) == ("codings", "note"):
                    field.pop("released")

    packages.describe(folder, close)
    return folder


def test_a_report_against_an_older_version_tells_no_note(
    tmp_path: Path, tally: Callable[..., None]
) -> None:
    old = without_notes(packages.small(tmp_path / "old"))
    new = Export(tmp_path / "new")
    without_notes(packages.small(new.data))
    for line in range(2, 6):
        for table in ("codings", "codings_blind"):
            if line < len(packages.lines(new.data, table)):
                packages.change(new.data, table, line, "note", f"{CANARY}-{table}-{line}")
                packages.change(old, table, line, "note", f"{CANARY}-old-{table}-{line}")
    packages.change(new.data, "codings", 2, "voice", "own")
    new.floorbook(
        *("report", str(hostile.ROOT / "notebooks" / "05-method.ipynb")),
        *("--against", str(old), "--out", str(new.out)),
    )
    html = (new.out / "05-method.html").read_bytes()
    assert told(html, CANARY) == set()
    assert told(html, "reported") == {"reported"}  # what changed and may travel is told
    tally("notes that differ from an older version", 8)


def test_no_table_of_the_command_line_holds_what_stays_at_home(
    package: Path, tally: Callable[..., None]
) -> None:
    without_notes(package)
    for table in ("codings", "codings_blind"):
        for line in range(2, len(packages.lines(package, table)) + 1):
            packages.change(package, table, line, "note", CANARY)
    dataset = load(package)
    tables = [(name, form) for name in names(dataset) for form in ("csv", "json", "xlsx")]
    for name, form in tables:
        assert told(written(dataset, name, form), CANARY) == set(), (name, form)
    tally("tables written as csv, json and xlsx", len(tables))


def test_a_network_holds_nothing_that_stays_at_home(tmp_path: Path) -> None:
    data = without_notes(packages.small(tmp_path / f"{CANARY}-data"))
    packages.change(data, "codings", 2, "note", CANARY)
    assert told(written(load(data), "network", "graphml"), CANARY) == set()


def test_a_passage_travels_when_it_is_asked_for_and_only_then(
    tmp_path: Path, tally: Callable[..., None]
) -> None:
    """The reports above were made with the sources at hand; this one asks for their passages."""
    export = Export(tmp_path)
    hostile.package(export.data, dict(list(payloads.PAYLOADS.items())[:6]))
    path = saved(notebook(code(SHOW)), tmp_path / "show.ipynb")
    given = ("report", str(path), "--source", str(export.notes), "--out", str(export.out))
    for asked, found in (((), set()), (("--with-passages",), {f"{CANARY}-passage"})):
        export.floorbook(*given, *asked)
        html = (export.out / "show.html").read_bytes()
        assert told(html, f"{CANARY}-passage") == found
        tally("passages, asked for and not", len(load(export.data).points))


SHOW = """import floorbook
from floorbook_widgets import Evidence, select

Evidence(select(floorbook.load()))
"""


FAILING = {
    "reckons": "1 / 0",
    "opens": "open('/nowhere/at/all')",
    "leaves": "import os; print(os.environ['HOME']); raise SystemExit",
}


def test_a_cell_that_fails_writes_nothing(tmp_path: Path, tally) -> None:
    export = Export(tmp_path / f"{CANARY}-folder")
    packages.small(export.data)
    paths = [
        str(saved(notebook(code(source)), tmp_path / f"{name}.ipynb"))
        for name, source in FAILING.items()
    ]
    done = export.floorbook("report", *paths, "--out", str(export.out), status=1)
    assert not list(export.out.glob("*")) if export.out.exists() else True
    assert b"Traceback" not in done.stderr
    for name in FAILING:
        assert f"{name}.ipynb, cell 1 (id c1)".encode() in done.stderr
    tally("failing cells", len(FAILING))


def test_every_text_that_may_stay_at_home_can(package: Path, tally: Callable[..., None]) -> None:
    """What a package does not release is in no table; what reports show, it cannot keep back."""

    def close(description: dict[str, Any]) -> None:
        for resource in description["resources"]:
            for field in resource["schema"]["fields"]:
                if field["name"] in home[resource["name"]]:
                    field.pop("released", None)

    home = {
        table.name: [field.name for field in table.fields if not field.shown]
        for table in reference().tables
    }
    packages.describe(package, close)
    for table, columns in home.items():
        for column in columns:
            assert column not in load(package).released(table)
            tally("columns that a package may keep back")
