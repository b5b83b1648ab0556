"""Claims about the meeting, part by part, against what is recorded."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import NARROW, count, crowd, issues, lines, listed, names, source
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import tones
from floorbook.measures import (
    Scale,
    claim_check,
    claim_elsewhere,
    claim_range,
)
from floorbook.measures.claims import ALL
from floorbook.problems import hint

WIDTH = 30
"""Characters in a line of a row's label."""

STEP = 27
"""Pixels from one participant to the next."""


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
        word's letter; an open square where nothing is recorded. The wide reading has a row where
        it takes in more issues than the narrow one.

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
    told = dataset.claims[dataset.claims["id"] == claim].to_dict("records")[0]
    table = claim_check(dataset)
    table = table[table["claim"] == claim]
    parts, readings = _parts(dataset, claim), _readings(dataset, claim)
    who, what, scale = names(dataset), issues(dataset), Scale.of(dataset.positions)
    looks = tones(scale)
    marks = []
    for part, label in parts.items():
        for reading in readings[part]:
            row = lines(f"{label} ({reading})" if len(readings[part]) > 1 else label, WIDTH)
            mine = table[(table["part"] == part) & (table["reading"] == reading)]
            for held in mine.to_dict("records"):
                name = who[held["participant"]]
                ids = {
                    "label": f"{name} · {label}",
                    "meeting": held["meeting"],
                    "participant": held["participant"],
                    "part": label,
                    "reading": reading,
                    "who": name,
                    "word": held["word"],
                    "on": ", ".join(what[issue] for issue in held["issues"]),
                    "points": list(held["points"]),
                }
                marks.append(
                    Mark(
                        lines(name, NARROW),
                        row,
                        looks[held["word"]],
                        ids,
                        text=scale.letter(held["word"]),
                        hover=[f"{name} · {label}", held["word"], ids["on"]],
                    )
                )
    meeting = dataset.sources.merge(dataset.items, left_on="id", right_on="source")
    shown = meeting.loc[meeting["id_y"] == told["item"], "meeting"].tolist()
    frame = Frame(
        title=_finding(dataset, claim, parts),
        subtitle=(
            f"The claim: {told['gist'].rstrip('.')}. A mark is one of those in its scope recorded "
            "as speaking; an open square: nothing is recorded of it. "
            f"{_why(dataset, claim)}{source(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "part", "reading"),
            *("who", "word", "on", "points"),
        ],
        table={
            "part": "Part of the claim",
            "reading": "Reading",
            "who": "Participant",
            "word": "Word",
            "on": "On",
        },
    )
    return grid(
        marks,
        frame,
        rows=list(dict.fromkeys(str(mark.y) for mark in marks)),
        columns=list(dict.fromkeys(str(mark.x) for mark in marks)),
        step=STEP,
    )


