"""Tests of the findings that open a report."""

from __future__ import annotations

from faces import face, states, text
from meetings import meeting

from floorbook.wording.about import ABOUT
from floorbook.wording.facts import Finding, fact
from floorbook_widgets import Findings, Selection

TOLD = meeting("ada: tea support, salt raise", "bor: tea doubt", "bor: sun support")


def test_each_finding_is_said_once_and_ends_with_a_stop() -> None:
    found = [Finding("Tea is liked"), Finding(""), Finding("Salt is not"), Finding("Tea is liked")]
    told = face(Findings(Selection(TOLD), found))
    assert [text(one) for one in told.select("header li")] == ["Tea is liked.", "Salt is not."]


def test_findings_are_text() -> None:
    told = face(Findings(Selection(TOLD), [Finding("<b>R&D</b>")]))
    assert text(told.select_one("li")) == "<b>R&D</b>."


def test_its_issues_are_those_that_facts_name_and_those_of_a_dimension_that_they_name() -> None:
    one = Finding("1 is for tea", (fact(1, what=["Tea"]), fact(2, what=["answered"])))
    assert Findings(Selection(TOLD), [one]).about == ["tea"]
    assert Findings(Selection(TOLD), [Finding("", (fact(1, what=["Food"]),)), one]).about == [
        "tea",
        "bread",
        "salt",
    ]


def test_it_carries_what_stands_at_the_head_of_a_report() -> None:
    widget = Findings(Selection(TOLD), [Finding("Tea is liked")])
    data, _ = widget._repr_mimebundle_()
    assert data[ABOUT]["lines"]
    assert data["text/plain"] == "Tea is liked"
    assert states(widget)[widget.model]["told"] == ["Tea is liked"]
