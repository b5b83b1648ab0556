"""The method in words: coverage, what rests on single codings, how coders differ, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from floorbook import measures
from floorbook.dataset import Dataset
from floorbook.measures.changes import CELLS, CLAIMS
from floorbook.measures.claims import ALL, ANY
from floorbook.measures.coders import other_coders
from floorbook.measures.reliability import ALL_DIMENSIONS, POSITION, PRESENCE
from floorbook.package import reference
from floorbook.wording.facts import Finding, fact
from floorbook.wording.phrases import count, listed

MEASURES = {PRESENCE: "coded or not", POSITION: "position", "voice": "voice"}
"""In what two coders can differ: over whether a point is on an issue, with which position, and
whether the speaker speaks for itself."""

ONE_CODER = "There is one coder, and no other to compare with"


def coverage(dataset: Dataset) -> Finding:
    """Say what became of the items of the sources.

    Examples
    --------
    >>> import floorbook
    >>> str(coverage(floorbook.load()))
    'All 189 items of the source are accounted for: 144 hold a point, and 135 of these are coded'
    """
    items, points = dataset.items["id"], dataset.points
    if items.empty:
        return Finding("No item of a source is recorded")
    held = points[points["item"].isin(items)]
    coded = held[held["id"].isin(dataset.codings["point"])]
    n, k, c = len(items), held["item"].nunique(), coded["item"].nunique()
    several = len(dataset.sources) > 1
    of = f"the {len(dataset.sources)} sources" if several else "the source"
    text = f"All {n} items of {of} are" if n > 1 else f"The 1 item of {of} is"
    text += " accounted for: "
    text += f"{k} {'holds' if k == 1 else 'hold'} a point" if k else "none holds a point"
    if k:
        text += f", and {c or 'none'} of these {'is' if c < 2 else 'are'} coded"
    facts = (fact(n), fact(k, n, points=held["id"]), fact(c, k, points=coded["id"]))
    return Finding(text, (*facts, fact(len(dataset.sources))))


def codebook(dataset: Dataset) -> Finding:
    """Say how many issues there are.

    Examples
    --------
    >>> import floorbook
    >>> str(codebook(floorbook.load()))
    '32 issues in 4 dimensions'
    """
    n, groups = len(dataset.codebook), dataset.codebook["dimension"].nunique()
    text = f"{count(n, 'issue')} in {count(groups, 'dimension')}"
    return Finding(text, (fact(n), fact(groups)))


def rule(dataset: Dataset) -> str:
    """Say how one position is made of several codings of a participant on an issue.

    Examples
    --------
    >>> import floorbook
    >>> rule(floorbook.load()).split(". ")[1]
    'Some for the claim and some against it: mixed'
    """
    if not dataset.supports:
        return ""
    scale, labels = dataset.scale, dataset.labels["position"]
    sides = {scale.lean(name) for name in scale.names} - {""}
    zero = [
        labels[name] for name, value in zip(scale.names, scale.values, strict=True) if value == 0
    ]
    told = ["Several codings of one participant on one issue make one position."]
    if len(sides) > 1:
        told.append("Some for the claim and some against it: mixed.")
    told.append("All on one side: the one nearest to the middle of the scale.")
    if zero:
        middle = listed(zero)
        told.append(f"{middle} beside a side: the position of that side nearest to the middle.")
        told.append(f"{middle} without a side: {middle}.")
    if outside := _outside(dataset):
        told.append(f"{'; '.join(outside)}: only where there is nothing else.")
    return " ".join(told)


def sensitivity(dataset: Dataset) -> Finding:
    """Say how much rests on a single coding, and how many other positions hang on one.

    Examples
    --------
    >>> import floorbook
    >>> str(sensitivity(floorbook.load())).split(";")[0]
    'Of 102 recorded positions, 63 rest on a single coding'
    """
    cells, table = measures.cells(dataset), measures.cell_sensitivity(dataset)
    n, alone = len(cells), cells[cells["n"] == 1]
    moved = table[table["changes"] & ~table["alone"]]
    if not n:
        return Finding("Nothing is recorded on any issue")
    k = len(moved[["meeting", "participant", "issue"]].drop_duplicates())
    facts = (
        fact(len(alone), n, points=_points(dataset, alone)),
        fact(k, n - len(alone), points=moved["point"].drop_duplicates()),
    )
    one, many = _nouns(dataset)
    if len(alone) == n:
        whole = f"The one {one} rests" if n == 1 else f"All {n} {many} rest"
        return Finding(f"{whole} on a single coding", facts)
    text = f"Of {count(n, one, many)}, {len(alone) or 'none'} rest{'s' * (len(alone) < 2)} on a "
    rest = "the other" if n - len(alone) == 1 else f"the other {n - len(alone)}"
    if dataset.supports:
        would = f"{k or 'none'} of {rest} would change if one coding were left out"
        return Finding(f"{text}single coding; {would}", (*facts, fact(n - len(alone))))
    return Finding(f"{text}single coding", facts)


def lone(dataset: Dataset) -> Finding:
    """Say how many positions rest on a single coding.

    Examples
    --------
    >>> import floorbook
    >>> str(lone(floorbook.load()))
    '63 recorded positions rest on a single coding'
    """
    table = measures.lone_cells(dataset)
    n = len(table)
    told = count(n, *_nouns(dataset)) if n else f"No {_nouns(dataset)[0]}"
    text = f"{told} {'rests' if n < 2 else 'rest'} on a single coding"
    return Finding(text, (fact(n, points=_points(dataset, table)),))


def claim_sensitivity(dataset: Dataset) -> Finding:
    """Say how many codings each move the count of a claim.

    Examples
    --------
    >>> import floorbook
    >>> str(claim_sensitivity(floorbook.load())).partition(" ")[2]
    'codings would each change the count of a claim if left out'
    """
    if dataset.claims.empty:
        return Finding("No claim about the meeting is recorded")
    table = measures.claim_sensitivity(dataset)
    moving = table[~table["part"].isin([ANY, ALL])].drop_duplicates(["point", "issue"])
    n = len(moving)
    told = f"{count(n, 'coding')} would{' each' * (n > 1)}" if n else "No coding would"
    points = dataset.in_order(moving["point"])
    return Finding(f"{told} change the count of a claim if left out", (fact(n, points=points),))


def reliability(dataset: Dataset) -> Finding:
    """Give Krippendorff's α between the coder of record and each other one.

    Examples
    --------
    >>> import floorbook
    >>> str(reliability(floorbook.load())).split(":")[0]
    "Krippendorff's α between the coders"
    """
    table = measures.reliability(dataset)
    others = other_coders(dataset)
    if not others:
        return Finding(ONE_CODER)
    told, facts = [], []
    for other in others:
        whole = table[(table["other"] == other) & (table["dimension"] == ALL_DIMENSIONS)]
        parts = []
        for measure, of in ((PRESENCE, "whether an issue is coded"), (POSITION, "its position")):
            row = whole[whole["measure"] == measure].iloc[0]
            value = alpha(row["alpha"])
            facts.append(fact(row["alike"], row["units"], what=[value], points=row["points"]))
            parts.append(f"{value} for {of}")
        beside = f" and {dataset.labels['coder'].get(other, other)}" if len(others) > 1 else ""
        told.append(f"Krippendorff's α between the {'coder of record' if beside else 'coders'}"
                    f"{beside}: {', '.join(parts)}")  # fmt: skip
    return Finding(". ".join(told), tuple(facts))


def left_out(dataset: Dataset) -> Finding:
    """Say which positions α leaves out, and how many differences between coders that hides.

    Examples
    --------
    >>> import floorbook
    >>> str(left_out(floorbook.load())).split(":")[0]
    'Positions outside the scale (Raised, no side taken) have no part in the α of position'
    """
    outside = _outside(dataset)
    table = measures.reliability(dataset)
    whole = table[(table["measure"] == POSITION) & (table["dimension"] == ALL_DIMENSIONS)]
    units = int(whole["left_out"].sum())
    if not (outside and other_coders(dataset)):
        return Finding("")
    text = f"Positions outside the scale ({'; '.join(outside)}) have no part in the α of position"
    found = measures.disagreements(dataset)
    hidden = found[(found["differs"] == POSITION) & found["distance"].isna()]
    facts = (fact(units, what=outside), fact(len(hidden), units, points=hidden["point"]))
    if not units:
        return Finding(f"{text}; here this leaves nothing out", facts)
    hides = "which hides no difference"
    if k := len(hidden):
        hides = f"on {k} of which the coders differ"
    return Finding(f"{text}: {count(units, 'judgement')} left out, {hides}", facts)


def coders(dataset: Dataset) -> str:
    """Say what the comparison of coders shows, by what they are: machines, people, or both.

    Examples
    --------
    >>> import floorbook
    >>> coders(floorbook.load())
    "Both coders are machines: it tests the codebook's wording, not agreement between people."
    """
    natures = dict(zip(dataset.coders["coder"], dataset.coders["nature"], strict=True))
    both = {natures.get(one, "") for one in (dataset.coder, *other_coders(dataset))}
    all_of = "Both coders" if len(other_coders(dataset)) == 1 else "All coders"
    if both == {"machine"}:
        return (
            f"{all_of} are machines: it tests the codebook's wording, not agreement between people."
        )
    if both == {"person"}:
        return f"{all_of} are people: it shows how far they read the source alike."
    if both == {"machine", "person"}:
        return "It shows how far a machine and a person read the source alike."
    return ""


def formula(dataset: Dataset) -> str:
    """Say what α is, what it leaves out, and what it shows.

    Examples
    --------
    >>> import floorbook
    >>> formula(floorbook.load()).split(". ")[0]
    'α is 1 where the coders always agree, and 0 where they agree no more than by chance'
    """
    told = [
        "α is 1 where the coders always agree, and 0 where they agree no more than by chance.",
        "α = 1 − D_o / D_e, the observed over the expected disagreement (Hayes & Krippendorff "
        "2007). Whether an issue is coded: nominal, all points × all issues. Position: interval, "
        "where both coded the issue.",
        f"{found}." if str(found := left_out(dataset)) else "",
        coders(dataset),
    ]
    return " ".join(one for one in told if one)


def disagreements(dataset: Dataset) -> Finding:
    """Say in how many judgements the coders differ, and in what.

    Examples
    --------
    >>> import floorbook
    >>> "judgements" in str(disagreements(floorbook.load()))
    True
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
        text += f", {'all ' * (n > 1)}{parts[0].partition(' ')[2]}"
    return Finding(text, tuple(facts))


