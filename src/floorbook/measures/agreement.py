"""Agreement: how often two participants lean the same way, of the issues on which both lean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import cells
from floorbook.measures.codings import once, ordered
from floorbook.measures.pairs import compared, pairs

NEAREST, FARTHEST = "nearest", "farthest"


@once
def agreement(
    dataset: Dataset,
    *,
    min_shared: int = 2,
    kinds: Sequence[str] | None = None,
    every_dimension: bool = False,
) -> pd.DataFrame:
    """Give the agreement of each pair of participants.

    Agreement is issues on which both lean the same way ÷ issues on which both lean at all, over
    their own-voice cells. What is neutral, raised, mixed or not recorded leans nowhere and is in
    neither number.

    Parameters
    ----------
    dataset
        A loaded data package.
    min_shared
        Fewest shared issues from which an agreement is given.
    kinds
        Kinds of participant to pair; by default all but the secretariat.
    every_dimension
        Whether dimensions that the package does not compare count too.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b), every pair recorded as speaking, once: `same` (0 to shared),
        `shared` (0 or more), `agreement` (0 to 1, NA below min_shared), `blank` (why it is NA, else
        ""), `same_issues`, `different_issues`, `beside_issues` (same lean but another word, as
        support beside qualified; among the same), `unsure_issues` (shared ones on which the word of
        either rests on an unsure coding), `n` (points) and `points` on the shared issues.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import agreement
    >>> table = agreement(floorbook.load())
    >>> bool((table["same"] <= table["shared"]).all())
    True
    """
    table = pairs(dataset, kinds)
    held = _shared(dataset, every_dimension)
    rows = []
    for pair in table.itertuples(index=False, name=None):
        shared = held.get(pair, [])
        same = [issue for issue, one, two, *_ in shared if one == two]
        beside = [issue for issue, one, two, words, *_ in shared if one == two and words]
        points = {point for *_, ids in shared for point in ids}
        enough = len(shared) >= min_shared
        rows.append(
            {
                "same": len(same),
                "shared": len(shared),
                "agreement": len(same) / len(shared) if enough and shared else None,
                "blank": "" if enough and shared else _too_few(len(shared), min_shared),
                "same_issues": tuple(same),
                "different_issues": tuple(issue for issue, one, two, *_ in shared if one != two),
                "beside_issues": tuple(beside),
                "unsure_issues": tuple(issue for issue, *_, unsure, _ in shared if unsure),
                "n": len(points),
                "points": dataset.in_order(points),
            }
        )
    columns = ["same", "shared", "agreement", "blank", "same_issues", "different_issues"]
    found = pd.DataFrame(rows, columns=[*columns, "beside_issues", "unsure_issues", "n", "points"])
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
    """Give who stands nearest to and farthest from each participant, all ties listed.

    Nearest is the greatest agreement, if there is any; farthest the least, if a lean differs.
    Otherwise the row names no one and says why.

    Parameters
    ----------
    dataset, min_shared, kinds, every_dimension
        As in `agreement`.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, side, other), where side is "nearest" or "farthest":
        `agreement` (0 to 1), `same`, `shared`, `note` (why `other` is "", else ""), `n` and
        `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import neighbours
    >>> set(neighbours(floorbook.load())["side"]) <= {"nearest", "farthest"}
    True
    """
    table = agreement(dataset, min_shared=min_shared, kinds=kinds, every_dimension=every_dimension)
    back = table.rename(columns={"a": "b", "b": "a"})
    both = pd.concat([table, back]).rename(columns={"a": "participant", "b": "other"})
    place = dataset.ranks["participant"]
    both = both.sort_values("other", key=lambda names: names.map(place), kind="stable")
    key = ["meeting", "participant"]
    columns = ["other", "agreement", "same", "shared", "n", "points"]
    found: list[dict[str, object]] = []
    for (meeting, participant), rows in both.groupby(key, sort=False):
        for side in (NEAREST, FARTHEST):
            who = {"meeting": meeting, "participant": participant, "side": side}
            ends = _at_end(rows, side)[columns].to_dict("records")
            found += [who | {"note": ""} | {str(k): v for k, v in end.items()} for end in ends]
            if not ends:
                note = _nobody(rows, side, min_shared)
                found.append(who | {"other": "", "note": note, "n": 0, "points": ()})
    order = [*key, "side", "other", "agreement", "same", "shared", "note", "n", "points"]
    types = {"agreement": "Float64", "same": "Int64", "shared": "Int64", "n": "Int64"}
    return ordered(dataset, pd.DataFrame(found, columns=order).astype(types))


Shared = tuple[str, str, str, bool, bool, frozenset[str]]


def _shared(dataset: Dataset, every_dimension: bool) -> dict[tuple[str, str, str], list[Shared]]:
    """Return each pair's shared issues: leans, whether words differ or are unsure, points."""
    rows = compared(dataset, cells(dataset), every_dimension)
    columns = ["meeting", "participant", "issue", "word", "lean", "unsure", "points"]
    rows = rows.loc[rows["lean"] != "", columns]
    place = dataset.ranks["participant"]
    met = rows.merge(rows, on=["meeting", "issue"], suffixes=("", "_b"))
    met = met[met["participant"].map(place) < met["participant_b"].map(place)]
    issues = dataset.ranks["issue"]
    met = met.sort_values("issue", key=lambda names: names.map(issues), kind="stable")
    held: dict[tuple[str, str, str], list[Shared]] = defaultdict(list)
    columns = ["meeting", "participant", "participant_b", "issue"]
    more = ["word", "word_b", "lean", "lean_b", "unsure", "unsure_b", "points", "points_b"]
    for meeting, a, b, issue, word, word_b, lean, lean_b, doubt, doubt_b, ids, ids_b in zip(
        *(met[column] for column in (*columns, *more)), strict=True
    ):
        points = frozenset(ids) | frozenset(ids_b)
        found = (issue, lean, lean_b, word != word_b, doubt or doubt_b, points)
        held[meeting, a, b].append(found)
    return held


def _at_end(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return the rows of greatest agreement above 0, or of least agreement below 1."""
    given = rows.loc[rows["agreement"].notna()]
    given = given.loc[given["same"] > 0 if side == NEAREST else given["same"] < given["shared"]]
    end = given["agreement"].max() if side == NEAREST else given["agreement"].min()
    ends: pd.DataFrame = given.loc[given["agreement"] == end]
    return ends


def _nobody(rows: pd.DataFrame, side: str, min_shared: int) -> str:
    few = f"only on fewer than {min_shared} shared issues"
    if side == NEAREST:
        return f"leans the same way {few}" if rows["same"].any() else "nobody recorded agrees"
    differs = (rows["same"] < rows["shared"]).any()
    return f"differs {few}" if differs else "nobody recorded differs"


def _too_few(shared: int, min_shared: int) -> str:
    issues = "issue" if shared == 1 else "issues"
    return f"{shared or 'no'} shared {issues}, fewer than {max(min_shared, 1)}"
