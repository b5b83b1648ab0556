"""Small meetings for tests of measures, written as one line per point.

``meeting("ada: tea support, salt raise", "ada:", "ngo: tea doubt unsure", "office/reply: sun
support reported")`` makes the points ada-1 (two codings), ada-2 (uncoded), ngo-1 and
office-reply-1. Without a slash the turn is of kind floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
from packages import SHIPPED

from floorbook import Dataset
from floorbook.package import reference
from floorbook.package.description import describe
from floorbook.package.schema import Package, Table

KINDS = {
    "ada": "state",
    "bor": "state",
    "cyr": "state",
    "dun": "state",
    "ngo": "civil society",
    "unx": "agency",
    "office": "secretariat",
}
NOUNS = (
    ("state", "government", "governments", "delegation"),
    ("agency", "agency", "agencies", "other"),
    ("civil society", "civil society organisation", "civil society organisations", "other"),
    ("secretariat", "secretariat official", "secretariat officials", "secretariat"),
)
POSITIONS = (
    ("oppose", -1.0, "O"),
    ("doubt", -0.5, "D"),
    ("neutral", 0.0, "N"),
    ("qualified", 0.5, "Q"),
    ("support", 1.0, "S"),
    ("raise", None, "?"),
)
DIMENSIONS = (("drinks", True), ("food", True), ("sky", False), ("empty", True))
ISSUES = {
    "tea": "drinks",
    "milk": "drinks",
    "water": "drinks",
    "bread": "food",
    "salt": "food",
    "sun": "sky",
}


def meeting(
    *lines: str,
    more: Mapping[str, Iterable[str]] | None = None,
    claims: Iterable[tuple[str, str, str, str]] = (),
    blind: Iterable[str] = (),
    acts: Iterable[str] = (),
    responses: Iterable[str] = (),
) -> Dataset:
    """Make the tables of a meeting ``m1`` from `lines`, and further ones from `more`.

    `claims` are (claim, part, issue, reading) about the states on the floor of m1. `blind` are
    codings of the second coder, as ``"ada-1: tea support"``. `acts` are ``"ada-1-a question office:
    tea, salt"``, `responses` ``"ada-1-a answers office-reply-1"``, with the act that it makes, if
    any, as a last word.
    """
    turns: dict[str, dict[str, object]] = {}
    points: list[dict[str, object]] = []
    coded: list[dict[str, object]] = []
    for name, told in {"m1": lines, **(more or {})}.items():
        for line in told:
            who, _, said = line.partition(":")
            participant, _, kind = who.partition("/")
            stem = participant + (f"-{kind}" if kind else "")
            turn = stem if name == "m1" else f"{name}-{stem}"
            turns.setdefault(
                turn,
                {
                    "id": turn,
                    "meeting": name,
                    "order": len(turns) + 1,
                    "participant": participant,
                    "kind": kind or "floor",
                },
            )
            number = sum(point["intervention"] == turn for point in points) + 1
            point = f"{turn}-{number}"
            points.append({"id": point, "intervention": turn, "order": number, "item": point})
            coded += [_coding(point, text, "one") for text in said.split(",") if text.strip()]
    seconds = [
        _coding(point, text, "two")
        for point, _, said in (line.partition(":") for line in blind)
        for text in said.split(",")
        if text.strip()
    ]
    told = _tables(list(turns.values()), points, coded, seconds, list(claims))
    return _with_dialogue(told, acts, responses)


def without(told: Dataset, point: str, issue: str) -> Dataset:
    """Leave out one coding."""
    gone = (told.codings["point"] == point) & (told.codings["issue"] == issue)
    assert gone.sum() == 1
    return replace(told, codings=told.codings[~gone])


def shuffled(told: Dataset, seed: int) -> Dataset:
    """Shuffle the rows of the tables whose order means nothing."""
    names = ("interventions", "points", "codings", "items", "codings_blind", "claim_issues")
    names += ("acts", "act_issues", "responses")
    tables = {
        name: getattr(told, name).sample(frac=1, random_state=seed, ignore_index=True)
        for name in names
    }
    return replace(told, **tables)


ITEM = ["id", "source", "section", "number", "start", "end", "reason"]
ACT = ["id", "point", "kind", "addressee", "gist"]
RESPONSE = ["id", "target_act", "target_point", "response_point", "response_act", "relation"]
CODING = ["point", "issue", "position", "voice", "coder", "unsure", "note"]


def _with_dialogue(told: Dataset, acts: Iterable[str], responses: Iterable[str]) -> Dataset:
    made, issues = [], []
    for line in acts:
        head, _, on = line.partition(":")
        act, kind, addressee = head.split()
        made.append((act, act.rpartition("-")[0], kind, addressee, f"gist of {act}"))
        issues += [(act, issue.strip()) for issue in on.split(",") if issue.strip()]
    ids = {act for act, *_ in made}
    answers = []
    for number, line in enumerate(responses, 1):
        target, relation, point, *by = line.split()
        whose = (target, "") if target in ids else ("", target)
        answers.append((f"response-{number}", *whose, point, by[0] if by else "", relation))
    return replace(
        told,
        acts=pd.DataFrame(made, columns=ACT, dtype=str),
        act_issues=pd.DataFrame(issues, columns=["act", "issue"], dtype=str),
        responses=pd.DataFrame(answers, columns=RESPONSE, dtype=str),
    )


def _coding(point: str, text: str, coder: str) -> dict[str, object]:
    issue, position, *marks = text.split()
    assert set(marks) <= {"reported", "unsure"}
    return {
        "point": point,
        "issue": issue,
        "position": position,
        "voice": "reported" if "reported" in marks else "own",
        "coder": coder,
        "unsure": "unsure" in marks,
        "note": "",
    }


def _tables(
    turns: list[dict[str, object]],
    points: list[dict[str, object]],
    coded: list[dict[str, object]],
    seconds: list[dict[str, object]],
    claims: list[tuple[str, str, str, str]],
) -> Dataset:
    meetings = list(dict.fromkeys(str(turn["meeting"]) for turn in turns)) or ["m1"]
    places = {turn["id"]: turn for turn in turns}
    items = [
        {
            "id": point["item"],
            "source": f"{places[point['intervention']]['meeting']}-note",
            "section": str(places[point["intervention"]]["participant"]).title(),
            "number": point["order"],
            "start": 0,
            "end": 0,
            "reason": "",
        }
        for point in points
    ]
    items += [
        {
            "id": f"item-{claim}",
            "source": "m1-note",
            "section": "Claims",
            "number": 1,
            "start": 0,
            "end": 0,
            "reason": "headline claim",
        }
        for claim in dict.fromkeys(row[0] for row in claims)
    ]
    parts = dict.fromkeys((claim, part) for claim, part, _, _ in claims)
    frames = {
        "meetings": pd.DataFrame({"id": meetings, "title": [name.upper() for name in meetings]}),
        "sources": pd.DataFrame(
            {
                "id": [f"{name}-note" for name in meetings],
                "meeting": meetings,
                "title": [f"Note on {name}" for name in meetings],
                "issuer": "the host",
                "kind": "summary note",
            }
        ),
        "items": pd.DataFrame(items, columns=ITEM),
        "kinds": pd.DataFrame(
            [(*kind, n) for n, kind in enumerate(NOUNS, 1)],
            columns=["kind", "singular", "plural", "role", "order"],
        ),
        "participants": pd.DataFrame(
            {"id": list(KINDS), "name": [k.title() for k in KINDS], "kind": list(KINDS.values())}
        ),
        "interventions": pd.DataFrame(
            turns, columns=["id", "meeting", "order", "participant", "kind"]
        ),
        "points": pd.DataFrame(
            [point | {"gist": f"gist of {point['id']}"} for point in points],
            columns=["id", "intervention", "order", "item", "gist"],
        ),
        "acts": pd.DataFrame(columns=ACT, dtype=str),
        "act_issues": pd.DataFrame(columns=["act", "issue"], dtype=str),
        "responses": pd.DataFrame(columns=RESPONSE, dtype=str),
        "dimensions": pd.DataFrame(
            [(name, name.title(), n, yes) for n, (name, yes) in enumerate(DIMENSIONS, 1)],
            columns=["dimension", "label", "order", "compared"],
        ),
        "codebook": pd.DataFrame(
            [
                (issue, dimension, issue.title(), f"There should be {issue}")
                for issue, dimension in ISSUES.items()
            ],
            columns=["issue", "dimension", "label", "claim"],
        ),
        "positions": pd.DataFrame(
            [(name, name.title(), value, letter) for name, value, letter in POSITIONS],
            columns=["position", "label", "value", "letter"],
        ).astype({"value": "Float64"}),
        "coders": pd.DataFrame(
            [(name, name.title(), "machine") for name in ("one", "two")],
            columns=["coder", "label", "nature"],
        ),
        "codings": pd.DataFrame(coded, columns=CODING).astype({"unsure": bool}),
        "codings_blind": pd.DataFrame(seconds, columns=CODING).astype({"unsure": bool}),
        "claims": pd.DataFrame(
            [
                (claim, f"item-{claim}", f"gist of {claim}", "state", "floor")
                for claim in dict.fromkeys(claim for claim, _ in parts)
            ],
            columns=["id", "item", "gist", "scope_kinds", "scope_turns"],
        ),
        "claim_parts": pd.DataFrame(
            [(claim, part, part.title(), n) for n, (claim, part) in enumerate(parts, 1)],
            columns=["claim", "part", "label", "order"],
        ),
        "claim_issues": pd.DataFrame(claims, columns=["claim", "part", "issue", "reading"]),
        "names": pd.DataFrame(columns=["source", "name", "participant"], dtype=str),
    }
    return Dataset(
        **{name: _whole(name, frame) for name, frame in frames.items()},
        folder=Path(),
        package=Package(
            name="tea",
            title="Tea",
            description="Invented for tests.",
            tables=_described(),
            version="1.0.0",
            created="2031-03-12",
            coder="one",
        ),
    )


@cache
def _described() -> tuple[Table, ...]:
    """What the shipped package says of its tables."""
    shipped, _ = describe(SHIPPED)
    return shipped.tables if shipped else ()


def _whole(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a table every column of the reference: where it has none, nothing stands in it."""
    empty = {"boolean": False, "integer": pd.NA, "number": pd.NA}
    dtypes = {"boolean": "bool", "integer": "Int64", "number": "Float64"}
    fields = {one.name: one.type for one in reference().table(name).fields}
    missing = {
        column: pd.Series(empty.get(kind, ""), frame.index, dtype=dtypes.get(kind, "str"))
        for column, kind in fields.items()
        if column not in frame
    }
    return frame.assign(**missing)
