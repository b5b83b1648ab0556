"""Congruence and conflict of pairs, as in discourse network analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal
from xml.etree import ElementTree

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from floorbook.dataset import Dataset
from floorbook.measures.codings import codings, once, speakers, tuples
from floorbook.measures.pairs import PAIR, compared, pairs
from floorbook.measures.ragged import Codes, Points, codes, parted
from floorbook.scale import Scale

Normalisation = Literal["none", "average activity", "jaccard", "cosine"]
Duplicates = Literal["all", "once"]

NORMALISATIONS: tuple[Normalisation, ...] = ("none", "average activity", "jaccard", "cosine")
DUPLICATES: tuple[Duplicates, ...] = ("once", "all")

EDGE_FIELDS = {
    "congruence": "double",
    "conflict": "double",
    "opposition": "double",
    "strength": "double",
    "subtract": "double",
    "divisor": "double",
    "shared": "int",
    "issues": "string",
    "points": "string",
}

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold."""

Array = NDArray[np.float64]


@once
def network(
    dataset: Dataset,
    *,
    normalisation: Normalisation = "none",
    duplicates: Duplicates = "once",
    kinds: Sequence[str] | None = None,
    every_dimension: bool = False,
    unsure: bool = True,
) -> pd.DataFrame:
    r"""Give the congruence and the conflict of each pair that has an issue in common.

    With x_ijk the own-voice codings of participant i on issue j at position k of the scale, and d
    the distance of two positions' values over the scale's full range,

    congruence = Σ_j Σ_k Σ_k' x_ijk x_i'jk' (1 - d(k, k')), and
    conflict = Σ_j Σ_k Σ_k' x_ijk x_i'jk' d(k, k').

    Conflict is the sum of two parts that mean different things. Opposition is the part from
    positions on opposite sides (one above 0, one below). Strength is the rest, from positions that
    differ but are on the same side, or one of which is neutral. If two are in favour, one of them
    with a reservation, there is conflict but no opposition.

    Subtract is congruence minus conflict. It does not show which of the two is small, so it is only
    given in addition to them. Positions outside the scale do not count, in the divisors either. The
    divisors:

    - average activity: (Σ x_ijk + Σ x_i'jk) / 2, the statements of the two, halved;
    - jaccard: M10 + M01 + M11, with M10 = Σ x_ijk where x_i'jk = 0, M01 the reverse, and M11 =
      Σ x_ijk x_i'jk;
    - cosine: √(Σ x_ijk² · Σ x_i'jk²), the textbook's.

    The first two are those of the Discourse Network Analyzer (version 3, its exporter). Its cosine
    is not the textbook's: it divides by the product of the sums, Σ x_ijk · Σ x_i'jk. For average
    activity its help text names the number of different concepts, but its exporter counts
    statements; this function counts statements too if `duplicates` is "all".

    Parameters
    ----------
    dataset
        A loaded data package.
    normalisation
        ``"none"``, ``"average activity"``, ``"jaccard"`` or ``"cosine"``.
    duplicates
        ``"once"`` counts a participant's position on an issue once, so that two lines of a note on
        one statement do not make a stronger tie. ``"all"`` counts every coding.
    kinds
        Kinds of participant to pair; by default all but the secretariat.
    every_dimension
        Whether dimensions that the package does not compare count too.
    unsure
        Whether codings marked unsure count.

    Returns
    -------
    DataFrame
        A row is (meeting, a, b) with at least one issue on which both have a position on the scale:
        `congruence`, `conflict`, `opposition`, `strength` (0 or more), `subtract`, `divisor` (above
        0, 1 for "none"), `shared` (issues, 1 or more), `issues`, `unsure_issues` (those on which
        the sums rest on a coding marked unsure), `n` (points) and `points` on these issues.

    Raises
    ------
    ValueError
        If `normalisation` or `duplicates` is unknown.

    References
    ----------
    Leifeld, P. (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The
    Oxford Handbook of Political Networks, Oxford University Press.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import network
    >>> table = network(floorbook.load()).set_index(["a", "b"])
    >>> table.loc[("netherlands", "philippines"), ["congruence", "opposition", "strength"]].tolist()
    [2.75, 0.0, 0.25]
    """
    if normalisation not in NORMALISATIONS:
        raise ValueError(
            f"normalisation is {normalisation!r}; it must be one of {', '.join(NORMALISATIONS)}"
        )
    if duplicates not in DUPLICATES:
        raise ValueError(f"duplicates is {duplicates!r}; it must be one of {', '.join(DUPLICATES)}")
    scale = dataset.scale
    rows = compared(dataset, codings(dataset, unsure=unsure), every_dimension)
    rows = rows[rows["value"].notna()]
    edges: list[pd.DataFrame] = []
    for meeting, couples in pairs(dataset, kinds=kinds).groupby("meeting", sort=False):
        told = rows[rows["meeting"] == meeting]
        people = list(dict.fromkeys([*couples["a"], *couples["b"]]))
        taken = set(told["issue"])
        issues = [issue for issue in dataset.codebook["issue"] if issue in taken]
        most = 1 if duplicates == "once" else np.inf
        x = np.minimum(_statements(told, people, issues, scale), most)
        sure = np.minimum(_statements(told[~told["unsure"]], people, issues, scale), most)
        doubtful = (x != sure).any(axis=2)
        distance = _distances(scale)
        opposite = _opposite(scale)
        has = x.sum(axis=2) > 0
        i, k = codes(couples["a"], people), codes(couples["b"], people)
        linked = (has[i] & has[k]).any(axis=1)
        i, k = i[linked], k[linked]
        shared = has[i] & has[k]
        unsure_on = shared & (doubtful[i] | doubtful[k])
        divisor = _divisor(x, normalisation)[i, k]
        sums = {
            "congruence": _joint(x, 1 - distance)[i, k],
            "conflict": _joint(x, distance)[i, k],
            "opposition": _joint(x, distance * opposite)[i, k],
            "strength": _joint(x, distance * ~opposite)[i, k],
        }
        sums["subtract"] = sums["congruence"] - sums["conflict"]
        points = _points(dataset, told, people, issues, i, k, shared)
        edges.append(
            couples[linked].assign(
                **{name: numbers / divisor for name, numbers in sums.items()},
                divisor=divisor,
                shared=shared.sum(axis=1),
                issues=_named(issues, shared),
                unsure_issues=_named(issues, unsure_on),
                n=[len(one) for one in points],
                points=points,
            )
        )
    doubles = [name for name, kind in EDGE_FIELDS.items() if kind == "double"]
    numbers = dict.fromkeys(doubles, "Float64")
    columns = [*PAIR, *numbers, "shared", "issues", "unsure_issues", "n", "points"]
    none = pd.DataFrame(columns=columns, dtype=object)
    table = none
    if any(map(len, edges)):
        table = pd.concat(edges, ignore_index=True)[columns].astype(dict.fromkeys(PAIR, "str"))
    return table.astype(numbers | {"shared": "Int64", "n": "Int64"})


