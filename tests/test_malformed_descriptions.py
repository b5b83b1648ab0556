"""datapackage.json broken in all sorts: each is told where it stands."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import packages
import pytest

from floorbook.package.descriptor import LARGEST
from floorbook.package.schema import FILE
from floorbook.package.validation import check

pytestmark = pytest.mark.promise("Malformed data")

SEED = 20161014
Resource = dict[str, Any]


def put(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda described: described.update({key: value})


# what a resource, or a field of it, is made to be; the value that is told; what is said of it
RESOURCES: dict[str, tuple[Callable[[Resource], object], str, str]] = {
    "no such file": (put("path", "zzz.csv"), "zzz.csv", "leads to no file"),
    "a packed file": (put("path", "zzz.csv.gz"), "zzz.csv.gz", "names no CSV file"),
    "a format": (put("format", "xlsx"), "xlsx", "format is not known here"),
    "an encoding": (put("encoding", "utf-16"), "utf-16", "encoding is not known here"),
    "a compression": (put("compression", "gz"), "gz", "compression is not known here"),
    "a schema elsewhere": (put("schema", "zzz.json"), "zzz.json", "stands in a file of its own"),
    "a dialect elsewhere": (put("dialect", "zzz.json"), "zzz.json", "stands in a file of its own"),
    "a separator": (
        put("dialect", {"delimiter": "¦"}),
        "¦",
        "delimiter is not known here",
    ),
    "a missing value": (
        lambda r: r["schema"].update(missingValues=["", "NA"]),
        "NA",
        "missingValues is not known here",
    ),
    "a text that is a number": (put("title", 12345678), "12345678", "title is no text"),
    "half a character": (put("title", "zzz\ud800"), "zzz\ud800", "no text may have"),
    "a file's licence": (
        put("licenses", [{"path": "../zzz"}]),
        "../zzz",
        "path leaves the folder",
    ),
}
FIELDS: dict[str, tuple[Callable[[Resource], object], str, str]] = {
    "a type spelt nearly right": (put("type", "sring"), "sring", "did you mean 'string'?"),
    "a type of another tool": (put("type", "geopoint"), "geopoint", "type is not known here"),
    "a flag in words": (put("released", "zzz"), "zzz", "released is neither true nor false"),
    "a limit in words": (
        put("constraints", {"maxLength": "zzz"}),
        "zzz",
        "maxLength is no number",
    ),
    "a broken pattern": (
        put("constraints", {"pattern": "zzz("}),
        "zzz(",
        "pattern is no regular expression",
    ),
    "a pattern that looks ahead": (
        put("constraints", {"pattern": "(?=zzz)"}),
        "(?=zzz)",
        "pattern is no regular expression",
    ),
    "a pattern that repeats too much": (
        put("constraints", {"pattern": "((zzz){100}){9}"}),
        "((zzz){100}){9}",
        "is too long or repeats too much",
    ),
}


def cases() -> Iterator[tuple[str, Callable[[dict[str, Any]], object], str, str]]:
    """Yield each change of each resource, and of one of its fields."""
    chance = random.Random(SEED)
    count = len(json.loads((packages.SHIPPED / FILE).read_text("utf-8"))["resources"])
    for number in range(count):
        for name, (change, value, message) in RESOURCES.items():
            yield (
                f"{name}, {number}",
                lambda d, n=number, c=change: c(d["resources"][n]),
                value,
                message,
            )
        for name, (change, value, message) in FIELDS.items():
            place = chance.random()
            yield (
                f"{name}, {number}",
                lambda d, n=number, c=change, p=place: c(_field(d["resources"][n], p)),
                value,
                message,
            )


def _field(resource: Resource, place: float) -> dict[str, Any]:
    fields = resource["schema"]["fields"]
    found: dict[str, Any] = fields[int(place * len(fields))]
    return found


def test_each_wrong_part_of_a_description_is_told_where_it_stands(
    package: Path, share: Callable[..., int], tally: Callable[..., None]
) -> None:
    before = (package / FILE).read_text("utf-8")
    every = list(cases())
    chosen = random.Random(SEED).sample(every, min(share(full=999, bounded=40), len(every)))
    wrong = {}
    for name, change, value, message in chosen:
        (package / FILE).write_text(before, "utf-8")
        packages.describe(package, change)
        text = (package / FILE).read_text("utf-8")
        start = text.index(value if value.isdigit() else json.dumps(value))
        at = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        told = [p for p in check(package).problems if (p.line, p.column) == at]
        if not any(message in str(p) and value == p.value and p.allowed for p in told):
            wrong[name] = [str(problem) for problem in check(package).problems]
    assert wrong == {}
    tally("malformed descriptions told where they are wrong", len(chosen))


TEXTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a comma too many": (lambda t: t.replace('",\n', '",,\n', 1), "is no valid JSON"),
    "no comma": (lambda t: t.replace('",\n', '"\n', 1), "is no valid JSON"),
    "a comma at the end": (lambda t: t.rstrip()[:-1] + ",}", "is no valid JSON"),
    "single quotes": (lambda t: t.replace('"', "'"), "is no valid JSON"),
    "smart quotes": (lambda t: t.replace('"name"', "“name”", 1), "is no valid JSON"),
    "a remark": (lambda t: "// about tea\n" + t, "is no valid JSON"),
    "text behind it": (lambda t: t + "{}", "is no valid JSON"),
    "a line end in a text": (lambda t: t.replace("Synthetic ", "Synthetic\n", 1), "no valid JSON"),
    "no number": (lambda t: t.replace("{", '{"zzz": NaN,', 1), "(no finite number): 'nan'"),
    "no end": (lambda t: t.replace("{", '{"zzz": -Infinity,', 1), "(no finite number): '-inf'"),
    "a number too great": (lambda t: t.replace("{", '{"zzz": 1e999,', 1), "(no finite number)"),
    "a number too long": (
        lambda t: t.replace("{", '{"zzz": ' + "7" * 5_000 + ",", 1),
        "a number that is too long",
    ),
    "a property twice": (
        lambda t: t.replace("{", '{"coder": "somebody",', 1),
        "a property stands twice in its object: 'coder'",
    ),
    "a property twice within": (
        lambda t: t.replace('"required": true,', '"required": true, "required": false,', 1),
        "a property stands twice in its object: 'required'",
    ),
    "a deep nest": (
        lambda t: t.replace("{", '{"zzz": ' + "[" * 900 + "]" * 900 + ",", 1),
        "is nested too deeply",
    ),
    "a bottomless nest": (lambda t: '{"zzz": ' * 100_000, "is nested too deeply"),
    "a list": (lambda t: f"[{t}]", "does not hold one JSON object"),
    "a text": (lambda t: '"zzz"', "does not hold one JSON object"),
    "nothing": (lambda t: "", "is no valid JSON"),
    "an empty object": (lambda t: "{}", "resources are missing"),
    "no resources": (lambda t: '{"title": "Tea"}', "resources are missing"),
    "a size": (lambda t: t + " " * LARGEST, "bytes, more than"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_that_is_no_good_json_is_told(package: Path, kind: str, tally) -> None:
    change, message = TEXTS[kind]
    text = change((package / FILE).read_text("utf-8"))
    (package / FILE).write_text(text, "utf-8")
    told = [problem for problem in check(package).problems if message in str(problem)]
    assert told, check(package).problems
    assert 1 <= told[0].line <= text.count("\n") + 1
    tally("datapackage.json that is no good JSON", 1)


def test_a_file_cut_anywhere_is_told_within_it(package: Path, share, tally) -> None:
    whole = (package / FILE).read_bytes()
    chance = random.Random(SEED)
    cuts = [chance.randrange(len(whole) - 2) for _ in range(share(full=300, bounded=20))]
    for cut in cuts:
        (package / FILE).write_bytes(whole[:cut])
        (problem,) = check(package).problems
        lines = whole[:cut].split(b"\n")
        assert "the file is no valid JSON" in problem.message
        assert 1 <= problem.line <= len(lines)
        assert problem.column <= len(lines[problem.line - 1]) + 1
    tally("datapackage.json cut short", len(cuts))


def test_a_file_with_a_character_changed_anywhere_never_raises(package: Path, share, tally) -> None:
    whole = (package / FILE).read_text("utf-8")
    chance = random.Random(SEED)
    rounds = share(full=400, bounded=20)
    for _ in range(rounds):
        place = chance.randrange(len(whole))
        junk = chance.choice(["", '"', "{", "]", ",", "7", "é", "\0", "\ud800", "null", "\\", "x"])
        text = whole[:place] + junk + whole[place + 1 :]
        (package / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
        for problem in check(package).problems:
            assert problem.line >= 1 and problem.column >= 1 and str(problem).isprintable()
    tally("datapackage.json with a character changed", rounds)


def test_problems_of_description_and_tables_are_told_together(package: Path) -> None:
    packages.describe(package, lambda d: d["resources"][0].update(title=7))
    packages.change(package, "codings", 4, "position", "suport")
    values = [problem.value for problem in check(package).problems]
    assert values == ["7", "suport"]  # told once, though it is no position and none in positions
