"""Claims as sentences to copy: who supports each part, on which points, in which source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.claims import ALL, ANY, claim_range
from floorbook.measures.codings import chained, codings, distinct
from floorbook.measures.scope import READINGS
from floorbook.wording import others
from floorbook.wording.citation import Citation
from floorbook.wording.claims import (
    Scope,
    claimed,
    depending,
    every_count,
    nobody,
    parts,
    ranges_of,
    scope,
    spoken_on,
)
from floorbook.wording.facts import Fact, Finding, fact
from floorbook.wording.phrases import crowd, is_or_are, listed, on, phrase, singular, span


def claim_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every part of every claim into words that can be quoted.

    Each text says what is claimed, who is counted, how many and who support it, on which points,
    what the number depends on, the meeting, the source, and that the coding is ours.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part), then the parts "any" and "all" where a claim has several:
        `meeting`, `sentence`, `n` (points) and `points` (those by which the part is supported in
        any of the counts).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import claim_sentences
    >>> table = claim_sentences(floorbook.load()).set_index(["claim", "part"])
    >>> table.loc[("iom2016-claim-2", "state-led"), "sentence"].split(". ")[3].partition("; ")[0]
    'Of 8 others, nothing is recorded on it, which does not tell what they think'
    """
    table = claim_range(dataset)
    cite, rows = Citation(dataset), []
    for claim in dataset.claims["id"]:
        held = scope(dataset, claim)
        if held:
            found = claim_sentence(dataset, cite, claim, held)
            rows += [(claim, part, f"{one}. {cite(held.meeting)}", one) for part, one in found]
    told = pd.DataFrame(rows, columns=["claim", "part", "sentence", "finding"], dtype=object)
    points = [one.facts[0].points for one in told["finding"]]
    told = told.assign(points=pd.Series(points, index=told.index, dtype=object))
    told["n"] = told["points"].map(len).astype("Int64")
    table = table[["claim", "part", "meeting"]].merge(told, on=["claim", "part"])
    return table[["claim", "part", "meeting", "sentence", "n", "points"]]


def claim_sentence(
    dataset: Dataset, cite: Citation, claim: str, held: Scope
) -> list[tuple[str, Finding]]:
    """Put each part of a claim, and any and all of several, into words; the first fact has points.

    Examples
    --------
    >>> import floorbook
    >>> data, claim = floorbook.load(), "iom2016-claim-3"
    >>> found = claim_sentence(data, Citation(data), claim, scope(data, claim))
    >>> found[0][1].text.split(". ")[2].partition(", ")[2]
    'none is recorded on it by name, which does not tell what they think'
    """
    own, ranges = parts(dataset, claim), ranges_of(dataset, claim)
    gist = claimed(dataset, claim)
    points = _supporting(dataset, claim)
    several, spoken, found = len(own) > 1, spoken_on(dataset, claim), []
    for part, row in ranges.items():
        if part not in own and not several:
            continue
        every = "both" if len(own) == 2 else f"all {len(own)}"
        what = {ANY: f"at least one of its {len(own)} parts", ALL: f"{every} of its parts"}
        it = what.get(part, f"the part {own.get(part)}") if several else "it"
        within = own if part in (ANY, ALL) else [part]
        behind = dataset.in_order(
            chained(points.get((one, who), ()) for who in row.who for one in within)
        )
        why = depending(dataset, claim, [part], ranges=ranges)
        about = it if part in own else "any of its parts"
        silent = about if spoken.isdisjoint(within) else ""
        text = f"{gist}. {_counted(dataset, held, row, it, silent)}"
        issues = set(_issues(dataset, claim, within))
        wide = Finding("")
        if row.most:
            who = _supporters(dataset, claim, part, row, own)
            text += f": {who}; {cite.points(behind, issues)}"
            wide = _widely(dataset, cite, claim, row.who, within)
        rest = Finding("")
        if held.of > 1 and not silent and part != ALL:
            which = "it" if part in own else about
            rest = others.finding(dataset, claim, within, row.who, which)
        text = ". ".join(filter(None, [text, str(wide), str(rest), *map(str, why)]))
        facts = (fact(row.least, row.of, most=row.most, who=row.who, points=behind),
                 fact(len(behind)), fact(cite.doubtful(behind, issues)), fact(len(own)),
                 *wide.facts, *rest.facts)  # fmt: skip
        found.append((part, Finding(text, (*facts, *(one for each in why for one in each.facts)))))
    return found


