"""Pairs: who is on the same side as whom, on which issues, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.agreement import ALONE, FARTHEST, NEAREST, agreement, neighbours
from floorbook.measures.cells import cells
from floorbook.measures.codings import heard
from floorbook.measures.pairs import compared
from floorbook.wording.about import credit
from floorbook.wording.facts import NOTHING, Fact, Finding, fact, in_turn, points_of
from floorbook.wording.phrases import (
    PARTICIPANTS,
    STAR,
    count,
    is_or_are,
    listed,
    plurals,
    span,
    takes,
)

NAMED = 4
"""Most pairs, or others, that a title names; more are counted."""

NOBODY = "There is no pair to compare"
NONE_PICKED = "No pair of those picked takes a side on the same issue."
NO_POSITIONS = "The data have no positions, so nobody can be compared"

SIDES = {NEAREST: "Most agreement", FARTHEST: "Least agreement"}
"""What the two ends are called in a table."""

COUNTS = "Same side on, of the issues on which both take a side"
"""The header above such counts."""

EACH = "Pair by pair: the issues on which both take a side"
"""The heading of the table of pairs."""

VALUES = {
    "who": "One",
    "other": "The other",
    "counts": COUNTS,
    "on": "Same side on",
    "unsure": "Unsure on",
    "why": "Why no agreement is given",
}
"""The headers of the values of the figure."""
TABLE = {
    "a": "One",
    "b": "The other",
    "counts": COUNTS,
    "same_issues": "Same side on",
    "different_issues": "Opposite sides on",
    "beside_issues": "Same side, different strength on",
    "unsure_sides": "Side unsure on",
}
NEIGHBOURS = {
    "side": "Side",
    "other": "Who",
    "on": COUNTS,
    "unsure_sides": "Side unsure on",
    "note": "Note",
}
"""The headers of the tables."""

AGREEMENT = (
    "Agreement is the number of issues on which two are on the same side, for or against, divided "
    "by the number of issues on which both take a side; with fewer than two such issues none is "
    "given"
)
ALL_COUNT = "All issues are compared"
STRENGTH = "Different strength: the same side, but not the same position."


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say who is most often on the same side, and how many pairs have enough to be compared.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text.partition(": ")[0]
    'Most often on the same side on issues of Leadership, Process and Coherence, on 3 each'
    """
    table, sure = _with_and_without(dataset, meeting)
    if table.empty or not dataset.supports:
        return Finding(NO_POSITIONS if len(table) else NOBODY)
    enough = [int(one["agreement"].notna().sum()) for one in (table, sure)]
    full = [int(one["agreement"].eq(1).sum()) for one in (table, sure)]
    told = pairs_taking(enough, len(table), "a side on two or more of the same issues")
    told += depending(enough)
    if len(table) > 1 and max(enough):
        some = f"{between(full) if max(full) else 'none'} of them"
        part = "all of them" if full == enough else some
        told += f"; {part} on the same side each time"
        told += "" if depending(enough) else depending(full)
    facts = [fact(min(enough), len(table), most=max(enough)), fact(min(full), most=max(full))]
    top = table[table["same"].eq(table["same"].max()) & table["same"].gt(0)]
    if top.empty:
        return within(dataset, Finding(told, tuple(facts)))
    most = int(top["same"].iloc[0])
    named = pairs_named(dataset, top)
    each = " each" if len(top) > 1 else ""
    facts += [fact(most, who=people(top), points=points_of(dataset, top)), fact(len(top))]
    facts += doubts(top)
    where = f", on {count(most, 'issue')}{each}"
    if scoped := scoped_dimensions(dataset):
        where = f" on issues of {listed(scoped)}, on {most}{each or ' of them'}"
        facts.append(fact(len(scoped), what=scoped))
    return Finding(f"Most often on the same side{where}: {named}. {told}", tuple(facts))


