"""Find people in a text who must not be named: participants, their addresses, and likely others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from wijkexcel.layout.named import JOINING, SCORERS, SETTINGS, key
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Group, Joining, Scorer, Settings
from wijkexcel.names.finder import PHONES, Finder, Hit, Known, is_called, is_iban, national
from wijkexcel.names.fold import tokens
from wijkexcel.names.persons import is_person
from wijkexcel.names.suspects import ADDRESSED, Ordinary, suspects, telling
from wijkexcel.names.words import TITLES
from wijkexcel.outgoing.allowed import Allowed, entries
from wijkexcel.outgoing.leaves import Leaf
from wijkexcel.outgoing.typed import Cell, Piece

# Only from the beginning of a word: trying every letter of a long word would take forever.
_EMAIL: Final = re.compile(r"(?<![^\s<>,;:/|()\"])[^\s<>,;:/|()\"]+@[^\s<>,;:/|()\"]+")
_AND: Final = re.compile(r"\s+en\s+|[&/\n]")
"""The words between two people who sign together."""
_ACCOUNTS: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_ID: Final = re.compile(r"\b[SM]\d+\b")
_NUMBERED: Final = re.compile(
    r"(?<![\w.-])(?:S|(?:deelnemer|invuller|invulblad|tabblad)\s+(?:nr\.?\s*|nummer\s+)?S?)0*(\d{1,3})"
    r"(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
"""The number of a tab, as people write it: 'S03', 's3', 'deelnemer 3'."""
_POLITE: Final = re.compile(r"me|mw|dhr|hr|mij|de heer|juf", re.IGNORECASE)
"""Beginnings of titles that precede only persons; 'wethouder Wonen' is a role."""
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\.?\s*$")
_LONGEST_TITLE: Final = 24
_FEWEST_FIGURES: Final = 8
"""Personal numbers never have fewer digits."""
_NUMBERS: Final = ("telefoonnummer?", "rekeningnummer?", "burgerservicenummer?")
"""The kinds of ``suspects`` that are personal numbers."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a text, or something that looks like one."""

    words: str
    scorers: tuple[str, ...]
    """Ids of participants and contacts with this name; none for what only looks like a person."""
    whole: bool
    """Whether it is a full name of a person whom the letter does not name anyway."""
    role: bool = False
    """Whether it is not a name but a role that only this participant has."""
    number: bool = False
    """Whether it is not a name but the number of this participant's tab."""


@dataclass(frozen=True, slots=True)
class Address:
    """A personal address or number in a text."""

    words: str
    what: str
    cells: tuple[Cell, ...]
    """The cells that also hold it, of each participant who has it; none for a look-alike."""
    on_purpose: bool = False
    """It is in a place where the letter gives contact details."""


@dataclass(frozen=True)
class Cast:
    """The participants, who was asked to join, and the people who are named on purpose."""

    settings: Settings
    groups: tuple[Group, ...]
    scorers: tuple[Scorer, ...]
    asked: tuple[Joining, ...] = ()

    @property
    def contacts(self) -> dict[str, str]:
        """Names by id of the contacts who are no participant: those are known already."""
        known = {key(one.name) for one in self.scorers}
        return {
            one.id: one.contact
            for one in self.asked
            if one.contact.strip() and key(one.contact) not in known
        }

    @property
    def names(self) -> dict[str, str]:
        """Names of all these people, by id."""
        return {one.id: one.name for one in self.scorers} | self.contacts

    def signing(self) -> frozenset[str]:
        """Ids of participants who sign the letter or are its contact."""
        s = self.settings
        return frozenset(i for text in (s.sender, s.contact_name) for i in self._called(text))

    def allowed(self) -> frozenset[str]:
        """Ids of participants who may be named anywhere: an ambiguous entry counts for no one."""
        names = {one: key(name) for one, name in self.names.items()}
        found: set[str] = set()
        for entry in entries(self.settings.may_be_named):
            for part in _parts(entry):
                called = {one for one, name in self.names.items() if is_called(name, part)}
                exact = {one for one in called if names[one] == key(part)}
                found |= exact or (called if len(called) == 1 else set())
        return frozenset(found)

    def on_purpose(self) -> frozenset[str]:
        """Ids of everyone who is named on purpose."""
        return self.signing() | self.allowed()

    def _called(self, text: str) -> Iterator[str]:
        for part in _parts(text):
            yield from (one for one, name in self.names.items() if is_called(name, part))


