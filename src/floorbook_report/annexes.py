"""Annexes: pages beside a large report that hold its evidence, meeting by meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from nbformat import NotebookNode

from floorbook.places import ANNEX
from floorbook.states import traits, written
from floorbook_report.page import fill, pack, scripts_size

LIMIT = 4_000_000
"""A report of more bytes gives its evidence to pages beside it, and none of these is larger."""

_EVIDENCE = re.compile(r'<div class="floorbook" data-widget="evidence" data-model="([^"]+)"')
_TEMPLATES = Path(__file__).parent / "templates" / "floorbook"
_MARKUP = 1.5
"""How much longer a point is at most as HTML than as JSON: it stands in more markup."""


def parted(
    nb: NotebookNode,
    states: dict[str, dict[str, Any]],
    page: Mapping[str, Any],
    report: str,
    title: Callable[[], str],
) -> dict[str, str]:
    """Put links in the place of the evidence of a report that would be too large.

    Changes the notebook's outputs and the states of their widgets; returns the finished pages to
    which the links lead, by the names of their files. Of a smaller report nothing is changed.
    """
    faces = [
        (data, found[1])
        for data in _shown(nb)
        if (found := _EVIDENCE.match(data["text/html"])) and found[1] in states
    ]
    if not faces or not _too_large(nb, states):
        return {}
    from floorbook.wording.controls import ANNEXES  # takes pandas along

    whole = {**page, "title": title()}
    made: dict[str, str] = {}
    for data, model in faces:
        state = states[model]
        selection = traits(states[state["selection"]])
        links = []
        for label, meeting, records in _parts(selection):
            file = f"{ANNEX.format(report, len(made) + 1)}.html"
            made[file] = _annex(f"{report}.html", label, whole, _face(selection, state, records))
            links.append(
                {"href": quote(file), "label": label, "meeting": meeting, "n": len(records)}
            )
        state["annexes"] = {"told": ANNEXES["told"], "pages": links}
        face = _face(selection, state, selection["records"])
        start = data["text/html"].partition(">")[0]
        data["text/html"] = f"{start}>{face}</div>"
    return made


def _shown(nb: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the data of every output with a face."""
    for cell in nb.cells:
        for output in cell.get("outputs", ()):
            if isinstance(output.get("data", {}).get("text/html"), str):
                yield output["data"]


def _too_large(nb: NotebookNode, states: Mapping[str, Any]) -> bool:
    """Say whether a report would be above the limit if it had all in itself."""
    size = scripts_size(states) + sum(len(data["text/html"].encode()) for data in _shown(nb))
    if size > LIMIT:
        return True
    told = written(states)
    # Packed it is shorter: only where it might be too much is it worth the time.
    return size + len(told.encode()) > LIMIT and size + len(pack(told)) > LIMIT


def _parts(selection: Mapping[str, Any]) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield the points of each meeting, of a very large one in several parts, with a label."""
    from floorbook.wording.controls import ANNEXES, fill  # take pandas along

    meetings = next(facet for facet in selection["facets"] if facet["key"] == "meeting")
    for meeting in meetings["options"]:
        mine = [record for record in selection["records"] if record["meeting"] == meeting["id"]]
        parts = _cut(mine) if mine else []
        for number, records in enumerate(parts, 1):
            label = meeting["label"]
            if len(parts) > 1:
                label = fill(ANNEXES["part"], title=label, n=number, of=len(parts))
            yield label, meeting["id"], records


def _cut(records: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Cut the points of a meeting, by participant, where a page would be too large."""
    order = {who: at for at, who in enumerate(dict.fromkeys(r["participant"] for r in records))}
    parts: list[list[dict[str, Any]]] = [[]]
    room = left = LIMIT * 0.9 / _MARKUP
    for record in sorted(records, key=lambda one: order[one["participant"]]):
        size = len(str(record).encode())
        if size > left:
            parts.append([])
            left = room
        parts[-1].append(record)
        left -= size
    return parts


def _face(
    selection: Mapping[str, Any], state: Mapping[str, Any], records: Sequence[dict[str, Any]]
) -> str:
    """Return these points, or links to them, as HTML."""
    from floorbook_widgets.evidence import face  # takes pandas along

    return face(selection, records, state)


def _annex(report: str, label: str, page: Mapping[str, Any], face: str) -> str:
    """Return a finished page with the points of one meeting, and the way back."""
    from floorbook.wording.controls import ANNEXES  # takes pandas along
    from floorbook.wording.controls import fill as filled

    title = str(page["title"])
    back = escape(filled(ANNEXES["back"], title=title))
    head = f"<h1>{escape(title)}</h1>\n<h2>{escape(label)}</h2>"
    head += f'\n<p><a href="{escape(quote(report))}">{back}</a></p>'
    sections: list[dict[str, Any]] = [
        {"kind": "prose", "id": "", "html": head},
        {"kind": "code", "source": "", "outputs": [f'<div class="floorbook">{face}</div>']},
    ]
    own = {**page, "title": f"{label} – {title}", "sections": sections, "contents": [], "head": 1}
    shown = {"floorbook": own, "language_code": "en", "global_content_filter": {"include_input": 0}}
    return fill(_template().render(resources=shown), sections=sections)


@cache
def _template() -> Template:
    """Return the template of a report."""
    folder = FileSystemLoader(_TEMPLATES)
    return Environment(loader=folder, undefined=StrictUndefined).get_template("index.html.j2")
