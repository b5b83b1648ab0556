"""A package's own description, datapackage.json: read, and compared with the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from floorbook.package.boundary import breach
from floorbook.package.characters import strange
from floorbook.package.descriptor import Node, read
from floorbook.package.problems import Problem
from floorbook.package.reference import completed, meant, unmet
from floorbook.package.schema import FILE, Package, check_keys, read_table

PROPERTIES = (
    *("name", "title", "description", "version", "created", "coder", "limits", "resources"),
    *("sources", "licenses", "contributors"),
)


def describe(folder: Path, shown: str = "") -> tuple[Package | None, list[Problem]]:
    """Read a folder's datapackage.json.

    Parameters
    ----------
    folder
        The data package.
    shown
        The folder's name in messages.

    Returns
    -------
    tuple
        The package, and what is wrong with its description. The package is None if nothing of it
        may be read: a path leaves the folder, or the description itself cannot be read.
    """
    top = read(folder / FILE, f"{shown or folder}/{FILE}")
    if top.problems and not top.value:
        return None, top.problems
    top.spelt(PROPERTIES)
    nodes = top["resources"].entries()
    if not nodes:
        top.complain("resources are missing: the package describes no table")
    safe = [_stays_inside(node["path"], folder) for node in nodes]
    safe += [_leads_somewhere(link, folder) for link in _links((top, *nodes))]
    package = Package(
        name=top["name"].string(),
        title=top["title"].string(required=True),
        description=top["description"].string(),
        version=top["version"].string(),
        created=top["created"].string(),
        coder=top["coder"].string(),
        tables=tuple(meant([*map(read_table, nodes)], nodes)),
        coder_place=top["coder"].place(),
        limits=tuple(_shown(node) for node in top["limits"].entries()),
    )
    for table, node in zip(package.tables, nodes, strict=True):
        check_keys(table, package.tables, node)
    unmet(package, nodes, top)
    if not safe or not all(safe):
        return None, top.problems
    return replace(package, tables=tuple(map(completed, package.tables))), top.problems


def _shown(node: Node) -> str:
    """Read a text that reports show: no character in it changes the text after it."""
    text = node.string(required=True)
    if why := strange(text):
        node.complain(f"cannot be shown: {why}", allowed=("text",))
    return text


def _stays_inside(node: Node, folder: Path) -> bool:
    """Say whether a path may be opened: only as a plain CSV file in the package."""
    path = node.value
    if not isinstance(path, str):
        node.string(required=True)
        return False
    why = breach(path, folder)
    if not why and not path.casefold().endswith(".csv"):
        why = "names no CSV file: what is compressed or packed must be unpacked first"
    if why:
        node.complain(why, allowed=("a .csv file in the package",))
    return not why


def _links(owners: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the paths that Floorbook does not read, but that a person might open."""
    for owner in owners:
        for name in ("sources", "licenses", "contributors"):
            yield from (entry["path"] for entry in owner[name].entries())


def _leads_somewhere(node: Node, folder: Path) -> bool:
    """Say whether a path is an address on the web, or stays in the package."""
    path = node.string()
    if not path or path.casefold().startswith(("https://", "http://")):
        return True
    if why := breach(path, folder):
        node.complain(why, allowed=("https://…", "a file in the package"))
    return not why
