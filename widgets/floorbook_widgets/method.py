"""Tables on the method: coverage, codebook, sensitivity, and what changed."""

from __future__ import annotations

import os

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.loading import load
from floorbook.measures.changes import not_compared
from floorbook.measures.claims import WHOLE, part_labels
from floorbook.wording import method as wording
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
    return Table(
        selection,
        pd.DataFrame(rows, columns=columns),
        {
            **several,
            "section": "Section of the source",
            "items": "Items",
            "of_them_points": "With a point",
            "coded": "Coded",
            "others": "Without a point, because",
        },
        absent=items.empty,
        heading=str(wording.coverage(dataset)),
        subtitle="An item is a heading, a line, a list entry or a paragraph.",
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
    used, rule = dataset.codings["issue"].value_counts(), wording.rule(dataset)
    frame = dataset.codebook.assign(
        codings=dataset.codebook["issue"].map(used).fillna(0).astype(int)
    )
    return Table(
        selection,
        frame,
        {
            "dimension": "Dimension",
            "issue": "Issue",
            "claim": "The statement that a position is on",
            "takes_up": "Coded when a point is about",
            "leaves_out": "Not coded when",
            "codings": "Codings",
        },
        heading=str(wording.codebook(dataset)),
        subtitle=" ".join(
            filter(None, ["A point has a coding for every issue that it is about.", rule])
        ),
    )


def sensitivity_table(selection: Selection) -> Table:
    """Show the positions that change when one coding is left out. A row is a coding.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> sensitivity_table(Selection(floorbook.load())).headers[-2:]
    ['Position now', 'Position without it']
    """
    dataset = selection.dataset
    table = measures.cell_sensitivity(dataset)
    return Table(
        selection,
        _placed(dataset, table[table["changes"] & ~table["alone"]]),
        {
            "participant": "Who",
            "issue": "Issue",
            "place": "Without the coding of",
            "word": "Position now",
            "without": "Position without it",
        },
        absent=not dataset.supports,
        heading=str(wording.sensitivity(dataset)),
        subtitle="What rests on one coding alone is listed apart.",
        empty="For what is picked, nothing with several codings changes.",
    )


def lone_table(selection: Selection) -> Table:
    """Show what rests on one coding. A row is a participant on an issue.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> lone_table(Selection(floorbook.load())).headers[-1]
    'The point'
    """
    position = {"word": "Position"} if selection.dataset.package.has("positions") else {}
    return Table(
        selection,
        measures.lone_cells(selection.dataset),
        {"participant": "Who", "issue": "Issue", **position, "points": "The point"},
        heading=str(wording.lone(selection.dataset)),
        subtitle="Read each as one recorded statement, and no more.",
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
    labels = part_labels(dataset)
    table = table[~table["part"].isin(WHOLE)]
    table = table.assign(
        what=[
            labels[claim, part] for claim, part in zip(table["claim"], table["part"], strict=True)
        ],
        now=_spans(table, ""),
        then=_spans(table, "_without"),
    )
    return Table(
        selection,
        _placed(dataset, table),
        {
            "what": "Part of a claim",
            "participant": "Who",
            "place": "Without the coding of",
            "issue": "Issue",
            "now": "How many support it now",
            "then": "Without the coding",
        },
        absent=measures.claim_range(dataset).empty,
        heading=str(wording.claim_sensitivity(dataset)),
        subtitle=(
            "From the fewest to the most: in the narrow and the wide reading of the claim, with "
            "the codings marked unsure and without them."
        ),
        empty="For what is picked, no coding changes the count of a claim.",
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
        "held": "In",
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
    dataset = selection.dataset
    table = measures.changes(old, dataset, released=True)
    return Table(
        selection,
        table.assign(held=table["table"].map(wording.table_name)),
        columns,
        heading=str(wording.changes(table, old.package.version)),
        note=wording.not_compared(not_compared(old, dataset, released=True)),
        empty="Nothing differs.",
    )


def _spans(table: pd.DataFrame, end: str) -> list[str]:
    """Write the fewest and the most, once where they are the same."""
    pairs = zip(table[f"least{end}"], table[f"most{end}"], strict=True)
    return [str(least) if least == most else f"{least} to {most}" for least, most in pairs]


def _placed(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        place=table["point"].map(dataset.labels["point"]),
        label=table["point"].map(dataset.labels["point"]),
    )
