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
from floorbook.measures.codings import codings, once, speakers
from floorbook.measures.pairs import PAIR, compared, pairs
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
    edges: list[dict[str, object]] = []
    for meeting, couples in pairs(dataset, kinds).groupby("meeting", sort=False):
        told = rows[rows["meeting"] == meeting]
        people = list(dict.fromkeys([*couples["a"], *couples["b"]]))
        issues = [issue for issue in dataset.codebook["issue"] if issue in set(told["issue"])]
        most = 1 if duplicates == "once" else np.inf
        x = np.minimum(_statements(told, people, issues, scale), most)
        sure = np.minimum(_statements(told[~told["unsure"]], people, issues, scale), most)
        doubtful = (x != sure).any(axis=2)
        distance = _distances(scale)
        opposite = _opposite(scale)
        near, far = _joint(x, 1 - distance), _joint(x, distance)
        against, beside = _joint(x, distance * opposite), _joint(x, distance * ~opposite)
        divisor = _divisor(x, normalisation)
        has = x.sum(axis=2) > 0
        points = told.groupby(["participant", "issue"])["point"].agg(tuple).to_dict()
        for a, b in zip(couples["a"], couples["b"], strict=True):
            i, k = people.index(a), people.index(b)
            shared = has[i] & has[k]
            if not shared.any():
                continue
            both, unsure_on = (
                tuple(issues[j] for j in np.flatnonzero(those))
                for those in (shared, shared & (doubtful[i] | doubtful[k]))
            )
            ids = {point for who in (a, b) for issue in both for point in points[who, issue]}
            edges.append(
                {
                    "meeting": meeting,
                    "a": a,
                    "b": b,
                    "congruence": near[i, k] / divisor[i, k],
                    "conflict": far[i, k] / divisor[i, k],
                    "opposition": against[i, k] / divisor[i, k],
                    "strength": beside[i, k] / divisor[i, k],
                    "subtract": (near[i, k] - far[i, k]) / divisor[i, k],
                    "divisor": divisor[i, k],
                    "shared": len(both),
                    "issues": both,
                    "unsure_issues": unsure_on,
                    "n": len(ids),
                    "points": dataset.in_order(ids),
                }
            )
    doubles = [name for name, kind in EDGE_FIELDS.items() if kind == "double"]
    numbers = dict.fromkeys(doubles, "Float64")
    columns = [*PAIR, *numbers, "shared", "issues", "unsure_issues", "n", "points"]
    table = pd.DataFrame(edges, columns=columns)
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
