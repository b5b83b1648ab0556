"""Tests of what the modules reckon in the browser, against Python on the same cases."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import floorbook
from floorbook import Dataset, measures
from floorbook.measures.sidebyside import STATES
from floorbook.wording import sidebyside as worded
from floorbook_widgets import Matrix, Selection, facets, matrix

SEED = 20161014
TRAITS = ("meetings", "participants", "dimensions", "issues")
VIEW = "m.lenses(given.facets, (trait) => given[trait])"


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return floorbook.load()


def some(selection: Selection, rounds: int) -> Iterator[dict[str, Any]]:
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
    for picked in [every, *({**every, trait: []} for trait in TRAITS), *parts]:
        for trait, ids in picked.items():
            setattr(selection, trait, ids)
        yield {"facets": selection.facets, "records": selection.records, **picked}


def rows(points: pd.DataFrame) -> set[tuple[str, str, str, str]]:
    columns = ["point", "issue", "position", "voice"]
    return set(points[columns].itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ["two", "shipped"])
def test_the_points_in_view_are_those_that_python_gives(modules, request, name) -> None:
    selection = Selection(request.getfixturevalue(name))
    sizes = set()
    for given in some(selection, 40):
        found = modules.run(
            "selection.js", f"(m, given) => m.pointsInView({VIEW}, given.records)", given
        )
        codings = {
            (record["id"], coding["issue"], coding["position"], coding["voice"])
            for record in found
            for coding in record["codings"] or [{"issue": "", "position": "", "voice": ""}]
        }
        assert codings == rows(selection.points())
        sizes.add(len(codings))
    assert 0 in sizes and len(sizes) > 10


def test_the_sentence_on_what_is_in_view_counts_as_python_does(modules, two) -> None:
    selection = Selection(two, participants=["atlantis", "cascadia"], dimensions=["warmth", "void"])
    given = {name: getattr(selection, name) for name in ("facets", "records", "phrases", *TRAITS)}
    said = modules.run("selection.js", "(m, g) => m.summary({ get: (name) => g[name] })", given)
    assert said == selection.summary()
    assert said == "In view: 2 of 2 meetings, 2 of 6 participants, 2 of 5 issues; 2 of 14 points"
    assert selection.points()["point"].nunique() == 2
    assert len(two.points) == 14


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ({}, True),
        ({"participant": "atlantis"}, True),
        ({"participant": "borduria"}, False),
        ({"participant": "atlantis", "issue": "hot-tea"}, True),
        ({"participant": "atlantis", "issue": "one-pot"}, False),  # its dimension is not picked
        ({"issue": ""}, False),  # nothing coded, while not every issue is picked
        ({"meeting": ""}, True),  # every meeting is
        ({"issue": ["one-pot", "hot-tea"]}, True),
        ({"issue": ["one-pot", "open-kettle"]}, False),
        ({"issue": [""]}, False),  # as without a list
        ({"meeting": [""]}, True),
        ({"issue": []}, False),
        ({"meeting": []}, True),
        ({"participant": "atlantis", "participant_b": "borduria"}, False),
        ({"participant": "atlantis", "participant_b": "cascadia"}, True),
        ({"participant": None, "colour": "red"}, True),
    ],
)
def test_a_mark_is_in_view_when_all_that_it_is_about_is_picked(
    modules, two, mark, expected
) -> None:
    selection = Selection(two, participants=["atlantis", "cascadia"], dimensions=["warmth"])
    given = {"facets": selection.facets, "mark": mark}
    given |= {trait: getattr(selection, trait) for trait in TRAITS}
    assert (
        modules.run("selection.js", f"(m, given) => m.inView({VIEW}, given.mark)", given)
        is expected
    )


def test_what_is_picked_stays_in_the_order_of_the_data(modules, two) -> None:
    participants = Selection(two).facets[1]
    given = [participants, ["cascadia", "atlantis"], ["borduria", "atlantis"]]
    order = [option["id"] for option in participants["options"]]
    added = modules.run("picker.js", "(m, given) => m.withPicked(...given, true)", given)
    assert added == [id for id in order if id in {"atlantis", "borduria", "cascadia"}]
    taken = modules.run("picker.js", "(m, given) => m.withPicked(...given, false)", given)
    assert taken == ["cascadia"]


def test_options_stand_under_their_group_or_their_parent_and_each_once(modules, two) -> None:
    facets = {facet["trait"]: facet for facet in Selection(two).facets}
    group = (
        "(m, given) => m.groups(...given)"
        ".map(({ heading, options }) => [heading, options.map(({ id }) => id)])"
    )
    people = modules.run("picker.js", group, [facets["participants"]])
    assert ["State · African", ["atlantis"]] in people
    assert ["Agency", ["kettle-fund"]] in people
    issues = dict(modules.run("picker.js", group, [facets["issues"], facets["dimensions"]]))
    assert issues["Warmth"] == ["hot-tea", "clean-pots"]
    assert sum(map(len, issues.values())) == len(two.codebook)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {"atlantis", "borduria", "cascadia", "cup-guild", "kettle-fund", "tea-bureau-chair"}),
        ("BORD", {"borduria"}),
        ("cups guild", {"cup-guild"}),
        ("state", {"atlantis", "borduria", "cascadia"}),
        ("state africa", {"atlantis"}),
        ("africa x", set()),
        (".*", set()),
    ],
)
def test_a_search_asks_for_every_word_in_name_id_or_group(modules, two, typed, found) -> None:
    options = Selection(two).facets[1]["options"]
    given = [options, typed]
    match = (
        "(m, [options, typed]) => options.filter((o) => m.matches(o, typed)).map(({ id }) => id)"
    )
    assert set(modules.run("picker.js", match, given)) == found


@pytest.mark.parametrize("size", [2, 3, 4])
def test_side_by_side_says_what_python_says(modules, shipped, size) -> None:
    names = dict(zip(shipped.participants["id"], shipped.participants["name"], strict=True))
    leans = {word["id"]: word["lean"] for word in facets.positions(shipped)}
    chance = random.Random(SEED + size)
    every = list(itertools.combinations(names, size))
    for chosen in chance.sample(every, 30):
        table = measures.side_by_side(shipped, chosen)
        cells = [
            [
                None if word == "not recorded" else {"word": word, "lean": leans[word]}
                for word in words
            ]
            for words in table["words"]
        ]
        called = [names[one] for one in chosen]
        given = {"rows": cells, "names": called, "phrases": worded.phrases(shipped)}
        said = modules.run(
            "sidebyside.js",
            "(m, given) => given.rows.map((row) => "
            "m.stateOf(row.map((c) => c ?? undefined), given.names, given.phrases))",
            given,
        )
        texts = [worded.together(shipped, row, called) for row in table.to_dict("records")]
        wanted = table.assign(text=texts)[["state", "text", "beside"]].to_dict("records")
        assert said == wanted


def test_side_by_side_has_one_rule_for_all_words(modules, shipped) -> None:
    """Words that the real meeting has beside each other nowhere; the rule in other words."""
    lean = {"support": "+", "qualified": "+", "oppose": "-"}
    words = ["support", "qualified", "oppose", "raise", "mixed", None]
    every = list(itertools.product(words, repeat=3))
    cells = [[word and {"word": word, "lean": lean.get(word, "")} for word in row] for row in every]
    said = modules.run(
        "sidebyside.js",
        "(m, given) => given.rows.map((row) => "
        'm.stateOf(row.map((c) => c ?? undefined), ["A", "B", "C"], given.phrases))',
        {"rows": cells, "phrases": worded.phrases(shipped)},
    )
    for row, found in zip(every, said, strict=True):
        leans = [lean[word] for word in row if word in lean]
        recorded = sum(word is not None for word in row)
        if len(set(leans)) == 2:
            state = STATES[0]
        elif len(leans) >= 2:
            state = STATES[1]
        else:
            state = STATES[(4, 3, 2, 2)[recorded]]
        assert found["state"] == state, row
        assert found["beside"] == (state == STATES[1] and {"support", "qualified"} <= set(row)), row


@pytest.mark.parametrize(
    ("picked", "compared"),
    [(0, "chosen"), (1, "chosen"), (2, "picked"), (4, "picked"), (5, "chosen")],
)
def test_two_to_four_that_are_picked_are_compared(modules, picked, compared) -> None:
    given = {"picked": [f"p{i}" for i in range(picked)], "chosen": ["a", "b"]}
    found = modules.run(
        "sidebyside.js", "(m, given) => m.compared(given.picked, given.chosen)", given
    )
    assert found == given[compared]


def test_counts_by_word_are_those_of_the_cells(modules, shipped) -> None:
    given = {"cells": facets.cells(shipped), "words": facets.positions(shipped)}
    found = modules.run("cells.js", "(m, given) => m.tally(given.cells, given.words)", given)
    assert {word["id"]: word["n"] for word in found} == Counter(measures.cells(shipped)["word"])
    order = [word["id"] for word in given["words"]]
    assert [word["id"] for word in found] == [
        word for word in order if word in {w["id"] for w in found}
    ]


@pytest.mark.parametrize("by", ["order", "label", "group", "breadth", "hot-tea", "one-pot"])
def test_rows_are_ordered_as_asked_and_ties_by_speaking(modules, two, by) -> None:
    given = {"rows": matrix.rows(two)[::-1]}
    given |= {"cells": facets.cells(two), "words": facets.positions(two)}
    found = modules.run(
        "cells.js",
        "(m, g) => m.sorted(g.rows, g.cells, g.by, g.words).map(({ id }) => id)",
        given | {"by": by},
    )
    table = measures.cells(two)
    rank = {word["id"]: place for place, word in enumerate(given["words"])}

    def key(row: dict[str, Any]) -> Any:
        mine = table[
            (table["meeting"] == row["meeting"]) & (table["participant"] == row["participant"])
        ]
        word = mine.loc[mine["issue"] == by, "word"]
        keys = {"order": 0, "label": row["label"], "group": row["group"], "breadth": -len(mine)}
        return keys.get(by, rank[word.item()] if len(word) else len(rank))

    assert found == [
        row["id"] for row in sorted(given["rows"], key=lambda row: (key(row), row["order"]))
    ]


def test_an_address_brings_back_what_was_picked(modules, two) -> None:
    selection = Selection(two)
    facets, points = selection.facets, [record["id"] for record in selection.records]
    made = {trait: getattr(selection, trait) for trait in TRAITS}
    changed = set()
    for given in some(selection, 30):
        focus = {"points": points[2:4], "label": "Zoë, A&B · 1/2 #=%", "at": "matrix m/p"}
        picked = {trait: given[trait] for trait in TRAITS} | {"focus": focus}
        text, back = modules.run(
            "address.js",
            "(m, g) => { const text = m.fragment(g.facets, g.picked, g.made, 'b.'); "
            "return [text, m.parsed(text, g.facets, new Set(g.points), 'b.')]; }",
            {"facets": facets, "picked": picked, "made": made, "points": points},
        )
        changed.add(text)
        assert {**made, **back} == picked
        assert text.isascii() and " " not in text
    assert len(changed) > 20


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("", None),
        ("the-evidence", None),
        ("participants", None),  # a heading of that name
        ("participants=nobody", None),
        ("participants=nobody,atlantis", {"participants": ["atlantis"]}),
        ("participants=", {"participants": []}),
        ("participants=cascadia,atlantis", {"participants": ["atlantis", "cascadia"]}),
        ("colours=red&issues=hot-tea", {"issues": ["hot-tea"]}),
        ("issues=%E0%A4%A", None),  # no valid encoding
        ("__proto__=atlantis&constructor=x", None),
        ("focus=matrix,Label,no-such-point", None),
        (
            "focus=matrix,Label,no-such-point,tea2031-atlantis-2",
            {"focus": {"at": "matrix", "label": "Label", "points": ["tea2031-atlantis-2"]}},
        ),
        (
            "focus=chart,Not%20recorded",
            {"focus": {"at": "chart", "label": "Not recorded", "points": []}},
        ),
    ],
)
def test_what_an_address_asks_for_in_vain_is_left_out(modules, two, text, picked) -> None:
    selection = Selection(two)
    given = [text, selection.facets, [record["id"] for record in selection.records]]
    found = modules.run("address.js", "(m, [t, f, p]) => m.parsed(t, f, new Set(p))", given)
    assert found == picked


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("tea", "tea"),
        ("a,b", '"a,b"'),
        ('say "tea"', '"say ""tea"""'),
        ("two\nlines", '"two\nlines"'),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5 of us", "'-5 of us"),
        (-5, "-5"),
        (0.25, "0.25"),
        (None, ""),
    ],
)
def test_a_field_of_a_saved_table_is_no_formula(modules, value, field) -> None:
    assert modules.run("csv.js", "(m, value) => m.field(value)", value) == field


def test_a_static_model_tells_of_changes_and_of_nothing_else(modules) -> None:
    told = modules.run(
        "host.js",
        """(m) => {
          const model = new m.StaticModel({ a: [1], b: 2 });
          const told = [];
          const fn = () => told.push(model.get("a").join());
          model.on("change:a", fn);
          model.set("a", [1]);
          model.set("b", 3);
          model.set("a", [1, 2]);
          model.off("change:a", fn);
          model.set("a", []);
          return told;
        }""",
    )
    assert told == ["1,2"]


def test_the_state_of_a_widget_is_json(two) -> None:
    assert json.loads(json.dumps(Matrix(Selection(two)).selection.cells))
