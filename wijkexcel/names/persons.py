"""Possible persons in 'who' cells: better to replace an organisation than to keep a person.

'Wethouder Nieuwenhuis', 'Van der Heijden' and 'Piet Jansen van de bewonersgroep' are persons;
'de bewonersgroep', 'Natuurwerkgroep Oudervliet' and 'gemeente' are not.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from wijkexcel.names.fold import is_wide, tokens
from wijkexcel.names.suspects import INITIALS
from wijkexcel.names.words import (
    PARTICLES,
    TITLES,
    is_organisation,
    is_phrase,
    says_what,
)

_SEGMENT: Final = re.compile(
    r"([,;/&()\[\]:|\n]+|\s+[-\u2013\u2014]\s+|"
    r"\s+(?:en/of|en|of|met|namens|via|door)\s+(?!wethouders|[Ww]\b))"
)
_WORD: Final = re.compile(r"[^\W_][\w'\u2019.-]*")
_SURE_STREET: Final = re.compile(
    r"(?:straat|plein|singel|kade|gracht|plantsoen|park|buurt|wijk|dreef)$"
)
"""Endings of streets and places that are rare in surnames: not '-dijk' and '-hof'."""
_OFFICES: Final = TITLES - {"b", "de"}
_FEW_WORDS: Final = 3


def segments(text: str) -> list[str]:
    """Split a 'who' text into parts that may each be a person, and the text in between."""
    return _SEGMENT.split(text)


def is_person(segment: str, own: frozenset[str]) -> bool:
    """Whether a part of a 'who' text may be a person; in doubt it is.

    Args:
        segment: a few words.
        own: words that are not a name.
    """
    words = [(word, tokens(word)) for word in _WORD.findall(segment) if tokens(word)]
    if INITIALS.search(segment) or _has_title(words):
        return True
    body = next((i for i, (_, said) in enumerate(words) if any(map(is_organisation, said))), None)
    if body is not None:
        return is_person(" ".join(word for word, _ in _before_body(words, body)), own)
    if any(_is_name(word, said, own) for word, said in words):
        return True
    unknown = [token for token in _tokens(words) if not _is_known(token, own)]
    return bool(unknown) and sum(1 for _ in _tokens(words)) <= _FEW_WORDS


Words = Sequence[tuple[str, tuple[str, ...]]]


def _tokens(words: Words) -> Iterator[str]:
    return (token for _, said in words for token in said)


def _has_title(words: Words) -> bool:
    """Whether a title precedes a name: 'wethouder Water', 'dhr. van Dijk'."""
    titled = False
    for word, said in words:
        if (
            titled
            and word[0].isupper()
            and not any(map(says_what, said))
            and (said[0] not in TITLES and said[0] not in PARTICLES)
        ):
            return True
        titled = all(token in _OFFICES for token in said) or (titled and said[0] in PARTICLES)
    return False


def _before_body(words: Words, body: int) -> Words:
    """Return the part before 'van de bewonersgroep'; nothing if it begins with that."""
    at = body
    while at and words[at - 1][1][0] in PARTICLES:
        at -= 1
    return words[:at] if at < body else ()


def _is_name(word: str, said: tuple[str, ...], own: frozenset[str]) -> bool:
    capital = word[0].isupper() or is_wide(said[0]) or word[0].upper() == word[0].lower()
    return capital and word[0].isalpha() and not all(_is_known(token, own) for token in said)


def _is_known(token: str, own: frozenset[str]) -> bool:
    return token in own or is_phrase(token) or _SURE_STREET.search(token) is not None
