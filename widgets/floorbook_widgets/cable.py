"""Tables whose rows can be copied, as one careful sentence each, into a cable."""

from __future__ import annotations

from floorbook import measures, wording
from floorbook.figures.pairs import alone
from floorbook.measures.claims import WHOLE, part_labels
from floorbook.wording import claims, pairs
from floorbook.wording.facts import together
from floorbook.wording.pairing import paired
from floorbook.wording.tables import words
from floorbook_widgets.selection import Selection
from floorbook_widgets.table import Table


def claims_table(selection: Selection) -> Table:
    """Show every part of every claim with its range. A row is (claim, part).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> claims_table(Selection(floorbook.load())).headers[0]
    'Claim, in our words'
    """
    dataset = selection.dataset
    table = measures.claim_range(dataset).rename(columns={"points": "decisive"}).drop(columns="n")
    table = table.merge(wording.claim_sentences(dataset), on=["claim", "part", "meeting"])
    labels = part_labels(dataset)
    gists = dataset.column("claims", "gist")
    table = table.assign(
        gist=table["claim"].map(gists),
        what=[
            labels.get((claim, part), WHOLE.get(part, part))
            for claim, part in zip(table["claim"], table["part"], strict=True)
        ],
        support=[
            claims.in_cell(least, most, of)
            for least, most, of in zip(table["least"], table["most"], table["of"], strict=True)
        ],
        who=table["always"],
        label=table["claim"].map(gists),
    )
    return Table(
        selection,
        table,
        absent=table.empty,
        heading=str(claims.heading(dataset)),
        subtitle=str(claims.subtitle(dataset)),
        folded=True,  # the figures show the same
        empty=f"{claims.NONE}.",
        **words(dataset, "claims"),
    )


def pairs_table(selection: Selection) -> Table:
    """Show the agreement of pairs that take a side on the same issue. A row is (meeting, a, b).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook_widgets import Selection
    >>> pairs_table(Selection(floorbook.load())).headers[:2]
    ['One', 'The other']
    """
    dataset = selection.dataset
    meetings = dataset.meetings["id"].tolist()
    only, left_out = alone(dataset, *meetings)
    table = paired(only)
    shared = table[table["shared"] > 0].sort_values(["shared", "same"], ascending=False)
    names = dataset.labels["participant"]
    shared = shared.assign(
        label=[f"{names[a]} and {names[b]}" for a, b in zip(shared["a"], shared["b"], strict=True)],
        counts=shared["same"].astype(str) + " of " + shared["shared"].astype(str),
    )
    found = {one: pairs.table_finding(only, one) for one in meetings}
    return Table(
        selection,
        shared,
        pairs.TABLE,
        absent=not dataset.supports,
        heading=str(together(dataset, found)) if shared.empty else pairs.EACH,
        subtitle=str(pairs.table_caption(dataset, left_out)),
        empty=pairs.NONE_PICKED,
    )
