"""Find a name of several words in other forms and another order: 'winst in de politiek'."""

from collections.abc import Iterable, Iterator
from typing import Final

from wijkexcel.outgoing.words import Words

_SHORTEST, _ENDING = 4, 2
"""At least this many letters of a word count, and this many at its end do not."""
_BETWEEN: Final = 2
"""This many words may occur between two words of a name."""


def stems(words: Words) -> Words:
    """The stems of the words that identify a name; empty when it has only one."""
    found = tuple(
        word[: max(_SHORTEST, len(word) - _ENDING)] for word in words if len(word) >= _SHORTEST
    )
    return found if len(set(found)) > 1 else ()


def rows(words: Words, sought: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where nearby words begin with all stems: the first word, and how many."""
    wanted = tuple(dict.fromkeys(sought))
    places = sorted(
        (at, stem) for at, word in enumerate(words) for stem in wanted if word.startswith(stem)
    )
    for n, (first, _) in enumerate(places):
        left = set(wanted)
        last = first
        for at, stem in places[n:]:
            if at - last > _BETWEEN + 1 or at - first > len(wanted) * (_BETWEEN + 1):
                break
            last = at
            left.discard(stem)
            if not left:
                yield first, last - first + 1
                return
