"""The pairs of a meeting and how near their positions are, for every way of measuring it.

A reader can choose what is shown, the normalisation, and whether repeated statements count once.
There is no Python in an exported file, so every mark has its value for each choice, and the
figure's ``layout.meta["variants"]`` says which column belongs to which choice.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor
from typing import Any, Literal

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.figures.pairs import alone, labelled, one_meeting, pair_ids
from floorbook.measures import network as measured
from floorbook.measures.network import DUPLICATES, NORMALISATIONS, Duplicates, Normalisation
from floorbook.measures.pairs import PAIR
from floorbook.wording.facts import Finding
from floorbook.wording.network import HEADERS, SHOWN, note
from floorbook.wording.numbers import number
from floorbook.wording.pairing import paired
from floorbook.wording.phrases import UNSURE, count

Shown = Literal["congruence", "opposition", "strength"]

VALUES = tuple(HEADERS)
CHOICES = (
    ("Show", tuple(SHOWN)),
    ("Normalised by", NORMALISATIONS),
    ("Repeated statements count", DUPLICATES),
)
TABLE = ("who", "other", "counts", "on", "unsure")
ISSUES = {"on": "issues", "unsure": "unsure_issues"}
"""What a mark says about issues, and the column that has it."""

MOST = 100
"""Most lines that are drawn at first, before the reader moves the threshold: more are a tangle."""


@dataclass(frozen=True)
class Edges:
    """The pairs of one meeting that share an issue, each with its value under every choice."""

    meeting: str
    only: Dataset
    people: tuple[str, ...]
    pairs: int
    rows: tuple[Mapping[Hashable, Any], ...]
    sentences: Mapping[tuple[str, str, str], str]
    left_out: Finding

    @classmethod
    def of(cls, dataset: Dataset, meeting: str | None) -> Edges:
        """Measure the pairs of a meeting (by default the first) in every way."""
        held = one_meeting(dataset, meeting)
        only, left_out = alone(dataset, held)
        told = []
        for normalisation, repeated in product(NORMALISATIONS, DUPLICATES):
            table = measured(only, normalisation=normalisation, duplicates=repeated)
            table = table.set_index(PAIR)
            values = table[list(VALUES)].astype(float).round(3)
            told.append(values.add_suffix(f", {normalisation}, {repeated}"))
        table = measured(only).set_index(PAIR)
        shared = table[["shared", "issues", "unsure_issues", "points"]]
        shared = shared.rename(columns={"shared": "n_shared"})
        rows = pd.concat([shared, *told], axis="columns").reset_index().to_dict("records")
        couples = paired(only)
        people = tuple(dict.fromkeys([*couples["a"], *couples["b"]]))
        keys = zip(*(couples[name] for name in PAIR), strict=True)
        said = dict(zip(keys, couples["sentence"], strict=True))
        return cls(held, only, people, len(couples), tuple(rows), said, left_out)

    @property
    def columns(self) -> list[str]:
        """The names of the values that each pair has."""
        return [", ".join(parts) for parts in product(VALUES, NORMALISATIONS, DUPLICATES)]

    def marks(self, dataset: Dataset) -> list[dict[str, Any]]:
        """Give the values that the mark of each pair has."""
        who, what = dataset.labels["participant"], dataset.labels["issue"]
        found = []
        for row in self.rows:
            shared = count(int(row["n_shared"]), "issue")
            said = self.sentences[row["meeting"], row["a"], row["b"]]
            ids = pair_ids(row, who, shared, said)
            ids |= {name: labelled(what, row[ids_of]) for name, ids_of in ISSUES.items()}
            ids["star"] = UNSURE if row["unsure_issues"] else ""
            values = {column: number(row[column]) for column in self.columns}
            found.append(ids | values | {"shared": int(row["n_shared"]), "guide": None})
        return found

    def variants(self) -> list[dict[str, Any]]:
        """Say for each choice which column it reads, its threshold and its formula."""
        found = []
        for shown, normalisation, repeated in product(*(options for _, options in CHOICES)):
            way = f", {normalisation}, {repeated}"
            values = [row[shown + way] for row in self.rows]
            found.append(
                {
                    "threshold": threshold(SHOWN[shown], shown + way, values),
                    "table": [*TABLE, *(value + way for value in VALUES)],
                    "note": note(shown, normalisation, repeated),
                }
            )
        return found

    def chosen(
        self, shown: Shown, normalisation: Normalisation, duplicates: Duplicates
    ) -> dict[str, Any]:
        """Give the choices, and which is chosen at first; ValueError if that is none of them."""
        number = 0
        asked = (shown, normalisation, duplicates)
        for (label, options), option in zip(CHOICES, asked, strict=True):
            if option not in options:
                raise ValueError(f"{label}: {option!r}; it must be one of {', '.join(options)}")
            number = number * len(options) + options.index(option)
        variants = self.variants()
        return {
            "choices": [
                {"label": label, "options": [SHOWN.get(one, one) for one in options]}
                for label, options in CHOICES
            ],
            "variants": variants,
            "variant": number,
            "table": variants[number]["table"],
        }


def threshold(shown: str, column: str, values: Sequence[float]) -> dict[str, Any]:
    """Give start, end, step and first value of a slider; the first value shows few enough lines.

    `steps` are the values that it comes to, as texts.

    Examples
    --------
    >>> threshold("opposition", "c", [0.2, 1.0])["max"], threshold("opposition", "c", [])["value"]
    (1.0, 0.0)
    """
    top = max(values, default=0.0)
    step = round(top / 20, 3) or 0.05
    value = 0
    while sum(v >= value * step for v in values if v > 0) > MOST and value * step < top:
        value += 1
    return {
        "column": column,
        "label": f"{shown.capitalize()} of at least",
        "min": 0,
        "max": round(floor(round(top / step, 6)) * step, 3),
        "step": step,
        "steps": [number(at * step, 3) for at in range(floor(round(top / step, 6)) + 1)],
        "value": round(value * step, 3),
    }
