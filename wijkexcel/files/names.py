"""Plain file names: lower-case letters, digits and hyphens, safe for every mail and disk."""

import re
import unicodedata

_IN_WORDS = re.compile(
    r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:(?:DOTLESS|LONG|OPEN|TURNED|REVERSED) )?"
    r"([A-Z]{1,2})(?: WITH .*| WITHOUT .*)?"
)
"""The base letter in a Unicode name: LATIN SMALL LETTER DOTLESS I, … L WITH STROKE, … AE."""
_OTHERWISE = {
    "ß": "ss",
    "ẞ": "ss",
    "ð": "d",
    "Ð": "d",
    "þ": "th",
    "Þ": "th",
    "ŋ": "ng",
    "Ŋ": "ng",
    "ə": "e",
    "Ə": "e",
    "ĸ": "k",
}
"""Letters that do not follow from the Unicode name."""


def slug(text: str, longest: int) -> str:
    """A text in plain letters, as part of a file name; of at most ``longest`` characters.

    Every letter of the Latin script is kept in plain form, even one without a removable accent,
    such as the ``ı`` in Yıldız.
    """
    plain = "".join(_plain(char) for char in unicodedata.normalize("NFKD", text))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:longest].strip("-")


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.combining(char):
        return ""
    if char in _OTHERWISE:
        return _OTHERWISE[char]
    found = _IN_WORDS.fullmatch(unicodedata.name(char, ""))
    return found[1] if found else "-"
