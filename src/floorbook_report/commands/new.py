"""`floorbook new`: a data package of one's own, to go on with."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from floorbook_report.errors import CommandError
from floorbook_report.snapshot import tell, understood

HELP = "start a data package of your own"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder of the new package")
    command.add_argument(
        "--from",
        dest="table",
        type=Path,
        metavar="TABLE",
        help="one table of statements to start from (.csv, .tsv, .xlsx, .ods)",
    )


def run(options: argparse.Namespace) -> None:
    """Write a new package, whole or not at all."""
    from floorbook.statements import ENDINGS, is_table, start

    folder, table = options.folder, options.table
    _free(folder)
    name = folder.resolve().name
    if table is None:
        written(folder, start.of_nothing(start.title_of(folder), start.name_of(folder), name))
    elif not is_table(table):
        raise CommandError(f"{table} is no table of statements: {', '.join(ENDINGS)}")
    else:
        made = understood(table)
        files, proposed = start.of_table(made, name)
        tell(made)
        print(*proposed, sep="\n", end="\n" * bool(proposed))
        written(folder, files)
    print(f"{folder}  see {folder / 'README.md'} for the next step")


def _free(folder: Path) -> None:
    """Refuse a folder in which anything stands."""
    if os.path.lexists(folder) and not (folder.is_dir() and not folder.is_symlink()):
        raise CommandError(f"{folder} is there, and is no folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise CommandError(f"{folder} is not empty: name a new folder")


def written(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a folder of their own beside, then put it in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        part.mkdir()
        for name, content in files.items():
            (part / name).write_bytes(content)
        if folder.is_dir():
            folder.rmdir()  # empty, or else this fails
        os.replace(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
