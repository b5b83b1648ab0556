"""The closing summary, item by item, against the interventions behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import judge
from floorbook.measures.codings import (
    BOTH,
    FLOOR,
    codings,
    delegations,
    distinct,
    filled,
    gather,
    once,
    ordered,
    speakers,
    spoken,
)
from floorbook.measures.dialogue import responses

CLOSING = ("closing",)


@once
def closing(
    dataset: Dataset,
    *,
    kinds: Sequence[str] | None = None,
    turns: Sequence[str] = FLOOR,
) -> pd.DataFrame:
    """Hold each point of the closing summary against what the floor said on its issues.

    A point in reported voice ("states want …") is a claim about the floor; one in own voice is the
    speaker's position, and what the floor said stands beside it as context.

    Parameters
    ----------
    dataset
        A loaded data package.
    kinds
        Kinds of participant that are held against it; by default those counted as delegations.
    turns
        Kinds of intervention that are held against it.

    Returns
    -------
    DataFrame
        A row is (closing point, issue), in running order; an uncoded point has one row with the
        issue "" and no counts: `meeting`, `participant`, `place`, `gist`, `voice`, `position`,
        `backing` and `against` (participants whose word leans to support, or the other way, 0 to
        taken_up), `taken_up` (0 to of), `of` (participants of these kinds recorded as speaking),
        `participants` and `backers` (tuples), `least` (backing without unsure codings, or with
        them, whichever is fewer), `most`, `behind` (the earlier points that this one takes up, by
        responses.csv), `n` and `points` (those of the floor on the issue).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import closing
    >>> table = closing(floorbook.load())
    >>> bool((table["backing"] <= table["of"]).all())
    True
    """
    kinds = delegations(dataset) if kinds is None else kinds
    points = spoken(dataset)
    points = points[points["kind"].isin(CLOSING)]
    said = codings(dataset, voice=BOTH)[["point", "issue", "voice", "position"]]
    table = points.merge(said, on="point", how="left")
    table[["issue", "voice", "position"]] = table[["issue", "voice", "position"]].fillna("")
    floor = codings(dataset, turns=turns)
    floor = floor[floor["participant_kind"].isin(kinds)]
    sure = floor[~floor["unsure"].astype(bool)]
    key = ["meeting", "issue"]
    words = ordered(dataset, judge(dataset.scale, floor, ["meeting", "participant", "issue"]))
    surely = judge(dataset.scale, sure, ["meeting", "participant", "issue"])
    for name, rows in {
        "participants": words,
        "backers": words[words["lean"] == "+"],
        "opposers": words[words["lean"] == "-"],
        "sure": surely[surely["lean"] == "+"],
    }.items():
        found = rows.groupby(key, sort=False)["participant"].agg(tuple).rename(name)
        table = table.merge(found.reset_index(), on=key, how="left")
    table = table.merge(gather(floor, key), on=key, how="left", suffixes=("", "_floor"))
    earlier = responses(dataset).groupby("response_point")["asked_in"].agg(distinct)
    table["behind"] = table["point"].map(earlier)
    present = speakers(dataset, kinds=kinds, turns=turns).groupby("meeting").size()
    table["of"] = table["meeting"].map(present)
    lists = ["participants", "backers", "opposers", "sure", "behind", "points"]
    table = filled(table, tuples=lists, numbers=["n", "of"])
    counts = {"backing": "backers", "against": "opposers", "taken_up": "participants"}
    for count, names in counts.items():
        table[count] = table[names].map(len).astype("Int64")
    sure_backing = table["sure"].map(len).astype("Int64")
    table["least"] = pd.concat([table["backing"], sure_backing], axis=1).min(axis=1)
    table["most"] = pd.concat([table["backing"], sure_backing], axis=1).max(axis=1)
    first = ["meeting", "participant", "point", "place", "gist", "issue", "voice", "position"]
    more = ["backing", "against", "taken_up", "of", "least", "most", "participants", "backers"]
    return table[[*first, *more, "behind", "n", "points"]]