def table_finding(dataset: Dataset, meeting: str) -> Finding:
    """Say how many pairs take a side on the same issue, and who of them disagree on one.

    Examples
    --------
    >>> import floorbook
    >>> table_finding(floorbook.load(), "iom2016").text.partition(": ")[0]
    'No two are on opposite sides of an issue of Leadership, Process or Coherence'
    """
    both = _with_and_without(dataset, meeting)
    table = both[0]
    if table.empty or not dataset.supports:
        return Finding(NO_POSITIONS if len(table) else NOBODY)
    shared = [int(one["shared"].gt(0).sum()) for one in both]
    apart = [one[one["different_issues"].map(len).gt(0)] for one in both]
    numbers = [len(one) for one in apart]
    unopposed = max(shared) and not max(numbers)
    what = f"a side on the same {'one' if unopposed else 'issue'}"
    told = pairs_taking(shared, len(table), what) + depending(shared)
    facts = (
        fact(min(shared), len(table), most=max(shared)),
        fact(min(numbers), most=max(numbers), who=people(apart[0])),
        *doubts(apart[0]),
    )
    if not max(shared):
        return within(dataset, Finding(told, facts[:1]))
    if unopposed:
        return _unopposed(dataset, Finding(told, facts))
    named = f" ({pairs_named(dataset, apart[0])})" if 0 < numbers[0] <= NAMED else ""
    verb = is_or_are(max(numbers))
    told += f"; {between(numbers)} of these {verb} on opposite sides of an issue{named}"
    return within(dataset, Finding(told + ("" if depending(shared) else depending(numbers)), facts))


def _unopposed(dataset: Dataset, told: Finding) -> Finding:
    """Say first that no two are on opposite sides of an issue, then how many can be compared."""
    scoped = scoped_dimensions(dataset)
    of = f" of {listed(scoped, 'or')}" if scoped else ""
    facts = (*told.facts, fact(len(scoped), what=scoped)) if scoped else told.facts
    none = f"No two are on opposite sides of an issue{of}"
    return Finding(f"{none}: {told.text[0].lower()}{told.text[1:]}", facts)


def within(dataset: Dataset, told: Finding) -> Finding:
    """Say of which dimensions the issues are, where some are not compared.

    Examples
    --------
    >>> import floorbook
    >>> within(floorbook.load(), Finding("Two agree")).text
    'On issues of Leadership, Process and Coherence, two agree'
    """
    if not (scoped := scoped_dimensions(dataset)):
        return told
    text = f"On issues of {listed(scoped)}, {told.text[0].lower()}{told.text[1:]}"
    return Finding(text, (*told.facts, fact(len(scoped), what=scoped)))


def scoped_dimensions(dataset: Dataset) -> list[str]:
    """Name the dimensions that are compared, where not all are."""
    compared = _dimensions(dataset, dataset.compared)
    other = _dimensions(dataset, dataset.not_compared)
    return [dataset.labels["dimension"][one] for one in compared] if other else []


def _dimensions(dataset: Dataset, ids: Sequence[str]) -> list[str]:
    """Keep those of these dimensions that have an issue."""
    full = set(dataset.codebook["dimension"])
    return [one for one in ids if one in full]


def pairs_taking(numbers: Sequence[int], of: int, what: str) -> str:
    """Say how many pairs take a side, or a position: with unsure codings and without.

    Examples
    --------
    >>> pairs_taking([5, 3], 55, "a side on the same issue")
    '3 to 5 of 55 pairs take a side on the same issue'
    >>> pairs_taking([0, 0], 55, "a side on the same issue")
    'None of 55 pairs takes a side on the same issue'
    """
    most = max(numbers)
    if not most:
        whose = "The only pair does not take" if of == 1 else f"None of {of} pairs takes"
    elif of == 1:
        whose = "The only pair takes"
    else:
        whose = f"{between(numbers)} of {of} pairs {takes(most)}"
    return f"{whose[0].upper()}{whose[1:]} {what}"


