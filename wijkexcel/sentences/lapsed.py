"""The lines of Logboek on laws and schemes that lapsed, and that hold again."""

from typing import Final

from wijkexcel.dutch.ids import OPGAVE
from wijkexcel.dutch.sentence import Sentence, many

LAPSED: Final = Sentence("wet of regeling is vervallen bij: {opgaven}.", opgaven=many(OPGAVE))
HOLDS_AGAIN: Final = Sentence(
    "wet of regeling is niet meer vervallen bij: {opgaven}.", opgaven=many(OPGAVE)
)
LINES: Final = (LAPSED, HOLDS_AGAIN)
