"""Words on figures: escaped for plotly, broken into lines, counted, listed, sourced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

import pandas as pd

from floorbook.dataset import Dataset

KINDS: Mapping[str, tuple[str, str]] = {
    "state": ("government", "governments"),
    "agency": ("agency", "agencies"),
    "civil society": ("civil society organisation", "civil society organisations"),
    "secretariat": ("secretariat official", "secretariat officials"),
}
"""What one and several participants of a kind are called."""

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


def people(kinds: Iterable[str]) -> str:
    """Count participants by their kinds, in the order in which these first come.

    Examples
    --------
    >>> people(["state", "agency", "state"])
    '2 governments and 1 agency'
    """
    tally = pd.Series(list(kinds), dtype=object).value_counts(sort=False)
    return listed([count(int(n), *_nouns(str(kind))) for kind, n in tally.items()])


def crowd(kinds: Sequence[str], n: int) -> str:
    """Count participants of these kinds together, by their own noun where there is one kind.

    Examples
    --------
    >>> crowd(["state"], 9), crowd(["state", "agency"], 1)
    ('9 governments', '1 participant')
    """
    return count(n, *(_nouns(kinds[0]) if len(kinds) == 1 else ("participant", "participants")))


def told_apart(ids: Iterable[str], labels: Iterable[str]) -> dict[str, str]:
    """Give labels by their ids, each with its id where labels are equal.

    What shares a label would share a row, and one mark hide another.

    Examples
    --------
    >>> told_apart(["a", "b", "c"], ["Tea", "Salt", "Tea"])
    {'a': 'Tea (a)', 'b': 'Salt', 'c': 'Tea (c)'}
    """
    found = {one: " ".join(label.split()) for one, label in zip(ids, labels, strict=True)}
    often = Counter(found.values())
    return {one: f"{label} ({one})" if often[label] > 1 else label for one, label in found.items()}


def names(dataset: Dataset) -> dict[str, str]:
    """Give each participant's name by its id.

    Examples
    --------
    >>> import floorbook
    >>> names(floorbook.load())["mexico"]
    'Mexico'
    """
    return told_apart(dataset.participants["id"], dataset.participants["name"])


def issues(dataset: Dataset) -> dict[str, str]:
    """Give each issue's label by its id.

    Examples
    --------
    >>> import floorbook
    >>> issues(floorbook.load())["iom-lead"]
    "IOM's lead"
    """
    return told_apart(dataset.codebook["issue"], dataset.codebook["label"])


def dimensions(dataset: Dataset) -> dict[str, str]:
    """Give each dimension's label by its id, in their order.

    Examples
    --------
    >>> import floorbook
    >>> list(dimensions(floorbook.load()))[0]
    'leadership'
    """
    return told_apart(dataset.dimensions["dimension"], dataset.dimensions["label"])


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
    return told_apart(table["id"], table["title"])


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


def _nouns(kind: str) -> tuple[str, str]:
    return KINDS.get(kind, (kind, f"{kind}s"))
