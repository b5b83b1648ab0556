"""Ready-made tables: each takes the Selection to follow and gives a Table of its dataset.

What else a table needs comes after the Selection: the participant of a brief, the older version of
changes. The tables of the notebooks are made by these.
"""

from floorbook_widgets.brief import asked_table, emphasis_table, neighbours_table, said_table
from floorbook_widgets.cable import claims_table, pairs_table
from floorbook_widgets.coders import (
    contested_matrix,
    disagreements_table,
    reliability_table,
    under_coder_table,
)
from floorbook_widgets.dialogue import (
    asks_table,
    calls_table,
    closing_table,
    ledger_table,
    open_table,
    reactions_table,
)
from floorbook_widgets.method import (
    changes_table,
    claim_sensitivity_table,
    codebook_table,
    coverage_table,
    lone_table,
    sensitivity_table,
)

__all__ = [
    "asked_table",
    "asks_table",
    "calls_table",
    "changes_table",
    "claim_sensitivity_table",
    "claims_table",
    "closing_table",
    "codebook_table",
    "contested_matrix",
    "coverage_table",
    "disagreements_table",
    "emphasis_table",
    "ledger_table",
    "lone_table",
    "neighbours_table",
    "open_table",
    "pairs_table",
    "reactions_table",
    "reliability_table",
    "said_table",
    "sensitivity_table",
    "under_coder_table",
]
