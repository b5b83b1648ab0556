"""Notebooks by their names: those of Floorbook, and those of a user."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from floorbook_report.errors import CommandError

if TYPE_CHECKING:
    from nbformat import NotebookNode


def bundled() -> list[Path]:
    """Return the notebooks of Floorbook: in the installed package, or in the repository."""
    here = Path(__file__).parent
    for folder in (here / "notebooks", here.parents[1] / "notebooks"):
        if found := sorted(folder.glob("*.ipynb")):
            return found
    raise CommandError("no notebooks came with this installation: name one")


def found(notebook: Path) -> Path:
    """Return the path of a notebook: with or without its ending, or one of Floorbook's own.

    Raises
    ------
    CommandError
        If there is no such notebook; the message names the nearest.

    Examples
    --------
    >>> found(Path("01-overview")).name, found(Path("overview")).name
    ('01-overview.ipynb', '01-overview.ipynb')
    """
    from floorbook.package.problems import hint

    ended = notebook.with_name(f"{notebook.name}.ipynb")
    if here := next((one for one in (notebook, ended) if one.is_file()), None):
        return here
    ours: dict[str, Path] = {}
    for path in bundled() if notebook.name == str(notebook) else ():
        short = path.stem.partition("-")[2] or path.stem
        ours |= {path.name: path, path.stem: path}
        ours.setdefault(short, path)
    if str(notebook) in ours:
        return ours[str(notebook)]
    raise CommandError(
        f"{notebook} cannot be read: there is no such notebook{hint(str(notebook), ours)}"
    )


def read(paths: Sequence[Path]) -> dict[Path, NotebookNode]:
    """Read notebooks; each must make a file with another name.

    Raises
    ------
    CommandError
        If two would make the same file, or a file is not a notebook.
    """
    from floorbook_report.execution import read_notebook  # starts kernels; not all need that

    reports: dict[str, Path] = {}
    for path in paths:
        other = reports.setdefault(path.stem, path)
        if other != path:
            raise CommandError(f"{other} and {path} would both become {path.stem}.html")
    try:
        return {path: read_notebook(path) for path in reports.values()}
    except ValueError as error:
        raise CommandError(str(error)) from error
