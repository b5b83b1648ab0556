from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import packages
import pytest

from floorbook.package import reference
from floorbook.package.validation import check

TABLES = [table.name for table in reference().tables]


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def without_first_column(content: bytes) -> bytes:
    return b"".join(line.partition(b",")[2] for line in lines(content))


def first_column_twice(content: bytes) -> bytes:
    first = content.partition(b",")[0]
    return b"".join(
        first + b"," + line if line.startswith(first + b",") else b"x," + line
        for line in lines(content)
    )


# Ways to break any file: edit of its bytes, line that is blamed, words of the message.
FILES: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "empty": (lambda c: b"", 1, "the file is empty"),
    "a row cut short": (lambda c: c.rstrip().rpartition(b",")[0], 0, "fields where the header has"),
    "a field too many": (lambda c: c.rstrip() + b",x\n", 0, "fields where the header has"),
    "semicolons": (lambda c: c.replace(b",", b";"), 1, "fields are separated by semicolons"),
    "tabs": (lambda c: c.replace(b",", b"\t"), 1, "fields are separated by tabs"),
    "a byte-order mark": (lambda c: b"\xef\xbb\xbf" + c, 1, "byte-order mark"),
    "UTF-16": (lambda c: c.decode().encode("utf-16"), 1, "UTF-16"),
    "Windows-1252": (lambda c: c.rstrip() + b"\xe9\n", 0, "byte 0xE9 at offset"),
    "NUL": (lambda c: c.rstrip() + b"\0\n", 0, "NUL character"),
    "a huge field": (lambda c: c.rstrip() + b"x" * 140_000, 0, "more than 131072"),
    "an open quote": (lambda c: c.rstrip().rpartition(b"\n")[0] + b'\n"x,y', 0, "never closed"),
    "a blank line": (lambda c: c.replace(b"\n", b"\n\n", 1), 2, "the line is blank"),
    "no first column": (without_first_column, 1, "is missing"),
    "a header twice": (first_column_twice, 1, "the column stands twice"),
    "an unknown header": (lambda c: b"x" + c, 1, "has no such column"),
    "a header with a blank": (lambda c: b" " + c, 1, "has no such column"),
    "no header": (lambda c: c.partition(b"\n")[2], 1, "no header of this|has no such column"),
    "a row twice": (lambda c: c + lines(c)[-1], 0, "stands already in line"),
}  # fmt: skip


@pytest.mark.parametrize("way", FILES)
def test_a_broken_file_is_told_with_its_line(
    package: Path, way: str, share: Callable[..., int]
) -> None:
    edit, line, message = FILES[way]
    step = share(full=1, bounded=5)
    for table in TABLES[list(FILES).index(way) % step :: step]:  # each table is broken in some way
        path = packages.file_of(package, table)
        whole = path.read_bytes()
        content = edit(whole)
        path.write_bytes(content)
        blamed = line or len(content.splitlines())
        problems = check(package).problems
        found = [p for p in problems if re.search(message, p.message) and p.file == str(path)]
        assert found, [str(problem) for problem in problems]
        assert found[0].line == blamed, table
        path.write_bytes(whole)


@pytest.mark.parametrize("table", TABLES)
def test_a_misspelt_header_names_the_column_that_was_meant(package: Path, table: str) -> None:
    path = packages.file_of(package, table)
    header, _, rest = path.read_text().partition("\n")
    last = header.rpartition(",")[2]
    path.write_text(header + "s\n" + rest)
    found = [p for p in check(package).problems if p.value == last + "s"]
    assert [(p.line, p.column, p.suggestion) for p in found] == [
        (1, len(header) - len(last) + 1, last)
    ]


def test_columns_in_another_order_are_told(package: Path) -> None:
    rows = packages.lines(package, "names")
    packages.write(package, "names", [[row[1], row[0], row[2]] for row in rows])
    (problem,) = check(package).problems
    assert (problem.message, problem.value, problem.allowed) == (
        "the columns stand in another order than described",
        "name,source,participant",
        ("source,name,participant",),
    )
