"""Rules of dialogue: who replies to whom, and which later point responds to which earlier one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from floorbook.package.problems import Problem
from floorbook.package.sheet import Sheets

FATES = ("answers", "partly", "defers")  # what becomes of an ask
ECHOES = ("endorses", "notes", "differs")  # what becomes of a point that asked nothing
ASKS = ("question", "request")


def replies(sheets: Sheets) -> Iterator[Problem]:
    """An intervention replies to an earlier one of the same meeting."""
    turns, known = sheets["interventions"], sheets["meetings"].first("id")
    answered = turns.find("id", turns.texts("replies_to"))
    meetings, orders = turns.texts("meeting"), turns.numbers("order")
    allowed = ("an earlier turn of its meeting",)
    for row in np.flatnonzero(answered >= 0):
        both = {meetings[answered[row]], meetings[row]}
        if len(both) == 2:
            if both <= known.keys():
                told = "replies to a turn of another meeting"
                yield turns.problem(row, "replies_to", told, allowed)
        elif orders[answered[row]] >= orders[row]:
            told = "replies to a turn that does not come before"
            yield turns.problem(row, "replies_to", told, allowed)


def targets(sheets: Sheets) -> Iterator[Problem]:
    """A response has one target: an ask, with its fate, or a point that asked nothing."""
    responses, acts = sheets["responses"], sheets["acts"]
    known, kinds, ids = acts.first("id"), acts.texts("kind"), acts.texts("id")
    points = acts.texts("point")
    asking = {points[row]: ids[row] for row in sorted(known.values()) if kinds[row] in ASKS}
    for row, (act, point, relation) in enumerate(
        responses.rows("target_act", "target_point", "relation")
    ):
        if bool(act) == bool(point):
            told = "a response has exactly one target, an act or a point: here are "
            told += "both" if act else "none"
            yield responses.problem(row, "target_act", told, ("target_act", "target_point"))
            continue
        allowed = FATES if act else ECHOES
        if relation in {*FATES, *ECHOES} and relation not in allowed:
            told = f"relation does not go with {'an act' if act else 'a point'} as target"
            yield responses.problem(row, "relation", told, allowed)
        if act in known and kinds[known[act]] not in ASKS:
            told = "the act taken up is no question and no request"
            yield responses.problem(row, "target_act", told, ASKS)
        if point in asking:
            told = "the point taken up asked something: name its act as target"
            yield responses.problem(row, "target_point", told, (asking[point],), asking[point])


def later(sheets: Sheets) -> Iterator[Problem]:
    """A response comes later in the same meeting than what it responds to."""
    responses, acts = sheets["responses"], sheets["acts"]
    asked, points = acts.first("id"), acts.texts("point")
    when = _moments(sheets)
    for row, (act, target, response) in enumerate(
        responses.rows("target_act", "target_point", "response_point")
    ):
        before = when.get(points[asked[act]] if act in asked else target)
        after = when.get(response)
        if before is None or after is None:
            continue
        if before[0] != after[0]:
            told = "the response is in another meeting than its target"
            allowed = f"a later point of {before[0]}"
            yield responses.problem(row, "response_point", told, (allowed,))
        elif after[1:] <= before[1:]:
            told = "the response does not come after its target"
            yield responses.problem(row, "response_point", told, ("a later point",))


def undertakings(sheets: Sheets) -> Iterator[Problem]:
    """The act of a response is an undertaking in its own point."""
    responses, acts = sheets["responses"], sheets["acts"]
    known, kinds, points = acts.first("id"), acts.texts("kind"), acts.texts("point")
    there = sheets["points"].first("id")
    for row, (id, point) in enumerate(responses.rows("response_act", "response_point")):
        if id not in known:
            continue
        act = known[id]
        if kinds[act] != "undertaking":
            told = "the act of the response is no undertaking"
            yield responses.problem(row, "response_act", told, ("an undertaking",))
        elif points[act] != point and points[act] in there and point in there:
            told = f"the undertaking is not in the response's point {point}"
            yield responses.problem(row, "response_act", told, (f"an undertaking in {point}",))


def _moments(sheets: Sheets) -> dict[str, tuple[str, float, float]]:
    """Return meeting, order of the intervention and order within it, by point."""
    points, turns, known = sheets["points"], sheets["interventions"], sheets["meetings"].first("id")
    turn = turns.find("id", points.texts("intervention"))
    orders, meetings = turns.numbers("order"), turns.texts("meeting")
    return {
        id: (meetings[at], orders[at], within)
        for id, at, within in zip(points.texts("id"), turn, points.numbers("order"), strict=True)
        if at >= 0 and meetings[at] in known and orders[at] >= 0 and within >= 0
    }
