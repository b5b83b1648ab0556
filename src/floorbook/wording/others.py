"""The others: of those whom a claim speaks of, who is not recorded as supporting it, and how."""

from __future__ import annotations

from collections.abc import Collection

from floorbook.dataset import Dataset
from floorbook.measures.claims import claim_check
from floorbook.measures.codings import distinct
from floorbook.measures.scope import READINGS
from floorbook.scale import MIXED
from floorbook.wording.facts import Finding, fact
from floorbook.wording.phrases import listed

UNTOLD = "which does not tell what they think"
"""What follows from silence."""


def finding(
    dataset: Dataset, claim: str, parts: Collection[str], backers: Collection[str], it: str
) -> Finding:
    """Say of the others what is recorded on a part, or on several: most often nothing.

    What is not recorded is no position: without this, "1 of 9" is read as "8 do not".

    Examples
    --------
    >>> import floorbook
    >>> told = finding(floorbook.load(), "iom2016-claim-2", ["lean"], ["slovakia", "usa"], "it")
    >>> told.text.split("; ")[0]
    'Of 7 others, nothing is recorded on it, which does not tell what they think'
    """
    table = claim_check(dataset)
    table = table[table["claim"].eq(claim) & table["part"].isin(list(parts))]
    table = table[table["reading"].eq(READINGS[-1])]
    others = table[~table["participant"].isin(list(backers))]
    of = others["participant"].nunique()
    heard = distinct(others.loc[others["n"].gt(0), "participant"])
    leans = table["word"].map(dataset.scale.lean).astype(object)
    against = distinct(table.loc[leans.eq("-"), "participant"])
    mixed = distinct(table.loc[table["word"].eq(MIXED), "participant"])
    both = [one for one in mixed if one not in against]
    silent = of - len(heard)
    facts = (fact(of, who=distinct(others["participant"])), fact(silent, of),
             fact(len(against), who=against), fact(len(both), who=both))  # fmt: skip
    whom = f"{of} others" if of > 1 else "the one other"
    if not silent:
        told = f"Something is recorded on {it} of {whom} too" if of else ""
    elif heard:
        have = "has" if silent == 1 else "have"
        told = f"Of {whom}, {silent} {have} nothing recorded on {it}, {UNTOLD}"
    else:
        told = f"Of {whom}, nothing is recorded on {it}, {UNTOLD}"
    most = _against(dataset, against, both, it)
    return Finding(f"{told}; {most}" if told else f"{most[0].upper()}{most[1:]}", facts)


def _against(dataset: Dataset, against: Collection[str], both: Collection[str], it: str) -> str:
    """Say who is recorded against it, and who both for and against."""
    if not (against or both):
        return f"nobody is recorded against {it}"
    who, mixed = (
        f"{listed([dataset.labels['participant'][one] for one in part])} "
        f"{'is' if len(part) == 1 else 'are'} recorded"
        for part in (against, both)
    )
    told = [f"{who} against {it}"] * bool(against) + [f"{mixed} on both sides"] * bool(both)
    return listed(told)