def depending(numbers: Sequence[int]) -> str:
    """Say on what a range depends, where it is one."""
    return ", depending on codings marked unsure" if min(numbers) != max(numbers) else ""


def between(numbers: Sequence[int]) -> str:
    """Give the one number, or the range that these are in."""
    return span(min(numbers), max(numbers))


def caption(dataset: Dataset, meeting: str, left_out: Finding = NOTHING) -> Finding:
    """Explain the matrix of agreements."""
    told = (
        "A square is a pair: on how many issues the two are on the same side, and on how many both "
        f"take a side. {AGREEMENT}. Filled: two or more issues, the same side on all. Empty: no "
        f"issue on which both take a side. {STAR}."
    )
    return in_turn(told, left_out, scope(dataset), credit(dataset, [meeting]))


def table_caption(dataset: Dataset, left_out: Finding = NOTHING) -> Finding:
    """Explain the table of pairs."""
    return in_turn(STRENGTH, left_out, scope(dataset))


def neighbours_caption(dataset: Dataset) -> Finding:
    """Explain the table of those who agree most and least with one."""
    least = "Least agreement is named only where two disagree at all."
    return in_turn(f"{AGREEMENT}. {least}", scope(dataset))


def scope(dataset: Dataset) -> Finding:
    """Say which issues are compared, and what is not counted.

    Examples
    --------
    >>> import floorbook
    >>> scope(floorbook.load()).text.partition(", not")[0]
    'Only issues of Leadership, Process and Coherence are compared'
    """
    names = dataset.labels["dimension"]
    compared, other = (
        [names[one] for one in _dimensions(dataset, ids)]
        for ids in (dataset.compared, dataset.not_compared)
    )
    part = ALL_COUNT
    if other:
        part = f"Only issues of {listed(compared)} are compared, not those of {listed(other)}"
    text = f"{part}, whatever is picked; what speakers report of others is not counted."
    return Finding(text, (fact(len(compared), what=compared), fact(len(other), what=other)))


def left_out(shown: int, of: int) -> Finding:
    """Say whose pairs are left out of a figure or a table, and where all are.

    Examples
    --------
    >>> left_out(12, 12).text, left_out(60, 200).text.partition("; ")[0]
    ('', 'Of 200 who speak, the 60 who take a side on most compared issues are paired here')
    """
    if shown == of:
        return NOTHING
    return Finding(
        f"Of {of} who speak, the {shown} who take a side on most compared issues are paired here; "
        "all pairs are in `floorbook table agreement` and `network`.",
        (fact(shown, of),),
    )


def pairs_named(dataset: Dataset, table: pd.DataFrame) -> str:
    """Name pairs as pairs, with what is unsure; count them where they are many.

    Examples
    --------
    >>> import floorbook
    >>> table = agreement(floorbook.load())
    >>> pairs_named(floorbook.load(), table[table["same"] == 3])
    'Slovakia with Mexico; Netherlands with Philippines, 1 of the 3 on an unsure coding'
    """
    if len(table) > NAMED:
        return f"{len(table)} pairs"
    names = dataset.labels["participant"]
    doubt = [unsure_part(one.least, one.of or 0) for one in doubts(table)]
    rows = zip(table["a"], table["b"], doubt, strict=True)
    return "; ".join(f"{names[a]} with {names[b]}{told}" for a, b, told in rows)


def doubts(table: pd.DataFrame) -> list[Fact]:
    """Count for each pair the issues on which what is said of it rests on unsure codings.

    That is the side of either, and in the network also its strength.
    """
    held = "unsure_sides" if "unsure_sides" in table.columns else "unsure_issues"
    counts = zip(table[held].map(len), table["shared"], strict=True)
    return [fact(n, int(of)) for n, of in counts]


