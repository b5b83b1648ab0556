"""Folders for a while: gone with the run that made them, or with the next when it was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from floorbook_report.locks import held

PREFIX, SUFFIX = "floorbook-", ".scratch"


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder where the system keeps what is temporary.

    What killed runs of the same user have left there is removed.
    """
    _remove_leftovers()
    with ExitStack() as stack:
        yield _made(stack)


def _made(stack: ExitStack) -> Path:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=SUFFIX))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        # Between its making and its lock another run may take it for a leftover: try again.
        with suppress(FileNotFoundError):
            stack.enter_context(held(folder))
            if folder.exists():
                return folder


def _remove_leftovers() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError), held(folder, seconds=0) as ours:
            if ours and folder.lstat().st_uid == os.getuid():
                shutil.rmtree(folder, ignore_errors=True)
