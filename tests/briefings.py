"""Two invented briefings on tea and coffee, and the tables and notes that record them.

`TEA` and `COFFEE` are written in short, a point a line; `tables_of` and `note` spell them out.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

CODER = "coder-a"

Tables = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class Turn:
    """An intervention; a point is written "what is said | issue position marks, …".

    A point that starts with ">" is nested under the one before it.
    """

    participant: str
    kind: str
    section: str
    points: tuple[str, ...] = ()
    replies_to: str = ""
    speaker: str = ""
    office: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting and all that its note says."""

    id: str
    title: str
    date: str
    claims: tuple[str, ...]
    turns: tuple[Turn, ...]
    record: str = "summary note"
    quoted: bool = False  # whether gists are the words of the source

    def turn_id(self, turn: Turn) -> str:
        """Name an intervention after its participant and, off the floor, its kind."""
        kind = "" if turn.kind == "floor" else f"{turn.kind}-"
        about = turn.replies_to or turn.participant
        return f"{self.id}-{kind}{about}"


PARTICIPANTS = (
    ("atlantis", "Atlantis", "state", "ATL", "African", "Northern Africa"),
    ("borduria", "Borduria", "state", "BOR", "Eastern European", "Eastern Europe"),
    ("cascadia", "Cascadia", "state", "CAS", "Asia-Pacific", "Polynesia"),
    ("cup-guild", "Guild of Cups", "civil society", "", "", ""),
    ("kettle-fund", "Kettle Fund", "agency", "", "", ""),
    ("tea-bureau-chair", "Tea Bureau (Chair)", "secretariat", "", "", ""),
)
KINDS = (
    ("state", "government", "governments", 1, "delegation"),
    ("agency", "agency", "agencies", 2, "other"),
    ("civil society", "civil society organisation", "civil society organisations", 3, "other"),
    ("secretariat", "secretariat official", "secretariat officials", 4, "secretariat"),
)
CODERS = ((CODER, "First reading", "machine", ""), ("coder-b", "Second reading", "machine", ""))
DIMENSIONS = (
    ("warmth", "Warmth", 1, "true"),
    ("sharing", "Sharing", 2, "true"),
    ("void", "Void", 3, "true"),  # no issue at all: it must not disturb anything
    ("table", "Table", 4, "false"),
)
ISSUES = (
    ("hot-tea", "warmth", "Hot tea", "Tea should be served hot"),
    ("clean-pots", "warmth", "Clean pots", "Pots should be clean"),
    ("one-pot", "sharing", "One pot", "All should drink from one pot"),
    ("open-kettle", "sharing", "Open kettle", "Everybody should see the kettle"),
    ("biscuits", "table", "Biscuits", "There should be biscuits"),
)
POSITION = "position label value letter verb phrase"
POSITIONS = (
    ("oppose", "Opposes", "-1", "O", "opposes it", "against"),
    ("doubt", "Doubts", "-0.5", "D", "doubts it", "in doubt"),
    ("neutral", "Takes no side", "0", "N", "takes no side", "neutral"),
    ("qualified", "Supports with a condition", "0.5", "Q", "supports it if", "in favour if"),
    ("support", "Supports", "1", "S", "supports it", "in favour"),
    ("raise", "Raises", "", "R", "raises it", "raising it"),
)
TEA = Meeting(
    "tea2031",
    "Briefing on tea",
    "2031-03-12",
    ("The tea must be hot", "The pot must be clean and shared"),
    (
        Turn(
            "tea-bureau-chair",
            "presentation",
            "Chair's presentation",
            ("The kettle is on | hot-tea raise", "Members want one pot | one-pot support reported"),
            speaker="A. Infuser",
            office="Chair",
        ),
        Turn(
            "atlantis",
            "floor",
            "Atlantis",
            (
                "Hot is best, if the cup is small | hot-tea qualified, open-kettle support",
                "Will there be biscuits? | biscuits raise",
                "> Thanks for the café visit",
                "Hot it must be | hot-tea support unsure",
            ),
        ),
        Turn(
            "tea-bureau-chair",
            "reply",
            "Reply to Atlantis",
            ("Biscuits will come next week | biscuits raise",),
            replies_to="atlantis",
            speaker="A. Infuser",
            office="Chair",
        ),
        Turn(
            "borduria",
            "floor",
            "Borduria",
            ("Cold tea is fine | hot-tea oppose", "One pot, yes | one-pot support"),
        ),
        Turn("cup-guild", "floor", "Guild of Cups", ("Pots need soap | clean-pots support",)),
        Turn("cascadia", "floor", "Cascadia", speaker="NA"),  # a name, not a gap
    ),
)
COFFEE = Meeting(
    "coffee2032",
    "Briefing on coffee",
    "2032-11-02",
    ("Coffee must be hot",),
    (
        Turn("kettle-fund", "opening", "Fund's opening", ("Coffee is hot too | hot-tea raise",)),
        Turn(
            "borduria",
            "floor",
            "Borduria",
            (
                "One pot for all, unless it is small | one-pot qualified",
                "We like it hot | hot-tea support",
            ),
        ),
        Turn("cascadia", "floor", "Cascadia", ("No single pot | one-pot oppose",)),
    ),
)


