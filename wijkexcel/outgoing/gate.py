"""The one gate: whatever goes out is searched here for whatever may not stand in it.

What is searched is derived from the type of what goes out (``typed.pieces``). What may not stand in
it is derived from the types of the records (``leaves``): all that was typed, less what its readers
read anyway. So nothing is forgotten when a field or a column is added.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final, TypeVar
from weakref import finalize

from wijkexcel.errors import NotReadyError
from wijkexcel.layout.declare import declare
from wijkexcel.layout.named import (
    CRITERIA,
    GROUPS,
    OPGAVEN,
    SCORERS,
    SETTINGS,
    key,
)
from wijkexcel.layout.own_words import own_words
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.leaves import leaves
from wijkexcel.outgoing.letter import PublicLetter
from wijkexcel.outgoing.letter_builder import possible_texts
from wijkexcel.outgoing.passages import Passages
from wijkexcel.outgoing.people import Address, Cast, People
from wijkexcel.outgoing.phrases import PARTNERS, PUBLIC, Readers
from wijkexcel.outgoing.request import Request, blank_request
from wijkexcel.outgoing.seal import seal
from wijkexcel.outgoing.tell import CODES, Telling, is_name, told_by
from wijkexcel.outgoing.typed import NOWHERE, Cell, Piece, pieces

T = TypeVar("T")
_OWN: Final = own_words(declare(Capacity(1, 1, 1, 1, 1)))
_NAMING: Final = frozenset((
    (SETTINGS, "gemeente"), (SETTINGS, "wijk"), (GROUPS, "name"), (OPGAVEN, "name"),
    (CRITERIA, "name"), (CRITERIA, "question"),
))  # fmt: skip
"""Texts that name what the work is about: their words are ordinary in other texts."""
_GATES: dict[int, "Gate"] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, and which participants it names."""

    finding: Finding
    scorers: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Search:
    """One kind of readers: what they may not read, and what was found already."""

    readers: Readers
    passages: Passages
    people: People
    found: dict[Piece, tuple[Found, ...]]


