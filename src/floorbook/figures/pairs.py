"""Pairs: who leans the same way as whom, as a matrix; and what every figure of pairs carries."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import ABSENT, ACCENT, Tone
from floorbook.measures import agreement
from floorbook.measures.pairs import legible, too_many
from floorbook.wording import pair_sentences
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, findings, meetings

SAME = Tone(ACCENT, "#ffffff", ACCENT)
PARTLY = Tone("#ffffff", "#202020", ACCENT)
NOBODY = "Nobody can be paired: fewer than two are recorded as speaking"
COLUMNS = (
    *("label", "meeting", "participant", "participant_b"),
    *("who", "other", "counts", "on", "sentence", "points"),
)


def agreement_matrix(dataset: Dataset, *, meeting: str | None = None) -> go.Figure:
    """Draw the agreement of every pair that shares at least two issues.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it the first.

    Returns
    -------
    Figure
        A mark is a pair: filled when both lean the same way on all shared issues, with the counts
        in it; an open square where agreement is blank.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import agreement_matrix
    >>> agreement_matrix(floorbook.load()).layout.meta["headers"][:2]
    ['One', 'The other']
    """
    held = one_meeting(dataset, meeting)
    only, left_out = alone(dataset, held)
    table = agreement(only)
    who, what, told = dataset.labels["participant"], dataset.labels["issue"], sentences(only)
    marks = []
    for row in table.to_dict("records") if table["shared"].any() else ():
        a, b, blank = who[row["a"]], who[row["b"]], bool(row["blank"])
        counts = f"{row['same']} of {row['shared']}" if row["shared"] else "none shared"
        ids = pair_ids(row, who, counts, [what[one] for one in row["same_issues"]], told)
        tone = ABSENT if blank else SAME if row["agreement"] == 1 else PARTLY
        text = "" if not row["shared"] else f"{row['same']}/{row['shared']}"
        hover = [f"{a} and {b}", f"lean the same way on {counts} issues", row["blank"] or ids["on"]]
        marks.append(Mark(lines(a, 14), lines(b), tone, ids, text=text, hover=hover, size=28))
    people = list(dict.fromkeys([*table["a"], *table["b"]]))
    bearing = table[table["blank"].eq("")]
    full = int((bearing["agreement"] == 1).sum())
    finding = (
        f"No pair of {len(table)} shares two issues on which both lean" if len(table) else NOBODY
    )
    if len(bearing):
        verb = "shares" if len(bearing) == 1 else "share"
        finding = (
            f"{count(len(bearing), 'pair')} of {len(table)} {verb} two issues or more; "
            f"{full} of these {'leans' if full == 1 else 'lean'} the same way on all of them"
        )
    frame = Frame(
        title=findings({meetings(dataset, None)[held]: finding}),
        subtitle=(
            "Agreement = issues on which both lean the same way ÷ issues on which both lean at "
            "all, over all compared issues, whatever is picked; open squares: fewer than two "
            f"shared, so blank. {left_out}{credit(dataset, [held])}"
        ),
        columns=COLUMNS,
        table={"who": "One", "other": "The other", "counts": "Same way on", "on": "Which"},
    )
    order = [who[one] for one in people]
    return grid(
        marks,
        frame,
        rows=[lines(name) for name in order[1:]],
        columns=[lines(name, 14) for name in order[:-1]],
        step=40,
    )


def one_meeting(dataset: Dataset, meeting: str | None) -> str:
    """Return the meeting asked for, or the first; ValueError for one that is not there."""
    known = dataset.meetings["id"].tolist()
    if meeting is not None and meeting not in known:
        raise ValueError(f"no meeting has the id {meeting!r}")
    return meeting or str(known[0])


def alone(dataset: Dataset, *held: str) -> tuple[Dataset, str]:
    """Give the dataset with what those said who can be paired at these meetings, and no more.

    Of more participants than can be read at once it has those who share most, and the second value
    says so; no value of a pair depends on who else is there.
    """
    turns = dataset.interventions
    kept, told = turns["meeting"].isin([]), []
    for meeting in held:
        people, of = legible(dataset, meeting)
        kept |= turns["meeting"].eq(meeting) & turns["participant"].isin(people)
        told.append(too_many(len(people), of))
    turns = turns[kept]
    points = dataset.points[dataset.points["intervention"].isin(turns["id"])]
    codings = dataset.codings[dataset.codings["point"].isin(points["id"])]
    only = replace(dataset, interventions=turns, points=points, codings=codings)
    return only, "".join(dict.fromkeys(told))


def sentences(dataset: Dataset) -> dict[tuple[str, str, str], str]:
    """Give what can be copied of each pair, by (meeting, a, b)."""
    table = pair_sentences(dataset)
    keys = zip(table["meeting"], table["a"], table["b"], strict=True)
    return dict(zip(keys, table["sentence"], strict=True))


def pair_ids(
    row: Mapping[Hashable, Any],
    who: Mapping[str, str],
    counts: str,
    on: Sequence[str],
    told: Mapping[tuple[str, str, str], str],
) -> dict[str, Any]:
    """Give what the mark of a pair carries: who, how much is shared, on what, which points."""
    a, b = row["a"], row["b"]
    return {
        "label": f"{who[a]} and {who[b]}",
        "meeting": row["meeting"],
        "participant": a,
        "participant_b": b,
        "who": who[a],
        "other": who[b],
        "counts": counts,
        "on": ", ".join(on),
        "sentence": told.get((row["meeting"], a, b), ""),
        "points": list(row["points"]),
    }
