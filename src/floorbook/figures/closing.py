"""The closing, held against the floor."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.letters import Letters
from floorbook.figures.marks import Frame, stacked
from floorbook.measures import closing as measured
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, meetings, stands_on, told_of

WIDTH = 34
"""Characters in a line of a row's label."""


def closing(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw, for each item of the closing and issue, the governments recorded on that issue.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (closing item, issue, participant that takes the issue up), with its word's
        letter. An item that no government takes up is named in the note under the figure.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import closing
    >>> closing(floorbook.load()).layout.meta["headers"][0]
    'Closing item'
    """
    shown = meetings(dataset, meeting)
    table = measured(dataset)
    table = table[table["meeting"].isin(shown)]
    coded = table[table["issue"] != ""]
    letters = Letters(dataset)
    marks, empty = [], []
    for row in coded.to_dict("records"):
        voice = "" if row["voice"] == "own" else f", {row['voice']}"
        label = f"{row['place']}: {letters.what[row['issue']]}{voice}"
        mine = letters.row(
            within(label, shown[row["meeting"]], WIDTH),
            row["meeting"],
            row["issue"],
            row["participants"],
            hover=[f"Beside {row['place']}: {row['gist']}"],
            item=row["place"],
        )
        marks += mine
        if not mine:
            held_in = f" ({shown[row['meeting']]})" if shown[row["meeting"]] else ""
            empty.append(f"{label}{held_in}")
    frame = Frame(
        title=told_of(dataset, {one: _finding(table, one) for one in shown}),
        subtitle=(
            "A row is a closing item and one of its issues; a mark is a government recorded from "
            "the floor on that issue, with its letter. "
            f"{stands_on(coded['points'])}. {credit(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("item", "what", "who", "word", "points"),
        ],
        table={"item": "Closing item", "what": "Issue", "who": "Participant", "word": "Word"},
        note=f"No government is recorded on: {'; '.join(empty)}." if empty else "",
    )
    return stacked(marks, frame)


def _finding(table: pd.DataFrame, meeting: str) -> str:
    """Say how many judgements the closing makes, and how many of those on others rest on one."""
    table = table[(table["meeting"] == meeting)]
    if table.empty:
        return "No closing is recorded"
    coded = table[table["issue"] != ""]
    if coded.empty:
        return "No issue of the codebook is recorded in the closing"
    told = f"{count(len(coded), 'closing judgement')} beside the floor"
    reported = coded[coded["voice"] == "reported"]
    if reported.empty:
        return told
    report = "reports" if len(reported) == 1 else "report"
    backed = int((reported["most"] > 0).sum())
    some = "none is" if not backed else "1 is" if backed == 1 else f"{backed} are"
    return (
        f"{told}: of {len(reported)} that {report} what others want, {some} backed by at least "
        "one government"
    )
