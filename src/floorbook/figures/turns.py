"""Who spoke, in what order and how much: one mark for each point."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import Frame, Mark, stacked
from floorbook.figures.palette import ACCENT, GREY, PAPER, Tone
from floorbook.measures.codings import FLOOR, heard, spoken
from floorbook.wording import floor
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import gist_label, meetings

FROM_FLOOR = Tone(ACCENT, PAPER, ACCENT)
BESIDE = Tone(GREY, PAPER, GREY)


def turns(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw the turns in their order, each with a square for every point.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is a point, coloured if it is from the floor and grey if not. A turn without a point
        has no row; the note under the figure names it.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import turns
    >>> figure = turns(floorbook.load())
    >>> figure.layout.title.text.split("<br>")[1]
    'floor; 47 of the 144 recorded points are theirs'
    """
    shown = meetings(dataset, meeting)
    points = spoken(dataset)
    points = points[points["meeting"].isin(shown)]
    labels = _turns(dataset, points, shown)
    who = dataset.labels["participant"]
    kinds = heard(dataset)
    marks, seen = [], dict.fromkeys(labels, 0)
    for row in points.to_dict("records"):
        turn = row["intervention"]
        seen[turn] += 1
        theirs = row["kind"] in FLOOR and row["participant_kind"] in kinds
        place = dataset.labels["point"][row["point"]]
        ids = {
            "label": place,
            "meeting": row["meeting"],
            "participant": row["participant"],
            "turn": turn,
            "who": who[row["participant"]],
            "kind": row["kind"],
            "points": [row["point"]],
        }
        told = [
            f"{place} ({row['kind']})",
            row["gist"],
            gist_label(row["quotation"]).capitalize(),
        ]
        marks.append(
            Mark(
                seen[turn], labels[turn], FROM_FLOOR if theirs else BESIDE, ids, hover=told, size=16
            )
        )
    frame = Frame(
        title=str(everywhere(dataset, floor.finding, shown)),
        subtitle=str(floor.caption(dataset, shown)),
        columns=["label", "meeting", "participant", "turn", "who", "kind", "points"],
        table=floor.VALUES,
        note=str(floor.note(dataset, shown)),
    )
    return stacked(marks, frame, step=18)


def _turns(dataset: Dataset, points: pd.DataFrame, shown: dict[str, str]) -> dict[str, str]:
    """Return the label of each turn that has a point: its number, and its place in the source."""
    places = points.drop_duplicates("intervention").set_index("intervention")
    labels = {}
    for meeting, called in shown.items():
        turns = dataset.interventions[dataset.interventions["meeting"] == meeting]
        ids = turns.sort_values("order", kind="stable")["id"]
        for number, turn in enumerate(ids, 1):
            if turn in places.index:
                point = places.loc[turn, "point"]
                section = dataset.labels["point"][str(point)].rpartition(" ")[0]
                labels[turn] = within(f"{number} {section.removesuffix(', point')}", called, 44)
    return labels
