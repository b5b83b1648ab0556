"""Fates: what became of each ask."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import within
from floorbook.figures.marks import Frame, Mark, stacked
from floorbook.figures.palette import ABSENT, ACCENT, GREY, Tone
from floorbook.measures import asks
from floorbook.measures.dialogue import NO_REPLY
from floorbook.wording.about import credit
from floorbook.wording.phrases import count, meetings, told_of

FATES = {
    "answered": ("A", Tone(ACCENT, "#ffffff", ACCENT)),
    "partly": ("P", Tone("#ffffff", "#202020", ACCENT)),
    "deferred": ("D", Tone("#ffffff", "#202020", GREY)),
    "no reply recorded": ("", ABSENT),
}
"""The letter and look of each fate, best first."""


def fates(
    dataset: Dataset,
    *,
    meeting: str | None = None,
    by: Literal["participant", "issue"] = "participant",
) -> go.Figure:
    """Draw what became of every question and request of the floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.
    by
        What a row is: who asked, or the issue asked about (an ask on several issues stands in each
        of their rows).

    Returns
    -------
    Figure
        A mark is an ask (in a row of issues: of that issue), with the letter of its fate; an open
        square where no reply is recorded.

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
    who, what = dataset.labels["participant"], dataset.labels["issue"]
    table = table.assign(rank=[list(FATES).index(fate) for fate in table["fate"]])
    if by == "issue":
        table = table.explode("issues").rename(columns={"issues": "issue"}).fillna({"issue": ""})
        ranks = table["issue"].map(dataset.ranks["issue"])
        table = table.assign(at=ranks.fillna(len(what)))
        table = table.sort_values(["at", "rank"], kind="stable")
    marks: list[Mark] = []
    seen: dict[str, int] = {}
    # Without responses nothing is known of what became of an ask.
    for row in [] if dataset.responses.empty else table.to_dict("records"):
        subject = what.get(row["issue"], "no issue") if by == "issue" else who[row["participant"]]
        label = within(subject, shown[row["meeting"]])
        seen[label] = seen.get(label, 0) + 1
        letter, tone = FATES[row["fate"]]
        ids = {
            "label": f"{row['place']}: {row['gist']}",
            "meeting": row["meeting"],
            "participant": row["participant"],
            "issue": row["issue"] if by == "issue" else list(row["issues"]),
            "subject": subject,
            "asked": row["gist"],
            "by": who[row["participant"]],
            "fate": row["fate"],
            "points": list(row["points"]),
        }
        told = [f"{row['place']} ({row['kind']})", row["gist"], f"Fate: {row['fate']}"]
        marks.append(Mark(seen[label], label, tone, ids, text=letter, hover=told))
    each = table.drop_duplicates("act")
    head, per = ("Issue", ", issue by issue") if by == "issue" else ("Participant", "")
    frame = Frame(
        title=told_of(dataset, {one: _finding(each, one, per) for one in shown}),
        subtitle=(
            f"A mark is a question or request, by {'issue' if by == 'issue' else 'who asked'}: A "
            "answered, P partly, D deferred, open: no reply recorded. The best of what any later "
            f"point did. n = {count(len(each), 'ask')}. {credit(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("subject", "asked", "by", "fate", "points"),
        ],
        table={"subject": head, "asked": "What is asked, in our words", "by": "By", "fate": "Fate"},
    )
    return stacked(marks, frame)


def _finding(asks: pd.DataFrame, meeting: str, per: str) -> str:
    """Say how many asks there are, and how many have each fate."""
    tally = asks.loc[asks["meeting"] == meeting, "fate"].value_counts()
    if tally.empty:
        return "No question or request is recorded from the floor"
    if len(tally) == 1:
        every = "all " if tally.sum() > 1 else ""
        fate = str(tally.index[0])
        fate = f"with {fate}" if fate == NO_REPLY else fate
        return f"{count(int(tally.sum()), 'ask')} from the floor{per}: {every}{fate}"
    said = [f"{tally[fate]} {fate}" for fate in FATES if fate in tally]
    return f"{count(int(tally.sum()), 'ask')} from the floor{per}: {', '.join(said)}"
