"""A Chart for each meeting: meetings differ in who speaks, so each has a figure of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from floorbook_widgets.chart import Chart
from floorbook_widgets.selection import Selection


def charts(
    selection: Selection,
    draw: Callable[..., go.Figure],
    *,
    each: str = "meeting",
    **options: Any,
) -> list[Chart]:
    """Make a Chart of a figure for each meeting, or for each claim.

    Parameters
    ----------
    selection
        The Selection to follow; its dataset is drawn.
    draw
        A function of `floorbook.figures`.
    each
        ``"meeting"`` or ``"claim"``: what there is a figure for.
    options
        Further keywords of the function.

    Examples
    --------
    >>> import floorbook
    >>> from floorbook import figures
    >>> from floorbook_widgets import Selection, charts
    >>> selection = Selection(floorbook.load())
    >>> [one.headers[0] for one in charts(selection, figures.fates, by="issue")]
    ['Issue']
    >>> len(charts(selection, figures.claim, each="claim"))
    3
    """
    dataset = selection.dataset
    ids = {"meeting": dataset.meetings["id"], "claim": dataset.claims["id"]}[each]
    return [Chart(selection, draw(dataset, **{each: one}, **options)) for one in ids]
