"""The boundary of a folder: what data name must lie in it, and be a plain file of a sane size."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

LARGEST = 64 * 2**20
"""Bytes; the tables of a meeting of 200 delegations stay below a hundredth of it."""


def breach(path: str, folder: Path) -> str:
    """Return why a path named in data must not be opened in a folder; "" where it may.

    Nothing is read. Symbolic links are refused even where they lead back into the folder, because
    where they lead can change after the look.

    Examples
    --------
    >>> breach("../secret.csv", Path("data"))
    'leaves the folder'
    >>> breach("points.csv", Path("data"))
    ''
    """
    parts = PurePosixPath(path).parts
    if not parts:
        return "names no file"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return "is an address or names a drive"
    if "\\" in path or not path.isprintable():
        return "has a backslash or an invisible character"
    if path.startswith(("/", "~")):
        return "is absolute"
    if ".." in parts:
        return "leaves the folder"
    if any(os.path.islink(folder.joinpath(*parts[: count + 1])) for count in range(len(parts))):
        return "is, or leads through, a symbolic link"
    return ""


def content(path: Path, largest: int = LARGEST) -> tuple[bytes, str]:
    """Return the bytes of a file, and why they cannot be had; "" where they can.

    Nothing is read of what is no plain file: a pipe would never end, a device never be full.

    Examples
    --------
    >>> content(Path("nowhere"))
    (b'', 'does not exist, or is no file')
    """
    if not os.path.isfile(path):
        return b"", "does not exist, or is no file"
    try:
        if (size := path.stat().st_size) > largest:
            return b"", f"has {size:,} bytes, more than {largest:,}"
        return path.read_bytes(), ""
    except OSError as error:
        return b"", f"cannot be read ({error.strerror})"
