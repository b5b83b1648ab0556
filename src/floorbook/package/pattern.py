"""Patterns from a package's description, matched in time that grows only with the text.

Python's own `re` can take years over `(a+)+$` and thirty letters, and a description may come from
a stranger. RE2 cannot; it knows no look-ahead and no references back, which are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import re2

_ONE_LINE = re.compile(r"\^?((?:[^\\^$]|\\[dw.+*?()|-])*)\$?")
"""Patterns that match no line feed, as far as can be seen: they have no escape and no negation."""
LARGEST = 4_000
"""Steps of the compiled pattern; those of Floorbook's own package have at most 200."""


def complaint(pattern: str) -> str:
    """Return what is wrong with a pattern; "" if it can be used.

    Examples
    --------
    >>> complaint("^[a-z]{2}$")
    ''
    >>> complaint("(?=a)")
    'is no regular expression of RE2 (invalid perl operator: (?=)'
    """
    try:
        size = _compiled(pattern).programsize
    except (re2.error, UnicodeEncodeError) as error:
        told = error.args[0]
        why = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(error)
        return f"is no regular expression of RE2 ({why})"
    return "is too long or repeats too much" if size > LARGEST else ""


def fits(pattern: str, text: str) -> bool:
    """Say whether a whole text fits a pattern.

    Examples
    --------
    >>> fits("^(a+)+$", "a" * 50), fits("^(a+)+$", "a" * 50 + "b")
    (True, False)
    """
    readable = text.encode("utf-8", "replace").decode()  # not UTF-8: reported elsewhere
    return _compiled(pattern).fullmatch(readable) is not None


def all_fit(pattern: str, texts: Sequence[str]) -> bool:
    """Say whether all texts certainly fit a pattern; False means that each has to be checked.

    For many texts this is much faster than `fits`: they are matched as the lines of one text. That
    works only if the pattern itself does not match a line feed.

    Examples
    --------
    >>> all_fit("^[a-z]+$", ["a", "b"]), all_fit("^[a-z]+$", ["a", "B"]), all_fit("[^a]", ["b"])
    (True, False, False)
    """
    body = _ONE_LINE.fullmatch(pattern)
    if not body or not pattern.isprintable() or re.search(r"\(\?[^:]|\[:", pattern):
        return False
    lines = "".join(f"{text}\n" for text in texts)
    return lines.count("\n") == len(texts) and fits(f"(?:(?:{body.group(1)})\n)*", lines)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)
