"""Breadth: how many of a dimension's issues a participant takes up."""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import OWN, codings, filled, gather, once, ordered, speakers

ENOUGH = 5
"""Least number of points for which an effective number is given."""


@once
def breadth(dataset: Dataset, *, voice: str = OWN) -> pd.DataFrame:
    """Give how many of each dimension's issues every participant takes up.

    Breadth is issues taken up ÷ issues of the dimension. The table also has the effective number of
    issues, 1 / Σ p², where p is an issue's share of the participant's codings in the dimension. It
    is 1 if all codings are on one issue, and the number of issues if they are spread evenly. There
    is no score and no average position, because positions on different issues cannot be compared.

    Parameters
    ----------
    dataset
        A loaded data package.
    voice
        ``"own"``, ``"reported"`` or ``"both"``.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, dimension), for everyone recorded as speaking and every
        dimension: `taken_up` (0 to issues), `issues`, `breadth` (0 to 1, NA for a dimension without
        issues), `effective` (1 to taken_up, NA below 5 points), `n` (points in the dimension) and
        `points`.

    Raises
    ------
    ValueError
        If `voice` is unknown.

    References
    ----------
    The effective number is used for the diversity of debates in Greene, Z. (2015), "Competing on
    the issues", Party Politics 21(6); as a measure it is Laakso and Taagepera's (1979).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import breadth
    >>> table = breadth(floorbook.load())
    >>> table.query("participant == 'mexico'")[["dimension", "taken_up", "issues", "n"]]
         dimension  taken_up  issues  n
    20  leadership         3       5  3
    21     process         3      10  4
    22   coherence         0       2  0
    23   substance         1      15  1
    """
    rows = codings(dataset, voice=voice)
    key = ["meeting", "participant", "dimension"]
    issues = dataset.codebook.groupby("dimension").size()
    by_issue = rows.groupby([*key, "issue"], as_index=False).size()
    by_issue["square"] = by_issue["size"] ** 2
    spread = by_issue.groupby(key, as_index=False).agg(
        taken_up=("issue", "size"), total=("size", "sum"), squares=("square", "sum")
    )
    table = speakers(dataset)[["meeting", "participant"]].merge(
        dataset.dimensions[["dimension"]], how="cross"
    )
    table = table.merge(spread, on=key, how="left").merge(gather(rows, key), on=key, how="left")
    table["issues"] = table["dimension"].map(issues)
    table = filled(table, tuples=["points"], numbers=["n", "taken_up", "issues"])
    share = table["taken_up"].astype("Float64") / table["issues"].astype("Float64")
    effective = (table["total"] ** 2 / table["squares"]).astype("Float64")
    table["breadth"] = share.where(table["issues"] > 0)
    table["effective"] = effective.where(table["n"] >= ENOUGH)
    return ordered(
        dataset, table[[*key, "taken_up", "issues", "breadth", "effective", "n", "points"]]
    )
