"""Coding in a spreadsheet: the statements of a data package as a workbook, and the way back."""
