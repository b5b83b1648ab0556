"""Tables on the coders: how reliable the codings are, and where a second coder differs."""

from __future__ import annotations

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.coders import other_coders
from floorbook.wording import coders as wording
from floorbook_widgets.matrix import Matrix
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


def reliability_table(selection: Selection) -> Table:
    """Show Krippendorff's α of presence and position. A row is (measure, dimension).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> reliability_table(Selection(floorbook.load())).headers[:3]
    ['Of', 'Dimension', 'α']
    """
    dataset = selection.dataset
    table = measures.reliability(dataset)
    labels = dataset.labels["dimension"]
    over = [labels.get(one, "all") for one in table["dimension"]]
    table = table.assign(
        over=over,
        measure=table["measure"].map(wording.MEASURES),
        shown=[wording.alpha(one) for one in table["alpha"]],
        observed=[wording.significant(one) for one in table["observed"]],
        expected=[wording.significant(one) for one in table["expected"]],
    )
    return Table(
        selection,
        table.drop(columns="dimension").assign(label=table["measure"] + ", " + over),
        {
            "measure": "Of",
            "over": "Dimension",
            "shown": "α",
            "why": "Why undefined",
            "units": "Judgements",
            "alike": "Judged alike",
            "left_out": "Left out (outside the scale)",
            "observed": "D_o",
            "expected": "D_e",
        },
        absent=not other_coders(dataset),
        heading=str(wording.reliability(dataset)),
        subtitle=wording.formula(dataset),
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
    dataset = selection.dataset
    table = measures.disagreements(dataset)
    places = table["point"].map(dataset.labels["point"])
    table = table.assign(label=places, place=places, differs=table["differs"].map(wording.MEASURES))
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
        absent=not other_coders(dataset),
        heading=str(wording.disagreements(dataset)),
        subtitle=(
            "A judgement is about one point and one issue. A blank: this coder did not code the "
            "point on the issue."
        ),
        empty="For what is picked, no judgement differs.",
    )


def under_coder_table(selection: Selection) -> Table:
    """Show the positions that would be others under the second coder.

    A row is a participant on an issue.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> under_coder_table(Selection(floorbook.load())).headers[-1]
    'With the second coder'
    """
    dataset = selection.dataset
    table = measures.under_coder(dataset)
    return Table(
        selection,
        table,
        {
            "participant": "Who",
            "issue": "Issue",
            "word": "Position",
            "word_other": "With the second coder",
        },
        absent=not other_coders(dataset),
        heading=str(wording.under_coder(dataset)),
        # Where there is none at all, the heading says so.
        empty="" if table.empty else "For what is picked, no position would be different.",
    )


def contested_matrix(selection: Selection) -> Matrix:
    """Show the matrix with the positions marked that would be others under the second coder.

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
