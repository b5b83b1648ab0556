"""For the cable: a cell, a claim or a pair as one hedged sentence, with n, places and citation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.measures.agreement import agreement
from floorbook.measures.cells import CELL, cells
from floorbook.measures.claims import ALL, ANY, claim_check, claim_range
from floorbook.measures.codings import chained, filled, speakers
from floorbook.measures.pairs import PAIR
from floorbook.scale import NOT_RECORDED
from floorbook.wording.phrases import count, listed

GAP = ("Nothing is recorded of ", " on ", ", which is no position; 0 points")
"""What is said of an empty cell, before and after its participant and its issue."""


def cell_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every cell into one sentence, the empty ones too.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (meeting, participant, issue), for everyone recorded as speaking and every issue:
        `sentence`, `n` (points, 0 or more) and `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import cell_sentences
    >>> bool(cell_sentences(floorbook.load())["sentence"].str.contains("recorded").all())
    True
    """
    table = speakers(dataset)[["meeting", "participant"]].merge(
        dataset.codebook[["issue", "label", "claim"]], how="cross"
    )
    table = table.merge(cells(dataset)[[*CELL, "word", "points"]], on=CELL, how="left")
    table = filled(table, tuples=["points"])
    table["word"] = table["word"].astype(object).fillna(NOT_RECORDED)
    names, reference = dataset.labels["participant"], Reference(dataset)
    before, between, after = GAP
    table["sentence"] = [
        f"{before}{names[who]}{between}{label}{after}; {reference.cite(m)}."
        if word == NOT_RECORDED
        else f"{names[who]} is recorded as “{word}” on {label} (“{claim}”); {reference(m, ids)}."
        for m, who, label, claim, word, ids in zip(
            *(table[c] for c in ("meeting", "participant", "label", "claim", "word", "points")),
            strict=True,
        )
    ]
    table["n"] = table["points"].map(len).astype("Int64")
    return table[[*CELL, "sentence", "n", "points"]]


