"""From a file or an open workbook to a dossier, with its faults."""
