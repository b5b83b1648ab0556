"""Reading and checking a data package: its description, its tables, and all that is wrong."""

from floorbook.package.problems import DataError, Problem, hint
from floorbook.package.reference import reference
from floorbook.package.schema import FILE, Field, Package, Table

__all__ = ["FILE", "DataError", "Field", "Package", "Problem", "Table", "hint", "reference"]
