"""The ways in which people write one another's names."""

import re
from collections.abc import Iterator
from enum import IntEnum

from wijkexcel.names.words import PARTICLES, TITLES, tokens

Key = tuple[str, ...]
"""Words of a name, folded."""


class Sureness(IntEnum):
    """How sure it is that these words mean this person."""

    HINT = 0
    """Initials, or a short or ordinary word: a person has to look."""
    PART = 1
    """A first name or a surname alone."""
    FULL = 2


_BETWEEN = re.compile(r"\s+en\s+|[;/&\n]")
_ASIDE = re.compile(r"[(\[].*?[)\]]?$")
_REVERSED = re.compile(r"^([^,]+),\s*((?:[^\W\d_][^\s,]*\s*){1,3})$")
_HYPHEN = re.compile(r"\s*[-\u2010-\u2014]\s*")
_SHORTEST, _SHORTEST_JOINED = 3, 8


def people_in(name: str) -> Iterator[str]:
    """Yield each person named in a cell, surname last, without titles and what is in brackets."""
    for part in _BETWEEN.split(name):
        bare = _ASIDE.sub("", part.strip()).strip()
        turned = _REVERSED.match(bare)
        if turned:
            bare = f"{turned[2].strip()} {turned[1].strip()}"
        words = bare.split(",")[0].split()
        while len(words) > 1 and words[0].strip(".").casefold() in TITLES:
            words = words[1:]
        if words:
            yield " ".join(words)


def variants(person: str) -> dict[Key, Sureness]:
    """List how a person may be named: 'Anna van den Berg' also as 'A. v.d. Berg' and 'Berg'."""
    words = _HYPHEN.sub("-", person).split()
    whole = tokens(person)
    if len(words) < 2 or len(whole) < 2:
        short = len("".join(whole)) < _SHORTEST
        return {whole: Sureness.HINT if short else Sureness.PART} if whole else {}
    last = next(
        (i for i, word in enumerate(words) if i and _begins_surname(word)),
        len(words) - 1,
    )
    first, surname = tokens(" ".join(words[:last])), tokens(" ".join(words[last:]))
    core = _core(surname)
    initials = tuple(word[0] for word in first)
    found: dict[Key, Sureness] = {}
    for name in dict.fromkeys(_surnames(" ".join(words[last:]))):
        for before in (first, first[:1], initials, initials[:1]):
            for key in ((*before, *name), (*name, *before)):
                found[key] = Sureness.FULL
                joined = "".join(key)
                if len(joined) >= _SHORTEST_JOINED:
                    found[joined,] = Sureness.FULL
        if len(name) > 1 or len(name[0]) >= _SHORTEST:
            found.setdefault(name, Sureness.PART)
    found[*first[:1], core[0][0]] = Sureness.FULL
    for word in (*first, *core):
        if word not in PARTICLES and len(word) > 1:
            short = len(word) < _SHORTEST
            found.setdefault((word,), Sureness.HINT if short else Sureness.PART)
    letters = (*initials, *(word[0] for word in core))
    for key in (letters, ("".join(letters),), (initials[0], core[-1][0]),
                (initials[0] + core[-1][0],)):  # fmt: skip
        found.setdefault(key, Sureness.HINT)
    return found


def _begins_surname(word: str) -> bool:
    """Whether a surname begins here: 'van', or 'Smit-de' of 'Smit-de Boer'."""
    return word.rpartition("-")[2].strip(".'’").casefold() in PARTICLES


def _core(surname: Key) -> Key:
    while len(surname) > 1 and surname[0] in PARTICLES:
        surname = surname[1:]
    return surname


def _surnames(surname: str) -> Iterator[Key]:
    """Yield 'van den Berg', 'Berg', 'v d Berg' and 'vd Berg'; of a double name also each half."""
    halves = surname.split("-")
    for part in dict.fromkeys((surname, *halves)):
        whole = tokens(part)
        if not whole:
            continue
        core = _core(whole)
        yield whole
        yield core
        small = whole[: len(whole) - len(core)]
        if small:
            letters = tuple(word[0] for word in small)
            yield (*letters, *core)
            yield ("".join(letters), *core)
