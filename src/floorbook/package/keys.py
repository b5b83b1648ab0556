"""Keys of tables: values that must differ, and values that another table must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from floorbook.package.problems import Problem, near
from floorbook.package.schema import ForeignKey
from floorbook.package.sheet import Sheet, Sheets

MOST_HINTS = 25  # per key: if every value is unknown, near spellings do not help

Key = tuple[str, ...]


def duplicates(sheet: Sheet) -> Iterator[Problem]:
    """Report keys that occur twice, at the later place; keys with an empty field do not count."""
    for key in sheet.table.keys:
        if not sheet.has(*key):
            continue
        for row, before in sheet.repeated(key, filled=key):
            values = " / ".join(sheet.frame[column].array[row] for column in key)
            line, _ = sheet.place(before, key[-1])
            told = f"{', '.join(key)} {values!r} stands already in line {line}"
            yield sheet.problem(row, key[-1], told, ("a value of its own",))


def dangling(sheet: Sheet, sheets: Sheets) -> Iterator[Problem]:
    """Report foreign keys without a target, and name the nearest target."""
    for foreign in sheet.table.foreign_keys:
        target = sheets.get(foreign.table or sheet.table.name)
        if len(foreign.fields) != len(foreign.columns) or not sheet.has(*foreign.fields):
            continue
        if target is not None and target.has(*foreign.columns):
            yield from _dangling(foreign, sheet, target)


def _dangling(foreign: ForeignKey, sheet: Sheet, target: Sheet) -> Iterator[Problem]:
    texts = [sheet.texts(field) for field in foreign.fields]
    wrong = [
        (row, value)
        for row in _unknown(foreign, sheet, target)
        if all(value := tuple(each[row] for each in texts)) and not target.spoilt.issuperset(value)
    ]
    if not wrong:
        return
    there = target.rows(*foreign.columns)
    allowed = _allowed(there)
    bad = {(problem.line, problem.column) for problem in target.problems}
    sound = _allowed(
        value
        for row, value in enumerate(there)
        if not bad or not any(target.place(row, column) in bad for column in foreign.columns)
    )
    choices = {before: tuple(values) for before, values in sound.items()}
    for count, (row, value) in enumerate(wrong, 1):
        place = next(at for at, each in enumerate(value) if each not in allowed[value[:at]])
        before, field, column = value[:place], foreign.fields[place], foreign.columns[place]
        described = sheet.table.field(field)
        if described and described.choices and value[place] not in described.choices:
            continue  # told already: it is none of the values that may stand there
        here = choices.get(before, ())
        hint = near(value[place], here) if count <= MOST_HINTS else ""
        told = f"{field} is not in {target.table.name}.{column}"
        told += f" for {' / '.join(before)}" if before else ""
        new = f"one with a row of its own in {target.table.path}"
        yield sheet.problem(row, field, told, (*here, new), hint)


def _unknown(foreign: ForeignKey, sheet: Sheet, target: Sheet) -> Iterator[int]:
    """Yield the rows whose key is not in the target."""
    one = len(foreign.fields) == 1
    known = target.first(*foreign.columns) if one else {*target.rows(*foreign.columns)}
    keys = sheet.texts(*foreign.fields) if one else sheet.rows(*foreign.fields)
    yield from (row for row, key in enumerate(keys) if key not in known)


def _allowed(keys: Iterable[Key]) -> dict[Key, dict[str, None]]:
    """Return, for the beginning of each key, the values that may come next."""
    allowed: dict[Key, dict[str, None]] = {(): {}}
    for key in keys:
        for place, value in enumerate(key):
            allowed.setdefault(key[:place], {})[value] = None
    return allowed