class Gate:
    """Searches what goes out of one dossier, and lets through what is right.

    Args:
        dossier: what was typed, all of it.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._cast = Cast(dossier.settings, dossier.groups, dossier.scorers)
        self._criteria = {criterion.id: criterion for criterion in dossier.criteria}
        self._internal = {i for i, c in self._criteria.items() if not c.public}
        self._leaves = tuple(leaves(dossier))
        self.public_texts = tuple(dict.fromkeys(_typed(possible_texts(dossier))))
        """All that can come to stand in public, each with its cell."""
        self._asked_texts = {
            group.id: tuple(dict.fromkeys(_typed(blank_request(dossier, group))))
            for group in dossier.groups
            if dossier.asked_of(group.id)
        }
        self._partners: dict[str, _Search] = {}

    # What may be read ----------------------------------------------------------------------------

    @cached_property
    def _open_texts(self) -> tuple[Piece, ...]:
        """What everyone may read: what is public, and what is asked of public criteria."""
        asked = (one for texts in self._asked_texts.values() for one in texts)
        return (
            *self.public_texts,
            *(one for one in asked if one.cell.row not in self._internal),
        )

    @cached_property
    def _public(self) -> _Search:
        return self._search(PUBLIC, self._open_texts)

    def _of_group(self, group: str) -> _Search:
        found = self._partners.get(group)
        if found is None:
            texts = (*self._asked_texts.get(group, ()), *self._open_texts)
            found = self._partners[group] = self._search(PARTNERS, texts)
        return found

    def _search(self, readers: Readers, open_: Iterable[Piece]) -> _Search:
        texts = tuple(dict.fromkeys(open_))
        cells = {one.cell for one in texts}
        secrets = [leaf for leaf in self._leaves if leaf.cell not in cells]
        words = (leaf for leaf in secrets if not is_name(leaf.cell))
        naming = [one for one in texts if _names(one.cell)]
        return _Search(
            readers,
            Passages(words, texts, _OWN, told_by),
            People(self._cast, secrets, _OWN, naming),
            {},
        )

    # What was found ------------------------------------------------------------------------------

    def in_public(self) -> Iterator[Finding]:
        """Find what may not stand in public, in all that can come to stand there."""
        for one in self.public_texts:
            yield from (found.finding for found in self._found(one, self._public))

    def in_asked(self, groups: Iterable[str] | None = None) -> Iterator[Finding]:
        """Find what may not go to partners, in all that these groups are asked; None for all."""
        told: set[Finding] = set()
        for group in self._asked_texts if groups is None else groups:
            for one in self._asked_texts.get(group, ()):
                for found in self._found(one, self._of_group(group)):
                    if found.finding not in told:
                        told.add(found.finding)
                        yield found.finding

    def told(self) -> Iterator[Finding]:
        """Tell all of it: of a text that goes both ways each thing once."""
        seen = set()
        for finding in self.in_public():
            seen.add((finding.where, _stem(finding)))
            yield finding
        for finding in self.in_asked():
            if (finding.where, _stem(finding)) not in seen:
                yield finding

    def _found(self, one: Piece, search: _Search) -> tuple[Found, ...]:
        found = search.found.get(one)
        if found is None:
            found = search.found[one] = tuple(self._findings(one, search))
        return found

    def _findings(self, one: Piece, search: _Search) -> Iterator[Found]:
        if not one.text.strip():
            return
        own = key(one.text) if _on_purpose(one.cell) else ""
        row = one.cell.row if one.cell.table == SCORERS else ""
        told = Telling(one, search.readers, self._cast.scorers, self._criteria)
        for person in search.people.found(one):
            if isinstance(person, Address):
                if person.cell is None or not row or person.cell[:2] != one.cell[:2]:
                    yield Found(told.address(person))
            elif person.scorers != (row,):
                yield Found(told.person(person), person.scorers)
        for passage in search.passages.found(one):
            if own and key(passage.words) == own:
                continue  # whoever signs is named there, wherever else
            finding = told.passage(passage)
            if finding is not None:
                yield Found(finding)

    # What is let through -------------------------------------------------------------------------

    def letter(self, letter: PublicLetter) -> Cleared[PublicLetter]:
        """Let a letter through.

        Raises:
            NotReadyError: it holds what may not stand in it.
        """
        return self._through(letter, self._public)

    def reader(self, request: Request) -> "Reader":
        """Who gets a request, and what more goes to them."""
        return Reader(request.scorer, partial(self._found, search=self._of(request)))

    def _of(self, request: Request) -> _Search:
        return self._of_group(request.group.cell.row)

    def _through(self, value: T, search: _Search) -> Cleared[T]:
        return _through(value, partial(self._found, search=search), "")


@dataclass(frozen=True)
class Reader:
    """One scorer, or nobody yet of a group, to whom something goes."""

    _scorer: str
    _found: Callable[[Piece], tuple[Found, ...]]

    def clear(self, value: T) -> Cleared[T]:
        """Let through what goes to this reader.

        Raises:
            NotReadyError: it holds what this reader may not read.
        """
        return _through(value, self._found, self._scorer)


def _through(value: T, found: Callable[[Piece], tuple[Found, ...]], reader: str) -> Cleared[T]:
    """Search all of a value; what its reader wrote goes back as it is."""
    wrong = [
        each.finding.text
        for one in pieces(value)
        if not one.own
        for each in found(replace(one, field="") if one.cell.table else one)
        if each.finding.severity is Severity.ERROR and each.scorers != (reader,)
    ]
    if wrong:
        raise NotReadyError(tuple(dict.fromkeys(wrong)))
    return seal(value)


def gate_of(dossier: Dossier) -> Gate:
    """The gate of a dossier: one for each, as long as it is there, for building it takes time."""
    found = _GATES.get(id(dossier))
    if found is None:
        found = _GATES[id(dossier)] = Gate(dossier)
        finalize(dossier, _GATES.pop, id(dossier), None)
    return found


def is_of_gate(finding: Finding) -> bool:
    """Whether a finding was made here."""
    return finding.code in CODES


def _stem(finding: Finding) -> str:
    return finding.code.removesuffix(PUBLIC.code).removesuffix(PARTNERS.code)


def _typed(value: object) -> Iterator[Piece]:
    return (Piece(one.text, one.cell, "") for one in pieces(value) if one.cell != NOWHERE)


def _on_purpose(cell: Cell) -> bool:
    """Whether somebody is named there on purpose: who signs the letter, and whom it says to ask."""
    return cell.table == SETTINGS and cell.row.startswith(("sender", "contact"))


def _names(cell: Cell) -> bool:
    return (cell.table, cell.row if cell.table == SETTINGS else cell.column) in _NAMING
