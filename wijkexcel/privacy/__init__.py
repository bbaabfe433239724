"""A copy of a workbook without personal data, and the list that a person reviews."""
