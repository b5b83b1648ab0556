"""Words on figures: escaped for plotly, broken into lines, counted, listed, sourced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from floorbook.dataset import Dataset

NARROW = 20
"""Characters in a line of a row's label."""

LONGEST = 140
"""Characters of a label in a chart; its table and the matrix have it whole."""

WORD = re.compile(r"\S{41,}")
"""What is longer than any word."""


def escape(text: str) -> str:
    """Keep plotly from reading markup in a text from data.

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

    The middle of an over-long one is left out, a word longer than any word is broken.

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


def count(n: int, noun: str, nouns: str = "") -> str:
    """Count things: "1 point", "2 points".

    Examples
    --------
    >>> count(1, "point"), count(0, "point"), count(2, "agency", "agencies")
    ('1 point', '0 points', '2 agencies')
    """
    return f"{n} {noun if n == 1 else nouns or noun + 's'}"


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does.

    Examples
    --------
    >>> listed(["tea", "milk", "salt"]), listed(["tea"]), listed([])
    ('tea, milk and salt', 'tea', '')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def stands_on(points: Iterable[Iterable[str]]) -> str:
    """Say on how many points something stands, each counted once.

    Examples
    --------
    >>> stands_on([("a", "b"), ("b",)])
    'n = 2 points'
    """
    return f"n = {count(len({point for ids in points for point in ids}), 'point')}"


def people(dataset: Dataset, kinds: Iterable[str]) -> str:
    """Count participants by their kinds, in the package's order of kinds.

    Examples
    --------
    >>> import floorbook
    >>> people(floorbook.load(), ["agency", "state", "state"])
    '2 governments and 1 agency'
    """
    tally = Counter(kinds)
    order = sorted(tally, key=dataset.ranks["participant_kind"].__getitem__)
    worded = [kind for kind in order if _nouns(dataset, kind) != PARTICIPANTS]
    if worded != order:
        return count(tally.total(), *PARTICIPANTS)
    return listed([count(tally[kind], *_nouns(dataset, kind)) for kind in order])


def crowd(dataset: Dataset, kinds: Sequence[str], n: int) -> str:
    """Count participants of these kinds together, by their own noun where there is one kind.

    Examples
    --------
    >>> import floorbook
    >>> crowd(floorbook.load(), ["state"], 9), crowd(floorbook.load(), ["state", "agency"], 1)
    ('9 governments', '1 participant')
    """
    return count(n, *(_nouns(dataset, kinds[0]) if len(kinds) == 1 else PARTICIPANTS))


def meetings(dataset: Dataset, meeting: str | None) -> dict[str, str]:
    """Give the meetings that a figure shows, with what tells them apart in a label.

    That is their title, with the id where titles are equal, and nothing when there is one meeting.

    Raises
    ------
    ValueError
        If there is no such meeting.

    Examples
    --------
    >>> import floorbook
    >>> meetings(floorbook.load(), None)
    {'iom2016': ''}
    """
    table = dataset.meetings
    if meeting is not None:
        if meeting not in set(table["id"]):
            raise ValueError(f"no meeting has the id {meeting!r}")
        return {meeting: ""}
    if len(table) == 1:
        return {str(table["id"].iloc[0]): ""}
    return dict(dataset.labels["meeting"])


def within(label: str, meeting: str, width: int = NARROW) -> str:
    """Give a row's label in lines, with its meeting's where there are several.

    Examples
    --------
    >>> within("Tea", ""), within("Tea", "Second briefing")
    ('Tea', 'Tea<br>(Second briefing)')
    """
    return "<br>".join(
        filter(None, [lines(label, width), lines(f"({meeting})", width) if meeting else ""])
    )


def findings(told: Mapping[str, str]) -> str:
    """Join the finding of each meeting; the keys are what tells the meetings apart.

    Examples
    --------
    >>> findings({"": "Nobody speaks"}), findings({"A": "Nobody speaks", "B": "One does"})
    ('Nobody speaks', 'A: Nobody speaks. B: One does')
    """
    return ". ".join(f"{name}: {said}" if name else said for name, said in told.items())


def told_of(dataset: Dataset, told: Mapping[str, str]) -> str:
    """Join the finding of each meeting, by its id; each is named where the package holds several.

    Examples
    --------
    >>> import floorbook
    >>> told_of(floorbook.load(), {"iom2016": "Nobody speaks"})
    'Nobody speaks'
    """
    called = meetings(dataset, None)
    return findings({called[meeting]: said for meeting, said in told.items()})


def source(dataset: Dataset, shown: Iterable[str]) -> str:
    """Say where the shown meetings' evidence comes from.

    More than two sources are counted, by kind.

    Examples
    --------
    >>> import floorbook
    >>> source(floorbook.load(), [])
    'Source: none named; our coding.'
    """
    table = dataset.sources[dataset.sources["meeting"].isin(list(shown))]
    if table.empty:
        return "Source: none named; our coding."
    if len(table) > 2:
        kinds = ", ".join(dict.fromkeys(table["kind"]))
        return f"Source: {len(table)} documents ({kinds}); our coding."
    told = [f"{title} ({kind})" for title, kind in zip(table["title"], table["kind"], strict=True)]
    return f"Source: {'; '.join(told)}; our coding."


PARTICIPANTS = ("participant", "participants")
"""What participants are called whose kind the package has no word for."""


def _nouns(dataset: Dataset, kind: str) -> tuple[str, str]:
    table = dataset.kinds.set_index("kind")
    one, several = table.loc[kind, "singular"], table.loc[kind, "plural"]
    return (str(one), str(several)) if one and several else PARTICIPANTS
