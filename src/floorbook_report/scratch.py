"""Temporary folders: removed by the run that made them, or by the next if it was killed."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from floorbook_report.locks import held, to_the_end

# Another name than earlier versions gave: these would not see what is held.
PREFIX, SUFFIX, LOCK = "floorbook-", ".run", ".lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder in the system's place for temporary files.

    Folders that killed runs of the same user have left there are removed.
    """
    folder = Path(tempfile.gettempdir()) / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    with held(_lock(folder)):
        try:
            folder.mkdir(mode=0o700)
            _remove_leftovers(owner=folder.lstat().st_uid)
            yield folder
        finally:
            with to_the_end():
                shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> Path:
    """The file beside a folder that is held for as long as it is in use."""
    return folder.with_name(folder.name + LOCK)


def _remove_leftovers(owner: int) -> None:
    """Remove the folders of this user that nobody holds; with that goes what was held."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{SUFFIX}*"):
        folder = path.with_name(path.name.removesuffix(LOCK))
        with suppress(OSError):
            if path.lstat().st_uid == owner:
                with held(_lock(folder), seconds=0) as ours:
                    if ours:
                        shutil.rmtree(folder, ignore_errors=True)
