"""The floor: who speaks from it, and how many of the recorded points are theirs."""

from __future__ import annotations

from collections.abc import Iterable

from floorbook.dataset import Dataset
from floorbook.measures.codings import FLOOR, heard, speakers, spoken
from floorbook.wording.about import credit
from floorbook.wording.facts import Finding, fact
from floorbook.wording.phrases import is_or_are, people

VALUES = {
    "label": "Place",
    "who": "Participant",
    "kind": "Turn",
}
"""The headers of the values of the figure."""


def finding(dataset: Dataset, meeting: str) -> Finding:
    """Say who speaks from the floor, and how many of the recorded points are theirs.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016").text.partition("; ")[2]
    '47 of the 144 recorded points are theirs'
    """
    kinds = heard(dataset)
    points = spoken(dataset)
    points = points[points["meeting"] == meeting]
    said = points[points["kind"].isin(FLOOR) & points["participant_kind"].isin(kinds)]
    everyone = speakers(dataset, turns=FLOOR)
    everyone = everyone[everyone["meeting"] == meeting]
    floor = everyone[everyone["participant_kind"].isin(kinds)]
    if everyone.empty:
        return Finding("No turn from the floor is recorded")
    alone = "" if len(floor) else "Only "
    floor = floor if len(floor) else everyone
    groups = floor.groupby("participant_kind", sort=False)["participant"]
    facts = [fact(len(who), what=[str(kind)], who=who) for kind, who in groups]
    facts.append(fact(len(floor), who=floor["participant"]))
    facts.append(fact(len(said), len(points), points=said["point"]))
    speak = "speaks" if len(floor) == 1 else "speak"
    told = f"{alone}{people(dataset, floor['participant_kind'])} {speak} from the floor"
    whose = "its own" if len(floor) == 1 else "theirs"
    share = "" if alone else f"; {_share(len(said), len(points), whose)}"
    return Finding(f"{told}{share}", tuple(facts))


def caption(dataset: Dataset, meetings: Iterable[str]) -> Finding:
    """Say what the figure of turns shows.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), ["iom2016"]).text.split(". ")[1]
    'A square is a recorded point, an item of the source'
    """
    item = ", an item of the source" if len(dataset.items) else ""
    return Finding(
        f"Turns in the order of the source. A square is a recorded point{item}. Green: "
        f"from the floor; grey: everything else. {credit(dataset, meetings)}"
    )


def note(dataset: Dataset, meetings: Iterable[str]) -> Finding:
    """Name the turns in which no point is recorded; "" if there are none.

    Examples
    --------
    >>> import floorbook
    >>> note(floorbook.load(), ["iom2016"]).text
    ''
    """
    called, several = dataset.labels, len(dataset.meetings) > 1
    full = set(dataset.points["intervention"])
    told, facts = [], []
    for meeting in meetings:
        turns = dataset.interventions[dataset.interventions["meeting"] == meeting]
        turns = turns.sort_values("order", kind="stable")
        columns = (turns[name] for name in ("id", "participant", "kind"))
        for at, (turn, who, kind) in enumerate(zip(*columns, strict=True), 1):
            if turn not in full:
                held = f", {called['meeting'][meeting]}" if several else ""
                told.append(f"{at} ({called['participant'][who]}, {kind}{held})")
                facts.append(fact(at, who=[who]))
    if not told:
        return Finding("")
    turn = "turn" if len(told) == 1 else "turns"
    return Finding(f"Nothing is recorded in {turn} {'; '.join(told)}.", tuple(facts))


def _share(part: int, whole: int, whose: str) -> str:
    """Say how many of the recorded points are theirs; `whose` is the word for that."""
    if not whole:
        return "no point is recorded"
    if not part:
        return f"no recorded point is {whose}"
    if part == whole:
        every = {1: "the only recorded point is", 2: "both recorded points are"}
        return f"{every.get(whole, f'all {whole} recorded points are')} {whose}"
    return f"{part} of the {whole} recorded points {is_or_are(part)} {whose}"
