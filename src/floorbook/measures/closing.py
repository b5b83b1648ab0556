"""The closing summary, point by point, against the earlier points that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import (
    BOTH,
    FLOOR,
    codings,
    delegations,
    distinct,
    filled,
    heard,
    once,
    speakers,
    spoken,
)
from floorbook.measures.dialogue import responses

CLOSING = ("closing",)

SAYING = ("endorses", "notes")
"""The responses by which a later point repeats what an earlier point says."""

GRANTING = ("answers", "partly")
"""The responses by which a later point grants what an earlier point asks for."""


@once
def closing(dataset: Dataset, *, turns: Sequence[str] = FLOOR) -> pd.DataFrame:
    """Compare each point of the closing summary with the earlier points that say the same.

    According to responses.csv, these are the points that it endorses or notes, and the requests
    that it answers fully or in part. It is not enough that two points are about the same issue. If
    a closing point says several things, an earlier point may have said only one of them.

    Parameters
    ----------
    dataset
        A loaded data package.
    turns
        Kinds of intervention that it is compared with.

    Returns
    -------
    DataFrame
        A row is a closing point, in running order: `meeting`, `participant`, `point`, `place`,
        `gist`, `issues` (tuple), `voice` ("own", "reported", "both"; "" without coding),
        `delegations` and `others` (who said so earlier: delegations, and all others except the
        secretariat; tuples in the order of speaking), `n` (the number of these delegations, 0 to
        of), `of` (delegations recorded as speaking), `linked` (whether any earlier point is
        recorded that says so), `behind` (these earlier points, in the order in which they were
        said) and `points` (the same with the closing point).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import closing
    >>> table = closing(floorbook.load())
    >>> table.loc[2, "place"], table.loc[2, "delegations"]
    ("Chief of Staff's remarks 3", ('sweden',))
    """
    points = spoken(dataset)
    table = points[points["kind"].isin(CLOSING)]
    said = codings(dataset, voice=BOTH).groupby("point", sort=False)
    coded = said.agg(issues=("issue", distinct), voice=("voice", _voice)).reset_index()
    table = table.merge(coded, on="point", how="left")
    earlier = _earlier(dataset, points[points["kind"].isin(turns)])
    counted = earlier["participant_kind"].isin(delegations(dataset))
    for name, rows, column in (
        ("behind", earlier, "point"),
        ("delegations", earlier[counted], "participant"),
        ("others", earlier[~counted], "participant"),
    ):
        found = rows.groupby("response_point", sort=False)[column].agg(distinct).rename(name)
        table = table.merge(found, left_on="point", right_index=True, how="left")
    present = speakers(dataset, kinds=delegations(dataset), turns=turns).groupby("meeting").size()
    table["of"] = table["meeting"].map(present)
    table = filled(table, tuples=["issues", "behind", "delegations", "others"], numbers=["of"])
    table["voice"] = table["voice"].fillna("")
    table["n"] = table["delegations"].map(len).astype("Int64")
    table["linked"] = table["behind"].map(bool).astype(bool)
    own = [(*behind, own) for behind, own in zip(table["behind"], table["point"], strict=True)]
    table["points"] = pd.Series(own, index=table.index, dtype=object)
    first = ["meeting", "participant", "point", "place", "gist", "issues", "voice"]
    more = ["delegations", "others", "n", "of", "linked", "behind", "points"]
    return table[[*first, *more]].reset_index(drop=True)


def _earlier(dataset: Dataset, points: pd.DataFrame) -> pd.DataFrame:
    """Return (later point, earlier point of the same meeting that says so), in running order."""
    links = responses(dataset)
    requests = dataset.acts.loc[dataset.acts["kind"] == "request", "id"]
    says = links["relation"].isin(SAYING) & links["target_point"].ne("")
    asks = links["relation"].isin(GRANTING) & links["target_act"].isin(requests)
    links = links.loc[says | asks, ["response_point", "asked_in", "meeting"]]
    points = points[points["participant_kind"].isin(heard(dataset))]
    columns = ["meeting", "point", "participant", "participant_kind"]
    return points[columns].merge(
        links, left_on=["meeting", "point"], right_on=["meeting", "asked_in"]
    )


def _voice(voices: Iterable[str]) -> str:
    found = distinct(voices)
    return found[0] if len(found) == 1 else BOTH
