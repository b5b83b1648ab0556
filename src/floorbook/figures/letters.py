"""Rows of marks: a participant's code, in the colour of the position with which it speaks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import partial
from typing import Any

from floorbook.dataset import Dataset
from floorbook.figures.marks import Mark, tile
from floorbook.figures.palette import tones
from floorbook.measures import cells
from floorbook.measures.codings import FLOOR
from floorbook.wording.phrases import doubted, position, starred


class Letters:
    """Who says what from the floor: marks with the code of the one and the colour of the other."""

    def __init__(self, dataset: Dataset) -> None:
        self.called = partial(position, dataset)
        self.codes = dataset.codes
        self.who, self.what = dataset.labels["participant"], dataset.labels["issue"]
        self.scale = dataset.scale
        self.looks = tones(self.scale)
        self.cells = dataset.once("cells of the floor", lambda: _cells(dataset))

    def row(
        self,
        label: str,
        meeting: str,
        issue: str,
        participants: Iterable[str],
        **ids: Any,
    ) -> list[Mark]:
        """Give a row's marks, from the top of the scale down."""
        found = [self.cells[meeting, one, issue] for one in participants]
        found.sort(key=lambda cell: self.scale.words.index(cell["word"]))
        marks = []
        for at, cell in enumerate(found, 1):
            name = self.who[cell["participant"]]
            about = f"{name} · {self.what[issue]}"
            own = {
                "label": about,
                "meeting": meeting,
                "participant": cell["participant"],
                "issue": issue,
                "what": self.what[issue],
                "who": name,
                "word": cell["word"],
                "position": doubted(self.called(cell["word"]), cell["unsure"]),
                "points": list(cell["points"]),
            }
            told = [about, own["position"]]
            tone = self.looks[cell["word"]]
            text = starred(self.codes[cell["participant"]], cell["unsure"])
            marks.append(tile(at, label, tone, own | ids, text, told))
        return marks


def _cells(dataset: Dataset) -> dict[tuple[str, str, str], dict[Hashable, Any]]:
    """Return the cells of the floor by meeting, participant and issue."""
    return {
        (cell["meeting"], cell["participant"], cell["issue"]): cell
        for cell in cells(dataset, turns=FLOOR).to_dict("records")
    }
