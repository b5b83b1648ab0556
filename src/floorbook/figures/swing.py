"""Swing: how far the count of each claim can move when one coding is left out."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Key, Mark, grid
from floorbook.figures.palette import ACCENT, INK, PAPER, Tone
from floorbook.measures import claim_range, claim_sensitivity
from floorbook.measures.claims import WHOLE, part_labels
from floorbook.measures.scope import claims
from floorbook.wording import claims as counted
from floorbook.wording import method as worded
from floorbook.wording.about import credit
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings

NOW = Tone(ACCENT, PAPER, ACCENT)
WITHOUT = Tone(PAPER, INK, ACCENT)

STEP = 30
"""Pixels from one number to the next."""


def claim_swing(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw how many support each part of a claim, and how many would without any one coding.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is a number of participants: filled where a part of a claim has it now, in one of the
        two readings, with unsure codings or without; framed where it has it only when one coding is
        left out. Behind a filled mark are the points of those who support the part; behind a framed
        one those whose coding would have to go.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import claim_swing
    >>> claim_swing(floorbook.load()).layout.meta["headers"]
    ['Part of a claim', 'How many support it', 'When']
    """
    shown = meetings(dataset, meeting)
    made = claims(dataset).drop_duplicates("claim").set_index("claim")["meeting"]
    table, moved = claim_range(dataset), claim_sensitivity(dataset)
    table = table[~table["part"].isin(WHOLE) & table["claim"].map(made).isin(shown)]
    labels = part_labels(dataset)
    marks, rows = [], []
    for row in table.to_dict("records"):
        label = labels[row["claim"], row["part"]]
        name = lines(label, 30)
        rows.append(name)
        mine = moved[moved["claim"].eq(row["claim"]) & moved["part"].eq(row["part"])]
        each = counted.every_count(dataset, row["claim"])
        each = each[each["part"].eq(row["part"]) & each["backs"]]
        least = min([row["least"], *mine["least_without"]])
        most = max([row["most"], *mine["most_without"]])
        for n in range(least, most + 1):
            now = row["least"] <= n <= row["most"]
            there = mine[(mine["least_without"] <= n) & (mine["most_without"] >= n)]
            points = each["points"].explode() if now else there["point"]
            when = worded.NOW if now else worded.WITHOUT
            ids = {
                "label": f"{label}: {n}",
                "meeting": made[row["claim"]],
                "part": label,
                "number": str(n),
                "when": when,
                "points": list(dataset.in_order(points.dropna())),
            }
            hover = [label, f"{n}: {when}"]
            marks.append(Mark(str(n), name, NOW if now else WITHOUT, ids, hover=hover))
    whens = {mark.ids["when"] for mark in marks}
    frame = Frame(
        title=str(everywhere(dataset, worded.swing, shown)),
        subtitle=f"{worded.SWING} {credit(dataset, shown)}",
        columns=["label", "meeting", "part", "number", "when", "points"],
        table=worded.SWUNG,
        key=[
            Key(tone, "", when)
            for tone, when in (("full", worded.NOW), ("framed", worded.WITHOUT))
            if when in whens
        ],
    )
    top = max((int(mark.x) for mark in marks), default=0)
    columns = [str(n) for n in range(top + 1)]
    figure = grid(marks, frame, rows=rows, columns=columns, step=STEP)
    figure.layout.xaxis.tickangle = 0
    return figure
