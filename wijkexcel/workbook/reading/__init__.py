"""From a file or an open workbook to a dossier, with what is wrong in it."""
