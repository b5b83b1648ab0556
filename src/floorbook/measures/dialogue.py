"""Dialogue: what was asked, what became of it and who promised what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.codings import (
    FLOOR,
    chained,
    distinct,
    filled,
    once,
    ordered,
    spoken,
)

ASKS = ("question", "request")
UNDERTAKING, CALL = "undertaking", "call"

FATES = {"answers": "answered", "partly": "partly", "defers": "deferred"}
"""The fate that each kind of reply gives an ask, best first."""

NO_REPLY = "no reply recorded"


@once
def asks(dataset: Dataset, *, turns: Sequence[str] | None = FLOOR) -> pd.DataFrame:
    """List every question and request (an ask), with the best reply that a later point gives.

    Parameters
    ----------
    dataset
        A loaded data package.
    turns
        Kinds of intervention that ask; None for all.

    Returns
    -------
    DataFrame
        A row is an ask, in the order in which they were said: `meeting`, `participant`, `act`,
        `kind` (question or request), `addressee`, `gist`, `issues` (tuple), `point`, `place`,
        `fate` (answered, partly, deferred or no reply recorded), `replies` (later points that
        reply, best first), `repliers` (who replies), `n` and `points` (the point of the ask and the
        replies).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import asks
    >>> asks(floorbook.load())[["participant", "kind", "fate"]].head(3)
      participant      kind      fate
    0       libya  question  answered
    1       libya  question    partly
    2      mexico  question    partly
    """
    table = _acts(dataset, ASKS)
    if turns is not None:
        table = table[table["turn"].isin(list(turns))]
    replies = responses(dataset)
    replies = replies[replies["relation"].isin(list(FATES))]
    replies = replies.assign(rank=replies["relation"].map(list(FATES).index))
    replies = replies.sort_values("rank", kind="stable")
    found = replies.groupby("target_act", sort=False).agg(
        fate=("relation", "first"), replies=("response_point", distinct), repliers=("by", distinct)
    )
    table = table.merge(found, left_on="act", right_index=True, how="left")
    table["fate"] = table["fate"].map(FATES).astype(object).fillna(NO_REPLY)
    table = filled(table, tuples=["replies", "repliers"])
    table["points"] = [
        dataset.in_order((point, *later))
        for point, later in zip(table["point"], table["replies"], strict=True)
    ]
    table["n"] = table["points"].map(len).astype("Int64")
    columns = ["meeting", "participant", "act", "kind", "addressee", "gist", "issues", "point"]
    columns += ["place", "fate", "replies", "repliers", "n", "points"]
    return table[columns].reset_index(drop=True)


@once
def fates(
    dataset: Dataset,
    *,
    by: Literal["participant", "issue"] = "participant",
    turns: Sequence[str] | None = FLOOR,
) -> pd.DataFrame:
    """Count what became of the asks of each participant, or on each issue.

    Each ask has one fate: answered, answered in part, deferred, or no reply recorded. The best
    reply counts, wherever in the meeting it comes later.

    Parameters
    ----------
    dataset
        A loaded data package.
    by
        ``"participant"`` or ``"issue"``; an ask on two issues counts for both, and an ask on no
        issue has the issue "".
    turns
        Kinds of intervention that ask; None for all.

    Returns
    -------
    DataFrame
        A row is (meeting, participant or issue, fate), for all four fates of everyone who asks:
        `n` (asks, 0 to of), `of` (asks in all, 1 or more), `acts` and `points`.

    Raises
    ------
    ValueError
        If `by` is neither of the two.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import fates
    >>> table = fates(floorbook.load())
    >>> table.query("participant == 'mexico'")[["fate", "n", "of"]]
                    fate  n  of
    4           answered  0   4
    5             partly  3   4
    6           deferred  1   4
    7  no reply recorded  0   4
    """
    if by not in ("participant", "issue"):
        raise ValueError(f'by is {by!r}; it must be "participant" or "issue"')
    told = asks(dataset, turns=turns)
    if by == "issue":
        issues = [found or ("",) for found in told["issues"]]
        told = told.assign(issue=pd.Series(issues, index=told.index, dtype=object)).explode("issue")
    key = ["meeting", by]
    found = told.groupby([*key, "fate"], sort=False).agg(
        n=("act", "size"), acts=("act", distinct), points=("points", chained)
    )
    of = told.groupby(key, sort=False).size().rename("of").reset_index()
    words = pd.DataFrame({"fate": [*FATES.values(), NO_REPLY]})
    table = of.merge(words, how="cross").merge(found.reset_index(), on=[*key, "fate"], how="left")
    table = filled(table, tuples=["acts", "points"], numbers=["n", "of"])
    table["points"] = table["points"].map(dataset.in_order)
    return table[[*key, "fate", "n", "of", "acts", "points"]]


@once
def still_open(dataset: Dataset, *, turns: Sequence[str] | None = FLOOR) -> pd.DataFrame:
    """List the asks that were not answered in full: in part, deferred, or no reply recorded.

    Rows and columns are those of `asks`; asks without a reply come first.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import still_open
    >>> still_open(floorbook.load())[["participant", "kind", "fate"]].head(3)
      participant      kind               fate
    0        icmc  question  no reply recorded
    1      mexico   request           deferred
    2       libya  question             partly
    """
    table = asks(dataset, turns=turns)
    worst = {fate: -at for at, fate in enumerate([*FATES.values(), NO_REPLY])}
    table = table[table["fate"] != FATES["answers"]]
    return table.sort_values("fate", key=lambda fate: fate.map(worst), kind="stable").reset_index(
        drop=True
    )


@once
def ledger(dataset: Dataset) -> pd.DataFrame:
    """List every undertaking: who undertook what, to whom, and what it answers.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is an undertaking, in the order in which they were said: `meeting`, `participant`,
        `act`, `addressee`, `gist`, `issues` (tuple), `point`, `place`, `answers` (acts or points
        that it responds to), `answered` (who said them), `n` and `points` (its own point and those
        that it responds to).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import ledger
    >>> ledger(floorbook.load()).query("n > 1")[["participant", "answered", "n"]].head(3)
                 participant                answered  n
    10  iom-director-general          (netherlands,)  2
    13  iom-director-general               (mexico,)  2
    15           philippines  (iom-policy-director,)  2
    """
    table = _acts(dataset, (UNDERTAKING,))
    told = responses(dataset)
    told = told[told["response_act"] != ""]
    told = told.assign(
        target=told["target_act"].where(told["target_act"] != "", told["target_point"])
    )
    found = told.groupby("response_act", sort=False).agg(
        answers=("target", distinct), answered=("asker", distinct), asked=("asked_in", distinct)
    )
    table = table.merge(found, left_on="act", right_index=True, how="left")
    table = filled(table, tuples=["answers", "answered", "asked"])
    table["points"] = [
        distinct((*asked, point))
        for point, asked in zip(table["point"], table["asked"], strict=True)
    ]
    table["n"] = table["points"].map(len).astype("Int64")
    columns = ["meeting", "participant", "act", "addressee", "gist", "issues", "point", "place"]
    return table[[*columns, "answers", "answered", "n", "points"]].reset_index(drop=True)


@once
def calls(dataset: Dataset) -> pd.DataFrame:
    """List every call: a speaker urges others to do something, or hopes it; no reply is awaited.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is a call, in the order in which they were said: `meeting`, `participant`, `act`,
        `addressee`, `gist`, `issues` (tuple), `point`, `place`, `n` (1) and `points` (its own).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import calls
    >>> calls(floorbook.load())["participant"].tolist()
    ['usa', 'usa', 'australia', 'iom-policy-director']
    """
    table = _acts(dataset, (CALL,))
    table["n"] = pd.Series(1, index=table.index, dtype="Int64")
    table["points"] = pd.Series(
        [(point,) for point in table["point"]], index=table.index, dtype=object
    )
    columns = ["meeting", "participant", "act", "addressee", "gist", "issues", "point", "place"]
    return table[[*columns, "n", "points"]].reset_index(drop=True)


@once
def reactions(dataset: Dataset) -> pd.DataFrame:
    """List the points that asked nothing and that a later point endorses, notes or contradicts.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (point, later point), in the order of the later points: `meeting`, `participant`
        (who said the first point), `point`, `relation`, `by` (who responds), `response` (the later
        point), `n` and `points` (both).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import reactions
    >>> reactions(floorbook.load())[["participant", "relation", "by"]].head(3)
      participant  relation                    by
    0       libya     notes  iom-director-general
    1         usa  endorses  iom-director-general
    2         usa     notes  iom-director-general
    """
    told = responses(dataset)
    told = told[told["target_point"] != ""]
    pairs = list(zip(told["target_point"], told["response_point"], strict=True))
    table = pd.DataFrame(
        {
            "meeting": told["meeting"],
            "participant": told["asker"],
            "point": told["target_point"],
            "relation": told["relation"],
            "by": told["by"],
            "response": told["response_point"],
            "n": pd.Series(2, index=told.index, dtype="Int64"),
            "points": pd.Series(pairs, index=told.index, dtype=object),
        }
    )
    return table.reset_index(drop=True)


def _acts(dataset: Dataset, kinds: Iterable[str]) -> pd.DataFrame:
    """Return acts of these kinds as they were said, with who, where and on which issues."""
    issues = ordered(dataset, dataset.act_issues).groupby("act")["issue"].agg(distinct)
    acts = dataset.acts[dataset.acts["kind"].isin(list(kinds))].rename(columns={"id": "act"})
    points = spoken(dataset).drop(columns="gist").rename(columns={"kind": "turn"})
    table = points.merge(acts.sort_values("act", kind="stable"), on="point")
    table["issues"] = table["act"].map(issues)
    return filled(table, tuples=["issues"])


@once
def responses(dataset: Dataset) -> pd.DataFrame:
    """Return responses as they were said: who responds (`by`), to whom, and to which point."""
    points = spoken(dataset)[["meeting", "participant", "point"]]
    points["at"] = range(len(points))
    later = points.add_suffix("_later")
    earlier = points[["participant", "point", "at"]].add_suffix("_earlier")
    where = dataset.acts.set_index("id")["point"]
    table = dataset.responses
    of_act = table["target_act"].map(where)
    table = table.assign(asked_in=of_act.where(table["target_act"] != "", table["target_point"]))
    table = table.merge(later, left_on="response_point", right_on="point_later")
    table = table.merge(earlier, left_on="asked_in", right_on="point_earlier")
    names = {"participant_later": "by", "participant_earlier": "asker", "meeting_later": "meeting"}
    table = table.rename(columns=names)
    return table.sort_values(["at_later", "at_earlier", "id"], ignore_index=True)
