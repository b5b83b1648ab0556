"""Reach: what the floor takes up most, beside what the claims are about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.letters import Letters
from floorbook.figures.marks import Frame, stacked
from floorbook.measures import reach as measured
from floorbook.measures.codings import delegations
from floorbook.wording.about import credit
from floorbook.wording.phrases import crowd, listed, meetings, stands_on, told_of

CLAIMED = "●"
"""Marks the issues that bear on a claim."""

NAMED = 3
"""How many tied issues a title names."""


def reach(
    dataset: Dataset, *, meeting: str | None = None, kinds: Sequence[str] | None = None
) -> go.Figure:
    """Draw the issues by how many governments take them up from the floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.
    kinds
        The kinds of participant that count; by default those counted as delegations.

    Returns
    -------
    Figure
        A mark is (meeting, issue, participant that takes it up), with its word's letter; rows by
        rank. Issues that bear on a claim are marked.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import reach
    >>> reach(floorbook.load()).layout.meta["headers"][0]
    'Issue'
    """
    shown = meetings(dataset, meeting)
    counted = delegations(dataset) if kinds is None else kinds
    table = measured(dataset, kinds=counted)
    table = table[table["meeting"].isin(shown) & (table["taken_up"] > 0)]
    letters = Letters(dataset)
    claimed = set(dataset.claim_issues["issue"])
    marks = []
    for row in table.to_dict("records"):
        claim = row["issue"] in claimed
        name = f"{letters.what[row['issue']]}{' ' + CLAIMED if claim else ''}"
        label = lines(f"{name} ({shown[row['meeting']]})" if shown[row["meeting"]] else name, 30)
        marks += letters.row(
            label,
            row["meeting"],
            row["issue"],
            row["participants"],
            claim="yes" if claim else "no",
        )
    told = {one: _finding(dataset, table, one, counted) for one in shown}
    frame = Frame(
        title=told_of(dataset, told),
        subtitle=(
            "Issues by how many of those recorded as speaking from the floor take them up, then by "
            f"how many back them; a mark is one of them, with its letter. {CLAIMED}: bears on a "
            f"claim. {stands_on(table['points'])}. {credit(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("what", "who", "word", "claim", "points"),
        ],
        table={"what": "Issue", "who": "Participant", "word": "Word", "claim": "Bears on a claim"},
    )
    return stacked(marks, frame)


def _finding(dataset: Dataset, table: pd.DataFrame, meeting: str, kinds: Sequence[str]) -> str:
    """Say which issues are taken up by most, with all ties."""
    table = table[table["meeting"] == meeting]
    if table.empty:
        return "Nothing is recorded from the floor"
    most, of = int(table["taken_up"].max()), int(table["of"].max())
    what = dataset.labels["issue"]
    top = [what[issue] for issue in table.loc[table["taken_up"] == most, "issue"]]
    named = listed(top) if len(top) <= NAMED else f"{len(top)} issues"
    return f"The floor takes up {named} most: {most} of {crowd(dataset, kinds, of)}" + (
        " each" if len(top) > 1 else ""
    )
