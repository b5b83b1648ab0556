"""Tables in words: heads of columns, what stands below the heading, and in place of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from floorbook.dataset import Dataset
from floorbook.wording.dialogue import CALL, UNDERTAKING
from floorbook.wording.phrases import gists

HEADS: Mapping[str, str] = {"meeting": "Meeting", "source": "Source", "issue": "Issue"}
"""Heads of columns that a table has for some packages only."""

TABLES: Mapping[str, Mapping[str, Any]] = {
    "claims": {
        "columns": {
            "gist": "Claim, in our words",
            "what": "Part",
            "support": "Support it",
            "who": "In every count",
            "deciding": "In some counts only",
            "decisive": "The points that decide",
        },
    },
    "asks": {
        "columns": {
            "participant": "Who",
            "place": "Where",
            "kind": "Kind",
            "gist": "What is asked, in our words",
            "addressee": "Of whom",
            "fate": "What became of it",
            "repliers": "By",
        },
        "empty": "No question or request is recorded for what is picked.",
    },
    "open": {
        "columns": {
            "participant": "Who",
            "place": "Where",
            "gist": "What is asked, in our words",
            "fate": "What became of it",
        },
        "subtitle": "Those without a recorded reply stand first.",
        "empty": "For what is picked, nothing asked is left unanswered.",
    },
    "ledger": {
        "columns": {
            "participant": "Who",
            "place": "Where",
            "gist": "What is undertaken or offered, in our words",
            "addressee": "To whom",
            "asked": "In response to",
        },
        "subtitle": UNDERTAKING,
        "empty": "No undertaking or offer is recorded for what is picked.",
    },
    "calls": {
        "columns": {
            "participant": "Who",
            "place": "Where",
            "gist": "What is called for, in our words",
            "addressee": "Of whom",
        },
        "subtitle": CALL,
        "empty": "No call is recorded for what is picked.",
    },
    "reactions": {
        "columns": {
            "participant": "Who",
            "said": "What is said{gists}",
            "relation": "Later",
            "by": "By",
            "reply": "The response{gists}",
        },
        "subtitle": "A point may get several responses, of more than one kind.",
        "empty": "No response is recorded to what is picked.",
    },
    "closing": {
        "columns": {
            "label": "Where",
            "gist": "What the closing says{gists}",
            "voice": "Whose view",
            "issues": "Issues",
            "earlier": "Said so earlier",
            "delegations": "Which",
            "others": "Others who did",
        },
        "empty": "No closing is recorded for what is picked.",
    },
    "coverage": {
        "columns": {
            "section": "Section of the source",
            "items": "Items",
            "of_them_points": "With a point",
            "coded": "Coded",
            "others": "Without a point, because",
        },
        "subtitle": "An item is a heading, a line, a list entry or a paragraph.",
        "empty": "No item of a source is recorded.",
    },
    "codebook": {
        "columns": {
            "dimension": "Dimension",
            "issue": "Issue",
            "claim": "The statement that a position is on",
            "takes_up": "Coded when a point is about",
            "leaves_out": "Not coded when",
            "codings": "Codings",
        },
        "subtitle": "A point has a coding for every issue that it is about.",
    },
    "sensitivity": {
        "columns": {
            "participant": "Who",
            "issue": "Issue",
            "place": "Without the coding of",
            "word": "Position now",
            "without": "Position without it",
        },
        "subtitle": "What rests on one coding alone is listed apart.",
        "empty": "For what is picked, nothing with several codings changes.",
    },
    "claim sensitivity": {
        "columns": {
            "what": "Part of a claim",
            "participant": "Who",
            "place": "Without the coding of",
            "issue": "Issue",
            "now": "How many support it now",
            "then": "Without the coding",
        },
        "subtitle": "From the fewest to the most: in the narrow and the wide reading of the claim, "
        "with the codings marked unsure and without them.",
        "empty": "For what is picked, no coding changes the count of a claim.",
    },
    "changes": {
        "columns": {
            "held": "In",
            "change": "Change",
            "key": "Which",
            "column": "Column",
            "before": "Before",
            "after": "After",
        },
        "empty": "Nothing differs.",
    },
    "reliability": {
        "columns": {
            "measure": "Of",
            "over": "Dimension",
            "shown": "α",
            "why": "Why undefined",
            "units": "Judgements",
            "alike": "Judged alike",
            "left_out": "Left out (outside the scale)",
            "observed": "D_o",
            "expected": "D_e",
        },
    },
    "disagreements": {
        "columns": {
            "place": "Where",
            "issue": "Issue",
            "differs": "They differ in",
            "position": "Coder of record",
            "position_other": "Second coder",
        },
        "subtitle": "A judgement is about one point and one issue. A blank: this coder did not "
        "code the point on the issue.",
        "empty": "For what is picked, no judgement differs.",
    },
    "lone": {
        "columns": {
            "participant": "Who",
            "issue": "Issue",
            "word": "Position",
            "points": "The point",
        },
        "subtitle": "Read each as one recorded statement, and no more.",
    },
    "said": {
        "columns": {
            "meeting": "Meeting",
            "dimension": "Dimension",
            "gist": "What is said{gists}",
            "coded": "Issue and position",
            "label": "Where",
        },
        "empty": "Nothing is recorded.",
    },
    "emphasis": {
        "columns": {
            "meeting": "Meeting",
            "dimension": "Dimension",
            "mine": "{name}",
            "floor": "The whole floor",
        },
        "empty": "Nothing is recorded.",
    },
    "asked": {
        "columns": {
            "meeting": "Meeting",
            "kind": "Kind",
            "gist": "What is asked, in our words",
            "place": "Where",
            "fate": "What became of it",
            "repliers": "By",
        },
        "empty": "",  # the heading says so
    },
    "under coder": {
        "columns": {
            "participant": "Who",
            "issue": "Issue",
            "word": "Position",
            "word_other": "With the second coder",
        },
        "empty": "For what is picked, no position would be different.",
    },
}


def words(dataset: Dataset, name: str) -> dict[str, Any]:
    """Give the words of a table: `columns` (column → head), and where it has them, the others.

    Examples
    --------
    >>> import floorbook
    >>> words(floorbook.load(), "reactions")["columns"]["said"]
    'What is said, in our words'
    """
    table = TABLES[name]
    heads = {
        column: head.replace("{gists}", gists(dataset)) for column, head in table["columns"].items()
    }
    if len(dataset.meetings) == 1:  # elsewhere it may come last
        heads.pop("meeting", None)
    return {**table, "columns": heads}
