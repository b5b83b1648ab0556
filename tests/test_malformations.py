"""Hundreds of ways to break a data package: each is told with its place, and no cell is lost."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import malformations
import packages
import pytest
from accounts import account
from ipynb import FRONT_END, code, notebook, saved
from malformations import FILES, SEED, VALUES, Case, Said

import floorbook
from floorbook.package.problems import Problem
from floorbook.package.validation import Report, check
from floorbook_report import page
from floorbook_report.commands import main

pytestmark = pytest.mark.promise("Malformed data")

LINE = re.compile(r"[^\n]+\.(csv|json):[1-9]\d*:[1-9]\d*: [^\n]+")


class Package:
    """The synthetic package in a folder; what is broken in it is made good again."""

    def __init__(self, folder: Path) -> None:
        self.folder = packages.small(folder / "package")
        self.notes = packages.note_of(folder / "notes")
        files = [*self.folder.iterdir(), *self.notes.iterdir()]
        self.whole = {path: path.read_bytes() for path in files}
        self.cases = malformations.cases(self.folder)

    def some(self, kind: str, most: int) -> list[Case]:
        """At most so many cases of a kind, always the same ones."""
        cases = self.cases[kind]
        return random.Random(f"{SEED} {kind}").sample(cases, min(most, len(cases)))

    def mend(self) -> None:
        for path, content in self.whole.items():
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return Package(tmp_path_factory.mktemp("malformed"))


@pytest.fixture
def synthetic(sound: Package) -> Iterator[Package]:
    yield sound
    sound.mend()


def amiss(said: Said, report: Report) -> list[str]:
    """What a report does not say as it must."""
    there = [p for p in report.problems if place(p) == (said.file, said.line, said.column)]
    found = [] if any(agrees(said, problem) for problem in there) else [f"not told: {said}"]
    lines = [str(problem) for problem in report.problems]
    found += [f"no line: {line!r}" for line in lines if not LINE.fullmatch(line)]
    found += [f"nothing allowed: {p}" for p in report.problems if not p.allowed]
    return [*found, *lines] if found else []


def place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def agrees(said: Said, problem: Problem) -> bool:
    return (
        said.value in (None, problem.value)
        and (said.allowed is None or said.allowed in problem.allowed)
        and said.suggestion in (None, problem.suggestion)
    )


GROUPS = {
    "cells": (*VALUES, *malformations.KEYS),
    "rows": malformations.ROWS,
    "headers": malformations.HEADERS,
    "files": tuple(FILES),
}


def test_there_are_more_than_three_hundred_malformations(sound: Package) -> None:
    assert sum(map(len, sound.cases.values())) > 1_000
    assert {kind for kinds in GROUPS.values() for kind in kinds} == set(sound.cases)


@pytest.mark.parametrize("group", GROUPS)
def test_each_malformation_is_told_where_it_is_and_no_cell_is_lost(
    synthetic: Package, group: str, share: Callable[..., int], tally: Callable[..., None]
) -> None:
    found: dict[str, object] = {}
    cases = [
        case for kind in GROUPS[group] for case in synthetic.some(kind, share(full=999, bounded=3))
    ]
    cells = 0
    for case in cases:
        said = case.apply(synthetic.folder)
        report = check(synthetic.folder)
        followed = account(synthetic.folder, report)
        cells += followed.cells
        if (wrong := amiss(said, report)) or not followed.balanced:
            found[f"{case.kind}: {case.name}"] = wrong or followed
        synthetic.mend()
    assert found == {}
    tally(f"malformed {group}, each told with its file, line and column", len(cases))
    tally("cells of malformed files found again, used or reported", cells)


def test_of_several_malformations_all_are_told_at_once(
    synthetic: Package, share: Callable[..., int], tally: Callable[..., None]
) -> None:
    chance = random.Random(SEED)
    every = [case for cases in synthetic.cases.values() for case in cases]
    rounds = share(full=150, bounded=8)
    for _ in range(rounds):
        together: list[Case] = []
        for case in chance.sample(every, 40):
            touched = {other.touches for other in together}
            needed = frozenset[str]().union(*(other.needs for other in together))
            if case.touches not in touched | needed and not case.needs & touched:
                together.append(case)
        together = together[:7]
        assert len(together) > 4
        said = [case.apply(synthetic.folder) for case in together]
        report = check(synthetic.folder)
        assert {
            f"{case.kind}: {case.name}": wrong
            for case, each in zip(together, said, strict=True)
            if (wrong := amiss(each, report))
        } == {}
        assert account(synthetic.folder, report).balanced
        synthetic.mend()
    tally("packages with five to seven malformations, all told at once", rounds)


@pytest.mark.parametrize("value", ["NA", "N/A", "#N/A", "None", "null", "nan", "-", "TRUE", "1e5"])
def test_a_text_stays_the_text_that_it_is(
    synthetic: Package, value: str, tally: Callable[..., None]
) -> None:
    """NA is a country's code, and a name may be None: the empty cell alone is missing."""
    package = floorbook.load(synthetic.folder).package
    changed = []
    for table in package.tables:
        tied = {name for key in table.keys for name in key}
        tied |= {name for key in table.foreign_keys for name in key.fields}
        tied |= {"scope_kinds", "scope_turns"}  # which name kinds, several at once
        for field in table.fields:
            if field.type == "string" and field.format == "default" and field.name not in tied:
                if field.choices or field.pattern:
                    continue
                packages.change(synthetic.folder, table.name, 2, field.name, value)
                changed.append((table.name, field.name))
    assert len(changed) > 25
    loaded = floorbook.load(synthetic.folder)
    read = {(table, name): getattr(loaded, table)[name].iloc[0] for table, name in changed}
    ordered = {("positions", "label"), ("positions", "when")}  # these rows are sorted by value
    assert {at: text for at, text in read.items() if text != value and at not in ordered} == {}
    assert value in set(loaded.positions["label"])
    tally("texts like NA kept as they are", len(changed))


