"""Errors that end an export; with them comes nbconvert, which most commands do not need."""

from __future__ import annotations

from nbconvert.utils.exceptions import ConversionException

from floorbook_report.errors import CommandError


class ExportError(CommandError, ConversionException):
    """A report cannot be made; the message names the notebook and, if there is one, the cell.

    nbconvert turns its own `ConversionException`, and nothing else, into one logged error and
    exit status 1.
    """


class Refusal(Exception):
    """Something in a cell cannot be in a report; code that knows the cell adds its name."""
