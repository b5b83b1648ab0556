"""plotly.js, in one model for all charts of a session."""

from __future__ import annotations

from functools import cache
from typing import Any

import anywidget
import traitlets as t

from floorbook.figures import palette
from floorbook_widgets.selection import STATIC


class Plotly(anywidget.AnyWidget):
    """plotly.js for charts: ``(await host.getWidget(ref)).exports.Plotly``. It has no view.

    `dark` gives each colour of the palette its fellow for dark pages, `page` both colours of what
    is around the marks.
    """

    _esm = STATIC / "plotly.js"
    dark = t.Dict(dict(palette.DARK)).tag(sync=True)
    page = t.Dict({name: list(pair) for name, pair in palette.PAGE.items()}).tag(sync=True)

    @property
    def colours(self) -> dict[str, Any]:
        """What an exported file keeps of it."""
        return {"dark": self.dark, "page": self.page}


@cache
def plotly() -> Plotly:
    """Return the only model of plotly.js, which is made for the first chart."""
    return Plotly()
