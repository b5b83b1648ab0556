"""Tests of files that are whole or not there."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest
from ipynb import FRONT_END

from floorbook_report import page
from floorbook_report.writer import ReportWriter, write_text

OPEN = "<!--floorbook:policy--><!--floorbook:style--><!--floorbook:script-->"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_text(tmp_path / "a.html", "é\nb\r\n")
    assert (tmp_path / "a.html").read_bytes() == b"\xc3\xa9\nb\r\n"
    assert names(tmp_path) == ["a.html"]


def test_the_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_text(tmp_path / "a.html", "new")
    assert (tmp_path / "a.html").stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_bytes_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "a.html"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.html"]


def test_a_writer_stopped_halfway_leaves_the_old_bytes_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.html"
    target.write_text("old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.html"]


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".a.html.0123abcd.part").write_text("hal")
    write_text(tmp_path / "a.html", "new")
    assert names(tmp_path) == ["a.html"]


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / ".a.html.0123abcd.part"
    with other.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_text(tmp_path / "a.html", "new")
        assert names(tmp_path) == [other.name, "a.html"]


def test_leftovers_of_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".b.html.0123abcd.part").write_text("hal")
    write_text(tmp_path / "a.html", "new")
    assert names(tmp_path) == [".b.html.0123abcd.part", "a.html"]


def write(folder: Path, output: str, resources: dict[str, object]) -> Path:
    writer = ReportWriter(build_directory=str(folder))
    resources = {"output_extension": ".html", **resources}
    return Path(writer.write(output, resources, notebook_name="01-overview"))


def test_a_page_that_still_waits_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "front_end", lambda: FRONT_END)
    path = write(tmp_path, OPEN, {"floorbook": {}})
    assert path == tmp_path / "01-overview.html"
    assert path.read_text(encoding="utf-8") == page.fill(OPEN, FRONT_END)


def test_a_filled_page_is_written_as_it_is(tmp_path: Path) -> None:
    assert write(tmp_path, "<p>done</p>", {"floorbook": {}}).read_text() == "<p>done</p>"


def test_other_formats_are_written_as_nbconvert_does(tmp_path: Path) -> None:
    path = write(tmp_path, OPEN, {"outputs": {"figure.png": b"\x89"}})
    assert path.read_text() == OPEN
    assert (tmp_path / "figure.png").read_bytes() == b"\x89"
