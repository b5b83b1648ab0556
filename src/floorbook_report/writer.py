"""Files that are complete or not there: written under another name, then put in place."""

from __future__ import annotations

import glob
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from floorbook_report.locks import NAME, held, to_the_end


def write_text(path: Path, text: str) -> None:
    """Write `path` as UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write `path`, so that at any moment it has either the old bytes or the new ones.

    Files that a killed run has left next to it are removed. On failure the old file is unchanged,
    and the `OSError` names the file.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files of one folder together, each as `write_bytes` does."""
    first = next(iter(contents))
    with ExitStack() as stack:
        with _naming(first):
            alone = stack.enter_context(held(first.parent / NAME))
        write_together(contents, alone)


def write_together(contents: Mapping[Path, bytes], alone: bool) -> None:
    """Write files: each has either the old bytes or the new ones, and all keep the old ones if
    one cannot be written.

    `alone` says that no other run writes them now: then unfinished files can be removed.
    """
    with ExitStack() as stack:
        parts = {}
        for path, content in contents.items():
            with _naming(path):
                if alone:
                    _remove_leftovers(path)
                parts[path] = stack.enter_context(_beside(path, content))
        with to_the_end():
            for path, part in parts.items():
                with _naming(path):
                    os.replace(part, path)
            for folder in {path.parent for path in contents}:
                _flush_folder(folder)


def unwritten(error: OSError) -> str:
    """Return a sentence on a file that could not be written."""
    return (
        f"{error.filename} could not be written: {error.strerror}; what was there before is whole"
    )


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Write a new file in the same folder; remove it at the end if it was not moved."""
    part = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    try:
        with open(part, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _remove_leftovers(path: Path) -> None:
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        part.unlink()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Make an `OSError` name the file that was to be written, whichever call failed."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _flush_folder(folder: Path) -> None:
    """Write a renaming to the disk; if this is not possible, the file is complete anyway."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
