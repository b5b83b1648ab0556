"""Ids from texts: plain letters, each once."""

from __future__ import annotations

import unicodedata

LONGEST = 48
_APART = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "œ": "oe"})


class Ids:
    """Ids that were given; the same text is given the same id.

    Examples
    --------
    >>> ids = Ids("issue")
    >>> ids["Côte d'Ivoire"], ids["cote divoire"], ids["法"]
    ('cote-d-ivoire', 'cote-divoire', 'issue-3')
    """

    def __init__(self, word: str) -> None:
        self.word = word
        self.of: dict[object, str] = {}
        self.taken: set[str] = set()

    def __getitem__(self, text: str) -> str:
        return self.give(text, text)

    def give(self, key: object, text: str) -> str:
        """Give the id of a key, made of a text if it is new."""
        if key not in self.of:
            start = slug(text) or f"{self.word}-{len(self.of) + 1}"
            id, number = start, 1
            while id in self.taken:
                number += 1
                id = f"{start}-{number}"
            self.of[key] = id
            self.taken.add(id)
        return self.of[key]


def slug(text: str) -> str:
    """Return a text in plain small letters and lines.

    Examples
    --------
    >>> slug("Größe & Maß"), slug("…")
    ('grosse-mass', '')
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_APART))
    kept = (mark for mark in apart if not unicodedata.combining(mark))
    plain = "".join(mark if mark.isascii() and mark.isalnum() else " " for mark in kept)
    return "-".join(plain.split())[:LONGEST].strip("-")
