"""Side by side: how the positions of two to four participants compare.

The page's script fills in the same phrases, so each is written only once. A slot is a name in
braces.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.sidebyside import (
    DISAGREE,
    NO_SIDES,
    NOTHING,
    ONLY_ONE,
    SAME_SIDE,
    STATES,
)
from floorbook.scale import NOT_RECORDED
from floorbook.wording.facts import Finding, fact
from floorbook.wording.phrases import listed

MOST = 4
"""How many can stand side by side."""

PHRASES: Mapping[str, Any] = {
    "only": "only {name} is recorded",
    "some": "the {n} of {of} that take a side are on the same side",
    "strength": "with different strength",
    "title": "Side by side",
    "compare": "Compare",
    "one of them": "Participant {n}",
    "one or none": "Participant {n}, or none",
    "filter": "Show issues where",
    "state": "{state} ({n})",
    "head": ["Issue", "Together"],
    "none left": "No such issue is in view.",
    "nobody": "Side by side: there are no two to compare",
    "last": " and ",
    "same": ["{names} are", "Of {names}, all who take a side are"],
    "apart": ["{names} disagree", "Of {names}, two or more disagree"],
    "taken": ["both take a side", "two or more take a side"],
    "no issue": "{names}: there is no issue on which {taken}",
    "one same": "{same} on the same side on the one issue on which {taken}",
    "two same": "{same} on the same side on the two issues on which {taken}",
    "all same": "{same} on the same side on all {of} issues on which {taken}",
    "one apart": "{apart} on the one issue on which {taken}",
    "two apart": "{apart} on the two issues on which {taken}",
    "all apart": "{apart} on all {of} issues on which {taken}",
    "some apart": "{apart} on {n} of the {of} issues on which {taken}",
    "unsure": ", in part on codings marked unsure",
}
"""What is said of one issue, above the table, and on its controls; of two forms the second is for
more than two participants: not all of them need take a side."""

RECORDED = "more than one is recorded"
"""The state of an issue where nobody can take a side."""

CAPTION = (
    "On each issue: the position of each, and the number of recorded points that it rests on. Only "
    "those who take a side can agree or disagree; who is neutral, asks, or is recorded on both "
    "sides takes none. What speakers report of others is not counted."
)
WHAT = "On each issue: what is recorded of each, and the number of points that it rests on."


def phrases(dataset: Dataset) -> dict[str, Any]:
    """Give all phrases, and the words for each state; without positions, none is about sides.

    Examples
    --------
    >>> import floorbook
    >>> list(phrases(floorbook.load())["told"].values())[:2]
    ['disagree', 'on the same side']
    """
    if dataset.supports:
        told = {state: state for state in STATES}
        return {**PHRASES, "most": MOST, "states": list(STATES), "told": told}
    told = {NO_SIDES: RECORDED, ONLY_ONE: ONLY_ONE, NOTHING: NOTHING}
    alone = {"no issue": "{names} side by side"}
    return {**PHRASES, **alone, "most": MOST, "states": list(STATES), "told": told}


def caption(dataset: Dataset) -> str:
    """Explain the table, and say which of its issues count nowhere else."""
    full = set(dataset.codebook["dimension"])
    other = [dataset.labels["dimension"][one] for one in dataset.not_compared if one in full]
    if not (dataset.supports and other):
        return CAPTION if dataset.supports else WHAT
    return f"{CAPTION} Issues of {listed(other)} count here, and not where pairs are compared."


def together(dataset: Dataset, row: Mapping[Hashable, Any], names: Sequence[str]) -> str:
    """Say how the positions on one issue compare.

    Examples
    --------
    >>> import floorbook
    >>> row = {"state": "only one is recorded", "words": ("support", "not recorded"), "leaning": 1}
    >>> together(floorbook.load(), row, ["Mexico", "Libya"])
    'only Mexico is recorded'
    """
    state, leaning = str(row["state"]), row["leaning"]
    if state == ONLY_ONE:
        words = zip(names, row["words"], strict=True)
        return str(PHRASES["only"]).format(
            name=next(one for one, word in words if word != NOT_RECORDED)
        )
    if state == SAME_SIDE and leaning < len(names):
        return str(PHRASES["some"]).format(n=leaning, of=len(names))
    return str(phrases(dataset)["told"][state])


def finding(dataset: Dataset, table: pd.DataFrame, chosen: Sequence[str]) -> Finding:
    """Say on how many issues they disagree, out of those on which two or more take a side.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import side_by_side
    >>> data, chosen = floorbook.load(), ["slovakia", "mexico"]
    >>> finding(data, side_by_side(data, chosen), chosen).text
    'Slovakia and Mexico are on the same side on all 4 issues on which both take a side'
    """
    if len(chosen) < 2:
        return Finding(PHRASES["nobody"])
    names = [dataset.labels["participant"][one] for one in chosen]
    taken = table[table["leaning"] > 1]
    of, n = len(taken), int(taken["state"].eq(DISAGREE).sum())
    joined, more = listed(names), len(names) > 2
    parts = {key: PHRASES[key][more].format(names=joined) for key in ("same", "apart", "taken")}
    told = phrases(dataset)[heading(n, of)].format(names=joined, n=n, of=of, **parts)
    told += PHRASES["unsure"] if taken["unsure_sides"].any() else ""
    return Finding(told, (fact(n, of, who=chosen),))


def heading(n: int, of: int) -> str:
    """Choose the phrase for a number of issues on which they disagree.

    Examples
    --------
    >>> heading(0, 1), heading(2, 3), heading(3, 3)
    ('one same', 'some apart', 'all apart')
    """
    if not of:
        return "no issue"
    if 0 < n < of:
        return "some apart"
    whole = {1: "one", 2: "two"}.get(of, "all")
    return f"{whole} {'apart' if n else 'same'}"