def claims_elsewhere(dataset: Dataset) -> go.Figure:
    """Draw who outside their scope speaks to the claims: agencies, civil society, the secretariat.

    Returns
    -------
    Figure
        A mark is (claim part, participant, kind of turn, voice) under the wide reading, with its
        word's letter.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import claims_elsewhere
    >>> claims_elsewhere(floorbook.load()).layout.meta["headers"][0]
    'Part of a claim'
    """
    table = claim_elsewhere(dataset)
    wide = table["reading"].eq("wide")
    has_wide = table.loc[wide, ["claim", "part"]].drop_duplicates()
    narrow_only = table.merge(has_wide, on=["claim", "part"], how="left", indicator=True)
    table = table[wide.to_numpy() | narrow_only["_merge"].eq("left_only").to_numpy()]
    who, scale = names(dataset), Scale.of(dataset.positions)
    looks = tones(scale)
    marks, reach = [], []
    for claim in dataset.claims["id"]:
        for part, label in _parts(dataset, claim).items():
            mine = table[(table["claim"] == claim) & (table["part"] == part)]
            if mine.empty:
                continue
            reach.append(mine["participant"].nunique())
            for held in mine.to_dict("records"):
                name, voice = who[held["participant"]], held["voice"]
                ids = {
                    "label": f"{name} ({held['kind']}) · {label}",
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
    most = "Nobody outside their scope is recorded on the claims"
    if reach:
        every = table["participant"].nunique()
        most = f"{count(every, 'speaker')} outside their scope take up the claims' issues"
    frame = Frame(
        title=most,
        subtitle=(
            "A row is a speaker in one kind of turn, a mark its word under the wide reading; what "
            "is reported of others (*) counts for nobody. "
            f"{source(dataset, dataset.meetings['id'])}"
        ),
        columns=[
            *("label", "participant", "part", "who", "kind", "voice", "word", "points"),
        ],
        table={
            "part": "Part of a claim",
            "who": "Who",
            "kind": "Turn",
            "voice": "Voice",
            "word": "Word",
        },
    )
    order = {one: at for at, one in enumerate(who)}
    ranked = table.assign(place=table["participant"].map(order))
    placed = ranked.sort_values("place", kind="stable").to_dict("records")
    rows = list(dict.fromkeys(_speaker(held, who) for held in placed))
    heads = [
        lines(label, NARROW)
        for claim in dataset.claims["id"]
        for label in _parts(dataset, claim).values()
    ]
    return grid(marks, frame, rows=rows, columns=list(dict.fromkeys(heads)), step=54)


def _speaker(held: Mapping[Hashable, Any], who: Mapping[str, str]) -> str:
    """Give the row of a speaker in one kind of turn and one voice."""
    voice = "" if held["voice"] == "own" else f", {held['voice']}"
    return lines(f"{who[held['participant']]}, {held['kind']}{voice}", WIDTH)


def _parts(dataset: Dataset, claim: str) -> dict[str, str]:
    parts = dataset.claim_parts[dataset.claim_parts["claim"] == claim].sort_values("order")
    return dict(zip(parts["part"], parts["label"], strict=True))


def _readings(dataset: Dataset, claim: str) -> dict[str, list[str]]:
    """Return the readings of each part that differ: the wide one only where it adds issues."""
    table = dataset.claim_issues[dataset.claim_issues["claim"] == claim]
    found: dict[str, list[str]] = {}
    for part, reading in zip(table["part"], table["reading"], strict=True):
        found.setdefault(part, [])
        if reading not in found[part]:
            found[part].append(reading)
    return {part: sorted(readings) for part, readings in found.items()}  # narrow before wide


def _finding(dataset: Dataset, claim: str, parts: dict[str, str]) -> str:
    """Say of how many in scope how many back each part, one of them with a reservation."""
    ranges = claim_range(dataset)
    ranges = ranges[ranges["claim"] == claim]
    held = {row["part"]: row for row in ranges.to_dict("records")}
    check = claim_check(dataset)
    check = check[(check["claim"] == claim) & (check["reading"] == "narrow")]
    scope = dict(zip(dataset.claims["id"], dataset.claims["scope_kinds"], strict=True))
    kinds = scope[claim].split(";")
    of = int(ranges["of"].iloc[0])
    told = []
    scale = Scale.of(dataset.positions)
    top = next((word for word in scale.words if scale.lean(word) == "+"), "")
    for part, label in parts.items():
        row = held[part]
        mine = check[(check["part"] == part) & check["backs"]]
        reserved = int((mine["word"] != top).sum())
        number = _span(int(row["least"]), int(row["most"]))
        verb = "backs" if number == "1" else "back"
        some = f" ({reserved} of them with a reservation)" if reserved else ""
        told.append(f"{number} {verb} “{label}”{some}")
    whole = ""
    if len(parts) > 1:
        row = held[ALL]
        whole = f"; {_span(int(row['least']), int(row['most']))} all of it"
    return f"Of {crowd(kinds, of)} recorded as speaking, {listed(told)}{whole}"


def _span(least: int, most: int) -> str:
    number = str(least) if least == most else f"{least} to {most}"
    return "none" if number == "0" else number


def _why(dataset: Dataset, claim: str) -> str:
    """Name the readings, and what the range depends on."""
    what = issues(dataset)
    table = dataset.claim_issues[dataset.claim_issues["claim"] == claim]
    read = {
        reading: listed([what[one] for one in dict.fromkeys(mine)])
        for reading, mine in table.groupby("reading")["issue"]
    }
    wide = f"; wide: also {read['wide']}" if "wide" in read else ""
    told = f"Narrow reading: {read['narrow']}{wide}. "
    ranges = claim_range(dataset)
    moved = ranges[(ranges["claim"] == claim) & (ranges["least"] != ranges["most"])]
    if moved.empty:
        return told
    why = [
        text
        for text, column in (("the reading", "by_reading"), ("unsure codings", "by_unsure"))
        if moved[column].any()
    ]
    return f"{told}The range depends on {listed(why)}. "
