"""States of widgets on their way into a page: lines of JSON, which it reads with pauses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

WHOLE = "whole"
"""The part of a Selection's state that is text from `lines`: it passes through a run unread."""

MOST = 500
"""Of a longer list or mapping so much stands on a line."""


def written(states: Mapping[str, Mapping[str, Any]]) -> str:
    """Return states by model as lines, each an array of JSON: a model, a trait, and a part of it.

    The parts of a trait follow one another; models and traits are sorted.

    Examples
    --------
    >>> print(written({"table": {"order": [-1, False], "name": "asks"}}))
    ["table","name","asks"]
    ["table","order",[-1,false]]
    """
    return "\n".join(
        f"[{_json(model)},{line}" for model in sorted(states) for line in _lines_of(states[model])
    )


def lines(traits: Mapping[str, Any]) -> str:
    """Return the traits of a model as the ends of its lines.

    Examples
    --------
    >>> print(lines({"name": "asks", "most": 12}))
    "most",12]
    "name","asks"]
    """
    return "\n".join(
        f"{_json(name)},{_json(part)}]" for name in sorted(traits) for part in _parts(traits[name])
    )


def read(text: str) -> dict[str, dict[str, Any]]:
    """Return the states that `written` has given.

    Examples
    --------
    >>> read(written({"table": {"order": [-1, False], "name": "asks"}}))
    {'table': {'name': 'asks', 'order': [-1, False]}}
    """
    states: dict[str, dict[str, Any]] = {}
    for line in _split(text):
        model, trait, part = json.loads(line)
        _put(states.setdefault(model, {}), trait, part)
    return states


def traits(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the traits of a state, with those that are text already.

    Examples
    --------
    >>> traits({"name": "floor", WHOLE: lines({"records": [1, 2]})})
    {'records': [1, 2], 'name': 'floor'}
    """
    found: dict[str, Any] = {}
    for line in _split(state.get(WHOLE, "")):
        trait, part = json.loads(f"[{line}")
        _put(found, trait, part)
    return found | {name: value for name, value in state.items() if name != WHOLE}


def _lines_of(state: Mapping[str, Any]) -> Iterator[str]:
    told = lines({name: value for name, value in state.items() if name != WHOLE})
    yield from _split(told)
    yield from _split(state.get(WHOLE, ""))


def _split(text: str) -> list[str]:
    """Return the lines of a text; of an empty one none."""
    return text.split("\n") if text else []


def _parts(value: Any) -> Iterator[Any]:
    """Yield a value, or the parts of a long one."""
    if not isinstance(value, list | dict) or len(value) <= MOST:
        yield value
    elif isinstance(value, list):
        yield from (value[at : at + MOST] for at in range(0, len(value), MOST))
    else:
        left = iter(value.items())
        while part := dict(islice(left, MOST)):
            yield part


def _put(state: dict[str, Any], trait: str, part: Any) -> None:
    """Put a part of a trait behind those before it."""
    if trait not in state:
        state[trait] = part
    elif isinstance(part, list):
        state[trait] += part
    else:
        state[trait] |= part


def _json(told: object) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