def under_coder(dataset: Dataset) -> Finding:
    """Say how many positions would be others under another coder.

    Examples
    --------
    >>> import floorbook
    >>> str(under_coder(floorbook.load())).partition(" ")[2]
    'position would be different with the codings of the second coder'
    """
    if not other_coders(dataset):
        return Finding(ONE_CODER)
    table = measures.under_coder(dataset)
    n, whose = len(table), "the second coder"
    whose = whose if len(other_coders(dataset)) == 1 else "another coder"
    told = count(n, "position") if n else "No position"
    text = f"{told} would be different with the codings of {whose}"
    return Finding(text, (fact(n, points=_points(dataset, table)),))


def changes(changed: pd.DataFrame, version: str) -> Finding:
    """Say how many values differ from an older version, table by table.

    Examples
    --------
    >>> import floorbook
    >>> data = floorbook.load()
    >>> str(changes(floorbook.measures.changes(data, data), "1.0.0"))
    'Nothing that is compared differs from version 1.0.0'
    """
    if changed.empty:
        return Finding(f"Nothing that is compared differs from version {version}")
    tally = changed["table"].value_counts(sort=False)
    facts = [fact(len(changed)), *(fact(int(n)) for n in tally)]
    where = ", ".join(f"{n} in {table_name(str(name))}" for name, n in tally.items())
    differ = "difference" if len(changed) == 1 else "differences"
    return Finding(f"{len(changed)} {differ} from version {version}: {where}", tuple(facts))


