"""Coders in words: how far they agree, what that shows, and where they differ."""

from __future__ import annotations

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.coders import common_points, judgements, other_coders
from floorbook.measures.codings import spoken
from floorbook.measures.reliability import ALL_DIMENSIONS, POSITION, PRESENCE
from floorbook.wording.facts import Finding, fact, in_turn, points_of
from floorbook.wording.method import outside
from floorbook.wording.phrases import count, plurals

MEASURES = {PRESENCE: "coded or not", POSITION: "position", "voice": "voice"}
"""The ways in which two coders can differ: whether a point is on an issue, with which position,
and whether the speaker speaks for itself."""

ONE_CODER = "There are no codings by a second coder to compare with"


TABLE = "α, dimension by dimension, with what it is reckoned from"
"""The heading of the table of α."""

ALL = "All"
"""What stands for all dimensions together."""

ALPHAS = (
    "A mark is Krippendorff's α, with the number of judgements that it rests on in brackets: 1 is "
    "full agreement, 0 no more than chance. A line shows how far it moves when any one judgement "
    "is left out. An open square: no α can be "
    "reckoned, because all judgements have the same value or nothing was judged twice."
)
"""What the figure of α shows."""

RANGE = "With any one judgement left out"

ALPHA_TABLE = {
    "what": "Of",
    "over": "Dimension",
    "alpha": "α",
    "range": RANGE,
    "units": "Judgements",
    "alike": "Judged alike",
    "why": "Why undefined",
}


def alphas(dataset: Dataset) -> Finding:
    """Say what α is over all dimensions, for what is coded and for its position.

    Examples
    --------
    >>> import floorbook
    >>> str(alphas(floorbook.load()))
    '70 of 72 positions are the same; α is 1.000 for what is coded and 1.000 for 61 on the scale'
    """
    if not other_coders(dataset):
        return Finding(ONE_CODER)
    table = measures.reliability(dataset)
    table = table[table["dimension"] == ALL_DIMENSIONS]
    told, facts = [], [fact(int(n)) for n in table["units"]]
    for other, mine in table.groupby("other", sort=False):
        shared, moved = _shared(judgements(dataset, str(other)))
        facts += [fact(len(shared)), fact(len(shared) - len(moved), len(shared))]
        (coded, placed), (_, units) = (list(mine[one]) for one in ("alpha", "units"))
        told.append(
            f"{len(shared) - len(moved)} of {count(len(shared), 'position')} "
            f"{'is' if len(shared) == 1 else 'are'} the same; α is {alpha(coded)} for what is "
            f"coded and {alpha(placed)} for {units} on the scale"
        )
    return Finding(". ".join(told), tuple(facts))


