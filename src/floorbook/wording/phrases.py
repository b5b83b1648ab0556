"""Phrases that sentences and titles are made of: counts with their nouns, lists, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd
from pandas.api.typing import NAType

from floorbook.dataset import Dataset
from floorbook.scale import MIXED, NOT_RECORDED

PARTICIPANTS = ("participant", "participants")
"""The word for participants of a kind for which the package has no word."""


def count(n: int, noun: str, nouns: str = "") -> str:
    """Count things: "1 point", "2 points".

    Examples
    --------
    >>> count(1, "point"), count(0, "point"), count(2, "agency", "agencies")
    ('1 point', '0 points', '2 agencies')
    """
    return f"{n} {noun if n == 1 else nouns or noun + 's'}"


def span(least: int, most: int) -> str:
    """Give a number, or the range that it is in.

    Examples
    --------
    >>> span(2, 2), span(1, 2), span(0, 2)
    ('2', '1 to 2', 'at most 2')
    """
    if least == most:
        return str(most)
    return f"{least} to {most}" if least else f"at most {most}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> listed(["tea", "milk", "salt"]), listed(["tea"]), listed(["tea", "milk"], "or")
    ('tea, milk and salt', 'tea', 'tea or milk')
    """
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def joined(labels: Sequence[str]) -> str:
    """Join labels as a sentence does, or by semicolons where one has a comma or an "and".

    Examples
    --------
    >>> joined(["Tea", "Salt"]), joined(["Tea and milk", "Salt"])
    ('Tea and Salt', 'Tea and milk; Salt')
    """
    return "; ".join(labels) if any(map(_compound, labels)) else listed(labels)


def on(labels: Sequence[str]) -> str:
    """Join labels behind "on", which is said again where one has a comma or an "and".

    Examples
    --------
    >>> on(["Tea", "Salt"]), on(["Tea and milk", "Salt"])
    ('on Tea and Salt', 'on Tea and milk and on Salt')
    """
    if any(map(_compound, labels)):
        return listed([f"on {one}" for one in labels])
    return f"on {listed(labels)}"


def _compound(label: str) -> bool:
    return ", " in label or " and " in label


def recorded(points: Iterable[Iterable[str]]) -> str:
    """Say how many points are recorded, each counted once.

    Examples
    --------
    >>> recorded([("a", "b"), ("b",)])
    '2 recorded points'
    """
    return count(len({point for ids in points for point in ids}), "recorded point")


def people(dataset: Dataset, kinds: Iterable[str]) -> str:
    """Count participants by their kinds, in the package's order of kinds.

    Examples
    --------
    >>> import floorbook
    >>> people(floorbook.load(), ["agency", "state", "state"])
    '2 governments and 1 agency'
    """
    tally = Counter(kinds)
    order = sorted(tally, key=dataset.ranks["participant_kind"].__getitem__)
    worded = [kind for kind in order if _nouns(dataset, kind) != PARTICIPANTS]
    if worded != order:
        return count(tally.total(), *PARTICIPANTS)
    return listed([count(tally[kind], *_nouns(dataset, kind)) for kind in order])


def crowd(dataset: Dataset, kinds: Sequence[str], n: int) -> str:
    """Count participants of these kinds together; if there is one kind, with its own noun.

    Examples
    --------
    >>> import floorbook
    >>> crowd(floorbook.load(), ["state"], 9), crowd(floorbook.load(), ["state", "agency"], 1)
    ('9 governments', '1 participant')
    """
    return count(n, *(_nouns(dataset, kinds[0]) if len(kinds) == 1 else PARTICIPANTS))


def singular(dataset: Dataset, kinds: Sequence[str]) -> str:
    """Name one participant of these kinds; if there is one kind, with its own noun.

    Examples
    --------
    >>> import floorbook
    >>> singular(floorbook.load(), ["state"]), singular(floorbook.load(), ["state", "agency"])
    ('government', 'participant')
    """
    return crowd(dataset, kinds, 1).removeprefix("1 ")


def plurals(dataset: Dataset, kinds: Sequence[str]) -> str:
    """Name participants of these kinds.

    Examples
    --------
    >>> import floorbook
    >>> plurals(floorbook.load(), ["state", "agency"])
    'governments and agencies'
    """
    nouns = list(dict.fromkeys(_nouns(dataset, kind)[1] for kind in kinds))
    return PARTICIPANTS[1] if PARTICIPANTS[1] in nouns else listed(nouns)


def meetings(dataset: Dataset, meeting: str | None) -> dict[str, str]:
    """Give the meetings that a figure shows, each with the text that names it in a label.

    This is the title (with the id if two titles are equal), or "" if there is only one meeting.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> meetings(floorbook.load(), None)
    {'iom2016': ''}
    """
    table = dataset.meetings
    if meeting is not None:
        if meeting not in set(table["id"]):
            raise ValueError(f"no meeting has the id {meeting!r}")
        return {meeting: ""}
    if len(table) == 1:
        return {str(table["id"].iloc[0]): ""}
    return dict(dataset.labels["meeting"])


def verb(dataset: Dataset, word: str) -> str:
    """Say what a participant with this word on an issue does, as the end of a sentence.

    Examples
    --------
    >>> import floorbook
    >>> verb(floorbook.load(), "qualified"), verb(floorbook.load(), "mixed")
    ('supports it with a reservation', 'is recorded on both sides of it')
    """
    if word == MIXED:
        return "is recorded on both sides of it"
    told = dataset.column("positions", "verb")[word]
    return told or f"is recorded with the position {dataset.labels['position'][word]}"


