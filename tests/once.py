"""What is costly to make is made once, by the first of several workers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

PATIENCE = 600  # seconds on a busy machine


def shared(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all workers of a session share."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Let `make` fill `folder`; of several workers the first does it, and the others wait."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock"), timeout=PATIENCE):
        if not folder.exists():
            make(made := Path(tempfile.mkdtemp(dir=folder.parent)) / folder.name)
            made.rename(folder)
    return folder