def _shared(both: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what both coders coded, and that of it to which they gave other positions."""
    shared = both[both["position"].ne("") & both["position_other"].ne("")]
    return shared, shared[shared["position"] != shared["position_other"]]


def judged(n: int) -> str:
    """Count judgements.

    Examples
    --------
    >>> judged(1), judged(13)
    ('1 judgement', '13 judgements')
    """
    return count(n, "judgement")


def between(least: float, most: float) -> str:
    """Write how far an α can move; one number where it does not.

    Examples
    --------
    >>> between(0.5, 0.75), between(1.0, 1.0), between(pd.NA, pd.NA)
    ('0.500 to 0.750', '1.000', '')
    """
    if pd.isna(least):
        return ""
    return alpha(least) if least == most else f"{alpha(least)} to {alpha(most)}"


def reliability(dataset: Dataset) -> Finding:
    """Say how many codings each other coder chose as well, and with how many other positions.

    Examples
    --------
    >>> import floorbook
    >>> str(reliability(floorbook.load())).partition(";")[0].partition(" found ")[2]
    'the same issues in the same points, 72 codings in all'
    """
    others = other_coders(dataset)
    if not others:
        return Finding(ONE_CODER)
    told, facts = [], []
    for other in others:
        both = judgements(dataset, other)
        mine, theirs = both["position"].ne(""), both["position_other"].ne("")
        shared, moved = _shared(both)
        numbers = (int(mine.sum()), int((theirs & ~mine).sum()), len(shared), len(moved))
        facts += [fact(n, points=both["point"].drop_duplicates()) for n in numbers]
        read = len(common_points(dataset, other))
        facts.append(fact(read))
        told.append(f"{_reading(dataset, other)} of {count(read, 'point')} {_chosen(*numbers)}")
    unread = _unread(dataset, others)
    return Finding(". ".join(filter(None, [*told, str(unread)])), (*facts, *unread.facts))


def _reading(dataset: Dataset, other: str) -> str:
    """Name a coder by what it is; by its label where there are several."""
    if len(other_coders(dataset)) > 1:
        return str(dataset.labels["coder"].get(other, other))
    known = dataset.column("coders", "nature")
    return {"machine": "A second machine reading", "person": "A second reader"}.get(
        known.get(other, ""), "A second coder"
    )


def _chosen(mine: int, more: int, shared: int, moved: int) -> str:
    """Say how many codings two coders share, and in how many of these the position differs."""
    found = f"found {shared or 'none'} of the {count(mine, 'coding')}"
    same = f"found the same issues in the same points, {count(shared, 'coding')} in all"
    told = same if mine == shared else f"{found} of an issue in a point"
    told += f", and {more} more" if more else ""
    if not shared:
        return told
    differs = f"in {moved} of these it gave another position"
    return f"{told}; {differs if moved else 'no position differs'}"


def _unread(dataset: Dataset, others: tuple[str, ...]) -> Finding:
    """Say how many points no second coder had before them, and whose they are."""
    read = {one for other in others for one in common_points(dataset, other)["point"]}
    rows = spoken(dataset)
    left = rows[~rows["point"].isin(read)]
    if left.empty:
        return Finding("")
    kinds = list(dict.fromkeys(left["participant_kind"]))
    n = len(left)
    was = "was" if n == 1 else "were"
    facts = (fact(n, len(rows), points=left["point"]),)
    return Finding(f"The {count(n, 'point')} of {plurals(dataset, kinds)} {was} not coded twice",
                   facts)  # fmt: skip


def left_out(dataset: Dataset) -> Finding:
    """Say which positions α leaves out, and how many differences between coders that hides.

    Examples
    --------
    >>> import floorbook
    >>> str(left_out(floorbook.load())).split(":")[0]
    'Positions outside the scale (Raised, no side taken) have no part in the α of position'
    """
    kinds = outside(dataset)
    table = measures.reliability(dataset)
    whole = table[(table["measure"] == POSITION) & (table["dimension"] == ALL_DIMENSIONS)]
    units = int(whole["left_out"].sum())
    if not (kinds and other_coders(dataset)):
        return Finding("")
    text = f"Positions outside the scale ({'; '.join(kinds)}) have no part in the α of position"
    found = measures.disagreements(dataset)
    hidden = found[(found["differs"] == POSITION) & found["distance"].isna()]
    facts = (fact(units, what=kinds), fact(len(hidden), units, points=hidden["point"]))
    if not units:
        return Finding(f"{text}; here this leaves nothing out", facts)
    hides = "which hides no difference"
    if k := len(hidden):
        hides = f"on {k} of which the coders differ"
    return Finding(f"{text}: {count(units, 'judgement')} left out, {hides}", facts)


def natures(dataset: Dataset) -> str:
    """Say what the comparison of coders shows; it depends on who they are: machines or people.

    Examples
    --------
    >>> import floorbook
    >>> natures(floorbook.load())
    'Both coders are machines: α shows how alike they read the codebook, and nothing about people.'
    """
    if not other_coders(dataset):
        return ""
    known = dataset.column("coders", "nature")
    both = {known.get(one, "") for one in (dataset.coder, *other_coders(dataset))}
    all_of = "Both coders" if len(other_coders(dataset)) == 1 else "All coders"
    if both == {"machine"}:
        return (
            f"{all_of} are machines: α shows how alike they read the codebook, and nothing about "
            "people."
        )
    if both == {"person"}:
        return f"{all_of} are people: it shows how far they read the source alike."
    if both == {"machine", "person"}:
        return "It shows how far a machine and a person read the source alike."
    return ""


ALPHA = (
    "α is 1 where the coders always agree, and 0 where they agree no more than by chance. α = 1 − "
    "D_o / D_e, the observed over the expected disagreement (Hayes & Krippendorff 2007). Whether "
    "an issue is coded: nominal, all points that both coders had before them × all issues. "
    "Position: interval, where both coded the issue."
)


def formula(dataset: Dataset) -> Finding:
    """Say what α is, what it leaves out, and what it shows.

    Examples
    --------
    >>> import floorbook
    >>> formula(floorbook.load()).text.split(". ")[0]
    'α is 1 where the coders always agree, and 0 where they agree no more than by chance'
    """
    found = left_out(dataset)
    told = Finding(f"{found}.", found.facts) if found.text else found
    return in_turn(ALPHA, told, natures(dataset))


def disagreements(dataset: Dataset) -> Finding:
    """Say in how many judgements the coders differ, and in what.

    Examples
    --------
    >>> import floorbook
    >>> str(disagreements(floorbook.load()))
    '2 judgements differ between the coders, both in position'
    """
    if not other_coders(dataset):
        return Finding(ONE_CODER)
    table = measures.disagreements(dataset)
    n = len(table)
    if not n:
        return Finding("The coders judge alike throughout", (fact(0),))
    facts, parts = [fact(n, points=table["point"].drop_duplicates())], []
    for differs, word in MEASURES.items():
        rows = table[table["differs"] == differs]
        if k := len(rows):
            facts.append(fact(k, n, what=[word], points=rows["point"].drop_duplicates()))
            parts.append(f"{k} in {'whether the issue is coded' if differs == PRESENCE else word}")
    differ = "differ" if n > 1 else "differs"
    text = f"{count(n, 'judgement')} {differ} between the coders"
    if len(parts) > 1:
        text += f": {', '.join(parts)}"
    else:
        text += f", {('', 'both ', 'all ')[min(n, 3) - 1]}{parts[0].partition(' ')[2]}"
    return Finding(text, tuple(facts))


def under_coder(dataset: Dataset) -> Finding:
    """Say how many positions would be different with another coder's codings.

    Examples
    --------
    >>> import floorbook
    >>> str(under_coder(floorbook.load())).partition(" ")[2]
    'position of a participant on an issue would be different with the codings of the second coder'
    """
    if not other_coders(dataset):
        return Finding(ONE_CODER)
    table = measures.under_coder(dataset)
    n, whose = len(table), "the second coder"
    whose = whose if len(other_coders(dataset)) == 1 else "another coder"
    of = "of participants on issues" if n > 1 else "of a participant on an issue"
    told = count(n, "position") if n else "No position"
    text = f"{told} {of} would be different with the codings of {whose}"
    return Finding(text, (fact(n, points=points_of(dataset, table)),))


def alpha(value: float) -> str:
    """Write an α, which may be undefined.

    Examples
    --------
    >>> alpha(0.87349), alpha(0.99971), alpha(1.0), alpha(pd.NA)
    ('0.873', '0.9997', '1.000', 'undefined')
    """
    if pd.isna(value):
        return "undefined"
    digits = 3
    while value < 1 and round(value, digits) == 1:  # just below 1 is not shown as 1
        digits += 1
    return f"{value:.{digits}f}"


def significant(value: float) -> str:
    """Write a share with at least two significant digits, so that a small share is not 0.

    Examples
    --------
    >>> significant(0.00134), significant(0.25681), significant(0.0), significant(pd.NA)
    ('0.0013', '0.257', '0', '')
    """
    if pd.isna(value):
        return ""
    return f"{value:.3f}" if value >= 0.0995 else f"{value:.2g}"
