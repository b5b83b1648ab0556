"""From the words of a column to positions: only where every word is known is there a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from floorbook.statements.grid import folded

NO_POSITION = "none"
"""In a file of corrections: a value that says nothing for or against."""


@dataclass(frozen=True)
class Position:
    """A position of the package that is made."""

    id: str
    label: str
    value: float | None
    letter: str
    verb: str
    phrase: str


STANDARD: Mapping[str, Position] = {
    one.id: one
    for one in (
        Position("oppose", "Opposition", -1, "O", "opposes it", "against"),
        Position("doubt", "Doubt", -0.5, "D", "doubts it", "in doubt"),
        Position("neutral", "Neutral", 0, "N", "is neutral", "neutral"),
        Position(
            *("qualified", "Support with a reservation", 0.5, "Q"),
            *("supports it with a reservation", "in favour with a reservation"),
        ),
        Position("support", "Support", 1, "S", "supports it", "in favour"),
        Position(
            *("raise", "Raised, no side taken", None, "?"),
            *("raises the issue without taking a side", "raised without taking a side"),
        ),
    )
}

WORDS: Mapping[str, str] = {
    "support": "for; support; supports; supportive; supported; in favour; in favor; favour; favor;"
    " favourable; pro; agree; agrees; agreed; yes; y; true; positive; pos; endorse; endorses; back;"
    " backs; approve; approves; strongly agree; strongly support; accept; pour; favorable; soutien;"
    " soutient; soutenir; oui; vrai; d accord; positif; approuve; a favor; apoyo; apoya; sí; si;"
    " verdadero; de acuerdo; positivo; dafür; zustimmung; unterstützung; unterstützt; ja; wahr;"
    " befürwortet; positiv; stimmt zu; +; ++; 👍; ✓; ✔",
    "qualified": "support with a reservation; qualified; qualified support; partial support;"
    " partly; partially; conditional; conditional support; support with reservations; yes but;"
    " somewhat agree; rather agree; soutien avec réserve; soutien conditionnel; avec réserve;"
    " plutôt d accord; apoyo con reservas; apoyo condicional; con reservas; unterstützung mit"
    " vorbehalt; bedingt; mit vorbehalt; teilweise; eher dafür; (+)",
    "neutral": "neutral; neither; undecided; abstain; abstains; abstention; abstained; neutre;"
    " ni l un ni l autre; indécis; abstención; neutro; se abstiene; enthaltung; unentschieden; 0;"
    " ±; +/-; o",
    "doubt": "doubt; doubts; doubtful; sceptical; skeptical; concern; concerned; concerns;"
    " reservation; somewhat disagree; rather disagree; doute; réserve; sceptique; préoccupation;"
    " duda; escéptico; reserva; preocupación; zweifel; skeptisch; bedenken; eher dagegen; (-)",
    "oppose": "against; oppose; opposes; opposed; opposition; con; contra; disagree; disagrees; no;"
    " n; false; negative; neg; reject; rejects; object; objects; strongly disagree; strongly"
    " oppose; contre; opposition; s oppose; non; faux; pas d accord; négatif; rejette; en contra;"
    " oposición; se opone; falso; en desacuerdo; negativo; rechaza; dagegen; ablehnung; lehnt ab;"
    " nein; falsch; negativ; gegen; -; --; 👎; ✗; ✘",
    "raise": "raise; raises; raised; raised no side taken; mention; mentions; mentioned; question;"
    " asks; no side; no position; none; n a; na; unclear; not stated; not applicable; ?; évoque;"
    " mentionné; sans position; menciona; sin posición; planteado; erwähnt; erwähnung; keine"
    " position; unklar",
}
_DASHES = dict.fromkeys(map(ord, "−–—‐‑"), "-")
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,3})?")
MOST = 9  # positions of a scale


def _word(text: str) -> str:
    """Fold a word; one of signs alone stays as it is."""
    plain = text.translate(_DASHES).strip()
    return folded(plain) if any(mark.isalpha() for mark in plain) else "".join(plain.split())


_KNOWN = {_word(name): id for id, names in WORDS.items() for name in names.split(";")}


@dataclass(frozen=True)
class Scaled:
    """A scale, and the position of every value of a column.

    Without a scale `positions` is empty, and `unknown` are the values that were not understood.
    """

    positions: tuple[Position, ...] = ()
    of: Mapping[str, str] | None = None
    unknown: tuple[str, ...] = ()


def scaled(values: Iterable[str], asked: Mapping[str, float | str] | None = None) -> Scaled:
    """Read the values of a column as positions.

    Examples
    --------
    >>> found = scaled(["For", "AGAINST", "for"])
    >>> found.of, [one.id for one in found.positions]
    ({'For': 'support', 'AGAINST': 'oppose', 'for': 'support'}, ['oppose', 'support'])
    >>> scaled(["for", "warmly"]).unknown
    ('warmly',)
    """
    told = [*dict.fromkeys(value for value in values if value)]
    wanted = {_word(value): position for value, position in (asked or {}).items()}
    numbers = {value: _number(value) for value in told}
    same = all(wanted.get(_word(value)) in (None, number) for value, number in numbers.items())
    if told and same and None not in numbers.values():
        return _numbered({value: number for value, number in numbers.items() if number is not None})
    of: dict[str, str] = {}
    own: dict[str, Position] = {}
    for value in told:
        position = wanted.get(_word(value), _KNOWN.get(_word(value)))
        if isinstance(position, (int, float)):
            position, made = _asked(value, float(position), own)
            own[position] = made
        if position is not None:
            of[value] = "raise" if position == NO_POSITION else position
    unknown = tuple(value for value in told if value not in of)
    if unknown or not told:
        return Scaled(unknown=unknown)
    used = {*of.values(), "support", "oppose"} - own.keys()
    values_taken = {one.value for one in own.values()}
    positions = [one for one in STANDARD.values() if one.id in used]
    positions = [one for one in positions if one.id in of.values() or one.value not in values_taken]
    if sum(one.value is not None for one in (*positions, *own.values())) > MOST:
        return Scaled(unknown=tuple(told))
    return Scaled(_sorted([*positions, *own.values()]), of)


def _asked(value: str, number: float, own: Mapping[str, Position]) -> tuple[str, Position]:
    """Make a position of a value for which a number was asked; a number of the standard is its."""
    for one in (*STANDARD.values(), *own.values()):
        if one.value == number:
            return one.id, one
    label = value[:1].upper() + value[1:]
    taken = {one.letter for one in (*STANDARD.values(), *own.values())} | {"M"}
    free = [mark for mark in (label + "ABCDEFGHIJKLNPRTUVWXYZ").upper() if mark.isalpha()]
    letter = next((mark for mark in free if mark not in taken), "*")
    id = f"at-{number:g}".replace("--", "-minus-").replace(".", "-")
    return id, Position(id, label, number, letter, f"says: {value}", f"at “{value}”")


def _numbered(numbers: Mapping[str, float]) -> Scaled:
    """Read numbers: a scale where some are below 0, or where they are 1, 0 and -1 in part."""
    distinct = sorted({*numbers.values()})
    two_sided = distinct[0] < 0
    if not two_sided or len(distinct) > MOST:
        return Scaled(unknown=tuple(numbers))
    reach = max(abs(distinct[0]), abs(distinct[-1]))
    steps = {one.value: one for one in STANDARD.values() if one.value is not None}
    if {value / reach for value in distinct} <= steps.keys():
        of = {text: steps[number / reach].id for text, number in numbers.items()}
        used = {*of.values(), "support", "oppose"}
        return Scaled(_sorted(one for one in STANDARD.values() if one.id in used), of)
    own: dict[float, Position] = {}
    for number, letter in zip(distinct, "ABCDEFGHI", strict=False):
        side = "against" if number < 0 else "in favour" if number > 0 else "neutral"
        label = f"{number:+g}".replace("-", "−") if number else "0"
        id = f"at-{'minus-' * (number < 0)}{abs(number):g}".replace(".", "-")
        own[number] = Position(
            id, label, number, letter, f"is {side} ({label})", f"{side}: {label}"
        )
    return Scaled(_sorted(own.values()), {text: own[number].id for text, number in numbers.items()})


def agreed(values: Iterable[str], header: str) -> Scaled | None:
    """Read 0 and 1 as no and yes under a header that asks whether one agrees."""
    told = {*values} - {""}
    asks = {"agree", "agreement", "support", "d accord", "accord", "de acuerdo", "zustimmung"}
    if told and told <= {"0", "1"} and folded(header) in {folded(one) for one in asks}:
        positions = (STANDARD["oppose"], STANDARD["support"])
        return Scaled(positions, {one: ("oppose", "support")[int(one)] for one in sorted(told)})
    return None


def _number(text: str) -> float | None:
    plain = "".join(text.translate(_DASHES).split()).replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None


def _sorted(positions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(sorted(positions, key=lambda one: (one.value is None, one.value or 0)))


def yes(text: str) -> bool | None:
    """Read a yes or no in the usual words; None for another text.

    Examples
    --------
    >>> yes("TRUE"), yes("non"), yes("x"), yes(""), yes("maybe")
    (True, False, True, False, None)
    """
    word = _word(text)
    if word in {"", "0", "-"}:
        return False
    if word in {"x", "1", "?", "unsure", "doubt", "unsicher", "uncertain"}:
        return True
    return {"support": True, "oppose": False}.get(_KNOWN.get(word, ""))


def words() -> tuple[str, ...]:
    """Return the words that are known as positions."""
    return tuple(_KNOWN)
