"""The front page: a headline, what was compared with what, and a card for each dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.claims import ALL, ANY, claim_check, claim_elsewhere, claim_range
from floorbook.measures.codings import (
    FLOOR,
    OWN,
    codings,
    delegations,
    distinct,
    heard,
    speakers,
)
from floorbook.measures.dialogue import NO_REPLY, asks
from floorbook.measures.scope import READINGS
from floorbook.scale import MIXED, NOT_RECORDED
from floorbook.wording import claims, dialogue, others, reach
from floorbook.wording.facts import Fact, Finding, fact, points_of, together
from floorbook.wording.phrases import (
    count,
    crowd,
    doubted,
    listed,
    phrase,
    plurals,
    position,
    span,
)
from floorbook.wording.positions import heading

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

NARROW = READINGS[0]
SPOKE = "speaks on it"


@dataclass(frozen=True)
class Square:
    """One participant, or one question, as a small mark that opens its points.

    Attributes
    ----------
    code, name
        What stands in it, and whom or what it means in full.
    word
        A position, what became of a question, "speaks on it", or "not recorded".
    told
        The same in words.
    note
        Is shown in place of the word's letter.
    """

    participant: str
    code: str
    name: str
    word: str
    told: str
    unsure: bool
    points: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Card:
    """One thing that was found: a number, a sentence, and a square for everybody who is counted.

    Attributes
    ----------
    title, about
        The dimension, and the issues or parts of a claim that are counted.
    number, of
        How many, and of how many that do what; "" and "not recorded" where there is nothing.
    """

    title: str
    about: str
    meeting: str
    number: str
    of: str
    told: Finding
    squares: tuple[Square, ...]

    @property
    def points(self) -> tuple[str, ...]:
        """The points behind the number."""
        return self.told.facts[-1].points if self.number else ()


def headline(dataset: Dataset) -> Finding:
    """Say what most support of what is claimed about the meeting; else what most speak on.

    Read narrowly: the issue that says what the claim says.

    Examples
    --------
    >>> import floorbook
    >>> headline(floorbook.load()).text
    "4 to 5 of the 9 governments that spoke from the floor support IOM's lead"
    """
    return together(dataset, {str(one): _headline(dataset, one) for one in dataset.meetings["id"]})


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
    mine = list(dict.fromkeys(claim_range(dataset)["claim"])) if dataset.supports else []
    if not mine:
        return None
    table = dataset.claims.set_index("id").loc[mine, ["gist", "note"]]
    gists, notes = ([str(one).rstrip(".") for one in table[what]] for what in table.columns)
    n, alike = len(gists), len(set(notes)) == 1
    if not alike:
        gists = [f"{gist} ({note})" if note else gist
                 for gist, note in zip(gists, notes, strict=True)]  # fmt: skip
    head = f"The {_source(dataset)} makes {count(n, 'claim')} about the meeting, here in our words"
    held = []
    if alike and notes[0]:
        note = notes[0]
        inside = note[:1].lower() + note[1:] if note[1:2].islower() else note
        held.append(f"About each of them: {inside}" if n > 1 else note)
    it = "each" if n > 1 else "it"
    beside = "what is recorded, one by one, of those whom it is about"
    held.append(f"Here {it} is compared with {beside}")
    claimed, rest = (tuple(map(Finding, texts)) for texts in (gists, held))
    return Standfirst(Finding(head, (fact(n),)), claimed, rest)


def caution(dataset: Dataset) -> str:
    """Say what silence means.

    Examples
    --------
    >>> import floorbook
    >>> caution(floorbook.load()).partition(": ")[2]
    'it is shown as not recorded, which is no position'
    """
    return (
        f"What the {_source(dataset)} does not record may have been said all the same: it is shown "
        "as not recorded, which is no position"
    )


def _source(dataset: Dataset) -> str:
    kinds = list(dict.fromkeys(kind for kind in dataset.sources["kind"] if kind))
    return listed(kinds) or "source"


def cards(dataset: Dataset) -> tuple[Card, ...]:
    """Give a card for each meeting and each compared dimension on which something can be said.

    A dimension with a claim about the meeting tells who supports it; another who speaks on it.

    Examples
    --------
    >>> import floorbook
    >>> [(card.title, card.number, card.of) for card in cards(floorbook.load())][0]
    ('Leadership', '4 to 5', 'of 9 governments support it')
    """
    found = []
    for meeting in map(str, dataset.meetings["id"]):
        own = _claims_by_dimension(dataset, meeting)
        for dimension in dataset.compared:
            told = [_claim_card(dataset, meeting, dimension, one) for one in own.get(dimension, ())]
            found += told or list(_spoken_card(dataset, meeting, dimension))
    return tuple(found)


def asked(dataset: Dataset) -> tuple[Card, ...]:
    """Give a card for each meeting with questions and requests: what became of each.

    Examples
    --------
    >>> import floorbook
    >>> asked(floorbook.load())[0].squares[0].told
    'Answered'
    """
    found = []
    table = asks(dataset)
    for meeting in map(str, dataset.meetings["id"]):
        mine = table[table["meeting"] == meeting]
        if mine.empty:
            continue
        squares = [
            Square(
                participant=row["participant"],
                code=dataset.codes[row["participant"]],
                name=f"{dataset.labels['participant'][row['participant']]}: {row['gist']}",
                word=row["fate"],
                told=_capital(dialogue.FATES[row["fate"]]),
                unsure=False,
                points=row["points"],
            )
            for row in mine.to_dict("records")
        ]
        told = dialogue.finding(dataset, meeting)
        title = dataset.labels["meeting"][meeting] if len(dataset.meetings) > 1 else ""
        found.append(Card(title, "", meeting, "", "", told, tuple(squares)))
    return tuple(found)


def _headline(dataset: Dataset, meeting: str) -> Finding:
    best: tuple[Fact, claims.Scope, str] | None = None
    for claim in (one for ids in _claims_by_dimension(dataset, meeting).values() for one in ids):
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
    some = _capital(span(row.least, row.most))
    told = f"{some} of {who} that spoke {held.where} {verb} {label}"
    return Finding(told, (replace(row, what=(label,)),))


def _issue(dataset: Dataset, claim: str, part: str) -> str:
    """Name the one issue that says what a part of a claim says, where there is just one."""
    table = dataset.claim_issues
    own = table["claim"].eq(claim) & table["part"].eq(part) & table["reading"].eq(NARROW)
    issues = list(table.loc[own, "issue"])
    return dataset.labels["issue"][issues[0]] if len(issues) == 1 else ""


def _claims_by_dimension(dataset: Dataset, meeting: str) -> dict[str, list[str]]:
    """Return the claims about a meeting by the dimension of the first issue that says the same."""
    if not dataset.supports:
        return {}
    home = dict(zip(dataset.codebook["issue"], dataset.codebook["dimension"], strict=True))
    table = dataset.claim_issues.sort_values(
        "reading", key=lambda one: one != NARROW, kind="stable"
    )
    first = table.drop_duplicates("claim").set_index("claim")["issue"].map(home)
    found: dict[str, list[str]] = {}
    for claim in dataset.claims["id"]:
        held = claims.scope(dataset, claim)
        if held is not None and held.meeting == meeting and claim in first.index:
            found.setdefault(str(first[claim]), []).append(str(claim))
    return found


def _narrow(dataset: Dataset, claim: str, parts: list[str], of: int) -> Fact:
    """Say how many support one of these parts, read narrowly, with unsure codings and without."""
    table = claims.every_count(dataset, claim)
    table = table[table["reading"].eq(NARROW) & table["part"].isin(parts) & table["backs"]]
    numbers = [
        int(table.loc[table["unsure"] == one, "participant"].nunique()) for one in (True, False)
    ]
    who = distinct(table["participant"])
    return fact(min(numbers), of, most=max(numbers), who=who, points=points_of(dataset, table))


def _claim_card(dataset: Dataset, meeting: str, dimension: str, claim: str) -> Card:
    held = claims.scope(dataset, claim)
    assert held is not None
    table = claim_check(dataset)
    table = table[table["claim"].eq(claim)]
    parts = claims.parts(dataset, claim)
    ranges = claims.ranges_of(dataset, claim)
    key = ANY if len(parts) > 1 else next(iter(parts))
    counted = claims.every_count(dataset, claim)
    row = replace(ranges[key], points=points_of(dataset, counted[counted["backs"]]))
    it = "any of these" if len(parts) > 1 else "it"
    told = [claims.finding(dataset, claim)]
    if row.most:
        told.append(others.finding(dataset, claim, list(parts), row.who, it))
    elif elsewhere := _elsewhere(dataset, claim, it):
        told.append(elsewhere)
    told += claims.depending(dataset, claim, [key], ranges=ranges) if row.most else []
    number, of = _count(dataset, held, row, ranges.get(ALL, row), len(parts), it, claim)
    squares = tuple(_best(dataset, table)) if held.of else ()
    facts = (*(one for each in told for one in each.facts), row)
    whole = Finding(". ".join(str(one) for one in told if one.text), facts)
    about = "; ".join(parts.values())
    return Card(_title(dataset, meeting, dimension), about, meeting, number, of, whole, squares)


def _count(
    dataset: Dataset, held: claims.Scope, row: Fact, every: Fact, parts: int, it: str, claim: str
) -> tuple[str, str]:
    """Give the number of a card, and of how many that do what."""
    if not held.of:
        return "", NOT_RECORDED
    of = f"of {crowd(dataset, held.kinds, held.of)}"
    if not row.most and claims.spoken_on(dataset, claim):
        return "None", f"{of} is recorded as supporting {it}"
    if not row.most:
        return "None", f"{of} is recorded on {it} by name"
    does = f"{'supports' if row.most == 1 else 'support'} {it.replace('any', 'one or more')}"
    whole = f", {span(every.least, every.most) if every.most else 'none'} all {parts}"
    return span(row.least, row.most), f"{of} {does}{whole * (parts > 1)}"


def _elsewhere(dataset: Dataset, claim: str, it: str) -> Finding | None:
    """Say who speaks on a claim that speaks of others."""
    table = claim_elsewhere(dataset)
    own = table["claim"].eq(claim) & table["voice"].eq(OWN) & table["reading"].eq(NARROW)
    who = distinct(table.loc[own, "participant"])
    if not who:
        return None
    sure = codings(dataset, unsure=False)
    known = set(zip(sure["point"], sure["issue"], strict=True))
    surely = {
        row["participant"]
        for row in table[own].to_dict("records")
        if known & set(product(row["points"], row["issues"]))
    }
    names = [
        f"{dataset.labels['participant'][one]}{'' if one in surely else ' (unsure)'}" for one in who
    ]
    told = f"{listed(names)} {'speaks' if len(who) == 1 else 'speak'} on {it}"
    return Finding(told, (fact(len(who), who=who),))


def _best(dataset: Dataset, table: pd.DataFrame) -> Iterator[Square]:
    """Give a square for everybody: the strongest position, in the narrow reading if it has one."""
    order = [*dataset.scale.words]
    for participant, rows in table.groupby("participant", sort=False):
        said = rows[rows["n"] > 0]
        narrow = said[said["reading"] == NARROW]
        mine = narrow if len(narrow) else said if len(said) else rows
        top = min(mine.to_dict("records"), key=lambda row: order.index(row["word"]))
        wide = bool(len(said)) and not len(narrow)
        told = doubted(position(dataset, top["word"]), top["unsure"])
        told += ", in the wide reading" if wide else ""
        points = points_of(dataset, mine)
        one = square(dataset, str(participant), top["word"], told, top["unsure"], points)
        yield replace(one, note=READINGS[-1]) if wide else one


def _spoken_card(dataset: Dataset, meeting: str, dimension: str) -> Iterator[Card]:
    """Give a card that says who speaks on a dimension, where anybody speaks at all."""
    kinds = delegations(dataset)
    present = speakers(dataset, kinds=kinds, turns=FLOOR)
    present = present[present["meeting"] == meeting]
    issues = dataset.codebook.loc[dataset.codebook["dimension"] == dimension, "issue"]
    said = cells(dataset, turns=FLOOR)
    said = said[said["meeting"].eq(meeting) & said["issue"].isin(issues)]
    said = said[said["participant"].isin(present["participant"])]
    if present.empty or not len(issues):
        return
    mine = {str(one): points_of(dataset, rows) for one, rows in said.groupby("participant")}
    n, of, label = len(mine), len(present), dataset.labels["dimension"][dimension]
    verb = "speaks" if n == 1 else "speak"
    told = f"{n or 'None'} of {crowd(dataset, kinds, of)} {verb} on {label}"
    told = told if n else f"Nothing is recorded of {plurals(dataset, kinds)} on {label}"
    squares = tuple(
        square(dataset, one, SPOKE if one in mine else NOT_RECORDED,
                _capital(SPOKE if one in mine else NOT_RECORDED), False, mine.get(one, ()))
        for one in present["participant"]
    )  # fmt: skip
    facts = (fact(n, of, what=[label], who=mine, points=points_of(dataset, said)),)
    whole = f"of {crowd(dataset, kinds, of)} {verb} on it" if n else NOT_RECORDED
    number = str(n) if n else ""
    yield Card(
        _title(dataset, meeting, dimension),
        "",
        meeting,
        number,
        whole,
        Finding(told, facts),
        squares,
    )


def square(
    dataset: Dataset, one: str, word: str, told: str, unsure: bool, points: tuple[str, ...]
) -> Square:
    """Give the square of a participant."""
    name = dataset.labels["participant"][one]
    return Square(one, dataset.codes[one], name, word, told, bool(unsure), points)


def _title(dataset: Dataset, meeting: str, dimension: str) -> str:
    label = dataset.labels["dimension"][dimension]
    return f"{label}, {dataset.labels['meeting'][meeting]}" if len(dataset.meetings) > 1 else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


LOOKS = {
    **{
        fate: (tone, dialogue.LETTERS[fate], dialogue.FATES[fate])
        for fate, tone in (
            *(("answered", "support"), ("partly", "qualified"), ("deferred", "neutral")),
            (NO_REPLY, NOT_RECORDED),
        )
    },
    SPOKE: ("support", "", SPOKE),
    NOT_RECORDED: (NOT_RECORDED, "", "not recorded on this"),
}
"""The tone, the letter and the label of what is no position."""

TRUST = "How far to trust it"

METHOD = (
    "How the data came to be, how far they can be trusted, and what changes if one coding is left "
    "out"
)

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
    numbers = table["word"].value_counts()
    there = [word for word in dataset.scale.words if numbers.get(word)]
    each = [f"{numbers[word]} {phrase(dataset, word)}" for word in there]
    who, scale = distinct(table["participant"]), dataset.scale
    have = "has" if len(who) == 1 else "have"
    one = ", one for each issue that each speaks on" if len(table) > 1 else ""
    told = f"{crowd(dataset, [], len(who))} {have} {count(len(table), 'recorded position')}{one}"
    told += f": {listed(each)}"
    facts = [fact(len(who), who=who), *(fact(int(numbers[word])) for word in there)]
    facts.append(fact(len(table), points=points_of(dataset, table)))
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
    return crowd(dataset, kinds, n) if counted else _capital(plurals(dataset, kinds))
