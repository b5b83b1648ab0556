"""The closing, point by point, and who said so earlier."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import APART, Frame, stacked, tile
from floorbook.figures.palette import GREY, INK, PAPER, Tone
from floorbook.figures.turns import FROM_FLOOR
from floorbook.measures import closing as measured
from floorbook.wording import closing as worded
from floorbook.wording.facts import Finding, everywhere
from floorbook.wording.phrases import meetings

OTHERS = Tone(PAPER, INK, GREY)

WIDTH = 44
"""Characters in a line of a row's label."""


def closing(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw, for each point of the closing, who said so earlier from the floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (closing point, participant that said so earlier), with its code or short name.
        Marks of delegations come first and are filled. The note under the figure names the closing
        points for which no earlier point is recorded.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import closing
    >>> closing(floorbook.load()).layout.meta["headers"][0]
    'Point of the closing'
    """
    shown = meetings(dataset, meeting)
    table = measured(dataset)
    table = table[table["meeting"].isin(shown)]
    who, what = dataset.labels["participant"], dataset.labels["issue"]
    turns = dataset.column("interventions", "participant")
    speaker = {one: turns[turn] for one, turn in dataset.column("points", "intervention").items()}
    gists = dataset.column("points", "gist")
    marks = []
    for row in table.to_dict("records"):
        place = dataset.labels["point"][row["point"]]
        label = within(f"{place}: {row['gist']}", shown[row["meeting"]], WIDTH)
        for at, one in enumerate((*row["delegations"], *row["others"]), 1):
            points = [point for point in row["behind"] if speaker[point] == one]
            ids = {
                "label": f"{who[one]} · {place}",
                "meeting": row["meeting"],
                "participant": one,
                "issue": list(row["issues"]),
                "item": place,
                "gist": row["gist"],
                "who": who[one],
                "on": ", ".join(what[issue] for issue in row["issues"]),
                "points": [*points, row["point"]],
            }
            tone = FROM_FLOOR if one in row["delegations"] else OTHERS
            hover = [f"{who[one]}, before {place}", *(gists[point] for point in points)]
            marks.append(tile(at, label, tone, ids, dataset.codes[one], hover))
    # What the closing comes back to is told at the head of the report.
    say = (lambda *_: Finding(worded.HEADING)) if marks else worded.finding
    frame = Frame(
        title=str(everywhere(dataset, say, shown)),
        subtitle=str(worded.caption(dataset, shown)),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("item", "gist", "who", "on", "points"),
        ],
        table=worded.VALUES,
        note=str(worded.note(dataset, shown)),
    )
    return stacked(marks, frame, step=APART)
