"""Facts counted once more from a package's CSV files, by plain loops, and texts held against facts.

Nothing here uses `floorbook.measures`: what a sentence says is counted in two ways that share no
code. `checked` holds a finding against its own facts.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

import generated
import packages
from generated import EDGES, VARIANTS, Shape

from floorbook import Dataset
from floorbook.wording.about import credit, meeting_line
from floorbook.wording.facts import Finding

Row = dict[str, str]
Range = tuple[int, int]

MAKERS: Mapping[str, Callable[[Path], Path]] = {
    "shipped": lambda folder: packages.SHIPPED,
    "small": packages.small,
    "two": packages.two,
    **{
        name: lambda folder, shape=shape: generated.write(folder, shape)  # type: ignore[misc]
        for name, shape in {
            **EDGES,
            **{name: shape for name, shape in VARIANTS.items() if name != "no positions"},
            "two meetings": Shape(meetings=2, states=8, points=90, claims=3, seed=2),
            "four meetings": Shape(meetings=4, points=40, claims=1, seed=5),
            "many states": Shape(states=14, points=160, issues=4, claims=3, seed=3),
        }.items()
    },
}
"""Packages to count in: the shipped one, the small ones, the generated ones with positions."""

FEW = ("shipped", "two", "a scale of 7")
"""The packages of the normal run, where a module of tests names no others as its FEW; all are tried
under --full."""

EVERY: Mapping[str, Callable[[Path], Path]] = {
    **MAKERS,
    "no positions": lambda folder: generated.write(folder, VARIANTS["no positions"]),
}


def checked(finding: Finding, dataset: Dataset) -> Finding:
    """Hold a finding against its facts, and give it back.

    Every number in it is one of its facts' or stands in a label of the package, every participant
    that it names is one of theirs, or is named in the place of one of their points.
    """
    names = dataset.labels["participant"]
    places = dataset.labels["point"]
    for one in finding.facts:
        assert one.least <= one.most, one
        assert one.of is None or one.most <= one.of, one
        assert set(one.who) <= set(names) and set(one.points) <= set(places), one
    behind = [places[point] for one in finding.facts for point in one.points]
    who = {one for each in finding.facts for one in each.who}
    rest = finding.text
    for label in _labels(dataset):
        rest = _without(rest, label)
    for id, name in sorted(names.items(), key=lambda named: -len(named[1])):
        if rest != (left := _without(rest, name)):
            named = id in who or any(name in place for place in behind)
            assert named, f"{name} is in no fact of: {finding}"
            rest = left
    counted = {str(n) for one in finding.facts for n in (one.least, one.most, one.of)}
    numbered = {n for place in behind for n in re.findall(r"\d+", place)}
    alien = set(re.findall(r"\d+", rest)) - counted - numbered
    assert not alien, f"{alien} in no fact of: {finding}"
    assert not finding.text.endswith(" ") and "  " not in finding.text, finding
    return finding


def _labels(dataset: Dataset) -> list[str]:
    """Give all that a package itself calls things, but for its participants; the longest first."""
    found = {credit(dataset, [one]) for one in dataset.meetings["id"]}
    found.add(credit(dataset, dataset.meetings["id"]))
    found |= {meeting_line(dataset, one) for one in dataset.meetings["id"]}
    found |= {label for key in ("meeting", "source", "issue", "dimension", "position")
              for label in dataset.labels[key].values()}  # fmt: skip
    for table, column in (
        ("positions", "verb"), ("positions", "phrase"), ("claims", "gist"), ("codebook", "claim"),
        ("kinds", "singular"), ("kinds", "plural"), ("claim_parts", "label"),
        ("meetings", "title"),
    ):  # fmt: skip
        found |= {text.rstrip(".") for text in getattr(dataset, table)[column]}
    return sorted(filter(None, found), key=lambda label: (-len(label), label))


def _without(text: str, part: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "…", text)


class Recount:
    """The tables of a package as plain rows, and what can be counted in them."""

    def __init__(self, folder: Path) -> None:
        def rows(table: str) -> list[Row]:
            path = packages.file_of(folder, table)
            if not path.exists():
                return []
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.rows = rows
        self.meetings = [row["id"] for row in rows("meetings")]
        self.roles = {row["kind"]: row["role"] for row in rows("kinds")}
        self.kinds = {row["id"]: row["kind"] for row in rows("participants")}
        self.turns = {row["id"]: row for row in rows("interventions")}
        self.points = {row["id"]: row for row in rows("points")}
        self.codings = rows("codings")
        self.names = {row["id"]: row["name"] for row in rows("participants")}
        self.labels = {row["issue"]: row["label"] for row in rows("codebook")}
        self.dimension = {row["issue"]: row["dimension"] for row in rows("codebook")}
        compared = {row["dimension"]: row["compared"] == "true" for row in rows("dimensions")}
        self.compared = {issue: compared[one] for issue, one in self.dimension.items()}
        given = [float(row["value"]) for row in rows("positions") if row["value"]]
        middle = (min(given) + max(given)) / 2 if given and min(given) * max(given) > 0 else 0.0
        self.values = {
            row["position"]: float(row["value"]) - middle if row["value"] else None
            for row in rows("positions")
        }

    def word(self, positions: Iterable[str]) -> str:
        """The codebook's rule for several codings of one participant; "" without any."""
        found = set(positions)
        on = [one for one in self.values if one in found and self.values[one] is not None]
        if not on:
            return next((one for one in self.values if one in found), "")
        signed = [one for one in on if self.values[one]]
        if not signed:
            return on[0]
        up = {self._value(one) > 0 for one in signed}
        if len(up) == 2:
            return "mixed"
        if len(signed) < len(on):  # somebody is on neither side too: the mildest there is
            signed = [one for one, value in self.values.items() if value and {value > 0} == up]
        return min(signed, key=lambda one: abs(self._value(one)))

    def _value(self, position: str) -> float:
        value = self.values[position]
        assert value is not None, position
        return value

    def side(self, word: str) -> int:
        """Whether a word is for (1), against (-1), or neither (0)."""
        value = self.values.get(word) or 0
        return (value > 0) - (value < 0)

    def end(self, word: str) -> bool:
        """Whether a word is the one farthest out on the scale, on one side or the other."""
        given = [value for value in self.values.values() if value is not None]
        return self.values.get(word) in (min(given), max(given))

    def verb(self, word: str) -> str:
        """What a participant with this word does."""
        if word == "mixed":
            return "is recorded on both sides of it"
        (row,) = [one for one in self.rows("positions") if one["position"] == word]
        return row["verb"] or f"is recorded with the position {row['label']}"

    def cells(self, meeting: str, *, sure: bool = False) -> dict[tuple[str, str], str]:
        """By participant and issue the word for what it says for itself."""
        said: dict[tuple[str, str], list[str]] = defaultdict(list)
        for at, who, coding in self.own(sure=sure):
            if at == meeting:
                said[who, coding["issue"]].append(coding["position"])
        return {key: self.word(positions) for key, positions in said.items()}

    def own(self, *, sure: bool = False) -> Iterator[tuple[str, str, Row]]:
        """Meeting, participant and coding of all that is said in own voice."""
        for coding in self.codings:
            turn = self.turn(coding["point"])
            if coding["voice"] == "own" and not (sure and coding["unsure"] == "true"):
                yield turn["meeting"], turn["participant"], coding

    def pairs(self, meeting: str) -> list[tuple[str, str]]:
        """All pairs at a meeting but the secretariat's, in the order of the participants."""
        spoke = {turn["participant"] for turn in self.turns.values() if turn["meeting"] == meeting}
        people = [one for one in self.names if one in spoke and self.role(one) != "secretariat"]
        return list(combinations(people, 2))

    def shared(self, meeting: str, *, sure: bool = False) -> dict[tuple[str, str], tuple[int, int]]:
        """On how many issues each pair is on the same side, and on how many both take one."""
        words = self.cells(meeting, sure=sure)
        found = {}
        for a, b in self.pairs(meeting):
            both = [one for one in self.labels if self.share(words, a, b, one)]
            same = [one for one in both if self.side(words[a, one]) == self.side(words[b, one])]
            found[a, b] = (len(same), len(both))
        return found

    def turn(self, point: str) -> Row:
        """The turn in which a point stands."""
        return self.turns[self.points[point]["intervention"]]

    def role(self, participant: str) -> str:
        return self.roles[self.kinds[participant]]

    def speakers(self, meeting: str, roles: Iterable[str], kind: str = "floor") -> set[str]:
        """Who of these roles has a turn of this kind."""
        found = set()
        for turn in self.turns.values():
            there = turn["meeting"] == meeting and turn["kind"] == kind
            if there and self.role(turn["participant"]) in roles:
                found.add(turn["participant"])
        return found

    def floor(self, meeting: str) -> tuple[set[str], set[str], int]:
        """Who speaks from the floor, their points there, and how many points there are at all."""
        who = self.speakers(meeting, ("delegation", "other"))
        theirs, every = set(), 0
        for point in self.points:
            turn = self.turn(point)
            if turn["meeting"] == meeting:
                every += 1
                if turn["kind"] == "floor" and turn["participant"] in who:
                    theirs.add(point)
        return who, theirs, every

    def supports(self, positions: Iterable[str]) -> bool:
        """Whether somebody with these positions supports what they are about."""
        values = [self.values[one] for one in positions]
        signs = {value > 0 for value in values if value}
        return signs == {True}

    def reach(self, meeting: str) -> dict[str, tuple[set[str], Range]]:
        """By issue the delegations that speak on it from the floor, and how many support it."""
        said: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for coding in self.codings:
            turn = self.turn(coding["point"])
            here = turn["meeting"] == meeting and turn["kind"] == "floor"
            counted = self.role(turn["participant"]) == "delegation"
            if here and counted and coding["voice"] == "own":
                said[coding["issue"]][turn["participant"]].append(coding)
        found = {}
        for issue, by in said.items():
            counts = []
            for sure in (True, False):
                kept = [
                    [one["position"] for one in told if not (sure and one["unsure"] == "true")]
                    for told in by.values()
                ]
                counts.append(sum(self.supports(positions) for positions in kept))
            found[issue] = (set(by), (min(counts), max(counts)))
        return found

    def share(self, words: Mapping[tuple[str, str], str], a: str, b: str, issue: str) -> bool:
        """Whether an issue is compared and both of two take a side on it, with these words."""
        both = self.side(words.get((a, issue), "")) * self.side(words.get((b, issue), ""))
        return bool(both) and self.compared[issue]

    def claim(self, claim: str) -> dict[str, tuple[set[str], set[str], Range, int]]:
        """By part, "any" and "all": who supports it always and ever, how many, and of how many."""
        present, counts = self.counts(claim)
        backing: dict[str, list[set[str]]] = defaultdict(list)
        for words in counts.values():
            each = {
                part: {who for who, word in by.items() if self.side(word) > 0}
                for part, by in words.items()
            }
            for part, who in each.items():
                backing[part].append(who)
            backing["any"].append(set().union(*each.values()))
            backing["all"].append(set(present).intersection(*each.values()))
        return {
            part: (
                set.intersection(*sets), set().union(*sets),
                (min(map(len, sets)), max(map(len, sets))), len(present),
            )
            for part, sets in backing.items()
        }  # fmt: skip

    def counts(
        self, claim: str
    ) -> tuple[set[str], dict[tuple[str, bool], dict[str, dict[str, str]]]]:
        """Who is counted; and by reading and sureness, by part, the word of each."""
        (row,) = [one for one in self.rows("claims") if one["id"] == claim]
        sources = {one["id"]: one["meeting"] for one in self.rows("sources")}
        (meeting,) = [
            sources[one["source"]] for one in self.rows("items") if one["id"] == row["item"]
        ]
        kinds, turns = row["scope_kinds"].split(";"), row["scope_turns"].split(";")
        present = {
            turn["participant"]
            for turn in self.turns.values()
            if turn["meeting"] == meeting and turn["kind"] in turns
            and self.kinds[turn["participant"]] in kinds
        }  # fmt: skip
        issues: dict[str, dict[str, set[str]]] = {
            one["part"]: {"narrow": set(), "wide": set()}
            for one in self.rows("claim_parts")
            if one["claim"] == claim
        }
        for one in self.rows("claim_issues"):
            if one["claim"] == claim:
                issues[one["part"]][one["reading"]].add(one["issue"])
        counts: dict[tuple[str, bool], dict[str, dict[str, str]]] = {}
        for reading, sure in product(("narrow", "wide"), (True, False)):
            counts[reading, sure] = {
                part: {
                    who: self.word(self._said(meeting, turns, who, taken, sure)) for who in present
                }
                for part, of in issues.items()
                for taken in [of["narrow"] if reading == "narrow" and of["narrow"]
                              else of["narrow"] | of["wide"]]
            }  # fmt: skip
        return present, counts

    def _said(
        self, meeting: str, turns: list[str], who: str, issues: set[str], sure: bool
    ) -> list[str]:
        found = []
        for coding in self.codings:
            turn = self.turn(coding["point"])
            mine = turn["participant"] == who and turn["meeting"] == meeting
            counts = coding["voice"] == "own" and not (sure and coding["unsure"] == "true")
            if mine and counts and turn["kind"] in turns and coding["issue"] in issues:
                found.append(coding["position"])
        return found

    def closing(self, meeting: str) -> dict[str, set[str]]:
        """By closing point the earlier points from the floor that say so."""
        found: dict[str, set[str]] = {
            point: set()
            for point in self.points
            if self.turn(point)["kind"] == "closing" and self.turn(point)["meeting"] == meeting
        }
        acts = {row["id"]: row for row in self.rows("acts")}
        for row in self.rows("responses"):
            act = acts.get(row["target_act"])
            earlier = act["point"] if act else row["target_point"]
            says = not act and row["relation"] in ("endorses", "notes")
            asks = act and act["kind"] == "request" and row["relation"] in ("answers", "partly")
            turn = self.turn(earlier)
            heard = self.role(turn["participant"]) in ("delegation", "other")
            there = turn["kind"] == "floor" and turn["meeting"] == meeting and heard
            if (says or asks) and there and row["response_point"] in found:
                found[row["response_point"]].add(earlier)
        return found
