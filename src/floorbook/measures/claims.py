"""Claims made about a meeting, held against what participants are recorded as saying.

A claim has parts, each read narrowly and widely; `scope` says what that means.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.cells import worded
from floorbook.measures.codings import (
    BOTH,
    chained,
    codings,
    distinct,
    filled,
    gather,
    once,
    ordered,
    tuples,
)
from floorbook.measures.scope import PART, READINGS, bearing, in_scope, parts
from floorbook.scale import NOT_RECORDED

ANY, ALL = "any", "all"

WHOLE = {ANY: "any part", ALL: "every part"}
"""What is shown in place of a part's label where several parts are taken together."""


def part_labels(dataset: Dataset) -> dict[tuple[str, str], str]:
    """Return the label of each part by claim and part."""
    parts = dataset.claim_parts
    return dict(zip(zip(parts["claim"], parts["part"], strict=True), parts["label"], strict=True))


@once
def claim_check(dataset: Dataset, *, unsure: bool = True) -> pd.DataFrame:
    """Give every participant's word (its position) on each part of each claim, in both readings.

    The word comes from the participant's own-voice codings on the issues of the reading, by the
    same rule as for cells. Only the kinds of turn that the claim is about count, in the meeting of
    the source that makes the claim.

    Parameters
    ----------
    dataset
        A loaded data package.
    unsure
        Whether codings marked unsure count.

    Returns
    -------
    DataFrame
        A row is (claim, part, reading, participant), for every participant of the claim's kinds
        that is recorded as speaking in such a turn: `meeting`, `word` ("not recorded" if there is
        no coding), `backs` (whether the word leans to support), `unsure` (whether the word would
        change without the codings marked unsure), `issues` (tuple), `n` (points), `making` (the
        points that make the word: those with a position on the scale if there are any, else all)
        and `points`.

    References
    ----------
    The codebook's rule, in `Scale.word`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import claim_check
    >>> table = claim_check(floorbook.load())
    >>> narrow = table.query("part == 'leadership' and reading == 'narrow'")
    >>> narrow[["participant", "word", "backs"]].tail(3)
       participant          word  backs
    6  philippines     qualified   True
    7    australia       support   True
    8       sweden  not recorded  False
    """
    scale = dataset.scale
    key = [*PART, "participant"]
    rows = bearing(dataset, codings(dataset, unsure=unsure))
    rows = rows[rows["in_scope"]]
    issues = _tuple_of(rows, key, "issue", "issues")
    said = worded(scale, rows, key)[[*key, "word", "unsure", "n", "making", "points"]]
    table = parts(dataset).merge(in_scope(dataset), on=["claim", "meeting"])
    table = table.merge(said, on=key, how="left").merge(issues, on=key, how="left")
    table["word"] = table["word"].astype(object).fillna(NOT_RECORDED)
    table["unsure"] = table["unsure"].eq(True)
    table["backs"] = table["word"].map(scale.lean).astype(object) == "+"
    table = filled(table, tuples=["issues", "making", "points"], numbers=["n"])
    first = [*PART, "meeting", "participant", "word", "backs", "unsure", "issues"]
    return table[[*first, "n", "making", "points"]]


