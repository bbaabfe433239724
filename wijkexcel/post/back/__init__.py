"""Returned files: reading them, and getting the answers into the workbook."""
