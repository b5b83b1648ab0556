"""Congruence, opposition and difference in strength of pairs: titles, captions, explanations."""

from __future__ import annotations

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures import network as measured
from floorbook.measures.pairs import pairs
from floorbook.wording.about import credit
from floorbook.wording.facts import NOTHING, Finding, fact, in_turn, points_of
from floorbook.wording.pairs import (
    NAMED,
    NO_POSITIONS,
    NOBODY,
    between,
    depending,
    doubts,
    pairs_named,
    pairs_taking,
    people,
    scope,
    scoped_dimensions,
    within,
)
from floorbook.wording.phrases import STAR, is_or_are, listed

SHOWN = {
    "congruence": "congruence",
    "opposition": "opposition",
    "strength": "difference in strength",
}
"""What the figures can show, and its name."""

HEADERS = {
    "congruence": "Congruence",
    "opposition": "Opposition",
    "strength": "Difference in strength",
    "conflict": "Conflict, their sum",
    "subtract": "Congruence less conflict",
}
"""The headers of the values of a pair."""

TABLE = (
    "One",
    "The other",
    "Issues on which both take a side or a neutral position",
    "Which",
    "Unsure on",
)
"""The headers before them."""

DOUBT = "In part on a coding marked unsure"

MEANING = {
    "congruence": (
        "Congruence says how near two positions on an issue are, from 0 for the two ends of the "
        "scale to 1 for the same position, added up over all issues on which both take a side or "
        "a neutral position"
    ),
    "opposition": (
        "Opposition says how far apart two positions are that stand on opposite sides of an issue, "
        "one for and one against, up to 1 for the two ends of the scale, added up over all issues"
    ),
    "strength": (
        "Difference in strength says how far apart two positions are that do not stand on opposite "
        "sides: both for it, say, or one for it and one on neither side; added up over all issues"
    ),
}
DIVIDED = {
    "none": "",
    "average activity": ", divided by half the number of statements of the two",
    "jaccard": ", divided by the number of statements that one or both of the two make",
    "cosine": ", divided by the geometric mean of how much each of the two states",
}
COUNTED = {
    "once": (
        "A position that is repeated on an issue counts once; who takes several positions on it "
        "has each of them counted"
    ),
    "all": "Every recorded statement counts",
}
FORMULAS = {
    "congruence": "Congruence = Σ x_ijk x_i′jk′ (1 − d(k,k′))",
    "opposition": "Opposition = Σ x_ijk x_i′jk′ d(k,k′) over k, k′ on opposite sides",
    "strength": "Difference in strength = Σ x_ijk x_i′jk′ d(k,k′) over all other k, k′",
    "none": "",
    "average activity": ", over (Σ x_ijk + Σ x_i′jk) / 2",
    "jaccard": ", over M10 + M01 + M11",
    "cosine": ", over √(Σ x_ijk² Σ x_i′jk²)",
}
SYMBOLS = (
    "x_ijk: codings of participant i on issue j at position k; d: distance of two positions over "
    "the range of the scale (Leifeld 2017, whose conflict is the sum of opposition and difference "
    "in strength)"
)


def note(shown: str, normalisation: str, repeated: str) -> str:
    """Explain a way of measuring pairs, in words and then as a formula.

    Examples
    --------
    >>> note("opposition", "cosine", "once").split(". ")[1].partition("; ")[0]
    'A position that is repeated on an issue counts once'
    """
    words = f"{MEANING[shown]}{DIVIDED[normalisation]}. {COUNTED[repeated]}"
    return f"{words}. {FORMULAS[shown]}{FORMULAS[normalisation]}. {SYMBOLS}."


