"""The decisions of the example. Public reasons can be read by anyone; internal notes cannot."""

from datetime import date
from typing import Final

from wijkexcel.example.decisions_chosen import CHOSEN
from wijkexcel.example.decisions_not_chosen import NOT_CHOSEN

BODY: Final = "Projectteam, bevestigd door het college"
DECIDED_ON: Final = date(2026, 9, 15)

DECISIONS: Final = tuple(
    decision.model_copy(update={"decided_by": BODY, "decided_on": DECIDED_ON})
    for decision in sorted((*CHOSEN, *NOT_CHOSEN), key=lambda decision: decision.opgave)
)
