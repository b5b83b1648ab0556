"""All wording of the shipped reports, in one approved file; and no word of theirs in other reports.

``tests/approved/wording.txt`` holds what the shipped reports and briefs say, so that a review sees
every change of a sentence. After a change that is meant, ``FLOORBOOK_APPROVE=1 make test`` writes
it anew, and the difference is read before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import generated
import nbformat
import pytest
import reading
from generated import VARIANTS

import floorbook
from floorbook import Dataset, wording

FEW = ("own kinds", "a verbatim record")
"""The packages of the normal run."""

APPROVED = Path(__file__).parent / "approved" / "wording.txt"
NAMES = ("index", "01-overview", "02-compare", "03-dialogue", "05-method", "06-network")
SAID = (
    "h2, h3, h4, .subtitle, .note, .limits, figure p, figcaption, thead th, .legend li, legend, "
    ".headline p, .cards p, .pages span"
)


def said(data: Dataset, name: str, **parameters: str) -> Iterator[str]:
    """Give all that a report says beside its data: prose, titles, captions, notes, heads, keys."""
    for cell in nbformat.read(reading.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            yield from cell.source.splitlines()
    for element in reading.page(data, name, **parameters).select(SAID):
        if not element.select_one(SAID):
            yield reading.text(element)


def lines() -> Iterator[str]:
    data = floorbook.load()
    for name in NAMES:
        yield from (f"# {name}", *dict.fromkeys(filter(None, said(data, name))))
    for participant in data.participants["id"]:
        brief = said(data, "04-brief", participant=participant)
        yield from (f"# 04-brief, {participant}", *dict.fromkeys(filter(None, brief)))
    for name in wording.__all__:
        if name.endswith("_sentences"):
            told = getattr(wording, name)(data)
            yield from (f"# {name}", *told["sentence"])


def test_the_wording_of_the_shipped_reports_is_the_approved_one() -> None:
    told = "\n".join(lines()) + "\n"
    if os.environ.get("FLOORBOOK_APPROVE") == "1":
        APPROVED.parent.mkdir(exist_ok=True)
        APPROVED.write_text(told, encoding="utf-8", newline="\n")
    approved = APPROVED.read_text(encoding="utf-8")
    before, now = approved.splitlines(), told.splitlines()
    changed = unified_diff(before, now, "approved", "now", lineterm="", n=0)
    assert "\n".join(changed) == ""


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def given(folder: Path) -> set[str]:
    """Every word that stands in a package, in its description or its tables."""
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.csv")]
    return words(" ".join([*texts, (folder / "datapackage.json").read_text(encoding="utf-8")]))


def shipped() -> set[str]:
    """The words by which the shipped meeting could be known: its kinds, positions, names."""
    data = floorbook.load()
    own = [
        *data.kinds["singular"], *data.kinds["plural"], *data.positions["phrase"],
        *data.positions["verb"], *data.positions["label"], *data.participants["name"],
        *data.meetings["title"], *data.sources["title"], *data.sources["kind"],
        *data.codebook["label"], *data.coders["label"], *data.meetings["place"],
        "IOM", "compact", "machine", "person",
    ]  # fmt: skip
    return words(" ".join(own)) - COMMON


COMMON = words(
    "the and with without its one side taking raised support supports doubt doubts opposes against "
    "opposition favour neutral takes says that chief first second reading work role process public "
    "meeting recorded point points two member states state standing note existing debate change "
    "rights human official civil society organisation organisations agency agencies secretariat "
    "importance agreed use summary"
)
"""Words that any report may use: they are those of the field, or of every day."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_report_has_a_word_of_the_shipped_meeting_that_its_own_package_lacks(
    variant: str, tmp_path: Path
) -> None:
    folder = generated.write(tmp_path / "data", VARIANTS[variant])
    data, foreign = floorbook.load(folder), shipped() - given(folder)
    somebody = generated.participants_of(VARIANTS[variant])[0][0]
    told = [
        *(line for name in NAMES for line in said(data, name)),
        *said(data, "04-brief", participant=somebody),
    ]
    lines = [line for line in dict.fromkeys(told) if words(line) & foreign]
    assert lines == []
