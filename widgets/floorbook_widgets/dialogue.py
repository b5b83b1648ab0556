"""Tables on the dialogue: what was asked, what became of it, what was undertaken."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.wording import closing
from floorbook.wording import dialogue as wording
from floorbook.wording.phrases import gists, whose
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
        {
            "participant": "Who",
            "place": "Where",
            "kind": "Kind",
            "gist": "What is asked, in our words",
            "addressee": "Of whom",
            "fate": "What became of it",
            "repliers": "By",
        },
        absent=asks.empty or dataset.responses.empty,
        heading=str(wording.over(dataset, wording.askers)),
        subtitle="Every question and request from the floor, and what became of it.",
        empty="No question or request is recorded for what is picked.",
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
        {
            "participant": "Who",
            "place": "Where",
            "gist": "What is asked, in our words",
            "fate": "What became of it",
        },
        absent=measures.asks(dataset).empty or dataset.responses.empty,
        heading=str(wording.over(dataset, wording.unanswered)),
        subtitle="Those without a recorded reply stand first.",
        empty="For what is picked, nothing asked is left unanswered.",
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
    # An undertaking may answer an ask, or a point that asked nothing.
    both = pd.concat([dataset.acts, dataset.points]).set_index("id")["gist"]
    ledger["asked"] = [tuple(both[one] for one in answered) for answered in ledger["answers"]]
    return Table(
        selection,
        labelled(dataset, ledger),
        {
            "participant": "Who",
            "place": "Where",
            "gist": "What is undertaken or offered, in our words",
            "addressee": "To whom",
            "asked": "In response to",
        },
        absent=ledger.empty,
        heading=str(wording.over(dataset, wording.undertakings)),
        subtitle=wording.UNDERTAKING,
        empty="No undertaking or offer is recorded for what is picked.",
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
        {
            "participant": "Who",
            "place": "Where",
            "gist": "What is called for, in our words",
            "addressee": "Of whom",
        },
        absent=calls.empty,
        heading=str(wording.over(dataset, wording.calls)),
        subtitle=wording.CALL,
        empty="No call is recorded for what is picked.",
    )


def reactions_table(selection: Selection) -> Table:
    """Show the points that asked nothing and were agreed with, mentioned or contradicted later.

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
        {
            "participant": "Who",
            "said": f"What is said{gists(dataset)}",
            "relation": "Later",
            "by": "By",
            "reply": f"The response{gists(dataset)}",
        },
        absent=table.empty,
        heading=str(wording.over(dataset, wording.reactions)),
        subtitle="A point may get several responses, and be both agreed with and mentioned.",
        empty="No response is recorded to what is picked.",
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
    # Who closes is no row's subject: a pick of a delegation keeps every row.
    table = table.assign(
        earlier=[closing.in_cell(dataset, row) for row in table.to_dict("records")],
        voice=table["voice"].map(whose),
        label=table["point"].map(dataset.labels["point"]),
    ).drop(columns="participant")
    return Table(
        selection,
        table,
        {
            "label": "Where",
            "gist": f"What the closing says{gists(dataset)}",
            "voice": "Whose view",
            "issues": "Issues",
            "earlier": "Said so earlier",
            "delegations": "Which",
            "others": "Others who did",
        },
        absent=table.empty or dataset.responses.empty,
        heading=closing.HEADING if len(table) else "No closing is recorded",
        subtitle=str(closing.subtitle(dataset)),
        empty="No closing is recorded for what is picked.",
    )


def labelled(dataset: Dataset, acts: pd.DataFrame) -> pd.DataFrame:
    """Give each act the name of its place and a label, and say in words what became of it.

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
