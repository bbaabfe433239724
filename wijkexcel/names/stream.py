"""A text as comparable words, in every way in which it can be split into words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from wijkexcel.names.fold import TOKEN, Folded, fold, sounds

_BROKEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
"""A word that was hyphenated at the end of a line."""
_RISES: Final = re.compile(
    r"[^\W_A-Z][A-Z\u00c0-\u024f\u0400-\u042f]|[A-Z]{2}[^\W_A-Z]|\d[^\W\d_]|[^\W\d_]{2}\d"
)
"""Where a word may have to be split."""
_LONGEST_GAP: Final = 4
_SPACES: Final = re.compile(r"\s+")


class Word(NamedTuple):
    """One word, its position in the text, and the text before it."""

    start: int
    end: int
    text: str
    """As typed."""
    plain: str
    spelt: tuple[str, ...]
    """Its forms for comparison."""
    between: str
    """The text between the previous word and this one, as typed."""

    @property
    def gap(self) -> str:
        """The text before it, with white space as one space."""
        return _SPACES.sub(" ", self.between)

    @property
    def capital(self) -> bool:
        """Whether it begins like a name; in a script without capitals every word may."""
        first = next((char for char in self.text if char.isalpha()), "")
        return first.isupper() or (first != "" and first.upper() == first.lower())

    @property
    def near(self) -> bool:
        """Whether it can belong to the previous word."""
        return len(self.gap) <= _LONGEST_GAP


def streams(text: str, starts: frozenset[str]) -> Iterator[list[Word]]:
    """Yield the words of a text: as they are, split at capitals and digits, and across lines.

    Args:
        text: any text.
        starts: first words of the searched texts; passages without any of them are skipped.
    """
    folded = fold(text)
    places = [match.span() for match in TOKEN.finditer(folded.text)]
    if _worth(text, folded, places, starts):
        yield _words(text, folded, places)
    if _RISES.search(text):
        cut = [piece for place in places for piece in _pieces(text, folded, place)]
        if len(cut) > len(places) and _worth(text, folded, cut, starts):
            yield _words(text, folded, cut)
    if _BROKEN.search(text):
        kept = _without(text, [match.span() for match in _BROKEN.finditer(text)])
        whole = fold("".join(char for _, char in kept))
        again = Folded(whole.text, [kept[i][0] for i in whole.at], len(text))
        places = [match.span() for match in TOKEN.finditer(whole.text)]
        if _worth(text, again, places, starts):
            yield _words(text, again, places)


Places = list[tuple[int, int]]


def _worth(text: str, folded: Folded, places: Places, starts: frozenset[str]) -> bool:
    sounding = folded.text.replace("ij", "\x00y")
    if not starts.isdisjoint(sounding[a:b].replace("\x00", "") for a, b in places):
        return True
    if text.isascii():
        return False
    return any(
        not starts.isdisjoint(sounds(typed))
        for a, b in places
        if not (typed := text[slice(*folded.span(a, b))]).isascii()
    )


def _without(text: str, spans: Places) -> list[tuple[int, str]]:
    gone = {i for start, end in spans for i in range(start, end)}
    return [(i, char) for i, char in enumerate(text) if i not in gone]


def _words(text: str, folded: Folded, places: Places) -> list[Word]:
    found: list[Word] = []
    before = 0
    for start, end in places:
        typed_start, typed_end = folded.span(start, end)
        typed = text[typed_start:typed_end]
        between = folded.text[before:start] if found else ""
        plain = folded.text[start:end]
        plain_y = (plain.replace("ij", "y"),)
        spelt = plain_y if typed.isascii() else sounds(_BROKEN.sub("", typed))
        found.append(Word(typed_start, typed_end, typed, plain, spelt, between))
        before = end
    return found


def _pieces(text: str, folded: Folded, place: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Split 'PietJansen2' in three; a capital before a word is an initial: 'PJansen'.

    The positions are those in the folded text, where a character may be two letters, or none.
    """
    start, end = place
    if end - start < 2 or not _RISES.search(text, folded.at[start], folded.at[end - 1] + 1):
        yield place
        return
    cuts = [
        i
        for i in range(start + 1, end)
        if _rises(text, folded.at[i - 1], folded.at[i], folded.at[min(i + 1, len(folded.at) - 1)])
    ]
    edges = [start, *cuts, end]
    yield from pairwise(edges)


def _rises(text: str, before: int, here: int, after: int) -> bool:
    a, b, c = text[before], text[here], text[after]
    if before == here:
        return False
    if a.isdecimal() != b.isdecimal():
        return True
    return b.isupper() and (a.islower() or (a.isupper() and c.islower()))
