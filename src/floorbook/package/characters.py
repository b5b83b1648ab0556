"""Characters that no text of a package may have: they break files, or reach beyond their text."""

from __future__ import annotations

import re

UNREADABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # as in a pattern; not tab, LF, CR
_CONTROL = re.compile(f"[{UNREADABLE}]")
_TURNING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_APART = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_PAIRS = _TURNING | _APART
DIRECTIONS = "".join(sorted({*_PAIRS, *_PAIRS.values()}))
_DIRECTION = re.compile(f"[{DIRECTIONS}]")


def strange(text: str) -> str:
    """Say which character does not belong in a text; "" where all do.

    Text in any direction is welcome. Of the invisible characters that turn text around, each must
    be closed within its line: the text of a report that follows would be turned around as well.

    Examples
    --------
    >>> strange("a bell: \\a"), strange("שלום")
    ('there is a control character, U+0007', '')
    """
    if found := _CONTROL.search(text):
        kind = "NUL" if found[0] == "\0" else "control"
        code = "" if kind == "NUL" else f", U+{ord(found[0]):04X}"
        return f"there is a {kind} character{code}"
    for line in re.split("[\n\r\u2029]", text):
        if open_mark := _unpaired(line):
            code = f"U+{ord(open_mark):04X}"
            return f"there is a character that turns text around, {code}, without its other half"
    return ""


def _unpaired(line: str) -> str:
    """Return the first direction character that is not one of a pair, rightly nested."""
    awaited: list[tuple[str, str]] = []
    for mark in _DIRECTION.findall(line):
        if mark in _PAIRS:
            awaited.append((_PAIRS[mark], mark))
        elif not awaited or awaited.pop()[0] != mark:
            return str(mark)
    return awaited[0][1] if awaited else ""
