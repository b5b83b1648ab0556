"""A pair as one sentence that can be copied, and why a pair has no agreement."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.agreement import agreement
from floorbook.measures.cells import CELL, cells
from floorbook.measures.codings import once
from floorbook.measures.pairs import PAIR
from floorbook.scale import NOT_RECORDED
from floorbook.wording.citation import Citation
from floorbook.wording.facts import Finding, fact
from floorbook.wording.phrases import is_or_are, joined, on, takes, verb

Row = Mapping[Hashable, Any]
Words = Mapping[tuple[str, str, str], tuple[str, str]]
"""The word of each cell, and that without unsure codings, by meeting, participant and issue."""


def pair_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every pair into words that can be quoted: where both take a side, and which.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b), as in `agreement`: `sentence`, `n` (points, 0 or more) and
        `points`: those on the issues on which both take a side; without such an issue those on
        which both are recorded.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import pair_sentences
    >>> table = pair_sentences(floorbook.load()).set_index(["a", "b"])
    >>> table.loc[("netherlands", "australia"), "sentence"].split(": ")[0]
    "Netherlands and Australia both take a side on one compared issue, IOM's lead, and are on the \
same side"
    """
    return paired(dataset)[[*PAIR, "sentence", "n", "points"]]


@once
def paired(dataset: Dataset) -> pd.DataFrame:
    """Give every pair with its sentence, and as lines (`told`) without points and source."""
    table = agreement(dataset)
    held, kept = (_words(cells(dataset, unsure=unsure)) for unsure in (True, False))
    words = {key: (word, kept.get(key, NOT_RECORDED)) for key, word in held.items()}
    sure = agreement(dataset, unsure=False)
    table["sure_issues"] = sure["same_issues"] + sure["different_issues"]
    cite = Citation(dataset)
    rows = table.to_dict("records")
    lines = [tuple(_lines(dataset, row, words)) for row in rows]
    ends = [cite(row["meeting"]) for row in rows]
    table["told"] = pd.Series(lines, index=table.index, dtype=object)
    table["sentence"] = pd.Series(
        [
            f"{pair(dataset, row | {'told': told}, cite)}. {end}"
            for row, told, end in zip(rows, lines, ends, strict=True)
        ],
        index=table.index,
        dtype=object,
    )
    table["points"] = table["points"].where(table["shared"].gt(0), table["other_points"])
    table["n"] = table["points"].map(len).astype("Int64")
    return table


