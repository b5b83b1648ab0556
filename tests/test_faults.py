"""Tests that a report is the old one or the new one, whatever befalls the run that makes it.

All packages and notebooks here are synthetic.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import briefings
import packages
import pytest
from faults import OLD, PATIENCE, Export, Writer, disk, gone, moments, short_folder

from floorbook_report import snapshot as snapshots
from floorbook_report.errors import CommandError
from floorbook_report.snapshot import snapshot

pytestmark = [
    pytest.mark.promise("Faults"),
    pytest.mark.skipif(os.name == "nt", reason="kills and disks as POSIX systems have them"),
]
STOPPED = "floorbook: stopped; nothing is half done\n"


@pytest.fixture
def export(tmp_path: Path) -> Iterator[Export]:
    with short_folder() as temporary:
        made = Export(tmp_path, temporary)
        yield made
        assert gone(made), "a process of the export stayed behind"


@dataclass(frozen=True)
class Calm:
    """What an export that nobody disturbs writes, and how long it takes."""

    new: dict[str, bytes]
    seconds: float


def calmly(export: Export) -> Calm:
    began = time.monotonic()
    done = export.run()
    assert done.returncode == 0, done.stderr
    assert export.left() == []
    assert OLD not in export.contents().values()
    return Calm(export.contents(), time.monotonic() - began)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Calm:
    """The same for every export of this module: its bytes do not depend on where it runs."""
    with short_folder() as temporary:
        return calmly(Export(tmp_path_factory.mktemp("calm"), temporary))


def test_kill_9_of_an_export_leaves_whole_files(export: Export, calm: Calm, share, tally) -> None:
    rounds, old = share(full=50, bounded=3), 0
    for number, moment in enumerate(moments(1, rounds, calm.seconds)):
        export.reset()
        process = export.start()
        time.sleep(moment)
        kill = os.killpg if number % 2 else os.kill
        kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        assert export.whole(calm.new), f"killed after {moment:.3f} s"
        old += export.contents()["one.html"] == OLD
    assert old > 0
    assert gone(export)
    assert calmly(export).new == calm.new
    tally("kill -9 of a whole export, at a random moment", rounds)


WAYS = {
    "time": "kill -9 while files are made and written, at a random moment",
    "call": "kill -9 before or after a call of the writer",
    "byte": "death in the middle of writing a file, at a random byte",
}


def test_kill_9_of_the_writer_leaves_whole_files(export: Export, share, tally) -> None:
    export.names = ("one.html", "two.html")
    rounds = share(full=50, bounded=4)
    with closing(Writer(export.out)) as writer:
        status, calls, seconds = writer.call("whole")
        assert status == 0
        new = export.contents()
        spans = {"time": seconds, "call": calls, "byte": max(map(len, new.values()))}
        for way, longest in spans.items():
            killed, left = 0, 0
            for moment in moments(2, rounds, longest):
                export.reset()
                status, _, _ = writer.call(way, moment)
                assert export.whole(new), f"{way} {moment}"
                killed += status < 0
                left += any(name.endswith(".part") for name in export.left())
            assert killed > 0
            assert left > 0 or way == "time"  # which may never hit the short time of writing
            assert writer.call("whole")[0] == 0
            assert export.left() == []
            assert export.contents() == new
            tally(WAYS[way], rounds)


def refused(done: subprocess.CompletedProcess[str], *said: str) -> bool:
    """Whether a run ended with status 1 and one message that says all this, after warnings."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.splitlines(keepends=True)
    message = "".join(line for line in lines if not line.startswith("warning: "))
    assert message.startswith("floorbook: ")
    assert "Traceback" not in done.stderr
    assert [text for text in said if text not in message] == [], done.stderr
    return True


def test_a_full_disk_leaves_the_old_reports(export: Export, share, tally) -> None:
    export.notebook("one", f"import os; print(os.urandom({1 << 17}).hex())")
    sizes = ("200k", "100k", "16k")[: share(full=3, bounded=1)]
    for size in sizes:
        with disk(export.out, size) as mounted:
            if not mounted:
                pytest.skip("no disk may be mounted here; an injected error is tried too")
            export.reset()
            done = export.run()
            assert refused(done, "one.html could not be written: No space left", "is whole")
            assert set(export.contents().values()) == {OLD}
            assert export.left() == []
    tally("a full disk under the reports", len(sizes))


def test_a_full_disk_for_temporary_files_is_told(export: Export, tally) -> None:
    with disk(export.temporary, "4k") as mounted:
        if not mounted:
            pytest.skip("no disk may be mounted here")
        done = export.run()
        assert refused(done, "No space left")
        assert set(export.contents().values()) == {OLD}
    tally("a full disk under the temporary files")


def test_a_folder_that_is_read_only_is_told(export: Export, tally) -> None:
    """Root may write whatever the rights say: for root the disk itself is read-only."""
    with disk(export.out, "1m") as mounted:
        if not mounted and os.geteuid() == 0:
            pytest.skip("no disk may be mounted here, and rights do not bind root")
        export.reset()
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(export.out)], check=True)
        else:
            export.out.chmod(0o555)
        try:
            why = "Read-only file system" if mounted else "Permission denied"
            assert refused(export.run(), f".html could not be written: {why}")
            assert set(export.contents().values()) == {OLD}
            assert export.left() == []
        finally:
            if not mounted:
                export.out.chmod(0o755)
    tally(f"a read-only folder ({'mounted so' if mounted else 'by its rights'})")


