"""The closing, held against the floor."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import count, issues, lines, meetings, names, source
from floorbook.figures.marks import Frame, Mark, stacked
from floorbook.figures.palette import tones
from floorbook.measures import Scale, cells, closing

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
    table = table[table["meeting"].isin(shown) & table["issue"].ne("")]  # uncoded: on no issue
    who, what = names(dataset), issues(dataset)
    scale = Scale.of(dataset.positions)
    looks = tones(scale)
    held = {
        (row["meeting"], row["participant"], row["issue"]): row
        for row in cells(dataset).to_dict("records")
    }
    marks, rows = [], []
    for row in table.to_dict("records"):
        voice = "" if row["voice"] == "own" else f", {row['voice']}"
        label = lines(f"{row['place']}: {what[row['issue']]}{voice}", WIDTH)
        rows.append(label)
        found = [held.get((row["meeting"], one, row["issue"])) for one in row["participants"]]
        ranked = sorted(
            (one for one in found if one), key=lambda one: scale.words.index(one["word"])
        )
        for at, cell in enumerate(ranked, 1):
            ids = {
                "label": f"{who[cell['participant']]} · {what[row['issue']]}",
                "meeting": row["meeting"],
                "participant": cell["participant"],
                "issue": row["issue"],
                "item": row["place"],
                "what": what[row["issue"]],
                "who": who[cell["participant"]],
                "word": cell["word"],
                "points": list(cell["points"]),
            }
            told = [ids["label"], cell["word"], f"Beside {row['place']}: {row['gist']}"]
            marks.append(Mark(at, label, looks[cell["word"]], ids, text=cell["letter"], hover=told))
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