def graphml(dataset: Dataset, edges: pd.DataFrame, meeting: str | None = None) -> str:
    """Write the edges of one meeting as GraphML, for the tools of network analysis.

    Parameters
    ----------
    dataset
        The data package that the edges come from.
    edges
        What `network` gives, or a part of it.
    meeting
        The meeting; needed only where the package holds several.

    Returns
    -------
    str
        An XML document: a node for each participant recorded as speaking, with name and kind, and
        an undirected edge for each row, with its numbers, its issues and its points.

    Raises
    ------
    ValueError
        If there are several meetings and none is named, or the named one is not there.

    References
    ----------
    The GraphML file format, http://graphml.graphdrawing.org.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook.measures import graphml, network
    >>> data = floorbook.load()
    >>> text = graphml(data, network(data))
    >>> text.count("<node "), text.count("<edge ")
    (14, 20)
    """
    meetings = dataset.meetings["id"].tolist()
    if meeting not in meetings and (meeting is not None or len(meetings) != 1):
        raise ValueError(f"meeting is {meeting!r}; it must be one of {', '.join(meetings)}")
    meeting = meeting or str(meetings[0])
    edges = edges[edges["meeting"] == meeting]
    spoke = speakers(dataset)
    spoke = spoke[spoke["meeting"] == meeting]
    nodes = dataset.participants[dataset.participants["id"].isin(spoke["participant"])]
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    fields = {"node": {"name": "string", "kind": "string"}, "edge": EDGE_FIELDS}
    for element, names in fields.items():
        for name, kind in names.items():
            attributes = {"id": name, "for": element, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", id=meeting, edgedefault="undirected")
    for _, row in nodes.iterrows():
        node = ElementTree.SubElement(graph, "node", id=row["id"])
        _data(node, row, fields["node"])
    for _, row in edges.iterrows():
        edge = ElementTree.SubElement(graph, "edge", source=row["a"], target=row["b"])
        _data(edge, row, fields["edge"])
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _data(parent: ElementTree.Element, row: pd.Series, names: Iterable[str]) -> None:
    for name in names:
        value = row[name]
        text = " ".join(value) if isinstance(value, tuple) else str(value)
        text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
        ElementTree.SubElement(parent, "data", key=name).text = text


def _statements(rows: pd.DataFrame, people: list[str], issues: list[str], scale: Scale) -> Array:
    """Count x_ijk: codings of participant i on issue j at position k."""
    x = np.zeros((len(people), len(issues), len(scale.names)))
    i = rows["participant"].map({name: at for at, name in enumerate(people)})
    j = rows["issue"].map({name: at for at, name in enumerate(issues)})
    k = rows["position"].map({name: at for at, name in enumerate(scale.names)})
    known = i.notna()
    np.add.at(x, tuple(axis[known].astype(int).to_numpy() for axis in (i, j, k)), 1)
    return x


def _named(issues: list[str], those: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    """Name the issues of each pair."""
    pair, issue = np.nonzero(those)
    return parted([issues[one] for one in issue], pair, len(those))


def _points(
    dataset: Dataset,
    told: pd.DataFrame,
    people: list[str],
    issues: list[str],
    i: Codes,
    k: Codes,
    shared: NDArray[np.bool_],
) -> list[tuple[str, ...]]:
    """Give the points of each pair i, k on the issues that it shares."""
    said = tuples(told, ["participant", "issue"], "point")
    cell = np.zeros((len(people) + 1, len(issues)), dtype=np.int64)  # the last for all others
    cell[codes(said["participant"], people), codes(said["issue"], issues)] = np.arange(len(said))
    pair, issue = np.nonzero(shared)
    cells = np.concatenate([cell[i[pair], issue], cell[k[pair], issue]])
    return Points.of(dataset, said["point"]).parted(cells, np.concatenate([pair, pair]), len(i))


def _distances(scale: Scale) -> Array:
    """Give d(k, k'), 0 to 1; its values for positions without value are never used."""
    values = np.array([0.0 if value is None else value for value in scale.values])
    apart: Array = np.abs(values[:, None] - values[None, :]) / (scale.span or 1)
    return apart


def _opposite(scale: Scale) -> NDArray[np.bool_]:
    """Say for every two positions whether they are on opposite sides."""
    signs = np.array([{"+": 1, "-": -1}.get(scale.lean(name), 0) for name in scale.names])
    opposite: NDArray[np.bool_] = signs[:, None] * signs[None, :] < 0
    return opposite


def _joint(x: Array, weight: Array) -> Array:
    """Give Σ_j Σ_k Σ_k' x_ijk w(k, k') x_i'jk' for all i and i'."""
    flat = x.reshape(len(x), -1)
    weighted: Array = (x @ weight).reshape(len(x), -1) @ flat.T
    return weighted


def _divisor(x: Array, normalisation: Normalisation) -> Array:
    """Give each pair's divisor."""
    flat = x.reshape(len(x), -1)
    divisor: Array = np.ones((len(x), len(x)))
    if normalisation == "average activity":
        total = flat.sum(axis=1)
        divisor = (total[:, None] + total[None, :]) / 2
    elif normalisation == "jaccard":
        only = flat @ (flat == 0).T.astype(float)
        divisor = only + only.T + flat @ flat.T
    elif normalisation == "cosine":
        length = np.sqrt((flat**2).sum(axis=1))
        divisor = length[:, None] * length[None, :]
    return divisor
