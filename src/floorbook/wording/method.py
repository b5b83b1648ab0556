"""The method in words: coverage, what rests on a single coding, and what changed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.changes import CELLS, CLAIMS
from floorbook.measures.claims import WHOLE
from floorbook.measures.scope import claims
from floorbook.package import reference
from floorbook.wording.facts import Finding, fact, points_of
from floorbook.wording.phrases import count, is_or_are, listed

SWUNG = {"part": "Part of a claim", "number": "How many support it", "when": "When"}
VALUES = {
    "label": "Item",
    "became": "What became of it",
    "reason": "Without a point, because",
}
"""The headers of the values of the figures."""
NO_VERSION = {
    "heading": "No older version of the data was named",
    "empty": "`floorbook report --against FOLDER` names one.",
}
"""What is said where there is nothing to compare with."""


CODED, UNCODED, POINTLESS = "a point with a coding", "a point without a coding", "no point"
"""What an item of a source can hold."""

COVERAGE = (
    "A square is an item of the source, a row a section of it. In a point without a coding the "
    "coder found no issue of the codebook."
)


SECTIONS = "What each section of the source holds"
"""The heading of the table that counts the items by section."""


def became(point: bool, coded: bool) -> str:
    """Say what an item of a source holds.

    Examples
    --------
    >>> became(True, False), became(False, False)
    ('a point without a coding', 'no point')
    """
    return CODED if coded else UNCODED if point else POINTLESS


def coverage(dataset: Dataset, meeting: str = "") -> Finding:
    """Say what became of the items of the sources: of all, or of those of one meeting.

    Examples
    --------
    >>> import floorbook
    >>> str(coverage(floorbook.load()))
    'All 189 items of the source are accounted for: 144 hold a point, and 135 of these are coded'
    """
    table, points = dataset.items, dataset.points
    table = table[table["id"].map(dataset.item_meetings).eq(meeting) | (not meeting)]
    items = table["id"]
    if items.empty:
        return Finding("No item of a source is recorded")
    held = points[points["item"].isin(items)]
    coded = held[held["id"].isin(dataset.codings["point"])]
    n, k, c = len(items), held["item"].nunique(), coded["item"].nunique()
    sources = table["source"].nunique()
    of = f"{sources} sources" if sources > 1 else "the source"
    text = f"{_all(n)} items of {of} are" if n > 1 else f"The 1 item of {of} is"
    text += " accounted for: "
    text += f"{k} {'holds' if k == 1 else 'hold'} a point" if k else "none holds a point"
    if k:
        text += f", and {c or 'none'} of these {is_or_are(c or 1)} coded"
    facts = (fact(n), fact(k, n, points=held["id"]), fact(c, k, points=coded["id"]))
    return Finding(text, (*facts, fact(sources)))


def codebook(dataset: Dataset) -> Finding:
    """Say how many issues there are.

    Examples
    --------
    >>> import floorbook
    >>> str(codebook(floorbook.load()))
    '32 issues in 4 dimensions'
    """
    n, groups = len(dataset.codebook), dataset.codebook["dimension"].nunique()
    text = f"{count(n, 'issue')} in {count(groups, 'dimension')}"
    return Finding(text, (fact(n), fact(groups)))


def rule(dataset: Dataset) -> str:
    """Say how one position is made of several codings of a participant on an issue.

    Examples
    --------
    >>> import floorbook
    >>> rule(floorbook.load()).split(". ")[1]
    'Some for the claim and some against it: mixed'
    """
    if not dataset.supports:
        return ""
    scale, labels = dataset.scale, dataset.labels["position"]
    sides = {scale.lean(name) for name in scale.names} - {""}
    zero = [labels[name] for name, value in scale.valued.items() if value == 0]
    told = ["Several codings of one participant on one issue make one position."]
    if len(sides) > 1:
        told.append("Some for the claim and some against it: mixed.")
    told.append("All on one side: the weakest of them.")
    if zero:
        middle = listed(zero)
        told.append(f"{middle} and a side together: the weakest position of that side.")
        told.append(f"{middle} alone, or beside what takes no side: {middle}.")
    if others := outside(dataset):
        told.append(f"{'; '.join(others)}: only where there is nothing else.")
    return " ".join(told)


def sensitivity(dataset: Dataset) -> Finding:
    """Say how many positions rest on a single coding, or would change without one.

    Examples
    --------
    >>> import floorbook
    >>> str(sensitivity(floorbook.load())).split(";")[0]
    'Of 102 recorded positions, 64 rest on a single coding'
    """
    cells, table = measures.cells(dataset), measures.cell_sensitivity(dataset)
    n, alone = len(cells), cells[cells["n"] == 1]
    moved = table[table["changes"] & ~table["alone"]]
    if not n:
        return Finding("Nothing is recorded on any issue")
    k = len(moved[["meeting", "participant", "issue"]].drop_duplicates())
    facts = (
        fact(len(alone), n, points=points_of(dataset, alone)),
        fact(k, n - len(alone), points=moved["point"].drop_duplicates()),
    )
    one, many = _nouns(dataset)
    if len(alone) == n:
        whole = f"The one {one} rests" if n == 1 else f"{_all(n)} {many} rest"
        return Finding(f"{whole} on a single coding", facts)
    text = f"Of {count(n, one, many)}, {len(alone) or 'none'} rest{'s' * (len(alone) < 2)} on a "
    rest = n - len(alone)
    if dataset.supports:
        some = f"{k or 'none'} of the other {rest} would"
        some = f"the other would{'' if k else ' not'}" if rest == 1 else some
        would = f"{some} change if one coding were left out"
        return Finding(f"{text}single coding; {would}", (*facts, fact(rest)))
    return Finding(f"{text}single coding", facts)


def lone(dataset: Dataset) -> Finding:
    """Say how many positions rest on a single coding.

    Examples
    --------
    >>> import floorbook
    >>> str(lone(floorbook.load()))
    '64 recorded positions rest on a single coding'
    """
    table = measures.lone_cells(dataset)
    n = len(table)
    told = count(n, *_nouns(dataset)) if n else f"No {_nouns(dataset)[0]}"
    text = f"{told} {'rests' if n < 2 else 'rest'} on a single coding"
    return Finding(text, (fact(n, points=points_of(dataset, table)),))


def claim_sensitivity(dataset: Dataset) -> Finding:
    """Say how many codings would each change the count of a claim.

    Examples
    --------
    >>> import floorbook
    >>> str(claim_sensitivity(floorbook.load())).partition(" ")[2]
    'codings would each change the count of a claim if left out'
    """
    if dataset.claims.empty:
        return Finding("No claim about the meeting is recorded")
    table = measures.claim_sensitivity(dataset)
    moving = table[~table["part"].isin(WHOLE)].drop_duplicates(["point", "issue"])
    n = len(moving)
    told = f"{count(n, 'coding')} would{' each' * (n > 1)}" if n else "No coding would"
    points = dataset.in_order(moving["point"])
    return Finding(f"{told} change the count of a claim if left out", (fact(n, points=points),))


CHANGING = "The positions that would change without one coding"
"""The heading of the table of them."""

NOW, WITHOUT = "counted now", "only when one coding is left out"
"""When a part of a claim has a number."""

SWING = (
    "A row is a part of a claim, a column how many are in favour. "
    "Filled: the number now; several where it depends on how widely the claim is read or on "
    "codings marked unsure. Open: where it could fall if one coding were left out."
)
"""What the figure of what one coding changes shows."""


def swing(dataset: Dataset, meeting: str) -> Finding:
    """Say by how much the count of a part of a claim moves at most when one coding is left out.

    Examples
    --------
    >>> import floorbook
    >>> str(swing(floorbook.load(), "iom2016"))
    'With any one coding left out, no count of a part of a claim moves by more than 1'
    """
    if not claims(dataset)["meeting"].eq(meeting).any():
        return Finding("No claim about the meeting is recorded")
    table = measures.claim_sensitivity(dataset)
    table = table[~table["part"].isin(WHOLE) & table["meeting"].eq(meeting)]
    if table.empty:
        return Finding("No coding would change the count of a claim if left out", (fact(0),))
    ends = [(table[one] - table[f"{one}_without"]).abs() for one in ("least", "most")]
    k = int(max(one.max() for one in ends))
    text = f"With any one coding left out, no count of a part of a claim moves by more than {k}"
    return Finding(text, (fact(k, points=dataset.in_order(table["point"])),))


def changes(changed: pd.DataFrame, version: str) -> Finding:
    """Say how many values differ from an older version, table by table.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> str(changes(floorbook.measures.changes(data, data), "1.0.0"))
    'Nothing that is compared differs from version 1.0.0'
    """
    if changed.empty:
        return Finding(f"Nothing that is compared differs from version {version}")
    tally = changed["table"].value_counts(sort=False)
    facts = [fact(len(changed)), *(fact(int(n)) for n in tally)]
    where = ", ".join(f"{n} in {table_name(str(name))}" for name, n in tally.items())
    differ = "difference" if len(changed) == 1 else "differences"
    return Finding(f"{len(changed)} {differ} from version {version}: {where}", tuple(facts))


def table_name(table: str) -> str:
    """Name a compared table by what it contains.

    Examples
    --------
    >>> table_name("act_issues"), table_name("cells")
    ('issues of acts', 'positions by participant and issue')
    """
    own = {CELLS: "positions by participant and issue", CLAIMS: "counts of claims"}
    title = own.get(table) or reference().table(table).title
    return title[:1].lower() + title[1:]


def not_compared(found: Mapping[str, str]) -> str:
    """Name the tables that a comparison leaves out, each with its reason.

    Examples
    --------
    >>> not_compared({"votes": "Floorbook does not read it"}), not_compared({})
    ('Not compared: votes (Floorbook does not read it).', '')
    """
    told = ", ".join(f"{name} ({why})" for name, why in found.items())
    return f"Not compared: {told}." if told else ""


def _all(n: int) -> str:
    """Say "Both", "All 3"."""
    return "Both" if n == 2 else f"All {n}"


def _nouns(dataset: Dataset) -> tuple[str, str]:
    """Name what is recorded for one participant on one issue, singular and plural."""
    return ("recorded position", "recorded positions") if dataset.supports else ("entry", "entries")


def outside(dataset: Dataset) -> list[str]:
    """Return the labels of positions without a value; none if there is no scale at all.

    Examples
    --------
    >>> import floorbook
    >>> outside(floorbook.load())
    ['Raised, no side taken']
    """
    scale, labels = dataset.scale, dataset.labels["position"]
    return [labels[name] for name in scale.names if name not in scale.valued] if scale.span else []
