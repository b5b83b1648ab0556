"""The board: what each participant is recorded as saying, in words."""

from __future__ import annotations

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells, possible
from floorbook.measures.codings import distinct, heard
from floorbook.scale import MIXED, NOT_RECORDED
from floorbook.wording.facts import Finding, fact, points_of
from floorbook.wording.phrases import capital, crowd, listed, phrase, plurals, span
from floorbook.wording.positions import heading

ALSO, SPOKEN = "Also spoke on", "Spoke on"
"""The heads of the column of what is not compared: beside compared dimensions, and alone."""


def board(dataset: Dataset) -> Finding:
    """Say how many positions are recorded, and which; the secretariat's aside.

    Examples
    --------
    >>> import floorbook
    >>> board(floorbook.load()).text.partition("; ")[2]
    'none is against'
    """
    if not dataset.supports:
        return heading(dataset)
    people = dataset.participants
    people = people[people["kind"].isin(heard(dataset))]
    table = cells(dataset)
    table = table[table["participant"].isin(people["id"])]
    if table.empty:
        return heading(dataset)
    words = possible(dataset)
    words = words[words["participant"].isin(people["id"])]
    least, most = (each["word"].value_counts() for each in (words[words["n"] == 1], words))
    there = [one for one in dataset.scale.words if one in most and one != NOT_RECORDED]
    ranges = [(int(least.get(word, 0)), int(most[word])) for word in there]
    each = [
        f"{span(*numbers)} {phrase(dataset, word)}"
        for word, numbers in zip(there, ranges, strict=True)
    ]
    who, scale = distinct(table["participant"]), dataset.scale
    surely = len(table) - int(most.get(NOT_RECORDED, 0))
    have = "has" if len(who) == 1 else "have"
    one = ", one for each issue that each speaks on" if len(table) > 1 else ""
    number = f"{span(surely, len(table))} recorded position{'s' * (len(table) != 1)}"
    told = f"{crowd(dataset, [], len(who))} {have} {number}{one}"
    told += f": {listed(each)}"
    facts = [fact(len(who), who=who), *(fact(low, most=high) for low, high in ranges)]
    facts.append(fact(surely, most=len(table), points=points_of(dataset, table)))
    against = [word for word in scale.words if scale.lean(word) == "-"]
    none = against and not {*against, MIXED} & {*there}
    return Finding(f"{told}; none is against" if none else told, tuple(facts))


def board_caption(dataset: Dataset, *, opens: bool = True) -> str:
    """Explain the board: what a label is, what opens (not in a picture), and what a gap is not.

    Examples
    --------
    >>> import floorbook
    >>> board_caption(floorbook.load()).split(". ")[0]
    'Each label is an issue, under the position that is recorded on it'
    """
    what = "under the position that is recorded on it" if dataset.supports else "that is spoken on"
    select = "Select one to read the points behind it. " if opens else ""
    return f"Each label is an issue, {what}. {select}Not recorded is no position."


def band(dataset: Dataset, kinds: list[str], n: int, *, counted: bool) -> str:
    """Name a group of rows by the kinds of participant in it.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> band(data, ["agency"], 1, counted=True), band(data, ["state"], 9, counted=False)
    ('1 agency', 'Governments')
    """
    return crowd(dataset, kinds, n) if counted else capital(plurals(dataset, kinds))
