"""Values as they are shown: numbers in full, truth as yes and no, lists as one text."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import pandas as pd

_ANY = Context(prec=400)  # more digits than a float has before and after its point


def number(value: float, decimals: int | None = None) -> str:
    """Write a number in full, with at most so many decimals; a half is rounded away from 0.

    Examples
    --------
    >>> number(0.125, 2), number(1234567.0), number(-0.001, 2), number(0.3)
    ('0.13', '1234567', '0', '0.3')
    """
    exact = Decimal(str(value))
    if decimals is not None and exact.is_finite():
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def shown(value: Any, decimals: int | None = None) -> str:
    """Write any value; nothing for none.

    Examples
    --------
    >>> shown(None), shown(True), shown(["a", 2.0]), shown(2.5)
    ('', 'yes', 'a, 2', '2.5')
    """
    if isinstance(value, list | tuple):
        return ", ".join(shown(one, decimals) for one in value)
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value, decimals) if isinstance(value, int | float) else str(value)
