"""What comes back from scorers, and how it gets into the workbook."""
