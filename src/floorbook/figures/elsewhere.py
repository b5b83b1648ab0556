"""Claims elsewhere: who outside their scope speaks to them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset, told_apart
from floorbook.figures.claims import parts
from floorbook.figures.labels import NARROW, lines
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import tones
from floorbook.measures import claim_elsewhere
from floorbook.measures.scope import claims
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, meetings, stands_on, told_of

WIDTH = 30
"""Characters in a line of a row's label."""

STEP = 54
"""Pixels from one part of a claim to the next."""


def claims_elsewhere(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw who outside their scope speaks to the claims: agencies, civil society, the secretariat.

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
    table = claim_elsewhere(dataset)
    shown = meetings(dataset, meeting)
    table = table[table["reading"].eq("wide") & table["meeting"].isin(shown)]
    who, scale = dataset.labels["participant"], dataset.scale
    looks = tones(scale)
    heads = _heads(dataset, shown)
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
            "voice": voice,
            "word": held["word"],
            "points": list(held["points"]),
        }
        letter = scale.letter(held["word"])
        marks.append(
            Mark(
                lines(label, NARROW),
                _speaker(held, who),
                looks[held["word"]],
                ids,
                text=letter if voice == "own" else f"{letter}*",
                hover=[ids["label"], held["word"], f"{voice} voice"],
            )
        )
    most = (
        "Nobody outside their scope is recorded on the claims"
        if heads
        else "No claim is made at the head of a source"
    )
    if marks:
        every = table["participant"].nunique()
        take = "takes" if every == 1 else "take"
        most = f"{count(every, 'speaker')} outside their scope {take} up the claims' issues"
    frame = Frame(
        title=most if meeting is None else told_of(dataset, {meeting: most}),
        subtitle=(
            "A row is a speaker in one kind of turn, a mark its word under the wide reading; what "
            f"is reported of others (*) counts for nobody. {stands_on(table['points'])}. "
            f"{credit(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "part"),
            *("who", "kind", "voice", "word", "points"),
        ],
        table={
            "part": "Part of a claim",
            "who": "Who",
            "kind": "Turn",
            "voice": "Voice",
            "word": "Word",
        },
    )
    ranked = table.assign(place=table["participant"].map(dataset.ranks["participant"]))
    placed = ranked.sort_values("place", kind="stable").to_dict("records")
    rows = list(dict.fromkeys(_speaker(held, who) for held in placed))
    columns = [lines(label, NARROW) for label in heads.values()]
    return grid(marks, frame, rows=rows, columns=columns, step=STEP)


def _heads(dataset: Dataset, shown: Iterable[str]) -> dict[tuple[str, str], str]:
    """Give the label of every part of every claim of these meetings, in their order, told apart."""
    made = claims(dataset)
    told = made.loc[made["meeting"].isin(list(shown)), "claim"]
    keys = [(claim, part) for claim in told for part in parts(dataset, claim)]
    labels = [parts(dataset, claim)[part] for claim, part in keys]
    heads = told_apart((f"{claim} {part}" for claim, part in keys), labels)
    return dict(zip(keys, heads.values(), strict=True))


def _speaker(held: Mapping[Hashable, Any], who: Mapping[str, str]) -> str:
    """Give the row of a speaker in one kind of turn and one voice."""
    voice = "" if held["voice"] == "own" else f", {held['voice']}"
    return lines(f"{who[held['participant']]}, {held['kind']}{voice}", WIDTH)