def test_the_country_code_na_is_a_code(synthetic: Package) -> None:
    def two_letters(description: dict[str, list[dict[str, dict[str, list[dict[str, object]]]]]]):
        (resource,) = (r for r in description["resources"] if r["name"] == "participants")
        fields = resource["schema"]["fields"]
        next(f for f in fields if f["name"] == "iso3")["constraints"] = {"pattern": "^[A-Z]{2}$"}

    packages.describe(synthetic.folder, two_letters)
    for line, iso in ((2, "NA"), (3, "NE"), (4, "NO")):
        packages.change(synthetic.folder, "participants", line, "iso3", iso)
    found = floorbook.load(synthetic.folder).participants["iso3"].to_list()
    assert found == ["NA", "NE", "NO", "", "", ""]


SOURCES: dict[str, tuple[Callable[[bytes], bytes | None], str, str]] = {
    # what becomes of the source, and the columns of sources.csv and items.csv that tell of it
    "a word of the source is another": (lambda c: c.replace(b"soap", b"sand"), "sha256", "fi"),
    "the source is cut short": (lambda c: c[:300], "sha256", "start end"),
    "the source is empty": (lambda c: b"", "sha256", "start"),
    "the source has more text": (lambda c: c + b"More was said.\n", "sha256", "end"),
    "the source has other line ends": (lambda c: c.replace(b"\n", b"\r\n"), "sha256", "moved"),
    "the source begins with a byte-order mark": (lambda c: b"\xef\xbb\xbf" + c, "sha256", "moved"),
    "the source is in Windows-1252": (
        lambda c: c.decode().replace("🫖", "").encode("cp1252"),
        "file",
        "",
    ),
    "the source is in UTF-16": (lambda c: c.decode().encode("utf-16"), "file", ""),
    "the source is not there": (lambda c: None, "file", ""),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_a_changed_source_is_told(
    synthetic: Package, kind: str, tally: Callable[..., None]
) -> None:
    change, column, items = SOURCES[kind]
    path = synthetic.notes / "tea2031.md"
    if (after := change(path.read_bytes())) is None:
        path.unlink()
    else:
        path.write_bytes(after)
    report = check(synthetic.folder, synthetic.notes)
    file = str(packages.file_of(synthetic.folder, "sources"))
    said = Said(file, *packages.place_of(synthetic.folder, "sources", 2, column))
    assert amiss(said, report) == []
    messages = [p.message for p in report.problems if "items" in p.file]
    wanted = {"fi": "says something else", "moved": "stand elsewhere", "start": "", "end": ""}
    for word in items.split():
        assert any(wanted[word] in message for message in messages), (word, messages)
    tally("changed sources told", 1)


@pytest.mark.parametrize(
    ("column", "change", "message"),
    [
        ("end", lambda old: old + 9_000, "leads beyond the source"),
        ("start", lambda old: old + 9_000, "is not behind start"),
        ("start", lambda old: old - 4, "overlaps"),
        ("end", lambda old: old + 7, "says something else"),
        ("start", lambda old: old + 1, "says something else"),
    ],
)
def test_an_anchor_that_leads_astray_is_told(
    synthetic: Package, column: str, change: Callable[[int], int], message: str, tally, share
) -> None:
    lines = random.Random(SEED).sample(range(4, 20), share(full=16, bounded=3))
    for line in lines:
        rows = packages.lines(synthetic.folder, "items")
        old = int(rows[line - 1][rows[0].index(column)])
        packages.change(synthetic.folder, "items", line, column, str(change(old)))
        report = check(synthetic.folder, synthetic.notes)
        told = [p for p in report.problems if message in p.message]
        wanted = {"is not behind start": "end", "says something else": "fingerprint"}
        at = packages.place_of(synthetic.folder, "items", line, wanted.get(message, column))
        assert at in {(p.line, p.column) for p in told}, [str(p) for p in report.problems]
        synthetic.mend()
    tally("anchors that lead astray", len(lines))


@pytest.fixture
def report_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[str]]:
    """The arguments that ask for a report of a package: a notebook that would write at once."""
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    path = saved(notebook(code("print(1)")), tmp_path / "one.ipynb")
    out = str(tmp_path / "out")
    return lambda folder: ["report", str(path), "--data", str(folder), "--out", out]


