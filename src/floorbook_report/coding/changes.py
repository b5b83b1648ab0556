"""What a coder has changed: three states of the codings compared, and the changes in words.

The states are the codings as they were written, as they come back, and in the package now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from floorbook.measures.changes import ADDED, CHANGED, REMOVED
from floorbook.package.problems import Problem, printable, shown
from floorbook.statements.grid import clean
from floorbook_report.coding.answers import Answers
from floorbook_report.coding.layout import HEADERS, STATEMENT, YES, Key, Layout
from floorbook_report.coding.sheets import Codings, plain
from floorbook_report.spreadsheets import LONGEST

Values = dict[str, str]


@dataclass(frozen=True)
class Change:
    """What becomes of a coding: None stands for none."""

    key: Key
    before: Values | None
    after: Values | None

    @property
    def kind(self) -> str:
        return REMOVED if self.after is None else CHANGED if self.before else ADDED


@dataclass(frozen=True)
class Compared:
    """What is found in a workbook that came back.

    Attributes
    ----------
    found
        What the coder has changed, from what the package has now.
    elsewhere
        What was changed in the package since the workbook was written, and is as it was in the
        workbook: a coder may have left it alone, or put it back.
    conflicts
        What each side has changed in a way of its own.
    """

    found: Sequence[Change]
    elsewhere: Sequence[Change]
    conflicts: Sequence[Problem]


def compared(answers: Answers) -> Compared:
    """Compare the codings as they were written, as they come back, and in the package now.

    A statement that only one side has changed is taken from that side. One that each side has
    changed in a way of its own is told, and so is one whose statement is another now.
    """
    layout = answers.layout
    written, now = _cleaned(answers.sheets.codings), _cleaned(_now(layout))
    said = {point: place for place, point in enumerate(layout.statements)}
    mine, elsewhere = [], []
    for key in dict.fromkeys([*now, *written, *answers.rows]):
        then, here, there = (each.get(key) for each in (written, answers.codings, now))
        if here == there or (here is None and key in answers.rows):
            continue  # the same, or told already
        if here == then:
            elsewhere.append(Change(key, then, there))
        else:
            mine.append((Change(key, there, here), then))
    moved = {change.key[0]: change for change in elsewhere}
    found, conflicts = [], []
    for change, then in mine:
        other = moved.get(change.key[0])
        if change.before != then:
            other = Change(change.key, then, change.before)
        problem = _conflict(answers, change, other) if other else _restated(answers, change.key)
        if problem:
            conflicts.append(problem)
        else:
            found.append(change)
    ours, theirs = (sorted(each, key=lambda one: said[one.key[0]]) for each in (found, elsewhere))
    return Compared(ours, theirs, conflicts)


def _now(layout: Layout) -> Codings:
    return {layout.key_of(point, values): values for point, values in layout.rows}


def _cleaned(codings: Codings) -> Codings:
    """Return codings as a spreadsheet gives them back."""
    return {
        key: {name: clean(text[:LONGEST]) for name, text in values.items()}
        for key, values in codings.items()
    }


def _conflict(answers: Answers, change: Change, other: Change) -> Problem:
    """Say that a statement was changed here, and in the package meanwhile."""
    layout, key = answers.layout, change.key
    was, now, here = (in_words(layout, one) for one in (other.before, other.after, change.after))
    told = f"since the workbook was written {named(layout, other.key)} was changed in the package,"
    told += f" from {shown(was)} to {shown(now)} (by you, if this workbook was taken over before);"
    told += f" the workbook has for {layout.shown('issue', key[1])}"
    row = answers.rows.get(key) or answers.firsts.get(key[0], 1)
    allowed = ("the package as it is", "the change in a new workbook")
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


def told(layout: Layout, both: Compared) -> str:
    """Tell what is changed, a line a coding, and what was changed in the package meanwhile.

    A coding that gets another issue is one that is removed and one that is added.
    """
    rest = [printable(_line(layout, change)) for change in both.elsewhere]
    if rest:
        rest = [
            "The package was changed since the workbook was written; this stays as the package has "
            "it. To change it again, write a new workbook:",
            *rest,
        ]
    found = both.found
    if not found:
        same = "in the workbook differs from the package"
        first = "Nothing was changed in the workbook." if rest else f"Nothing {same}."
        return "\n".join([first, *rest])
    tally = Counter(change.kind for change in found)
    counts = ", ".join(f"{tally[kind]} {kind}" for kind in (ADDED, CHANGED, REMOVED) if tally[kind])
    head = f"{len(found)} coding{'s' * (len(found) > 1)} differ{'s' * (len(found) == 1)}: {counts}"
    return "\n".join([head, *(printable(_line(layout, change)) for change in found), *rest])


def _line(layout: Layout, change: Change) -> str:
    start = f"{change.kind}: {named(layout, change.key)}"
    if change.before is None or change.after is None:
        return f"{start}: {in_words(layout, change.after or change.before)}"
    both = (in_words(layout, one) for one in (change.before, change.after))
    return f"{start}: {' → '.join(both)}"
