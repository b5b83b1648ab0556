"""Tests of reports that are not made again where nothing has changed, and never stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import packages
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ipynb import FRONT_END, code, notebook, prints, prose, saved
from nbformat import NotebookNode

from floorbook_report import briefs, page
from floorbook_report.commands import main, report
from floorbook_report.records import FILE, Record, changes, reasons, unknown
from floorbook_report.records import notebook as digest

ABOUT = "import floorbook\nprint(*floorbook.load().points['gist'])"
BRIEF = """import floorbook
table = floorbook.load().participants
print(*table.loc[table["id"] == participant, "name"])"""

CHANGES: dict[str, Callable[[Path], object]] = {
    "a gist": lambda at: packages.change(at / "data", "points", 2, "gist", "Wants it hot."),
    "a name": lambda at: packages.change(at / "data", "participants", 2, "name", "Teapot"),
    "a notebook": lambda at: saved(notebook(prose("# Two"), code("print(7)")), at / "02-two.ipynb"),
    "a page": lambda at: (at / "out" / "01-one.html").write_text("<p>changed"),
    "a page that is gone": lambda at: (at / "out" / "02-two.html").unlink(),
    "the record": lambda at: (at / "out" / FILE).unlink(),
    "the record, cut": lambda at: (at / "out" / FILE).write_text('{"common": 5'),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a package, and three small notebooks in the place of Floorbook's own."""
    default = code("participant = None")
    default.metadata["tags"] = ["parameters"]
    notebooks = {
        "01-one": notebook(prose("# One"), code(ABOUT)),
        "02-two": notebook(prose("# Two"), code("print(5)")),
        "04-brief": notebook(prose("# Brief"), default, code(BRIEF)),
    }
    paths = [saved(one, tmp_path / f"{name}.ipynb") for name, one in notebooks.items()]
    for module in (report, briefs):
        monkeypatch.setattr(module, "bundled", lambda: paths)
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    monkeypatch.chdir(tmp_path)
    packages.small(tmp_path / "data")
    return tmp_path


def made(out: str, *more: str) -> dict[str, bytes]:
    assert main(["report", "--data", "data", "--out", out, *more]) == 0
    return {path.name: path.read_bytes() for path in Path(out).glob("*.html")}


def kept(folder: Path, *cells: NotebookNode) -> bytes:
    return saved(notebook(*cells), folder / "tea.ipynb").read_bytes()


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.html")}


def test_where_nothing_has_changed_nothing_is_made(project: Path, capsys) -> None:
    first, before = made("out"), times(project / "out")
    assert len(first) > 3
    capsys.readouterr()
    assert made("out") == first
    assert times(project / "out") == before
    assert capsys.readouterr().out == f"out: nothing has changed for {len(first)} reports\n"
    assert made("out", "--force") == first
    assert {name for name, at in times(project / "out").items() if at != before[name]} == {*first}


def test_only_what_changed_is_made_and_why_is_said(project: Path, capsys) -> None:
    made("out")
    before = times(project / "out")
    CHANGES["a notebook"](project)
    (project / "out" / "01-one.html").unlink()
    capsys.readouterr()
    made("out", "--why")
    after = times(project / "out")
    assert {name for name, at in after.items() if at != before[name]} == {
        *("01-one.html", "02-two.html"),
    }
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "01-one.html: its file is not there",
        "02-two.html: 02-two.ipynb changed",
        f"out: nothing has changed for {len(after) - 2} reports",
    ]
    packages.change(project / "data", "points", 2, "gist", "Wants it hot.")
    made("out", "--why")
    assert capsys.readouterr().out.startswith("all reports: data/points.csv changed\n")


@pytest.mark.promise("Never stale")
@pytest.mark.parametrize("what", CHANGES)
def test_after_any_change_all_is_as_a_rebuild_from_nothing(what: str, project: Path, share) -> None:
    if not share(full=1, bounded=0):
        pytest.skip("each change is tried under --full")
    made("out")
    CHANGES[what](project)
    assert made("out") == made("cold")


