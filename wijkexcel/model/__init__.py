"""Frozen records of the contents of a workbook; no I/O, no arithmetic."""
