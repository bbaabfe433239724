"""The words to search for: the parts of a name, as people write them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import Final

from wijkexcel.names.fold import is_wide, sounds
from wijkexcel.names.parse import Person
from wijkexcel.names.words import PARTICLES

Key = tuple[str, ...]
"""Words of a name, normalised for comparison."""


class Part(IntEnum):
    """The parts of a name."""

    LETTERS = 0
    """First letters of first name and surname: 'PJ'."""
    GIVEN = 1
    SURNAME = 2
    WHOLE = 3
    """The whole name as one word: 'pietjansen'."""


_NO_SURNAMES_TEXT = "de het van der den des ten ter te in op uit aan bij voor over onder en t s v d"
_NO_SURNAMES: Final = frozenset(_NO_SURNAMES_TEXT.split())
"""Particles that are not a surname on their own, unlike 'Lê'."""
_SHORTEST_JOINED, _SHORTEST_SURNAME = 6, 5
_MOST_SPELLINGS = 8


@dataclass(frozen=True, slots=True)
class Sought:
    """One person as the finder searches for them."""

    whom: str
    """The name of the person in a copy."""
    person: Person
    letters: str
    """First letters of the first names."""


def sought(whom: str, person: Person) -> Sought:
    """Prepare a person."""
    known = (*person.letters, *(word[0] for name in person.given for word in name))
    return Sought(whom, person, "".join(letter[0] for letter in known))


def parts_of(one: Sought) -> Iterator[tuple[Key, Part]]:
    """Yield every sequence of words that is a part of the name."""
    person = one.person
    given = list(person.given)
    for name in given:
        yield from ((key, Part.GIVEN) for key in _spelt(name))
        if len(name) > 1:
            yield from ((key, Part.GIVEN) for key in _spelt(("".join(name),)))
            yield from (
                (key, Part.GIVEN)
                for w in name
                if _tells(w) and w not in _NO_SURNAMES
                for key in _spelt((w,))
            )
    if len(given) > 1:
        yield from ((key, Part.GIVEN) for key in _spelt(("".join(w for n in given for w in n),)))
    for surname in person.surnames:
        for name in _surnames(surname):
            if _NO_SURNAMES.issuperset(name):
                continue
            yield from ((key, Part.SURNAME) for key in _spelt(name))
        core = _core(surname)
        for word in core:
            if word not in PARTICLES and _tells(word):
                yield from ((key, Part.SURNAME) for key in _spelt((word,)))
        yield from ((key, Part.WHOLE) for key in _joined(one, surname))
        yield from ((key, Part.LETTERS) for key in _letters(one.letters, surname, core))


def _tells(word: str) -> bool:
    return len(word) > 1 or is_wide(word)


def _spelt(name: Key) -> Iterator[Key]:
    """Yield each spelling: 'Müller' is also 'Mueller'."""
    choices = [("t", "het") if word == "t" else sounds(word) for word in name]
    for n, key in enumerate(product(*choices)):
        if n >= _MOST_SPELLINGS:
            return
        yield key


def _core(surname: Key) -> Key:
    while len(surname) > 1 and surname[0] in PARTICLES:
        surname = surname[1:]
    return surname


def _surnames(surname: Key) -> Iterator[Key]:
    """Yield 'van den Berg', 'Berg', 'v d Berg', 'vd Berg' and 'vandenberg'; also for each half."""
    core = _core(surname)
    small = surname[: len(surname) - len(core)]
    yield surname
    if any(map(_tells, core)):
        yield core
    if small:
        letters = tuple(word[0] for word in small)
        yield (*letters, *core)
        yield ("".join(letters), *core)
        yield ("".join(small), *core)
        yield ("vd", *core)
    for joined in _short(small, core):
        if len(joined) >= _SHORTEST_SURNAME:
            yield (joined,)
    for whole in (surname, core):
        joined = "".join(whole)
        if len(whole) > 1 and len(joined) >= _SHORTEST_SURNAME:
            yield (joined,)
    for i, word in enumerate(core):
        # 'Smit-de Boer' is 'Smit' and 'de Boer'.
        if i and (word in PARTICLES) != (core[i - 1] in PARTICLES):
            yield core[i:]
            if any(map(_tells, core[:i])) and core[:i][-1] not in PARTICLES:
                yield core[:i]


def _short(small: Key, core: Key) -> list[str]:
    """Return 'vdberg' for 'van den Berg', as used in accounts."""
    if not small:
        return []
    letters = "".join(word[0] for word in small)
    return [f"{before}{''.join(core)}" for before in dict.fromkeys((letters, "vd"))]


def _joined(one: Sought, surname: Key) -> Iterator[Key]:
    """Yield the whole name as one word: 'pietjansen', 'jansenpiet', 'pjansen', 'jansenp'."""
    names = [*("".join(name) for name in one.person.given), one.letters, one.letters[:1]]
    for name in dict.fromkeys(filter(None, names)):
        core = _core(surname)
        short = _short(surname[: len(surname) - len(core)], core)
        for last in dict.fromkeys(("".join(surname), "".join(core), *short)):
            if len(last) < 2 and not is_wide(last):
                continue
            for whole in (name + last, last + name):
                if len(whole) >= _SHORTEST_JOINED:
                    yield from _spelt((whole,))


def _letters(first: str, surname: Key, core: Key) -> Iterator[Key]:
    if not first or is_wide(first):
        return
    all_core = "".join(word[0] for word in core if word not in PARTICLES)
    for letters in {
        first + all_core,
        first[0] + all_core[-1:],
        first + "".join(w[0] for w in surname),
    }:
        if len(letters) > 1:
            yield (letters,)
            yield tuple(letters)
