"""Tables on the method: coverage, codebook, sensitivity, and what changed."""

from __future__ import annotations

import os

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset, load
from floorbook.measures.claims import ALL, ANY
from floorbook.wording.phrases import count, none_or
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table

AGAINST = "FLOORBOOK_AGAINST"
"""Environment variable: the folder of an older version of the data package."""


def coverage_table(selection: Selection) -> Table:
    """Show what became of every item of the source, by section.

    A row is (source, section).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> coverage_table(Selection(floorbook.load())).headers[:2]
    ['Section of the source', 'Items']
    """
    dataset = selection.dataset
    points = set(dataset.points["item"]) - {""}
    coded = set(dataset.points.loc[dataset.points["id"].isin(dataset.codings["point"]), "item"])
    coded -= {""}
    items = dataset.items.assign(
        point=dataset.items["id"].isin(points), coded=dataset.items["id"].isin(coded)
    )
    columns = ["source", "section", "items", "of_them_points", "coded", "others"]
    titles = dataset.labels["source"]
    rows = []
    for (source, section), mine in items.groupby(["source", "section"], sort=False):
        reasons = mine.loc[~mine["point"], "reason"].value_counts(sort=False)
        rows.append(
            {
                "source": titles.get(str(source), str(source)),
                "section": section,
                "items": len(mine),
                "of_them_points": int(mine["point"].sum()),
                "coded": int(mine["coded"].sum()),
                "others": ", ".join(
                    str(reason) if n == 1 else f"{n} × {reason}" for reason, n in reasons.items()
                ),
            }
        )
    several = {"source": "Source"} if items["source"].nunique() > 1 else {}
    all_items = f"All {len(items)} items are" if len(items) != 1 else "The 1 item is"
    return Table(
        selection,
        pd.DataFrame(rows, columns=columns),
        {
            **several,
            "section": "Section of the source",
            "items": "Items",
            "of_them_points": "Points",
            "coded": "Coded",
            "others": "No points, because",
        },
        absent=items.empty,
        heading=(
            f"{all_items} accounted for: "
            + (
                f"{count(len(points), 'point')}, {len(coded) or 'none'} of them coded"
                if points
                else "none is a point"
            )
        ),
        subtitle="An item is a list item or paragraph; one that is no point says why.",
        empty="No item of a source is recorded.",
    )


def codebook_table(selection: Selection) -> Table:
    """Show the codebook. A row is an issue.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> codebook_table(Selection(floorbook.load())).headers[:2]
    ['Dimension', 'Issue']
    """
    dataset = selection.dataset
    used = dataset.codings["issue"].value_counts()
    frame = dataset.codebook.assign(
        codings=dataset.codebook["issue"].map(used).fillna(0).astype(int)
    )
    return Table(
        selection,
        frame,
        {
            "dimension": "Dimension",
            "issue": "Issue",
            "claim": "Claim that “support” supports",
            "takes_up": "Taken up when the point is about",
            "leaves_out": "Not when",
            "codings": "Codings",
        },
        heading=f"{count(len(frame), 'issue')} in {count(len(dataset.dimensions), 'dimension')}",
        subtitle="One point may carry several codings, one per issue that it takes up.",
    )


def sensitivity_table(selection: Selection) -> Table:
    """Show the cells whose word changes when one coding is left out. A row is a coding.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> sensitivity_table(Selection(floorbook.load())).headers[-2:]
    ['Word now', 'Word then']
    """
    table = measures.cell_sensitivity(selection.dataset)
    changes = table[table["changes"] & ~table["alone"]]
    alone = int(table["alone"].sum())
    cells = len(measures.cells(selection.dataset))
    return Table(
        selection,
        _placed(selection.dataset, changes),
        {
            "participant": "Who",
            "issue": "Issue",
            "place": "Without the coding of",
            "word": "Word now",
            "without": "Word then",
        },
        heading=_resting(alone, cells, len(changes)),
        subtitle="Each coding left out once. Cells that rest on one coding are listed apart.",
        empty="Of what is picked, no cell with several codings changes its word.",
    )


