"""Characters that no text of a package may have: they break files, or change text after them."""

from __future__ import annotations

import re

UNREADABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # as in a pattern; not tab, LF, CR
CONTROL = re.compile(f"[{UNREADABLE}]")
_TURNING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_APART = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_PAIRS = _TURNING | _APART
DIRECTIONS = "".join(sorted({*_PAIRS, *_PAIRS.values()}))
_DIRECTION = re.compile(f"[{DIRECTIONS}]")


def strange(text: str) -> str:
    """Say which character is not allowed in a text; "" if all are.

    Text may be written in any direction. But an invisible character that reverses the direction
    must be closed in the same line; otherwise the text after it in a report would be reversed too.

    Examples
    --------
    >>> strange("a bell: \\a"), strange("שלום")
    ('there is a control character, U+0007', '')
    """
    if found := CONTROL.search(text):
        kind = "NUL" if found[0] == "\0" else "control"
        code = "" if kind == "NUL" else f", U+{ord(found[0]):04X}"
        return f"there is a {kind} character{code}"
    for line in re.split("[\n\r\u2029]", text):
        if open_mark := _unpaired(line):
            code = f"U+{ord(open_mark):04X}"
            return f"there is a character that turns text around, {code}, without its other half"
    return ""


def _unpaired(line: str) -> str:
    """Return the first direction character that does not belong to a correctly nested pair."""
    awaited: list[tuple[str, str]] = []
    for mark in _DIRECTION.findall(line):
        if mark in _PAIRS:
            awaited.append((_PAIRS[mark], mark))
        elif not awaited or awaited.pop()[0] != mark:
            return str(mark)
    return awaited[0][1] if awaited else ""
