"""The lines of Logboek on decisions that were settled, changed, taken again and withdrawn."""

from typing import Final

from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.ids import OPGAVE
from wijkexcel.dutch.sentence import Sentence, Slot, many

DAY: Final = Slot(r"\d{2}-\d{2}-\d{4}", in_digits)
WORDS: Final = Slot("[a-z0-9ëö -]+")
"""A decision in words, such as 'uitgesteld tot 01-03-2027'."""
REASON: Final = Slot(r"[0-9a-f]{6}|\d{1,5}")
"""Short hash of a reason; in a copy without names a number."""
DECISION: Final = Sentence(
    "{opgave} {words} op {day} (reden {reason})",
    opgave=OPGAVE,
    words=WORDS,
    day=DAY,
    reason=REASON,
)
"""One decision, its date, and a short hash of its reason."""
SETTLED: Final = Sentence("besluiten vastgesteld: {decisions}.", decisions=many(DECISION, "; "))
TAKEN_ANEW: Final = Sentence(
    "besluit opnieuw genomen: {now}; was {was} op {day}.", now=DECISION, was=WORDS, day=DAY
)
CHANGED: Final = Sentence(
    "besluit gewijzigd na het vaststellen: {opgave} was {was} op {day}; nu staat er {now}.",
    opgave=OPGAVE,
    was=WORDS,
    day=DAY,
    now=WORDS,
)
WITHDRAWN: Final = Sentence(
    "besluit ingetrokken: {opgave} was {was} op {day}.", opgave=OPGAVE, was=WORDS, day=DAY
)
LINES: Final = (SETTLED, TAKEN_ANEW, CHANGED, WITHDRAWN)
