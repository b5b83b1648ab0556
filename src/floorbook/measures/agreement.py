"""Agreement: how often two are on the same side, of the issues on which both take a side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import CELL, cells
from floorbook.measures.codings import once, ordered
from floorbook.measures.pairs import compared, pairs
from floorbook.measures.ragged import Points, codes, parted

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
    table = pairs(dataset, kinds=kinds)
    met, held = _met(dataset, table, every_dimension, unsure)
    n = len(table)
    same = met["shared"] & met["same"]

    def issues(those: pd.Series[bool]) -> list[tuple[str, ...]]:
        rows = met[those]
        return parted(rows["issue"].tolist(), rows["pair"].to_numpy(), n)

    behind = {one: Points.of(dataset, held[one]) for one in ("points", "making")}

    def points(those: pd.Series[bool], which: str = "points") -> list[tuple[str, ...]]:
        rows = met[those]
        both = np.concatenate([rows["cell"].to_numpy(), rows["cell_b"].to_numpy()])
        return behind[which].parted(both, np.tile(rows["pair"].to_numpy(), 2), n)

    shared = np.bincount(met.loc[met["shared"], "pair"], minlength=n)
    agree = np.bincount(met.loc[same, "pair"], minlength=n)
    enough = shared >= max(min_shared, 1)
    said = points(met["shared"])
    found = pd.DataFrame(
        {
            "same": agree,
            "shared": shared,
            "agreement": np.where(enough, agree / np.maximum(shared, 1), np.nan),
            "blank": [
                "" if one else _too_few(int(of), min_shared)
                for one, of in zip(enough, shared, strict=True)
            ],
            "same_issues": issues(same),
            "different_issues": issues(met["shared"] & ~met["same"]),
            "beside_issues": issues(same & met["apart"]),
            "unsure_issues": issues(met["shared"] & met["unsure"]),
            "unsure_sides": issues(met["shared"] & met["moving"]),
            "n": [len(one) for one in said],
            "points": said,
            "making": points(met["shared"], "making"),
            "other_issues": issues(~met["shared"]),
            "other_points": points(~met["shared"]),
        },
        columns=COLUMNS,
        dtype=None if n else object,
    )
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


def _met(
    dataset: Dataset, table: pd.DataFrame, every_dimension: bool, unsure: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the issues on which both of a pair are recorded, and the cells that these rest on.

    A row is (pair, issue), pairs by their place in the table, issues in the codebook's order:
    `cell` and `cell_b`, `shared` (both take a side, and the issue is compared), `same` (the same
    side), `apart` (the words are not the same), `unsure`, and `moving` (without unsure codings, one
    of the two would not be on this side).
    """
    held = cells(dataset, unsure=unsure)
    issues = set(compared(dataset, dataset.codebook, every_dimension)["issue"])
    sure = cells(dataset, unsure=False)[[*CELL, "lean"]].rename(columns={"lean": "sure"})
    held = held.merge(sure, on=CELL, how="left").fillna({"sure": ""})
    held["moving"] = held["lean"].ne(held["sure"])
    order = {name: dataset.ranks[name] for name in CELL}
    place = pd.DataFrame({name: codes(held[name], order[name]) for name in CELL})
    each = place.assign(cell=np.arange(len(held)))
    met = each.merge(each, on=["meeting", "issue"], suffixes=("", "_b"))
    met = met[met["participant"] < met["participant_b"]]
    key = ["meeting", "participant", "participant_b"]
    known = zip(key, ("meeting", "a", "b"), ("meeting", "participant", "participant"), strict=True)
    pair = pd.DataFrame({one: codes(table[column], order[of]) for one, column, of in known})
    met = met.merge(pair.assign(pair=np.arange(len(table))), on=key)
    met = met.sort_values(["pair", "issue"], ignore_index=True)
    one, other = met["cell"].to_numpy(), met["cell_b"].to_numpy()
    lean, word = (pd.factorize(held[name])[0] for name in ("lean", "word"))
    sided = held["lean"].ne("").to_numpy() & held["issue"].isin(issues).to_numpy()
    doubts = {name: held[name].to_numpy(dtype=bool) for name in ("unsure", "moving")}
    met = met.assign(
        issue=held["issue"].to_numpy(dtype=object)[one],
        shared=sided[one] & sided[other],
        same=lean[one] == lean[other],
        apart=word[one] != word[other],
        **{name: those[one] | those[other] for name, those in doubts.items()},
    )
    return met, held


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