def _widely(
    dataset: Dataset, cite: Citation, claim: str, who: Collection[str], within: Collection[str]
) -> Finding:
    """Say which of the supporting points only the wide reading counts, and what they are on.

    A point on what the narrow reading counts too is none of them, even where it takes no side.
    """
    each = every_count(dataset, claim)
    each = each[each["backs"] & each["participant"].isin(who) & each["part"].isin(within)]
    narrow = each["reading"].eq(READINGS[0])
    rows = each[~narrow]
    known = set(chained(each.loc[narrow, "making"]))
    table = dataset.claim_issues
    table = table[table["claim"].eq(claim) & table["part"].isin(list(within))]
    wide = distinct(table.loc[table["reading"].eq(READINGS[1]), "issue"])
    said = codings(dataset)
    said = said[said["point"].isin(set(chained(rows["making"])) - known)]
    said = said[said["issue"].isin(wide) & said["value"].notna()]
    only = dataset.in_order(said["point"])
    if not only:
        return Finding("")
    labels = [dataset.labels["issue"][one] for one in wide if one in set(said["issue"])]
    n = fact(len(only), points=only, what=labels)
    where = f"{is_or_are(len(only))} {on(labels)}"
    return Finding(f"{cite.points(only)} {where}, which only the wide reading counts", (n,))


def _issues(dataset: Dataset, claim: str, parts: Collection[str]) -> Iterable[str]:
    table = dataset.claim_issues
    return table.loc[table["claim"].eq(claim) & table["part"].isin(list(parts)), "issue"]


def _counted(dataset: Dataset, held: Scope, row: Fact, it: str, silent: str) -> str:
    """Say how many of those that spoke support this, or on what nothing is recorded."""
    if not held.of:
        return nobody(dataset, held)
    if held.of == 1:
        some = " in some counts only" if row.least != row.most else ""
        does = f"supports {it}{some}" if row.most else f"is not recorded as supporting {it}"
        does = f"has nothing recorded on {silent}" if silent else does
        return f"The only {singular(dataset, held.kinds)} that spoke {held.where} {does}"
    who = f"Of {crowd(dataset, held.kinds, held.of)} that spoke {held.where}"
    if silent:
        return f"{who}, none is recorded on {silent} by name, which does not tell what they think"
    if not row.most:
        return f"{who}, none is recorded as supporting {it}"
    verb = "supports" if row.most == 1 else "support"
    return f"{who}, {span(row.least, row.most)} {verb} {it}"


def _supporters(dataset: Dataset, claim: str, part: str, row: Fact, own: Mapping[str, str]) -> str:
    """Name those who support a part, or one or all of several, with what they reserve on which."""
    table = claim_range(dataset)
    row_of = table[table["claim"].eq(claim) & table["part"].eq(part)].iloc[0]
    each = every_count(dataset, claim)
    each = each[each["backs"] & (each["part"].eq(part) | (part not in own))]
    words = each.groupby(["participant", "part"])["word"].agg(distinct).to_dict()
    names = dataset.labels["participant"]

    def named(who: str) -> str:
        held: dict[str, list[str]] = {}
        for one, label in own.items():
            if told := _reservation(dataset, words.get((who, one), ())):
                held.setdefault(told, []).append(label)
        if part in own:
            return f"{names[who]} ({next(iter(held))})" if held else names[who]
        aside = [
            f"{how} on the part{'s' * (len(labels) > 1)} {listed(labels)}"
            for how, labels in held.items()
        ]
        return f"{names[who]} ({'; '.join(aside)})" if aside else names[who]

    always = listed([named(one) for one in row_of["always"]])
    some = listed([named(one) for one in row_of["deciding"]])
    also = "in some counts also " if always else "in some counts "
    return ", ".join(filter(None, [always, some and f"{also}{some}"]))


def _reservation(dataset: Dataset, words: Collection[str]) -> str:
    """Say with what somebody supports a part whose words on it are these: "" for full support."""
    top = dataset.scale.words[0]
    aside = [phrase(dataset, word) for word in words if word != top]
    return f"{'in some counts ' * (top in words)}{' or '.join(aside)}" if aside else ""


def _supporting(dataset: Dataset, claim: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return by part and participant the points by which it is supported in any of the counts."""
    each = every_count(dataset, claim)
    each = each[each["backs"]]
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for part, who, points in zip(each["part"], each["participant"], each["making"], strict=True):
        found[part, who] = distinct((*found.get((part, who), ()), *points))
    return found
