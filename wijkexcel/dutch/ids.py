"""Slots for all sentences of the workbook: ids, scores, totals, cells."""

import re
from typing import Final

from wijkexcel.dutch.sentence import PERSON, Sentence, Slot, many, one_of

SCORER: Final = Slot(r"S\d+")
SCORERS: Final = many(SCORER)
JOINING: Final = Slot(r"M\d+")
"""A body that was asked to join."""
OPGAVE: Final = Slot(r"O\d+")
CRITERION: Final = Slot(r"C\d+")
GROUP: Final = Slot(r"G\d+")
SCORE: Final = Slot(r"-?\d+(?:,\d+)?|weet niet")
TOTAL: Final = Slot(r"-?\d+(?:,\d+)?")
_SHEETS: Final = one_of(
    "Start",
    "Criteria",
    "Schaal",
    "Opgaven",
    "Deelnemers",
    "Meedoen",
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
BESIDE: Final = " (wijkexcel)"
"""After the name of a sheet of the program, where the user's own sheet has that name."""
SHEET: Final = Slot(rf"(?:S\d+|{_SHEETS.pattern({})})(?:{re.escape(BESIDE)}\+*)?")
"""A sheet of the program, under the name that it got."""
CELL: Final = Slot(r"[A-Z]{1,3}\d+")
ID: Final = Slot(r"\w+")
CALLED: Final = Sentence("{id} ({name})", id=ID, name=PERSON)
"""The form of a named scorer, opgave, criterion or group in every sentence."""
