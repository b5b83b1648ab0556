"""Values of cells: what each type of field allows, and what is wrong with any other text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from floorbook.package.pattern import all_fit, fits
from floorbook.package.problems import near
from floorbook.package.schema import Field

CLASSES = {
    "a-z": "the letters a to z",
    "A-Z": "the letters A to Z",
    "0-9": "the digits 0 to 9",
    "0-9a-f": "the digits 0 to 9 and the letters a to f",
}
SHAPES = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "letters a to z and digits, in words with - between: tea-2031",
    "^[^/\\\\]+$": "a name without / and \\",
}
_REPEATED = re.compile(rf"\^\[({'|'.join(CLASSES)})\]\{{(\d+)\}}\$")

Value = str | int | float | bool | None

AT_ONCE = 1_000  # texts checked together; if one has a fault, they are checked one by one
EMPTY = "is required but empty"

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")  # exact in every language that may read it
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
TYPES = {"integer": _INTEGER, "number": _NUMBER}
_GROUPED = re.compile(r"-?[0-9]{1,3}([,.'’\s][0-9]{3})+")  # 1,234 and 1 234 and 1.234
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SERIAL = re.compile(r"[2-5][0-9]{4}")  # days as a spreadsheet counts them: 1954 to 2064
_MANGLED_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ].*)?")
_URI = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


class Fault(NamedTuple):
    """What is wrong with a value, what is allowed, and what may have been meant."""

    message: str
    allowed: tuple[str, ...] = ()
    suggestion: str = ""


def typed(text: str, field: Field) -> Value:
    """Return the value of a text without fault; None if it is empty and not of a text field.

    Examples
    --------
    >>> typed("12", Field("order", "integer")), typed("", Field("order", "integer"))
    (12, None)
    """
    if field.type in ("string", "date"):
        return text
    if not text:
        return None
    if field.type == "boolean":
        return text == "true"
    return int(text) if field.type == "integer" else float(text)


def faults(texts: Sequence[str], field: Field) -> dict[str, Fault]:
    """Return the faults of texts as values of a field, by text; texts without fault are left out.

    Examples
    --------
    >>> list(faults(["1", "x"], Field("order", "integer")))
    ['x']
    """
    found: dict[str, Fault] = {}
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        if not _faultless([text for text in some if text], field):
            found |= {text: wrong for text in some if (wrong := fault(text, field))}
    if field.required and "" in texts:
        found[""] = Fault(EMPTY, _wanted(field))
    return found


def _faultless(texts: list[str], field: Field) -> bool:
    """Say whether all texts are certainly without fault, which is much faster than one by one;
    False if checking them together does not show it."""
    if field.type == "date" or field.format == "uri" or not texts:
        return not texts
    extremes = {min(texts, key=len), max(texts, key=len)}
    if field.type in ("integer", "number"):
        if not all_fit(TYPES[field.type].pattern, texts):
            return False
        extremes |= {min(texts, key=float), max(texts, key=float)}
    return (
        (field.type != "boolean" or {*texts} <= {"true", "false"})
        and (not field.choices or {*texts} <= {*field.choices})
        and (not field.pattern or all_fit(field.pattern, texts))
        and not any(_limits(text, field) for text in extremes)
    )


def fault(text: str, field: Field) -> Fault | None:
    """Return the first thing that is wrong with a text as a value of a field, or None.

    Examples
    --------
    >>> fault("14.10.2016", Field("date", "date"))
    Fault(message='is no date', allowed=('YYYY-MM-DD',), suggestion='2016-10-14')
    """
    if not text:
        return Fault(EMPTY, _wanted(field)) if field.required else None
    return next((found for check in CHECKS if (found := check(text, field))), None)


def _type(text: str, field: Field) -> Fault | None:
    if field.type == "integer" and not _INTEGER.fullmatch(text):
        whole = re.sub(r"\.0+$", "", unicodedata.normalize("NFKC", text).strip())
        if _GROUPED.fullmatch(whole):
            whole = re.sub(r"[^0-9-]", "", whole)
        whole = re.sub(r"^(-?)0+(?=[0-9])", r"\1", whole)
        return Fault("is no whole number", ("a whole number",), _if(_INTEGER, whole))
    if field.type == "number" and not _NUMBER.fullmatch(text):
        return Fault("is no number", ("a number",), _if(_NUMBER, text.strip().replace(",", ".")))
    if field.type == "boolean" and text not in ("true", "false"):
        return Fault("is neither true nor false", ("true", "false"), _boolean(text))
    if field.type == "date" and not (_DATE.fullmatch(text) and _is_day(text)):
        return Fault("is no date", ("YYYY-MM-DD",), _day(text))
    if field.format == "uri" and not _URI.fullmatch(text):
        return Fault("is no web address", ("http://…", "https://…"))
    return None


def _choice(text: str, field: Field) -> Fault | None:
    if not field.choices or text in field.choices:
        return None
    return Fault("is not one of the values", field.choices, near(text, field.choices))


def _pattern(text: str, field: Field) -> Fault | None:
    if not field.pattern or fits(field.pattern, text):
        return None
    simple = "-".join(re.findall(r"[a-z0-9]+", text.casefold()))
    candidates = (text.strip(), text.strip().upper(), text.strip().lower(), simple)
    fitting = [each for each in candidates if fits(field.pattern, each)]
    allowed = (field.how or _shape(field.pattern),)
    return Fault("does not fit the pattern", allowed, fitting[0] if fitting else "")


def _shape(pattern: str) -> str:
    """Say a usual pattern in words; any other as it is.

    >>> _shape("^[A-Z]{3}$"), _shape("^a?b$")
    ('3 of the letters A to Z', 'the pattern ^a?b$')
    """
    if found := _REPEATED.fullmatch(pattern):
        return f"{found[2]} of {CLASSES[found[1]]}"
    return SHAPES.get(pattern, f"the pattern {pattern}")


def _limits(text: str, field: Field) -> Fault | None:
    if field.type in ("integer", "number"):
        number = float(text)
        if field.minimum is not None and number < field.minimum:
            return Fault("is too small", (f"at least {field.minimum:g}",))
        if field.maximum is not None and number > field.maximum:
            return Fault("is too great", (f"at most {field.maximum:g}",))
    if field.min_length is not None and len(text) < field.min_length:
        return Fault(f"has only {len(text)} characters", (f"at least {field.min_length:g}",))
    if field.max_length is not None and len(text) > field.max_length:
        return Fault(f"has {len(text)} characters", (f"at most {field.max_length:g}",))
    return None


CHECKS: tuple[Callable[[str, Field], Fault | None], ...] = (_type, _choice, _pattern, _limits)


def _wanted(field: Field) -> tuple[str, ...]:
    """Return what is allowed in a cell that must not be empty."""
    if field.how or field.choices or field.pattern:
        return (field.how,) if field.how else field.choices or (_shape(field.pattern),)
    return {
        "boolean": ("true", "false"),
        "date": ("YYYY-MM-DD",),
        "integer": ("a whole number",),
        "number": ("a number",),
    }.get(field.type, ("a text",))


def _if(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


def _boolean(text: str) -> str:
    folded = text.strip().casefold()
    for word, spellings in {"true": "true t yes y 1", "false": "false f no n 0"}.items():
        if folded in spellings.split():
            return word
    return near(text, ("true", "false"))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> str:
    """Return the day that a spreadsheet's way of writing it can only mean, or ""."""
    if _SERIAL.fullmatch(text.strip()):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    parts = _MANGLED_DATE.fullmatch(text.strip())
    if parts is None:
        return ""
    first, second, third = parts.groups()
    orders = [(first, second, third)] if len(first) == 4 else []
    if len(third) == 4:
        orders = [(third, second, first), (third, first, second)]
    days = {f"{year}-{month:0>2}-{day:0>2}" for year, month, day in orders}
    possible = [day for day in days if _DATE.fullmatch(day) and _is_day(day)]
    return possible[0] if len(possible) == 1 else ""
