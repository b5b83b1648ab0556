"""Who speaks: each participant once, however the table writes its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from floorbook.package.problems import Problem
from floorbook.statements import states
from floorbook.statements.corrections import quoted
from floorbook.statements.evidence import TURNS
from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.ids import Ids
from floorbook.statements.likeness import slips

SECRETARIAT = "secretariat"
KINDS: Mapping[str, tuple[str, str, str, str]] = {
    # words: kind, singular, plural, role
    "state; states; government; country; member state; delegation; état; gouvernement; estado;"
    " gobierno; staat; regierung": ("state", "government", "governments", "delegation"),
    "agency; un agency; international organisation; international organization; igo; io;"
    " un body; organisation internationale; organización internacional": (
        *("agency", "agency", "agencies", "other"),
    ),
    "civil society; ngo; civil society organisation; civil society organization; cso; ong;"
    " société civile; sociedad civil; zivilgesellschaft": (
        *("civil society", "civil society organisation", "civil society organisations", "other"),
    ),
    "observer; observers; observateur; observador; beobachter": (
        *("observer", "observer", "observers", "other"),
    ),
    "group; group of states; regional group; groupe; grupo; gruppe": (
        *("group", "group of states", "groups of states", "other"),
    ),
    "press; press release; media; communiqué de presse; comunicado de prensa;"
    " pressemitteilung; presse; prensa": ("press", "press body", "press bodies", "other"),
    "business; company; private sector; industry; entreprise; empresa; unternehmen": (
        *("business", "business", "businesses", "other"),
    ),
    "secretariat; secrétariat; secretaría; sekretariat; host; chair": (
        *(SECRETARIAT, "official of the secretariat", "officials of the secretariat", SECRETARIAT),
    ),
}
_KINDS = {folded(word): of for words, of in KINDS.items() for word in words.split(";")}


@dataclass
class People:
    """The participants: `of` gives the id of each text, `rows` and `kinds` are tables.

    `behind` has what stands behind a state in the texts that a person took for the state.
    """

    of: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    kinds: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)


def people(head: Head, records: Sequence[Record], asked: Mapping[str, str], beside: str) -> People:
    """Find the participants of a table."""
    found = People()
    texts = [*dict.fromkeys(record["participant"] for record in records)]
    codes = states.coded(texts)
    wanted = {folded(text) or text: name for text, name in asked.items()}
    ids = Ids("participant")
    spelt: dict[str, list[str]] = {}
    for text in texts:
        name, key, iso3 = _named(text, codes, wanted)
        if key not in ids.of:
            row = {"id": ids.give(key, name), "name": name, "iso3": iso3}
            found.rows.append(row)
        elif text not in codes:  # a name that was written goes before one that was made
            row = next(row for row in found.rows if row["id"] == ids.of[key])
            made = row["name"] == states.english(iso3 or "MEX")
            row["name"] = name if made and (folded(text) or text) not in wanted else row["name"]
        found.of[text] = ids.of[key]
        if iso3 and key == iso3 and (rest := _behind(text)[1]):
            found.behind[text] = rest
        spelt.setdefault(ids.of[key], []).append(text)
    found.names = _names(found, texts)
    _tell(found, codes, spelt, beside)
    _doubt(found, head, records, beside)
    _kinds(found, head, records)
    if not any(row["iso3"] for row in found.rows):
        for row in found.rows:
            del row["iso3"]
    return found


def _named(
    text: str, codes: Mapping[str, str], wanted: Mapping[str, str]
) -> tuple[str, object, str]:
    """Return name, identity and ISO code of what stands in a cell."""
    plain = " ".join(text.split())
    if name := wanted.get(folded(text) or text):
        code = states.named(name)
        return name, (code or folded(name) or name), code or _behind(name)[0]
    if text in codes:
        return states.english(codes[text]), codes[text], codes[text]
    if code := states.named(plain):
        return plain, code, code
    return plain, folded(plain) or plain, _behind(plain)[0]


def _behind(text: str) -> tuple[str, str]:
    """Return the state before a party or ministry, and this; it stays a participant of its own."""
    if len(states.several(text)) > 1:
        return "", ""
    for mark in (" (", ", ", " – ", " - ", " / ", ": "):
        before, _, rest = text.partition(mark)
        if rest and (code := states.named(before)):
            return code, rest.removesuffix(")") if mark == " (" else rest
    return "", ""


def _names(found: People, texts: Sequence[str]) -> dict[str, str]:
    shown = {row["id"]: row["name"] for row in found.rows}
    return {text: shown[found.of[text]] for text in texts}


def _tell(
    found: People, codes: Mapping[str, str], spelt: Mapping[str, Sequence[str]], beside: str
) -> None:
    read = [f"{text} = {found.names[text]}" for text in codes if text in found.names]
    if read:
        found.told.append(f"read as states by their ISO codes: {_some(read)}")
    joined = [" = ".join(map(quoted, each)) for each in spelt.values() if len(each) > 1]
    if joined:
        found.told.append(f"taken for the same participant: {_some(joined)}")
    lines = [
        f"{quoted(row['name'])} = {quoted(states.english(row['iso3']))}"
        for row in found.rows
        if row["iso3"] and not states.named(row["name"]) and _behind(row["name"])[1]
    ]
    if lines:
        told = "states with more behind them are participants of their own; a line under"
        told += f" [participants] in {beside} takes one for the state, and the rest for the speaker"
        found.told.append(f"{told}: {_some(lines)}")


def _doubt(found: People, head: Head, records: Sequence[Record], beside: str) -> None:
    """Name participants that are nearly another, and cells in which several states stand."""
    rows: dict[str, list[int]] = {}
    for record in records:
        rows.setdefault(found.names[record["participant"]], []).append(record.number)
    for name, like in slips({name: len(each) for name, each in rows.items()}).items():
        if states.named(name) and states.named(like):
            continue
        line = f"{quoted(name)} = {quoted(like)}"
        told = f"nearly the same as {quoted(like)}, and kept apart"
        allowed = (f"a line under [participants] in {beside} that joins them: {line}",)
        found.doubts.append(head.doubt("participant", rows[name], told, name, allowed, like))
    for name, each in rows.items():
        if len(states.several(name)) > 1:
            told = "several states in a cell, taken as one participant"
            allowed = ("a row for each",)
            found.doubts.append(head.doubt("participant", each, told, name, allowed))


def _some(texts: Sequence[str], most: int = 8) -> str:
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def _kinds(found: People, head: Head, records: Sequence[Record]) -> None:
    """Give participants the kind that most of their rows say, and kinds their words."""
    said: dict[str, Counter[str]] = {}
    rows: dict[str, list[int]] = {}
    for record in records:
        kind = " ".join(record["participant kind"].split())
        if kind and folded(kind) not in TURNS:  # a column of kinds may tell replies apart too
            id = found.of[record["participant"]]
            said.setdefault(id, Counter())[kind] += 1
            rows.setdefault(id, []).append(record.number)
    if not said:
        return
    known: dict[str, tuple[str, str, str, str]] = {}
    for row in found.rows:
        kinds = said.get(row["id"], Counter({"participant": 1}))
        kind = kinds.most_common(1)[0][0]
        known[kind] = _KINDS.get(folded(kind), (kind, kind, kind, "delegation"))
        row["kind"] = known[kind][0]
        if len(kinds) > 1:
            told = f"{row['name']} is of several kinds, {' and '.join(kinds)}: taken as {kind}"
            found.doubts.append(head.doubt("participant kind", rows[row["id"]], told))
    for order, (kind, singular, plural, role) in enumerate(dict.fromkeys(known.values()), 1):
        found.kinds.append(
            {
                "kind": kind,
                "singular": singular,
                "plural": plural,
                "order": str(order),
                "role": role,
            }
        )
    counted = [f"{kind} ({role})" for kind, _, _, role in dict.fromkeys(known.values())]
    found.told.append(f"kinds of participant: {', '.join(counted)}")
