"""Rules of dialogue: who replies to whom, and what took up what, only ever later."""

from __future__ import annotations

from collections.abc import Iterator

from floorbook.package.problems import Problem
from floorbook.package.sheet import Sheets, precedes, whole

FATES = ("answers", "partly", "defers")  # what becomes of an ask
ECHOES = ("endorses", "notes", "differs")  # what becomes of a point that asked nothing
ASKS = ("question", "request")


def replies(sheets: Sheets) -> Iterator[Problem]:
    """An intervention replies to an earlier one of the same meeting."""
    turns, meetings = sheets["interventions"], sheets["meetings"].by("id")
    known = turns.by("id")
    for record in turns.records:
        answered = known.get(record["replies_to"].value)
        if answered is None:
            continue
        both = {answered["meeting"].value, record["meeting"].value}
        allowed = ("an earlier turn of its meeting",)
        if len(both) == 2:
            if both <= set(meetings):
                told = "replies to a turn of another meeting"
                yield turns.problem(record["replies_to"], told, allowed)
        elif not precedes(answered, record):
            told = "replies to a turn that does not come before"
            yield turns.problem(record["replies_to"], told, allowed)


def targets(sheets: Sheets) -> Iterator[Problem]:
    """A response has one target: an ask, with its fate, or a point that asked nothing."""
    responses, acts = sheets["responses"], sheets["acts"].by("id")
    asking = {act["point"].value: act for act in acts.values() if act["kind"].value in ASKS}
    for record in responses.records:
        act, point, relation = (
            record[column] for column in ("target_act", "target_point", "relation")
        )
        if bool(act.value) == bool(point.value):
            told = "a response has exactly one target, an act or a point: here are " + (
                "both" if act.value else "none"
            )
            yield responses.problem(act, told, ("target_act", "target_point"))
            continue
        allowed = FATES if act.value else ECHOES
        if relation.value in {*FATES, *ECHOES} and relation.value not in allowed:
            told = f"relation does not go with {'an act' if act.value else 'a point'} as target"
            yield responses.problem(relation, told, allowed)
        if act.value in acts and acts[act.value]["kind"].value not in ASKS:
            yield responses.problem(act, "the act taken up is no question and no request", ASKS)
        if point.value in asking:
            asked = asking[point.value]["id"].value
            told = "the point taken up asked something: name its act as target"
            yield responses.problem(point, told, (asked,), asked)


def later(sheets: Sheets) -> Iterator[Problem]:
    """A response comes later in the same meeting than what it takes up."""
    responses, acts = sheets["responses"], sheets["acts"].by("id")
    when = _moments(sheets)
    for record in responses.records:
        act = acts.get(record["target_act"].value)
        target = when.get(act["point"].value if act else record["target_point"].value)
        cell = record["response_point"]
        response = when.get(cell.value)
        if target is None or response is None:
            continue
        if target[0] != response[0]:
            told = "the response is in another meeting than its target"
            yield responses.problem(cell, told, (f"a later point of {target[0]}",))
        elif response[1:] <= target[1:]:
            told = "the response does not come after its target"
            yield responses.problem(cell, told, ("a later point",))


def undertakings(sheets: Sheets) -> Iterator[Problem]:
    """The act of a response is an undertaking in its own point."""
    responses, acts = sheets["responses"], sheets["acts"].by("id")
    points = sheets["points"].by("id")
    for record in responses.records:
        cell, point = record["response_act"], record["response_point"].value
        act = acts.get(cell.value)
        if act is None:
            continue
        if act["kind"].value != "undertaking":
            told = "the act of the response is no undertaking"
            yield responses.problem(cell, told, ("an undertaking",))
        elif act["point"].value != point and {act["point"].value, point} <= set(points):
            told = f"the undertaking is not in the response's point {point}"
            yield responses.problem(cell, told, (f"an undertaking in {point}",))


def _moments(sheets: Sheets) -> dict[str, tuple[str, int, int]]:
    """Return meeting, order of the intervention and order within it, by point."""
    turns, meetings = sheets["interventions"].by("id"), sheets["meetings"].by("id")
    moments = {}
    for record in sheets["points"].records:
        turn = turns.get(record["intervention"].value)
        orders = (whole(turn, "order") if turn else None), whole(record, "order")
        if turn is None or turn["meeting"].value not in meetings:
            continue
        if orders[0] is not None and orders[1] is not None:
            moments[record["id"].value] = (turn["meeting"].value, orders[0], orders[1])
    return moments
