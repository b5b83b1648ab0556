"""What ends an export."""

from __future__ import annotations

from nbconvert.utils.exceptions import ConversionException


class ExportError(ConversionException):
    """A report cannot be made; the message names the notebook and, where there is one, the cell.

    nbconvert turns its own `ConversionException`, and nothing else, into one logged error and
    exit status 1.
    """


class CommandError(Exception):
    """A command ends here; the message is all that its user needs to read."""


class Refusal(Exception):
    """Something in a cell cannot stand in a report; whoever knows the cell adds its name."""
