"""What public facts say of states, proposed for a package that is begun: never taken in silence."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from floorbook.package.problems import some
from floorbook.statements.grid import folded

SOURCES = "the UN's regional groups of Member States, and its standard M49"
ASKED = {
    "un_group": {"un group", "un regional group", "regional group"},
    "region": {"region", "m49 region", "un region", "subregion", "sub region"},
}
"""Headers under which a table says itself what would be proposed."""


@cache
def facts() -> Mapping[str, Mapping[str, str]]:
    """Return the group, the note on it and the region of states by their ISO codes.

    Examples
    --------
    >>> facts()["un_group"]["MEX"], facts()["region"]["MEX"]
    ('Latin American and Caribbean', 'Latin America and the Caribbean')
    """
    told = json.loads(Path(__file__).with_name("regions.json").read_text("utf-8"))
    return {
        column: {
            code: value
            for value, codes in of.items()
            if value != "source"
            for code in codes.split()
        }
        for column, of in told.items()
    }


def proposed(
    people: Sequence[Mapping[str, str]], headers: Collection[str]
) -> tuple[list[dict[str, str]], list[str]]:
    """Add groups and regions to participants with ISO codes; return them, and what to say of it.

    What a table says itself, under one of its headers, is not proposed.

    Examples
    --------
    >>> rows, told = proposed([{"id": "peru", "name": "Peru", "iso3": "PER"}], ["Region"])
    >>> rows[0]["un_group"], "region" in rows[0]
    ('Latin American and Caribbean', False)
    """
    theirs = {folded(header) for header in headers}
    found = [dict(row) for row in people]
    columns = [one for one in facts() if not theirs & ASKED.get(one.removesuffix("_note"), set())]
    used = [one for one in columns if any(row.get("iso3", "") in facts()[one] for row in people)]
    for row in found:
        row |= {one: facts()[one].get(row.get("iso3", ""), "") for one in used}
    coded = [f"{row['name']} {row['iso3']}" for row in found if row.get("iso3")]
    if not coded:
        return found, []
    told = [f"proposed in participants.csv as ISO codes, by the names: {some(coded, 12)}"]
    if used:
        what = " and ".join(one for one in used if one in ASKED)
        told.append(f"proposed there by the codes, from {SOURCES}: {what}")
    told.append("correct what is wrong there, or empty the cell")
    return found, told