def lone_table(selection: Selection) -> Table:
    """Show the cells that rest on one coding. A row is a cell.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> lone_table(Selection(floorbook.load())).headers[-1]
    'Its one point'
    """
    table = measures.lone_cells(selection.dataset)
    return Table(
        selection,
        table,
        {"participant": "Who", "issue": "Issue", "word": "Word", "points": "Its one point"},
        heading=f"{none_or(len(table), 'cell')} on a single coding",
        subtitle="Read these as one recorded statement, and no more.",
    )


def claim_sensitivity_table(selection: Selection) -> Table:
    """Show the codings that move a claim's count. A row is (claim part, coding).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> claim_sensitivity_table(Selection(floorbook.load())).headers[0]
    'Part of a claim'
    """
    dataset = selection.dataset
    table = measures.claim_sensitivity(dataset)
    labels = dict(
        zip(
            zip(dataset.claim_parts["claim"], dataset.claim_parts["part"], strict=True),
            dataset.claim_parts["label"],
            strict=True,
        )
    )
    table = table[~table["part"].isin([ANY, ALL])]
    moving = len(table[["point", "issue"]].drop_duplicates())
    table = table.assign(
        what=[
            labels[claim, part] for claim, part in zip(table["claim"], table["part"], strict=True)
        ],
        now=table["least"].astype(str) + " to " + table["most"].astype(str),
        then=table["least_without"].astype(str) + " to " + table["most_without"].astype(str),
    )
    return Table(
        selection,
        _placed(dataset, table),
        {
            "what": "Part of a claim",
            "participant": "Who",
            "place": "Without the coding of",
            "issue": "Issue",
            "now": "Backers now",
            "then": "Backers then",
        },
        absent=measures.claim_range(dataset).empty,
        heading=(
            f"{none_or(moving, 'coding')} would move a claim's count if left out"
            if len(dataset.claims)
            else "No claim is made at the head of a source"
        ),
        subtitle="Least and most over narrow and wide reading, unsure codings in and out.",
        empty="Of what is picked, no coding moves a claim's count.",
    )


def changes_table(selection: Selection, old: Dataset | None = None) -> Table:
    """Show what differs from an older version of the data package. A row is a changed value.

    Without `old`, the older version is the folder that ``floorbook report --against`` names.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> data = floorbook.load()
    >>> changes_table(Selection(data), old=data).rows
    []
    """
    against = os.environ.get(AGAINST)
    if old is None and against:
        old = load(against)
    columns = {
        "table": "Table",
        "change": "Change",
        "key": "Which",
        "column": "Column",
        "before": "Before",
        "after": "After",
    }
    if old is None:
        return Table(
            selection,
            pd.DataFrame(columns=list(columns)),
            columns,
            absent=True,
            heading="No older version of the data was named",
            empty="`floorbook report --against FOLDER` names one.",
        )
    table = measures.changes(old, selection.dataset, released=True)
    return Table(
        selection,
        table,
        columns,
        heading=(
            f"{none_or(len(table), 'value')} {'differs' if len(table) < 2 else 'differ'} "
            f"from version {old.package.version}"
        ),
        empty="Nothing differs.",
    )


def _resting(alone: int, cells: int, changing: int) -> str:
    """Say how many cells rest on one coding, and how many codings change the word of others."""
    if not cells:
        return "Nothing is recorded on any issue"
    if alone == cells:
        rest = "The one cell rests" if cells == 1 else f"All {cells} cells rest"
        return f"{rest} on a single coding"
    rest = "rests" if alone == 1 else "rest"
    codings = count(changing, "coding") if changing else "no coding"
    return (
        f"{alone or 'None'} of {count(cells, 'cell')} {rest} on a single coding; of the others, "
        f"{codings} would change a word if left out"
    )


def _placed(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        place=table["point"].map(dataset.places), label=table["point"].map(dataset.places)
    )