class People:
    """Finds people and their addresses.

    Args:
        cast: the participants, and the people who may be named.
        secrets: typed values that must not occur in the text; their addresses are recognised.
        own: words that are not a name.
        naming: names of opgaven, criteria, groups and the like, each with its cell.
        allowed: the exceptions.
    """

    def __init__(
        self,
        cast: Cast,
        secrets: Iterable[Leaf],
        own: frozenset[str],
        naming: Iterable[Piece],
        allowed: Allowed,
    ) -> None:
        s = cast.settings
        self._signing = frozenset(tokens(f"{s.sender} {s.contact_name}"))
        self._public = {
            address.casefold() for address in _EMAIL.findall(f"{s.contact_email} {s.contact_name}")
        } | {national(phone) for phone in PHONES.findall(s.contact_phone)}
        self._sources: dict[str, tuple[Cell, ...]] = {}
        for address, cell in self._addresses(secrets):
            self._sources[address] = (*self._sources.get(address, ()), cell)
        self._words: dict[str, set[Cell]] = {}
        for piece in naming:
            for word in tokens(piece.text):
                self._words.setdefault(word, set()).add(piece.cell)
        groups = {key(group.name) for group in cast.groups}
        self._allowed, self._allowed_ids = allowed, cast.allowed()
        self._signing_ids = cast.signing()
        self._by_tab = {int(one.id[1:]): one.id for one in cast.scorers if one.id[1:].isdecimal()}
        self._roles = dict(_roles(cast.scorers, frozenset(self._words)))
        self._finder = Finder(
            Known(
                people={
                    one.id: (one.name,)
                    for one in cast.scorers
                    if key(one.name) not in groups or is_person(one.name, own)
                }
                | {one: (name,) for one, name in cast.contacts.items() if is_person(name, own)},
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
                for number in (*PHONES.findall(leaf.value), *_ACCOUNTS.findall(leaf.value)):
                    if national(number) or is_iban(number):
                        yield _same(number), leaf.cell

    def found(self, piece: Piece) -> Iterator[Person | Address]:
        """Yield the people named in a text, and the addresses and numbers in it."""
        told: set[str] = set()
        addresses: list[str] = []
        parts: list[Person] = []
        seen: list[Hit] = []
        for hit in self._finder.hits(piece.text):
            found = self._judged(hit, piece)
            if isinstance(found, Address):
                addresses.append(_bare(found.words))
                yield found
                continue
            if found is None:
                continue
            seen.append(hit)
            if not self._allowed.covers(piece.text, hit.start, hit.end):
                found = self._less_allowed(found, piece.cell)
                if not found.whole:
                    parts.append(found)
                elif not told.issuperset(found.scorers):
                    told.update(found.scorers)
                    yield found
        # Each participant once and separately: of two with the same name, one may already be
        # reported.
        for part in parts:
            if not told.issuperset(part.scorers):
                left = tuple(one for one in part.scorers if one not in told)
                told.update(left)
                yield replace(part, scorers=left)
        if not says_who(piece.cell):
            yield from self._by_role(piece, told | self._allowed_ids)
        yield from self._by_number(piece, told | self._allowed_ids)
        if not told:
            yield from self._looks_so(piece, seen)
        if sum(map(str.isdecimal, piece.text)) < _FEWEST_FIGURES:
            return
        for each in suspects(piece.text, _NOTHING):
            words, _, why = each.rpartition(" (")
            known = _same(words) in self._public or any(_bare(words) in one for one in addresses)
            if why.rstrip(")") in _NUMBERS and not known:
                yield Address(words, why.rstrip("?)"), ())

    def _less_allowed(self, found: Person, cell: Cell) -> Person:
        """Leave out people who may be named here; a match that may be one of them is uncertain."""
        here = self._signing_ids if cell.table == SETTINGS else frozenset()
        left = tuple(one for one in found.scorers if one not in self._allowed_ids | here)
        # A signer or contact is not named for an opinion on an opgave.
        purpose = self._allowed_ids | self._signing_ids
        return replace(found, scorers=left, whole=found.whole and purpose.isdisjoint(found.scorers))

    def _judged(self, hit: Hit, piece: Piece) -> Person | Address | None:
        """Interpret a hit of the finder."""
        word = hit.word.casefold().removeprefix("mailto:")
        if "@" in hit.word or hit.why in {"telefoonnummer", "rekeningnummer"}:
            known = _same(word)
            if known in self._public:
                return self._of_another(known, hit.word, hit.why, piece)
            cells = self._sources.get(known, ())
            # Whose it is goes before who wrote it down.
            owned = tuple(cell for cell in cells if cell.table in {SCORERS, JOINING})
            return Address(hit.word, hit.why, owned or cells[-1:])
        ids = tuple(_ID.findall(hit.replacement or hit.why))
        if hit.why == "naam":
            return Person(hit.word, ids, whole=True)
        words = tokens(hit.word)
        if ids and hit.replacement is not None and _is_addressed(piece.text, hit):
            # A title makes it a person, whatever else has that name.
            return Person(hit.word, ids, whole=False)
        if any(self._names_another(word, piece.cell) for word in words):
            words = tuple(word for word in words if not self._is_ordinary(word, piece.cell))
        if hit.replacement is None:
            # A word, unless it is written as a name.
            words = tuple(w for w in words if len(w) > 2 and not self._is_ordinary(w, piece.cell))
            words = words if hit.word != hit.word.lower() else ()
        return Person(hit.word, ids, whole=False) if ids and words else None

    def _of_another(self, known: str, word: str, why: str, piece: Piece) -> Address | None:
        """An address of the contact that belongs to a participant other than the contact."""
        others = tuple(
            cell
            for cell in self._sources.get(known, ())
            if cell.table == SCORERS and cell.row not in self._signing_ids
        )
        if not others or piece.cell.row != "contact_email":
            return None
        return Address(word, why, others, on_purpose=True)

    def _by_role(self, piece: Piece, known: set[str]) -> Iterator[Person]:
        """People who are meant but not named: 'de vastgoedadviseur', if there is only one."""
        said = f" {' '.join(tokens(piece.text))} "
        for role, scorers in self._roles.items():
            if f" {role} " in said and not known.intersection(scorers):
                yield Person(role, scorers, whole=False, role=True)

    def _by_number(self, piece: Piece, known: set[str]) -> Iterator[Person]:
        """Who is meant by the number of a tab; each once."""
        for match in _NUMBERED.finditer(piece.text):
            scorer = self._by_tab.get(int(match[1]))
            if scorer is not None and scorer not in known:
                known.add(scorer)
                yield Person(match[0], (scorer,), whole=False, number=True)

    def _is_ordinary(self, word: str, cell: Cell) -> bool:
        """Whether a word is the workbook's own, or names something else here."""
        return word in self._ordinary or self._names_another(word, cell)

    def _names_another(self, word: str, cell: Cell) -> bool:
        """Whether a word names something else here: an opgave, a group, the wijk."""
        return bool(self._words.get(word, set()) - {cell})

    def _looks_so(self, piece: Piece, seen: Iterable[Hit]) -> Iterator[Person]:
        for match in ADDRESSED.finditer(piece.text):
            word = tokens(match[1])[-1]
            known = (
                word in self._signing
                or self._allowed.covers(piece.text, *match.span())
                or any(match.start() < hit.end and hit.start < match.end() for hit in seen)
            )
            if not known and (_POLITE.match(match[0]) or word not in self._ordinary):
                yield Person(" ".join(match[0].split()), (), whole=False)
                return


_NOTHING: Final = Ordinary(frozenset())


def _is_addressed(text: str, hit: Hit) -> bool:
    """Whether a title precedes a name, or is its first word."""
    before = _WORD_BEFORE.search(text[max(0, hit.start - _LONGEST_TITLE) : hit.start])
    return bool({*tokens(before[1] if before else "")[-1:], tokens(hit.word)[0]} & TITLES)


def _parts(text: str) -> frozenset[str]:
    """The names allowed in one text: the whole text, and each of two people."""
    found = (text, text.partition(",")[0], *_AND.split(text))
    return frozenset(part.strip() for part in found)


def says_who(cell: Cell) -> bool:
    """Whether a text gives the signer or the contact of the letter."""
    return cell.table == SETTINGS and cell.row.startswith(("sender", "contact"))


def _roles(
    scorers: Iterable[Scorer], naming: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Roles of participants that identify a person, with that person."""
    by: dict[str, list[str]] = {}
    people = list(scorers)
    for one in people:
        by.setdefault(" ".join(tokens(one.role)), []).append(one.id)
    # Of the roles as typed: what is normalised twice may differ from what is normalised once.
    told = telling((one.role for one in people), naming)
    yield from ((role, tuple(by[role])) for role in told)


def _bare(number: str) -> str:
    """A number without the spaces in it."""
    return "".join(number.split())


def _same(address: str) -> str:
    """An address or number normalised for comparison."""
    if "@" in address:
        return address.casefold().removeprefix("mailto:")
    bare = _bare(address).upper()
    return bare if is_iban(bare) else national(address)
