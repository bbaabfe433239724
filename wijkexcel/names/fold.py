"""Text as names are compared: without capitals, accents and invisible characters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

SIGN: Final = r"[^\W_]"
WIDE: Final = (
    "\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Characters of scripts without spaces between words: each is a word by itself."""
TOKEN: Final = re.compile(rf"[{WIDE}]|[^\W_{WIDE}]+")

_APART: Final = re.compile(r"[\u1100-\u11ff]+|[^\x00-\x7f]")
"""Parts of Korean characters, to be composed; or one non-ASCII character."""
_SAME: Final = {
    **dict.fromkeys(
        "\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2032\u2035"
        "`\u00b4\uff07\u055a\ua78c",
        "'",
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u2043", "-"),
    **dict.fromkeys("\u0640\u115f\u1160\u3164\uffa0", ""),
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "e",
    "ɨ": "i",
    "ŋ": "n",
    "ƒ": "f",
    "\u0629": "\u0647",
    "\u0649": "\u064a",
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
    "\u0671": "\u0627",
}
"""Interchangeable characters: apostrophes, hyphens, letters with a stroke, Arabic."""
_SPELT: Final = {"ö": "oe", "ü": "ue", "ä": "ae", "ø": "oe", "å": "aa", "đ": "dj"}
"""How a letter is spelt if missing on the keyboard, other than without its accent."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Text without capitals, accents and invisible characters, and the position of each letter."""

    text: str
    at: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Convert a position in the folded text into one in the text as typed."""
        return self.at[start], self.at[end] if end < len(self.at) else self.length


@lru_cache(4096)
def _plain(char: str) -> str:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return ""
    lower = char.casefold()
    if lower in _SAME:
        return _SAME[lower]
    if "\uac00" <= char <= "\ud7a3":
        return char
    whole = unicodedata.normalize("NFKD", lower).casefold()  # a small capital is one only now
    return "".join(_SAME.get(c, c) for c in whole if unicodedata.category(c)[0] != "M")


def fold(text: str) -> Folded:
    """Normalise text for comparing names."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), range(len(text)), len(text))
    pieces: list[str] = []
    at: list[int] = []
    last = 0
    for match in _APART.finditer(text):
        start, end = match.span()
        if start > last:
            pieces.append(text[last:start].lower().replace("`", "'"))
            at.extend(range(last, start))
        for begin, char in _whole_signs(match[0], start):
            plain = _plain(char)
            pieces.append(plain)
            at.extend([begin] * len(plain))
        last = end
    pieces.append(text[last:].lower().replace("`", "'"))
    at.extend(range(last, len(text)))
    return Folded("".join(pieces), at, len(text))


def _whole_signs(run: str, start: int) -> list[tuple[int, str]]:
    """Compose the parts of Korean characters; anything else is one character."""
    if not "\u1100" <= run[0] <= "\u11ff":
        return [(start, run)]
    found, at = [], start
    for char in unicodedata.normalize("NFC", run):
        found.append((at, char))
        at += len(unicodedata.normalize("NFD", char))
    return found


def tokens(text: str) -> tuple[str, ...]:
    """Split text into words normalised for comparison."""
    return tuple(TOKEN.findall(fold(text).text))


@lru_cache(8192)
def sounds(word: str) -> tuple[str, ...]:
    """Return the equivalent forms of a typed word for comparison.

    'ij' and 'y' are one letter; 'Müller' is 'muller' and 'mueller'.
    """
    plain = fold(word).text.replace("ij", "y")
    if word.isascii():
        return (plain,)
    composed = unicodedata.normalize("NFC", word).casefold()
    spelt = "".join(_SPELT.get(char, char) for char in composed)
    other = fold(spelt).text.replace("ij", "y")
    found = [plain] if other == plain else [plain, other]
    if "\u0621" <= plain[:1] <= "\u064a" and len(plain) > 3:
        found += _without_arabic_prefix(plain)
    return tuple(found)


def _without_arabic_prefix(word: str) -> list[str]:
    """Return 'Karim' for 'and Karim' or 'by Karim', which Arabic writes as one word."""
    found = [word[1:]] if word[0] in "\u0648\u0641\u0628\u0644\u0643" else []
    bare = found[0] if found else word
    if bare.startswith("\u0627\u0644") and len(bare) > 4:
        found.append(bare[2:])
    return found


def is_wide(text: str) -> bool:
    """Whether a text begins with a character of a script without spaces."""
    return re.match(rf"[{WIDE}]", text) is not None
