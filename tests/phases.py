"""Where the time goes, of a command, a page or a function. `python tests/phases.py report --force`
runs this command, with its parts timed, and prints them at its end."""

from __future__ import annotations

import cProfile
import functools
import inspect
import pstats
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

PARTS = {
    "data checked": ("floorbook_report.snapshot:checked",),
    "imports": ("floorbook_report.forks:Forks.fork",),
    "kernels started": (
        "floorbook_report.execution:_Client.async_start_new_kernel",
        "floorbook_report.execution:_Client.async_start_new_kernel_client",
    ),
    "cells": ("floorbook_report.execution:_Client.async_execute_cell",),
    "pages": ("floorbook_report.rendering:Rendering.render",),
    "files written": ("floorbook_report.publishing:publish",),
    "tables read": ("floorbook.package.validation:sheet.read",),
    "keys": ("floorbook.package.validation:duplicates", "floorbook.package.validation:dangling"),
    "rules": (
        "floorbook.package.validation:rules.broken",
        "floorbook.package.validation:rules.doubtful",
    ),
}
"""What is timed, by what it is called. Kernels run side by side, so that their parts may be more
together than the whole; all wait for the same imports, which count once."""
MARK = "parts: "
ROOT = Path(__file__).parents[1]


def where(*command: str, least: float = 0.02) -> str:
    """Run a command of Floorbook, and say where its time goes; small parts are left out."""
    run = [sys.executable, __file__, *command]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)
    told = next(line for line in done.stderr.splitlines()[::-1] if line.startswith(MARK))
    parts = told.removeprefix(MARK).split(", ")
    seconds = [float(one.split()[-2]) for one in parts]
    return ", ".join(
        one for one, took in zip(parts, seconds, strict=True) if took >= least * sum(seconds)
    )


def of_page(spent: Mapping[str, float], times: int = 1) -> str:
    """Say what the main thread of a page has done, one of so many times, as its meter counted."""
    parts = {
        "scripts": spent["ScriptDuration"] + spent["V8CompileDuration"],
        "style and layout": spent["RecalcStyleDuration"] + spent["LayoutDuration"],
    }
    rest = {"parsing, painting and the rest": spent["TaskDuration"] - sum(parts.values())}
    return in_ms((name, took / times) for name, took in (parts | rest).items())


def of_call(run: Callable[[], object]) -> str:
    """Say in which packages the time of a call goes, as a profiler sees it."""
    with cProfile.Profile() as profile:
        run()
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, took, _, _) in pstats.Stats(profile).stats.items():
        found = re.search(r"(?:site-packages|src)/(\w+)", file)
        own[found[1] if found else "Python itself"] += took
    return in_ms(own.most_common(3))


def in_ms(seconds: Iterable[tuple[str, float]]) -> str:
    """Put parts and their seconds into words."""
    return ", ".join(f"{name} {1000 * took:.0f} ms" for name, took in seconds)


class Clock:
    """Adds up seconds by what they went into."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._imported = 0.0

    def add(self, name: str, began: float) -> None:
        now = time.perf_counter()
        if name == "imports":
            if self._imported:
                return
            self._imported = now
        if name == "kernels started":
            began = min(max(began, self._imported), now)
        self.spent[name] += now - began

    def timed(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same function, with its seconds added up."""
        if inspect.iscoroutinefunction(run):

            @functools.wraps(run)
            async def awaited(*given: Any, **more: Any) -> Any:
                began = time.perf_counter()
                try:
                    return await run(*given, **more)
                finally:
                    self.add(name, began)

            return awaited

        @functools.wraps(run)
        def called(*given: Any, **more: Any) -> Any:
            began = time.perf_counter()
            try:
                found = run(*given, **more)
                return [*found] if inspect.isgenerator(found) else found
            finally:
                self.add(name, began)

        return called


def main() -> None:
    """Run a command with its parts timed."""
    clock = Clock()
    for name, places in PARTS.items():
        for place in places:
            module, _, way = place.partition(":")
            *owners, last = way.split(".")
            owner = functools.reduce(getattr, owners, import_module(module))
            setattr(owner, last, clock.timed(name, getattr(owner, last)))
    from floorbook_report.commands import main as command

    status = command(sys.argv[1:])
    told = ", ".join(f"{name} {clock.spent[name]:.2f} s" for name in PARTS if clock.spent[name])
    print(f"{MARK}{told}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