def phrase(dataset: Dataset, word: str) -> str:
    """Say what follows the number of those who have this word on an issue.

    Examples
    --------
    >>> import floorbook
    >>> phrase(floorbook.load(), "support"), phrase(floorbook.load(), "not recorded")
    ('in favour', 'not recorded')
    """
    if word in (MIXED, NOT_RECORDED):
        return {MIXED: "on both sides", NOT_RECORDED: NOT_RECORDED}[word]
    told = dataset.column("positions", "phrase")[word]
    return told or f"with the position {dataset.labels['position'][word]}"


def position(dataset: Dataset, word: str) -> str:
    """Give the label of a word.

    Examples
    --------
    >>> import floorbook
    >>> position(floorbook.load(), "qualified"), position(floorbook.load(), "not recorded")
    ('Support with a reservation', 'Not recorded')
    """
    return dataset.labels["position"].get(word, word.capitalize())


def whose(voice: str) -> str:
    """Say whose view a coding in this voice gives.

    Examples
    --------
    >>> whose("own"), whose("reported"), whose("both")
    ('own', 'reported of others', 'own, and reported of others')
    """
    told = {"reported": "reported of others", "both": "own, and reported of others"}
    return told.get(voice, voice)


UNSURE = "*"
"""Is put after a letter or a number that rests in part on a coding marked unsure."""

STAR = f"{UNSURE}: rests in part on a coding marked unsure"


def starred(letter: str, unsure: bool) -> str:
    """Mark the letter of a position that rests on a coding marked unsure."""
    return f"{letter}{UNSURE}" if unsure else letter


def doubted(position: str, unsure: bool) -> str:
    """Add to a position whether it is unsure.

    Examples
    --------
    >>> doubted("Support", True)
    'Support, unsure'
    """
    return f"{position}, unsure" if unsure else position


def capital(text: str) -> str:
    """Begin with a capital.

    Examples
    --------
    >>> capital("none is")
    'None is'
    """
    return text[:1].upper() + text[1:]


def is_or_are(n: int) -> str:
    """Give the verb for a number of things: "is" or "are"."""
    return "is" if n == 1 else "are"


def takes(n: int) -> str:
    """Give the verb for a number of things: "takes" or "take"."""
    return "takes" if n == 1 else "take"


def cell_words(dataset: Dataset, word: str, making: int, aside: int, unsure: bool) -> str:
    """Say what is in a cell: its word, how many points make it or take no side, and doubt.

    Examples
    --------
    >>> import floorbook
    >>> cell_words(floorbook.load(), "qualified", 1, 6, True)
    'Support with a reservation, 1 point, and 6 that take no side; unsure'
    """
    beside = f", and {aside} that {takes(aside)} no side" if aside else ""
    return (
        f"{position(dataset, word)}, {count(making, 'point')}{beside}{'; unsure' if unsure else ''}"
    )


def gist_label(quotation: bool | NAType | None) -> str:
    """Say whose words the gist of a point is in; None, or an NA of pandas, where it is not known.

    Examples
    --------
    >>> gist_label(False), gist_label(True), gist_label(None)
    ('our paraphrase', 'quotation', 'as recorded')
    """
    if pd.isna(quotation):
        return "as recorded"
    return "quotation" if quotation else "our paraphrase"


def _whose(dataset: Dataset) -> set[str]:
    """Say whose words the gists of a package are in, each once."""
    return {gist_label(one) for one in dataset.points["quotation"].unique()}


def gists(dataset: Dataset) -> str:
    """Say whose words the gists of a package are in, as the end of a heading.

    Examples
    --------
    >>> import floorbook
    >>> f"What is said{gists(floorbook.load())}"
    'What is said, in our words'
    """
    ends = {"our paraphrase": ", in our words", "quotation": ", as quoted", "as recorded": ""}
    whose = _whose(dataset)
    return ends[whose.pop()] if len(whose) == 1 else ""


def evidence_subtitle(dataset: Dataset) -> str:
    """Say what the points of a package are, and that their places are shown with them.

    Examples
    --------
    >>> import floorbook
    >>> evidence_subtitle(floorbook.load())
    'Each is our paraphrase of one item of the source, with the place where it stands.'
    """
    whose = _whose(dataset)
    of = " of one item of the source, with the place where it stands" if len(dataset.items) else ""
    taken = of.replace(" of one item of", " from one item of")
    if whose <= {"our paraphrase"}:
        return f"Each is our paraphrase{of or ' of what was said'}."
    if whose == {"quotation"}:
        return f"Each is a quotation{taken}."
    if "as recorded" not in whose:
        return f"Each is our paraphrase or, where it says so, a quotation{taken}."
    told = f"Each stands as the data record it{taken.replace(' from', ', from')}"
    if len(whose) > 1:
        return f"{told}; where it is known whose words they are, it says so."
    return f"{told}; whose words they are is not known."


def _nouns(dataset: Dataset, kind: str) -> tuple[str, str]:
    one, several = (dataset.column("kinds", name)[kind] for name in ("singular", "plural"))
    return (one, several) if one and several else PARTICIPANTS
