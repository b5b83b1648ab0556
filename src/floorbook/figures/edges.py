"""The pairs of a meeting with congruence and conflict, under every choice of how to measure them.

Every mark carries its value under each choice (what is shown, the normalisation, whether repeated
statements count once), and a figure's ``layout.meta["variants"]`` says which column each choice
reads: so a reader can choose where there is no Python.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor
from typing import Any, Literal

import pandas as pd

from floorbook.dataset import Dataset
from floorbook.figures.pairs import alone, one_meeting, pair_ids, sentences
from floorbook.measures import agreement
from floorbook.measures import network as measured
from floorbook.measures.network import DUPLICATES, NORMALISATIONS, Duplicates, Normalisation
from floorbook.measures.pairs import PAIR
from floorbook.wording.phrases import count, meetings

Shown = Literal["congruence", "conflict"]

SHOWN = ("congruence", "conflict")
VALUES = (*SHOWN, "subtract")
REPEATED = DUPLICATES[::-1]
"""Once first: a note-taker's two lines on one statement make no stronger tie."""

CHOICES = (
    ("Show", SHOWN),
    ("Normalised by", NORMALISATIONS),
    ("Repeated statements count", REPEATED),
)
FORMULAS = {
    "congruence": "Congruence = Σ x_ijk x_i′jk′ (1 − d(k,k′))",
    "conflict": "Conflict = Σ x_ijk x_i′jk′ d(k,k′)",
    "none": "",
    "average activity": ", over (Σ x_ijk + Σ x_i′jk) / 2",
    "jaccard": ", over M10 + M01 + M11",
    "cosine": ", over √(Σ x_ijk² Σ x_i′jk²)",
    "once": "; a position repeated on an issue counts once",
    "all": "; every recorded statement counts",
}
MOST = 100
"""Lines that are drawn before the reader moves the threshold: more are a tangle."""


@dataclass(frozen=True)
class Edges:
    """The pairs of one meeting that share an issue, each with its value under every choice."""

    meeting: str
    label: str
    people: tuple[str, ...]
    pairs: int
    rows: tuple[Mapping[Hashable, Any], ...]
    sentences: Mapping[tuple[str, str, str], str]
    left_out: str

    @classmethod
    def of(cls, dataset: Dataset, meeting: str | None) -> Edges:
        """Measure the pairs of a meeting, by default the first, in every way there is."""
        held = one_meeting(dataset, meeting)
        only, left_out = alone(dataset, held)
        told = []
        for normalisation, repeated in product(NORMALISATIONS, REPEATED):
            table = measured(only, normalisation=normalisation, duplicates=repeated)
            table = table.set_index(PAIR)
            values = table[list(VALUES)].astype(float).round(3)
            told.append(values.add_suffix(f", {normalisation}, {repeated}"))
        shared = table[["shared", "issues", "points"]].rename(columns={"shared": "n_shared"})
        rows = pd.concat([shared, *told], axis="columns").reset_index().to_dict("records")
        couples = agreement(only)
        people = tuple(dict.fromkeys([*couples["a"], *couples["b"]]))
        label = meetings(dataset, None)[held]
        return cls(held, label, people, len(couples), tuple(rows), sentences(only), left_out)

    @property
    def columns(self) -> list[str]:
        """The names of the values that each pair carries."""
        return [", ".join(parts) for parts in product(VALUES, NORMALISATIONS, REPEATED)]

    def marks(self, dataset: Dataset) -> list[dict[str, Any]]:
        """Give what the mark of each pair carries."""
        who, what = dataset.labels["participant"], dataset.labels["issue"]
        found = []
        for row in self.rows:
            shared = count(int(row["n_shared"]), "issue")
            ids = pair_ids(row, who, shared, [what[one] for one in row["issues"]], self.sentences)
            values = {column: row[column] for column in self.columns}
            found.append(ids | values | {"shared": int(row["n_shared"]), "guide": None})
        return found

    def variants(self) -> list[dict[str, Any]]:
        """Say of each choice which column it reads, from which threshold on, and its formula."""
        found = []
        for shown, normalisation, repeated in product(*(options for _, options in CHOICES)):
            way = f", {normalisation}, {repeated}"
            values = [row[shown + way] for row in self.rows]
            found.append(
                {
                    "threshold": threshold(shown, shown + way, values),
                    "table": [*("who", "other", "counts", "on"), *(v + way for v in VALUES)],
                    "note": f"{FORMULAS[shown]}{FORMULAS[normalisation]}{FORMULAS[repeated]}.",
                }
            )
        return found

    def chosen(
        self, shown: Shown, normalisation: Normalisation, duplicates: Duplicates
    ) -> dict[str, Any]:
        """Give what can be chosen, and what is at first; ValueError for what cannot."""
        number = 0
        asked = (shown, normalisation, duplicates)
        for (label, options), option in zip(CHOICES, asked, strict=True):
            if option not in options:
                raise ValueError(f"{label}: {option!r}; it must be one of {', '.join(options)}")
            number = number * len(options) + options.index(option)
        variants = self.variants()
        return {
            "choices": [{"label": label, "options": list(options)} for label, options in CHOICES],
            "variants": variants,
            "variant": number,
            "table": variants[number]["table"],
        }


def threshold(shown: str, column: str, values: Sequence[float]) -> dict[str, Any]:
    """Say where a slider starts, ends and how it steps, so that at first few enough are shown.

    Examples
    --------
    >>> threshold("conflict", "c", [0.2, 1.0])["max"], threshold("conflict", "c", [])["value"]
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
        "value": round(value * step, 3),
    }
