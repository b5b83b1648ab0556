"""Letters: rows of marks that say with which position each participant speaks on an issue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from floorbook.dataset import Dataset
from floorbook.figures.marks import Mark
from floorbook.figures.palette import tones
from floorbook.measures import cells
from floorbook.measures.codings import FLOOR
from floorbook.wording.phrases import doubted, position, starred


class Letters:
    """What participants say from the floor, as marks with the letter and colour of a position."""

    def __init__(self, dataset: Dataset) -> None:
        self.called = partial(position, dataset)
        self.who, self.what = dataset.labels["participant"], dataset.labels["issue"]
        self.scale = dataset.scale
        self.looks = tones(self.scale)
        self.cells = {
            (cell["meeting"], cell["participant"], cell["issue"]): cell
            for cell in cells(dataset, turns=FLOOR).to_dict("records")
        }

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
            letter = starred(cell["letter"], cell["unsure"])
            marks.append(Mark(at, label, tone, own | ids, text=letter, hover=told))
        return marks
