"""Folders held by one run at a time; a run that is killed lets go of what it held."""

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
    """Wait until nobody else holds the folder, and hold it; gives whether it can be held at all.

    Some systems and some network disks know no locks. Raises `OSError` when another holds it for
    longer than `seconds`.
    """
    if fcntl is None:
        yield False
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(descriptor, folder, seconds)
    finally:
        os.close(descriptor)  # which lets go of it


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