@once
def claim_counts(dataset: Dataset, *, unsure: bool = True) -> pd.DataFrame:
    """Count the participants in a claim's scope by their word on each of its parts.

    Parameters
    ----------
    dataset
        A loaded data package.
    unsure
        Whether codings marked unsure count.

    Returns
    -------
    DataFrame
        A row is (claim, part, reading, word), for every possible word in the order of the scale:
        `n` (participants, 0 to of), `of` (participants in scope recorded as speaking),
        `participants` and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import claim_counts
    >>> table = claim_counts(floorbook.load())
    >>> narrow = table.query("part == 'leadership' and reading == 'narrow'")
    >>> narrow.query("n > 0")[["word", "n", "of"]]
               word  n  of
    0       support  4   9
    1     qualified  1   9
    7  not recorded  4   9
    """
    checked = claim_check(dataset, unsure=unsure)
    words = pd.DataFrame({"word": list(dataset.scale.words)})
    table = parts(dataset).merge(words, how="cross")
    groups = checked.groupby([*PART, "word"], sort=False)
    found = groups.agg(
        n=("participant", "size"), participants=("participant", tuple), points=("points", chained)
    ).reset_index()
    table = table.merge(found, on=[*PART, "word"], how="left")
    table["of"] = table["claim"].map(in_scope(dataset).groupby("claim").size())
    table = filled(table, tuples=["participants", "points"], numbers=["n", "of"])
    table["points"] = table["points"].map(dataset.in_order)
    return table[[*PART, "meeting", "word", "n", "of", "participants", "points"]]


@once
def claim_range(dataset: Dataset) -> pd.DataFrame:
    """Give the least and the greatest number of participants that back each claim.

    They are counted four times: in the narrow and in the wide reading, with unsure codings and
    without. Reports say "K to M of N, depending on …".

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part), then (claim, "any") for backing one part or more and (claim, "all")
        for backing every part: `least`, `most`, `of` (participants in scope recorded as speaking),
        `by_reading` and `by_unsure` (whether anyone is counted or not depending on the reading, or
        on the unsure codings), `always` (participants who back it in all four counts), `deciding`
        (those who back it in some of the counts only), `n` and `points` (the points of the latter
        with a coding that is unsure, or on an issue of the wide reading only).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import claim_range
    >>> table = claim_range(floorbook.load())
    >>> table.query("claim == 'iom2016-claim-2'")[["part", "least", "most", "of"]]
                part  least  most  of
    3      state-led      1     1   9
    4           lean      1     2   9
    5  participatory      2     3   9
    6            any      3     5   9
    7            all      0     0   9
    """
    key = ["claim", "part"]
    counted = _with_any_and_all(claim_settings(dataset))
    numbers = counted.groupby([*key, "reading", "unsure"])["backs"].sum().groupby(key)
    people = claim_deciding(dataset)
    deciding = _deciding(dataset, people[people["ever"] & ~people["always"]])
    table = _with_wholes(parts(dataset))
    for found in (
        numbers.agg(least="min", most="max").reset_index(),
        people.groupby(key)[["by_reading", "by_unsure"]].any().reset_index(),
        _tuple_of(people[people["always"]], key, "participant", "always"),
        _tuple_of(people[people["ever"] & ~people["always"]], key, "participant", "deciding"),
        _tuple_of(deciding, key, "point", "points"),
    ):
        table = table.merge(found, on=key, how="left")
    table["of"] = table["claim"].map(in_scope(dataset).groupby("claim").size())
    table = filled(table, tuples=["always", "deciding", "points"], numbers=["least", "most", "of"])
    table["n"] = table["points"].map(len).astype("Int64")
    for column in ("by_reading", "by_unsure"):
        table[column] = table[column].astype(object).eq(True)
    first = [*key, "meeting", "least", "most", "of", "by_reading", "by_unsure"]
    return table[[*first, "always", "deciding", "n", "points"]]


@once
def claim_elsewhere(dataset: Dataset) -> pd.DataFrame:
    """Give who else speaks on a claim's issues: other kinds of participant, or in other turns.

    Own and reported voice have separate rows: if an official says what states want, that is
    reported voice, and not the official's own position.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part, reading, participant, kind of turn, voice) that has a coding:
        `meeting`, `participant_kind`, `word`, `lean`, `issues` (tuple), `n` (points) and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import claim_elsewhere
    >>> table = claim_elsewhere(floorbook.load())
    >>> narrow = table.query("part == 'leadership' and reading == 'narrow'")
    >>> narrow[["participant", "voice", "word"]]
                participant     voice       word
    0  iom-director-general       own  qualified
    1  iom-director-general  reported    support
    """
    scale = dataset.scale
    rows = bearing(dataset, codings(dataset, voice=BOTH))
    rows = rows[~rows["in_scope"]]
    key = [*PART, "meeting", "participant", "participant_kind", "kind", "voice"]
    said = rows.groupby(key, sort=False).agg(
        word=("position", scale.word), issues=("issue", distinct)
    )
    table = said.reset_index().merge(gather(rows, key), on=key)
    table["lean"] = table["word"].map(scale.lean).astype(object)
    table = parts(dataset).merge(ordered(dataset, table), on=[*PART, "meeting"])
    return table[[*key, "word", "lean", "issues", "n", "points"]]