def note_name(meeting: Meeting) -> str:
    return f"{meeting.id}.md"


def note(meeting: Meeting) -> tuple[str, list[dict[str, object]]]:
    """Return the text of a meeting's note and its items, each with the text of a point or not."""
    text = io.StringIO()
    items: list[dict[str, object]] = []

    def add(
        passage: str, section: str, reason: str = "", parent: str = "", number: object = ""
    ) -> str:
        id = f"{meeting.id}-note-{len(items) + 1:03}"
        folded = " ".join(unicodedata.normalize("NFC", passage).split())
        items.append(
            {
                "id": id,
                "source": f"{meeting.id}-note",
                "order": len(items) + 1,
                "parent": parent,
                "section": section,
                "number": number,
                "start": text.tell(),
                "end": text.tell() + len(passage),
                "fingerprint": hashlib.sha256(folded.encode()).hexdigest(),
                "reason": reason,
            }
        )
        text.write(passage + "\n\n")
        return id

    add(meeting.title, "Title", "title")
    for number, claim in enumerate(meeting.claims, 1):
        add(f"{claim} 🫖.", "Headlines", "headline claim", number=number)
    for turn in meeting.turns:
        add(f"{turn.section}:", turn.section, "speaker line")
        above = ""
        for number, point in enumerate(turn.points, 1):
            nested = point.startswith(">")
            id = add(_said(point), turn.section, parent=above if nested else "", number=number)
            above = above if nested else id
    return text.getvalue(), items


def _said(point: str) -> str:
    return point.removeprefix("> ").partition(" | ")[0]


def tables_of(meetings: tuple[Meeting, ...]) -> Tables:
    tables: Tables = {
        **people_of(PARTICIPANTS),
        "dimensions": rows_of("dimension label order compared", DIMENSIONS),
        "codebook": rows_of("issue dimension label claim", ISSUES, takes_up="…", leaves_out=""),
        "positions": rows_of(POSITION, POSITIONS, when="…"),
    }
    for meeting in meetings:
        told = recorded(meeting) | _claims(meeting) | _dialogue(meeting)
        for table, rows in told.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def people_of(
    participants: Iterable[Iterable[object]],
    kinds: Iterable[Iterable[object]] = KINDS,
    coders: Iterable[Iterable[object]] = CODERS,
) -> Tables:
    """Return the tables on who speaks and who codes."""
    return {
        "kinds": rows_of("kind singular plural order role", kinds),
        "participants": rows_of("id name kind iso3 un_group region", participants),
        "coders": rows_of("coder label nature reviewed_by", coders),
    }


def rows_of(
    columns: str, rows: Iterable[Iterable[object]], **more: object
) -> list[dict[str, object]]:
    """Give each row's values their columns' names; `more` stands in every row."""
    return [dict(zip(columns.split(), row, strict=True)) | more for row in rows]


