"""Turns, points and codings of a table's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import Problem
from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.ids import Ids
from floorbook.statements.positions import LOST
from floorbook.statements.quotations import QUOTED_BY, quotation
from floorbook.statements.scale import yes

TURNS: Mapping[str, str] = {
    folded(word): kind
    for kind, words in {
        "opening": "opening; opening remarks; opening statement; ouverture; apertura; eröffnung",
        "presentation": "presentation; briefing; keynote; présentation; presentación; vortrag",
        "floor": "floor; statement; intervention; debate; déclaration; declaración; aussprache",
        "reply": "reply; right of reply; rights of reply; droit de réponse; derecho de réplica;"
        " recht auf erwiderung; erwiderung; response; answer; réponse; respuesta; antwort",
        "closing": "closing; closing remarks; conclusion; clôture; clausura; schluss",
    }.items()
    for word in words.split(";")
}

MOST_TOLD = 20
ACTS = ("question", "request", "call", "undertaking")

Rows = list[dict[str, str]]


@dataclass
class Evidence:
    """The tables of what was said; `point` gives the id of the point of each record's number."""

    turns: Rows = field(default_factory=list)
    points: Rows = field(default_factory=list)
    codings: Rows = field(default_factory=list)
    blind: Rows = field(default_factory=list)
    acts: Rows = field(default_factory=list)
    act_issues: Rows = field(default_factory=list)
    point: dict[int, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Coded:
    """What was found out about each record, by its number.

    `behind` has what stands behind a state in a text, for the speaker.
    """

    participant: Mapping[int, str]
    behind: Mapping[str, str]
    meeting: Mapping[int, str]
    issues: Mapping[int, tuple[str, ...]]
    positions: Mapping[int, tuple[str, ...]]
    labels: Mapping[str, str]


def evidence(head: Head, records: Sequence[Record], coded: Coded, words: str = "") -> Evidence:
    """Make turns, points and codings, in the order of the rows; `words` says whose words they are
    in."""
    found = Evidence()
    turn = _turns(found, head, records, coded)
    _points(found, head, records, coded, turn, words)
    _acts(found, head, records, coded)
    return found


def _turns(
    found: Evidence, head: Head, records: Sequence[Record], coded: Coded
) -> Mapping[int, str]:
    """Make the turns: those that are numbered, or else one for each speaker at a meeting."""
    ids = Ids("turn")
    turn: dict[int, str] = {}
    starts: dict[str, tuple[str, str]] = {}
    odd = []
    for record in records:
        who, meeting = coded.participant[record.number], coded.meeting[record.number]
        kind = TURNS.get(folded(record["turn kind"] or record["participant kind"]), "floor")
        if record["turn kind"] and folded(record["turn kind"]) not in TURNS:
            odd.append(record.number)
        speaker = record["speaker"] or coded.behind.get(record["participant"], "")
        shared = {"speaker": speaker, "on_behalf_of": record["on behalf of"]}
        shared = {name: " ".join(text.split()) for name, text in shared.items()}
        key = (meeting, who, record["turn"], kind, *shared.values())
        id = ids.give(key, f"{who}-{len(ids.of) + 1}")
        turn[record.number] = id
        if id not in starts:
            starts[id] = (meeting, record["turn"])
            row = {"id": id, "meeting": meeting, "order": "", "participant": who, "kind": kind}
            found.turns.append({**row, **shared})
    _order(found.turns, starts)
    for name in ("speaker", "on_behalf_of"):
        if not any(row[name] for row in found.turns):
            for row in found.turns:
                del row[name]
    if not head.has("turn"):
        told = "no column of turns: all that a participant says at a meeting is one turn, in the"
        found.told.append(f"{told} order of the rows")
    if odd:
        told = "no known kind of turn, and so taken as floor"
        allowed = ("opening", "presentation", "floor", "reply", "closing")
        found.doubts.append(head.doubt("turn kind", odd, told, None, allowed))
    return turn


def _order(turns: Rows, starts: Mapping[str, tuple[str, str]]) -> None:
    """Number the turns of each meeting, by their own numbers where all have one."""
    numbered = all(turn.isdecimal() and len(turn) < 10 for _, turn in starts.values())
    if numbered:
        turns.sort(key=lambda row: int(starts[row["id"]][1]))
    counts: dict[str, int] = {}
    for row in turns:
        counts[row["meeting"]] = counts.get(row["meeting"], 0) + 1
        row["order"] = str(counts[row["meeting"]])


def _points(
    found: Evidence,
    head: Head,
    records: Sequence[Record],
    coded: Coded,
    turn: Mapping[int, str],
    words: str,
) -> None:
    """Make a point of each statement, and a coding of each of its issues."""
    coders = [
        *dict.fromkeys(row["coder"] for row in records if row["coder"] and _counted(row, coded))
    ]
    first = coders[0] if coders else ""
    keyed = _identity(head, records, len(coders) > 1)
    quotes = quotation(head, words)
    known: dict[object, str] = {}
    coded_as: dict[tuple[str, str, str], str] = {}
    first_row: dict[str, int] = {}
    repeats: dict[int, int] = {}
    parted: dict[int, int] = {}
    quoted: list[int] = []
    orders: dict[str, int] = {}
    for record in records:
        pairs = _pairs(record, coded)
        coder = record["coder"] or first
        key: tuple[object, ...] = (turn[record.number], keyed(record))
        while key in known and any(
            coded_as.get((known[key], issue, coder), position) != position
            for issue, position in pairs
        ):
            parted[record.number] = first_row[known[key]]
            key = (*key, "again")
        if key not in known:
            known[key] = f"row-{record.number}"
            first_row[known[key]] = record.number
            orders[turn[record.number]] = orders.get(turn[record.number], 0) + 1
            row = _point(known[key], turn[record.number], orders, record, pairs, coded)
            whose = quotes(record)
            row["quotation"] = "" if whose is None else str(whose).lower()
            if whose:
                quoted.append(record.number)
            found.points.append(row)
        id = found.point[record.number] = known[key]
        for issue, position in _counted(record, coded):
            if (id, issue, coder) in coded_as:
                repeats[record.number] = first_row[id]
                continue
            coded_as[id, issue, coder] = position
            row = _coding(id, issue, position, coder, record)
            (found.codings if coder == first else found.blind).append(row)
    _sort(found)
    _told(found, head, coders, quoted)
    _doubt(found, head, "say the same on the same issue, and count once", repeats)
    _doubt(found, head, "say the same with another position, and count both", parted)
    _doubt(found, head, "are alike in every cell, and count both", _alike(records))


def _alike(records: Sequence[Record]) -> dict[int, int]:
    """Return the rows without a statement that are another once more, each with the first."""
    first: dict[object, int] = {}
    found: dict[int, int] = {}
    for record in records:
        key = frozenset([*record.values.items(), *record.kept.items()])
        if not record["statement"] and first.setdefault(key, record.number) != record.number:
            found[record.number] = first[key]
    return found


def _doubt(found: Evidence, head: Head, told: str, rows: Mapping[int, int]) -> None:
    """Name rows that say again what others say, each with the one that it is like."""
    if rows:
        pairs = ", ".join(f"{row} and {like}" for row, like in [*rows.items()][:MOST_TOLD])
        more = f" and {len(rows) - MOST_TOLD} more" if len(rows) > MOST_TOLD else ""
        role = "statement" if head.has("statement") else "issue"
        found.doubts.append(head.doubt(role, [*rows], f"rows {pairs}{more} {told}"))


def _identity(
    head: Head, records: Sequence[Record], coders: bool
) -> Callable[[Record], tuple[object, ...]]:
    """Say which rows of a turn are one statement: by its id, its text, or else its issue."""
    ids = [record["statement id"] for record in records if record["statement id"]]
    usable = bool(ids) and not (coders and len({*ids}) == len(ids))

    def identity(record: Record) -> tuple[object, ...]:
        if usable and record["statement id"]:
            return ("id", record["statement id"])
        if record["statement"]:
            return ("text", record["statement"])
        return ("issue", record["issue"]) if coders else ("row", record.number)

    return identity


def _counted(record: Record, coded: Coded) -> list[tuple[str, str]]:
    return [(issue, position) for issue, position in _pairs(record, coded) if position != LOST]


def _pairs(record: Record, coded: Coded) -> list[tuple[str, str]]:
    issues = coded.issues[record.number]
    said = coded.positions.get(record.number, ())
    padded = [*said, *[""] * len(issues)][: len(issues)]
    return [*zip(issues, padded, strict=True)]


def _point(
    id: str,
    turn: str,
    orders: Mapping[str, int],
    record: Record,
    pairs: Sequence[tuple[str, str]],
    coded: Coded,
) -> dict[str, str]:
    gist = record["statement"]
    if not gist:
        said = [coded.labels[issue] for issue, _ in pairs]
        gist = "; ".join(said) + (f": {record['position']}" if record["position"] else "")
    return {"id": id, "intervention": turn, "order": str(orders[turn]), "gist": gist}


def _coding(id: str, issue: str, position: str, coder: str, record: Record) -> dict[str, str]:
    reported = folded(record["voice"]) in {
        "reported",
        "rapporte",
        "referido",
        "berichtet",
        "others",
    }
    unsure = yes(record["doubt"])
    note = record["note"] or ("" if unsure is not None else record["doubt"])
    return {
        "point": id,
        "issue": issue,
        "position": position,
        "voice": "reported" if reported else "own",
        "coder": coder,
        "note": note,
        "unsure": "false" if unsure is False else "true",
    }


def _sort(found: Evidence) -> None:
    """Leave out the columns of codings in which every row says the usual."""
    every = [*found.codings, *found.blind]
    usual = {"position": "", "voice": "own", "coder": "", "note": "", "unsure": "false"}
    for name, value in usual.items():
        if all(row[name] == value for row in every):
            for row in every:
                del row[name]
    if all(row["quotation"] == "false" for row in found.points):
        for row in found.points:
            del row["quotation"]


def _told(
    found: Evidence,
    head: Head,
    coders: Sequence[str],
    quoted: Sequence[int],
) -> None:
    if len(coders) > 1:
        others = ", ".join(coders[1:])
        told = f"{len(coders)} coders: the codings of {coders[0]} count, those of {others}"
        found.told.append(f"{told} serve for reliability")
    if quoted:
        told = f"taken as quotations, not as paraphrases: {len(quoted)} of {len(found.points)}"
        where = head.cells(head.header("statement"), quoted)
        found.told.append(f"{told} statements, {where}; {QUOTED_BY}")
    if not head.has("statement"):
        found.told.append("no column of statements: the issue stands where the statement would")


def _acts(found: Evidence, head: Head, records: Sequence[Record], coded: Coded) -> None:
    """Make an act of each question, request, call and undertaking: a line of its cell is one."""
    gists = {row["id"]: row["gist"] for row in found.points}
    first = records[0]["coder"] if records else ""
    about: dict[str, dict[str, None]] = {}
    for record in records:
        if record["coder"] in ("", first):
            issues = about.setdefault(found.point[record.number], {})
            issues.update(dict.fromkeys(coded.issues[record.number]))
    known: set[tuple[str, str, str]] = set()
    for record in records:
        point = found.point[record.number]
        for kind in ACTS:
            said = yes(record[kind])
            for gist in [gists[point]] if said else record[kind].split("\n"):
                if said is False or not gist.strip() or (point, kind, gist) in known:
                    continue
                known.add((point, kind, gist))
                id = f"{point}-{kind}-{len(known)}"
                found.acts.append({"id": id, "point": point, "kind": kind, "gist": gist.strip()})
                found.act_issues += [{"act": id, "issue": one} for one in about.get(point, ())]
