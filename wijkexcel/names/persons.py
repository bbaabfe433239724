"""Who may be a person where it is told who did something: better one body too many than a person.

'Wethouder Nieuwenhuis', 'Van der Heijden' and 'Piet Jansen van de bewonersgroep' are persons;
'de bewonersgroep', 'Natuurwerkgroep Oudervliet' and 'gemeente' are none.
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
"""Of streets and places, those that hardly anyone is called after: not '-dijk' and '-hof'."""
_OFFICES: Final = TITLES - {"b", "de"}
_FEW_WORDS: Final = 3


def segments(text: str) -> list[str]:
    """Split a text that says who in parts that may each be somebody, and what stands between."""
    return _SEGMENT.split(text)


def is_person(segment: str, own: frozenset[str]) -> bool:
    """Whether a part of 'who' may be a person: better one body too many than a person left.

    Args:
        segment: a few words.
        own: words that are no one's name.
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
    """Whether a title stands before a name: 'wethouder Water', 'dhr. van Dijk'."""
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
    """Return what stands before 'van de bewonersgroep'; nothing when the body begins it."""
    at = body
    while at and words[at - 1][1][0] in PARTICLES:
        at -= 1
    return words[:at] if at < body else ()


def _is_name(word: str, said: tuple[str, ...], own: frozenset[str]) -> bool:
    capital = word[0].isupper() or is_wide(said[0]) or word[0].upper() == word[0].lower()
    return capital and word[0].isalpha() and not all(_is_known(token, own) for token in said)


def _is_known(token: str, own: frozenset[str]) -> bool:
    return token in own or is_phrase(token) or _SURE_STREET.search(token) is not None