def test_the_commands_end_with_status_1_and_write_nothing(
    synthetic: Package, report_of, tmp_path: Path, capsys, share, tally
) -> None:
    kinds = list(synthetic.cases)
    kinds = random.Random(SEED).sample(kinds, share(full=len(kinds), bounded=6))
    for kind in kinds:
        (case,) = synthetic.some(kind, 1)
        said = case.apply(synthetic.folder)
        for arguments in (["check", str(synthetic.folder)], report_of(synthetic.folder)):
            assert main(arguments) == 1
            out, told = capsys.readouterr()
            first, *lines = told.splitlines()
            assert out == "" and re.fullmatch(r"floorbook: \d+ problems? in the data", first)
            assert all(LINE.fullmatch(line) for line in lines)
            assert any(
                line.startswith(f"{said.file}:{said.line}:{said.column}: ") for line in lines
            )
        assert not (tmp_path / "out").exists()
        synthetic.mend()
    tally("malformed packages refused by the commands with status 1", 2 * len(kinds))


@pytest.mark.parametrize("kind", ["a text has a NUL", "the file is in UTF-16", "a row is long"])
def test_the_program_itself_ends_so_too(synthetic: Package, kind: str, tally) -> None:
    (case,) = synthetic.some(kind, 1)
    case.apply(synthetic.folder)
    command = [sys.executable, "-m", "floorbook_report", "check", str(synthetic.folder)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Traceback" not in ended.stderr and LINE.search(ended.stderr)
    tally("malformed packages refused by the program itself", 1)
