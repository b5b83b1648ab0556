"""Errors that end an export or a command."""

from __future__ import annotations

from nbconvert.utils.exceptions import ConversionException


class ExportError(ConversionException):
    """A report cannot be made; the message names the notebook and, if there is one, the cell.

    nbconvert turns its own `ConversionException`, and nothing else, into one logged error and
    exit status 1.
    """


class CommandError(Exception):
    """A command cannot go on; only the message is shown to its user."""


class Refusal(Exception):
    """Something in a cell cannot be in a report; code that knows the cell adds its name."""