def _words(table: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    keys = zip(*(table[column] for column in CELL), strict=True)
    return dict(zip(keys, table["word"], strict=True))


def pair(dataset: Dataset, row: Row, cite: Citation) -> Finding:
    """Say of a pair on which issues both take a side, which, on which points, and how surely."""
    who = (row["a"], row["b"])
    first, *more = row["told"]
    points = row["points"] if row["shared"] else row["other_points"]
    making = row["making"] if row["shared"] else points
    aside = [point for point in points if point not in making]
    taken = [*row["same_issues"], *row["different_issues"]] or row["other_issues"]
    told = f"{first}: {cite.points(making, taken)}" if making else first
    if aside:
        told += f"; beside {cite.points(aside)} that {takes(len(aside))} no side"
        told += cite.doubt(aside, taken)
    what = _labels(dataset, [*row["same_issues"], *row["different_issues"], *row["other_issues"]])
    facts = (
        fact(row["same"], row["shared"], what=what, who=who, points=points),
        fact(len(making), points=making),
        fact(len(aside), points=aside),
        *(fact(cite.doubtful(ids, taken), points=ids) for ids in (making, aside)),
    )
    return Finding(". ".join([told, *more]), facts)


def _lines(dataset: Dataset, row: Row, words: Words) -> Iterator[str]:
    """Say what a pair has in common, what of it is unsure, and whether it is too little."""
    names = dataset.labels["participant"]
    both = f"{names[row['a']]} and {names[row['b']]}"
    if not dataset.supports:
        yield f"{both}: no positions are recorded"
    elif not row["shared"]:
        yield f"{both}: there is {why(dataset, row)}"
        yield from _doubt(dataset, row, words, row["other_issues"])
    else:
        yield f"{both} {_sides(dataset, row)}{_strengths(dataset, row, words)}"
        sides = row["unsure_sides"]
        yield from _doubt(dataset, row, words, sides)
        yield from _doubt(
            dataset,
            row,
            words,
            [one for one in row["unsure_issues"] if one not in sides],
            ", as to the strength only",
        )
        if hidden := [one for one in row["other_issues"] if one in row["sure_issues"]]:
            also = on(_labels(dataset, hidden))
            yield f"Without codings marked unsure, both would take a side {also} too"
        if row["blank"]:
            yield "One issue is too few to speak of agreement"
        yield from _outside(dataset, row, words)


def _outside(dataset: Dataset, row: Row, words: Words) -> Iterator[str]:
    """Say on which other issues both take a side: they are not compared, or else they were met."""
    found: dict[str, list[str]] = {"the same side": [], "opposite sides": []}
    doubtful = []
    for issue in row["other_issues"]:
        told = [words[row["meeting"], row[one], issue] for one in ("a", "b")]
        (a, sure_a), (b, sure_b) = (map(dataset.scale.lean, both) for both in told)
        if a and b:
            found["the same side" if a == b else "opposite sides"].append(issue)
            doubtful += [issue] * ((a, b) != (sure_a, sure_b))
    for side, issues in found.items():
        if issues:
            where = on(_labels(dataset, issues))
            where = f"{where[0].upper()}{where[1:]}, which {is_or_are(len(issues))} not compared"
            yield f"{where}, they are on {side}"
    yield from _doubt(dataset, row, words, doubtful)


def _doubt(
    dataset: Dataset, row: Row, words: Words, issues: Sequence[str], what: str = ""
) -> Iterator[str]:
    """Say whose positions on which of these issues are unsure."""
    for one in ("a", "b"):
        mine = [issue for issue in issues if _doubted(row, words, one, issue)]
        if mine:
            where = f"of {dataset.labels['participant'][row[one]]} {on(_labels(dataset, mine))}"
            if len(mine) == 1:
                yield f"The position {where} rests on a coding marked unsure{what}"
            else:
                yield f"The positions {where} rest on codings marked unsure{what}"


def _doubted(row: Row, words: Words, one: str, issue: str) -> bool:
    """Whether the word of one of a pair on an issue is unsure."""
    word, sure = words[row["meeting"], row[one], issue]
    return word != sure


def why(dataset: Dataset, row: Row) -> str:
    """Say why a pair has no agreement, and where both are recorded all the same.

    Examples
    --------
    >>> import floorbook
    >>> table = agreement(floorbook.load()).set_index(["a", "b"])
    >>> why(floorbook.load(), table.loc[("libya", "unhcr")])
    'no issue on which both are recorded'
    """
    if row["shared"]:
        return str(row["blank"])
    if not row["other_issues"]:
        return "no issue on which both are recorded"
    dimension = dataset.column("codebook", "dimension")
    labels = dataset.labels["issue"]
    told = [
        f"{labels[one]} ({NOT_BOTH if dimension[one] in dataset.compared else NOT_COMPARED})"
        for one in row["other_issues"]
    ]
    return f"no compared issue on which both take a side; both are recorded {on(told)}"


NOT_BOTH = "where not both take a side"
NOT_COMPARED = "which is not compared"


def _sides(dataset: Dataset, row: Row) -> str:
    """Say on which issues two are on the same side, and on which not."""
    same, different = (
        joined(_labels(dataset, row[f"{one}_issues"])) for one in ("same", "different")
    )
    shared = row["shared"]
    compared = "compared issue" if dataset.not_compared else "issue"
    taken = f"{compared}s on which both take a side"
    if shared == 1:
        side = "the same side" if same else "opposite sides"
        return f"both take a side on one {compared}, {same or different}, and are on {side}"
    if same and different:
        part = f"are on the same side on {row['same']} of the {shared} {taken} ({same})"
        return f"{part}, on opposite sides {on(_labels(dataset, row['different_issues']))}"
    whole = "the two" if shared == 2 else f"all {shared}"
    side = "the same side" if same else "opposite sides"
    return f"are on {side} on {whole} {taken} ({same or different})"


def _strengths(dataset: Dataset, row: Row, words: Words) -> str:
    """Say what each does where the two differ in strength, and where one is not at an end."""
    valued = dataset.scale.valued
    ends = {min(valued, key=valued.__getitem__), max(valued, key=valued.__getitem__)}

    def said(one: str, issue: str) -> str:
        return words[row["meeting"], one, issue][0]

    beside = row["beside_issues"]
    reserved = [
        one
        for one in (*row["same_issues"], *row["different_issues"])
        if one not in beside and not {said(row["a"], one), said(row["b"], one)} <= ends
    ]
    told = ""
    for how, issues in (("with different strength", beside), ("not at full strength", reserved)):
        each = [_each(dataset, row, issue, said) for issue in issues]
        told += f", {how} {each[0] if row['shared'] == 1 else on(each)}" if each else ""
    return told


def _each(dataset: Dataset, row: Row, issue: str, said: Callable[[str, str], str]) -> str:
    """Say what each of a pair does on an issue, behind its label where there are several."""
    names = dataset.labels["participant"]
    a, b = (verb(dataset, said(row[one], issue)) for one in ("a", "b"))
    each = f"each {a}" if a == b else f"{names[row['a']]} {a}, {names[row['b']]} {b}"
    label = dataset.labels["issue"][issue]
    return f"({each})" if row["shared"] == 1 else f"{label} ({each})"


def _labels(dataset: Dataset, ids: Sequence[str]) -> list[str]:
    return [dataset.labels["issue"][one] for one in ids]
