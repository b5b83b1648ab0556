"""Every text of every package, held against its facts: the captions and notes too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import generated
import pytest
from recount import EVERY, checked

import floorbook
from floorbook import Dataset, measures
from floorbook.wording import (
    claims,
    closing,
    coders,
    dialogue,
    elsewhere,
    floor,
    method,
    network,
    pairs,
    positions,
    reach,
    shares,
    sidebyside,
)
from floorbook.wording.facts import NOTHING, Finding, fact, in_turn, together


def texts(data: Dataset) -> Iterator[Finding | str]:
    """Give what a package's reports say that is no title of a meeting or of a participant."""
    yield from (positions.heading(data), positions.caption(data), claims.heading(data))
    yield from (pairs.scope(data), pairs.table_caption(data), pairs.neighbours_caption(data))
    yield from (claims.subtitle(data), closing.subtitle(data), coders.natures(data))
    yield from (sidebyside.caption(data), method.rule(data), coders.left_out(data))
    yield from (Finding(text) for text in (shares.REPORTED, pairs.AGREEMENT, pairs.STRENGTH))
    for one in data.meetings["id"]:
        for say in (floor, reach, closing, elsewhere):
            yield from (say.finding(data, one), say.caption(data, [one]))
        yield from (floor.note(data, [one]), closing.note(data, [one]), pairs.caption(data, one))
        yield from (network.caption(data, one, network.LINES), dialogue.caption(data, [one]))
        yield dialogue.caption(data, [one], "issue")
        yield shares.breadth_caption(data, [one], measures.breadth(data))
        yield shares.emphasis_caption(data, [one], measures.emphasis(data))
    yield from (claims.caption(data, one) for one in data.claims["id"])


@pytest.mark.parametrize("name", EVERY)
def test_no_text_has_a_number_or_a_name_that_neither_its_facts_nor_its_package_have(
    name: str, tmp_path: Path
) -> None:
    data = floorbook.load(EVERY[name](tmp_path))
    told = [one if isinstance(one, Finding) else Finding(one) for one in texts(data)]
    assert len([checked(one, data) for one in told]) > 20


def test_sentences_in_turn_keep_their_facts_and_leave_no_gap() -> None:
    found = in_turn("One.", NOTHING, Finding("2 are.", (fact(2),)), "", Finding("3.", (fact(3),)))
    assert found == Finding("One. 2 are. 3.", (fact(2), fact(3)))


def test_of_many_meetings_the_last_speaks_and_says_so(tmp_path: Path) -> None:
    generated.write(tmp_path, generated.Shape(meetings=4, points=40))
    data = floorbook.load(tmp_path)
    told = {one: Finding(f"{n} speak", (fact(n),)) for n, one in enumerate(data.meetings["id"], 5)}
    found = together(data, told)
    assert str(found).endswith("4 on lighthouses, the last of 4 meetings: 8 speak")
    assert found.facts == (fact(4), fact(8))
    three = together(data, dict(list(told.items())[1:]))
    assert [str(three).count(one) for one in ("6 speak", "7 speak", "8 speak", "last")] == [
        *(1, 1, 1, 0)
    ]