def unsure_part(n: int, of: int) -> str:
    """Say how many of the issues on which both take a side rest on unsure codings, as an aside.

    Examples
    --------
    >>> unsure_part(1, 3), unsure_part(2, 2), unsure_part(0, 2)
    (', 1 of the 3 on an unsure coding', ', both on unsure codings', '')
    """
    if not n:
        return ""
    if n < of:
        return f", {n} of the {of} on {'an unsure coding' if n == 1 else 'unsure codings'}"
    return {1: ", on an unsure coding", 2: ", both on unsure codings"}.get(
        of, ", all on unsure codings"
    )


def people(table: pd.DataFrame) -> tuple[str, ...]:
    """Give everybody in these pairs."""
    return tuple(dict.fromkeys([*table["a"], *table["b"]]))


def nearest(dataset: Dataset, meeting: str, participant: str) -> Finding:
    """Say with whom one agrees most, with all ties.

    Examples
    --------
    >>> import floorbook
    >>> nearest(floorbook.load(), "iom2016", "mexico").text
    'Mexico agrees most with Slovakia (same side on all 3 compared issues)'
    """
    names = dataset.labels["participant"]
    name = names[participant]
    if not dataset.supports:
        return Finding(NO_POSITIONS)
    table = neighbours(dataset)
    mine = table[table["participant"].eq(participant) & table["side"].eq(NEAREST)]
    rows = mine[mine["meeting"] == meeting].to_dict("records")
    others = [row for row in rows if row["other"]]
    if not others:
        note = str(rows[0]["note"]) if rows else ""
        told = _alone(dataset, meeting, participant, note)
        return Finding(told, (fact(0, who=(participant,)),))
    facts = [
        fact(row["same"], row["shared"], who=(participant, row["other"]), points=row["points"])
        for row in others
    ]
    facts += doubts(pd.DataFrame(others))
    if len(others) > NAMED:
        told = f"{len(others)} others alike"
        return Finding(f"{name} agrees most with {told}", (fact(len(others)), *facts))
    issue = "compared issue" if dataset.not_compared else "issue"
    each = [
        f"{names[row['other']]} (same side on {all_of(row['same'], row['shared'], issue)}"
        f"{unsure_part(len(row['unsure_sides']), row['shared'])})"
        for row in others
    ]
    return Finding(f"{name} agrees most with {listed(each)}", tuple(facts))


def _alone(dataset: Dataset, meeting: str, participant: str, note: str) -> str:
    """Say why nobody agrees most with one: it is not compared, takes no side, or has no equal."""
    name = dataset.labels["participant"][participant]
    kind = dataset.column("participants", "kind")[participant]
    if kind not in heard(dataset):
        them = plurals(dataset, [kind])
        return f"{name} is not compared" if them == PARTICIPANTS[1] else f"{them} are not compared"
    if not note:
        return f"There is nobody to compare {name} with"
    if note != ALONE:
        return f"{name} is {note}"
    mine = compared(dataset, cells(dataset))
    mine = mine[mine["meeting"].eq(meeting) & mine["participant"].eq(participant)]
    if mine["lean"].ne("").any():
        return f"Nobody is recorded on the same side as {name}"
    issue = "compared issue" if dataset.not_compared else "issue"
    return f"{name} takes no side on any {issue}, and so cannot be compared"


def all_of(part: int, whole: int, what: str = "issue") -> str:
    """Give a part of the issues on which both take a side.

    Examples
    --------
    >>> all_of(2, 3), all_of(3, 3), all_of(2, 2, "compared issue")
    ('2 of 3 issues', 'all 3 issues', 'both compared issues')
    """
    if part < whole:
        return f"{part} of {whole} {what}s"
    return {1: f"the one {what}", 2: f"both {what}s"}.get(whole, f"all {whole} {what}s")


def _with_and_without(dataset: Dataset, meeting: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the agreements at a meeting, with codings marked unsure and without."""
    tables = (agreement(dataset), agreement(dataset, unsure=False))
    with_all, sure = (table[table["meeting"] == meeting] for table in tables)
    return with_all, sure