def test_a_page_of_somebody_who_is_gone_goes_too_unless_it_was_changed(tmp_path, capsys) -> None:
    for name in ("gone", "edited", "here"):
        (tmp_path / f"{name}.html").write_text("<p>old")
    old = hashlib.sha256(b"<p>old").hexdigest()
    earlier = Record({}, {}, {}, dict.fromkeys(("gone", "edited", "here", "lost"), old))
    (tmp_path / "edited.html").write_text("<p>mine")
    report._clear(tmp_path, earlier, Record({}, {}, {"here": ""}, {}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edited.html", "here.html"]
    told = f"{tmp_path / 'gone.html'}  removed: no report has this name now\n"
    assert capsys.readouterr().out == told


@pytest.fixture
def parted(project: Path) -> tuple[list[Path], Record]:
    """Two notebooks, and the record of a run in which the first had a page beside its report."""
    notebooks = [project / "01-one.ipynb", project / "02-two.ipynb"]
    texts = dict.fromkeys(("01-one.html", "01-one-evidence-1.html", "02-two.html"), "<p>old")
    for name, text in texts.items():
        (project / name).write_text(text)
    return notebooks, Record.of(notebooks, {}, texts, None)


def test_a_report_is_made_again_where_a_page_beside_it_is_gone(project: Path, parted) -> None:
    notebooks, record = parted
    assert reasons(record, notebooks, project) == {}
    (project / "01-one-evidence-1.html").unlink()
    assert reasons(record, notebooks, project) == {"01-one": "its file is not there"}


def test_a_page_beside_a_report_goes_when_the_report_has_it_no_more(project: Path, parted) -> None:
    notebooks, record = parted
    other = Record.of(notebooks, {}, {"02-two.html": "<p>new"}, record)
    assert record.spare(other, project) == []
    whole = Record.of(notebooks, {}, {"01-one.html": "<p>new"}, other)
    assert record.spare(whole, project) == ["01-one-evidence-1"]


def test_what_a_notebook_reads_besides_is_not_known_so_it_always_runs(project: Path) -> None:
    reading = code("from pathlib import Path\nprint(Path('note.txt').read_text())")
    saved(notebook(prose("# Two"), reading), project / "02-two.ipynb")
    for text in ("tea", "coffee"):
        (project / "note.txt").write_text(text)
        assert text.encode() in made("out")["02-two.html"]


def test_named_notebooks_always_run_and_leave_no_record(project: Path) -> None:
    made("out", "01-one.ipynb")
    assert not (project / "out" / FILE).exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("import floorbook\nfrom floorbook_widgets import Matrix\nimport pandas as pd", ""),
        ("import os", "it imports os"),
        ("from . import tea", "it imports ."),
        ("pd.read_csv('tea.csv')", "it calls read_csv"),
        ("open('tea')", "it calls open"),
        ("pd.Timestamp.now()", "it calls now"),
        ("!ls", "it has more than Python"),
    ],
)
def test_what_reaches_beyond_the_data_is_found(line: str, why: str, tmp_path: Path) -> None:
    found = unknown(kept(tmp_path, prose("# Tea"), code(line)))
    assert found.removeprefix("what it reads is not known: ") == why


def test_what_shows_in_no_report_changes_no_digest(tmp_path: Path) -> None:
    cell = code("print(5)")
    before = digest(kept(tmp_path, prose("# Tea"), cell))
    cell.metadata.update(tags=["later"], collapsed=True)
    cell.outputs, cell.execution_count = [prints("5\n")], 7
    assert digest(kept(tmp_path, prose("# Tea"), cell)) == before
    cell.source = "print(6)"
    assert digest(kept(tmp_path, prose("# Tea"), cell)) != before


def test_a_library_that_changed_is_told_with_its_versions() -> None:
    old = {"library pandas": "3.0.1", "Floorbook's code": "ab", "cup.csv": "c"}
    new = {"library pandas": "3.0.2", "Floorbook's code": "cd", "tea.csv": "c"}
    assert [*changes(old, new)] == [
        "Floorbook's code changed",
        "cup.csv is gone",
        "library pandas: 3.0.1 → 3.0.2",
        "tea.csv is new",
    ]


@given(st.recursive(st.none() | st.integers() | st.text(), lambda of: st.dictionaries(
    st.sampled_from(["common", "people", "notebooks", "pages", "other"]), of)))  # fmt: skip
def test_a_record_that_is_none_is_passed_over(tmp_path_factory, value: object) -> None:
    folder = tmp_path_factory.mktemp("out")
    (folder / FILE).write_text(json.dumps(value))
    record = Record.read(folder)
    assert record is None or {type(one) for part in vars(record).values() for one in part} <= {str}
