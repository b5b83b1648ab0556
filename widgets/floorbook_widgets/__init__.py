"""Linked widgets: pick in one, and all the others follow, in notebooks and in exported files."""

from floorbook_widgets.board import Board
from floorbook_widgets.cards import Cards
from floorbook_widgets.chart import Chart
from floorbook_widgets.charts import charts
from floorbook_widgets.evidence import Evidence
from floorbook_widgets.findings import Findings
from floorbook_widgets.matrix import Matrix
from floorbook_widgets.picker import Picker
from floorbook_widgets.selection import Selection, select
from floorbook_widgets.sidebyside import SideBySide
from floorbook_widgets.table import Table

__all__ = [
    "Board",
    "Cards",
    "Chart",
    "Evidence",
    "Findings",
    "Matrix",
    "Picker",
    "Selection",
    "SideBySide",
    "Table",
    "charts",
    "select",
]
