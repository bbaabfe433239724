"""Find in a text who may not be named in it: participants, their addresses, and who looks so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from wijkexcel.layout.named import key
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Group, Scorer, Settings
from wijkexcel.names.finder import Finder, Hit, Known, is_called, national
from wijkexcel.names.fold import tokens
from wijkexcel.names.suspects import ADDRESSED, Ordinary, suspects
from wijkexcel.outgoing.leaves import Leaf
from wijkexcel.outgoing.typed import Cell, Piece

_EMAIL: Final = re.compile(r"[^\s<>,;:/|()\"]+@[^\s<>,;:/|()\"]+")
_PHONES: Final = re.compile(r"[+(\d][\d\s./()-]{6,}\d")
_ID: Final = re.compile(r"\bS\d+\b")
_NUMBERS: Final = ("telefoonnummer?", "rekeningnummer?", "burgerservicenummer?")
"""What ``suspects`` calls numbers that belong to somebody."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in a text, or looks so."""

    words: str
    scorers: tuple[str, ...]
    """Ids of the participants who are called so; none for who only looks like a person."""
    whole: bool
    """Whether it is a whole name."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address or number of somebody in a text."""

    words: str
    what: str
    cell: Cell | None
    """Where it stands as well; None for what only looks so."""


@dataclass(frozen=True)
class Cast:
    """Who takes part, and who is named on purpose."""

    settings: Settings
    groups: tuple[Group, ...]
    scorers: tuple[Scorer, ...]

    def on_purpose(self) -> Iterator[str]:
        """Yield ids of participants who sign the letter, or whom it tells to ask."""
        named = {
            part
            for text in (self.settings.sender, self.settings.contact_name)
            for part in (text, text.partition(",")[0])
        }
        for scorer in self.scorers:
            if any(is_called(scorer.name, part) for part in named):
                yield scorer.id


class People:
    """Finds people and their addresses.

    Args:
        cast: who takes part, and who may be named.
        secrets: what was typed that may not stand in the text; its addresses are known.
        own: words that are no one's name.
        naming: what names opgaven, criteria, groups and the like, each with its cell.
    """

    def __init__(
        self, cast: Cast, secrets: Iterable[Leaf], own: frozenset[str], naming: Iterable[Piece]
    ) -> None:
        s = cast.settings
        self._signing = frozenset(tokens(f"{s.sender} {s.contact_name}"))
        self._public = {
            address.casefold() for address in _EMAIL.findall(f"{s.contact_email} {s.contact_name}")
        } | {national(phone) for phone in _PHONES.findall(s.contact_phone)}
        self._sources = dict(self._addresses(secrets))
        self._words: dict[str, set[Cell]] = {}
        for said in naming:
            for word in tokens(said.text):
                self._words.setdefault(word, set()).add(said.cell)
        groups = {key(group.name) for group in cast.groups}
        on_purpose = set(cast.on_purpose())
        self._finder = Finder(
            Known(
                people={
                    one.id: (one.name,)
                    for one in cast.scorers
                    if one.id not in on_purpose and key(one.name) not in groups
                },
                emails=frozenset(k for k in self._sources if "@" in k),
                phones=frozenset(k for k in self._sources if k.isdecimal()),
            ),
            own,
            frozenset(word for word, cells in self._words.items() if len(cells) > 1),
        )
        self._ordinary = own

    def _addresses(self, secrets: Iterable[Leaf]) -> Iterator[tuple[str, Cell]]:
        for leaf in secrets:
            if isinstance(leaf.value, str):
                for address in _EMAIL.findall(leaf.value):
                    yield email_in(address).shown.casefold(), leaf.cell
                for phone in _PHONES.findall(leaf.value):
                    if national(phone):
                        yield national(phone), leaf.cell

    def found(self, said: Piece) -> Iterator[Person | Address]:
        """Yield who is named in a text, and what addresses and numbers stand in it."""
        whole: set[str] = set()
        parts: dict[str, Person] = {}
        for hit in self._finder.hits(said.text):
            found = self._judged(hit, said)
            if isinstance(found, Address):
                yield found
            elif found is not None and found.whole:
                if not whole.issuperset(found.scorers):
                    yield found
                whole.update(found.scorers)
            elif found is not None:
                parts.setdefault(",".join(found.scorers), found)
        yield from (part for part in parts.values() if not whole.intersection(part.scorers))
        if not whole and not parts:
            yield from self._looks_so(said)
        for told in suspects(said.text, _NOTHING):
            words, _, why = told.rpartition(" (")
            if why.rstrip(")") in _NUMBERS and national(words) not in self._public | {
                *self._sources
            }:
                yield Address(words, why.rstrip("?)"), None)

    def _judged(self, hit: Hit, said: Piece) -> Person | Address | None:
        """Say what a hit of the finder is here."""
        word = hit.word.casefold().removeprefix("mailto:")
        if "@" in hit.word or hit.why in {"telefoonnummer", "rekeningnummer"}:
            known = word if "@" in word else national(word)
            if known in self._public:
                return None
            return Address(hit.word, hit.why, self._sources.get(known))
        ids = tuple(_ID.findall(hit.replacement or hit.why))
        if hit.why == "naam":
            return Person(hit.word, ids, whole=True)
        words = tokens(hit.word)
        if hit.replacement is None and hit.word == hit.word.lower():
            return None  # a word, until somebody writes it as a name
        if all(self._is_ordinary(word, said.cell) for word in words):
            return None
        return Person(hit.word, ids, whole=False) if ids and any(
            len(word) > 2 for word in words
        ) else None  # fmt: skip

    def _is_ordinary(self, word: str, cell: Cell) -> bool:
        """Whether a word names something else here: an opgave, a group, the wijk."""
        return word in self._ordinary or bool(self._words.get(word, set()) - {cell})

    def _looks_so(self, said: Piece) -> Iterator[Person]:
        for match in ADDRESSED.finditer(said.text):
            word = tokens(match[1])[-1]
            if word not in self._signing and not self._is_ordinary(word, said.cell):
                yield Person(" ".join(match[0].split()), (), whole=False)
                return


_NOTHING: Final = Ordinary(frozenset())
