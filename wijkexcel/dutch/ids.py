"""Slots that every sentence of the workbook knows: ids, scores, totals, cells."""

from typing import Final

from wijkexcel.dutch.sentence import Slot, many

SCORER: Final = Slot(r"S\d+")
SCORERS: Final = many(SCORER)
OPGAVE: Final = Slot(r"O\d+")
CRITERION: Final = Slot(r"C\d+")
GROUP: Final = Slot(r"G\d+")
SCORE: Final = Slot(r"-?\d+(?:,\d+)?|weet niet")
TOTAL: Final = Slot(r"-?\d+(?:,\d+)?")
CELL: Final = Slot(r"[A-Z]{1,3}\d+")
