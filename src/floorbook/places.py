"""Places: where the data package is that comes with Floorbook, and what some reports are called."""

import re
from pathlib import Path

BRIEFS = "04-brief"
"""The report to which the pages on participants belong."""

BRIEF = "brief-{}"
"""The name of the page on one participant, by its id."""

ANNEX = "{}-evidence-{}"
"""The name of a page beside a large report, which has a part of its evidence: their numbers."""

_ANNEX = re.compile(rf"(?!{BRIEF.format('')})(.+)-evidence-\d+")


def owner(page: str) -> str:
    """Return the report that a page belongs to: itself, where it is not beside another.

    Examples
    --------
    >>> owner("01-overview-evidence-3"), owner("01-overview")
    ('01-overview', '01-overview')
    """
    return found[1] if (found := _ANNEX.fullmatch(page)) else page


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