def test_exports_into_one_folder_at_once_are_all_whole(export: Export, share, tally) -> None:
    """Each has a report of its own; both are there, whichever comes last."""
    export.notebook("two", "2")
    rounds = share(full=3, bounded=1)
    for _ in range(rounds):
        export.reset()
        started = [export.start("report", f"{name}.ipynb") for name in ("one", "two")]
        for process in started:
            _, errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, errors
        assert sorted(path.name for path in export.out.iterdir()) == [*export.names, "two.html"]
        for name in ("one.html", "two.html"):
            assert (export.out / name).read_bytes().rstrip().endswith(b"</html>")
    tally("two exports into one folder at once", rounds)


def test_an_edit_between_check_and_export_does_not_part_the_reports(
    export: Export, calm: Calm, tally
) -> None:
    """The first notebook edits the package, the second reads it: it reads what was checked."""
    points = export.folder / "package" / "points.csv"
    edit = f"p = {str(points)!r}\nt = open(p).read()\nopen(p, 'w').write(t.replace('Gist', 'New'))"
    export.notebook("two", edit)
    done = export.run("report", "two.ipynb", "one.ipynb", "--at-once", "1")
    assert done.returncode == 0, done.stderr
    assert "New: " in points.read_text(encoding="utf-8")
    assert export.contents()["one.html"] == calm.new["one.html"]
    tally("data edited between check and export")


def test_a_source_edited_between_check_and_export_is_told(export: Export, tally) -> None:
    note = packages.note_of(export.folder / "notes") / "tea2031.md"
    export.notebook("two", f"open({str(note)!r}, 'a').write('more')")
    done = export.run("report", "two.ipynb", "one.ipynb", "--at-once", "1", "--source", "notes")
    assert refused(done, "one.ipynb, cell 2 (id c2) failed: DataError", "tea2031.md")
    assert set(export.contents().values()) == {OLD}
    tally("a source edited between check and export")


def test_data_edited_while_they_are_copied_are_told(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally
) -> None:
    real, seen = snapshots._content, []

    def edited(path: Path) -> bytes:
        seen.append(path)
        return real(path) + (b"!" if seen.count(path) == 2 and path.stem == "points" else b"")

    monkeypatch.setattr(snapshots, "_content", edited)
    with pytest.raises(CommandError, match=r"points.csv was changed while it was read"):
        snapshot(package, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    tally("data edited while they are read")


CELLS = {
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "endless": "while True: pass",
    "deaf": (
        "import signal, time\nfor one in (signal.SIGINT, signal.SIGTERM):\n"
        "    signal.signal(one, signal.SIG_IGN)\nwhile True: time.sleep(99)"
    ),
}


def test_a_cell_that_does_not_come_back_is_named(export: Export, tally) -> None:
    for name, source in CELLS.items():
        export.notebook(name, "1", source)
    notebooks = [f"{name}.ipynb" for name in ("one", *CELLS)]
    done = export.run("report", *notebooks, "--cell-seconds", "3")
    where = "{}.ipynb, cell 3 (id c3) {}"
    assert refused(
        done,
        where.format("killed", "lost its kernel"),
        where.format("endless", "did not end within 3 s"),
        where.format("deaf", "did not end within 3 s"),
        "No report was written",
    )
    assert set(export.contents().values()) == {OLD}
    assert export.left() == []
    assert gone(export)
    tally("a kernel killed by a cell")
    tally("a cell that never ends", 2)


def test_ctrl_c_says_so_in_one_line_and_leaves_nothing_half_done(
    export: Export, calm: Calm, share, tally
) -> None:
    stopped, rounds = 0, share(full=16, bounded=2)
    for moment in moments(3, rounds, calm.seconds):
        export.reset()
        process = export.start()
        time.sleep(moment + 0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) in [(130, STOPPED), (0, "")], f"{moment}: {errors}"
        stopped += process.returncode == 130
        assert export.contents() in (dict.fromkeys(calm.new, OLD), calm.new)
        assert export.left() == []
        assert gone(export)
    assert stopped > 0
    tally("Ctrl-C at a random moment of an export", rounds)


BRIEFS = tuple(f"brief-{one[0]}.html" for one in briefings.PARTICIPANTS)


@pytest.mark.slow
def test_briefs_that_are_stopped_leave_whole_files(tmp_path: Path, share, tally) -> None:
    rounds = share(full=4, bounded=0)
    if not rounds:
        pytest.skip("`floorbook brief --all` is stopped in the full run only")
    with short_folder() as temporary:
        briefs = Export(tmp_path, temporary, BRIEFS, ("brief", "--all"))
        calm = calmly(briefs)
        for number, moment in enumerate(moments(4, rounds, calm.seconds)):
            briefs.reset()
            process = briefs.start()
            time.sleep(moment + 0.02)
            os.killpg(process.pid, signal.SIGINT if number % 2 else signal.SIGKILL)
            process.communicate(timeout=PATIENCE)
            assert briefs.whole(calm.new)
            assert gone(briefs)
        assert calmly(briefs).new == calm.new
    tally("kill -9 or Ctrl-C of `floorbook brief --all`", rounds)


def test_plain_nbconvert_that_is_stopped_leaves_the_old_report(
    export: Export, calm: Calm, share, tally
) -> None:
    rounds = share(full=8, bounded=1)
    for number, moment in enumerate(moments(5, rounds, calm.seconds)):
        export.reset()
        process = export.nbconvert()
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT if number % 2 else signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        assert export.contents()["one.html"] in (OLD, calm.new["one.html"])
        assert gone(export)
    tally("kill -9 or Ctrl-C of plain nbconvert", rounds)
