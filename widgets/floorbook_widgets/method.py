"""Tables on the method: coverage, codebook, sensitivity, and what changed."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.loading import load
from floorbook.measures.changes import not_compared
from floorbook.measures.claims import WHOLE, part_labels
from floorbook.wording import method as wording
from floorbook.wording.tables import HEADS, words
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


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
    told = words(dataset, "coverage")
    if items["source"].nunique() > 1:
        told["columns"] = {"source": HEADS["source"], **told["columns"]}
    return Table(
        selection,
        pd.DataFrame(rows, columns=columns),
        absent=items.empty,
        heading=wording.SECTIONS if len(dataset.items) else str(wording.coverage(dataset)),
        **told,
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
    told = words(dataset, "codebook")
    told["subtitle"] = " ".join(filter(None, [told["subtitle"], rule]))
    return Table(selection, frame, heading=str(wording.codebook(dataset)), **told)


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
    table = table[table["changes"] & ~table["alone"]]
    return Table(
        selection,
        _placed(dataset, table),
        absent=not dataset.supports,
        heading=str(wording.sensitivity(dataset)) if table.empty else wording.CHANGING,
        **words(dataset, "sensitivity"),
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
    dataset = selection.dataset
    told = words(dataset, "lone")
    if not dataset.package.has("positions"):
        del told["columns"]["word"]
    heading = str(wording.lone(dataset))
    return Table(selection, measures.lone_cells(dataset), heading=heading, **told)


def claim_sensitivity_table(selection: Selection) -> Table:
    """Show the codings that change a claim's count. A row is (claim part, coding).

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
        absent=measures.claim_range(dataset).empty,
        heading=str(wording.claim_sensitivity(dataset)),
        folded=True,  # the figure shows how far
        **words(dataset, "claim sensitivity"),
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
    if old is None and selection.against:
        old = load(selection.against)
    dataset = selection.dataset
    told = words(dataset, "changes")
    if old is None:
        told |= wording.NO_VERSION
        return Table(selection, pd.DataFrame(columns=list(told["columns"])), absent=True, **told)
    table = measures.changes(old, dataset, released=True)
    return Table(
        selection,
        table.assign(held=table["table"].map(wording.table_name)),
        heading=str(wording.changes(table, old.package.version)),
        note=wording.not_compared(not_compared(old, dataset, released=True)),
        **told,
    )


def _spans(table: pd.DataFrame, end: str) -> list[str]:
    """Write the lowest and the highest number, or one number if they are equal."""
    pairs = zip(table[f"least{end}"], table[f"most{end}"], strict=True)
    return [str(least) if least == most else f"{least} to {most}" for least, most in pairs]


def _placed(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        place=table["point"].map(dataset.labels["point"]),
        label=table["point"].map(dataset.labels["point"]),
    )
