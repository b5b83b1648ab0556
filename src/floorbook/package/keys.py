"""Keys of tables: values that must differ, and values that must stand in another table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from floorbook.package.problems import Problem, near
from floorbook.package.schema import ForeignKey
from floorbook.package.sheet import Record, Sheet, Sheets

MOST_HINTS = 25  # per key: where everything dangles, near spellings explain nothing

Key = tuple[str, ...]


def duplicates(sheet: Sheet) -> Iterator[Problem]:
    """Report keys that stand twice, at the later place; keys with an empty field do not count."""
    for key in sheet.table.keys:
        if not set(key) <= set(sheet.columns):
            continue
        first: dict[Key, int] = {}
        for record in sheet.records:
            value = _value(record, key)
            if not all(value):
                continue
            cell = record[key[-1]]
            before = first.setdefault(value, cell.line)
            if before != cell.line:
                what = ", ".join(key)
                told = f"{what} {' / '.join(value)!r} stands already in line {before}"
                yield sheet.problem(cell, told, ("a value of its own",))


def dangling(sheet: Sheet, sheets: Sheets) -> Iterator[Problem]:
    """Report foreign keys without a target, with the nearest one."""
    for foreign in sheet.table.foreign_keys:
        target = sheets.get(foreign.table or sheet.table.name)
        if target is not None and _present(foreign, sheet, target):
            yield from _dangling(foreign, sheet, target)


def _present(foreign: ForeignKey, sheet: Sheet, target: Sheet) -> bool:
    sides = ((foreign.fields, sheet), (foreign.columns, target))
    return all(set(names) <= set(side.columns) for names, side in sides) and (
        len(foreign.fields) == len(foreign.columns)
    )


def _dangling(foreign: ForeignKey, sheet: Sheet, target: Sheet) -> Iterator[Problem]:
    allowed = _allowed(_value(record, foreign.columns) for record in target.records)
    wrong = {(problem.line, problem.column) for problem in target.problems}
    sound = _allowed(
        _value(record, foreign.columns)
        for record in target.records
        if not any(record[column][1:] in wrong for column in foreign.columns)
    )
    choices = {before: tuple(values) for before, values in sound.items()}
    hints = 0
    for record in sheet.records:
        value = _value(record, foreign.fields)
        if not all(value) or target.spoilt.issuperset(value):
            continue
        for place, (field, column) in enumerate(zip(foreign.fields, foreign.columns, strict=True)):
            before = value[:place]
            if value[place] in allowed.get(before, {}):
                continue
            here = choices.get(before, ())
            hints += 1
            hint = near(value[place], here) if hints <= MOST_HINTS else ""
            told = f"{field} is not in {target.table.name}.{column}"
            told += f" for {' / '.join(before)}" if before else ""
            none = f"a value of {target.table.name}.{column}, which has no right one yet"
            yield sheet.problem(record[field], told, here or (none,), hint)
            break


def _allowed(keys: Iterable[Key]) -> dict[Key, dict[str, None]]:
    """Return, for the beginning of each key, the values that may come next."""
    allowed: dict[Key, dict[str, None]] = {}
    for key in keys:
        for place, value in enumerate(key):
            allowed.setdefault(key[:place], {})[value] = None
    return allowed


def _value(record: Record, columns: Key) -> Key:
    return tuple(record[column].value for column in columns)