def table_name(table: str) -> str:
    """Call a compared table by what it holds.

    Examples
    --------
    >>> table_name("act_issues"), table_name("cells")
    ('issues of acts', 'positions by participant and issue')
    """
    own = {CELLS: "positions by participant and issue", CLAIMS: "counts of claims"}
    title = own.get(table) or reference().table(table).title
    return title[:1].lower() + title[1:]


def not_compared(found: Mapping[str, str]) -> str:
    """Name the tables that a comparison leaves out, each with its reason.

    Examples
    --------
    >>> not_compared({"votes": "Floorbook does not read it"}), not_compared({})
    ('Not compared: votes (Floorbook does not read it).', '')
    """
    told = ", ".join(f"{name} ({why})" for name, why in found.items())
    return f"Not compared: {told}." if told else ""


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
    while value < 1 and round(value, digits) == 1:  # nearly 1 is not 1: somebody differs
        digits += 1
    return f"{value:.{digits}f}"


def significant(value: float) -> str:
    """Write a share with two significant digits or more, so that little is never nothing.

    Examples
    --------
    >>> significant(0.00134), significant(0.25681), significant(0.0), significant(pd.NA)
    ('0.0013', '0.257', '0', '')
    """
    if pd.isna(value):
        return ""
    return f"{value:.3f}" if value >= 0.0995 else f"{value:.2g}"


def _nouns(dataset: Dataset) -> tuple[str, str]:
    """Call what is recorded of one participant on one issue."""
    return ("recorded position", "recorded positions") if dataset.supports else ("entry", "entries")


def _outside(dataset: Dataset) -> list[str]:
    """Return the labels of positions without a value; none where there is no scale at all."""
    scale, labels = dataset.scale, dataset.labels["position"]
    pairs = zip(scale.names, scale.values, strict=True)
    return [labels[name] for name, value in pairs if value is None] if scale.span else []


def _points(dataset: Dataset, rows: pd.DataFrame) -> Iterable[str]:
    return dataset.in_order(point for ids in rows["points"] for point in ids)
