"""The commands of `floorbook`: each module here is a command, found by the name of its file.

A module has `HELP` (a phrase for `floorbook --help`), `arguments(command)`, which adds its
arguments to a parser, and `run(options)`, which returns an exit status, or None for 0.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from floorbook_report.errors import CommandError

COMMANDS: Mapping[str, ModuleType] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
}
"""Each command by its name."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the command's name is in `command`."""
    whole = argparse.ArgumentParser(
        prog="floorbook", description="Who said what at a multilateral meeting."
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        told = f"{module.HELP[0].upper()}{module.HELP[1:]}."
        module.arguments(commands.add_parser(name, help=module.HELP, description=told))
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if not. A wrong call raises `SystemExit` with 2."""
    options = parser().parse_args(arguments)
    try:
        status: int | None = COMMANDS[options.command].run(options)
    except CommandError as error:
        print(f"floorbook: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # a disk is full or gone
        where = f"{error.filename}: " if error.filename else ""
        print(f"floorbook: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    return status or 0
