"""A data package to go on with: of a table, or with nothing in it but the scale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from floorbook.package.schema import FILE
from floorbook.statements import packing
from floorbook.statements.ids import slug
from floorbook.statements.making import Statements, scale_rows, title_of
from floorbook.statements.proposals import proposed
from floorbook.statements.scale import STANDARD, Position

EMPTY: Mapping[str, tuple[str, ...]] = {
    "participants": ("id", "name"),
    "interventions": ("id", "participant", "order"),
    "points": ("id", "intervention", "order", "gist", "quotation"),
    "codebook": ("issue", "label", "claim", "takes_up", "leaves_out"),
    "codings": ("point", "issue", "position", "unsure", "note"),
}
"""The tables of an empty package, with their columns; positions have the usual scale."""

OPEN = Position(
    *("open", "Position not coded yet", None, "–"),
    *("speaks on it, with a position not coded yet", "with a position not coded yet"),
)
"""What every coding has that comes from a table without positions."""

LIMITS = "Say here how points and codings came to be, and what they cannot show."

README = """# {title}

A data package for Floorbook: one CSV file a table, and `datapackage.json`, which describes them.

## Next step

{step}

Then, in the folder above this one:

```sh
floorbook workbook {folder} {folder}-coding.xlsx          # a spreadsheet to code in
floorbook workbook {folder} {folder}-coding.xlsx --read   # takes over what was coded in it
floorbook check {folder}
floorbook report --data {folder} --out {folder}-final
```

In the spreadsheet issues and positions are chosen from lists. `check` names everything that is
wrong at once, with file, line and column.

## The tables

{tables}

Ids are never used again and never numbered anew, so that two versions can be compared. Title and
limits, which the reports show, stand at the top of `datapackage.json`.
"""

FROM_TABLE = """Open `codebook.csv`. Each row is an issue of your table. Write into `claim` the
sentence that a position is for or against, into `takes_up` what counts as this issue, into
`leaves_out` what does not, and where it belongs instead. Issues that are one become one: give their
codings in `codings.csv` the id of the one that stays."""

FROM_NOTHING = """Fill the tables in this order: `participants.csv` (who can speak), `codebook.csv`
(an issue a row, with the sentence that a position is for or against), `interventions.csv` (a turn a
row), `points.csv` (what was said in it, in your own words), `codings.csv` (which point takes up
which issue, with which position of `positions.csv`)."""

WHAT = {
    "meetings": "the meetings",
    "kinds": "what kinds of participant are called, and which are counted as delegations",
    "participants": "who can speak",
    "interventions": "the turns at speaking",
    "points": "what was said, a point a row",
    "acts": "questions and requests in points",
    "act_issues": "the issues of these",
    "dimensions": "the groups of issues",
    "codebook": "the issues",
    "positions": "the scale",
    "codings": "which point takes up which issue, with which position",
    "codings_blind": "the codings of other coders, for reliability",
}


def of_table(made: Statements, folder: str) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a package that grows out of a table, and what was proposed in it."""
    blank = {"claim": "", "takes_up": "", "leaves_out": ""}
    codebook = [{**row, **blank} for row in made.tables["codebook"]]
    people, told = proposed(made.tables["participants"], made.filters.values())
    positions = _whole(made.tables["positions"])
    usual = {} if made.tables["positions"] else {"position": OPEN.id}
    usual |= {"unsure": "false", "note": ""}
    codings = [{**row, **usual, **row} for row in made.tables["codings"]]
    new = {"codebook": codebook, "positions": positions, "codings": codings}
    tables = {**made.tables, **new, "participants": people}
    files = _with_readme(
        made.name, made.title, tables, made.about, folder, FROM_TABLE, made.filters
    )
    return files, told


def _whole(positions: packing.Rows) -> packing.Rows:
    """Return the scale to code with: all of the usual one, unless the table has its own."""
    usual = scale_rows(tuple(STANDARD.values()))
    if not positions:
        return [*usual, *scale_rows((OPEN,))]
    return usual if all(row in usual for row in positions) else positions


def of_nothing(title: str, name: str, folder: str) -> dict[str, bytes]:
    """Return the files of a package with nothing in it but the usual scale."""
    positions = scale_rows(tuple(STANDARD.values()))
    tables: dict[str, packing.Rows] = dict.fromkeys(EMPTY, ()) | {"positions": positions}
    return _with_readme(name, title, tables, {"limits": [LIMITS]}, folder, FROM_NOTHING)


def name_of(folder: Path) -> str:
    """Return the name of the package in a folder."""
    return slug(folder.resolve().name) or "meeting"


def _with_readme(
    name: str,
    title: str,
    tables: Mapping[str, packing.Rows],
    about: Mapping[str, object],
    folder: str,
    step: str,
    filters: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    found = packing.files(name, title, tables, about, EMPTY, filters)
    listed = [one["name"] for one in json.loads(found[FILE])["resources"]]
    told = "\n".join(f"- `{one.replace('_', '-')}.csv`: {WHAT[one]}" for one in listed)
    text = README.format(title=title, step=step, tables=told, folder=folder)
    return {**found, "README.md": text.encode()}


__all__ = ["name_of", "of_nothing", "of_table", "title_of"]
