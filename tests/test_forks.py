"""Tests of kernels that are forks of one process: all else is as in an ordinary kernel."""

from __future__ import annotations

import ast
import asyncio
import os
import shutil
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from ipynb import code, notebook, prose, saved

from floorbook_report import execution, forks
from floorbook_report.commands import main
from floorbook_report.execution import Execution, Inputs, execute
from floorbook_report.forks import forking

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are forks on Linux only")

ABOUT = """\
import gc, multiprocessing, os, random, signal, sys, threading
gc.collect()
about = dict(
    arguments=[os.path.basename(one) for one in sys.argv],
    children=multiprocessing.get_start_method(),
    environment={one: text for one, text in os.environ.items() if one != "JPY_PARENT_PID"},
    files=sorted(os.path.basename(os.readlink(f"/proc/self/fd/{one}")).rstrip("0123456789[]:")
                 for one in os.listdir("/proc/self/fd") if int(one) > 2 and
                 os.path.exists(f"/proc/self/fd/{one}")),
    flags=str(sys.flags),
    folder=os.getcwd(),
    leads=os.getpid() == os.getsid(0) == os.getpgid(0),
    name=__name__,
    parent=os.getppid() == int(os.environ["JPY_PARENT_PID"]),
    path=sys.path,
    signals={one: str(signal.getsignal(one)).split(" at ")[0] for one in (2, 15, 17)},
    threads=sorted(one.name.rstrip("0123456789") for one in threading.enumerate()),
    umask=os.umask(0o22),
)
print(about)"""
LOADED = "import sys; print('floorbook_widgets' in sys.modules)"
CHANCE = "import random, numpy; print(random.random(), numpy.random.random())"
PATIENCE = 30  # seconds on a busy machine


def printed(done: Execution) -> str:
    assert done.failure == ""
    return "".join(output.text for cell in done.notebook.cells for output in cell.outputs)


def run(folder: Path, *cells: str, at_once: int | None = None) -> list[Execution]:
    """Each cell in a notebook, and so in a kernel, of its own."""
    return execute(
        {folder / f"{number}.ipynb": notebook(code(cell)) for number, cell in enumerate(cells)},
        at_once=at_once,
    )


def test_a_fork_has_imported_and_is_else_as_an_ordinary_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked, loaded = map(printed, run(tmp_path, ABOUT, LOADED))
    assert loaded == "True\n"
    monkeypatch.setattr(execution, "forking", lambda: nullcontext(None))
    ordinary, loaded = map(printed, run(tmp_path, ABOUT, LOADED))
    assert loaded == "False\n"
    one, other = (ast.literal_eval(text) for text in (forked, ordinary))
    for about in (one, other):  # the folder of a run has a name of its own
        about["arguments"][-1] = Path(about["arguments"][-1]).name
        del about["environment"]["IPYTHONDIR"]
    assert one == other


def test_where_there_are_no_forks_the_same_pages_are_made(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = (prose("# Tea"), code("import floorbook\nprint(*floorbook.load().points['gist'])"))
    tea = saved(notebook(*cells), tmp_path / "tea.ipynb")
    found = []
    for system in ("linux", "darwin"):
        monkeypatch.setattr(
            forks, "sys", SimpleNamespace(platform=system, executable=sys.executable)
        )
        out = tmp_path / system
        assert main(["report", str(tea), "--data", str(package), "--out", str(out)]) == 0
        found.append((out / "tea.html").read_bytes())
    assert found[0] == found[1]
    assert b"Gist" in found[0]


COUNT = "import floorbook; print(len(floorbook.load().points))"


def test_the_data_are_read_once_for_all_forks(tmp_path: Path, package: Path) -> None:
    inputs = Inputs(package)
    cells = {tmp_path / f"{at}.ipynb": notebook(code(COUNT)) for at in range(2)}
    with forking() as own:
        assert own
        own.read(inputs.environment())
        asyncio.run(own.fork("this", [], str(tmp_path), os.environ))  # it has read by now
        shutil.rmtree(package)
        found = execute(cells, inputs, forks=own)
    assert len({*map(printed, found)}) == 1


def test_data_that_cannot_be_read_are_told_by_the_notebook_that_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORBOOK_DATA", str(tmp_path / "nowhere"))
    with forking() as own:
        assert own
        own.read(os.environ)
        (done,) = execute({tmp_path / "a.ipynb": notebook(code(COUNT))}, forks=own)
    assert done.failure.startswith("a.ipynb, cell 1 (id c1) failed: ")


def test_forks_do_not_draw_the_same_numbers(tmp_path: Path) -> None:
    one, other = (printed(done).split() for done in run(tmp_path, CHANCE, CHANCE))
    assert one[0] != other[0]
    assert one[1] != other[1]


def test_when_the_process_that_forks_is_killed_each_notebook_ends_with_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pid = tmp_path / "pid"
    note = f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(99)"
    kill = "os.kill(os.getppid(), 9); time.sleep(99)"
    wait = f"import os, time\nwhile not os.path.exists({str(pid)!r}): time.sleep(0.1)\n{kill}"
    first, second, third = run(tmp_path, note, wait, "1", at_once=2)
    lost = "lost its kernel: the process ended (out of memory?)"
    assert first.failure == f"0.ipynb, cell 1 (id c1) {lost}"
    assert second.failure == f"1.ipynb, cell 1 (id c1) {lost}"
    assert third.failure == (
        "2.ipynb, before its first cell, has no kernel: "
        "the process that starts kernels ended (out of memory?)"
    )
    wait_for(lambda: not psutil.pid_exists(int(pid.read_text())))
    assert capfd.readouterr() == ("", "")


def test_forks_that_nobody_asks_for_anything_are_ended_and_not_awaited() -> None:
    with forking() as found:
        assert found
        server = psutil.Process(found._server.pid)
    assert not server.is_running()
    assert found._server.returncode == -signal.SIGKILL  # by itself it ends with 0, and later


def wait_for(condition) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
