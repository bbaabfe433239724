"""A form on paper: what one scorer is asked, and how the form comes back."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from wijkexcel.outgoing.request import Request
from wijkexcel.outgoing.typed import Cell, Typed

HAND_IN: Final = Cell("", "", "--waar")
"""Where forms are handed in is typed with the command."""

NOT_SAID: Final = Typed("", HAND_IN)


@dataclass(frozen=True)
class Occasion:
    """What stands on a form besides the questions.

    Attributes:
        today: for the properties of the document.
        before: the day by which answers are wanted.
        where: where the form is handed in, as a sentence.
    """

    today: date
    before: date | None = None
    where: Typed = NOT_SAID


@dataclass(frozen=True)
class PaperForm:
    """All that stands on one form."""

    request: Request
    occasion: Occasion
