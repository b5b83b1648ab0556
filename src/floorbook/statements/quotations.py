"""Whose words a statement of a table is in: the source's, or those of whoever made the table."""

from __future__ import annotations

from collections.abc import Callable

from floorbook.statements.grid import folded
from floorbook.statements.head import Head, Record
from floorbook.statements.scale import yes

PARAGRAPH = 280
"""A statement with more characters is taken as a quotation: nobody sums up at that length."""

QUOTED_BY = (
    f"for what the table says, for quotation marks, or for more than {PARAGRAPH} characters; the"
    " line `words` of the reading file says it for all"
)
"""Why statements are taken as quotations."""

QUOTING = {
    *("quote", "quotation", "verbatim", "speech", "excerpt", "citation", "extrait", "cita"),
    *("extracto", "zitat", "wortlaut", "auszug"),
}
OWN_WORDS = {"gist", "summary", "paraphrase", "resume", "resumen", "point"}


def quotation(head: Head, asked: str = "") -> Callable[[Record], bool | None]:
    """Give what says of a row whether its statement is a quotation; None where it is not known.

    Its own cell decides, then what was `asked` for all, then the header, and at last the text: its
    quotation marks, or its length. The label of an issue in place of a statement is nobody's words.
    """
    words = {*folded(head.header("statement")).split()}
    always = asked == "quoted" or (not asked and bool(words & QUOTING))
    never = asked == "ours" or (not asked and bool(words & OWN_WORDS))

    def quoted(record: Record) -> bool | None:
        text = record["statement"]
        if not text:
            return None
        if record["quoted"]:
            return yes(record["quoted"])
        if always or never:
            return always
        marked = len(text) > 2 and text[0] in '"“«„' and text[-1] in '"”»“'
        return True if marked or len(text) > PARAGRAPH else None

    return quoted
