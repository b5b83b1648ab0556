"""Temporary folders: removed by the run that made them, or by the next if it was killed."""

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
    """Make a folder in the system's place for temporary files.

    Folders that killed runs of the same user have left there are removed.
    """
    _remove_leftovers()
    with ExitStack() as stack:
        yield _made(stack)


def _made(stack: ExitStack) -> Path:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=SUFFIX))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        # Another run may remove the new folder before it is locked: try again.
        with suppress(FileNotFoundError):
            stack.enter_context(held(folder))
            if folder.exists():
                return folder


def _remove_leftovers() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError), held(folder, seconds=0) as ours:
            if ours and folder.lstat().st_uid == os.getuid():
                shutil.rmtree(folder, ignore_errors=True)
