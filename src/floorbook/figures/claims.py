"""Claims about the meeting, part by part, against what is recorded."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset, told_apart
from floorbook.figures.labels import NARROW, lines
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import tones
from floorbook.measures import claim_check, claim_range
from floorbook.measures.claims import ALL
from floorbook.measures.scope import claims
from floorbook.package.problems import hint
from floorbook.wording.about import credit
from floorbook.wording.phrases import crowd, listed, stands_on, told_of

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
    dataset = _alone(dataset, claim)
    told = dataset.claims.to_dict("records")[0]
    table = claim_check(dataset)
    own, readings = parts(dataset, claim), _readings(dataset, claim)
    who, what, scale = dataset.labels["participant"], dataset.labels["issue"], dataset.scale
    looks = tones(scale)
    marks = []
    for part, label in own.items():
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
    made = claims(dataset)
    shown = [one for one in made.loc[made["claim"] == claim, "meeting"] if one]
    finding = told_of(dataset, {one: _finding(dataset, claim, own) for one in shown})
    frame = Frame(
        title=finding or "No source says of which meeting the claim speaks",
        subtitle=(
            f"The claim: {told['gist'].rstrip('.')}. A mark is one of those in its scope recorded "
            "as speaking; an open square: nothing is recorded of it. "
            f"{_why(dataset, claim)}{stands_on(table['points'])}. {credit(dataset, shown)}"
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


def _alone(dataset: Dataset, claim: str) -> Dataset:
    """Give the dataset with no other claim: each is measured for itself, and there may be many."""
    return replace(
        dataset,
        claims=dataset.claims[dataset.claims["id"] == claim],
        claim_parts=dataset.claim_parts[dataset.claim_parts["claim"] == claim],
        claim_issues=dataset.claim_issues[dataset.claim_issues["claim"] == claim],
    )


def parts(dataset: Dataset, claim: str) -> dict[str, str]:
    """Return the labels of a claim's parts by their ids, in their order."""
    table = dataset.claim_parts[dataset.claim_parts["claim"] == claim].sort_values("order")
    return told_apart(table["part"], table["label"])


def _readings(dataset: Dataset, claim: str) -> dict[str, list[str]]:
    """Return the readings of each part that differ: the wide one only where it adds issues."""
    table = dataset.claim_issues[dataset.claim_issues["claim"] == claim]
    found: dict[str, list[str]] = {}
    for part, reading in zip(table["part"], table["reading"], strict=True):
        found.setdefault(part, [])
        if reading not in found[part]:
            found[part].append(reading)
    return {part: sorted(readings) for part, readings in found.items()}  # narrow before wide


def _finding(dataset: Dataset, claim: str, own: dict[str, str]) -> str:
    """Say of how many in scope how many back each part, and how many of them with a reservation.

    Both are counted like the range of the claim: in both readings, with unsure codings and without.
    """
    ranges = claim_range(dataset)
    ranges = ranges[ranges["claim"] == claim]
    numbers = zip(ranges["part"], ranges["least"], ranges["most"], strict=True)
    spans = {part: _span(int(least), int(most)) for part, least, most in numbers}
    scope = dict(zip(dataset.claims["id"], dataset.claims["scope_kinds"], strict=True))
    each = pd.concat(
        claim_check(dataset, unsure=unsure).assign(unsure=unsure) for unsure in (True, False)
    )
    each = each[each["claim"] == claim]
    top = dataset.scale.words[0]
    told = []
    for part, label in own.items():
        number = spans[part]
        verb = "backs" if number == "1" else "back"
        told.append(
            f"{number} {verb} “{label}”{_reserved(each[each['part'] == part], top, number)}"
        )
    whole = ""
    if len(own) > 1:
        whole = f"; {spans[ALL]} all of it"
    of = int(ranges["of"].iloc[0])
    who = crowd(dataset, scope[claim].split(";"), of)
    return f"Of {who} recorded as speaking, {listed(told)}{whole}"


def _reserved(each: pd.DataFrame, top: str, backing: str) -> str:
    """Say how many of those who back a part do so with another word than the scale's top."""
    reserved = each["backs"] & (each["word"] != top)
    numbers = reserved.groupby([each["reading"], each["unsure"]]).sum()
    if not reserved.any():
        return ""
    number = _span(int(numbers.min()), int(numbers.max()))
    return f" ({'' if backing == number == '1' else f'{number} of them '}with a reservation)"


def _span(least: int, most: int) -> str:
    number = str(least) if least == most else f"{least} to {most}"
    return "none" if number == "0" else number


def _why(dataset: Dataset, claim: str) -> str:
    """Name the readings, and what the range depends on."""
    what = dataset.labels["issue"]
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
