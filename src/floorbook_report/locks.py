"""Locks on folders: one run at a time; the lock of a run that is killed ends with it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no file locks on this system: what a killed run leaves is left alone
    fcntl = None  # type: ignore[assignment]

SECONDS = 60.0  # to write a folder full of reports takes less


@contextmanager
def held(folder: Path, seconds: float = SECONDS) -> Iterator[bool]:
    """Wait until no other run has the folder, and lock it; yields whether it can be locked.

    Some systems and some network disks have no locks. Raises `OSError` if another run keeps the
    lock for longer than `seconds`.
    """
    if fcntl is None:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(descriptor, folder, seconds)
    finally:
        os.close(descriptor)  # this ends the lock


def _lock(descriptor: int, folder: Path, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise OSError(errno.EBUSY, "another run is at work there", str(folder)) from None
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True
