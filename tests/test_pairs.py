"""Tests of who is paired, and of whose pairs are shown where all would be too many."""

from __future__ import annotations

from pathlib import Path

import generated
import pytest
from figures import marks, subtitle
from generated import Shape
from meetings import meeting

from floorbook import figures, load
from floorbook.measures import agreement
from floorbook.measures.pairs import LEGIBLE, legible
from floorbook_widgets import Selection, cable

# bor leans on three issues, dun and ada on two, cyr on one: a raised issue leans nowhere.
TOLD = meeting(
    "ada: tea support, milk oppose",
    "bor: tea support, milk support, salt oppose",
    "cyr: tea doubt, milk raise, salt raise",
    "dun: milk support, salt support",
)


def test_few_are_all_paired() -> None:
    assert legible(TOLD, "m1") == (["ada", "bor", "cyr", "dun"], 4)


@pytest.mark.parametrize(
    ("most", "chosen"),
    [(1, ["bor"]), (2, ["ada", "bor"]), (3, ["ada", "bor", "dun"])],
)
def test_of_many_those_are_paired_who_lean_on_most_compared_issues(
    most: int, chosen: list[str]
) -> None:
    assert legible(TOLD, "m1", most) == (chosen, 4)


def test_figures_of_a_crowd_say_whom_they_leave_out_and_value_nobody_otherwise(
    tmp_path: Path,
) -> None:
    many = load(generated.write(tmp_path, Shape(states=LEGIBLE + 8, points=200, acts=False)))
    whole = agreement(many).set_index(["a", "b"])["points"].to_dict()
    speaking = {one for pair in whole for one in pair}
    assert len(speaking) > LEGIBLE
    told = f"Of {len(speaking)} who speak, the {LEGIBLE} who take a side"
    table = cable.pairs_table(Selection(many))
    assert table.subtitle.endswith("`network`.")
    assert told in table.subtitle
    assert f" of {LEGIBLE * (LEGIBLE - 1) // 2} " in table.heading
    for draw in (figures.agreement_matrix, figures.network, figures.congruence_matrix):
        assert told in subtitle(draw(many))
    drawn = marks(figures.agreement_matrix(many))
    found = {(m["participant"], m["participant_b"]): m["points"] for m in drawn}
    assert len(found) == LEGIBLE * (LEGIBLE - 1) // 2
    assert all(found[pair] == list(whole[pair]) for pair in found)
