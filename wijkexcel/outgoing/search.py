"""Search a text for everything that its readers must not read: people, passages and numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from wijkexcel.layout.declare import declare
from wijkexcel.layout.named import (
    CRITERIA,
    DECISIONS,
    GROUPS,
    JOINING,
    LOG,
    OPGAVEN,
    SCORERS,
    SCORES,
    SETTINGS,
    declared,
    key,
)
from wijkexcel.layout.own_words import own_words
from wijkexcel.layout.spec import Capacity, Setting
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import Criterion
from wijkexcel.outgoing.allowed import ALLOWED, Allowed
from wijkexcel.outgoing.amounts import Amount, Amounts
from wijkexcel.outgoing.leaves import Leaf, leaves
from wijkexcel.outgoing.passages import Passage, Passages
from wijkexcel.outgoing.people import Address, Cast, People, Person, says_who
from wijkexcel.outgoing.phrases import Readers
from wijkexcel.outgoing.scores import Figures, Scores
from wijkexcel.outgoing.tell import Telling, is_of_people, told_by
from wijkexcel.outgoing.typed import Cell, Piece
from wijkexcel.outgoing.words import worded

_OWN: Final = own_words(declare(Capacity(1, 1, 1, 1, 1)))
_NAMING: Final = frozenset(
    (
        (SETTINGS, "gemeente"),
        (SETTINGS, "wijk"),
        (GROUPS, "name"),
        (OPGAVEN, "name"),
        (CRITERIA, "name"),
        (CRITERIA, "question"),
    )
)
"""Texts that name the subject of the work: their words are ordinary in other texts."""
_WHO: Final = frozenset(((LOG, "who"), (DECISIONS, "decided_by")))
_BODIES: Final = frozenset(((SETTINGS, "gemeente"), (SETTINGS, "wijk"), (GROUPS, "name")))
"""Names of organisations: that they also put something forward reveals nothing."""
_CHOOSING: Final = frozenset(((SETTINGS, "chosen_by"), (SETTINGS, "confirmed_by")))
"""Who chooses and confirms: that the same body stands at a decision reveals nothing."""
_BY: Final = frozenset(((CRITERIA, "put_forward_by"), (SCORERS, "organisation")))
_NO_SECRET: Final = frozenset(((JOINING, "body"),))
"""The name of a body that was asked to join: often it put something forward too."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding and the people concerned, who may read it about themselves."""

    finding: Finding
    scorers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What a search needs from a dossier, for any reader."""

    cast: Cast
    criteria: Mapping[str, Criterion]
    leaves: tuple[Leaf, ...]
    allowed: Allowed
    scores: Scores

    @classmethod
    def of(cls, dossier: Dossier) -> "Context":
        """Derive it from a dossier."""
        return cls(
            Cast(dossier.settings, dossier.groups, dossier.scorers, dossier.joining),
            {criterion.id: criterion for criterion in dossier.criteria},
            tuple(leaves(dossier)),
            Allowed(dossier.settings.may_be_named),
            Scores(dossier),
        )

    @cached_property
    def internal(self) -> frozenset[str]:
        """Ids of the internal criteria."""
        return frozenset(i for i, c in self.criteria.items() if not c.public)

    @cached_property
    def signing(self) -> frozenset[str]:
        """Ids of the participants who may be named."""
        return self.cast.on_purpose()

    def is_internal(self, cell: Cell) -> bool:
        """Whether a number is internal: by its column, or by its internal criterion."""
        column = declared(*cell)
        if column is None or isinstance(column, Setting):
            return column is None
        return cell.table != SCORERS and (column.internal or cell.row in self.internal)


Raw = Person | Address | Passage | Amount | Figures


class Engine:
    """Everything that certain readers must not read: typed values, except those open to them.

    Args:
        context: the dossier.
        open_: what they may read anyway.
    """

    def __init__(self, context: Context, open_: Iterable[Piece]) -> None:
        self.context = context
        texts = tuple(dict.fromkeys(open_))
        cells = {*(one.cell for one in texts), ALLOWED}
        self.secrets = tuple(leaf for leaf in context.leaves if leaf.cell not in cells)
        words = (
            leaf
            for leaf in self.secrets
            if not (is_of_people(leaf.cell) or _is_of(leaf.cell, _NO_SECRET))
        )
        naming = tuple(one for one in texts if _is_of(one.cell, _NAMING))
        names = frozenset(word for one in naming for word in worded(one.text).words)
        numbers = (leaf for leaf in self.secrets if context.is_internal(leaf.cell))
        self._passages = Passages(words, texts, _OWN, told_by, names)
        self._people = People(context.cast, self.secrets, _OWN, naming, context.allowed)
        self._amounts = Amounts(numbers, context.leaves)
        self._found: dict[tuple[str, Cell], tuple[Raw, ...]] = {}

    def found(self, one: Piece) -> tuple[Raw, ...]:
        """The matches of closed values in a text, except those that are allowed."""
        place = one.text, one.cell
        known = self._found.get(place)
        if known is None:
            known = self._found[place] = tuple(self._look(one)) if one.text.strip() else ()
        return known

    def _look(self, one: Piece) -> Iterator[Raw]:
        allowed = self.context.allowed
        for person in self._people.found(one):
            named = isinstance(person, Person) and not (person.role or person.number)
            if named or not allowed.allows(person.words):
                yield person
        for passage in self._passages.found(one):
            on_purpose = self._on_purpose(one, passage.words, passage.cell)
            if not on_purpose and not allowed.allows(passage.words):
                yield passage
        for amount in self._amounts.found(one):
            if not allowed.allows(amount.words):
                yield amount
        figures = self.context.scores.found(one)
        if figures is not None:
            yield figures

    def _on_purpose(self, one: Piece, words: str, cell: Cell) -> bool:
        """Whether a text is the name of a signer, contact or organisation that occurs elsewhere."""
        if _is_of(one.cell, _BODIES) and _is_of(cell, _BY):
            return key(words) == key(one.text)
        if _is_of(one.cell, _CHOOSING) and (cell.table, cell.column) == (DECISIONS, "decided_by"):
            return True
        signs = cell.table == SCORERS and cell.row in self.context.signing
        who = signs or (cell.table, cell.column) in _WHO
        return says_who(one.cell) and who and key(words) == key(one.text)


class Search:
    """Reports what certain readers must not read.

    Args:
        engine: the search.
        readers: the readers, in words.
    """

    def __init__(self, engine: Engine, readers: Readers) -> None:
        self._engine, self._readers = engine, readers

    @property
    def secrets(self) -> tuple[Leaf, ...]:
        """Everything that they must not read."""
        return self._engine.secrets

    def found(self, one: Piece) -> Iterator[Found]:
        """The findings in a text."""
        raw = self._engine.found(one)
        if not raw:
            return
        context = self._engine.context
        told = Telling(one, self._readers, context.cast, context.criteria)
        for each in raw:
            if isinstance(each, Person):
                yield Found(told.person(each), each.scorers)
            elif isinstance(each, Address):
                yield Found(told.address(each), _of(*each.cells))
            elif isinstance(each, Amount):
                yield Found(told.amount(each))
            elif isinstance(each, Figures):
                yield Found(told.figures(each))
            elif (finding := told.passage(each)) is not None:
                yield Found(finding, _of(each.cell))


def _of(*cells: Cell) -> tuple[str, ...]:
    """Who wrote the contents of cells, or whom they concern; each once."""
    found = (
        cell.table.removeprefix(SCORES) if cell.table.startswith(SCORES) else cell.row
        for cell in cells
        if cell.table in {SCORERS, JOINING} or cell.table.startswith(SCORES)
    )
    return tuple(dict.fromkeys(found))


def _is_of(cell: Cell, kinds: frozenset[tuple[str, str]]) -> bool:
    return (cell.table, cell.row if cell.table == SETTINGS else cell.column) in kinds