def shared(dataset: Dataset, meeting: str) -> Finding:
    """Say who has most issues in common, and how many pairs have any.

    Examples
    --------
    >>> import floorbook
    >>> shared(floorbook.load(), "iom2016").text.partition(": ")[0]
    'Most issues of Leadership, Process and Coherence in common, 3 each'
    """
    table, sure, of = _tables(dataset, meeting)
    if not of or not dataset.supports:
        return Finding(NO_POSITIONS if of else NOBODY)
    numbers = [len(table), len(sure)]
    told = pairs_taking(numbers, of, PLACED) + depending(numbers)
    number = fact(min(numbers), of, most=max(numbers))
    if table.empty:
        return Finding(told, (number,))
    top = table[table["shared"] == table["shared"].max()]
    most = int(top["shared"].iloc[0])
    shared = fact(most, who=people(top), points=points_of(dataset, top))
    facts = (number, shared, fact(len(top)), *doubts(top))
    each = f"{most} each" if len(top) > 1 else str(most)
    named = pairs_named(dataset, top)
    where = f" of {listed(scoped)}" if (scoped := scoped_dimensions(dataset)) else ""
    facts = (*facts, fact(len(scoped), what=scoped))
    return Finding(f"Most issues{where} in common, {each}: {named}. {told}", facts)


def apart(dataset: Dataset, meeting: str) -> Finding:
    """Say how many pairs are on opposite sides of an issue, and how many differ in strength.

    Examples
    --------
    >>> import floorbook
    >>> apart(floorbook.load(), "iom2016").text.partition(" that ")[0]
    'On issues of Leadership, Process and Coherence, of 14 to 20 pairs'
    """
    table, sure, of = _tables(dataset, meeting)
    if not of or not dataset.supports or table.empty:
        return shared(dataset, meeting)
    against, beside = ([one[one[part] > 0] for one in (table, sure)] for part in PARTS)
    numbers, others = ([len(one) for one in part] for part in (against, beside))
    pairs = [len(table), len(sure)]
    facts = (
        fact(min(numbers), len(table), most=max(numbers), who=people(against[0])),
        fact(min(others), most=max(others)),
        fact(min(pairs), most=max(pairs)),
        *doubts(table[:1] if len(table) == 1 else against[0]),
    )
    if len(table) == 1:
        who = pairs_named(dataset, table)
        sides = f"is {'' if max(numbers) else 'not '}on opposite sides"
        strength = " and differs in strength" if max(others) else ""
        told = f"The only pair that takes {PLACED}, {who}, {sides}{strength}"
        return Finding(told, (*facts, fact(1, who=people(table))))
    named = f" ({pairs_named(dataset, against[0])})" if 0 < len(against[0]) <= NAMED else ""
    some = between(numbers) if max(numbers) else "none"
    told = (
        f"Of {between(pairs)} pairs that take {PLACED}, "
        f"{some} {is_or_are(max(numbers) or 1)} on opposite sides of one{named}"
    )
    if max(others):
        told += f"; {between(others)} {'differs' if max(others) == 1 else 'differ'} in strength"
    why = depending(numbers) or depending(others) or depending(pairs)
    return within(dataset, Finding(told + why, facts))


PARTS = ("opposition", "strength")

PLACED = "a side or a neutral position on the same issue"
"""What both of a pair do on an issue that this counts."""


def caption(dataset: Dataset, meeting: str, reading: str, left_out: Finding = NOTHING) -> Finding:
    """Explain a figure of pairs; what it measures is explained next to the choices."""
    return in_turn(f"{reading}. {STAR}.", left_out, scope(dataset), credit(dataset, [meeting]))


NETWORK = "Who takes a side, or a neutral position, on the same issues"
"""The title of the network."""

LINES = (
    "A line joins two who take a side or a neutral position on the same issue; the number on it "
    "counts "
    "these issues. "
    "The wider the line, the greater what is shown. Places on the circle mean nothing; no bloc is "
    "drawn"
)
SQUARES = (
    "A square has the value of what is shown for a pair. An empty place: no issue on which both "
    "take a side or a neutral position, or a value of 0"
)


def _tables(dataset: Dataset, meeting: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return the pairs with unsure codings, the pairs without them, and the number of pairs."""
    tables = (measured(dataset), measured(dataset, unsure=False), pairs(dataset))
    table, sure, every = (one[one["meeting"] == meeting] for one in tables)
    return table, sure, len(every)
