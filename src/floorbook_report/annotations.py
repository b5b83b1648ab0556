"""Problems in the forms that other programs read: JSON, JUnit, SARIF, and annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from floorbook.package import Problem
from floorbook.package.problems import printable

ERROR, WARNING = "error", "warning"

RULE, TOLD = "data", "A data package holds what its description says"
"""The one rule of a SARIF log, and what it says."""

Found = Sequence[tuple[str, Problem]]
"""Problems, each with its level; the worst first."""


def found(problems: Sequence[Problem], warnings: Sequence[Problem]) -> Found:
    """Put the worst first: of errors, then of warnings, one of each message before the others.

    GitHub shows ten annotations of a step, so that these should be ten different ones.

    Examples
    --------
    >>> first, second = (Problem("points.csv", line, 1, "is empty") for line in (2, 3))
    >>> other = Problem("acts.csv", 4, 2, "is no date", "soon")
    >>> [one.line for _, one in found([first, second, other], [])]
    [2, 4, 3]
    """
    rows = []
    for level, group in ((ERROR, problems), (WARNING, warnings)):
        seen: dict[str, int] = {}
        for problem in group:
            seen[problem.message] = seen.get(problem.message, -1) + 1
            rows.append((level != ERROR, seen[problem.message], level, problem))
    return [(level, problem) for *_, level, problem in sorted(rows, key=lambda row: row[:2])]


def as_json(problems: Found) -> str:
    """Write a list of records.

    Examples
    --------
    >>> json.loads(as_json([(ERROR, Problem("points.csv", 2, 1, "is empty"))]))[0]["message"]
    'is empty'
    """
    records = [{"level": level, **asdict(one)} for level, one in problems]
    return json.dumps(records, ensure_ascii=False, indent=1)


def as_github(problems: Found) -> str:
    """Write commands that GitHub shows as annotations on the rows.

    Examples
    --------
    >>> print(as_github([(ERROR, Problem("points.csv", 2, 1, "is empty"))]))
    ::error file=points.csv,line=2,col=1,title=Floorbook::points.csv:2:1: is empty
    """
    return "\n".join(
        f"::{level} file={_property(one.file)},line={one.line},col={one.column},title=Floorbook::"
        f"{_escaped(str(one))}"
        for level, one in problems
    )


def as_junit(problems: Found) -> str:
    """Write a test of each problem, failed by an error, skipped by a warning; one that passes else.

    Examples
    --------
    >>> as_junit([]).splitlines()[-1].strip()
    '</testsuites>'
    """
    suites = ElementTree.Element("testsuites")
    failures, skipped = (str(sum(at == level for at, _ in problems)) for level in (ERROR, WARNING))
    counts = {"tests": str(len(problems) or 1), "failures": failures, "skipped": skipped}
    suite = ElementTree.SubElement(suites, "testsuite", {"name": "floorbook check", **counts})
    for level, one in problems:
        file = printable(one.file)
        name = f"{file}:{one.line}:{one.column}"
        place = {"classname": PurePath(file).stem, "name": name, "file": file}
        case = ElementTree.SubElement(suite, "testcase", place | {"line": str(one.line)})
        kind = "failure" if level == ERROR else "skipped"
        ElementTree.SubElement(case, kind, {"message": str(one)})
    if not problems:
        ElementTree.SubElement(suite, "testcase", {"classname": "data", "name": "all checks"})
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def as_sarif(problems: Found) -> str:
    """Write a SARIF 2.1.0 log, which code scanning reads.

    Examples
    --------
    >>> log = json.loads(as_sarif([(ERROR, Problem("points.csv", 2, 1, "is empty"))]))
    >>> log["runs"][0]["results"][0]["level"]
    'error'
    """
    results = [
        {
            "ruleId": RULE,
            "level": level,
            "message": {"text": str(one).partition(": ")[2]},
            "locations": [{"physicalLocation": _place(one)}],
        }
        for level, one in problems
    ]
    driver = {"name": "Floorbook", "rules": [{"id": RULE, "shortDescription": {"text": TOLD}}]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Found], str]] = {
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
}
"""Each form by the name that the command line knows."""


def _place(problem: Problem) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(PurePath(problem.file).as_posix())},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }


def _escaped(text: str) -> str:
    for mark in "%\r\n":
        text = text.replace(mark, quote(mark))
    return text


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
