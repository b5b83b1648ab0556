"""What must not be disturbed: files held by one run at a time, and work that Ctrl-C waits for."""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

NAME = ".floorbook.lock"
"""What is held while files of a folder are written."""

SECONDS = 60.0  # to write a folder full of reports takes less


@contextmanager
def held(path: Path, seconds: float = SECONDS) -> Iterator[bool]:
    """Wait until nobody else holds this file, and hold it; gives whether it can be held at all.

    It is there for as long as it is held. Some network disks know no locks, and some folders take
    no new file. Raises `OSError` when another holds it for longer than `seconds`, or when its
    folder is not there.
    """
    path.parent.stat()  # else the lock would make it
    lock = FileLock(path, timeout=seconds)
    ours = _acquired(lock, path)
    try:
        yield ours
    finally:
        if ours:
            with suppress(OSError):  # on Windows it goes with the lock
                path.unlink()
            lock.release()


def _acquired(lock: FileLock, path: Path) -> bool:
    try:
        lock.acquire()
    except Timeout:
        raise OSError(errno.EBUSY, "another run is at work there", str(path.parent)) from None
    except OSError:
        return False
    return True


@contextmanager
def to_the_end() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done: it is short, and must not be done in part."""
    if threading.current_thread() is not threading.main_thread():  # other threads never get Ctrl-C
        yield
        return
    heard = []
    before = signal.signal(signal.SIGINT, lambda *told: heard.append(told))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)
