"""What is costly to make is made once, by the first of several workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 600  # seconds on a busy machine


def shared(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all workers of a session share."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Let `make` fill `folder`; of several workers the first does it, and the others wait."""
    try:
        (lock := folder.with_suffix(".lock")).mkdir(parents=True)
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not folder.exists() and time.monotonic() < until:
            time.sleep(0.2)
        return folder
    make(made := lock / folder.name)
    made.rename(folder)
    return folder
