"""Fates: what became of each ask."""

from __future__ import annotations

from typing import Literal

import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import Frame, Key, Mark, stacked
from floorbook.figures.palette import ABSENT, ACCENT, GREY, INK, PAPER, Tone
from floorbook.measures import asks
from floorbook.measures.dialogue import NO_REPLY
from floorbook.wording import dialogue as wording
from floorbook.wording.facts import everywhere
from floorbook.wording.phrases import meetings

TONES = {
    "answered": Tone(ACCENT, PAPER, ACCENT),
    "partly": Tone(PAPER, INK, ACCENT),
    "deferred": Tone(PAPER, INK, GREY),
    NO_REPLY: ABSENT,
}
"""The look of each fate, best first."""

KEYS = dict(zip(TONES, ("full", "framed", "faint", "open"), strict=True))
"""What style sheets call these looks."""


def fates(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    by: Literal["participant", "issue"] = "participant",
) -> go.Figure:
    """Draw what became of every question and request from the floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.
    by
        What a row is: who asked, or the issue asked about (an ask on several issues is drawn in the
        row of each).

    Returns
    -------
    Figure
        A mark is an ask, with the letter of its fate; an open square where no reply is recorded.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import fates
    >>> fates(floorbook.load(), by="issue").layout.meta["headers"][0]
    'Issue'
    """
    shown = meetings(dataset, meeting)
    table = asks(dataset)
    table = table[table["meeting"].isin(shown)]
    who, what, where = (dataset.labels[one] for one in ("participant", "issue", "point"))
    table = table.assign(rank=[list(TONES).index(fate) for fate in table["fate"]])
    if by == "issue":
        table = table.explode("issues").rename(columns={"issues": "issue"}).fillna({"issue": ""})
        ranks = table["issue"].map(dataset.ranks["issue"])
        table = table.assign(at=ranks.fillna(len(what)))
        table = table.sort_values(["at", "rank"], kind="stable")
    marks: list[Mark] = []
    seen: dict[str, int] = {}
    # Without responses it is not known what became of an ask.
    for row in [] if dataset.responses.empty else table.to_dict("records"):
        subject = what.get(row["issue"], "no issue") if by == "issue" else who[row["participant"]]
        label = within(subject, shown[row["meeting"]])
        seen[label] = seen.get(label, 0) + 1
        fate = wording.FATES[row["fate"]]
        # An ask under two issues is two marks: each opens what is behind it, and stays apart.
        about = f" ({subject})" if by == "issue" else ""
        ids = {
            "label": f"{where[row['point']]}{about}: {row['gist']}",
            "meeting": row["meeting"],
            "participant": row["participant"],
            "issue": row["issue"] if by == "issue" else list(row["issues"]),
            "subject": subject,
            "asked": row["gist"],
            "by": who[row["participant"]],
            "fate": fate,
            "points": list(row["points"]),
        }
        told = [f"{where[row['point']]} ({row['kind']})", row["gist"], fate.capitalize()]
        letter, tone = wording.LETTERS[row["fate"]], TONES[row["fate"]]
        marks.append(Mark(seen[label], label, tone, ids, text=letter, hover=told))
    # What became of them is told at the head of the report.
    say = wording.askers if marks else wording.finding
    say = wording.by_issue if by == "issue" else say
    there = {mark.ids["fate"] for mark in marks}
    frame = Frame(
        title=str(everywhere(dataset, say, shown)),
        subtitle=wording.caption(dataset, shown, by),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("subject", "asked", "by", "fate", "points"),
        ],
        table={"subject": by.capitalize(), **wording.VALUES},
        key=[
            Key(KEYS[fate], wording.LETTERS[fate], told)
            for fate, told in wording.FATES.items()
            if told in there
        ],
    )
    return stacked(marks, frame)
