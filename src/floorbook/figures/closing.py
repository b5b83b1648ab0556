"""The closing, held against the floor."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import count, lines, meetings, source
from floorbook.figures.letters import Letters
from floorbook.figures.marks import Frame, stacked
from floorbook.measures import closing

WIDTH = 34
"""Characters in a line of a row's label."""


def summary_check(dataset: Dataset, meeting: str | None = None) -> go.Figure:
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
        letter. An item that nobody takes up has a row without marks.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import summary_check
    >>> summary_check(floorbook.load()).layout.meta["headers"][0]
    'Closing item'
    """
    shown = meetings(dataset, meeting)
    table = closing(dataset)
    table = table[table["meeting"].isin(shown)]
    letters = Letters(dataset)
    marks, rows = [], []
    for row in table.to_dict("records"):
        voice = "" if row["voice"] == "own" else f", {row['voice']}"
        label = lines(f"{row['place']}: {letters.what[row['issue']]}{voice}", WIDTH)
        rows.append(label)
        marks += letters.row(
            label,
            row["meeting"],
            row["issue"],
            row["participants"],
            hover=[f"Beside {row['place']}: {row['gist']}"],
            item=row["place"],
        )
    reported = table[table["voice"] == "reported"]
    frame = Frame(
        title=_finding(len(table), len(reported), int((reported["most"] == 0).sum()))
        if len(table)
        else "No closing is recorded",
        subtitle=(
            "A row is a closing item and one of its issues; a mark is a government recorded from "
            "the floor on that issue, with its letter. Rows without marks: none is recorded. "
            f"{source(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("item", "what", "who", "word", "points"),
        ],
        table={"item": "Closing item", "what": "Issue", "who": "Participant", "word": "Word"},
    )
    figure = stacked(marks, frame)
    missing = [
        label for label in dict.fromkeys(rows) if label not in figure.layout.yaxis.categoryarray
    ]
    if missing:
        frame_note = "No government is recorded on: " + "; ".join(
            label.replace("<br>", " ") for label in missing
        )
        figure.layout.meta = {**figure.layout.meta, "note": f"{frame_note}."}
    return figure


def _finding(items: int, reported: int, unsupported: int) -> str:
    told = f"{count(items, 'closing judgement')} beside the floor"
    if not reported:
        return told
    return (
        f"{told}: of {reported} that report what others want, "
        f"{reported - unsupported} rest on at least one government"
    )
