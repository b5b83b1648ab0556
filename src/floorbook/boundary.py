"""The boundary of a folder: a path named in data must not lead out of it."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath


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
    if any(folder.joinpath(*parts[: count + 1]).is_symlink() for count in range(len(parts))):
        return "is, or leads through, a symbolic link"
    return ""
