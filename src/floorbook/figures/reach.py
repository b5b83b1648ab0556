"""Reach: on what most delegations speak, beside what the claims are about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.letters import Letters
from floorbook.figures.marks import APART, Frame, stacked
from floorbook.measures import reach as measured
from floorbook.measures.codings import delegations
from floorbook.wording import reach as worded
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings
from floorbook.wording.reach import CLAIMED


def reach(
    dataset: Dataset, *, meeting: str | None = None, kinds: Sequence[str] | None = None
) -> go.Figure:
    """Draw the issues by how many delegations speak on them from the floor.

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
        A mark is (meeting, issue, participant that speaks on it), with its word's letter; rows by
        rank. Issues that count for a claim are marked.

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
    say = partial(worded.finding, kinds=counted)
    frame = Frame(
        title=str(everywhere(dataset, say, shown)),
        subtitle=str(worded.caption(dataset, shown, kinds=counted)),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("what", "who", "word", "position", "claim", "points"),
        ],
        table=worded.VALUES,
    )
    return stacked(marks, frame, step=APART)
