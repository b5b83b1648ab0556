"""From tables of text to the files of a data package: CSV, and the description of every column."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from floorbook.package.problems import slip
from floorbook.package.reference import reference
from floorbook.package.schema import FILE

Rows = Sequence[Mapping[str, str]]


def files(
    name: str,
    title: str,
    tables: Mapping[str, Rows],
    more: Mapping[str, Any],
    empty: Mapping[str, Sequence[str]] | None = None,
    filters: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Return the files of a package by their names.

    Tables without rows are left out, unless a package must have them; `empty` has the columns that
    these then have. `more` are further properties of the description.
    """
    found: dict[str, bytes] = {}
    resources = []
    order = [table.name for table in reference().tables if table.name in tables]
    kept = {one: tables[one] for one in order if tables[one] or reference().table(one).needed}
    for table, rows in kept.items():
        columns = [*rows[0]] if rows else [*(empty or {}).get(table, ())] or _needed(table)
        path = f"{table.replace('_', '-')}.csv"
        resources.append(_resource(table, path, columns, kept, filters or {}))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        found[path] = text.getvalue().encode()
    about = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": name}
    described = {**about, "title": title, **more, "resources": resources}
    found[FILE] = (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
    return found


def _needed(table: str) -> list[str]:
    return [field.name for field in reference().table(table).fields if field.needed]


def _resource(
    table: str,
    path: str,
    columns: Collection[str],
    tables: Mapping[str, Rows],
    filters: Mapping[str, str],
) -> dict[str, Any]:
    """Describe a table, with the keys that the reference has for its columns."""
    asked = reference().table(table)
    links = [
        {"fields": [*key.fields], "reference": {"resource": key.table, "fields": [*key.columns]}}
        for key in asked.foreign_keys
        if {*key.fields} <= {*columns} and (not key.table or key.table in tables)
    ]
    primary = [one for one in asked.keys[0] if one in columns]
    unique = [[*key] for key in asked.keys[1:] if {*key} <= {*columns} and len(key) > 1]
    schema: dict[str, Any] = {"fields": [field_of(table, one) for one in columns]}
    if table == "participants":
        for field in schema["fields"]:
            if title := filters.get(field["name"]):
                field |= {"title": title, "released": True}
    schema["primaryKey"] = primary
    schema |= {"uniqueKeys": unique} if unique else {}
    schema |= {"foreignKeys": links} if links else {}
    shown = {"name": table, "type": "table", "path": path, "format": "csv", "encoding": "utf-8"}
    return {**shown, "schema": schema}


def field_of(table: str, name: str) -> dict[str, Any]:
    """Describe a column as the reference has it, or as one that Floorbook does not read.

    Examples
    --------
    >>> field_of("codings", "note"), field_of("codings", "mood")
    ({'name': 'note', 'type': 'string'}, {'name': 'mood', 'type': 'string'})
    """
    asked = reference().table(table).field(name)
    if asked is None:
        return {"name": name, "type": "string"}
    limits: dict[str, Any] = {"required": True} if asked.required else {}
    limits |= {"unique": True} if asked.unique else {}
    limits |= {"enum": [*asked.choices]} if asked.choices else {}
    found: dict[str, Any] = {"name": name, "type": asked.type}
    found |= {"constraints": limits} if limits else {}
    return found | ({"released": True} if asked.shown else {})


def column(header: str, table: str, taken: Collection[str]) -> str:
    """Return the name of a further column of a table: none that Floorbook reads, or a slip of one.

    Examples
    --------
    >>> column("Regime (2016)", "points", ()), column("Order", "points", ())
    ('regime_2016', 'own_order')
    """
    others = {name for one in reference().tables for name in one.columns}
    plain = re.sub(r"\W+", "_", header.casefold()).strip("_")[:60] or "column"
    known = reference().table(table).columns
    name = plain if plain not in others and not slip(plain, known) else f"own_{plain}"
    number = 1
    while name in taken or slip(name, [one for one in known if one != name]):
        number += 1
        name = f"own_{plain}_{number}"
    return name
