"""Synthetic data packages whose every text is an attack, for tests of exports.

`package(folder, payloads)` writes a valid package in which every text field of every table holds
every payload, row by row, each field from another payload on. What must not travel (columns that
are not released, files that no table names) holds `CANARY`. Nobody said any of this.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from briefings import CODER, Tables
from packages import SHIPPED, describe, write
from payloads import CANARY, HIT

from floorbook.package.description import describe as described
from floorbook.package.schema import Field, Package
from floorbook.package.values import fault

LETTERS = "ABCDEFGHIJKLNOPQRSTUVWXYZ?"  # M is for mixed


ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Export:
    """A hostile package, and the reports of it; the whole stands in a folder named a canary."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / f"{CANARY}-data"

    @property
    def notes(self) -> Path:
        return self.folder / "notes"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def pages(self) -> list[Path]:
        """The reports."""
        return sorted(self.out.glob("*.html"))

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table, read by nothing of ours."""
        path = self.data / f"{table.replace('_', '-')}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def texts(self, table: str, key: str, label: str) -> dict[str, str]:
        """A column of a table by another one."""
        return {row[key]: row[label] for row in self.rows(table)}

    def make(self, payloads: Mapping[str, str], notebooks: list[str], briefs: list[str]) -> None:
        """Write the package and its reports, as somebody whose name and home are canaries."""
        package(self.data, payloads)
        paths = [str(ROOT / "notebooks" / f"{name}.ipynb") for name in notebooks]
        self.floorbook("report", *paths, "--source", str(self.notes), "--out", str(self.out))
        self.floorbook("brief", *briefs, "--out", str(self.out))

    def floorbook(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[bytes]:
        """Run a command of Floorbook on the package."""
        command = [sys.executable, "-m", "floorbook_report", *arguments, "--data", str(self.data)]
        names = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "HOSTNAME"), f"{CANARY}-user")
        home = self.folder / f"{CANARY}-home"
        home.mkdir(exist_ok=True)
        environment = {**os.environ, **names, "HOME": str(home)}
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert done.returncode == status, done.stderr.decode()[-2000:]
        return done


@cache
def description() -> Package:
    """The description of the shipped package, whose schema ours have too."""
    package, problems = described(SHIPPED)
    assert package is not None and not problems
    return package


def text_fields() -> list[tuple[str, Field]]:
    """The fields, with their tables, in which any text may stand; positions name themselves."""
    return [(table, replace(field, choices=())) for table, field in fields() if _is_free(field)]


def bound_fields() -> list[tuple[str, Field]]:
    """All other fields, with their tables: numbers, dates, ids, values of a list."""
    return [(table, field) for table, field in fields() if not _is_free(field)]


def fields() -> list[tuple[str, Field]]:
    return [
        (table.name, field)
        for table in description().tables
        for field in table.fields
        if field.name != "scope_kinds"  # holds several ids
    ]


def _is_free(field: Field) -> bool:
    listed = field.choices and field.name != "position"  # a package says itself what these are
    bound = field.pattern and field.name != "file"
    return field.type == "string" and field.format == "default" and not listed and not bound


def package(folder: Path, payloads: Mapping[str, str]) -> Path:
    """Write a valid package that holds every payload in every text field, and its sources.

    The sources stand in `folder.parent / "notes"`; their passages are payloads with the canary.
    """
    texts = _Texts(list(payloads.values()))
    tables, notes = _tables(texts)
    data = json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))
    folder.mkdir(parents=True)
    for resource in data["resources"]:
        header = [field["name"] for field in resource["schema"]["fields"]]
        rows = [[row.get(name, "") for name in header] for row in tables[resource["name"]]]
        write(folder, resource["name"], [header, *rows])
    (folder / "datapackage.json").write_text(json.dumps(data), "utf-8")
    names = [str(row["position"]) for row in tables["positions"]]

    def own(package: dict[str, object]) -> None:
        package |= {
            "name": "floorbook-hostile",
            "title": texts("package", "title", 0),
            "description": "Synthetic: nobody said any of this.",
            "version": "<b onmouseover=pwned('version')>1</b>",
            "coder": CODER,
            "limits": list(payloads.values()),
        }
        for resource in package["resources"]:
            for field in resource["schema"]["fields"]:
                if field["name"] == "position":
                    field["categories"] = names

    describe(folder, own)
    (folder / "stray.csv").write_text(f"id,secret\n1,{CANARY}-stray\n", "utf-8")
    for name, text in notes.items():
        path = folder.parent / "notes" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return folder


class _Texts:
    """The payloads in turn: every text field begins with another one."""

    def __init__(self, payloads: list[str]) -> None:
        self.payloads = payloads
        self.fields = {(table, field.name): field for table, field in text_fields()}
        self.offsets = {key: 5 * at for at, key in enumerate(self.fields)}

    def __len__(self) -> int:
        return len(self.payloads)

    def __call__(self, table: str, column: str, row: int) -> str:
        """The payload of a row; what the field would refuse is left out, and tried elsewhere."""
        key = (table, column)
        text = self.payloads[(row + self.offsets.get(key, 0)) % len(self)]
        if field := self.fields.get(key):
            if not field.released:
                return f"{CANARY}-{table}-{column}-{row}"
            if fault(text, field):
                return f"no. {row}"
        return text

    def row(self, table: str, at: int, **more: object) -> dict[str, object]:
        """A row whose text fields hold payloads; `more` are its other fields."""
        free = [column for name, column in self.fields if name == table]
        return {column: self(table, column, at) for column in free} | more


def _tables(texts: _Texts) -> tuple[Tables, dict[str, str]]:
    """All tables, and the sources by the names of their files."""
    count = len(texts)
    people = [f"who-{k}" for k in range(count)]
    issues = [f"issue-{k}" for k in range(count)]
    scale = min(count - 1, 9)  # no scale is longer
    kinds = [texts("kinds", "kind", k) for k in range(count)]
    tables: Tables = {
        "kinds": [
            texts.row("kinds", k, kind=kind, order=k + 1, role=_role(k))
            for k, kind in enumerate(kinds)
        ],
        "coders": [
            texts.row("coders", k, coder=id, nature="machine")
            for k, id in enumerate([CODER, "coder-b", *(f"coder-{k}" for k in range(2, count))])
        ],
        "participants": [
            texts.row("participants", k, id=id, kind=kinds[k], iso3="", un_group="", region="")
            for k, id in enumerate(people)
        ],
        "dimensions": [
            texts.row("dimensions", k, dimension=f"dim-{k}", order=k + 1, compared="true")
            for k in range(count)
        ],
        "codebook": [
            texts.row("codebook", k, issue=id, dimension=f"dim-{k}") for k, id in enumerate(issues)
        ],
        "positions": [
            texts.row(
                "positions",
                k,
                value="" if k >= scale else f"{-1 + 2 * k / (scale - 1):.6f}",
                letter=LETTERS[k],
            )
            for k in range(count)
        ],
    }
    positions = [str(row["position"]) for row in tables["positions"]]
    delegations = [kind for k, kind in enumerate(kinds) if _role(k) == "delegation"]
    scope = ";".join(kind for kind in delegations if ";" not in kind)
    notes = {}
    for number in range(count):
        meeting = _Meeting(texts, number, people, issues, positions, scope)
        notes[meeting.file] = meeting.text
        for table, rows in meeting.tables.items():
            tables.setdefault(table, []).extend(rows)
    return tables, notes


def _role(k: int) -> str:
    return {1: "secretariat", 2: "other", 3: "other"}.get(k, "delegation")


class _Meeting:
    """A meeting: the first with everybody and all that can be said, the others with one turn."""

    def __init__(
        self,
        texts: _Texts,
        number: int,
        people: list[str],
        issues: list[str],
        positions: list[str],
        scope: str,
    ) -> None:
        self.texts, self.number, self.scope = texts, number, scope
        self.people, self.issues, self.positions = people, issues, positions
        self.id, self.note = f"meet-{number}", f"note-{number}"
        self.file = f"{CANARY}-file-{number}.md"
        self.text = ""
        self.tables: Tables = {
            name: []
            for name in (
                *("items", "interventions", "points", "codings", "codings_blind", "acts"),
                *("act_issues", "responses", "claims", "claim_parts", "claim_issues", "names"),
            )
        }
        claim = self.item("headline claim")
        self.claim(claim)
        if number == 0:
            self.first()
        else:
            self.turn(people[number], "floor", [issues[number], issues[0]])
        self.tables["meetings"] = [
            texts.row("meetings", number, id=self.id, date=f"2031-01-{number + 1:02}")
        ]
        self.tables["sources"] = [
            texts.row(
                "sources",
                number,
                id=self.note,
                meeting=self.id,
                language="en",
                url=f"{HIT}/url",
                file=self.file,
                sha256=hashlib.sha256(self.text.encode()).hexdigest(),
                offset_unit="Unicode code points",
            )
        ]
        self.tables["names"] = [
            texts.row("names", number, source=self.note, participant=people[number])
        ]
        for row in self.tables["names"]:
            row["name"] = f"{row['name']} ({number})"  # no section is another's by its name

    def first(self) -> None:
        """The meeting at which everybody speaks, asks, and is answered."""
        opening = self.turn(self.people[1], "presentation", [self.issues[0]])[0]
        asked = [
            self.turn(who, "floor", [self.issues[k], self.issues[0], self.issues[1]])[0]
            for k, who in enumerate(self.people)
        ]
        reply = self.turn(self.people[1], "reply", [self.issues[2]], to=0)[0]
        self.turn(self.people[1], "closing", self.issues[:3], voice="reported", points=3)
        for k, point in enumerate(asked):
            ask, told = f"ask-{k}", f"told-{k}"
            kind = "question" if k % 2 else "request"
            self.tables["acts"] += [
                self.texts.row("acts", k, id=ask, point=point, kind=kind),
                self.texts.row("acts", k + 7, id=told, point=reply, kind="undertaking"),
            ]
            self.tables["act_issues"].append({"act": ask, "issue": self.issues[k]})
            self.tables["responses"] += [
                {
                    "id": f"fate-{k}",
                    "target_act": ask,
                    "response_point": reply,
                    "response_act": told,
                    "relation": ("answers", "partly", "defers")[k % 3],
                },
                {
                    "id": f"echo-{k}",
                    "target_point": opening,
                    "response_point": point,
                    "relation": ("endorses", "notes", "differs")[k % 3],
                },
            ]

    def turn(
        self,
        who: str,
        kind: str,
        issues: list[str],
        *,
        to: int | None = None,
        voice: str = "own",
        points: int = 1,
    ) -> list[str]:
        """Add a turn with its points, and their codings."""
        turns = self.tables["interventions"]
        id, order = f"{self.id}-turn-{len(turns)}", len(turns)
        replies = "" if to is None else f"{self.id}-turn-{to + 1}"
        row = self.texts.row(
            "interventions", order, id=id, meeting=self.id, order=order + 1, participant=who
        )
        turns.append(row | {"kind": kind, "replies_to": replies})
        section = self.texts("items", "section", order + self.number)
        found = []
        for number in range(points):
            point = f"{id}-{number}"
            at = len(self.tables["points"]) + self.number
            self.tables["points"].append(
                self.texts.row(
                    "points",
                    at,
                    id=point,
                    intervention=id,
                    order=number + 1,
                    item=self.item("", section, order * 10 + number + 1),
                )
            )
            for k, issue in enumerate(dict.fromkeys(issues)):
                self.code(point, issue, at, k, voice)
            found.append(point)
        return found

    def code(self, point: str, issue: str, at: int, k: int, voice: str) -> None:
        """Add codings: every third is unsure, and the second coder sees some otherwise."""
        own = self.positions[(at + k) % len(self.positions)]
        coded = {"point": point, "issue": issue, "voice": voice}
        coded |= {"unsure": "true" if at % 3 == 0 else "false"}
        row = self.texts.row("codings", at, coder=CODER, **coded) | {"position": own}
        self.tables["codings"].append(row)
        other = self.positions[(at + 2 * k) % len(self.positions)]
        row = self.texts.row("codings_blind", at, coder="coder-b", **coded) | {"position": other}
        self.tables["codings_blind"].append(row)

    def claim(self, item: str) -> None:
        """Add the claim at the head of the note."""
        k = self.number
        self.tables["claims"].append(
            self.texts.row(
                "claims", k, id=f"claim-{k}", item=item, scope_kinds=self.scope, scope_turns="floor"
            )
        )
        for order, part in enumerate(("one", "two") if k == 0 else ("one",), 1):
            self.tables["claim_parts"].append(
                self.texts.row(
                    "claim_parts", k + order - 1, claim=f"claim-{k}", part=part, order=order
                )
            )
            for reading, ahead in (("narrow", order - 1), ("wide", order)):
                issue = self.issues[(k + ahead) % len(self.issues)]
                self.tables["claim_issues"].append(
                    {"claim": f"claim-{k}", "part": part, "issue": issue, "reading": reading}
                )

    def item(self, reason: str, section: str | None = None, number: int | str = "") -> str:
        """Add an item, and its passage to the note."""
        items = self.tables["items"]
        id, at = f"{self.note}-{len(items)}", len(items) + self.number
        said = " ".join(self.texts.payloads[at % len(self.texts)].split())
        passage = f"{CANARY}-passage {said} end."
        folded = " ".join(unicodedata.normalize("NFC", passage).split())
        items.append(
            {
                "id": id,
                "source": self.note,
                "order": len(items) + 1,
                "section": self.texts("items", "section", at) if section is None else section,
                "number": number,
                "start": len(self.text),
                "end": len(self.text) + len(passage),
                "fingerprint": hashlib.sha256(folded.encode()).hexdigest(),
                "reason": reason,
            }
        )
        self.text += f"{passage}\n\n"
        return id
