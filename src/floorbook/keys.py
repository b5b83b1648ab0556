"""Keys of tables: values that must differ, and values that must stand in another table."""

from __future__ import annotations

from collections.abc import Iterator

from floorbook.problems import Problem, near
from floorbook.schema import ForeignKey
from floorbook.sheet import Record, Sheet, Sheets

MOST_HINTS = 100  # per key: where everything dangles, near spellings explain nothing

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
    known = dict.fromkeys(_value(record, foreign.columns) for record in target.records)
    name = f"{target.table.name}.{foreign.columns[-1]}"
    hints = 0
    for record in sheet.records:
        value = _value(record, foreign.fields)
        if value in known or not all(value) or target.spoilt.issuperset(value):
            continue
        hints += 1
        # Of a key of several columns the last one is taken for the one that is wrong.
        choices = tuple(key[-1] for key in known if key[:-1] == value[:-1])
        hint = near(value[-1], choices) if hints <= MOST_HINTS else ""
        told = f"{foreign.fields[-1]} is not in {name}"
        if len(value) > 1:
            told += f" for {', '.join(value[:-1])}"
        yield sheet.problem(record[foreign.fields[-1]], told, choices, hint)


def _value(record: Record, columns: Key) -> Key:
    return tuple(record[column].value for column in columns)
