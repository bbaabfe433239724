"""Frozen records of what a workbook holds; no I/O, no arithmetic."""
