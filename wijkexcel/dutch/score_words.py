"""What people write about the score of an opgave in their own words, without numbers.

'De drempel is niet gehaald', 'dit voldeed niet aan de ondergrens', 'scoort te laag op een
onderdeel'. ``wijkexcel.rules.sayable`` decides whether that may be said.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Verdict:
    """Words on the status of an opgave.

    Attributes:
        words: as written.
        of_floor: whether they concern a floor or one part, and not the whole score.
    """

    words: str
    of_floor: bool


_REACH = (
    r"(?:haal(?:t|de|den)|halen|gehaald|behaald|bereik(?:t|te)|voldoe[tn]|voldeed|voldaan|"
    r"kwam(?:en)?|kom(?:t|en)|bleef|bleven|blijft|zat|zit|lag|ligt|eindig(?:t|de)|zak(?:t|te)|"
    r"gezakt|onder|boven|beneden)"
)
_SAYS = (
    r"(?:(?:te|het|erg|heel)\s+(?:laag|hoog|laagste?|hoogste?|weinig)|laag|hoog|"
    r"(?:hoog|laag)\s+genoeg|lager|hoger|laagste?|hoogste?|onvoldoende|voldoende|slechte?|slechter|matige?|goede?|"
    r"beter|minder|gezakt|zak(?:t|te)|niet\s+gehaald)"
)
_BETWEEN: Final = r"(?:[^.!?;\n]{0,50}?\s|\s*)"
_SCORE: Final = (
    r"\b(?:(?:groeps|eind|totaal|minimum)?scores?|totaalcijfer|"
    r"eindcijfer|eindoordeel)\b"
)
_LIMIT: Final = r"\b(?:drempel|minimum(?:score|cijfer))\b"
_FLOOR: Final = r"\bondergrens\b"
_PART: Final = r"\b(?:onderde(?:el|len)|criteri(?:um|a))\b"
_SCORING: Final = r"\b(?:scoor(?:t|de|den)|scoren|gescoord|scorende)\b"


_NOT: Final = r"(?:(?:\s\w+){0,2}?\sniet\b)?"


def _beside(one: str, other: str) -> str:
    return rf"{one}{_BETWEEN}\b{other}\b|\b{other}\b{_BETWEEN}{one}"


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(ways)}){_NOT}")


_OF_FLOOR: Final = _any(
    _beside(_FLOOR, rf"(?:{_REACH}|{_SAYS})"),
    rf"{_PART}{_BETWEEN}\b(?:te\s+laag|onvoldoende|niet\s+gehaald)\b",
    rf"\b(?:gezakt|zak(?:t|te))\b{_BETWEEN}{_PART}",
    rf"{_SCORING}{_BETWEEN}\b{_SAYS}\b{_BETWEEN}{_PART}",
    rf"{_PART}{_BETWEEN}{_SCORING}{_BETWEEN}\b{_SAYS}\b",
)
_OF_SCORE: Final = _any(
    _beside(_SCORE, rf"(?:{_REACH}|{_SAYS})"),
    _beside(_LIMIT, _REACH),
    rf"{_SCORING}{_BETWEEN}\b(?:{_SAYS}|onder|boven)\b",
    rf"\b{_SAYS}{_BETWEEN}?{_SCORING}",
    r"\b(?:te\s+weinig|onvoldoende|genoeg|minder)\s+punten\b",
    r"\bpunten\s+te\s*(?:kort|weinig)\b",
    r"\beindigde\s+(?:\w+\s+)?(?:onderaan|bovenaan|laatste|eerste)\b",
    r"\bnet\s+(?:niet|wel)\s+gehaald\b",
    r"\b(?:deelnemers|groepen|invullers)\s+gaven\b[^.!?;\n]{0,30}\bte\s+(?:weinig|laag)\b",
    r"\binterne?\s+criteri(?:um|a)\b|\bcriteri(?:um|a)\s+d(?:at|ie)\s+niet\s+openbaar\b",
)


def verdict_in(text: str) -> Verdict | None:
    """Find the first words on the status of an opgave; None if there are none."""
    plain = " ".join(text.split()).casefold()
    for pattern, of_floor in ((_OF_FLOOR, True), (_OF_SCORE, False)):
        if found := pattern.search(plain):
            return Verdict(found[0].strip(), of_floor)
    return None
