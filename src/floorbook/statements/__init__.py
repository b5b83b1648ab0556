"""One table of statements, as people keep it in a spreadsheet, into a data package."""

from floorbook.statements.making import ENDINGS, Statements, is_table, opened, statements

__all__ = ["ENDINGS", "Statements", "is_table", "opened", "statements"]
