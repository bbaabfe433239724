"""Workbook files: build, read, change in place, recalculate."""
