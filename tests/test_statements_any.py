"""Tests that any table of text is a sound package or ends in clear messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import reading
from harbour import Rows, saved
from hypothesis import example, given, settings
from hypothesis import strategies as st

import floorbook
from floorbook import measures
from floorbook.package import DataError, Problem, validation
from floorbook.statements.making import statements
from floorbook.statements.roles import ROLES

WORDS = st.sampled_from(
    [
        *("for", "against", "", "1", "-1", "0.5", "yes", "Fees", "fees", "Fees; Pilots"),
        *("Pilots, Fees", "11/12/2018", "2018-12-11", "2016", "MEX", "Mexico", "!", "?", "a\nb"),
        *("Zoe", "reply"),
    ]
)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TEXTS = WORDS | WORDS | PLAIN
HEADERS = st.sampled_from([name for _, names in ROLES.values() for name in names.split("; ")])


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Tables of text, most of which have the needed columns."""
    width = draw(st.integers(1, 6))
    needed = draw(st.sampled_from([[], *[["Country", "Issue"]] * 3, ["Who", "Text"]]))
    headers = [*needed, *draw(st.lists(HEADERS | PLAIN, min_size=width, max_size=width))]
    cells = st.sampled_from([WORDS, WORDS, TEXTS, st.text(max_size=9)]).flatmap(lambda some: some)
    row = st.lists(cells if draw(st.booleans()) else WORDS, min_size=width, max_size=len(headers))
    return [headers, *draw(st.lists(row, max_size=8))]


def told_clearly(problems: Sequence[Problem], path: Path) -> None:
    """Check that each problem is told once, in one line, with a place that is in the table."""
    lines = [str(problem) for problem in problems]
    assert len({*lines}) == len(lines)
    assert all(line.startswith(f"{path}:") and "\n" not in line for line in lines)
    numbers = len(path.read_text("utf-8").splitlines()) + 1
    for problem in problems:
        assert 1 <= problem.line <= numbers and problem.column >= 1
        assert not problem.message.endswith((":", " "))


def outcome(path: Path, folder: Path) -> str:
    """Return what comes of a table: the summary of a sound package, or what is wrong."""
    try:
        made = statements(path)
    except DataError as error:
        assert error.problems
        told_clearly(error.problems, path)
        return str(error)
    told_clearly(made.doubts, path)
    for file in folder.iterdir():
        file.unlink()
    report = validation.check(made.write(folder))
    assert [str(problem) for problem in report.problems] == []
    data = floorbook.load(folder)
    measures.cells(data), measures.agreement(data), measures.reach(data)
    return report.summary()


@settings(max_examples=60)
@given(rows=tables())
@example(rows=[["who", "text"], ["!", "for"], ["?", "for"]])
def test_any_table_of_text_is_a_sound_package_or_ends_in_clear_messages(
    rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "made").mkdir()
    path = saved(folder, rows)
    told = outcome(path, folder / "made")
    assert told
    if "harbour" not in told:
        made = statements(path)
        made.beside.write_text(made.reading, encoding="utf-8")
        assert statements(path).files == made.files


@settings(max_examples=3)
@given(rows=tables().filter(lambda rows: len(rows) > 3))
def test_any_table_that_is_read_makes_every_page_of_a_report(
    rows: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.mktemp("pages"), rows)
    try:
        data = floorbook.load(path)
    except DataError:
        return
    for notebook in sorted(reading.NOTEBOOKS.glob("*.ipynb")):
        assert reading.text(reading.page(data, notebook.stem))


@settings(max_examples=25)
@given(data=st.data())
def test_case_of_headers_and_order_of_columns_do_not_matter(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    rows = [("Country", "Topic", "Stance", "Quote", "Session", "Region")]
    rows += [
        ("MEX", "Fees", "for", "a", "2", "r"),
        ("FRA", "Fees; Pilots", "against", "b", "1", "s"),
    ]
    order = data.draw(st.permutations(range(6)))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    mixed = [
        [row[at] if number else case(row[at]) for at in order] for number, row in enumerate(rows)
    ]
    ours, theirs = (statements(saved(folder, each)).files for each in (rows, mixed))
    assert theirs == ours
