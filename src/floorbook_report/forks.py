"""Forks of a process that has imported once what kernels and pages need: they start at once.

On Linux only: elsewhere what has been imported may not be forked.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Pipe

# As for an ordinary kernel, nothing is imported from the folder in which the run was started.
_SERVER = "import sys; del sys.path[0]; from floorbook_report.server import serve; serve({})"
_STEP = 0.01  # seconds between two looks for an answer


class Forks:
    """Runs modules as programs, each in a fork of its own.

    All end when this is closed, and also when the process that holds it is killed.
    """

    def __init__(self) -> None:
        self._channel, other = Pipe()
        self._told: dict[str, dict[int, int]] = {"pid": {}, "status": {}}
        self._asked = 0
        with other:
            self._server = subprocess.Popen(
                [sys.executable, "-c", _SERVER.format(other.fileno())],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for this process, which then ends the forks
            )

    def read(self, environment: Mapping[str, str]) -> None:
        """Let the data that these variables name be read once, for all forks that come after."""
        with suppress(OSError):  # lost, which the first fork says
            self._channel.send({**environment})

    async def fork(
        self, module: str, arguments: Sequence[str], folder: str, environment: Mapping[str, str]
    ) -> Fork:
        """Run a module as `python -m` does, in a session of its own.

        Raises
        ------
        RuntimeError
            If the process that forks is lost.
        """
        number = self._asked = self._asked + 1
        with suppress(OSError):  # said below
            self._channel.send((number, module, [*arguments], folder, {**environment}))
        while number not in self._told["pid"]:
            if not self._listen():
                raise RuntimeError("the process that starts kernels ended (out of memory?)")
            await asyncio.sleep(_STEP)
        return Fork(self, self._told["pid"][number])

    def status(self, pid: int) -> int | None:
        """Return the exit status of a fork, negative for a signal; None while it runs."""
        there = self._listen()
        return self._told["status"].get(pid, None if there else -signal.SIGKILL)

    def close(self) -> None:
        """End all forks."""
        self._channel.close()
        if not self._asked:
            self._server.kill()  # it may still import, for nothing
        self._server.wait()

    def _listen(self) -> bool:
        """Hear what has been told since; False when the process that forks is lost."""
        try:
            while not self._channel.closed and self._channel.poll():
                what, key, value = self._channel.recv()
                self._told[what][key] = value
        except (EOFError, OSError):
            self._channel.close()
        return not self._channel.closed


class Fork:
    """A fork, with what jupyter_client asks of a `Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, forks: Forks, pid: int) -> None:
        self._forks = forks
        self.pid = pid

    def poll(self) -> int | None:
        """Return the exit status; None while it runs."""
        return self._forks.status(self.pid)

    wait = poll  # called when it has ended

    def send_signal(self, signum: int) -> None:
        """Send a signal to the process alone: to its group, jupyter_client sends it itself."""
        os.kill(self.pid, signum)


@contextmanager
def forking() -> Iterator[Forks | None]:
    """Give forks where they can be had. What they need is imported in the meantime."""
    if sys.platform != "linux":
        yield None
        return
    forks = Forks()
    try:
        yield forks
    finally:
        forks.close()
