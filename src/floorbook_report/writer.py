"""Files that are whole or not there: written beside, flushed to the disk, then put in place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from nbconvert.writers.files import FilesWriter

from floorbook_report.page import fill, is_open

try:
    import fcntl
except ImportError:  # no file locks on this system: what a killed run leaves is left alone
    fcntl = None  # type: ignore[assignment]


class ReportWriter(FilesWriter):
    """nbconvert's writer for reports; pages that still wait for style and scripts are filled.

    That makes plain `--to html` give the bytes of `--to report`. Other formats are written as
    nbconvert does.
    """

    def write(
        self, output: str, resources: dict[str, Any], notebook_name: str | None = None, **kw: Any
    ) -> Path | str:
        if "floorbook" not in resources or notebook_name is None:
            return super().write(  # type: ignore[no-untyped-call, no-any-return]
                output, resources, notebook_name=notebook_name, **kw
            )
        folder = self.build_directory or resources.get("metadata", {}).get("path", "")
        target = Path(folder) / f"{notebook_name}{resources.get('output_extension', '')}"
        self.log.info("Writing %s", target)
        write_text(target, fill(output) if is_open(output) else output)
        return target


def write_text(path: Path, text: str) -> None:
    """Write `path` as UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write `path`, so that at any moment it holds the old bytes or the new ones.

    What a killed run has left beside it is removed. Raises `OSError` with the old file untouched.
    """
    _remove_leftovers(path)
    with _beside(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.replace(file.name, path)
    _flush_folder(path.parent)


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A new locked file in the same folder, which is gone again when the block fails."""
    while True:
        part = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
        with open(part, "xb") as file:
            try:
                # Between its making and its lock another run may take it for a leftover: try again.
                if not _lock(file) or not part.exists():
                    continue
                yield file
                return
            finally:
                with suppress(FileNotFoundError):
                    part.unlink()


def _remove_leftovers(path: Path) -> None:
    """Remove unfinished files of `path` whose writer is gone: nobody holds their lock."""
    if fcntl is None:
        return
    for part in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError), part.open("rb") as file:
            if _lock(file):
                part.unlink()


def _lock(file: IO[bytes]) -> bool:
    """Whether nobody else holds the file; from now on we do."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself last; where a folder cannot be flushed, the file is whole anyway."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
