"""The dialogue in words: questions and requests, calls, undertakings, and responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.codings import FLOOR, chained
from floorbook.measures.dialogue import NO_REPLY
from floorbook.wording.about import credit
from floorbook.wording.facts import Fact, Finding, fact, together
from floorbook.wording.phrases import count, is_or_are, joined, listed

VALUES = {
    "asked": "What is asked, in our words",
    "by": "By",
    "fate": "What became of it",
}
"""The headers of the values of the figure."""
FATES = {
    "answered": "answered",
    "partly": "answered in part",
    "deferred": "deferred",
    NO_REPLY: NO_REPLY,
}
"""What became of a question or request, in the words of tables, best first."""

LETTERS = {"answered": "A", "partly": "P", "deferred": "D", NO_REPLY: ""}
"""The letter of a mark for each of them."""

EXPLAINED = (
    "Answered: a later point answers it, even if that was said to somebody else. In part: a later "
    "point answers some of it. Deferred: a later point names another time or body. No reply "
    "recorded: the source has none; there may have been one."
)
BEST = (
    "What became of each is judged by reading; where several later points reply, the fullest reply "
    "counts"
)
CALL = "A call urges others to do something, or hopes that they do, and waits for no reply."
UNDERTAKING = (
    "What a speaker says will be done, or offers to do; whether it was done is not recorded here."
)

RELATIONS = {
    "endorses": "agreed with",
    "notes": "its subject comes up again",
    "differs": "contradicted",
}
"""How a later point responds to one without a question or request."""

EACH = "Each question and request, and what became of it"
"""The heading of the table of all that was asked from the floor."""

NAMED = 6
"""Most participants whose numbers a sentence lists one by one."""


def over(dataset: Dataset, say: Callable[[Dataset, str], Finding]) -> Finding:
    """Say something about every meeting; meetings with nothing to say are left out.

    Examples
    --------
    >>> import floorbook
    >>> str(over(floorbook.load(), calls))
    '4 calls are recorded: 2 by USA and 1 each by Australia and IOM Policy Director'
    """
    told = {str(one): say(dataset, str(one)) for one in dataset.meetings["id"]}
    found = {
        one: finding
        for one, finding in told.items()
        if any(fact.most or fact.of for fact in finding.facts)
    }
    return together(dataset, found) if found else next(iter(told.values()))


def finding(dataset: Dataset, meeting: str, participant: str = "") -> Finding:
    """Say what became of the questions and requests of the floor, or of one participant.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> str(finding(data, "iom2016", "libya"))
    'Of 2 questions by Libya, 1 is answered, 1 in part'
    """
    told = asked(dataset, meeting, participant)
    who = (participant,) if participant else ()
    by = f"by {dataset.labels['participant'][participant]}" if participant else "from the floor"
    if told.empty:
        made = _held(measures.calls(dataset), meeting)
        made = made[made["participant"].isin(who)]
        call = f"; {count(len(made), 'call')} {is_or_are(len(made))}" if len(made) else ""
        none = (fact(0, who=who), fact(len(made), who=who, points=chained(made["points"])))
        return Finding(f"No question or request {by} is recorded{call}", none)
    n, noun = len(told), f"{_nouns(told['kind'])} {by}"
    if dataset.responses.empty:  # then it is not known what became of them
        every = fact(n, who=who, points=told["point"])
        return Finding(f"{n} {noun} {is_or_are(n)} recorded", (every,))
    facts = tuple(
        fact(len(rows), n, what=[word], who=who, points=chained(rows["points"]))
        for fate, word in FATES.items()
        if len(rows := told[told["fate"] == fate])
    )
    if len(facts) == 1:
        return Finding(f"{_every(told['kind'], by)} {_became(facts[0].what[0], n)}", facts)
    parts = [f"{one.least} {_became(one.what[0], one.least)}" for one in facts]
    if facts[0].what[0] == FATES["answered"] and facts[1].what[0] == FATES["partly"]:
        parts[1] = f"{facts[1].least} in part"
    return Finding(f"Of {n} {noun}, {', '.join(parts)}", facts)


def askers(dataset: Dataset, meeting: str) -> Finding:
    """Say who on the floor has questions and requests, and how many.

    Examples
    --------
    >>> import floorbook
    >>> str(askers(floorbook.load(), "iom2016")).split(": ")[1]
    '4 by Mexico, 2 by Libya, 1 each by ICMC and Sweden'
    """
    told = asked(dataset, meeting)
    if told.empty:
        return Finding("No question or request from the floor is recorded")
    comes = "comes" if len(told) == 1 else "come"
    return _by(dataset, told, f"{len(told)} {_nouns(told['kind'])} {comes} from the floor")


def by_issue(dataset: Dataset, meeting: str) -> Finding:
    """Say on how many issues the floor has questions and requests, and on which most.

    A question or request on several issues is counted once.

    Examples
    --------
    >>> import floorbook
    >>> str(by_issue(floorbook.load(), "iom2016")).split(", most")[0]
    '8 questions and requests from the floor are about 8 issues'
    """
    told = asked(dataset, meeting)
    if told.empty:
        return Finding("No question or request from the floor is recorded")
    each = told.explode("issues").dropna(subset="issues")
    tally = each["issues"].value_counts()
    n, none = len(told), int((~told["issues"].map(bool)).sum())
    labels = dataset.labels["issue"]
    most = [labels[one] for one in labels if tally.get(one) == tally.max()]
    text = f"{n} {_nouns(told['kind'])} from the floor {is_or_are(n)} about "
    text += count(len(tally), "issue") if len(tally) else "no issue of the codebook"
    facts = [
        fact(n, points=told["point"]),
        fact(len(tally), what=[labels[one] for one in tally.index]),
    ]
    if len(tally) > 1 and len(most) <= 3 and tally.max() > 1:
        points = each.loc[each["issues"].map(labels).isin(most), "point"]
        facts.append(fact(int(tally.max()), n, what=most, points=dataset.in_order(points)))
        text += f", most often {joined(most)} ({tally.max()}{' each' if len(most) > 1 else ''})"
    if none and len(tally):
        facts.append(fact(none, n))
        text += f"; {none} {is_or_are(none)} about no issue of the codebook"
    return Finding(text, tuple(facts))


def unanswered(dataset: Dataset, meeting: str) -> Finding:
    """Say how many questions and requests of the floor are not answered in full.

    Examples
    --------
    >>> import floorbook
    >>> str(unanswered(floorbook.load(), "iom2016"))
    '6 of 8 questions and requests from the floor are not answered in full'
    """
    told = asked(dataset, meeting)
    if told.empty:
        return Finding("No question or request from the floor is recorded")
    left = told[told["fate"] != "answered"]
    n, noun = len(told), f"{_nouns(told['kind'])} from the floor"
    facts = (fact(len(left), n, points=chained(left["points"])),)
    if n == 1:
        return Finding(f"The one {noun} is {'not ' * len(left)}answered in full", facts)
    if len(left) in (0, n):
        how = "answered in full" if left.empty else "answered in part, deferred or without reply"
        return Finding(f"{_every(told['kind'], 'from the floor')} are {how}", facts)
    return Finding(f"{len(left)} of {n} {noun} {is_or_are(len(left))} not answered in full", facts)


def undertakings(dataset: Dataset, meeting: str) -> Finding:
    """Say how many undertakings are recorded, and how many respond to something said before.

    Examples
    --------
    >>> import floorbook
    >>> str(undertakings(floorbook.load(), "iom2016")).split(";")[0]
    '24 undertakings and offers are recorded'
    """
    told = _held(measures.ledger(dataset), meeting)
    if told.empty:
        return Finding("No undertaking or offer is recorded")
    n, answering = len(told), told[told["answers"].map(bool)]
    facts = [fact(n, points=told["point"])]
    text = f"{count(n, 'undertaking or offer', 'undertakings and offers')} {is_or_are(n)} recorded"
    if k := len(answering):
        facts.append(fact(k, n, points=chained(answering["points"])))
        some = "it responds" if n == 1 else f"{k} of them respond{'s' * (k == 1)}"
        some = "all of them respond" if 1 < n == k else some
        text += f"; {some} to something asked or said before"
    return Finding(text, tuple(facts))


def undertakers(dataset: Dataset, meeting: str) -> Finding:
    """Say who undertook or offered something, and how much.

    Examples
    --------
    >>> import floorbook
    >>> str(undertakers(floorbook.load(), "iom2016")).partition(": ")[0]
    '24 undertakings and offers are recorded'
    """
    told = _held(measures.ledger(dataset), meeting)
    if told.empty:
        return Finding("No undertaking or offer is recorded")
    made = count(len(told), "undertaking or offer", "undertakings and offers")
    return _by(dataset, told, f"{made} {is_or_are(len(told))} recorded")


def calls(dataset: Dataset, meeting: str) -> Finding:
    """Say how many calls are recorded, and who made them.

    Examples
    --------
    >>> import floorbook
    >>> str(calls(floorbook.load(), "iom2016")).split(":")[0]
    '4 calls are recorded'
    """
    told = _held(measures.calls(dataset), meeting)
    if told.empty:
        return Finding("No call is recorded")
    return _by(dataset, told, f"{count(len(told), 'call')} {is_or_are(len(told))} recorded")


def reactions(dataset: Dataset, meeting: str) -> Finding:
    """Say how many points without a question or request got a response, and which.

    Examples
    --------
    >>> import floorbook
    >>> str(reactions(floorbook.load(), "iom2016")).split(": ")[0]
    '34 points without a question or request get a response'
    """
    told = _held(measures.reactions(dataset), meeting)
    if told.empty:
        return Finding("No point without a question or request is recorded with a response")
    n = told["point"].nunique()
    facts = [fact(n, points=told["point"].drop_duplicates())]
    parts = []
    for relation, word in RELATIONS.items():
        mine = told.loc[told["relation"] == relation, "point"].drop_duplicates()
        if k := len(mine):
            facts.append(fact(k, n, what=[word], points=mine))
            again = word.replace("its subject", f"the subject of {k}") if n > 1 else word
            parts.append(again if relation == "notes" else f"{k} {is_or_are(k)} {word}")
    gets = "gets" if n == 1 else "get"
    text = f"{count(n, 'point')} without a question or request {gets} a response: "
    text += ", ".join(parts)
    several = told.groupby("point")["relation"].nunique()
    if k := int(several.gt(1).sum()):
        facts.append(fact(k, n, points=several.index[several.gt(1)]))
        text += f" ({k} both)" if len(parts) == 2 else f" ({k} more than one of these)"
    return Finding(text, tuple(facts))


def caption(dataset: Dataset, meetings: Iterable[str], by: str = "participant") -> str:
    """Say what a mark of a question or request shows.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), ["iom2016"], "issue").split(". ")[0]
    'Each mark is a question or request, in the row of every issue that it is about'
    """
    row = "of every issue that it is about" if by == "issue" else "of who asked"
    told = f"Each mark is a question or request, in the row {row}. "
    if by == "issue":
        told += "One about several issues stands in several rows and is counted once. "
    else:
        told += f"{EXPLAINED} {BEST}. "
    return told + credit(dataset, meetings)


def asked(dataset: Dataset, meeting: str, participant: str = "") -> pd.DataFrame:
    """Return the questions and requests of the floor, or of one participant in any turn."""
    told = _held(measures.asks(dataset, turns=None if participant else FLOOR), meeting)
    return told[told["participant"] == participant] if participant else told


def _held(table: pd.DataFrame, meeting: str) -> pd.DataFrame:
    return table[table["meeting"] == meeting]


def _nouns(kinds: Iterable[str]) -> str:
    """Name what is asked: "question", "questions", "questions and requests"."""
    found = list(kinds)
    names = [one for one in ("question", "request") if one in found]
    return listed([f"{one}{'s' * (len(found) > 1)}" for one in names])


def _every(kinds: Iterable[str], whose: str) -> str:
    """Name all that is asked: "The one question by …", "Both requests from the floor"."""
    found = list(kinds)
    if sorted(found) == ["question", "request"]:
        return f"The question and the request {whose}"
    first = {1: "The one", 2: "Both"}.get(len(found), f"All {len(found)}")
    return f"{first} {_nouns(found)} {whose}"


def _became(word: str, n: int) -> str:
    """Say what became of a number of asks, as the end of a sentence."""
    if word == NO_REPLY:
        return f"{'has' if n == 1 else 'have'} no reply on record"
    return f"{is_or_are(n)} {word}"


def _by(dataset: Dataset, acts: pd.DataFrame, text: str) -> Finding:
    """Add to a sentence who has how many acts: everyone if they are few, else those with most."""
    names, n = dataset.labels["participant"], len(acts)
    points = acts.groupby("participant", sort=False)["point"].agg(tuple).to_dict()
    tally = {str(one): len(found) for one, found in points.items()}
    groups = {k: [one for one in tally if tally[one] == k] for k in sorted({*tally.values()})[::-1]}
    if len(tally) > NAMED:
        groups = {k: who for k, who in list(groups.items())[:1] if len(who) <= 3}
    facts = [
        fact(k, n, who=who, points=dataset.in_order(p for one in who for p in points[one]))
        for k, who in groups.items()
    ]
    every: Fact = fact(n, points=dataset.in_order(acts["point"]))
    told = [
        f"{k}{' each' if len(who) > 1 else ''} by {listed([names[one] for one in who])}"
        for k, who in groups.items()
    ]
    if len(tally) > NAMED:
        text += f", by {len(tally)} participants"
        facts.append(fact(len(tally), who=tally))
        text += f"; most, {told[0].replace(' by ', ', by ', 1)}" if told else ""
    elif n == 1:
        text += f", by {names[next(iter(tally))]}"
    else:
        text += f": {', '.join(told) if len(told) > 2 else ' and '.join(told)}"
    return Finding(text, (every, *facts))