def claim_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put every part of every claim into one sentence, with its range and what it depends on.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (claim, part), then the parts "any" and "all": `meeting`, `sentence`, `n` (points)
        and `points` (those behind everyone who backs the part in any of the counts).

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import claim_sentences
    >>> bool(claim_sentences(floorbook.load())["sentence"].str.startswith("Of ").all())
    True
    """
    table = claim_range(dataset)
    table["points"] = _backing_points(dataset, table)
    names, reference = dataset.labels["participant"], Reference(dataset)
    claims = dataset.claims.set_index("id")
    parts = dataset.claim_parts
    labels = dict(zip(zip(parts["claim"], parts["part"], strict=True), parts["label"], strict=True))
    sentences = []
    for row in table.to_dict("records"):
        claim = claims.loc[row["claim"]]
        gist = claim["gist"].rstrip(".")
        what = {
            ANY: f"any part of the claim “{gist}”",
            ALL: f"every part of the claim “{gist}”",
        }.get(row["part"], "")
        what = what or f"“{labels[row['claim'], row['part']]}” of the claim “{gist}”"
        who = listed([names[one] for one in row["always"]])
        some = listed([names[one] for one in row["deciding"]])
        backers = f" ({'; '.join(filter(None, [who, some and f'in some counts {some}']))})"
        sentences.append(
            f"Of {row['of']} participants in its scope "
            f"({claim['scope_kinds']}; {claim['scope_turns']}) recorded as speaking, "
            f"{_between(row['least'], row['most'])} recorded as backing {what}"
            f"{backers if who or some else ''}{_depending(row['by_reading'], row['by_unsure'])}; "
            f"{reference(row['meeting'], row['points'])}."
        )
    table["sentence"] = pd.Series(sentences, index=table.index, dtype=object)
    table["n"] = table["points"].map(len).astype("Int64")
    return table[["claim", "part", "meeting", "sentence", "n", "points"]]


def pair_sentences(dataset: Dataset) -> pd.DataFrame:
    """Put the agreement of every pair into one sentence.

    Parameters
    ----------
    dataset
        A loaded data package.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b), as in `agreement`: `sentence`, `n` (points, 0 or more) and
        `points`.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import pair_sentences
    >>> bool(pair_sentences(floorbook.load())["sentence"].str.contains("recorded").all())
    True
    """
    table = agreement(dataset)
    names, reference = dataset.labels["participant"], Reference(dataset)
    labels = dataset.labels["issue"]
    sentences = []
    for row in table.to_dict("records"):
        a, b = names[row["a"]], names[row["b"]]
        same = listed([labels[issue] for issue in row["same_issues"]])
        other = listed([labels[issue] for issue in row["different_issues"]])
        said = f"No compared issue is recorded on which both {a} and {b} lean"
        if row["shared"]:
            issues = count(row["shared"], "compared issue")
            said = (
                f"{a} and {b} are recorded as leaning the same way on {row['same']} of "
                f"{issues} on which both lean"
                f"{f' ({same})' if same else ''}{f', differently on {other}' if other else ''}"
                f"{', too few for an agreement' if row['blank'] else ''}"
            )
        sentences.append(f"{said}; {reference(row['meeting'], row['points'])}.")
    table["sentence"] = pd.Series(sentences, index=table.index, dtype=object)
    return table[[*PAIR, "sentence", "n", "points"]]


class Citation:
    """What records a meeting: ``"“Note …” (summary note, issuer …)"``.

    Parameters
    ----------
    dataset
        A loaded data package.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.wording import Citation
    >>> Citation(floorbook.load())("iom2016").split(", ")[-1]
    'issuer not named in the note)'
    """

    def __init__(self, dataset: Dataset) -> None:
        self.sources = {
            meeting: "; ".join(
                f"“{title}” ({kind}, issuer {issuer})"
                for title, kind, issuer in zip(
                    rows["title"], rows["kind"], rows["issuer"], strict=True
                )
            )
            for meeting, rows in dataset.sources.groupby("meeting", sort=False)
        }

    def __call__(self, meeting: str) -> str:
        """Cite the sources of a meeting."""
        return self.sources.get(meeting, "no source named")


class Reference:
    """What stands behind a sentence: how many points, where, in which source."""

    def __init__(self, dataset: Dataset) -> None:
        self.places = dataset.places
        self.cite = Citation(dataset)

    def __call__(self, meeting: str, points: Sequence[str]) -> str:
        """Say it for these points: "2 points, Mexico 2 and 3; “Note …” (summary note, …)"."""
        where = _grouped([self.places[point] for point in points])
        told = count(len(points), "point")
        return "; ".join([f"{told}, {where}" if where else told, self.cite(meeting)])


def _backing_points(dataset: Dataset, table: pd.DataFrame) -> pd.Series:
    """Return for each row of a claim range the points of those who back it in any count."""
    checks = pd.concat([claim_check(dataset, unsure=unsure) for unsure in (True, False)])
    checks = checks[checks["backs"]]
    points = checks.groupby(["claim", "part", "participant"])["points"].agg(chained).to_dict()
    parts = dataset.claim_parts.groupby("claim")["part"].agg(list).to_dict()
    found = []
    for claim, part, always, deciding in zip(
        table["claim"], table["part"], table["always"], table["deciding"], strict=True
    ):
        within = parts[claim] if part in (ANY, ALL) else [part]
        ids = chained(
            points.get((claim, one, who), ()) for who in (*always, *deciding) for one in within
        )
        found.append(dataset.in_order(ids))
    return pd.Series(found, index=table.index, dtype=object)


def _between(least: int, most: int) -> str:
    if least != most:
        return f"{least} to {most} are"
    return f"{most} is" if most == 1 else f"{most} are"


def _depending(by_reading: bool, by_unsure: bool) -> str:
    grounds = ["how widely it is read"] * by_reading + ["codings marked unsure"] * by_unsure
    return f", depending on {' and on '.join(grounds)}" if grounds else ""


def _grouped(places: Iterable[str]) -> str:
    """Join places of one section: "Mexico 2 and 3, Reply to Mexico 1"."""
    numbers: dict[str, list[str]] = {}
    for place in places:
        section, _, number = place.rpartition(" ")
        numbers.setdefault(section, []).append(number)
    return ", ".join(f"{section} {listed(found)}" for section, found in numbers.items())
