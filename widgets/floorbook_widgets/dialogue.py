"""Tables on the dialogue: what was asked, what became of it, what was undertaken."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.measures.dialogue import FATES, NO_REPLY
from floorbook.wording import closing
from floorbook.wording.phrases import count, gists, none_or, whose
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table

READING = "Judged by reading: the best of what any later point of the meeting did with it."


def asks_table(selection: Selection) -> Table:
    """Show every question and request of the floor, and what became of it.

    A row is an act: a point may hold several.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> asks_table(Selection(floorbook.load())).headers[0]
    'Who'
    """
    asks = measures.asks(selection.dataset)
    return Table(
        selection,
        labelled(asks),
        {
            "participant": "Who",
            "place": "Where",
            "kind": "Kind",
            "gist": "What is asked, in our words",
            "addressee": "Of whom",
            "fate": "What became of it",
            "repliers": "By",
        },
        absent=asks.empty or selection.dataset.responses.empty,
        heading=_fates_in_words(asks),
        subtitle=f"Every question and request from the floor, n = {len(asks)}. {READING}",
        empty="No question or request is recorded for what is picked.",
    )


def open_table(selection: Selection) -> Table:
    """Show what stayed open: asks that no later point answers in full.

    A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> open_table(Selection(floorbook.load())).headers[-1]
    'What became of it'
    """
    left = measures.still_open(selection.dataset)
    return Table(
        selection,
        labelled(left),
        {
            "participant": "Who",
            "place": "Where",
            "gist": "What is asked",
            "fate": "What became of it",
        },
        absent=measures.asks(selection.dataset).empty or selection.dataset.responses.empty,
        heading=f"{none_or(len(left), 'ask')} of the floor stayed open, in whole or in part",
        subtitle="“No reply recorded”: the source records none; there may have been one.",
        empty="Nothing stayed open for what is picked.",
    )


def ledger_table(selection: Selection) -> Table:
    """Show the undertakings: who undertook what, and which asks it answers.

    A row is an act.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> ledger_table(Selection(floorbook.load())).headers[-1]
    'In answer to'
    """
    ledger = measures.ledger(selection.dataset)
    answering = int(ledger["answers"].map(bool).sum()) if len(ledger) else 0
    # An undertaking may answer an ask, or a point that asked nothing.
    both = pd.concat([selection.dataset.acts, selection.dataset.points]).set_index("id")["gist"]
    ledger["asked"] = [tuple(both[one] for one in answered) for answered in ledger["answers"]]
    return Table(
        selection,
        labelled(ledger),
        {
            "participant": "Who",
            "place": "Where",
            "gist": "What is undertaken, in our words",
            "addressee": "To whom",
            "asked": "In answer to",
        },
        absent=ledger.empty,
        heading=(
            f"{count(len(ledger), 'undertaking')} recorded, {answering or 'none'} in answer to "
            "somebody"
            if len(ledger)
            else "No undertaking is recorded"
        ),
        subtitle="What a speaker says will be done; whether it was done is not recorded.",
        empty="No undertaking is recorded for what is picked.",
    )


def reactions_table(selection: Selection) -> Table:
    """Show the points that asked nothing and were endorsed, noted or differed with.

    A row is (point, response).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> reactions_table(Selection(floorbook.load())).headers[2]
    'Taken up as'
    """
    table = measures.reactions(selection.dataset)
    points = selection.dataset.points.set_index("id")["gist"]
    table = table.assign(
        said=table["point"].map(points),
        reply=table["response"].map(points),
        label=table["participant"].map(selection.dataset.labels["participant"])
        + ", "
        + table["relation"],
    )
    return Table(
        selection,
        table,
        {
            "participant": "Who",
            "said": f"What is said{gists(selection.dataset)}",
            "relation": "Taken up as",
            "by": "By",
            "reply": "In these words of ours",
        },
        absent=table.empty,
        heading=(
            f"{count(table['point'].nunique(), 'point')} that asked nothing, taken up later"
            if len(table)
            else "No point that asked nothing is recorded as taken up later"
        ),
        subtitle="Endorsed: agreed with. Noted: mentioned. Differed with: spoken against.",
        empty="Nothing of what is picked was taken up.",
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


def labelled(acts: pd.DataFrame) -> pd.DataFrame:
    """Name each act by its place and gist.

    Examples
    --------
    >>> acts = pd.DataFrame({"place": ["Mexico 7"], "gist": ["What will be said?"]})
    >>> labelled(acts)["label"].item()
    'Mexico 7: What will be said?'
    """
    return acts.assign(label=acts["place"] + ": " + acts["gist"])


def _fates_in_words(asks: pd.DataFrame) -> str:
    if asks.empty:
        return "No question or request is recorded from the floor"
    fates = asks["fate"].value_counts()
    order = [*FATES.values(), NO_REPLY]
    said = {FATES["partly"]: "answered in part", NO_REPLY: "with no reply recorded"}
    parts = [f"{fates[fate]} {said.get(fate, fate)}" for fate in order if fate in fates]
    if len(fates) == 1:
        one = str(fates.index[0])
        every = "all " if len(asks) > 1 else ""
        return f"{count(len(asks), 'ask')} from the floor, {every}{said.get(one, one)}"
    return f"Of {count(len(asks), 'ask')} from the floor: {', '.join(parts)}"
