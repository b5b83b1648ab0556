"""What the software asks of a package's description, so that it may rely on what it reads.

A package may describe more tables and columns, and stricter ones.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from floorbook.package.descriptor import Node
from floorbook.package.problems import near

if TYPE_CHECKING:
    from floorbook.package.schema import Table

# `*` marks the columns of the key, `:` goes before a type that is not text, `>` before the table
# that a column refers to.
NEEDED = {
    "meetings": "*id title date:date place convenor",
    "sources": "*id meeting>meetings title issuer kind language url symbol file sha256 offset_unit",
    "items": "*id source>sources order:integer parent>items section number:integer start:integer"
    " end:integer fingerprint reason",
    "participants": "*id name long_name kind iso3 un_group un_group_note region",
    "interventions": "*id meeting>meetings order:integer participant>participants speaker office"
    " kind on_behalf_of replies_to>interventions",
    "points": "*id intervention>interventions order:integer item>items gist",
    "acts": "*id point>points kind addressee gist",
    "act_issues": "*act>acts *issue>codebook",
    "responses": "*id target_act>acts target_point>points response_point>points"
    " response_act>acts relation",
    "dimensions": "*dimension label order:integer compared:boolean",
    "codebook": "*issue dimension>dimensions label claim takes_up leaves_out",
    "positions": "*position label value:number letter when",
    "codings": "*point>points *issue>codebook position>positions voice *coder note unsure:boolean",
    "codings_blind": "*point>points *issue>codebook position>positions voice *coder note"
    " unsure:boolean",
    "claims": "*id item>items gist scope_kinds scope_turns",
    "claim_parts": "*claim>claims *part label order:integer",
    "claim_issues": "*claim>claim_parts *part>claim_parts *issue>codebook reading",
    "names": "*source>sources *name participant>participants",
}

# What no report shows, and may stay at home. All else travels in exported files, and must say so
# with `released`: what a package keeps back is refused rather than let out.
AT_HOME = {
    "sources": "language url symbol file sha256 offset_unit",
    "items": "parent start end fingerprint",
    "participants": "iso3 un_group_note",
    "interventions": "office on_behalf_of",
    "positions": "when",
    "codings": "note unsure",
    "codings_blind": "note unsure",
    "names": "source name participant",
}


def columns(table: str) -> tuple[str, ...]:
    """Return the columns that the software reads of a table; none of one that it does not know.

    Examples
    --------
    >>> columns("act_issues")
    ('act', 'issue')
    """
    return tuple(_parts(text)[0] for text in NEEDED.get(table, "").split())


def unmet(tables: tuple[Table, ...], nodes: tuple[Node, ...], top: Node) -> None:
    """Complain of every need that a description does not meet."""
    names = [table.name for table in tables]
    for name, count in Counter(names).items():
        if count > 1:
            top["resources"].complain(f"describe {name!r} {count} times")
    for name in NEEDED:
        if name in names:
            place = names.index(name)
            _unmet(tables[place], nodes[place]["schema"])
        else:
            similar = near(name, [known for known in names if known not in NEEDED])
            top["resources"].complain(f"lack the table {name!r}", suggestion=similar)


def _unmet(table: Table, node: Node) -> None:
    needs = [_parts(text) for text in NEEDED[table.name].split()]
    fields = {field.name: field for field in table.fields}
    for column, kind, target in needs:
        field = fields.get(column)
        if field is None:
            similar = near(column, [known for known in fields if known not in columns(table.name)])
            node["fields"].complain(f"of {table.name} lack {column!r}", suggestion=similar)
        elif field.type != kind:
            node["fields"].complain(f"of {table.name}: {column!r} must be of type {kind}")
        elif target and not _refers(table, column, target):
            node.complain(f"of {table.name}: {column!r} must be a foreign key to {target!r}")
        elif not (field.released or column in AT_HOME.get(table.name, "").split()):
            told = "is shown in reports: release it, or leave its cells empty"
            node["fields"].complain(f"of {table.name}: {column!r} {told}")
    key = [_parts(text)[0] for text in NEEDED[table.name].split() if text.startswith("*")]
    if set(key) not in map(set, table.keys):
        node.complain(f"of {table.name} lacks the key {', '.join(key)}")


def _refers(table: Table, column: str, target: str) -> bool:
    return any(
        column in key.fields and target in (key.table, key.table or table.name)
        for key in table.foreign_keys
    )


def _parts(text: str) -> tuple[str, str, str]:
    """Return column, type and target of a need."""
    rest, _, target = text.removeprefix("*").partition(">")
    column, _, kind = rest.partition(":")
    return column, kind or "string", target
