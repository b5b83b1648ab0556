"""Floorbook: who said what at a multilateral meeting, with the evidence.

`load` reads a data package, `floorbook.measures` counts in it, `floorbook.figures` draws.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

# What makes the reference reads what a module holds, and not what it would give when asked.
if TYPE_CHECKING or "pdoc" in sys.modules:
    from floorbook.dataset import Dataset
    from floorbook.loading import load
    from floorbook.package.problems import DataError, Problem
    from floorbook.wording.about import about, left_out, limits

__all__ = ["DataError", "Dataset", "Problem", "about", "left_out", "limits", "load"]

_HOMES = {
    "DataError": "package.problems",
    "Dataset": "dataset",
    "Problem": "package.problems",
    "about": "wording.about",
    "left_out": "wording.about",
    "limits": "wording.about",
    "load": "loading",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: the command line needs none of them for its help,
    nor where there is nothing to do."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
