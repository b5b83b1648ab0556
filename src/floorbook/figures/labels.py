"""Words on figures: escaped for plotly, broken into lines, counted, listed, sourced."""

from __future__ import annotations

import re
from textwrap import wrap

NARROW = 20
"""Characters in a line of a row's label."""

LONGEST = 140
"""Most characters of a label in a chart; the chart's table and the matrix show it in full."""

WORD = re.compile(r"\S{41,}")
"""A run of characters that is too long to be a word."""


def escape(text: str) -> str:
    """Escape a text from data, so that plotly does not read it as markup.

    Examples
    --------
    >>> escape("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def broken(text: str, width: int) -> str:
    """Escape a text and break it into lines for plotly; a word is never broken.

    Examples
    --------
    >>> broken("Modalities & road map", 12)
    'Modalities &amp;<br>road map'
    """
    parts = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "<br>".join(escape(part) for part in parts)


def lines(text: str, width: int = NARROW) -> str:
    """Break a label into lines, escaped, and keep it from growing beyond the chart.

    The middle of a label that is too long is left out; an unusually long word is broken.

    Examples
    --------
    >>> lines("Modalities & road map", 12)
    'Modalities &amp;<br>road map'
    >>> size(lines("w" * 999))
    (7, 20)
    """
    return broken(WORD.sub(lambda word: " ".join(wrap(word[0], width)), shortened(text)), width)


def shortened(text: str, most: int = LONGEST) -> str:
    """Leave out the middle of a text that is too long to be shown whole.

    Examples
    --------
    >>> shortened("Tea"), shortened("Tea with milk and sugar", 11)
    ('Tea', 'Tea wi…ugar')
    """
    if len(text) <= most:
        return text
    end = (most - 1) * 2 // 5
    return f"{text[: most - 1 - end]}…{text[-end:]}"


def size(label: str) -> tuple[int, int]:
    """Give the number of lines of a label and the characters of its longest.

    Examples
    --------
    >>> size("Modalities &amp;<br>road map")
    (2, 12)
    """
    parts = re.sub(r"&\w+;", "&", label).split("<br>")
    return len(parts), max(len(part) for part in parts)


def within(label: str, meeting: str, width: int = NARROW) -> str:
    """Give a row's label in lines, followed by the meeting's if there are several meetings.

    Examples
    --------
    >>> within("Tea", ""), within("Tea", "Second briefing")
    ('Tea', 'Tea<br>(Second briefing)')
    """
    return "<br>".join(
        filter(None, [lines(label, width), lines(f"({meeting})", width) if meeting else ""])
    )
