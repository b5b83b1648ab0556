"""What of a data package can be picked, and what picking filters: records and cells."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from floorbook import measures, wording
from floorbook.dataset import Dataset
from floorbook.figures import palette
from floorbook.figures.labels import shortened
from floorbook.scale import MIXED, NOT_RECORDED
from floorbook.traits import traits
from floorbook.wording.controls import facet
from floorbook.wording.phrases import cell_words, gist_label, position


def facets(dataset: Dataset) -> list[dict[str, Any]]:
    """Say what can be picked: for each facet its trait, the key on marks, phrases, and options."""
    people = dataset.participants.sort_values("kind", key=lambda kinds: kinds.map(_first(kinds)))
    return [
        {
            "key": "meeting",
            **facet("meetings"),
            "options": _options(dataset.meetings["id"], dataset.meetings["title"]),
        },
        {
            "key": "participant",
            **facet("participants"),
            "options": [
                {"id": row.id, "label": row.name, "group": _group(row), "note": row.long_name}
                for row in people.itertuples(index=False, name="Person")
            ],
            "traits": [
                {"label": title, "groups": [{"label": one, "ids": ids} for one, ids in of.items()]}
                for title, of in traits(dataset).items()
            ],
        },
        {
            "key": "dimension",
            **facet("dimensions"),
            "options": _options(dataset.dimensions["dimension"], dataset.dimensions["label"]),
        },
        {
            "key": "issue",
            **facet("issues"),
            "parent": "dimensions",
            "options": [
                {"id": row.issue, "label": row.label, "parent": row.dimension, "note": row.claim}
                for row in dataset.codebook.itertuples(index=False, name="Issue")
            ],
        },
    ]


def records(dataset: Dataset) -> list[dict[str, Any]]:
    """Return every point as evidence for marks: place, gist, codings, and its turn in words.

    A long gist has a short form as well; the reasons for codings are given if the package releases
    them.
    """
    turns = turn_labels(dataset).to_dict()
    reasons = "note" in dataset.released("codings")
    found: dict[str, dict[str, Any]] = {}
    for row in dataset.recorded().to_dict("records"):
        record = found.setdefault(
            row["point"],
            {
                "id": row["point"],
                "meeting": row["meeting"],
                "participant": row["participant"],
                "turn": turns[row["intervention"]],
                "place": row["place"],
                "gist": row["gist"],
                "whose": gist_label(row["quotation"]),
                "codings": [],
            },
        )
        if (short := shortened(row["gist"], SHORT)) != row["gist"]:
            record["short"] = short
        if row["issue"]:
            coding = {one: row[one] for one in ("issue", "position", "voice")}
            why = {"why": row["note"]} if reasons and row["note"] else {}
            doubt = {"unsure": True} if row["unsure"] else {}
            record["codings"].append({**coding, **doubt, **why})
        if passage := dataset.passage(row["point"]):
            record["passage"] = passage
    return list(found.values())


SHORT = 280
"""A gist with more characters is first shown in its short form."""


def positions(dataset: Dataset) -> list[dict[str, Any]]:
    """Give every word that a recorded cell can have, from the top of the scale down.

    Each with its label, its letter, its tone and what that is in colours for pictures (`look`), and
    its lean ("+", "-" or "").
    """
    scale = dataset.scale
    tones = palette.tone_names(scale)
    return [
        {
            "id": word,
            "label": position(dataset, word),
            "letter": scale.letter(word),
            "tone": tones[word],
            "look": asdict(palette.LIGHT[tones[word]]),
            "lean": scale.lean(word),
        }
        for word in scale.words
        if word != NOT_RECORDED and (word != MIXED or dataset.supports)
    ]


def cells(dataset: Dataset) -> list[dict[str, Any]]:
    """Give a cell for each (meeting, participant, issue) with a coding in own voice."""
    return [
        {
            "meeting": cell["meeting"],
            "participant": cell["participant"],
            "issue": cell["issue"],
            "word": cell["word"],
            "n": len(cell["making"]),
            "told": cell_words(
                dataset,
                cell["word"],
                len(cell["making"]),
                len(cell["points"]) - len(cell["making"]),
                cell["unsure"],
            ),
            "unsure": bool(cell["unsure"]),
            "points": list(cell["points"]),
        }
        for cell in measures.cells(dataset).to_dict("records")
    ]


def sentences(dataset: Dataset) -> dict[str, str]:
    """Give every recorded cell as one sentence, by "meeting/participant/issue"."""
    table = wording.cell_sentences(dataset)
    told = table[table["n"] > 0]
    keys = told["meeting"] + "/" + told["participant"] + "/" + told["issue"]
    return dict(zip(keys, told["sentence"], strict=True))


def turn_labels(dataset: Dataset) -> pd.Series[str]:
    """Name the kind of each intervention, with its speaker: "floor", "reply to …"."""
    turns = dataset.interventions
    names = dataset.labels["participant"]
    answered = turns.set_index("id")["participant"].map(names)
    to = turns["replies_to"].map(answered).fillna("")
    text = turns["kind"] + to.map(lambda name: f" to {name}" if name else "")
    speaker = turns["speaker"].map(lambda name: f", {name}" if name else "")
    return (text + speaker).set_axis(turns["id"])


def _options(ids: pd.Series[str], labels: pd.Series[str]) -> list[dict[str, str]]:
    return [{"id": one, "label": label} for one, label in zip(ids, labels, strict=True)]


def _group(row: Any) -> str:
    """Return the group of a participant: a state's UN regional group, else its kind."""
    kind = str(row.kind).capitalize()
    return f"{kind} · {row.un_group}" if row.un_group else kind


def _first(values: pd.Series[str]) -> dict[str, int]:
    return {value: rank for rank, value in enumerate(dict.fromkeys(values))}
