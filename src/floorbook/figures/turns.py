"""Who spoke, in what order and how much: one mark a point."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import Frame, Mark, stacked
from floorbook.figures.palette import ACCENT, GREY, Tone
from floorbook.measures.codings import FLOOR, heard, speakers, spoken
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, gist_label, meetings, people, told_of

FROM_FLOOR = Tone(ACCENT, "#ffffff", ACCENT)
BESIDE = Tone(GREY, "#ffffff", GREY)


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
        A mark is a point, in the accent when it is from the floor and in grey otherwise. A turn
        without a point has no row, and the note under the figure names it.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import turns
    >>> data = floorbook.load()
    >>> len(turns(data).data[0].customdata) == len(data.points)
    True
    """
    shown = meetings(dataset, meeting)
    points = spoken(dataset)
    points = points[points["meeting"].isin(shown)]
    labels, empty = _turns(dataset, points, shown)
    who = dataset.labels["participant"]
    marks, seen = [], dict.fromkeys(labels, 0)
    for row in points.to_dict("records"):
        turn = row["intervention"]
        seen[turn] += 1
        floor = row["kind"] in FLOOR and row["participant_kind"] in heard(dataset)
        ids = {
            "label": row["place"],
            "meeting": row["meeting"],
            "participant": row["participant"],
            "turn": turn,
            "who": who[row["participant"]],
            "kind": row["kind"],
            "points": [row["point"]],
        }
        told = [
            f"{row['place']} ({row['kind']})",
            row["gist"],
            gist_label(row["quotation"]).capitalize(),
        ]
        marks.append(
            Mark(
                seen[turn], labels[turn], FROM_FLOOR if floor else BESIDE, ids, hover=told, size=16
            )
        )
    quiet = f"No point is recorded in: {'; '.join(empty)}." if empty else ""
    frame = Frame(
        title=told_of(dataset, {one: _finding(dataset, points, one) for one in shown}),
        subtitle=(
            "Turns in the order of speaking, from the top; a square is a recorded point, an item "
            f"of the source. Green: from the floor; grey: everything else. n = "
            f"{count(len(points), 'point')}. {credit(dataset, shown)}"
        ),
        columns=["label", "meeting", "participant", "turn", "who", "kind", "points"],
        table={"label": "Place", "who": "Participant", "kind": "Turn"},
        note=quiet,
    )
    return stacked(marks, frame, step=18)


def _turns(
    dataset: Dataset, points: pd.DataFrame, shown: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Return each turn's label, by its place in the source, and those without a point."""
    who = dataset.labels["participant"]
    places = points.drop_duplicates("intervention").set_index("intervention")["place"]
    table = dataset.interventions[dataset.interventions["meeting"].isin(shown)]
    ranks = table["meeting"].map(dataset.ranks["meeting"])
    table = table.assign(rank=ranks).sort_values(["rank", "order"])
    labels, empty = {}, []
    for at, (turn, meeting, participant, kind) in enumerate(
        zip(table["id"], table["meeting"], table["participant"], table["kind"], strict=True)
    ):
        number = at - table["meeting"].to_list().index(meeting) + 1
        if turn in places.index:
            section = str(places[turn]).rpartition(" ")[0]
            labels[turn] = within(f"{number} {section}", shown[meeting])
        else:
            empty.append(f"{number} {who[participant]} ({kind})")
    return labels, empty


def _finding(dataset: Dataset, points: pd.DataFrame, meeting: str) -> str:
    """Say who took the floor, with how many points, and what part the secretariat has."""
    points = points[points["meeting"] == meeting]
    others = heard(dataset)
    floor = speakers(dataset, kinds=others, turns=FLOOR)
    floor = floor[floor["meeting"] == meeting]
    said = points[points["kind"].isin(FLOOR) & points["participant_kind"].isin(others)]
    office = points[~points["participant_kind"].isin(others)]
    if points.empty:
        return "No point is recorded"
    if floor.empty:
        told = "Nobody is recorded as taking the floor"
    else:
        verb = "takes" if len(floor) == 1 else "take"
        told = f"{people(dataset, floor['participant_kind'])} {verb} the floor, with "
        told += count(len(said), "point")
    if office.empty:
        return told
    return f"{told}; the secretariat speaks for {len(office)} of the {len(points)} recorded"
