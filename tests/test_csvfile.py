from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorbook.package.csvfile import MOST_FIELDS, CsvFile, parse, read, sound
from floorbook.package.fields import LONGEST_FIELD, Cell

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs"]), max_size=8)
QUOTES = '"…" around the field, "" for each quote in it'
FILES = st.text(st.sampled_from('ab,"\n\r é\u202e\x1a#'), max_size=30).map(str.encode)
TRICKY = st.text(st.sampled_from('a,";\n\r \té🫖'), max_size=12)


def values(file: CsvFile) -> list[list[str]]:
    return [[cell.value for cell in file.header], *file.frame.to_numpy().tolist()]


def cells(file: CsvFile) -> list[list[Cell]]:
    """The cells of the frame, each from its place."""
    return [[file.cell(row, at) for at in file.frame] for row in file.frame.index]


def told(content: bytes) -> list[str]:
    return [str(problem) for problem in parse(content, "f").problems]


@settings(max_examples=150)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(TEXT | TRICKY, min_size=width, max_size=width), min_size=1, max_size=5
        )
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_again(rows: list[list[str]], line_end: str) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    found = parse(text.getvalue().encode(), "f")
    assert not found.problems
    assert values(found) == rows


@settings(max_examples=150)
@given(st.text(st.sampled_from('ab,"\n'), max_size=20))
def test_what_is_read_without_problems_is_what_the_csv_module_reads(text: str) -> None:
    found = parse(f"a,b\n{text}".encode(), "f")
    if not found.problems:
        theirs = list(csv.reader(io.StringIO(f"a,b\n{text}", newline=""), strict=True))
        assert values(found) == theirs


@settings(max_examples=150)
@given(st.binary(max_size=40) | TRICKY.map(str.encode))
def test_any_bytes_are_read_or_reported(content: bytes) -> None:
    found = parse(content, "f")
    assert found.problems or found.header
    for problem in found.problems:
        assert problem.line >= 1 and problem.column >= 1 and str(problem).isprintable()


