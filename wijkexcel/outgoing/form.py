"""A paper form: the questions to one scorer, and how to return the form."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from wijkexcel.outgoing.request import Request
from wijkexcel.outgoing.typed import Cell, Typed

HAND_IN: Final = Cell("", "", "--waar")
"""The place for handing in forms is given with the command."""

NOT_SAID: Final = Typed("", HAND_IN)


@dataclass(frozen=True)
class Occasion:
    """What a form says besides the questions.

    Attributes:
        today: for the properties of the document.
        before: the day by which answers are due.
        where: where to hand in the form, as a sentence.
    """

    today: date
    before: date | None = None
    where: Typed = NOT_SAID


@dataclass(frozen=True)
class PaperForm:
    """Everything on one form."""

    request: Request
    occasion: Occasion
