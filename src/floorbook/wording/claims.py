"""Claims made about a meeting: how many support each part, and on what the number depends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from floorbook.dataset import Dataset, told_apart
from floorbook.measures.claims import (
    ALL,
    claim_check,
    claim_deciding,
    claim_range,
    claim_settings,
)
from floorbook.measures.codings import distinct
from floorbook.measures.scope import READINGS, claims
from floorbook.scale import NOT_RECORDED
from floorbook.wording.about import credit
from floorbook.wording.facts import Fact, Finding, fact, points_of
from floorbook.wording.phrases import (
    STAR,
    count,
    crowd,
    listed,
    on,
    phrase,
    plurals,
    recorded,
    singular,
    span,
    takes,
)

VALUES = {
    "part": "Part of the claim",
    "reading": "Reading",
    "who": "Participant",
    "position": "Position",
    "on": "On",
}
"""The headers of the values of the figure."""
TURNS = {"opening": "in the opening", "presentation": "in a presentation",
         "floor": "from the floor", "reply": "in a reply", "closing": "in the closing"}  # fmt: skip
"""Where somebody speaks, by the kind of turn."""

GROUNDS = {
    "by_reading": "how widely the claim is read",
    "by_unsure": "whether codings marked unsure count",
}
"""On what a number can depend, by the columns of `claim_deciding`."""

NONE = "No claim about the meeting is compared with what was said"
NOTHING = "The claim cannot be compared with what was said"
UNPLACED = "No source says of which meeting the claim speaks"


@dataclass(frozen=True)
class Scope:
    """Whom a claim is about: their kinds and kinds of turn, its meeting, how many spoke there."""

    meeting: str
    kinds: tuple[str, ...]
    turns: tuple[str, ...]
    of: int

    @property
    def where(self) -> str:
        """Where they spoke, as the end of a sentence."""
        return " or ".join(TURNS.get(turn, turn) for turn in self.turns)


def parts(dataset: Dataset, claim: str) -> dict[str, str]:
    """Return the labels of a claim's parts by their ids, in their order.

    Examples
    --------
    >>> import floorbook
    >>> parts(floorbook.load(), "iom2016-claim-1")
    {'leadership': "IOM's lead"}
    """
    table = dataset.claim_parts[dataset.claim_parts["claim"] == claim].sort_values("order")
    return told_apart(table["part"], table["label"])


def scope(dataset: Dataset, claim: str) -> Scope | None:
    """Return whom a claim is about; None if it cannot be compared with what was said."""
    return dataset.once("scopes of claims", lambda: _scopes(dataset)).get(claim)


def _scopes(dataset: Dataset) -> dict[str, Scope]:
    """Return whom each claim is about that can be compared with what was said."""
    numbers = claim_range(dataset).drop_duplicates("claim").set_index("claim")["of"]
    return {
        row["claim"]: Scope(
            str(row["meeting"]),
            tuple(row["kinds"]),
            tuple(row["turns"]),
            int(numbers[row["claim"]]),
        )
        for row in claims(dataset).to_dict("records")
        if row["claim"] in numbers.index
    }


def finding(dataset: Dataset, claim: str) -> Finding:
    """Say how many support each part of a claim, how many support all of it, and out of how many.

    Examples
    --------
    >>> import floorbook
    >>> finding(floorbook.load(), "iom2016-claim-2").text.split("; ")[0]
    'Process led by states: 1 of 9 governments supports it'
    """
    held = scope(dataset, claim)
    if held is None:
        return Finding(NOTHING)
    if not held.of:
        return Finding(nobody(dataset, held))
    own, ranges = parts(dataset, claim), ranges_of(dataset, claim)
    spoken = spoken_on(dataset, claim)
    told: list[str] = []
    facts: list[Fact] = []
    for part, label in own.items():
        row = ranges[part]
        short = bool(told) and held.of > 1
        say = _short if short else _support
        number = say(dataset, held, row) if part in spoken else _unsaid(dataset, held, short)
        aside = _reserved(dataset, claim, part)
        told.append("".join([f"{label}: {number}", *(str(one) for one in aside)]))
        facts += [row, *(one for each in aside for one in each.facts)]
    whole, most = ranges[ALL], max(ranges[part].most for part in own)
    if len(own) > 1 and most:
        every = "both" if len(own) == 2 else f"all {len(own)}"
        none = f"no {singular(dataset, held.kinds)} is recorded as supporting {every}"
        verb = "supports" if whole.most == 1 else "support"
        told.append(f"{span(whole.least, whole.most)} {verb} {every}" if whole.most else none)
        facts += [whole, fact(len(own), what=own.values())]
    table = claim_range(dataset)
    mine = table[table["claim"].eq(claim) & table["part"].isin(list(own))]
    if len(own) > 1 and mine["by_reading"].any():
        told.append("the higher numbers also count issues close to these")
    return Finding("; ".join(told), tuple(facts))


def caption(dataset: Dataset, claim: str) -> Finding:
    """Say what the claim is, who is counted, what counts, and on what a number depends.

    Examples
    --------
    >>> import floorbook
    >>> caption(floorbook.load(), "iom2016-claim-1").text.split(". ")[2]
    'Only governments that spoke from the floor are counted, 9 in all'
    """
    held = scope(dataset, claim)
    gist = f"{claimed(dataset, claim)}."
    if held is None:
        return Finding(gist)
    table = claim_check(dataset)
    table = table[table["claim"] == claim]
    counted = f"Only {plurals(dataset, held.kinds)} that spoke {held.where} are counted"
    counted += f", {held.of} in all." if held.of else "."
    told = [gist, counted, _taken(dataset, claim)]
    if table["word"].eq(NOT_RECORDED).any():
        told.append("An open square: nothing is recorded, which is no position.")
    if table["unsure"].any():
        told.append(f"{STAR}.")
    why = depending(dataset, claim, ranges=ranges_of(dataset, claim))
    points = fact(len(points_of(dataset, table)))
    raised = set(points_of(dataset, table)) - {one for ids in table["making"] for one in ids}
    aside = fact(len(raised), points=dataset.in_order(raised))
    beside = f", {aside.most} of which {takes(aside.most)} no side" if raised else ""
    told += [f"{one}." for one in why]
    told += [f"{recorded(table['points'])}{beside}."] * bool(points.most)
    text = " ".join([*told, credit(dataset, [held.meeting])])
    facts = (fact(held.of), points, aside, *(one for each in why for one in each.facts))
    return Finding(text, facts)


def claimed(dataset: Dataset, claim: str) -> str:
    """Give a claim in our words, whose it is, and what has to be known of it.

    Examples
    --------
    >>> import floorbook
    >>> claimed(floorbook.load(), "iom2016-claim-1").split(". ")[0]
    'A claim of the summary note, in our words: IOM must lead in drawing up the global compact for migration'
    """  # noqa: E501
    row = dataset.claims.set_index("id").loc[claim]
    source = dataset.items.loc[dataset.items["id"] == row["item"], "source"]
    kinds = dataset.column("sources", "kind")
    kind = kinds.get(next(iter(source), ""))
    whose = "The claim" if kind is None else f"A claim of the {kind or 'source'}"
    told = [f"{whose}, in our words: {row['gist']}", row["note"]]
    return ". ".join(str(one).rstrip(".") for one in told if one)


def depending(
    dataset: Dataset, claim: str, only: Sequence[str] = (), *, ranges: dict[str, Fact]
) -> list[Finding]:
    """Say for each part of a claim, or for those of `only`, on what its number depends."""
    table = claim_range(dataset)
    table = table[table["claim"] == claim].set_index("part")
    deciding = claim_deciding(dataset)
    deciding = deciding[deciding["claim"] == claim]
    own, names = parts(dataset, claim), dataset.labels["participant"]
    found = []
    for part in only or own:
        row = table.loc[part]
        if not row["deciding"]:
            continue
        mine = deciding[deciding["part"] == part]
        grounds = [
            f"{ground} ({listed([names[one] for one in who])})"
            for by, ground in GROUNDS.items()
            if len(who := mine.loc[mine[by], "participant"])
        ]
        what = "The number" if ranges[part].least != ranges[part].most else "Who is counted"
        label = f" for {own[part]}" if len(own) > 1 and part in own else ""
        text = f"{what}{label} depends on {' and on '.join(grounds)}"
        found.append(Finding(text, (fact(len(row["deciding"]), who=row["deciding"]),)))
    return found


def ranges_of(dataset: Dataset, claim: str) -> dict[str, Fact]:
    """Return how many support each part, any part, and all, as facts by part."""
    table = claim_range(dataset)
    return {
        row["part"]: fact(
            row["least"], int(row["of"]), most=row["most"], what=[row["part"]],
            who=(*row["always"], *row["deciding"]), points=row["points"],
        )
        for row in table[table["claim"] == claim].to_dict("records")
    }  # fmt: skip


def _support(dataset: Dataset, held: Scope, row: Fact) -> str:
    """Say how many support it, and out of how many."""
    if held.of == 1:
        some = " in some counts only" if row.least != row.most else ""
        does = f"supports it{some}" if row.most else "is not recorded as supporting it"
        return f"the only {singular(dataset, held.kinds)} counted {does}"
    who = crowd(dataset, held.kinds, held.of)
    if not row.most:
        return f"none of the {who} is recorded as supporting it"
    return f"{span(row.least, row.most)} of {who} {'supports' if row.most == 1 else 'support'} it"


def _short(dataset: Dataset, held: Scope, row: Fact) -> str:
    """Say how many support it; the whole number has been named before."""
    return span(row.least, row.most) if row.most else "none is recorded as supporting it"


def _unsaid(dataset: Dataset, held: Scope, short: bool) -> str:
    """Say that nothing is recorded: not that nobody supports it."""
    if short:
        return "nothing is recorded on it"
    if held.of == 1:
        return f"nothing is recorded of the only {singular(dataset, held.kinds)} counted"
    return f"none of the {crowd(dataset, held.kinds, held.of)} is recorded on it by name"


def spoken_on(dataset: Dataset, claim: str) -> set[str]:
    """Return the parts of a claim on which at least one of those counted is recorded."""
    table = claim_check(dataset)
    return set(table.loc[table["claim"].eq(claim) & table["n"].gt(0), "part"])


def nobody(dataset: Dataset, held: Scope) -> str:
    """Say why nobody is counted: no one spoke there, or it is not known where that is."""
    if not held.meeting:
        return UNPLACED
    return f"No {singular(dataset, held.kinds)} is recorded as speaking {held.where}"


def _reserved(dataset: Dataset, claim: str, part: str) -> list[Finding]:
    """Say how many of those who support a part do so with another position than the top."""
    each = every_count(dataset, claim)
    each = each[each["part"] == part]
    scale = dataset.scale
    backing = _by_setting(each, each["backs"])
    found = []
    for word in [word for word in scale.words[1:] if scale.lean(word) == "+"]:
        mine = each["word"].eq(word)
        numbers = _by_setting(each, mine)
        least, most = min(numbers), max(numbers)
        if not most:
            continue
        how = phrase(dataset, word)
        if numbers == backing:
            them = "" if max(backing) == 1 else "all of them "
        elif max(backing) == 1:
            them = "in some counts "
        else:
            them = f"{span(least, most)} of them "
        who = distinct(each.loc[mine, "participant"])
        found.append(Finding(f", {them}{how}", (fact(least, max(backing), most=most, who=who),)))
    return found


def every_count(dataset: Dataset, claim: str) -> pd.DataFrame:
    """Return the words on a claim in all four counts: `unsure` is whether unsure codings count."""

    def found() -> pd.DataFrame:
        each = claim_settings(dataset)
        return each[each["claim"] == claim]

    return dataset.once(("every count", claim), found).copy(deep=False)


def _by_setting(each: pd.DataFrame, which: pd.Series[bool]) -> list[int]:
    """Count in each of the four ways: by reading, with unsure codings and without."""
    return [int(n) for n in which.groupby([each["reading"], each["unsure"]]).sum()]


def _taken(dataset: Dataset, claim: str) -> str:
    """Name the issues that each part takes, narrowly and widely."""
    what, table = dataset.labels["issue"], dataset.claim_issues
    table, own = table[table["claim"] == claim], parts(dataset, claim)
    told = []
    for part, label in own.items():
        narrow, wide = (
            [what[one] for one in table.loc[
                table["part"].eq(part) & table["reading"].eq(reading), "issue"
            ]]
            for reading in READINGS
        )  # fmt: skip
        also = f" and, in the wide reading, {on(wide)} too" if narrow and wide else ""
        head = f"for {label}, " if len(own) > 1 else ""
        issues = "on that issue" if narrow == [label] and head else ""
        told.append(f"{head}points {issues or on(narrow or wide or ['no issue'])}{also}")
    return f"What counts: {'; '.join(told)}."


def heading(dataset: Dataset) -> Finding:
    """Say how many claims there are, as the heading of a table.

    Examples
    --------
    >>> import floorbook
    >>> heading(floorbook.load()).text
    '3 claims about the meeting, part by part'
    """
    n = len(claims(dataset))
    if not n:
        return Finding(NONE)
    meeting = "meetings" if claims(dataset)["meeting"].nunique() > 1 else "meeting"
    return Finding(f"{count(n, 'claim')} about the {meeting}, part by part", (fact(n),))


def subtitle(dataset: Dataset) -> Finding:
    """Say who is counted in a table of claims, and what a range is.

    Examples
    --------
    >>> import floorbook
    >>> subtitle(floorbook.load()).text.split(". ")[0]
    'Only governments that spoke from the floor are counted'
    """
    held = [scope(dataset, claim) for claim in dataset.claims["id"]]
    told = dict.fromkeys(
        f"{plurals(dataset, one.kinds)} that spoke {one.where}" for one in held if one
    )
    who = listed(list(told)) if len(told) == 1 else "those that the claim speaks of"
    return Finding(
        f"Only {who} are counted. A range: the least and the most over the narrow and the wide "
        "reading, with codings marked unsure and without."
    )


def in_cell(least: int, most: int, of: int) -> str:
    """Say in a cell of a table how many support something, and out of how many.

    Examples
    --------
    >>> in_cell(1, 2, 9), in_cell(0, 0, 9), in_cell(0, 0, 0)
    ('1 to 2 of 9', 'none of 9', 'nobody spoke')
    """
    if not of:
        return "nobody spoke"
    return f"{span(least, most) if most else 'none'} of {of}"
