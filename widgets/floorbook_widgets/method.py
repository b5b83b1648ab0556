"""Tables on the method: coverage, codebook, sensitivity, reliability, and what changed."""

from __future__ import annotations

import os

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset, load
from floorbook_widgets.base import count
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table, in_words

AGAINST = "FLOORBOOK_AGAINST"
"""Environment variable: the folder of an older version of the data package."""


def coverage_table(selection: Selection) -> Table:
    """Show what became of every item of the source, by section.

    A row is (source, section).
    """
    dataset = selection.dataset
    points = set(dataset.points["item"])
    coded = set(dataset.points.loc[dataset.points["id"].isin(dataset.codings["point"]), "item"])
    items = dataset.items.assign(
        point=dataset.items["id"].isin(points), coded=dataset.items["id"].isin(coded)
    )
    rows = []
    for (_, section), mine in items.groupby(["source", "section"], sort=False):
        reasons = mine.loc[~mine["point"], "reason"].value_counts(sort=False)
        rows.append(
            {
                "section": section,
                "items": len(mine),
                "points": int(mine["point"].sum()),
                "coded": int(mine["coded"].sum()),
                "others": ", ".join(f"{n} {reason}" for reason, n in reasons.items()),
            }
        )
    frame = pd.DataFrame(rows).rename(columns={"points": "of_them_points"})
    return Table(
        selection,
        frame,
        {
            "section": "Section of the source",
            "items": "Items",
            "of_them_points": "Points",
            "coded": "Coded",
            "others": "No points, because",
        },
        heading=(
            f"All {count(len(items), 'item')} are accounted for: {len(points)} are points, "
            f"{len(coded)} of them coded"
        ),
        subtitle="An item is a list item or paragraph; one that is no point says why.",
    )


def codebook_table(selection: Selection) -> Table:
    """Show the codebook. A row is an issue."""
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
    """Show the cells whose word changes when one coding is left out. A row is a coding."""
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
        heading=(
            f"{alone} of {count(cells, 'cell')} rest on a single coding; of the others, "
            f"{count(len(changes), 'coding')} would change a word if left out"
        ),
        subtitle="Each coding left out once. Cells that rest on one coding are listed apart.",
        empty="Of what is picked, no cell with several codings changes its word.",
    )


def lone_table(selection: Selection) -> Table:
    """Show the cells that rest on one coding. A row is a cell."""
    table = measures.lone_cells(selection.dataset)
    return Table(
        selection,
        table,
        {"participant": "Who", "issue": "Issue", "word": "Word", "points": "Its one point"},
        heading=f"{count(len(table), 'cell')} on a single coding",
        subtitle="Read these as one recorded statement, and no more.",
    )


def claim_sensitivity_table(selection: Selection) -> Table:
    """Show the codings that move a claim's count. A row is (claim part, coding)."""
    dataset = selection.dataset
    table = measures.claim_sensitivity(dataset)
    labels = dict(
        zip(
            zip(dataset.claim_parts["claim"], dataset.claim_parts["part"], strict=True),
            dataset.claim_parts["label"],
            strict=True,
        )
    )
    table = table[~table["part"].isin(["any", "all"])]
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
        heading=f"{count(len(table), 'coding')} would move a claim's count if left out",
        subtitle="Least and most over narrow and wide reading, unsure codings in and out.",
        empty="Of what is picked, no coding moves a claim's count.",
    )


def reliability_table(selection: Selection) -> Table:
    """Show Krippendorff's α of presence and position. A row is (measure, dimension)."""
    table = measures.reliability(selection.dataset)
    labels = dict(
        zip(
            selection.dataset.dimensions["dimension"],
            selection.dataset.dimensions["label"],
            strict=True,
        )
    )
    alphas = ["undefined" if pd.isna(alpha) else f"{alpha:.3f}" for alpha in table["alpha"]]
    table = table.assign(
        over=[labels.get(one, "all") for one in table["dimension"]],
        shown=alphas,
        label=table["measure"] + ", " + [labels.get(one, "all") for one in table["dimension"]],
    )
    whole = table[table["dimension"].eq("")]
    overall = dict(zip(whole["measure"], whole["shown"], strict=True))
    return Table(
        selection,
        table.drop(columns="dimension"),
        {
            "measure": "Of",
            "over": "Dimension",
            "shown": "α",
            "why": "Why undefined",
            "units": "Units",
            "alike": "Judged alike",
            "left_out": "Left out (outside the scale)",
            "observed": "D_o",
            "expected": "D_e",
        },
        heading=(
            "Krippendorff's α: presence "
            f"{overall.get('presence', 'undefined')}, "
            f"position {overall.get('position', 'undefined')}"
        ),
        subtitle=(
            "α = 1 − D_o / D_e (Hayes & Krippendorff 2007). Presence: nominal, units are all "
            "points × issues. Position: interval, units coded by both. It tests the codebook's "
            "wording: two readings by machine say nothing about agreement between people."
        ),
    )


def disagreements_table(selection: Selection) -> Table:
    """Show where the second coder judged otherwise. A row is (point, issue)."""
    table = measures.disagreements(selection.dataset)
    table = table.assign(label=table["place"])
    return Table(
        selection,
        table,
        {
            "place": "Where",
            "issue": "Issue",
            "differs": "They differ in",
            "position": "Coder of record",
            "position_other": "Second coder",
        },
        heading=f"{count(len(table), 'judgement')} in which the coders differ",
        subtitle="A blank says that this coder did not code the point on the issue.",
        empty="Of what is picked, both coders judge alike, or there is one coder.",
    )


def under_coder_table(selection: Selection) -> Table:
    """Show the cells whose word would be another under the second coder. A row is a cell."""
    table = measures.under_coder(selection.dataset)
    return Table(
        selection,
        table,
        {
            "participant": "Who",
            "issue": "Issue",
            "word": "Word",
            "word_other": "Under the second coder",
        },
        heading=f"{count(len(table), 'cell')} would have another word under the second coder",
        empty="Of what is picked, no cell would have another word.",
    )


def changes_table(selection: Selection, old: Dataset | None = None) -> Table:
    """Show what differs from an older version of the data package. A row is a changed value.

    Without `old`, the older version is the folder that ``floorbook report --against`` names.
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
            heading="No older version of the data was named",
            empty="`floorbook report --against FOLDER` names one.",
        )
    table = measures.changes(old, selection.dataset, released=True)
    return Table(
        selection,
        table,
        columns,
        heading=f"{count(len(table), 'value')} differ from version {old.package.version}",
        empty="Nothing differs.",
    )


def contested(dataset: Dataset) -> dict[str, str]:
    """Give the cells with another word under the second coder: "meeting/participant/issue" → it."""
    table = measures.under_coder(dataset)
    words = in_words(dataset)[""]
    keys = table["meeting"] + "/" + table["participant"] + "/" + table["issue"]
    return {key: words.get(word, word) for key, word in zip(keys, table["word_other"], strict=True)}


def _placed(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        place=table["point"].map(dataset.places), label=table["point"].map(dataset.places)
    )
