"""Places: where the data package is that comes with Floorbook, and what some reports are called."""

from pathlib import Path

BRIEFS = "04-brief"
"""The report to which the pages on participants belong."""

BRIEF = "brief-{}"
"""The name of the page on one participant, by its id."""


def shipped() -> Path:
    """Return the data package that comes with Floorbook: in the installed package, or beside it.

    Examples
    --------
    >>> shipped().name
    'data'
    """
    here = Path(__file__).resolve()
    installed, checkout = here.parent / "data", here.parents[2] / "data"
    return installed if installed.is_dir() else checkout
