"""What a coder has changed: three states of the codings compared, and the changes in words.

The states are the codings as they were written, as they come back, and in the package now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from floorbook.package.problems import Problem, printable, shown
from floorbook.statements.grid import clean
from floorbook_report.coding.answers import Answers
from floorbook_report.coding.layout import HEADERS, STATEMENT, YES, Key, Layout
from floorbook_report.coding.sheets import Codings, plain
from floorbook_report.spreadsheets import LONGEST

Values = dict[str, str]
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class Change:
    """What becomes of a coding: None stands for none."""

    key: Key
    before: Values | None
    after: Values | None

    @property
    def kind(self) -> str:
        return REMOVED if self.after is None else CHANGED if self.before else ADDED


def changes(answers: Answers) -> tuple[list[Change], list[Problem]]:
    """Return what the coder has changed, and where the package was changed meanwhile.

    A coding that only one side has changed is taken from that side. One that each side has changed
    in a way of its own is told, and so is one whose statement is another now.
    """
    layout = answers.layout
    written, now = _cleaned(answers.sheets.codings), _cleaned(_now(layout))
    found, conflicts = [], []
    for key in dict.fromkeys([*now, *written, *answers.rows]):
        then, here, there = (each.get(key) for each in (written, answers.codings, now))
        if here in (then, there) or (here is None and key in answers.rows):
            continue  # the same, or told already
        change = Change(key, there, here)
        problem = _conflict(answers, change, then) or _restated(answers, key)
        if problem:
            conflicts.append(problem)
        else:
            found.append(change)
    said = {point: place for place, point in enumerate(layout.statements)}
    return sorted(found, key=lambda change: said[change.key[0]]), conflicts


def _now(layout: Layout) -> Codings:
    return {layout.key_of(point, values): values for point, values in layout.rows}


def _cleaned(codings: Codings) -> Codings:
    """Return codings as a spreadsheet gives them back."""
    return {
        key: {name: clean(text[:LONGEST]) for name, text in values.items()}
        for key, values in codings.items()
    }


def _conflict(answers: Answers, change: Change, then: Values | None) -> Problem | None:
    layout, key = answers.layout, change.key
    if change.before == then:
        return None
    was, now, here = (in_words(layout, one) for one in (then, change.before, change.after))
    told = f"meanwhile {named(layout, key)} was changed in the package, from {shown(was)}"
    told += f" to {shown(now)}; the workbook has"
    row = answers.rows.get(key) or answers.firsts.get(key[0], 1)
    allowed = ("what the package has", "a workbook written anew")
    return answers.problem(row, HEADERS["issue"], told, here, allowed)


def _restated(answers: Answers, key: Key) -> Problem | None:
    """Say that a statement is another than the one that was coded."""
    if key[0] not in answers.firsts:
        return None
    then = answers.sheets.statements.get(key[0], "")
    now = plain(answers.layout.statements[key[0]].gist[:LONGEST])
    if now == then:
        return None
    told = "meanwhile the statement was changed in the package, and its coding here: it is now"
    row = answers.rows.get(key) or answers.firsts[key[0]]
    return answers.problem(row, STATEMENT, told, now, ("a workbook written anew",))


def in_words(layout: Layout, values: Values | None) -> str:
    """Say what a coding says; the issue is named beside it."""
    if values is None:
        return "no coding"
    told = [layout.shown("position", values["position"])] if "position" in values else ["coded"]
    told += [f"{values['voice']} voice"] if values.get("voice", "own") != "own" else []
    told += ["unsure"] if values.get("unsure") == YES else []
    told += [f"reason: {values['note']}"] if values.get("note") else []
    return ", ".join(told)


def named(layout: Layout, key: Key) -> str:
    """Name a coding: who, in which statement, on which issue."""
    point, issue, *_ = key
    said = layout.statements.get(point)
    who = layout.dataset.labels["participant"][said.participant] if said else "nobody"
    return f"{who} ({point}) on {layout.shown('issue', issue)}"


def told(layout: Layout, found: Sequence[Change]) -> str:
    """Tell what is changed, a line a coding.

    A coding that gets another issue is one that is removed and one that is added.
    """
    if not found:
        return "Nothing in the workbook differs from the package."
    tally = Counter(change.kind for change in found)
    counts = ", ".join(f"{tally[kind]} {kind}" for kind in (ADDED, CHANGED, REMOVED) if tally[kind])
    head = f"{len(found)} coding{'s' * (len(found) > 1)} differ{'s' * (len(found) == 1)}: {counts}"
    return "\n".join([head, *(printable(_line(layout, change)) for change in found)])


def _line(layout: Layout, change: Change) -> str:
    start = f"{change.kind}: {named(layout, change.key)}"
    if change.before is None or change.after is None:
        return f"{start}: {in_words(layout, change.after or change.before)}"
    both = (in_words(layout, one) for one in (change.before, change.after))
    return f"{start}: {' → '.join(both)}"
