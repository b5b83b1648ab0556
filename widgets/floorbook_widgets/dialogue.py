"""Tables on the dialogue: what was asked, what became of it, what was undertaken."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.wording import closing
from floorbook.wording import dialogue as wording
from floorbook.wording.phrases import whose
from floorbook.wording.tables import words
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


def asks_table(selection: Selection) -> Table:
    """Show every question and request from the floor, and what became of it.

    A row is an act: a point may hold several.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> asks_table(Selection(floorbook.load())).headers[0]
    'Who'
    """
    dataset = selection.dataset
    asks = measures.asks(dataset)
    return Table(
        selection,
        labelled(dataset, asks),
        absent=asks.empty or dataset.responses.empty,
        heading=wording.EACH if len(asks) else str(wording.over(dataset, wording.askers)),
        **words(dataset, "asks"),
    )


def open_table(selection: Selection) -> Table:
    """Show the questions and requests from the floor that no later point answers in full.

    A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> open_table(Selection(floorbook.load())).heading
    '6 of 8 questions and requests from the floor are not answered in full'
    """
    dataset = selection.dataset
    return Table(
        selection,
        labelled(dataset, measures.still_open(dataset)),
        absent=measures.asks(dataset).empty or dataset.responses.empty,
        heading=str(wording.over(dataset, wording.unanswered)),
        **words(dataset, "open"),
    )


def ledger_table(selection: Selection) -> Table:
    """Show the undertakings: who undertook what, and what it responds to.

    A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> ledger_table(Selection(floorbook.load())).headers[-1]
    'In response to'
    """
    dataset = selection.dataset
    ledger = measures.ledger(dataset)
    # An undertaking may respond to an ask, or to a point that asked nothing.
    both = pd.concat([dataset.acts, dataset.points]).set_index("id")["gist"]
    ledger["asked"] = [tuple(both[one] for one in answered) for answered in ledger["answers"]]
    return Table(
        selection,
        labelled(dataset, ledger),
        absent=ledger.empty,
        heading=str(wording.over(dataset, wording.undertakers)),
        **words(dataset, "ledger"),
    )


def calls_table(selection: Selection) -> Table:
    """Show the calls: what speakers urge others to do. A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> calls_table(Selection(floorbook.load())).heading
    '4 calls are recorded: 2 by USA and 1 each by Australia and IOM Policy Director'
    """
    dataset = selection.dataset
    calls = measures.calls(dataset)
    return Table(
        selection,
        labelled(dataset, calls),
        absent=calls.empty,
        heading=str(wording.over(dataset, wording.calls)),
        **words(dataset, "calls"),
    )


def reactions_table(selection: Selection) -> Table:
    """Show the points that asked nothing and were agreed with, named again or contradicted later.

    A row is (point, response).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> reactions_table(Selection(floorbook.load())).headers[2]
    'Later'
    """
    dataset = selection.dataset
    table = measures.reactions(dataset)
    points = dataset.points.set_index("id")["gist"]
    table = table.assign(
        said=table["point"].map(points),
        reply=table["response"].map(points),
        relation=table["relation"].map(wording.RELATIONS),
        label=table["point"].map(dataset.labels["point"]),
    )
    return Table(
        selection,
        table,
        absent=table.empty,
        heading=str(wording.over(dataset, wording.reactions)),
        **words(dataset, "reactions"),
    )


def closing_table(selection: Selection) -> Table:
    """Show the points of the closing, and who said so earlier from the floor.

    A row is a point.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> closing_table(Selection(floorbook.load())).headers[0]
    'Where'
    """
    dataset = selection.dataset
    table = measures.closing(dataset)
    # Rows are not about the speaker of the closing: picking a delegation keeps every row.
    table = table.assign(
        earlier=[closing.in_cell(dataset, row) for row in table.to_dict("records")],
        voice=table["voice"].map(whose),
        label=table["point"].map(dataset.labels["point"]),
    ).drop(columns="participant")
    return Table(
        selection,
        table,
        absent=table.empty or dataset.responses.empty,
        heading=closing.TABLE if len(table) else closing.NO_CLOSING,
        subtitle=str(closing.subtitle(dataset)),
        folded=True,  # the figure shows the same
        **words(dataset, "closing"),
    )


def labelled(dataset: Dataset, acts: pd.DataFrame) -> pd.DataFrame:
    """Add to each act the name of its place, a label, and in words what became of it.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> labelled(data, measures.calls(data))["label"].tolist()[-1]
    'Reply to Sweden 3: Offer to lead the work on the guidelines.'
    """
    places = acts["point"].map(dataset.labels["point"]).astype(object)
    told = acts.assign(place=places, label=places + ": " + acts["gist"])
    return told.assign(fate=told["fate"].map(wording.FATES)) if "fate" in told else told
