"""Coverage: what became of every item of the sources, as a strip a section."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import Frame, Key, Mark, stacked
from floorbook.figures.palette import ACCENT, GREY, PAPER, Tone
from floorbook.wording import method as worded
from floorbook.wording.about import credit
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings

LOOKS = {
    worded.CODED: Tone(ACCENT, PAPER, ACCENT),
    worded.UNCODED: Tone(PAPER, ACCENT, ACCENT),
    worded.POINTLESS: Tone(PAPER, GREY, GREY),
}
"""How an item looks, by what became of it."""

SIZE, STEP = 13, 15
"""Pixels of a mark, and from one to the next."""


def coverage(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw the items of the sources in their order, each by whether it holds a point.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is an item of a source: filled where its point is coded, framed where it has a point
        without a coding, grey where it has none. A row is a section.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import coverage
    >>> len(coverage(floorbook.load()).data[0].x)
    189
    """
    shown = meetings(dataset, meeting)
    turns = dataset.column("interventions", "participant")
    points = dataset.points.drop_duplicates("item").set_index("item")
    coded = set(dataset.codings["point"])
    marks, seen = [], dict[str, int]()
    for row in dataset.items.to_dict("records"):
        at = dataset.item_meetings[row["id"]]
        if at not in shown:
            continue
        label = within(row["section"] or dataset.labels["source"][row["source"]], shown[at], 44)
        seen[label] = seen.get(label, 0) + 1
        point = points.loc[row["id"]] if row["id"] in points.index else None
        fate = worded.became(point is not None, point is not None and point["id"] in coded)
        place = f"{row['section']} {row['number']}" if row["number"] else str(row["section"])
        ids = {
            "label": place,
            "meeting": at,
            "participant": "" if point is None else turns[point["intervention"]],
            "section": row["section"],
            "became": fate,
            "reason": row["reason"] or "",
            "points": [] if point is None else [point["id"]],
        }
        hover = [place, fate, str(row["reason"] or "") if point is None else point["gist"]]
        marks.append(Mark(seen[label], label, LOOKS[fate], ids, hover=hover, size=SIZE))
    there = {mark.ids["became"] for mark in marks}
    frame = Frame(
        title=str(everywhere(dataset, worded.coverage, shown)),
        subtitle=f"{worded.COVERAGE} {credit(dataset, shown)}",
        columns=["label", "meeting", "participant", "section", "became", "reason", "points"],
        table=worded.VALUES,
        key=[
            Key(tone, "", fate)
            for tone, fate in zip(("full", "framed", "faint"), LOOKS, strict=True)
            if fate in there
        ],
    )
    return stacked(marks, frame, step=STEP)
