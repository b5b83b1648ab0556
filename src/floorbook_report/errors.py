"""Errors that end a command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from floorbook.package import Problem


class CommandError(Exception):
    """A command cannot go on; only the message is shown to its user."""


class WrongData(CommandError):
    """What a command was given to read is wrong; `problems` has all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem], where: str) -> None:
        self.problems = tuple(problems)
        number = len(self.problems)
        head = f"{number} problem{'s' * (number > 1)} in {where}"
        super().__init__("\n".join([head, *map(str, self.problems)]))
