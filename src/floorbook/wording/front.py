"""The front page: a headline, and what was compared with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from floorbook.dataset import Dataset
from floorbook.measures.claims import claim_range
from floorbook.measures.codings import distinct
from floorbook.wording import claims, reach
from floorbook.wording.cards import NARROW, claims_by_dimension
from floorbook.wording.facts import FEW, Fact, Finding, everywhere, fact, points_of
from floorbook.wording.phrases import capital, count, crowd, span

PAGES: Mapping[str, str] = {
    "index": "Findings",
    "01-overview": "Overview",
    "02-compare": "Compare",
    "03-dialogue": "Dialogue",
    "04-brief": "One by one",
    "05-method": "Method",
    "06-network": "Networks",
}
"""The reports that come with Floorbook, by the names of their notebooks: what leads to each."""


TRUST = "How far to trust it"


METHOD = (
    "How the data came to be, how far they can be trusted, and what changes if one coding is left "
    "out"
)


def headline(dataset: Dataset) -> Finding:
    """Say what most support of what is claimed about the meeting; else what most speak on.

    Read narrowly: the issue that says what the claim says.

    Examples
    --------
    >>> import floorbook
    >>> headline(floorbook.load()).text
    "4 to 5 of the 9 governments that spoke from the floor support IOM's lead"
    """
    return everywhere(dataset, _headline)


@dataclass(frozen=True)
class Standfirst:
    """What was compared with what.

    Attributes
    ----------
    head, claims
        Who says how many things about the meeting; each of them in our words.
    held
        What is known of them all, and what they are compared with: a sentence each.
    """

    head: Finding
    claims: tuple[Finding, ...]
    held: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is said."""
        return (self.head, *self.claims, *self.held)


def standfirst(dataset: Dataset) -> Standfirst | None:
    """Say what was compared with what; nothing where nothing is claimed about the meeting.

    Examples
    --------
    >>> import floorbook
    >>> standfirst(floorbook.load()).held[-1].text
    'Here each is compared with what is recorded, one by one, of those whom it is about'
    """
    about = _claims(dataset) if dataset.supports else {}
    if not about:
        return None
    n, last = sum(map(len, about.values())), list(about)[-1]
    few = len(about) <= FEW
    mine = list(chain.from_iterable(about.values())) if few else about[last]
    table = dataset.claims.set_index("id").loc[mine, ["gist", "note"]]
    gists, notes = ([str(one).rstrip(".") for one in table[what]] for what in table.columns)
    alike = len(set(notes)) == 1
    if not alike:
        gists = [f"{gist} ({note})" if note else gist
                 for gist, note in zip(gists, notes, strict=True)]  # fmt: skip
    where = "the meeting" if len(about) == 1 else count(len(about), "meeting")
    head = f"The {_sources(dataset, 'makes', 'make')} {count(n, 'claim')} about {where}"
    if few:
        head += ", here in our words"
    else:
        title = dataset.labels["meeting"][last]
        head += f". What is claimed about {title}, the last of them, in our words"
    held = []
    if alike and notes[0]:
        note = notes[0]
        inside = note[:1].lower() + note[1:] if note[1:2].islower() else note
        held.append(f"About each of them: {inside}" if len(mine) > 1 else note)
    it = "each" if n > 1 else "it"
    beside = "what is recorded, one by one, of those whom it is about"
    held.append(f"Here {it} is compared with {beside}")
    claimed, rest = (tuple(map(Finding, texts)) for texts in (gists, held))
    return Standfirst(Finding(head, (fact(n), fact(len(about)))), claimed, rest)


def _claims(dataset: Dataset) -> dict[str, list[str]]:
    """Give the claims that are compared with what was said, by the meetings they are about."""
    found: dict[str, list[str]] = {"": [], **{str(one): [] for one in dataset.meetings["id"]}}
    for claim in dict.fromkeys(claim_range(dataset)["claim"]):
        if held := claims.scope(dataset, claim):
            found[held.meeting].append(claim)
    return {one: mine for one, mine in found.items() if mine}


def caution(dataset: Dataset) -> str:
    """Say what silence means.

    Examples
    --------
    >>> import floorbook
    >>> caution(floorbook.load()).partition(": ")[2]
    'it is shown as not recorded, which is no position'
    """
    return (
        f"What the {_sources(dataset, 'does', 'do')} not record may have been said all the same: "
        "it is shown as not recorded, which is no position"
    )


def _sources(dataset: Dataset, *verb: str) -> str:
    """Name the source, or the sources if there are several, and what they do."""
    kinds = [kind for kind in dataset.sources["kind"] if kind]
    several = len(kinds) > 1
    return f"{'sources' if several else (kinds or ['source'])[0]} {verb[several]}"


def _headline(dataset: Dataset, meeting: str) -> Finding:
    best: tuple[Fact, claims.Scope, str] | None = None
    for claim in (one for ids in claims_by_dimension(dataset, meeting).values() for one in ids):
        held = claims.scope(dataset, claim)
        if held is None or not held.of:
            continue
        for part, label in claims.parts(dataset, claim).items():
            row = _narrow(dataset, claim, [part], held.of)
            if row.most and (best is None or row.most > best[0].most):
                best = (row, held, _issue(dataset, claim, part) or label)
    if best is None:
        return reach.finding(dataset, meeting)
    row, held, label = best
    crowded = crowd(dataset, held.kinds, held.of)
    who = f"the {crowded}" if held.of > 1 else crowded
    verb = "supports" if row.most == 1 else "support"
    some = capital(span(row.least, row.most))
    told = f"{some} of {who} that spoke {held.where} {verb} {label}"
    return Finding(told, (replace(row, what=(label,)),))


def _issue(dataset: Dataset, claim: str, part: str) -> str:
    """Name the one issue that says what a part of a claim says, where there is just one."""
    table = dataset.claim_issues
    own = table["claim"].eq(claim) & table["part"].eq(part) & table["reading"].eq(NARROW)
    issues = list(table.loc[own, "issue"])
    return dataset.labels["issue"][issues[0]] if len(issues) == 1 else ""


def _narrow(dataset: Dataset, claim: str, parts: list[str], of: int) -> Fact:
    """Say how many support one of these parts, read narrowly, with unsure codings and without."""
    table = claims.every_count(dataset, claim)
    table = table[table["reading"].eq(NARROW) & table["part"].isin(parts) & table["backs"]]
    numbers = [
        int(table.loc[table["unsure"] == one, "participant"].nunique()) for one in (True, False)
    ]
    who = distinct(table["participant"])
    return fact(min(numbers), of, most=max(numbers), who=who, points=points_of(dataset, table))
