"""Formulas: TeX in Markdown as MathML, which browsers show without a script."""

from __future__ import annotations

import re

from latex2mathml.converter import convert
from latex2mathml.exceptions import NoAvailableTokensError
from nbconvert.filters.markdown_mistune import IPythonRenderer

from floorbook_report.refusals import Refusal

_UNKNOWN = re.compile(r"<m\w+[^>]*>(\\[a-zA-Z]+)")


class Renderer(IPythonRenderer):
    """nbconvert's renderer of Markdown; formulas stand in the page, and wait for no MathJax."""

    def inline_math(self, body: str) -> str:
        return mathml(body)

    def block_math(self, body: str) -> str:
        return mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")


def mathml(tex: str, display: str = "inline") -> str:
    """Return a formula as MathML.

    Raises
    ------
    Refusal
        If it is no whole formula, or has a command that is not known: a reader would see its TeX.

    Examples
    --------
    >>> mathml("n^2").partition(">")[2]
    '<mrow><msup><mi>n</mi><mn>2</mn></msup></mrow></math>'
    """
    try:
        found: str = convert(tex, display=display)
    except NoAvailableTokensError:
        return ""
    except Exception as error:  # a class of its own for each fault, without a common one
        why = f"{type(error).__name__}: {error}".rstrip(": ")
        raise Refusal(f"has a formula that cannot be read ({why}): {tex.strip()}") from error
    if unknown := _UNKNOWN.search(found):
        raise Refusal(f"has {unknown[1]} in a formula, which a report cannot show: {tex.strip()}")
    return found
