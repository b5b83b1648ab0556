"""Claims elsewhere: who else speaks on what they say."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import NARROW, lines
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import tones
from floorbook.measures.codings import OWN
from floorbook.wording import elsewhere
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings, position, whose

WIDTH = 30
"""Characters in a line of a row's label."""

STEP = 54
"""Pixels from one part of a claim to the next."""


def claims_elsewhere(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw who else speaks on what the claims say: those whom the claims do not count.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.

    Returns
    -------
    Figure
        A mark is (claim part, participant, kind of turn, voice) under the wide reading, with its
        word's letter.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import claims_elsewhere
    >>> claims_elsewhere(floorbook.load()).layout.meta["headers"][0]
    'Part of a claim'
    """
    shown = meetings(dataset, meeting)
    table = elsewhere.table(dataset, shown)
    who, scale = dataset.labels["participant"], dataset.scale
    looks = tones(scale)
    heads = elsewhere.heads(dataset, shown)
    marks = []
    for held in table.to_dict("records"):
        name, voice = who[held["participant"]], held["voice"]
        label = heads[held["claim"], held["part"]]
        ids = {
            "label": f"{name} ({held['kind']}) · {label}",
            "meeting": held["meeting"],
            "participant": held["participant"],
            "part": label,
            "who": name,
            "kind": held["kind"],
            "voice": whose(voice),
            "word": held["word"],
            "position": position(dataset, held["word"]),
            "points": list(held["points"]),
        }
        letter = scale.letter(held["word"])
        marks.append(
            Mark(
                lines(label, NARROW),
                _speaker(held, who),
                looks[held["word"]],
                ids,
                text=letter if voice == OWN else f"({letter})",
                hover=[ids["label"], ids["position"], f"View: {ids['voice']}"],
            )
        )
    frame = Frame(
        title=str(everywhere(dataset, elsewhere.finding, shown)),
        subtitle=str(elsewhere.caption(dataset, shown)),
        columns=[
            *("label", "meeting", "participant", "part"),
            *("who", "kind", "voice", "word", "position", "points"),
        ],
        table=elsewhere.VALUES,
    )
    ranked = table.assign(place=table["participant"].map(dataset.ranks["participant"]))
    placed = ranked.sort_values("place", kind="stable").to_dict("records")
    rows = list(dict.fromkeys(_speaker(held, who) for held in placed))
    columns = [lines(label, NARROW) for label in heads.values()]
    return grid(marks, frame, rows=rows, columns=columns, step=STEP)


def _speaker(held: Mapping[Hashable, Any], who: Mapping[str, str]) -> str:
    """Give the row of a speaker in one kind of turn and one voice."""
    voice = "" if held["voice"] == OWN else f", {held['voice']}"
    return lines(f"{who[held['participant']]}, {held['kind']}{voice}", WIDTH)
