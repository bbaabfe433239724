"""A copy of a workbook without personal data, and a list for a person to review."""
