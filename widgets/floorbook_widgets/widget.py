"""What Selection and all that follows it are: an anywidget, quick where nobody hears it."""

from __future__ import annotations

import anywidget
import comm


class Widget(anywidget.AnyWidget):
    """An anywidget that packs no state for a page that does not hear it, as in a run."""

    def open(self) -> None:
        """Open the way to the page."""
        unheard = comm.create_comm is comm.DummyComm
        if unheard and self.comm is None:  # type: ignore[has-type]  # a trait, without types
            self.comm = comm.DummyComm(target_name="jupyter.widget")
        else:
            super().open()
