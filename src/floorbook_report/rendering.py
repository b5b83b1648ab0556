"""Pages made beside the execution, each lane's in a fork of its own, as soon as it is done."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from floorbook_report.errors import CommandError
from floorbook_report.execution import Execution
from floorbook_report.forks import Forks
from floorbook_report.publishing import made

_STEP = 0.02  # seconds between two looks whether a fork is done


@dataclass
class Rendering:
    """Makes pages in forks; what they are told and tell stands in files of `folder`."""

    forks: Forks
    folder: Path
    with_code: bool
    _made: dict[Path, dict[str, str] | CommandError] = field(default_factory=dict)

    async def render(self, executions: Sequence[Execution]) -> None:
        """Make the pages of executed notebooks."""
        told = self.folder / f"pages-{len(self._made)}.pickle"
        told.write_bytes(pickle.dumps((executions, self.with_code)))
        self._made |= {one.path: _lost(one) for one in executions}
        fork = await self.forks.fork(__name__, [str(told)], str(self.folder), os.environ)
        while (status := fork.poll()) is None:
            await asyncio.sleep(_STEP)
        if status == 0:
            self._made |= pickle.loads(told.read_bytes())

    def pages(self, paths: Sequence[Path]) -> dict[str, str]:
        """Return the pages of these notebooks by their names; raises the first error of them."""
        pages: dict[str, str] = {}
        for path in paths:
            found = self._made[path]
            if isinstance(found, CommandError):
                raise found
            pages |= found
        return pages


def _lost(execution: Execution) -> CommandError:
    return CommandError(
        f"{execution.path.name} was executed, but its page could not be made: "
        "the process that makes it ended (out of memory?)"
    )


def _pages(execution: Execution, with_code: bool) -> dict[str, str] | CommandError:
    try:
        return made(execution, with_code)
    except CommandError as error:
        return error


def main() -> None:
    """Make pages of what a file holds, and put them into it instead."""
    told = Path(sys.argv[1])
    executions, with_code = pickle.loads(told.read_bytes())
    found = {one.path: _pages(one, with_code) for one in executions}
    try:
        told.write_bytes(pickle.dumps(found))
    except OSError as error:  # a full disk
        sys.exit(f"floorbook: {told}: {error.strerror}")


if __name__ == "__main__":
    main()
