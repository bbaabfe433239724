"""Text as names are compared: without capitals, accents and signs that nobody sees."""

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
"""Signs of writing that leaves no space between words: each is a word by itself."""
TOKEN: Final = re.compile(rf"[{WIDE}]|[^\W_{WIDE}]+")

_APART: Final = re.compile(r"[\u1100-\u11ff]+|[^\x00-\x7f]")
"""Parts of Korean signs, to be put together; or one sign beyond plain letters."""
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
"""Signs that are written for one another: apostrophes, hyphens, letters with a stroke, Arabic."""
_SPELT: Final = {"ö": "oe", "ü": "ue", "ä": "ae", "ø": "oe", "å": "aa", "đ": "dj"}
"""How a letter is spelt where the keyboard lacks it, besides without its accent."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Text without capitals, accents and signs that nobody sees, and where each letter stood."""

    text: str
    at: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a place in the folded text into one in the text as it was typed."""
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
    whole = unicodedata.normalize("NFKD", lower)
    return "".join(_SAME.get(c, c) for c in whole if unicodedata.category(c)[0] != "M")


def fold(text: str) -> Folded:
    """Write text as names are compared."""
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
    """Put the parts of Korean signs together; anything else is one sign."""
    if not "\u1100" <= run[0] <= "\u11ff":
        return [(start, run)]
    found, at = [], start
    for char in unicodedata.normalize("NFC", run):
        found.append((at, char))
        at += len(unicodedata.normalize("NFD", char))
    return found


def tokens(text: str) -> tuple[str, ...]:
    """Split text into words as they are compared."""
    return tuple(TOKEN.findall(fold(text).text))


@lru_cache(8192)
def sounds(word: str) -> tuple[str, ...]:
    """Give a word, as typed, in the ways in which it may be compared; all are equal.

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
    """Give 'Karim' of 'and Karim' or 'by Karim', which Arabic writes as one word."""
    found = [word[1:]] if word[0] in "\u0648\u0641\u0628\u0644\u0643" else []
    bare = found[0] if found else word
    if bare.startswith("\u0627\u0644") and len(bare) > 4:
        found.append(bare[2:])
    return found


def is_wide(text: str) -> bool:
    """Whether a text begins with a sign of writing without spaces."""
    return re.match(rf"[{WIDE}]", text) is not None