def _with_wholes(parts: pd.DataFrame) -> pd.DataFrame:
    """Return (claim, part) in order, with the parts "any" and "all" after each claim's own."""
    rows = []
    for (claim, meeting), own in parts.groupby(["claim", "meeting"], sort=False)["part"]:
        rows += [(claim, part, meeting) for part in (*distinct(own), ANY, ALL)]
    return pd.DataFrame(rows, columns=["claim", "part", "meeting"])


def _with_any_and_all(each: pd.DataFrame) -> pd.DataFrame:
    """Add to the parts of each claim who backs any of them, and who backs all."""
    whole = each.groupby(["claim", "reading", "unsure", "participant"], sort=False)["backs"]
    of_any, of_all = whole.any().reset_index(), whole.all().reset_index()
    return pd.concat([each, of_any.assign(part=ANY), of_all.assign(part=ALL)])


@once
def claim_settings(dataset: Dataset) -> pd.DataFrame:
    """Return `claim_check` in all four counts: by `reading`, and `unsure` codings or not."""
    return pd.concat(
        claim_check(dataset, unsure=unsure).assign(unsure=unsure) for unsure in (True, False)
    )


@once
def claim_deciding(dataset: Dataset) -> pd.DataFrame:
    """Return who backs a part of a claim in all counts or in one, and what decides about it.

    A row is (claim, part, participant), with the parts "any" and "all": `always`, `ever`, and
    `by_reading` and `by_unsure` (whether the reading, or unsure codings, make a difference).
    """
    each = _with_any_and_all(claim_settings(dataset))
    key = ["claim", "part", "participant"]
    table = each.groupby(key, sort=False)["backs"].agg(always="all", ever="any")
    for depends, fixed in (("by_reading", "unsure"), ("by_unsure", "reading")):
        varies = each.groupby([*key, fixed])["backs"].nunique() > 1
        table[depends] = varies.groupby(key).any()
    return table.reset_index()


def _deciding(dataset: Dataset, people: pd.DataFrame) -> pd.DataFrame:
    """Return (claim, part, point): the points that decide about these people.

    Only codings for or against can decide: unsure ones, and those of the wide reading only.
    """
    rows = bearing(dataset, codings(dataset))
    rows = rows[rows["in_scope"] & rows["value"].fillna(0).ne(0)]
    narrow = rows[rows["reading"] == READINGS[0]][["claim", "part", "issue"]].drop_duplicates()
    wide = rows[rows["reading"] == READINGS[1]]
    wide = wide.merge(narrow.assign(narrow=True), on=["claim", "part", "issue"], how="left")
    key = ["claim", "part", "participant"]
    wide = wide[wide["unsure"] | wide["narrow"].isna()].merge(people[key], on=key)
    whole = people[people["part"].isin([ANY, ALL])][["claim", "participant", "part"]]
    wholes = wide.drop(columns="part").merge(whole, on=["claim", "participant"])
    return pd.concat([wide, wholes]).sort_values("order", kind="stable")


def _tuple_of(rows: pd.DataFrame, by: Sequence[str], column: str, name: str) -> pd.DataFrame:
    """Return for each group of `by` the distinct values of a column as a tuple."""
    table = tuples(rows, by, column).rename(columns={column: name})
    return table.assign(**{name: table[name].map(distinct).astype(object)})