def recorded(meeting: Meeting) -> Tables:
    """Return the tables on what is recorded of a meeting, without its claims and its dialogue."""
    text, items = note(meeting)
    spoken = iter([item["id"] for item in items if not item["reason"]])
    tables: Tables = {
        "meetings": [
            {
                "id": meeting.id,
                "title": meeting.title,
                "date": meeting.date,
                "place": "Syldavia",
                "convenor": "Tea Bureau",
            }
        ],
        "sources": [
            {
                "id": f"{meeting.id}-note",
                "meeting": meeting.id,
                "title": f"{meeting.title}: note",
                "issuer": "not named",
                "kind": meeting.record,
                "language": "en",
                "url": "",
                "symbol": "",
                "file": note_name(meeting),
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "offset_unit": "Unicode code points",
            }
        ],
        "items": items,
        "interventions": [],
        "points": [],
        "codings": [],
        "codings_blind": [],
    }
    for order, turn in enumerate(meeting.turns, 1):
        id = meeting.turn_id(turn)
        tables["interventions"].append(
            {
                "id": id,
                "meeting": meeting.id,
                "order": order,
                "participant": turn.participant,
                "speaker": turn.speaker,
                "office": turn.office,
                "kind": turn.kind,
                "on_behalf_of": "",
                "replies_to": turn.replies_to and f"{meeting.id}-{turn.replies_to}",
            }
        )
        for number, point in enumerate(turn.points, 1):
            tables["points"].append(
                {
                    "id": f"{id}-{number}",
                    "intervention": id,
                    "order": number,
                    "item": next(spoken),
                    "gist": _said(point) if meeting.quoted else f"Gist: {_said(point).lower()}",
                }
                | ({"quotation": "true"} if meeting.quoted else {})
            )
            tables["codings"] += _codings(f"{id}-{number}", point, CODER)
            if turn.kind == "floor" and number == 1:
                tables["codings_blind"] += _codings(f"{id}-{number}", point, "coder-b")
    speakers = dict.fromkeys(turn.participant for turn in meeting.turns)
    tables["names"] = [
        {"source": f"{meeting.id}-note", "name": id.title(), "participant": id} for id in speakers
    ]
    return tables


def _codings(id: str, point: str, coder: str) -> list[dict[str, object]]:
    told = [text.split() for text in point.partition(" | ")[2].split(",") if text.strip()]
    return [
        {
            "point": id,
            "issue": issue,
            "position": position,
            "voice": "reported" if "reported" in marks else "own",
            "coder": coder,
            "note": "",
            "unsure": "true" if "unsure" in marks else "false",
        }
        for issue, position, *marks in told
    ]


def _claims(meeting: Meeting) -> Tables:
    """Claim 1 is about hot tea; the others have two parts, and a wide reading of the first."""
    tables: Tables = {"claims": [], "claim_parts": [], "claim_issues": []}
    for number, claim in enumerate(meeting.claims, 1):
        id = f"{meeting.id}-claim-{number}"
        tables["claims"].append(
            {
                "id": id,
                "item": f"{meeting.id}-note-{number + 1:03}",
                "gist": claim,
                "scope_kinds": "state",
                "scope_turns": "floor",
            }
        )
        parts = (
            {"hot": ("hot-tea",)}
            if number == 1
            else {"clean": ("clean-pots",), "shared": ("one-pot", "open-kettle")}
        )
        for order, (part, issues) in enumerate(parts.items(), 1):
            tables["claim_parts"].append(
                {"claim": id, "part": part, "label": part.title(), "order": order}
            )
            tables["claim_issues"] += [
                {"claim": id, "part": part, "issue": issue, "reading": reading}
                for issue, reading in zip(issues, ("narrow", "wide"), strict=False)
            ]
    return tables


def _dialogue(meeting: Meeting) -> Tables:
    """In the briefing on tea, Atlantis asks for biscuits and gets a promise of them."""
    if meeting is not TEA:
        return {}
    asked, told = f"{TEA.id}-atlantis-2", f"{TEA.id}-reply-atlantis-1"
    return {
        "acts": [
            _act(asked, "question", "tea-bureau-chair", "Asks for biscuits"),
            _act(told, "undertaking", "atlantis", "Promises biscuits"),
        ],
        "act_issues": [{"act": f"{id}-a", "issue": "biscuits"} for id in (asked, told)],
        "responses": [
            {
                "id": f"{TEA.id}-response-1",
                "target_act": f"{asked}-a",
                "target_point": "",
                "response_point": told,
                "response_act": f"{told}-a",
                "relation": "defers",
            },
            {
                "id": f"{TEA.id}-response-2",
                "target_act": "",
                "target_point": f"{TEA.id}-atlantis-4",
                "response_point": f"{TEA.id}-borduria-1",
                "response_act": "",
                "relation": "differs",
            },
        ],
    }


def _act(point: str, kind: str, addressee: str, gist: str) -> dict[str, object]:
    return {"id": f"{point}-a", "point": point, "kind": kind, "addressee": addressee, "gist": gist}
