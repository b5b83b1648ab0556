"""The reference: what the software reads in a data package, and what it takes for missing parts.

``reference.json`` beside this module is a description like a package's own, with a few more
properties; its head says which. Every package is compared with it. A package may describe more
tables and columns, under names that are no slips of these, and may be stricter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from floorbook.package.descriptor import Node, read
from floorbook.package.problems import near, slip
from floorbook.package.schema import Field, ForeignKey, Package, Table, check_keys, read_table

Named = TypeVar("Named", Table, Field)


@cache
def reference() -> Package:
    """Return the reference.

    Examples
    --------
    >>> [table.name for table in reference().tables if table.needed]
    ['participants', 'interventions', 'points', 'codebook', 'codings']
    """
    top = read(Path(__file__).with_name("reference.json"), "reference.json")
    nodes = top["resources"].entries()
    tables = tuple(read_table(node) for node in nodes)
    for table, node in zip(tables, nodes, strict=True):
        check_keys(table, tables, node)
    assert not top.problems, top.problems
    return Package(
        name=top["name"].string(),
        title=top["title"].string(),
        description=top["description"].string(),
        tables=tables,
    )


def completed(table: Table) -> Table:
    """Return a package's table, completed with what the reference says about it.

    What the reference demands of a value applies to every package; `unmet` refuses a package that
    allows more.

    Examples
    --------
    >>> completed(Table("codings", "c.csv", fields=(Field("voice"),))).fields[0].choices
    ('own', 'reported')
    """
    if not reference().has(table.name):
        return table
    asked = reference().table(table.name)
    return replace(
        table,
        title=table.title or asked.title,
        description=table.description or asked.description,
        fields=tuple(_field(field, asked.field(field.name)) for field in table.fields),
    )


def _field(field: Field, asked: Field | None) -> Field:
    if asked is None:
        return field
    return replace(
        field,
        title=field.title or asked.title,
        description=field.description or asked.description,
        required=field.required or asked.required,
        choices=field.choices or asked.choices,
        how=asked.how,
    )


def meant(tables: Sequence[Table], nodes: Sequence[Node]) -> Iterator[Table]:
    """Complain of tables and columns that are called nearly as the reference calls one that is not
    there; give all under the names that were meant, so that nothing else is blamed."""
    names = [table.name for table in reference().tables]
    for table, node in zip(_meant(tables, nodes, names), nodes, strict=True):
        known = reference().table(table.name).columns if reference().has(table.name) else ()
        fields = _meant(table.fields, node["schema"]["fields"].entries(), known)
        yield replace(table, fields=tuple(fields))


def _meant(parts: Sequence[Named], nodes: Sequence[Node], known: Sequence[str]) -> Iterator[Named]:
    names = {part.name for part in parts}
    absent = [name for name in known if name not in names]
    for part, node in zip(parts, nodes, strict=True):
        if part.name not in known and (like := slip(part.name, absent)):
            allowed = (like, "a name that is like none that Floorbook reads")
            node["name"].complain("is nearly one that Floorbook reads", allowed, like)
            part = replace(part, name=like)
        yield part


def unmet(package: Package, nodes: tuple[Node, ...], top: Node) -> None:
    """Report everything that the reference demands and a description does not have."""
    names = [table.name for table in package.tables]
    for name, count in Counter(names).items():
        if count > 1:
            top["resources"].complain(f"describe {name!r} {count} times")
    for asked in reference().tables:
        if asked.name in names:
            place = names.index(asked.name)
            _unmet(package.tables[place], asked, package, nodes[place]["schema"])
        elif asked.needed:
            similar = near(asked.name, [known for known in names if not reference().has(known)])
            top["resources"].complain(f"lack the table {asked.name!r}", suggestion=similar)


def _unmet(table: Table, asked: Table, package: Package, node: Node) -> None:
    links = {
        key.fields[0]: key
        for key in asked.foreign_keys
        if not key.table or package.has(key.table)  # nothing is demanded of a missing table
    }
    for wanted in asked.fields:
        field = table.field(wanted.name)
        if field is None:
            # A package that describes meetings must say which meeting a turn belongs to.
            if wanted.needed or (wanted.name in links and wanted.required):
                others = [name for name in table.columns if not asked.field(name)]
                similar = near(wanted.name, others)
                node["fields"].complain(f"of {table.name} lack {wanted.name!r}", suggestion=similar)
        else:
            _unlike(field, wanted, table, node["fields"])
    for key in links.values():
        if all(table.field(name) for name in key.fields) and not _refers(table, key, package):
            fields = ", ".join(key.fields)
            target = key.table or table.name
            node.complain(f"of {table.name}: {fields!r} must be a foreign key to {target!r}")
    needed = {name for name in asked.keys[0] if table.field(name)}
    if needed not in map(set, table.keys):
        node.complain(f"of {table.name} lacks the key {', '.join(asked.keys[0])}")


def _unlike(field: Field, wanted: Field, table: Table, node: Node) -> None:
    """Report a column that the software would read in another way than it is described."""
    of = f"of {table.name}: {field.name!r}"
    if field.type != wanted.type:
        node.complain(f"{of} must be of type {wanted.type}")
    elif wanted.shown and not field.released:
        out = "its cells empty" if wanted.needed else "the column out"
        node.complain(f"{of} is shown in reports: release it, or leave {out}")
    for choice in field.choices:
        if wanted.choices and choice not in wanted.choices:
            similar = near(choice, wanted.choices)
            node.complain(f"{of} allows {choice!r}", wanted.choices, similar)


def _refers(table: Table, wanted: ForeignKey, package: Package) -> bool:
    """Say whether columns refer to a table; to one that is not there is another problem."""
    target = wanted.table or table.name
    found = {
        key.table or table.name for key in table.foreign_keys if {*wanted.fields} <= {*key.fields}
    }
    return target in found or not all(map(package.has, found))
