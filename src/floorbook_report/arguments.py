"""How the commands of `floorbook` are called."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from floorbook_report import differences
from floorbook_report.settings import CELL_SECONDS

TABLE_FORMATS = ("csv", "json", "xlsx", "graphml")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; the command's name is in `command`."""
    whole = argparse.ArgumentParser(
        prog="floorbook", description="Who said what at a multilateral meeting."
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_check, _report, _brief, _diff, _table, _draft):
        add(commands)
    return whole


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _check(commands: Commands) -> None:
    command = _command(commands, "check", "validate a data package")
    command.add_argument(
        "data", nargs="?", type=Path, metavar="DATA", help="its folder (default: the shipped one)"
    )
    _source(command, "the source documents, to check places in them")


def _report(commands: Commands) -> None:
    command = _command(commands, "report", "execute notebooks and write reports")
    command.add_argument(
        "notebooks",
        nargs="*",
        type=Path,
        metavar="NOTEBOOK",
        help="default: those that come with Floorbook",
    )
    _data(command)
    _out(command)
    _source(command, "the source documents")
    command.add_argument(
        "--with-passages",
        action="store_true",
        help="put the passages of the source into the reports; they may be under copyright",
    )
    command.add_argument(
        "--codings",
        type=Path,
        metavar="FILE",
        help="a second coder's codings (default: the blind coding of the data package)",
    )
    command.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        help="an older version of the data package, to say what changed",
    )
    _execution(command)


def _brief(commands: Commands) -> None:
    command = _command(commands, "brief", "write one page on a participant")
    command.add_argument("participants", nargs="*", metavar="PARTICIPANT", help="its id: mexico")
    command.add_argument("--all", action="store_true", help="a page on every participant")
    _data(command)
    _out(command)
    _execution(command)


def _diff(commands: Commands) -> None:
    command = _command(commands, "diff", "tell two versions of a data package apart")
    command.add_argument("old", type=Path, metavar="OLD", help="the folder of the older version")
    command.add_argument("new", type=Path, metavar="NEW", help="the folder of the newer version")
    command.add_argument(
        "--format", choices=differences.FORMATS, default="text", help="default: text"
    )
    command.add_argument(
        "--exit-code", action="store_true", help="end with status 1 where something differs"
    )


def _table(commands: Commands) -> None:
    command = _command(commands, "table", "write a table of the data, or a measure")
    command.add_argument("name", nargs="?", metavar="NAME", help="cells, agreement, codings, …")
    command.add_argument(
        "--list", action="store_true", help="list all names; so does no name at all"
    )
    command.add_argument("--format", choices=TABLE_FORMATS, default="csv", help="default: csv")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: the standard output")
    command.add_argument(
        "--meeting", metavar="ID", help="graphml: the meeting, where the package holds several"
    )
    _data(command)


def _draft(commands: Commands) -> None:
    command = _command(commands, "draft", "draft the items of a note of your own")
    command.add_argument("note", type=Path, metavar="NOTE", help="the note, in Markdown")
    command.add_argument("--id", help="its id in sources.csv (default: the name of the file)")


def _command(commands: Commands, name: str, told: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data", type=Path, metavar="DIR", help="the data package (default: the shipped one)"
    )


def _out(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", type=Path, metavar="DIR", default=Path("exports"), help="default: exports"
    )


def _source(command: argparse.ArgumentParser, told: str) -> None:
    command.add_argument("--source", type=Path, metavar="FOLDER", help=told)


def _execution(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--with-code", action="store_true", help="show the code of the notebooks too, folded"
    )
    command.add_argument(
        "--cell-seconds",
        type=_positive,
        metavar="N",
        default=CELL_SECONDS,
        help=f"the longest that a cell may take (default: {CELL_SECONDS})",
    )
    command.add_argument(
        "--at-once", type=_positive, metavar="N", help="notebooks at a time (default: one a core)"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return number
