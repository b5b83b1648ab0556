"""Tests of files that are whole or not there."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ipynb import FRONT_END

from floorbook_report import page
from floorbook_report.exporter import ReportWriter
from floorbook_report.locks import NAME, held
from floorbook_report.scratch import scratch
from floorbook_report.writer import write_text, write_together

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


@pytest.mark.promise("Faults")
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_bytes_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, tally
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
    tally("a full disk, as an injected error")


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


def test_a_folder_that_another_run_holds_is_waited_for(tmp_path: Path) -> None:
    other = tmp_path / ".a.html.0123abcd.part"
    with ThreadPoolExecutor(1) as pool:
        with held(tmp_path / NAME):
            other.write_text("hal")
            writing = pool.submit(write_text, tmp_path / "a.html", "new")
            with pytest.raises(TimeoutError):
                writing.result(timeout=0.3)
            assert names(tmp_path) == [other.name, NAME]
        writing.result(timeout=30)
    assert names(tmp_path) == ["a.html"]


def test_what_a_killed_run_held_is_held_again_and_goes(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    write_text(tmp_path / "a.html", "new")
    assert names(tmp_path) == ["a.html"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "none" / "a.html", "new")
    assert names(tmp_path) == []


def test_a_folder_that_takes_no_lock_is_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    write_text(tmp_path / "a.html", "new")
    assert names(tmp_path) == [NAME, "a.html"]


def test_a_folder_that_is_held_for_too_long_is_told(tmp_path: Path) -> None:
    with (
        held(tmp_path / NAME),
        pytest.raises(OSError, match=r"another run is at work"),
        held(tmp_path / NAME, seconds=0.1),
    ):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may chown")
def test_the_scratch_folders_of_other_users_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("ours", "theirs"):
        (tmp_path / f"floorbook-{name}.run").mkdir()
    os.chown(tmp_path / "floorbook-theirs.run", 12345, 12345)
    (tmp_path / "floorbook-data").mkdir()
    for name in ("ours", "killed-as-it-began"):
        (tmp_path / f"floorbook-{name}.run.lock").touch()
    with scratch() as made:
        ours = [made.name, f"{made.name}.lock"]
        assert names(tmp_path) == sorted(["floorbook-data", "floorbook-theirs.run", *ours])
    assert names(tmp_path) == ["floorbook-data", "floorbook-theirs.run"]


def test_a_scratch_folder_in_use_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch() as one, scratch() as other:
        assert names(tmp_path) == sorted(
            name for folder in (one, other) for name in (folder.name, f"{folder.name}.lock")
        )
    assert names(tmp_path) == []


@pytest.mark.promise("Faults")
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_files_written_together_stay_old_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, tally
) -> None:
    paths = [tmp_path / name for name in ("a.html", "b.html")]
    for path in paths:
        path.write_text("old")
    real, calls = getattr(os, call), []

    def fails_the_second_time(*given: object) -> None:
        calls.append(given)
        if len(calls) == (2 if call == "fsync" else 1):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(*given)

    monkeypatch.setattr(os, call, fails_the_second_time)
    with pytest.raises(OSError, match="No space left") as raised:
        write_together(dict.fromkeys(paths, b"new"), alone=True)
    assert raised.value.filename == str(paths[call == "fsync"])
    assert [path.read_text() for path in paths] == ["old", "old"]
    assert names(tmp_path) == ["a.html", "b.html"]
    tally("a full disk, as an injected error")


def test_ctrl_c_waits_until_all_files_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def press_and_replace(*given: str) -> None:
        signal.raise_signal(signal.SIGINT)
        real(*given)

    monkeypatch.setattr(os, "replace", press_and_replace)
    paths = [tmp_path / name for name in ("a.html", "b.html")]
    with pytest.raises(KeyboardInterrupt):
        write_together(dict.fromkeys(paths, b"new"), alone=True)
    assert names(tmp_path) == ["a.html", "b.html"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


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
    assert path.read_text(encoding="utf-8") == page.fill(OPEN, texts=FRONT_END)


def test_a_filled_page_is_written_as_it_is(tmp_path: Path) -> None:
    assert write(tmp_path, "<p>done</p>", {"floorbook": {}}).read_text() == "<p>done</p>"


def test_other_formats_are_written_as_nbconvert_does(tmp_path: Path) -> None:
    path = write(tmp_path, OPEN, {"outputs": {"figure.png": b"\x89"}})
    assert path.read_text() == OPEN
    assert (tmp_path / "figure.png").read_bytes() == b"\x89"


def test_a_report_that_nbconvert_cannot_write_is_one_message_and_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SystemExit) as ended:
        write(tmp_path, "<p>done</p>", {"floorbook": {}})
    assert ended.value.code == 1
    assert f"{tmp_path / '01-overview.html'} could not be written: No space" in caplog.text


@pytest.mark.parametrize(("owner", "name"), [(Path, "mkdir"), (shutil, "rmtree")])
def test_ctrl_c_while_a_folder_comes_or_goes_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = getattr(owner, name)

    def stopped(folder: Path, *given: Any, **more: Any) -> None:
        if name == "mkdir":
            done(folder, *given, **more)
        if folder.suffix == ".run":
            signal.raise_signal(signal.SIGINT)
        if name == "rmtree":
            done(folder, *given, **more)

    monkeypatch.setattr(owner, name, stopped)
    with pytest.raises(KeyboardInterrupt), scratch():
        pass
    assert names(tmp_path) == []
