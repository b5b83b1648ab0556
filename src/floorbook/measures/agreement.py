"""Agreement: how often two are on the same side, of the issues on which both take a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.codings import once, ordered
from floorbook.measures.pairs import compared, pairs

NEAREST, FARTHEST = "nearest", "farthest"

ALONE, UNOPPOSED = "nobody is recorded on the same side", "nobody is recorded as disagreeing"
"""Why nobody is nearest, or farthest: there is none at all."""

COLUMNS = [
    *("same", "shared", "agreement", "blank", "same_issues", "different_issues", "beside_issues"),
    *("unsure_issues", "unsure_sides", "n", "points", "making", "other_issues", "other_points"),
]


@once
def agreement(
    dataset: Dataset,
    *,
    min_shared: int = 2,
    kinds: Sequence[str] | None = None,
    every_dimension: bool = False,
    unsure: bool = True,
) -> pd.DataFrame:
    """Give the agreement of each pair of participants.

    Agreement is issues on which both are on the same side ÷ issues on which both take a side, over
    their own-voice cells. To take a side is to lean for or against: cells that are neutral, raised,
    mixed or not recorded count in neither number.

    Parameters
    ----------
    dataset
        A loaded data package.
    min_shared
        Least number of shared issues (both take a side) for which an agreement is given.
    kinds
        Kinds of participant to pair; by default all but the secretariat.
    every_dimension
        Whether dimensions that the package does not compare count too.
    unsure
        Whether codings marked unsure count.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b), one for every pair recorded as speaking: `same` (0 to shared),
        `shared` (0 or more), `agreement` (0 to 1, NA below min_shared), `blank` (why it is NA, else
        ""), `same_issues`, `different_issues`, `beside_issues` (those of the same issues on which
        the two differ in strength, such as support and qualified), `unsure_issues` (shared issues
        on which the word of either rests on an unsure coding), `unsure_sides` (those of them on
        which the side of either does too, not only its strength), `n` (points) and `points` on the
        shared issues, `making` (those of the points that make the sides), `other_issues` and
        `other_points` (all other issues on which both are recorded, of any dimension, and the
        points there).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import agreement
    >>> table = agreement(floorbook.load()).set_index(["a", "b"])
    >>> table.loc[("slovakia", "mexico"), "same_issues"]
    ('iom-lead', 'iom-standing', 'modalities')
    """
    table = pairs(dataset, kinds)
    held = _met(dataset, every_dimension, unsure)
    rows = []
    for pair in table.itertuples(index=False, name=None):
        met = held.get(pair, [])
        shared = [one for one in met if one.shared]
        other = [one for one in met if not one.shared]
        same = [one for one in shared if one.same]
        enough = len(shared) >= max(min_shared, 1)
        points = _points(shared)
        rows.append(
            {
                "same": len(same),
                "shared": len(shared),
                "agreement": len(same) / len(shared) if enough else None,
                "blank": "" if enough else _too_few(len(shared), min_shared),
                "same_issues": tuple(one.issue for one in same),
                "different_issues": tuple(one.issue for one in shared if not one.same),
                "beside_issues": tuple(one.issue for one in same if one.apart),
                "unsure_issues": tuple(one.issue for one in shared if one.unsure),
                "unsure_sides": tuple(one.issue for one in shared if one.moving),
                "n": len(points),
                "points": dataset.in_order(points),
                "making": dataset.in_order({point for one in shared for point in one.making}),
                "other_issues": tuple(one.issue for one in other),
                "other_points": dataset.in_order(_points(other)),
            }
        )
    found = pd.DataFrame(rows, columns=COLUMNS)
    types = {"same": "Int64", "shared": "Int64", "agreement": "Float64", "n": "Int64"}
    return pd.concat([table, found.astype(types)], axis="columns")


@once
def neighbours(
    dataset: Dataset,
    *,
    min_shared: int = 2,
    kinds: Sequence[str] | None = None,
    every_dimension: bool = False,
) -> pd.DataFrame:
    """Give who agrees most and least with each participant, with all ties.

    The nearest has the greatest agreement, if it is above 0; the farthest has the least, if it is
    below 1. If there is nobody, the row names no one and says why.

    Parameters
    ----------
    dataset, min_shared, kinds, every_dimension
        As in `agreement`.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, side, other), where side is "nearest" or "farthest":
        `agreement` (0 to 1), `same`, `shared`, `unsure_issues`, `unsure_sides`, `note` (why `other`
        is "", else ""), `n` and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import neighbours
    >>> table = neighbours(floorbook.load()).query("side == 'nearest'").set_index("participant")
    >>> table.loc["mexico", "other"]
    'slovakia'
    """
    table = agreement(dataset, min_shared=min_shared, kinds=kinds, every_dimension=every_dimension)
    back = table.rename(columns={"a": "b", "b": "a"})
    both = pd.concat([table, back]).rename(columns={"a": "participant", "b": "other"})
    place = dataset.ranks["participant"]
    both = both.sort_values("other", key=lambda names: names.map(place), kind="stable")
    key = ["meeting", "participant"]
    columns = [
        *("other", "agreement", "same", "shared", "unsure_issues", "unsure_sides", "n", "points")
    ]
    found: list[dict[str, object]] = []
    for (meeting, participant), rows in both.groupby(key, sort=False):
        for side in (NEAREST, FARTHEST):
            who = {"meeting": meeting, "participant": participant, "side": side}
            ends = _at_end(rows, side)[columns].to_dict("records")
            found += [who | {"note": ""} | {str(k): v for k, v in end.items()} for end in ends]
            if not ends:
                note = _nobody(rows, side)
                none = {"unsure_issues": (), "unsure_sides": (), "n": 0, "points": ()}
                found.append(who | {"other": "", "note": note} | none)
    numbers = ["agreement", "same", "shared", "unsure_issues", "unsure_sides"]
    order = [*key, "side", "other", *numbers, "note", "n", "points"]
    types = {"agreement": "Float64", "same": "Int64", "shared": "Int64", "n": "Int64"}
    return ordered(dataset, pd.DataFrame(found, columns=order).astype(types))


class Met(NamedTuple):
    """An issue on which both of a pair are recorded, and how their positions compare."""

    issue: str
    shared: bool  # both take a side, and the issue is compared
    same: bool
    apart: bool  # the words are not the same
    unsure: bool
    moving: bool  # without unsure codings, one of the two would not be on this side
    making: tuple[str, ...]
    points: tuple[str, ...]


def _met(
    dataset: Dataset, every_dimension: bool, unsure: bool
) -> dict[tuple[str, str, str], list[Met]]:
    """Return each pair's issues on which both are recorded, in the codebook's order."""
    rows = cells(dataset, unsure=unsure)
    issues = set(compared(dataset, dataset.codebook, every_dimension)["issue"])
    sure = cells(dataset, unsure=False)[[*CELL, "lean"]].rename(columns={"lean": "sure"})
    rows = rows.merge(sure, on=CELL, how="left").fillna({"sure": ""})
    rows["moving"] = rows["lean"].ne(rows["sure"])
    held = ["word", "lean", "unsure", "moving", "making", "points"]
    rows = rows[[*CELL, *held]]
    place = dataset.ranks["participant"]
    met = rows.merge(rows, on=["meeting", "issue"], suffixes=("", "_b"))
    met = met[met["participant"].map(place) < met["participant_b"].map(place)]
    order = dataset.ranks["issue"]
    met = met.sort_values("issue", key=lambda names: names.map(order), kind="stable")
    found: dict[tuple[str, str, str], list[Met]] = defaultdict(list)
    key = ["meeting", "participant", "participant_b", "issue"]
    both = [column + side for column in held for side in ("", "_b")]
    for meeting, a, b, issue, word, word_b, lean, lean_b, *doubts_and_ids in zip(
        *(met[column] for column in (*key, *both)), strict=True
    ):
        doubts, ids = doubts_and_ids[:4], doubts_and_ids[4:]
        shared = bool(lean and lean_b) and issue in issues
        making, points = ids[0] + ids[1], ids[2] + ids[3]
        found[meeting, a, b].append(
            Met(
                issue,
                shared,
                lean == lean_b,
                word != word_b,
                any(doubts[:2]),
                any(doubts[2:]),
                making,
                points,
            )
        )
    return found


def _points(met: Iterable[Met]) -> set[str]:
    return {point for one in met for point in one.points}


def _at_end(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return the rows of greatest agreement above 0, or of least agreement below 1."""
    given = rows.loc[rows["agreement"].notna()]
    given = given.loc[given["same"] > 0 if side == NEAREST else given["same"] < given["shared"]]
    end = given["agreement"].max() if side == NEAREST else given["agreement"].min()
    ends: pd.DataFrame = given.loc[given["agreement"] == end]
    return ends


def _nobody(rows: pd.DataFrame, side: str) -> str:
    few = "on too few issues to speak of agreement"
    if side == NEAREST:
        same = rows["same"].any()
        return f"on the same side as at least one other, but {few}" if same else ALONE
    differs = (rows["same"] < rows["shared"]).any()
    return f"disagrees with others, but {few}" if differs else UNOPPOSED


def _too_few(shared: int, min_shared: int) -> str:
    if not shared:
        return "both take a side on no compared issue"
    issues = "issue" if shared == 1 else "issues"
    return f"both take a side on {shared} compared {issues}, fewer than {min_shared}"
