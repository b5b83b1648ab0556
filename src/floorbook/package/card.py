"""The data card: the generated half of a package's README.md.

Prose is written by hand; what stands between a pair of markers is made from ``datapackage.json``
and the codebook's tables, so that the card cannot say something else than the data:

    <!-- generated: tables -->
    <!-- /generated -->

``python -m floorbook.package.card data`` writes the card anew.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILE = "README.md"

_GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def render(folder: Path | str) -> str:
    """Return the data card of a package with its generated parts made anew.

    Everything outside the markers stays as it is in the folder's README.md. The parts are
    ``tables`` (what a row of each table is, and every column) and ``codebook`` (dimensions, issues
    and positions). Raises KeyError for a part of another name, ValueError where a part is missing.

    >>> render("data") == open("data/README.md", encoding="utf-8").read()
    True
    """
    folder = Path(folder)
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    rows = {resource["name"]: _rows(folder / resource["path"]) for resource in resources}
    tables = [_resource(resource, len(rows[resource["name"]])) for resource in resources]
    parts = {"tables": "\n\n".join(tables), "codebook": _codebook(rows)}
    card = (folder / FILE).read_text(encoding="utf-8")
    missing = parts.keys() - {name for _, name, _ in _GENERATED.findall(card)}
    if missing:
        raise ValueError(f"{FILE}: no <!-- generated: {min(missing)} --> … <!-- /generated -->")
    return _GENERATED.sub(lambda at: f"{at[1]}\n{parts[at[2]]}\n\n{at[3]}", card)


def _resource(resource: dict[str, Any], rows: int) -> str:
    """Describe one table: what a row is, how many there are, and each column."""
    schema = resource["schema"]
    links = {
        field: f"→ `{key['reference']['resource'] or resource['name']}.{target}`"
        for key in schema.get("foreignKeys", [])
        for field, target in zip(key["fields"], key["reference"]["fields"], strict=True)
    }
    lines = _table(
        ["column", "what it holds", "type", "rules", "travels"],
        (
            [
                f"`{field['name']}`",
                field["description"],
                field["type"],
                "; ".join(_rules(field, schema["primaryKey"], links.get(field["name"]))),
                "yes" if field.get("released") else "no",
            ]
            for field in schema["fields"]
        ),
    )
    count = f"{rows:,} row" if rows == 1 else f"{rows:,} rows"
    return (
        f"### `{resource['name']}`: {resource['title']}\n\n{resource['description']}\n"
        f"{count} in `{resource['path']}`.\n\n{lines}"
    )


def _rules(field: dict[str, Any], key: list[str], link: str | None) -> Iterable[str]:
    """Say in words what may stand in a column."""
    constraints = field.get("constraints", {})
    if field["name"] in key:
        yield "key" if len(key) == 1 else "part of the key"
    elif constraints.get("unique"):
        yield "unique"
    if not constraints.get("required") and field["name"] not in key:
        yield "may be empty"
    if link:
        yield link
    values = [entry["value"] for entry in field.get("categories", [])]
    if values := values or constraints.get("enum", []):
        yield "one of " + ", ".join(f"`{value}`" for value in values)
    if "pattern" in constraints and not link:
        yield f"pattern `{constraints['pattern']}`"
    for name, words in (("minimum", "at least"), ("maximum", "at most")):
        if name in constraints:
            yield f"{words} {constraints[name]}"
    if "maxLength" in constraints:
        yield f"at most {constraints['maxLength']} characters"


def _codebook(tables: dict[str, list[dict[str, str]]]) -> str:
    """Write out dimensions with their issues, then the positions."""
    parts = []
    for dimension in sorted(tables["dimensions"], key=lambda row: int(row["order"])):
        compared = "compared" if dimension["compared"] == "true" else "not compared"
        lines = _table(
            ["issue", "label", "claim that support supports", "takes up", "leaves out"],
            (
                [
                    f"`{row['issue']}`",
                    row["label"],
                    row["claim"],
                    row["takes_up"],
                    row["leaves_out"],
                ]
                for row in tables["codebook"]
                if row["dimension"] == dimension["dimension"]
            ),
        )
        head = f"### {dimension['label']} (`{dimension['dimension']}`, {compared})"
        parts.append(f"{head}\n\n{lines}")
    lines = _table(
        ["position", "value", "letter", "when"],
        (
            [f"`{row['position']}`", row["value"] or "none", row["letter"], row["when"]]
            for row in tables["positions"]
        ),
    )
    return "\n\n".join([*parts, f"### Positions\n\n{lines}"])


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    """Write a Markdown table; a bar inside a cell is escaped."""
    cells = ([cell.replace("|", "\\|") for cell in row] for row in [header, *rows])
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|---" * len(header) + "|", *lines[1:]])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main(folder: str = "data") -> None:
    """Write a package's data card anew."""
    (Path(folder) / FILE).write_text(render(folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
