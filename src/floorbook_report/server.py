"""The process that forks: it imports and reads once what forks need, then waits to be asked."""

from __future__ import annotations

import ctypes
import gc
import os
import runpy
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

MODULES = (
    "floorbook.figures",
    "floorbook.loading",
    "floorbook.wording.about",
    "floorbook_widgets.brief",
    "floorbook_widgets.front",
    "floorbook_widgets.tables",
    "ipykernel.kernelapp",
    "numpy.random",
    "plotly.graph_objects",
)
"""None of these starts a thread or opens a socket: all that a fork would share."""

_PR_SET_PDEATHSIG = 1  # of Linux


class Task(NamedTuple):
    """A module to run as `python -m` runs it, and where."""

    number: int
    module: str
    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]


def serve(descriptor: int) -> None:
    """Do in forks what is asked for, until nobody is left who asks; then end them."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when imported
    for name in MODULES:
        import_module(name)
    plotly = sys.modules["plotly.graph_objects"]
    plotly.Figure(plotly.Scatter())  # plotly imports the most of itself for its first figure
    _freeze()
    with Connection(descriptor) as channel:
        task = _task(channel)
    if task:
        _begin(task)


def _task(channel: Connection) -> Task | None:
    """Return, in each fork, its task; and None when all is over."""
    forks: set[int] = set()
    later: list[Callable[[], object]] = [_prepare_pages]  # done while nothing is asked for
    ended, end = os.pipe()
    os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # else nothing is written to the pipe
    signal.set_wakeup_fd(end, warn_on_full_buffer=False)
    try:
        while True:
            ready = wait([channel, ended], timeout=0 if later else None)
            if not ready:
                with suppress(Exception):  # it is told where it is done again
                    later.pop(0)()
                if not later:
                    _freeze()
            if ended in ready:
                os.read(ended, 4096)
                _tell_ended(forks, channel)
            if channel in ready:
                told, server = channel.recv(), os.getpid()
                if isinstance(told, Mapping):
                    later[:0] = _read(told)
                    _freeze()
                    continue
                task = Task(*told)
                if not (pid := os.fork()):
                    _end_with(server)
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    os.close(ended)
                    os.close(end)
                    return task
                forks.add(pid)
                channel.send(("pid", task.number, pid))
    except (EOFError, OSError):  # nobody asks any more
        for pid in forks:
            for kill in (os.killpg, os.kill):  # a fork that has just begun leads no group yet
                with suppress(ProcessLookupError):
                    kill(pid, signal.SIGKILL)
        return None


def _prepare_pages() -> None:
    import_module("floorbook_report.publishing").prepare()


def _read(environment: Mapping[str, str]) -> list[Callable[[], object]]:
    """Read the data that all forks will ask for; returns what finds what the reports open with."""
    os.environ.update(environment)
    with suppress(Exception):  # it is told in the notebook that asks for them
        data = sys.modules["floorbook.loading"].load()
        found: list[Callable[[], object]] = sys.modules["floorbook_widgets.front"].preparations(
            data
        )
        return found
    return []


def _freeze() -> None:
    """Leave what is there out of later collections: in a fork they would write to all of it."""
    gc.collect()
    gc.freeze()


def _end_with(server: int) -> None:
    """Let the system kill this fork when the process that forked it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(1)


def _tell_ended(forks: set[int], channel: Connection) -> None:
    """Tell of each fork that has ended with which status."""
    while forks:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            break
        forks.discard(pid)
        channel.send(("status", pid, os.waitstatus_to_exitcode(status)))


def _begin(task: Task) -> None:
    """Be, in a fork, the program that was asked for."""
    os.setsid()
    os.chdir(task.folder)
    os.environ.clear()
    os.environ.update(task.environment, JPY_PARENT_PID=str(os.getppid()))
    sys.modules["numpy.random"].seed()  # all forks would draw the same; `random` does so itself
    sys.argv = [task.module, *task.arguments]
    runpy.run_module(task.module, run_name="__main__", alter_sys=True)
