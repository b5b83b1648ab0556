"""The data card: the generated half of a package's README.md.

Prose is written by hand. The text between a pair of markers is made from ``datapackage.json`` and
the codebook's tables, so that the card and the data always say the same:

    <!-- generated: tables -->
    <!-- /generated -->

``python -m floorbook.package.card data`` writes the card anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from floorbook.package.defaults import filled
from floorbook.package.description import describe
from floorbook.package.problems import DataError
from floorbook.package.schema import Field, Table

FILE = "README.md"

_GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def render(folder: Path | str) -> str:
    """Return the data card of a package with its generated parts made anew.

    Everything outside the markers stays as it is in the folder's README.md. The parts are
    ``tables`` (what a row of each table is, and every column; in the words of the reference if the
    package has no words of its own) and ``codebook`` (dimensions, issues and positions).

    Raises
    ------
    DataError
        If anything is wrong with the package's description.
    KeyError
        For a part with an unknown name.
    ValueError
        Where a part is missing.

    Examples
    --------
    >>> render("data").partition("<!-- generated: tables -->")[2].split("\\n")[2]
    '### `meetings`: Meetings'
    """
    folder = Path(folder)
    package, problems = describe(folder)
    if problems or package is None:
        raise DataError(problems)
    frames = {
        table.name: pd.read_csv(folder / table.path, dtype=str, keep_default_na=False)
        for table in package.tables
    }
    tables = [_resource(table, len(frames[table.name])) for table in package.tables]
    codebook = {
        name: [
            {str(column): text for column, text in row.items()} for row in frame.to_dict("records")
        ]
        for name, frame in filled(package, frames).items()
        if name in ("dimensions", "codebook", "positions")
    }
    parts = {"tables": "\n\n".join(tables), "codebook": _codebook(codebook)}
    card = (folder / FILE).read_text(encoding="utf-8")
    missing = parts.keys() - {name for _, name, _ in _GENERATED.findall(card)}
    if missing:
        raise ValueError(f"{FILE}: no <!-- generated: {min(missing)} --> … <!-- /generated -->")
    return _GENERATED.sub(lambda at: f"{at[1]}\n{parts[at[2]]}\n\n{at[3]}", card)


def _resource(table: Table, rows: int) -> str:
    """Describe one table: what a row is, how many there are, and each column."""
    links = {
        field: f"→ `{key.table or table.name}.{target}`"
        for key in table.foreign_keys
        for field, target in zip(key.fields, key.columns, strict=True)
    }
    key = table.keys[0] if table.keys else ()
    lines = _table(
        ["column", "what it holds", "type", "rules", "travels"],
        (
            [
                f"`{field.name}`",
                field.description,
                field.type,
                "; ".join(_rules(field, key, links.get(field.name))),
                "yes" if field.released else "no",
            ]
            for field in table.fields
        ),
    )
    count = f"{rows:,} row" if rows == 1 else f"{rows:,} rows"
    return (
        f"### `{table.name}`: {table.title}\n\n{table.description}\n"
        f"{count} in `{table.path}`.\n\n{lines}"
    )


def _rules(field: Field, key: tuple[str, ...], link: str | None) -> Iterable[str]:
    """Say in words what may stand in a column."""
    if field.name in key:
        yield "key" if len(key) == 1 else "part of the key"
    elif field.unique:
        yield "unique"
    if not field.required and field.name not in key:
        yield "may be empty"
    if link:
        yield link
    if field.choices:
        yield "one of " + ", ".join(f"`{value}`" for value in field.choices)
    if field.pattern and not link:
        yield f"pattern `{field.pattern}`"
    if field.minimum is not None:
        yield f"at least {field.minimum}"
    if field.maximum is not None:
        yield f"at most {field.maximum}"
    if field.max_length is not None:
        yield f"at most {field.max_length} characters"


def _codebook(tables: Mapping[str, list[dict[str, str]]]) -> str:
    """Write out dimensions with their issues, then the positions."""
    scale = {row["position"]: float(row["value"]) for row in tables["positions"] if row["value"]}
    top = max(scale, key=scale.__getitem__, default="")
    claim = f"claim that `{top}` is for" if scale.get(top) else "claim"
    parts = []
    for dimension in sorted(tables["dimensions"], key=lambda row: int(row["order"])):
        compared = "compared" if dimension["compared"] == "true" else "not compared"
        lines = _table(
            ["issue", "label", claim, "takes up", "leaves out"],
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


def main(folder: str = "data") -> None:
    """Write a package's data card anew."""
    (Path(folder) / FILE).write_text(render(folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
