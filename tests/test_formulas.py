"""Tests of formulas as MathML."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from floorbook_report.formulas import mathml
from floorbook_report.hazards import hazards
from floorbook_report.outputs import markdown_html, output_html
from floorbook_report.refusals import Refusal


def test_a_formula_in_a_line_and_one_of_its_own_stand_in_the_page() -> None:
    html = BeautifulSoup(markdown_html("So $n^2$, and:\n\n$$\\sum p = 1$$\n"), "html.parser")
    inline, block = html.find_all("math")
    assert (inline["display"], inline.get_text()) == ("inline", "n2")
    assert (block["display"], block.get_text()) == ("block", "∑p=1")
    assert "$" not in html.get_text()


def test_an_environment_is_a_formula_too() -> None:
    html = markdown_html(r"\begin{equation}a = b\end{equation}")
    assert BeautifulSoup(html, "html.parser").math.get_text() == "a=b"


def test_a_price_that_is_written_as_one_stays_text() -> None:
    assert "<math" not in markdown_html(r"From \$5 to \$6.")


def test_code_in_dollars_stays_code() -> None:
    assert "<math" not in markdown_html("`$HOME` and `$PATH`")


def test_what_a_cell_shows_as_tex_is_a_formula() -> None:
    data = {"text/latex": r"$\displaystyle x^{2}$", "text/plain": "x**2"}
    html = output_html({"output_type": "display_data", "data": data})
    assert BeautifulSoup(html, "html.parser").math.get_text() == "x2"


@pytest.mark.parametrize(
    ("tex", "said"),
    [(r"\foo{x}", r"has \\foo in a formula"), ("x^", "cannot be read")],
)
def test_what_would_be_shown_as_tex_is_refused(tex: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        mathml(tex)


def test_a_formula_cannot_lead_or_run_anywhere() -> None:
    with pytest.raises(Refusal, match="would load"):
        markdown_html(r"$\href{javascript:alert(1)}{x}$")


@given(st.text(alphabet="x<>&\"'/ =ab{}^_\\1t", max_size=30))
def test_any_formula_is_shown_or_refused_and_runs_nothing(text: str) -> None:
    try:
        found = mathml(rf"\text{{{text}}}")
    except Refusal:
        return
    assert hazards(found) == []
