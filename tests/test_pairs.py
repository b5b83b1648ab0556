"""Tests of who is paired, and of whose pairs are shown where all would be too many."""

from __future__ import annotations

from pathlib import Path

import generated
import pytest
from figures import marks, subtitle
from generated import Shape
from meetings import meeting
from recount import checked

from floorbook import figures, load
from floorbook.figures.pairs import alone
from floorbook.measures import agreement
from floorbook.measures.pairs import LEGIBLE, legible
from floorbook.wording.facts import fact
from floorbook.wording.pairs import left_out
from floorbook_widgets import Selection, cable

# bor takes a side on three issues, dun and ada on two, cyr on one: to raise is to take none.
TOLD = meeting(
    "ada: tea support, milk oppose",
    "bor: tea support, milk support, salt oppose",
    "cyr: tea doubt, milk raise, salt raise",
    "dun: milk support, salt support",
)


def test_few_are_all_paired() -> None:
    assert legible(TOLD, "m1") == (["ada", "bor", "cyr", "dun"], 4)
    assert str(left_out(4, 4)) == ""


@pytest.mark.parametrize(
    ("most", "chosen"),
    [(1, ["bor"]), (2, ["ada", "bor"]), (3, ["ada", "bor", "dun"])],
)
def test_of_many_those_are_paired_who_take_a_side_on_most_compared_issues(
    most: int, chosen: list[str]
) -> None:
    assert legible(TOLD, "m1", most) == (chosen, 4)


def test_figures_of_a_crowd_say_whom_they_leave_out_and_value_nobody_otherwise(
    tmp_path: Path,
) -> None:
    many = load(generated.write(tmp_path, Shape(states=LEGIBLE + 8, points=200, acts=False)))
    table = agreement(many).set_index(["a", "b"])
    # A pair without an issue on which both take a side shows where both are recorded.
    whole = table["points"].where(table["shared"].gt(0), table["other_points"]).to_dict()
    speaking = {one for pair in whole for one in pair}
    assert len(speaking) > LEGIBLE
    told = (
        f"Of {len(speaking)} who speak, the {LEGIBLE} who take a side on most compared issues are "
        "paired here; all pairs are in `floorbook table agreement` and `network`. "
    )
    _, left = alone(many, *many.meetings["id"])
    assert checked(left, many).facts == (fact(LEGIBLE, len(speaking)),)
    listed = cable.pairs_table(Selection(many))
    assert told in listed.subtitle
    for draw in (figures.agreement_matrix, figures.network, figures.congruence_matrix):
        assert told in subtitle(draw(many))
    drawn = marks(figures.agreement_matrix(many))
    found = {(m["participant"], m["participant_b"]): m["points"] for m in drawn}
    assert len(found) == LEGIBLE * (LEGIBLE - 1) // 2
    assert all(found[pair] == list(whole[pair]) for pair in found)
