"""Whatever stands in the files: the loader says what is wrong, and never raises."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import packages
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import floorbook
from floorbook.package import reference
from floorbook.package.csvfile import CsvFile, parse
from floorbook.package.schema import FILE
from floorbook.package.validation import check

TABLES = [table.name for table in reference().tables]

pytestmark = pytest.mark.promise("Malformed data")

CELLS = st.text(max_size=8) | st.sampled_from(["", "1", "true", "2031-03-12", "hot-tea", "NA", "é"])
ROWS = st.lists(st.lists(CELLS, max_size=12), max_size=8)
BYTES = st.binary(max_size=200) | st.text(st.sampled_from('a1,;"\n\r\té\0'), max_size=60).map(
    str.encode
)
# Control characters and marks that turn texts around are refused: see test_characters.py.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs"]), max_size=20)
FREE = {"points": "gist", "participants": "name", "codebook": "claim", "interventions": "speaker"}


def rounds(share: Callable[..., int], full: int, bounded: int) -> settings:
    return settings(
        max_examples=share(full=full, bounded=bounded),
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.generate],
    )


def written(rows: list[list[str]], end: str = "\n") -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def told_well(folder: Path) -> int:
    problems = check(folder).problems
    for problem in problems:
        assert problem.line >= 1 and problem.column >= 1 and str(problem).isprintable()
    return len(problems)


def test_no_bytes_as_a_table_raise(package: Path, share, tally) -> None:
    count = 0

    @rounds(share, 1500, 30)
    @given(st.sampled_from(TABLES), BYTES)
    def whatever(table: str, content: bytes) -> None:
        nonlocal count
        count += 1
        packages.file_of(package, table).write_bytes(content)
        told_well(package)
        packages.file_of(package, table).write_bytes(b"")

    whatever()
    tally("arbitrary bytes as a table", count)


def test_no_table_under_a_right_header_raises(package: Path, share, tally) -> None:
    count = 0

    @rounds(share, 1500, 30)
    @given(st.sampled_from(TABLES), ROWS)
    def whatever(table: str, rows: list[list[str]]) -> None:
        nonlocal count
        count += 1
        path = packages.file_of(package, table)
        before = path.read_bytes()
        path.write_bytes(before.split(b"\n")[0] + b"\n" + written(rows))
        told_well(package)
        path.write_bytes(before)

    whatever()
    tally("arbitrary rows under a right header", count)


def test_no_bytes_as_a_description_raise(package: Path, share, tally) -> None:
    count = 0
    marks = st.text(st.sampled_from('{}[]":,1 eE-\\uNnatrlsfi'), max_size=60).map(str.encode)

    @rounds(share, 1500, 50)
    @given(BYTES | marks)
    def whatever(content: bytes) -> None:
        nonlocal count
        count += 1
        (package / FILE).write_bytes(content)
        assert told_well(package) > 0

    whatever()
    tally("arbitrary bytes as datapackage.json", count)


def test_every_character_of_a_file_is_in_a_cell_or_between_two(share, tally) -> None:
    """From its cells and their places alone, a file can be written again."""
    count = 0

    @rounds(share, 5000, 400)
    @given(st.text(st.sampled_from('ab,"\n\r é'), max_size=40))
    def rebuilt(text: str) -> None:
        nonlocal count
        count += 1
        assert lost(text, parse(text.encode(), "f")) == ""

    rebuilt()
    tally("arbitrary texts of which no character is lost", count)


def lost(text: str, found: CsvFile) -> str:
    """What of a text stands in no cell and does not divide two; blank lines are told."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    starts = [0]
    starts += [place + 1 for place, mark in enumerate(text) if mark == "\n"]
    cells = [cell for row in (found.header, *found.misfits) for cell in row]
    cells += [found.cell(row, column) for row in found.frame.index for column in found.frame]
    rest = list(text)
    for cell in cells:
        start = starts[cell.line - 1] + cell.column - 1
        quoted = '"' + cell.value.replace('"', '""') + '"'
        raw = quoted if text.startswith(quoted, start) else cell.value
        assert text.startswith(raw, start), (text, cell)
        rest[start : start + len(raw)] = "·" * len(raw)
    return "".join(rest).replace("·", "").translate({ord(mark): None for mark in ",\n\r"})


def test_what_is_valid_is_loaded_as_it_was_written(package: Path, share, tally) -> None:
    count = 0

    @rounds(share, 300, 8)
    @given(
        st.fixed_dictionaries(
            {table: st.lists(TEXTS.filter(bool), min_size=20, max_size=20) for table in FREE}
        ),
        st.sampled_from(["\n", "\r\n"]),
    )
    def round_trip(texts: dict[str, list[str]], end: str) -> None:
        nonlocal count
        count += 1
        wanted = {}
        for table, column in FREE.items():
            header, *rows = packages.lines(package, table)
            place = header.index(column)
            for row, text in zip(rows, texts[table], strict=False):
                row[place] = text
            wanted[table] = [row[place] for row in rows]
            text = io.StringIO()
            csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([header, *rows])
            packages.file_of(package, table).write_bytes(text.getvalue().encode())
        loaded = floorbook.load(package)
        assert {t: getattr(loaded, t)[c].to_list() for t, c in FREE.items()} == wanted

    round_trip()
    tally("valid packages of arbitrary texts, loaded as written", count)
