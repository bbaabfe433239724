"""Texts on *Heroverweging* about an opgave that should be reconsidered."""

from typing import Final

from wijkexcel.dutch.ids import TOTAL
from wijkexcel.dutch.sentence import TYPED, Sentence, either, many

SHORT: Final = Sentence(
    "Het totaal is {total}; afgesproken is {agreed}.", total=TOTAL, agreed=TOTAL
)
CLOSE: Final = Sentence("Dat is maar net te weinig.")
MAKE_OR_BREAK: Final = Sentence("De opgave kan de wijkaanpak maken of breken.")
MAKE_OR_BREAK_AS: Final = Sentence("De opgave kan de wijkaanpak maken of breken: {why}", why=TYPED)
STILL_OPEN: Final = Sentence(
    "Met de lege scores erbij kan het nog {lowest} tot {highest} worden.",
    lowest=TOTAL,
    highest=TOTAL,
)
RESIDENTS: Final = Sentence("Bewoners vinden het hoog genoeg: {groups}.", groups=TYPED)
FLOOR: Final = Sentence("Alleen de ondergrens houdt hem tegen, bij: {criteria}.", criteria=TYPED)
LONGER_TERM: Final = Sentence("Op langere termijn: {why}", why=TYPED)
NO_REASON: Final = Sentence("Er is geen reden gevonden om nog eens te kijken. Kijk zelf.")
REASONS: Final = (
    CLOSE,
    MAKE_OR_BREAK,
    MAKE_OR_BREAK_AS,
    STILL_OPEN,
    RESIDENTS,
    FLOOR,
    LONGER_TERM,
    NO_REASON,
)
EXPLAINED: Final = Sentence("{sentences}", sentences=many(either(SHORT, *REASONS), " "))
