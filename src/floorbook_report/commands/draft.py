"""`floorbook draft`: the items of a note, as a start for a data package of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from floorbook_report.errors import CommandError

HELP = "draft the items of a note of your own"


def arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("note", type=Path, metavar="NOTE", help="the note, in Markdown")
    command.add_argument("--id", help="its id in sources.csv (default: the name of the file)")


def run(options: argparse.Namespace) -> None:
    """List the items of a note as a draft of items.csv, with places and fingerprints computed."""
    from floorbook.package.source import draft

    try:
        text = options.note.read_bytes().decode("utf-8")  # offsets are into the file as it is
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{options.note} cannot be read as UTF-8 text: {error}") from None
    print(draft(text, options.id or options.note.stem).to_csv(index=False), end="")
