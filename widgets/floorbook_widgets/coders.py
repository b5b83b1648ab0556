"""Tables on the coders: how reliable the codings are, and where a second coder differs."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.coders import other_coders
from floorbook.wording.phrases import none_or
from floorbook_widgets.matrix import Matrix
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table

ONE_CODER = "There is one coder: nothing to hold the coding against"


def reliability_table(selection: Selection) -> Table:
    """Show Krippendorff's α of presence and position. A row is (measure, dimension).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> reliability_table(Selection(floorbook.load())).headers[:3]
    ['Of', 'Dimension', 'α']
    """
    table = measures.reliability(selection.dataset)
    labels = selection.dataset.labels["dimension"]
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
        absent=not other_coders(selection.dataset),
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
    """Show where the second coder judged otherwise. A row is (point, issue).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> disagreements_table(Selection(floorbook.load())).headers[0]
    'Where'
    """
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
        absent=not other_coders(selection.dataset),
        heading=(
            f"{none_or(len(table), 'judgement')} in which the coders differ"
            if other_coders(selection.dataset)
            else ONE_CODER
        ),
        subtitle="A blank says that this coder did not code the point on the issue.",
        empty="Of what is picked, no judgement differs.",
    )


def under_coder_table(selection: Selection) -> Table:
    """Show the cells whose word would be another under the second coder. A row is a cell.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> under_coder_table(Selection(floorbook.load())).headers[-1]
    'Under the second coder'
    """
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
        absent=not other_coders(selection.dataset),
        heading=(
            f"{none_or(len(table), 'cell')} would have another word under the second coder"
            if other_coders(selection.dataset)
            else ONE_CODER
        ),
        empty="Of what is picked, no cell would have another word.",
    )


def contested_matrix(selection: Selection) -> Matrix:
    """Show the matrix with the cells marked that would have another word under the second coder.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> contested_matrix(Selection(floorbook.load())).absent
    False
    """
    found = Matrix(selection, contested=contested(selection.dataset))
    found.absent = not other_coders(selection.dataset)
    return found


def contested(dataset: Dataset) -> dict[str, str]:
    """Give the cells with another word under the second coder: "meeting/participant/issue" → it.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> len(contested(data)) == len(floorbook.measures.under_coder(data))
    True
    """
    table = measures.under_coder(dataset)
    words = dataset.labels["position"]
    keys = table["meeting"] + "/" + table["participant"] + "/" + table["issue"]
    return {key: words.get(word, word) for key, word in zip(keys, table["word_other"], strict=True)}
