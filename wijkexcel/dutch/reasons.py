"""The public reasons that the program itself fills in, and knows again."""

from typing import Final

from wijkexcel.dutch.sentence import Sentence

REACHED: Final = Sentence("Deze opgave haalt de score die vooraf is afgesproken.")
SHORT: Final = Sentence("Deze opgave haalt de score niet die vooraf is afgesproken.")
FLOOR: Final = Sentence(
    "Deze opgave scoort op een onderdeel lager dan vooraf als ondergrens is afgesproken."
)
OWN: Final = (REACHED, SHORT, FLOOR)


def own(text: str) -> Sentence | None:
    """Which of its sentences a reason is, and nothing else; None for people's own words."""
    plain = " ".join(text.split())
    return next((sentence for sentence in OWN if sentence.match(plain)), None)


def said_in(text: str) -> tuple[Sentence, ...]:
    """Which of its sentences stand in a reason, be it among people's own words."""
    plain = " ".join(text.split())
    return tuple(sentence for sentence in OWN if sentence.write() in plain)
