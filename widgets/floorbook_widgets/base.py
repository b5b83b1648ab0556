"""What every widget here shares: a Selection, strict keywords, and a static face."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from floorbook.wording.controls import fill
from floorbook_widgets.selection import STATE, STATIC, Selection, refuse_unknown
from floorbook_widgets.widget import Widget


class Linked(Widget):
    """A widget that follows a Selection, and reads well without any script.

    A subclass names its module in `_esm`, its `face` (a template), and the traits that its module
    reads (`state`); `shows_cells` asks for the cells of the Selection. An exported file keeps its
    ``text/html``, which is the face, and its state, which is an output of a kind of its own.
    """

    _css = STATIC / "style.css"
    selection = anywidget.WidgetTrait().tag(sync=True)

    face = ""
    state: tuple[str, ...] = ()
    shows_cells = False
    absent = False
    """Whether there is nothing to show: an exported report leaves such a widget out, and a section
    that is left without any."""

    def __init__(self, selection: Selection, **traits: Any) -> None:
        refuse_unknown(type(self), traits)
        if self.shows_cells:
            selection.fill_cells()
        super().__init__(selection=selection, **traits)

    def context(self) -> dict[str, Any]:
        """What the static face's template is given."""
        state = {name: getattr(self, name) for name in self.state}
        return {"phrases": self.selection.phrases, **state}

    def static_face(self) -> str:
        """The widget as HTML that needs no script."""
        absent = " data-absent" if self.absent else ""
        face = templates().get_template(f"{self.face}.html.j2").render(self.context())
        return (
            f'<div class="floorbook" data-widget="{self.face}" data-model="{self.model}"{absent}>'
            f"{face}</div>"
        )

    def static_state(self) -> dict[str, Any]:
        """What the module reads, for the page's own script."""
        state = {name: getattr(self, name) for name in self.state}
        state["selection"] = self.selection.static_id
        return state | ({"plotly": "plotly"} if self.has_trait("plotly") else {})

    def shared_states(self) -> dict[str, Any]:
        """The states that this widget has in common with others, by model."""
        states: dict[str, Any] = self.selection.states(self.shows_cells)
        return states

    @property
    def model(self) -> str:
        """The name of this widget in a page: the same for the same state, in every run."""
        return f"{self.face}-{digest(self.static_state())}"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        faces = {"text/plain": repr(self), "text/html": self.static_face()}
        states = {self.model: self.static_state(), **self.shared_states()}
        return {**data, **faces, STATE: states}, metadata

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.selection.summary()}>"


MANY = 3000
"""A table of more elements has a front: browsers take long to lay it out as a whole."""

FRONT = 12
"""How many rows of a table are its front: there at once, where the others come later."""


def front(rows: int, elements: int) -> int:
    """Give how many rows of a table with about so many elements are its front: of most all."""
    return FRONT if elements > MANY else rows


def digest(state: object) -> str:
    """Ten hexadecimal digits that are the same for the same state, in every run."""
    text = json.dumps(state, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@cache
def templates() -> Environment:
    """The templates of the static faces: everything in them is escaped."""
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fill"] = fill
    return environment
