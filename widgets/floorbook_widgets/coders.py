"""Tables on the coders: how reliable the codings are, and where a second coder differs."""

from __future__ import annotations

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.coders import other_coders
from floorbook.wording import coders as wording
from floorbook.wording.tables import words
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
        absent=not other_coders(dataset),
        heading=wording.TABLE if other_coders(dataset) else wording.ONE_CODER,
        folded=True,  # the figure shows most of it
        subtitle=str(wording.formula(dataset)),
        **words(dataset, "reliability"),
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
        absent=not other_coders(dataset),
        heading=str(wording.disagreements(dataset)),
        **words(dataset, "disagreements"),
    )


def under_coder_table(selection: Selection) -> Table:
    """Show the positions that would be different with the second coder's codings.

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
    told = words(dataset, "under coder")
    if table.empty:  # the heading says so
        told["empty"] = ""
    return Table(
        selection,
        table,
        absent=not other_coders(dataset),
        heading=str(wording.under_coder(dataset)),
        **told,
    )


def contested_matrix(selection: Selection) -> Matrix:
    """Show the matrix; marks the positions that would differ with the second coder's codings.

    Examples
    --------
    >>> import dataclasses
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> data = floorbook.load()
    >>> against = data.codings_blind.assign(position="oppose")  # a coder who sees no support
    >>> matrix = contested_matrix(Selection(dataclasses.replace(data, codings_blind=against)))
    >>> matrix.contested["iom2016/mexico/iom-lead"]
    'Opposition'
    """
    found = Matrix(selection, contested=contested(selection.dataset))
    found.absent = not other_coders(selection.dataset)
    return found


def contested(dataset: Dataset) -> dict[str, str]:
    """Give the second coder's word for each cell that would differ, by "meeting/participant/issue".

    Examples
    --------
    >>> import dataclasses
    >>> import floorbook
    >>> data = floorbook.load()
    >>> against = data.codings_blind.assign(position="oppose")  # a coder who sees no support
    >>> contested(dataclasses.replace(data, codings_blind=against))["iom2016/mexico/iom-lead"]
    'Opposition'
    """
    table = measures.under_coder(dataset)
    words = dataset.labels["position"]
    keys = table["meeting"] + "/" + table["participant"] + "/" + table["issue"]
    return {key: words.get(word, word) for key, word in zip(keys, table["word_other"], strict=True)}
