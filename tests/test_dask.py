"""Tests of briefs that are spread over a Dask cluster: a scheduler and workers on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import packages
import psutil
import pytest
from ipynb import code, notebook, saved

import floorbook_report
from floorbook_report import briefs
from floorbook_report.commands import main

cluster = pytest.importorskip("floorbook_report.cluster", reason="needs the extra `dask`")

PATIENCE = 120  # seconds on a busy machine
NOBODY = "tcp://127.0.0.1:1"
LOOPBACK = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
ALONE = ("--no-nanny", "--nthreads", "1", "--no-dashboard")


class Cluster:
    """A scheduler and workers, each a process of its own, with one task at a time."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.file = folder / "scheduler.json"
        self.known = ("--scheduler-file", str(self.file))
        self.scheduler = self._start("scheduler", *LOOPBACK)
        self.workers = [self.worker() for _ in range(2)]
        wait_for(lambda: self.file.exists() and self.file.read_text())
        self.address = json.loads(self.file.read_text())["address"]

    def worker(self) -> psutil.Process:
        return self._start("worker", *ALONE, "--local-directory", str(self.folder / "worker"))

    def _start(self, what: str, *options: str) -> psutil.Process:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, *self.known],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return psutil.Process(process.pid)

    def busy(self) -> psutil.Process | None:
        """A worker that runs notebooks now: it has kernels below it."""
        for worker in self.workers:
            if worker.is_running() and len(worker.children(recursive=True)) > 1:
                return worker
        return None


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(folder, stack)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(packages.small(tmp_path / "package"))


def brief(out: Path, data: str, *more: str) -> int:
    return main(["brief", "--all", "--data", data, "--out", str(out), *more])


def when(condition: Callable[[], object], act: Callable[[], object]) -> Thread:
    def wait_and_act() -> None:
        wait_for(condition)
        act()

    thread = Thread(target=wait_and_act)
    thread.start()
    return thread


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_though_a_worker_is_killed_midway_all_is_as_in_a_local_run(
    running: Cluster, tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str], share
) -> None:
    data = share(full=str(packages.SHIPPED), bounded=data)
    assert brief(tmp_path / "local", data) == 0
    local = {path.name: path.read_bytes() for path in (tmp_path / "local").iterdir()}
    for size in share(full=[1, 2, 3], bounded=[2]):
        killed: list[psutil.Process] = []

        def kill(killed: list[psutil.Process] = killed) -> None:
            worker = running.busy() or running.workers[0]
            killed += [worker, *worker.children(recursive=True)]
            worker.kill()

        thread = when(running.busy, kill)
        capsys.readouterr()
        out = tmp_path / f"out-{size}"
        status = brief(out, data, "--dask", running.address, "--a-task", str(size))
        thread.join()
        told = capsys.readouterr()
        assert (status, told.err) == (0, "")
        assert {path.name: path.read_bytes() for path in out.iterdir()} == local
        assert sorted(Path(line.split()[0]).name for line in told.out.splitlines()) == [
            *sorted(local)
        ]
        assert len(killed) > 2
        wait_for(lambda gone=killed[1:]: not any(one.is_running() for one in gone))
        running.workers = [one for one in running.workers if one not in killed]
        running.workers.append(running.worker())


def test_a_lost_scheduler_is_told_with_what_was_made_and_nothing_is_written(
    tmp_path: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cluster").mkdir()
    with started(tmp_path / "cluster") as other:
        thread = when(other.busy, other.scheduler.kill)
        assert brief(tmp_path / "out", data, "--dask", other.address, "--a-task", "3") == 1
        thread.join()
    assert capsys.readouterr().err == (
        f"floorbook: the Dask scheduler at {other.address} was lost: 0 of 6 briefs were made, "
        "and not brief-atlantis, brief-borduria, brief-cascadia, brief-cup-guild, "
        "brief-kettle-fund, brief-tea-bureau-chair.\n"
        f"No report was written to {tmp_path / 'out'}.\n"
    )
    assert not (tmp_path / "out").exists()


def test_all_that_fails_on_workers_is_told_at_once(
    running: Cluster,
    tmp_path: Path,
    data: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    default = code("participant = None")
    default.metadata["tags"] = ["parameters"]
    path = saved(
        notebook(default, code("assert participant[0] != 'c', participant")),
        tmp_path / "04-brief.ipynb",
    )
    monkeypatch.setattr(briefs, "bundled", lambda: [path])
    assert brief(tmp_path / "out", data, "--dask", running.address, "--a-task", "3") == 1
    assert capsys.readouterr().err == (
        "floorbook: brief-cascadia.ipynb, cell 3 (id c2) failed: AssertionError: cascadia\n"
        "brief-cup-guild.ipynb, cell 3 (id c2) failed: AssertionError: cup-guild\n"
        f"No report was written to {tmp_path / 'out'}.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_worker_with_another_floorbook_makes_nothing(
    running: Cluster,
    tmp_path: Path,
    data: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "code", lambda: "another")
    assert brief(tmp_path / "out", data, "--dask", running.address) == 1
    assert "has other files of Floorbook than are here" in capsys.readouterr().err


@pytest.mark.parametrize("address", [NOBODY, "nobody"])
def test_an_address_at_which_nobody_answers_is_told(
    address: str,
    tmp_path: Path,
    data: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    assert brief(tmp_path / "out", data, "--dask", address) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"floorbook: no Dask scheduler answers at {address}: ")
    assert not (tmp_path / "out").exists()


def test_a_missing_extra_is_told(
    tmp_path: Path,
    data: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "floorbook_report.cluster")
    monkeypatch.delattr(floorbook_report, "cluster")
    assert brief(tmp_path / "out", data, "--dask", NOBODY) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("floorbook: --dask needs the extra `floorbook[dask]`")
    assert line.endswith("pip install 'floorbook[dask]'")
