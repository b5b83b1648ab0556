"""Pairs: who is on the same side as whom, as a matrix; and what all figures of pairs share."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import lines
from floorbook.figures.marks import Frame, Mark, grid
from floorbook.figures.palette import ABSENT, ACCENT, INK, PAPER, Tone
from floorbook.measures.pairs import legible
from floorbook.wording import pairs
from floorbook.wording.facts import Finding, in_turn, together
from floorbook.wording.pairing import paired, why
from floorbook.wording.phrases import UNSURE

SAME = Tone(ACCENT, PAPER, ACCENT)
PARTLY = Tone(PAPER, INK, ACCENT)
COLUMNS = (
    *("label", "meeting", "participant", "participant_b"),
    *("who", "other", "counts", "on", "unsure", "sentence", "points"),
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
        A mark is a pair: filled when both are on the same side on all issues on which both take a
        side, with the counts in it, and a star where a coding is unsure; an open square where
        agreement is blank.

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
    table = paired(only)
    who, what = dataset.labels["participant"], dataset.labels["issue"]
    marks = []
    for row in table.to_dict("records") if table["shared"].any() else ():
        a, b, blank = who[row["a"]], who[row["b"]], bool(row["blank"])
        counts = f"{row['same']} of {row['shared']}" if row["shared"] else "none"
        ids = pair_ids(row, who, counts, row["sentence"])
        ids["on"] = labelled(what, row["same_issues"])
        ids["unsure"] = labelled(what, row["unsure_issues"])
        ids["why"] = why(dataset, row) if blank else ""
        tone = ABSENT if blank else SAME if row["agreement"] == 1 else PARTLY
        star = UNSURE if row["unsure_issues"] else ""
        text = f"{row['same']}/{row['shared']}{star}" if row["shared"] else ""
        marks.append(Mark(lines(a, 14), lines(b), tone, ids, text, row["told"], size=28))
    people = list(dict.fromkeys([*table["a"], *table["b"]]))
    frame = Frame(
        title=str(together(dataset, {held: pairs.finding(only, held)})),
        subtitle=str(pairs.caption(dataset, held, left_out)),
        columns=(*COLUMNS, "why"),
        table=pairs.VALUES,
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


def alone(dataset: Dataset, *held: str) -> tuple[Dataset, Finding]:
    """Give the dataset with only the participants that can be paired at these meetings.

    If there are too many to read, only those who share most are kept, and the second value says so.
    The values of a pair do not depend on who else is there.
    """
    return dataset.once(("alone", *held), lambda: _alone(dataset, held))


def _alone(dataset: Dataset, held: Sequence[str]) -> tuple[Dataset, Finding]:
    turns = dataset.interventions
    kept, told = turns["meeting"].isin([]), []
    for meeting in held:
        people, of = legible(dataset, meeting)
        kept |= turns["meeting"].eq(meeting) & turns["participant"].isin(people)
        told.append(pairs.left_out(len(people), of))
    if tuple(held) == (dataset.alone,) and not any(one.text for one in told):
        # Nobody else is paired in any case, and much of this dataset is measured already.
        return dataset, in_turn(*told)
    turns = turns[kept]
    points = dataset.points[dataset.points["intervention"].isin(turns["id"])]
    codings = dataset.codings[dataset.codings["point"].isin(points["id"])]
    only = replace(dataset, interventions=turns, points=points, codings=codings)
    return only, in_turn(*dict.fromkeys(told))


def pair_ids(
    row: Mapping[Hashable, Any],
    who: Mapping[str, str],
    counts: str,
    sentence: str,
) -> dict[str, Any]:
    """Give the values of the mark of a pair: who, how much is shared, which points."""
    a, b = row["a"], row["b"]
    return {
        "label": f"{who[a]} and {who[b]}",
        "meeting": row["meeting"],
        "participant": a,
        "participant_b": b,
        "who": who[a],
        "other": who[b],
        "counts": counts,
        "sentence": sentence,
        "points": list(row["points"]),
    }


def labelled(labels: Mapping[str, str], ids: Sequence[str]) -> str:
    """Give issues in words, for a cell of a table."""
    return ", ".join(labels[one] for one in ids)
