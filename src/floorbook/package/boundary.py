"""The boundary of a folder: a file that data name must be in it, be plain and not too large."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

LARGEST = 64 * 2**20
"""Bytes; the tables of a meeting of 200 delegations stay below a hundredth of it."""


def breach(path: str, folder: Path) -> str:
    """Return why a path that data name must not be opened in a folder; "" if it may be opened.

    Nothing is read. Symbolic links are refused even if they point into the folder, because their
    target can change after the check.

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
    """Return the bytes of a file, and why it cannot be read; "" if it can.

    Only plain files are read: a pipe or a device might never end.

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
