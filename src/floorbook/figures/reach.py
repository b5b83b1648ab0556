"""Reach: what the floor takes up most, beside what the claims are about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from floorbook.dataset import Dataset
from floorbook.figures.labels import crowd, findings, issues, lines, listed, meetings, names, source
from floorbook.figures.marks import Frame, Mark, stacked
from floorbook.figures.palette import tones
from floorbook.measures import Scale, cells
from floorbook.measures import reach as measured

CLAIMED = "●"
"""Marks the issues that bear on a claim."""

NAMED = 3
"""How many tied issues a title names."""


def reach(
    dataset: Dataset, meeting: str | None = None, *, kinds: Sequence[str] = ("state",)
) -> go.Figure:
    """Draw the issues by how many governments take them up from the floor.

    Parameters
    ----------
    dataset
        A loaded data package.
    meeting
        One meeting; without it all.
    kinds
        The kinds of participant that count.

    Returns
    -------
    Figure
        A mark is (meeting, issue, participant that takes it up), with its word's letter; rows by
        rank. Issues that bear on a claim are marked.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.figures import reach
    >>> reach(floorbook.load()).layout.meta["headers"][0]
    'Issue'
    """
    shown = meetings(dataset, meeting)
    table = measured(dataset, kinds=tuple(kinds))
    table = table[table["meeting"].isin(shown) & (table["taken_up"] > 0)]
    who, what = names(dataset), issues(dataset)
    scale = Scale.of(dataset.positions)
    looks = tones(scale)
    words = {
        (row["meeting"], row["participant"], row["issue"]): row
        for row in cells(dataset).to_dict("records")
    }
    claimed = set(dataset.claim_issues["issue"])
    marks = []
    for row in table.to_dict("records"):
        claim = row["issue"] in claimed
        name = f"{what[row['issue']]}{' ' + CLAIMED if claim else ''}"
        label = lines(f"{name} ({shown[row['meeting']]})" if shown[row["meeting"]] else name, 30)
        found = [words[row["meeting"], one, row["issue"]] for one in row["participants"]]
        for at, cell in enumerate(sorted(found, key=lambda one: scale.words.index(one["word"])), 1):
            points = [point for point in cell["points"] if point in set(row["points"])]
            ids = {
                "label": f"{who[cell['participant']]} · {what[row['issue']]}",
                "meeting": row["meeting"],
                "participant": cell["participant"],
                "issue": row["issue"],
                "what": what[row["issue"]],
                "who": who[cell["participant"]],
                "word": cell["word"],
                "claim": "yes" if claim else "no",
                "points": points,
            }
            hover = [ids["label"], cell["word"]]
            tone = looks[cell["word"]]
            marks.append(Mark(at, label, tone, ids, text=cell["letter"], hover=hover))
    told = {name: _finding(table, key, what, kinds) for key, name in shown.items()}
    frame = Frame(
        title=findings(told),
        subtitle=(
            "Issues by how many of those recorded as speaking from the floor take them up, then by "
            f"how many back them; a mark is one of them, with its letter. {CLAIMED}: bears on a "
            f"claim. {source(dataset, shown)}"
        ),
        columns=[
            *("label", "meeting", "participant", "issue"),
            *("what", "who", "word", "claim", "points"),
        ],
        table={"what": "Issue", "who": "Participant", "word": "Word", "claim": "Bears on a claim"},
    )
    return stacked(marks, frame)


def _finding(table: pd.DataFrame, meeting: str, what: dict[str, str], kinds: Sequence[str]) -> str:
    """Say which issues are taken up by most, with all ties."""
    table = table[table["meeting"] == meeting]
    if table.empty:
        return "Nothing is recorded from the floor"
    most, of = int(table["taken_up"].max()), int(table["of"].max())
    top = [what[issue] for issue in table.loc[table["taken_up"] == most, "issue"]]
    named = listed(top) if len(top) <= NAMED else f"{len(top)} issues"
    return f"The floor takes up {named} most: {most} of {crowd(list(kinds), of)}" + (
        " each" if len(top) > 1 else ""
    )
