"""Synthetic data packages of any size, made by a seeded generator: the same shape, the same bytes.

`LARGE` is four meetings of sixty participants with three thousand points, `MANY` has enough of them
for a page that comes alive from its top. `EDGES` are small
packages, each of one peculiarity; `VARIANTS` are of other words, scales, coders and sources than
the shipped package. `write(folder, shape)` writes a package, `notes(folder, shape)`
the sources that its anchors stand in. Nobody said any of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import briefings
import packages
from briefings import Meeting, Tables, Turn

SECOND = "coder-b"
GROUPS = (
    ("African", "Sub-Saharan Africa"),
    ("Asia-Pacific", "Southern Asia"),
    ("Eastern European", "Eastern Europe"),
    ("Latin American and Caribbean", "Latin America and the Caribbean"),
    ("Western European and Others", "Northern Europe"),
)
STARTS = ("Al", "Bor", "Cas", "Dor", "El", "Fen", "Gal", "Hel", "Il", "Jur", "Kes", "Lor", "Mar")
ENDS = ("dania", "gard", "mark", "nesia", "ovia", "quay", "stan", "tria", "vona")
FORMS = ("{}", "{}", "{}", "{}", "{}", "Republic of {}", "{} and the Lesser Isles", "North {}")
BODIES = ("Fund for {}", "Office for {}", "Network on {}", "League of {} Keepers")
WORK = ("Lamps", "Fog", "Harbours", "Buoys", "Charts", "Tides", "Pilots", "Beacons", "Wrecks")
DIMENSIONS = (
    ("light", "Light", "true"),
    ("keeping", "Keeping the towers", "true"),
    ("void", "Void", "true"),  # no issue at all: it must not disturb anything
    ("sea", "Sea and shore", "true"),
    ("money", "Money", "false"),
)
ISSUES = {
    "light": ("Brighter lamps", "Coloured lights", "Fog horns", "Light by day", "One rhythm"),
    "keeping": ("Keepers in every tower", "Shared keepers", "Training", "Women keepers", "Pay"),
    "sea": ("Buoys beside towers", "Open charts", "Rescue boats", "Ice", "Pilotage as a duty"),
    "money": ("A common fund", "Dues by tonnage", "Who pays for wrecks", "Audit", "Gifts"),
}
SAYINGS = (
    "{issue} matters to sailors",
    "{issue} has been tried for ten years and more, in fair weather and in foul",
    "Nobody should be left in the dark over {issue}",
    "{issue} is for each coast to judge",
    "Reports on {issue} in five lines",
)
WEIGHTS = {"support": 40, "qualified": 16, "raise": 20, "neutral": 7, "doubt": 10, "oppose": 7}
WORDS = {
    "state": ("group", "group of states", "groups of states"),
    "agency": ("body", "body", "bodies"),
    "civil society": ("business", "business", "businesses"),
    "secretariat": ("chair", "chair of the session", "chairs of the session"),
}
"""Other words for the four kinds of participant, with plurals that no rule gives."""

Position = tuple[str, str, str, str, str, str]


def scale(*values: float, outside: bool = True) -> tuple[Position, ...]:
    """Make positions of these values, and one outside the scale; the letters are A, B, C …"""
    found = [
        (f"at-{at}", f"Step {at}", f"{value:g}", chr(64 + at), f"takes step {at}", f"at step {at}")
        for at, value in enumerate(values, 1)
    ]
    asks = ("asks", "Asks", "", "?", "asks about it", "asking about it")
    return (*found, asks) if outside else tuple(found)


ASKS = {"question": "Asks how {issue} is to work", "request": "Asks the Bureau to take up {issue}"}
PARAGRAPH = 600
"""Characters that a quotation has at least."""

ASKED, PROMISED, TAKEN_UP, UNSURE, OTHERWISE = 0.1, 0.25, 0.06, 0.08, 0.2
"""How often: a point of the floor asks, a reply promises, a point is endorsed, noted or differed
with, a coding is unsure, the second coder judges otherwise."""


@dataclass(frozen=True)
class Shape:
    """What a package is like; `points` are those of all meetings together."""

    meetings: int = 1
    states: int = 3
    agencies: int = 1
    civil: int = 1
    officials: int = 1
    points: int = 30
    issues: int = 2  # of each dimension
    coded: float = 0.85  # the share of points with a coding
    full: bool = False  # every participant on every issue
    claims: int = 2  # of each meeting
    acts: bool = True
    second_coder: bool = True
    seed: int = 1
    words: Mapping[str, tuple[str, str, str]] = field(default_factory=dict, hash=False)
    positions: tuple[Position, ...] = briefings.POSITIONS
    coders: tuple[tuple[str, ...], ...] = briefings.CODERS
    record: str = "summary note"
    quoted: bool = False  # gists are the words of the source, in paragraphs
    backwards: bool = False  # the file's first meeting was the last
    left_out: tuple[str, ...] = ()  # tables

    @property
    def title(self) -> str:
        """A title that says what it is."""
        return f"Synthetic briefings on lighthouses, seed {self.seed}"


LARGE = Shape(
    meetings=4, states=44, agencies=6, civil=6, officials=4, points=3000, issues=5, claims=3
)
MANY = Shape(
    meetings=3, states=25, agencies=3, civil=3, officials=2, points=800, issues=4, claims=2
)
EDGES: Mapping[str, Shape] = {
    "one delegation": Shape(states=1, agencies=0, civil=0, officials=0, points=4),
    "full matrix": Shape(states=8, officials=0, full=True, points=120, issues=3),
    "single point": Shape(states=1, agencies=0, civil=0, officials=0, points=1, coded=1, claims=1),
    "no point": Shape(points=0),
    "no coding": Shape(coded=0, second_coder=False),
    "many on one issue": Shape(states=3, points=90, issues=1),
    "no claims": Shape(meetings=2, claims=0),
    "no acts": Shape(acts=False),
    "one coder": Shape(second_coder=False),
}


PEOPLE = (
    (briefings.CODER, "Ida Light", "person", "the Bureau of Lamps"),
    (SECOND, "Otto Fog", "person", ""),
)
VARIANTS: Mapping[str, Shape] = {
    "own kinds": Shape(states=2, agencies=2, civil=2, words=WORDS),
    "no state": Shape(states=0, agencies=3, civil=2),
    "no positions": Shape(meetings=2, left_out=("positions",)),
    "people as coders": Shape(coders=PEOPLE),
    "a scale of 2": Shape(positions=scale(-1, 1, outside=False)),
    "a scale of 3": Shape(positions=scale(-1, 0, 1)),
    "a scale of 7": Shape(positions=scale(-1, -0.6, -0.2, 0, 0.2, 0.6, 1)),
    "a scale of 9": Shape(points=60, positions=scale(*range(1, 10))),
    "whole numbers": Shape(positions=scale(*range(-3, 4))),
    "a verbatim record": Shape(record="verbatim record", quoted=True),
    "meetings backwards": Shape(meetings=2, backwards=True),
}


def write(folder: Path, shape: Shape) -> Path:
    """Write a package of this shape into `folder` and return it."""
    packages.publish(folder, _tables(shape), shape.title, lambda d: _widen(d, shape))
    return packages.lean(folder, tables=shape.left_out)


def _widen(description: dict[str, Any], shape: Shape) -> None:
    """Let a description allow the positions of a shape, and quotations of any length."""
    fields = {
        (resource["name"], one["name"]): one
        for resource in description["resources"]
        for one in resource["schema"]["fields"]
    }
    for (_, name), one in fields.items():
        if name == "position":
            one["categories"] = [position for position, *_ in shape.positions]
    if shape.quoted:
        del fields["points", "gist"]["constraints"]["maxLength"]
        points = next(one for one in description["resources"] if one["name"] == "points")
        quotation = {"name": "quotation", "type": "boolean", "released": True}
        points["schema"]["fields"].append(quotation)


def notes(folder: Path, shape: Shape) -> Path:
    """Write the sources of a package of this shape into `folder` and return it."""
    return packages.write_notes(folder, _meetings(shape))


def issues_of(shape: Shape) -> list[tuple[str, str, str]]:
    """Give id, dimension and label of every issue."""
    return [
        (label.lower().replace(" ", "-"), dimension, label)
        for dimension, labels in ISSUES.items()
        for label in labels[: shape.issues]
    ]


def participants_of(shape: Shape) -> list[tuple[str, str, str, str, str, str]]:
    """Give id, name, kind, ISO code, group and region of everybody."""
    chance = Random(f"{shape.seed} participants")
    lands = [start + end for start in STARTS for end in ENDS]
    found = []
    for at, land in enumerate(chance.sample(lands, shape.states)):
        name = chance.choice(FORMS).format(land)
        code = f"X{chr(65 + at // 26)}{chr(65 + at % 26)}"
        found.append((name, "state", code, *GROUPS[at % len(GROUPS)]))
    bodies = [body.format(work) for body in BODIES for work in WORK]
    kinds = ["agency"] * shape.agencies + ["civil society"] * shape.civil
    for kind, name in zip(kinds, chance.sample(bodies, len(kinds)), strict=True):
        found.append((name, kind, "", "", ""))
    for at in range(shape.officials):
        found.append((f"Bureau (Officer {at + 1})", "secretariat", "", "", ""))
    return [
        (_slug(name), name, shape.words.get(kind, (kind,))[0], *more) for name, kind, *more in found
    ]


def kinds_of(shape: Shape) -> list[tuple[str, str, str, int, str]]:
    """Give kind, singular, plural, order and role of every kind of participant."""
    return [
        (*shape.words.get(kind, (kind, one, several)), at, role)
        for kind, one, several, at, role in briefings.KINDS
    ]


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


@cache
def _meetings(shape: Shape) -> tuple[Meeting, ...]:
    chance = Random(f"{shape.seed} meetings")
    sizes = _parts(shape.points, shape.meetings)
    return tuple(_meeting(shape, at, size, chance) for at, size in enumerate(sizes, 1))


def _parts(whole: int, number: int) -> list[int]:
    """Part a number evenly, the first parts greater where it does not go up."""
    return [whole // number + (at < whole % number) for at in range(number)]


def _meeting(shape: Shape, number: int, points: int, chance: Random) -> Meeting:
    """Make a meeting: officials open, all speak from the floor, some get a reply, one closes."""
    people = participants_of(shape)
    officials, floor = (
        people[len(people) - shape.officials :],
        people[: len(people) - shape.officials],
    )
    absent = 0 if shape.full or len(floor) < 9 else len(floor) // 9
    floor = chance.sample(floor, len(floor) - absent)
    plan: list[tuple[str, str, str, str]] = []  # participant, kind, section, replies to
    if officials:
        plan.append((officials[0][0], "opening", "Opening", ""))
        plan += [(o[0], "presentation", f"Presentation of {o[1]}", "") for o in officials[1:]]
    for at, (id, name, *_) in enumerate(floor):
        plan.append((id, "floor", name, ""))
        if officials and at % 3 == 1:
            plan.append((chance.choice(officials)[0], "reply", f"Reply to {name}", id))
    if officials:
        plan.append((officials[0][0], "closing", "Closing", ""))
    even = shape.full or len(plan) > points
    spread = _parts(points, len(plan)) if even else _spread(points, plan, chance)
    turns = tuple(
        Turn(who, kind, section, tuple(_points(shape, kind, size, chance)), to)
        for (who, kind, section, to), size in zip(plan, spread, strict=True)
    )
    day = (number - 1) % 9 + 1
    return Meeting(
        f"lamps{number}",
        f"Synthetic briefing {number} on lighthouses",
        f"20{40 - number if shape.backwards else 30 + number}-0{day}-1{day}",
        tuple(f"Everybody wants claim {at} borne out" for at in range(1, shape.claims + 1)),
        turns,
        shape.record,
        shape.quoted,
    )


def _spread(points: int, plan: Sequence[object], chance: Random) -> list[int]:
    """Give every turn a point, and the others by chance."""
    sizes = [1] * len(plan)
    for at in chance.choices(range(len(plan)), k=points - len(plan)):
        sizes[at] += 1
    return sizes


def _points(shape: Shape, kind: str, size: int, chance: Random) -> Iterator[str]:
    """Make the points of a turn, in the notation of `briefings.Turn`."""
    issues, weights = issues_of(shape), weights_of(shape)
    for at in range(size):
        chosen = [issues[at % len(issues)]] if shape.full else chance.sample(issues, 2)
        told = chance.choice(SAYINGS).format(issue=chosen[0][2])
        while shape.quoted and len(told) < PARAGRAPH:
            told += f". {chance.choice(SAYINGS).format(issue=chosen[0][2])}"
        if not shape.full and chance.random() >= shape.coded:
            yield told
            continue
        reported = " reported" if kind in ("presentation", "closing") else ""
        codings = [
            f"{issue} {chance.choices(list(weights), list(weights.values()))[0]}"
            f"{reported if chance.random() < 0.6 else ''}"
            f"{' unsure' if chance.random() < UNSURE else ''}"
            for issue, *_ in (chosen if chance.random() < 0.3 else chosen[:1])
        ]
        yield f"{told} | {', '.join(codings)}"


def weights_of(shape: Shape) -> Mapping[str, int]:
    """Say how often each position is taken."""
    names = [position for position, *_ in shape.positions]
    return WEIGHTS if set(names) == set(WEIGHTS) else dict.fromkeys(names, 1)


def _tables(shape: Shape) -> Tables:
    issues = [(*issue, f"There should be more of it: {issue[2]}") for issue in issues_of(shape)]
    dimensions = [(id, label, at, on) for at, (id, label, on) in enumerate(DIMENSIONS, 1)]
    tables: Tables = {
        **briefings.people_of(participants_of(shape), kinds_of(shape), shape.coders),
        "dimensions": briefings.rows_of("dimension label order compared", dimensions),
        "codebook": briefings.rows_of(
            "issue dimension label claim", issues, takes_up="…", leaves_out=""
        ),
        "positions": briefings.rows_of(briefings.POSITION, shape.positions, when="…"),
    }
    chance = Random(f"{shape.seed} tables")
    for meeting in _meetings(shape):
        told = briefings.recorded(meeting)
        told["codings_blind"] = _second(shape, told, chance) if shape.second_coder else []
        told |= _claims(shape, meeting)
        told |= _dialogue(shape, meeting, told["points"], chance) if shape.acts else {}
        for table, rows in told.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def _second(shape: Shape, told: Tables, chance: Random) -> list[dict[str, object]]:
    """Code a part of the points again, mostly alike."""
    again = []
    for coding in told["codings"]:
        other = {**coding, "coder": SECOND}
        if chance.random() < OTHERWISE:
            other["position"] = chance.choice(list(weights_of(shape)))
        if chance.random() > 0.05:
            again.append(other)
    return again


def _claims(shape: Shape, meeting: Meeting) -> Tables:
    """Make claims of one part and of two, the first with a wide reading, about changing scopes."""
    issues = [issue for issue, *_ in issues_of(shape)]
    state, agency, civil, _ = (kind for kind, *_ in kinds_of(shape))
    whom = state if shape.states else f"{agency};{civil}"
    tables: Tables = {"claims": [], "claim_parts": [], "claim_issues": []}
    for number, gist in enumerate(meeting.claims, 1):
        id = f"{meeting.id}-claim-{number}"
        tables["claims"].append(
            {
                "id": id,
                "item": f"{meeting.id}-note-{number + 1:03}",
                "gist": gist,
                "scope_kinds": f"{state};{agency}" if number == 3 else whom,
                "scope_turns": "floor",
            }
        )
        for order in range(1, 2 if number == 1 else 3):
            part = f"part-{order}"
            tables["claim_parts"].append(
                {"claim": id, "part": part, "label": f"Claim {number}{'ab'[order - 1]}"}
                | {"order": order}
            )
            meant = issues[(number + 2 * order) % len(issues) :][: 2 if order == 1 else 1]
            tables["claim_issues"] += [
                {"claim": id, "part": part, "issue": issue, "reading": reading}
                for issue, reading in zip(meant, ("narrow", "wide"), strict=False)
            ]
    return tables


def _dialogue(
    shape: Shape, meeting: Meeting, points: list[dict[str, object]], chance: Random
) -> Tables:
    """Let the floor ask, officials answer and promise, and others endorse, note or differ."""
    turns = {meeting.turn_id(turn): turn for turn in meeting.turns}
    told = [(str(point["id"]), turns[str(point["intervention"])]) for point in points]
    labels = [(issue, label) for issue, _, label in issues_of(shape)]
    tables: Tables = {"acts": [], "act_issues": [], "responses": []}
    promised: dict[str, str] = {}

    def act(point: str, kind: str, addressee: str, gist: str) -> str:
        issue, label = chance.choice(labels)
        row = {"id": f"{point}-a", "point": point, "kind": kind, "addressee": addressee}
        tables["acts"].append(row | {"gist": gist.format(issue=label)})
        tables["act_issues"].append({"act": f"{point}-a", "issue": issue})
        return f"{point}-a"

    def response(act: str, point: str, later: str, relation: str) -> None:
        row = {"id": f"{meeting.id}-response-{len(tables['responses']) + 1}"}
        row |= {"target_act": act, "target_point": point, "response_point": later}
        row |= {"response_act": promised.get(later, "") if act else "", "relation": relation}
        tables["responses"].append(row)

    for point, turn in told:
        if turn.kind in ("reply", "closing") and chance.random() < PROMISED:
            promised[point] = act(point, "undertaking", "the floor", "Promises work on {issue}")
    ends = {id(turn): at for at, (_, turn) in enumerate(told, 1)}
    replies, floor = (
        [at for at, (_, turn) in enumerate(told) if turn.kind in kinds]
        for kinds in (("reply", "closing"), ("floor",))
    )

    def later(of: list[int], turn: Turn) -> range:
        """Say which of these stand after a turn."""
        return range(bisect_left(of, ends[id(turn)]), len(of))

    for point, turn in told:
        if turn.kind == "floor" and chance.random() < ASKED:
            kind = chance.choice(list(ASKS))
            asked = act(point, kind, "the Bureau", ASKS[kind])
            answers = later(replies, turn)
            if answers and chance.random() < 0.7:
                relation = chance.choice(("answers", "answers", "partly", "defers"))
                response(asked, "", told[replies[chance.choice(answers)]][0], relation)
        elif (
            (others := later(floor, turn)) and point not in promised and chance.random() < TAKEN_UP
        ):
            after = told[floor[chance.choice(others)]][0]
            response("", point, after, chance.choice(("endorses", "notes")))
    return tables
