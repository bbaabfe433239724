"""How opgaven stood when only the first round counted: in Logboek, and beside how they stand."""

from typing import Final

from wijkexcel.dutch.ids import OPGAVE, TOTAL
from wijkexcel.dutch.sentence import NUMBER, Sentence, Slot, many, maybe

STATUS: Final = Slot("[a-z ]+")
"""The status of an opgave in words, such as 'haalt de score'."""
ONE: Final = Sentence("{opgave} {total} {status}", opgave=OPGAVE, total=TOTAL, status=STATUS)
PICTURE: Final = Sentence("stand na ronde 1: {opgaven}.", opgaven=many(ONE, "; "))
"""All opgaven with a total, as they stood."""
_TURNED: Final = many(
    Sentence(
        "{opgave} was {before} {was}, nu {total} {status}",
        opgave=OPGAVE,
        before=TOTAL,
        was=STATUS,
        total=TOTAL,
        status=STATUS,
    ),
    "; ",
)
TURNED: Final = Sentence("gedraaid na ronde {round}: {opgaven}.", round=NUMBER, opgaven=_TURNED)
"""The opgaven that reach the score now and did not, or the reverse."""
TURNED_OTHERWISE: Final = Sentence(
    "gedraaid sinds ronde 1, en de afspraken zijn intussen anders, bijvoorbeeld de afgesproken "
    "score: {opgaven}.",
    opgaven=_TURNED,
)
"""The same when the round alone is not the cause: the fingerprint changed too."""
BESIDE: Final = Sentence(
    "{total}: {status}.{turned}",
    total=TOTAL,
    status=STATUS,
    turned=maybe(Sentence(" Gedraaid: {status}.", status=STATUS)),
)
"""Total and status of one opgave after the first round, and whether it turned since."""
LINES: Final = (PICTURE, TURNED, TURNED_OTHERWISE)