@settings(max_examples=100)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_cell_stands_where_it_says(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    lines = text.getvalue().split("\n")
    found = parse(text.getvalue().encode(), "f")
    for row in (found.header, *cells(found)):
        for cell in row:
            rest = "\n".join([lines[cell.line - 1][cell.column - 1 :], *lines[cell.line :]])
            quoted = cell.value.replace('"', '""')
            assert rest.startswith(f'"{quoted}"')


def same(fast: CsvFile | None, slow: CsvFile) -> None:
    """What is proved to be sound is read by pandas as by the slow reader, with the same places."""
    if fast is None:
        return
    assert not slow.problems
    assert fast.header == slow.header
    assert fast.frame.to_numpy().tolist() == slow.frame.to_numpy().tolist()
    assert cells(fast) == cells(slow)


@settings(max_examples=600)
@given(
    FILES
    | FILES.map(b"a,b\n".__add__)
    | st.binary(max_size=20).map(b"a,b\n".__add__)
    | st.lists(st.tuples(*[st.sampled_from(['""', "a", "", '"\r\n"', '",""é"', "NA"])] * 2)).map(
        lambda rows: "\n".join(map(",".join, [("a", "b"), *rows])).encode()
    )
)
def test_both_readers_read_the_same(content: bytes) -> None:
    same(sound(content, "f"), parse(content, "f"))


def test_a_sound_file_is_proved_to_be_one() -> None:
    rows = ["a,b", "1,NA", ",", '"x, ""y""\n\rz",é', "null,nan", "# c, 1", '"",""']
    for end in ("\n", "\r\n"):
        for last in (end, ""):
            content = (end.join(rows) + last).encode()
            same(found := sound(content, "f"), parse(content, "f"))
            assert found is not None and len(found.frame) == 6


@pytest.mark.parametrize(
    "content",
    [
        *(b"a,b\n1,2,3\n", b"a,b\n\n1,2\n", b"a,b\n1,x\ry\n", b"a\n1\n", b"a,b\n1,\0\n"),
        *(b"a,b\n1,\xed\xa0\x80\n", b"\xef\xbb\xbfa,b\n1,2\n", b"a,b\n1,\xe2\x80\xae\n"),
        b"a,b\n1," + b"x" * (LONGEST_FIELD + 1),
    ],
)
def test_what_is_not_sound_is_left_to_the_slow_reader(content: bytes) -> None:
    assert sound(content, "f") is None


def test_large_tables_are_within_the_limit() -> None:
    assert max(400_000 * 7, 210_000 * 10) < MOST_FIELDS


def test_na_is_a_value() -> None:
    found = parse(b"iso2,name\nNA,None\nnull,\n", "f")
    assert values(found)[1:] == [["NA", "None"], ["null", ""]]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_lines_end_in_lf_or_crlf_and_the_last_one_may_not(end: bytes) -> None:
    found = parse(b"a,b" + (end or b"\n") + b"1,2" + end, "f")
    assert not found.problems
    assert values(found) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["f:1:1: the file is empty; allowed: a header and rows"]),
        (
            b"a,b\n1\n",
            ["f:2:1: the row has 1 fields where the header has 2: '1'; allowed: 2 fields"],
        ),
        (
            b"a,b\n1,2,3\n",
            ["f:2:5: the row has 3 fields where the header has 2: '1,2,3'; allowed: 2 fields"],
        ),
        (b"a,b\n1,2\n\n3,4\n", ["f:3:1: the line is blank; allowed: a row"]),
        (b'a,b\n1,"2\n3,4\n', [f"f:2:3: a quoted field is never closed: '\"2'; allowed: {QUOTES}"]),
        (
            b'a,b\n1,"2"x\n3,4\n',
            [f"f:2:3: there is text after the closing quote: '\"2\"x'; allowed: {QUOTES}"],
        ),
        (
            b'a,b\n1,x"y\n',
            [f"f:2:3: a quote stands in a field without quotes: 'x\"y'; allowed: {QUOTES}"],
        ),
        (
            b"a,b\n1,2\0\n",
            ["f:2:3: there is a NUL character: '2\\x00'; allowed: text; did you mean '2'?"],
        ),
        (
            b"a;b\n1;2\n",
            ["f:1:2: fields are separated by semicolons: ';'; allowed: ,; did you mean ','?"],
        ),
        (
            b"a\tb\n1\t2\n",
            ["f:1:2: fields are separated by tabs: '\\t'; allowed: ,; did you mean ','?"],
        ),
        (
            b"\xef\xbb\xbfa,b\n1,2\n",
            [
                "f:1:1: the file starts with a byte-order mark: save it as UTF-8 without one:"
                " 'ef bb bf'; allowed: UTF-8"
            ],
        ),
        (
            "a,b\n1,2\n".encode("utf-16"),
            [
                "f:1:1: the file is in UTF-16 or UTF-32, or is no text: save it as UTF-8: 'ff fe';"
                " allowed: UTF-8"
            ],
        ),
        (b"a,b\r1,2\r", ["f:1:4: lines end in a carriage return alone: '\\r'; allowed: LF, CRLF"]),
        (
            "a,b\nü,caf\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("cp1252"),
            [
                "f:2:1: byte 0xFC at offset 4 of the file is not UTF-8: '\\udcfc'; allowed: UTF-8;"
                " did you mean 'ü'?",
                "f:2:3: byte 0xE9 at offset 9 of the file is not UTF-8: 'caf\\udce9'; allowed:"
                " UTF-8; did you mean 'café'?",
            ],
        ),
    ],
)
def test_each_oddity_is_told_with_its_place(content: bytes, problems: list[str]) -> None:
    assert told(content) == problems


def test_utf16_without_a_mark_is_told_too() -> None:
    assert "UTF-16" in told("a,b\n1,2\n".encode("utf-16-le"))[0]


def test_a_field_that_other_readers_cannot_take_is_told() -> None:
    assert not told(b"a,b\n1," + b"x" * LONGEST_FIELD)
    assert "131073 characters, more than 131072" in told(b"a,b\n1," + b"x" * (LONGEST_FIELD + 1))[0]


def test_one_stray_quote_does_not_swallow_the_rows_behind_it() -> None:
    found = parse(b'a,b\n1,"2\n3,4\n5,6\n', "f")
    assert values(found)[1:] == [["1", '"2'], ["3", "4"], ["5", "6"]]


def test_no_cell_is_lost() -> None:
    content = b'a,b\n1,2\n3\n4,5,6\n\n7,"8\n9,0\n'
    found = parse(content, "f")
    assert (
        len(found.header) + sum(map(len, (*cells(found), *found.misfits))) == 2 + 2 + 1 + 3 + 2 + 2
    )
    assert len(found.misfits) == 2
    assert [problem.line for problem in found.problems] == [5, 6, 3, 4]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read(tmp_path / "none.csv", "none.csv").problems
    assert str(problem) == "none.csv:1:1: the file does not exist, or is no file"
