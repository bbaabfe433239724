"""Slots for all sentences of the workbook: ids, scores, totals, cells."""

from typing import Final

from wijkexcel.dutch.sentence import PERSON, Sentence, Slot, many, one_of

SCORER: Final = Slot(r"S\d+")
SCORERS: Final = many(SCORER)
OPGAVE: Final = Slot(r"O\d+")
CRITERION: Final = Slot(r"C\d+")
GROUP: Final = Slot(r"G\d+")
SCORE: Final = Slot(r"-?\d+(?:,\d+)?|weet niet")
TOTAL: Final = Slot(r"-?\d+(?:,\d+)?")
SHEET: Final = one_of(
    "Start",
    "Criteria",
    "Schaal",
    "Opgaven",
    "Deelnemers",
    "Overzicht",
    "Heroverweging",
    "Samenhang",
    "Besluit",
    "Ambitie",
    "Bevindingen",
    "Ontvangst",
    "Logboek",
    "Scores",
    "Berekening",
    "Lijsten",
)
"""Sheets of the program, except the tabs of scorers."""
CELL: Final = Slot(r"[A-Z]{1,3}\d+")
ID: Final = Slot(r"\w+")
CALLED: Final = Sentence("{id} ({name})", id=ID, name=PERSON)
"""The form of a named scorer, opgave, criterion or group in every sentence."""
