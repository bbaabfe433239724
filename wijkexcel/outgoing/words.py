"""Texts as sequences of words, without capitals, accents and invisible characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from wijkexcel.names.fold import TOKEN, Folded, fold

Words = tuple[str, ...]
_LONG = 5


@dataclass(frozen=True)
class Worded:
    """A text and its words."""

    text: str
    words: Words
    spans: tuple[tuple[int, int], ...]
    """Position of each word in the folded text."""

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def pairs(self) -> dict[Words, list[int]]:
        """Positions of each pair of successive words."""
        found: dict[Words, list[int]] = {}
        for at, pair in enumerate(zip(self.words, self.words[1:], strict=False)):
            found.setdefault(pair, []).append(at)
        return found

    def holds(self, sought: Words) -> bool:
        """Whether it contains these words in succession."""
        return next(self.places(sought), None) is not None

    def places(self, sought: Words) -> Iterator[int]:
        """Yield the positions where these successive words begin."""
        if len(sought) < 2:
            yield from (at for at, word in enumerate(self.words) if (word,) == sought)
        for at in self.pairs.get(sought[:2], ()):
            if self.words[at : at + len(sought)] == sought:
                yield at

    def span(self, at: int) -> tuple[int, int]:
        """Position of a word in the text as typed."""
        return self._folded.span(*self.spans[at])

    def quoted(self, at: int, count: int) -> str:
        """Words as typed, on one line."""
        start, _ = self.span(at)
        _, end = self.span(at + count - 1)
        return " ".join(self.text[start:end].split())


@lru_cache(maxsize=4096)
def worded(text: str) -> Worded:
    """Split a text into words."""
    found = list(TOKEN.finditer(fold(text).text))
    return Worded(text, tuple(word[0] for word in found), tuple(word.span() for word in found))


def is_telling_row(words: Words, letters: int, longs: int) -> bool:
    """Whether successive words have enough letters and enough long words."""
    return len("".join(words)) >= letters and sum(len(word) >= _LONG for word in words) >= longs
