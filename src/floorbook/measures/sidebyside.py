"""Side by side: issue by issue, where the chosen participants disagree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.scale import NOT_RECORDED

DISAGREE = "disagree"
SAME_SIDE = "on the same side"
NO_SIDES = "recorded, but no two take a side"
ONLY_ONE = "only one is recorded"
NOTHING = "nothing recorded"

STATES = (DISAGREE, SAME_SIDE, NO_SIDES, ONLY_ONE, NOTHING)
"""The states of an issue, from disagreement to nothing to compare."""


def side_by_side(
    dataset: Dataset, participants: Sequence[str], *, meeting: str | None = None
) -> pd.DataFrame:
    """Compare the words (positions) of two or more participants, issue by issue.

    They disagree if two of them are on opposite sides. They are on the same side if two or more
    take a side, and all of these take the same one; `leaning` is their number. If no two take a
    side there is nothing to compare: a position that is neutral, raised or mixed takes no side.

    Parameters
    ----------
    dataset
        A loaded data package.
    participants
        Two or more ids, in the order in which they are shown.
    meeting
        One meeting; by default all meetings, each with its own rows.

    Returns
    -------
    DataFrame
        A row is (meeting, issue), for every issue of the codebook. Issues on which they disagree
        come first, issues on which nothing is recorded last; then the codebook's order. Columns:
        `dimension`, `compared`, `state` (one of STATES), `leaning` (how many take a side, 0 to the
        number of participants), `beside` (whether they are on the same side with different
        strength, such as support and qualified), `unsure_sides` (whether a side that is taken rests
        on an unsure coding), `words`, `letters`, `unsure` and `points_of` (tuples with an entry for
        each participant), `n` (points) and `points`.

    Raises
    ------
    ValueError
        If there are fewer than two participants, one twice, or an unknown id.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import side_by_side
    >>> table = side_by_side(floorbook.load(), ["netherlands", "philippines"])
    >>> table["state"].value_counts()["on the same side"]
    np.int64(3)
    """
    chosen = list(participants)
    names = dataset.labels["participant"]
    if len(chosen) < 2 or len(set(chosen)) < len(chosen):
        raise ValueError("side by side needs two or more participants, each once")
    for unknown in [one for one in chosen if one not in names]:
        raise ValueError(f"no participant has the id {unknown!r}")
    meetings = dataset.meetings["id"].tolist()
    if meeting is not None and meeting not in meetings:
        raise ValueError(f"no meeting has the id {meeting!r}")
    table = cells(dataset)
    table = table[table["participant"].isin(chosen)]
    columns = ("word", "letter", "lean", "unsure", "points")
    held = {
        key: found
        for key, *found in zip(
            zip(table["meeting"], table["issue"], table["participant"], strict=True),
            *(table[column] for column in columns),
            strict=True,
        )
    }
    nothing = [NOT_RECORDED, "", "", False, ()]
    rows = []
    for held_in in [meeting] if meeting else meetings:
        for issue, dimension in zip(
            dataset.codebook["issue"], dataset.codebook["dimension"], strict=True
        ):
            found = [held.get((held_in, issue, one), nothing) for one in chosen]
            words, letters, leans, unsure, points = zip(*found, strict=True)
            state = _state(words, leans)
            ids = dataset.in_order(chain.from_iterable(points))
            rows.append(
                {
                    "meeting": held_in,
                    "issue": issue,
                    "dimension": dimension,
                    "compared": dimension in dataset.compared,
                    "state": state,
                    "leaning": sum(lean != "" for lean in leans),
                    "beside": state == SAME_SIDE and _several(words, leans),
                    "unsure_sides": any(
                        doubt and lean for doubt, lean in zip(unsure, leans, strict=True)
                    ),
                    "words": words,
                    "letters": letters,
                    "unsure": unsure,
                    "points_of": points,
                    "n": len(ids),
                    "points": ids,
                }
            )
        rows.sort(key=lambda row: (meetings.index(row["meeting"]), STATES.index(row["state"])))
    return pd.DataFrame(rows).astype({"leaning": "Int64", "n": "Int64"})


def _state(words: Sequence[str], leans: Sequence[str]) -> str:
    recorded = sum(word != NOT_RECORDED for word in words)
    leaning = [lean for lean in leans if lean]
    if len(set(leaning)) > 1:
        return DISAGREE
    if len(leaning) > 1:
        return SAME_SIDE
    return NO_SIDES if recorded > 1 else ONLY_ONE if recorded else NOTHING


def _several(words: Sequence[str], leans: Sequence[str]) -> bool:
    return len({word for word, lean in zip(words, leans, strict=True) if lean}) > 1
