"""Names that are perhaps slips of others."""

from __future__ import annotations

from collections.abc import Mapping

from floorbook.package.problems import slip
from floorbook.statements.grid import folded

MOST = 400  # names: each is compared with each
SHORTEST = 5


def slips(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the names that are nearly another, which stands more often or else before, by name.

    Names that differ in one short word, such as a number or a letter, are meant.

    Examples
    --------
    >>> slips({"Feees": 1, "Fees": 9, "Annex I": 2, "Annex V": 1, "Port fees": 1})
    {'Feees': 'Fees'}
    """
    if len(counts) > MOST:
        return {}
    found: dict[str, str] = {}
    known: list[str] = []
    for name in sorted(counts, key=lambda one: -counts[one]):
        others = [one for one in known if max(len(one), len(name)) >= SHORTEST]
        if (like := slip(name, others)) and not _numbered(name, like):
            found[name] = like
        else:
            known.append(name)
    return found


def _numbered(one: str, other: str) -> bool:
    words = folded(one).split(), folded(other).split()
    pairs = [(a, b) for a, b in zip(*words, strict=False) if a != b]
    return len(words[0]) == len(words[1]) and all(len(a) < 3 > len(b) for a, b in pairs)
