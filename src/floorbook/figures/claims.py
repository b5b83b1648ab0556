"""Claims about the meeting, part by part, against what is recorded."""

from __future__ import annotations

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.marks import APART, Frame, stacked, tile
from floorbook.figures.palette import tones
from floorbook.measures import claim_check
from floorbook.package.problems import hint
from floorbook.wording import claims as worded
from floorbook.wording.facts import together
from floorbook.wording.phrases import doubted, position, starred

WIDTH = 22
"""Characters in a line of a row's label."""


def claim(dataset: Dataset, claim: str) -> go.Figure:
    """Draw one claim, part by part and reading by reading, against everyone in its scope.

    Parameters
    ----------
    dataset
        A loaded data package.
    claim
        The claim's id.

    Returns
    -------
    Figure
        A mark is (part, reading, participant in scope that is recorded as speaking), with its
        code, in the colour of its word; an open square where nothing is recorded. The wide
        reading has a row where it takes in more issues than the narrow one.

    Raises
    ------
    ValueError
        If there is no such claim; the message names the nearest.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import claim
    >>> data = floorbook.load()
    >>> claim(data, data.claims["id"][0]).layout.meta["headers"][0]
    'Part of the claim'
    """
    if claim not in set(dataset.claims["id"]):
        raise ValueError(f"no claim has the id {claim!r}{hint(claim, dataset.claims['id'])}")
    table = claim_check(dataset)
    table = table[table["claim"] == claim]
    own, readings = worded.parts(dataset, claim), _readings(dataset, claim)
    who, what = dataset.labels["participant"], dataset.labels["issue"]
    looks = tones(dataset.scale)
    marks = []
    for part, label in own.items():
        for reading in readings.get(part, ()):
            row = lines(f"{label} ({reading})" if len(readings[part]) > 1 else label, WIDTH)
            mine = table[(table["part"] == part) & (table["reading"] == reading)]
            for at, held in enumerate(mine.to_dict("records"), 1):
                name = who[held["participant"]]
                ids = {
                    "label": f"{name} · {label}",
                    "meeting": held["meeting"],
                    "participant": held["participant"],
                    "part": label,
                    "reading": reading,
                    "who": name,
                    "word": held["word"],
                    "position": doubted(position(dataset, held["word"]), held["unsure"]),
                    "on": ", ".join(what[issue] for issue in held["issues"]),
                    "points": list(held["points"]),
                }
                text = starred(dataset.codes[held["participant"]], held["unsure"])
                hover = [f"{name} · {label}", ids["position"], ids["on"]]
                marks.append(tile(at, row, looks[held["word"]], ids, text, hover))
    scope = worded.scope(dataset, claim)
    found = worded.finding(dataset, claim)
    frame = Frame(
        title=str(together(dataset, {scope.meeting: found}) if scope and scope.meeting else found),
        subtitle=str(worded.caption(dataset, claim)),
        columns=[
            *("label", "meeting", "participant", "part", "reading"),
            *("who", "word", "position", "on", "points"),
        ],
        table=worded.VALUES,
    )
    return stacked(marks, frame, step=APART)


def _readings(dataset: Dataset, claim: str) -> dict[str, list[str]]:
    """Return the readings of each part that differ: the wide one only where it adds issues."""
    table = dataset.claim_issues[dataset.claim_issues["claim"] == claim]
    found: dict[str, list[str]] = {}
    for part, reading in zip(table["part"], table["reading"], strict=True):
        found.setdefault(part, [])
        if reading not in found[part]:
            found[part].append(reading)
    return {part: sorted(readings) for part, readings in found.items()}  # narrow before wide
