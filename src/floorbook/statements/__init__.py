"""One table of statements, as people keep it in a spreadsheet, into a data package.

What reads a table is loaded only where there is one: most data are packages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ENDINGS = (".csv", ".tsv", ".xlsx", ".ods")
"""How the name of a table ends."""


@contextmanager
def opened(data: Path) -> Iterator[Path]:
    """Give the folder of a data package; of a table, one that is there while it is used."""
    if not is_table(data):
        yield data
        return
    from floorbook.statements.making import statements

    with tempfile.TemporaryDirectory(prefix="floorbook-") as folder:
        yield statements(data).write(Path(folder))


def is_table(path: str | Path) -> bool:
    """Say whether a path is a table by its ending, and no folder.

    Examples
    --------
    >>> is_table("statements.XLSX"), is_table("01-overview.ipynb"), is_table("data")
    (True, False, False)
    """
    return Path(path).suffix.casefold() in ENDINGS and not Path(path).is_dir()
