"""The one gate: everything that goes out is searched here for everything it must not contain.

The texts to search are derived from the type of the outgoing value (``typed.pieces``). What they
must not contain is derived from the types of the records (``leaves``): everything that was typed,
except what the readers may read anyway. So nothing is forgotten when a field or column is added.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from weakref import finalize

from wijkexcel.errors import NotReadyError
from wijkexcel.layout.named import JOINING, OPGAVEN, SCORERS, declared
from wijkexcel.layout.spec import Column
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.letter import PublicLetter
from wijkexcel.outgoing.letter_builder import possible_texts
from wijkexcel.outgoing.phrases import PARTNERS, PUBLIC
from wijkexcel.outgoing.request import Request, blank_request
from wijkexcel.outgoing.seal import seal
from wijkexcel.outgoing.search import Context, Engine, Found, Search
from wijkexcel.outgoing.typed import NOWHERE, Piece, pieces

T = TypeVar("T")
_GATES: dict[int, "Gate"] = {}


class Gate:
    """Searches what goes out from one dossier, and clears what is safe.

    It keeps no reference to the dossier itself.

    Args:
        dossier: everything that was typed.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._context = Context.of(dossier)
        self.public_texts = tuple(dict.fromkeys(_typed(possible_texts(dossier))))
        """Everything that can become public, each with its cell."""
        self.asked_texts = {
            group.id: tuple(dict.fromkeys(_typed(blank_request(dossier, group))))
            for group in dossier.groups
            if dossier.asked_of(group.id)
        }
        """Everything that each group is asked, likewise."""
        self._engines: dict[tuple[Piece, ...], Engine] = {}

    @cached_property
    def _open_texts(self) -> tuple[Piece, ...]:
        """What everyone may read: public texts, and the questions on public criteria."""
        asked = (one for texts in self.asked_texts.values() for one in texts)
        return (*self.public_texts, *(one for one in asked if not self._closed(one)))

    @cached_property
    def public(self) -> Search:
        """What may not become public."""
        return Search(self._engine(()), PUBLIC)

    def of_group(self, group: str) -> Search:
        """What must not be sent to a group: an internal criterion is no secret to its scorers."""
        asked = self.asked_texts.get(group, ())
        return Search(self._engine(one for one in asked if self._closed(one)), PARTNERS)

    def _closed(self, one: Piece) -> bool:
        """Whether only who is asked may read a text: by its internal criterion or column."""
        column = declared(*one.cell)
        by_column = isinstance(column, Column) and one.cell.table == OPGAVEN and column.internal
        return by_column or one.cell.row in self._context.internal

    def _engine(self, more: Iterable[Piece]) -> Engine:
        """A search for readers with limited access: one for all who may read the same."""
        also = tuple(more)
        if also not in self._engines:
            self._engines[also] = Engine(self._context, (*also, *self._open_texts))
        return self._engines[also]

    def in_public(self) -> Iterator[Finding]:
        """Find what must not become public, in everything that can become public."""
        search = self.public
        for one in self.public_texts:
            yield from (found.finding for found in search.found(one))

    def in_asked(self, groups: Iterable[str] | None = None) -> Iterator[Finding]:
        """Find what must not go to partners in the questions to these groups; None for all."""
        wanted = self.asked_texts if groups is None else groups
        yield from dict.fromkeys(
            found.finding
            for group, search in ((group, self.of_group(group)) for group in wanted)
            for one in self.asked_texts.get(group, ())
            for found in search.found(one)
        )

    def told(self) -> Iterator[Finding]:
        """Report everything, once for a text that is both public and sent to partners."""
        seen = set()
        for finding in self.in_public():
            seen.add((finding.where, _stem(finding)))
            yield finding
        for finding in self.in_asked():
            if (finding.where, _stem(finding)) not in seen:
                yield finding

    def letter(self, letter: PublicLetter) -> Cleared[PublicLetter]:
        """Clear a letter.

        Raises:
            NotReadyError: it contains something that it must not contain.
        """
        return self.everyone().clear(letter)

    def everyone(self) -> "Reader":
        """The readers of public texts."""
        return Reader("", self.public)

    def public_to(self, person: str) -> "Reader":
        """One scorer, or contact who is asked to join: nothing goes there but what is public."""
        return Reader(person, self.public)

    def reader(self, request: Request) -> "Reader":
        """The receiver of a request, and what else is sent to them."""
        return Reader(request.scorer, self.of_group(request.group.cell.row))


@dataclass(frozen=True)
class Reader:
    """A reader of outgoing texts: a scorer, an unknown member of a group, or everyone."""

    _scorer: str
    _search: Search

    def clear(self, value: T) -> Cleared[T]:
        """Clear what is sent to this reader; the reader's own texts go back unchanged.

        Raises:
            NotReadyError: it contains something that this reader may not read.
        """
        wrong = [
            found.finding
            for one in pieces(value)
            if not one.own
            for found in self._found(one)
            if self._is_sure(found)
        ]
        if wrong:
            raise NotReadyError(tuple(dict.fromkeys(f"{f.problem} {f.action}" for f in wrong)))
        return seal(value)

    def doubts(self, value: object) -> tuple[str, ...]:
        """Report doubts about a text that is in no cell of the workbook, such as a mail text.

        Also people named in the reader's own texts.
        """
        told = (
            found.finding
            for one in pieces(value)
            if one.own or not one.cell.table
            for found in self._found(one)
            if (found.scorers if one.own else not self._is_sure(found))
        )
        return tuple(dict.fromkeys(f"{f.problem} {f.action}" for f in told))

    def _found(self, one: Piece) -> Iterator[Found]:
        """The findings in a text, except the name of its reader."""
        searched = Piece(one.text, one.cell, "" if one.cell.table else one.field)
        found = self._search.found(searched)
        if self._scorer and one.cell == (SCORERS, self._scorer, "name"):
            return (each for each in found if self._scorer not in each.scorers)
        if self._scorer and one.cell == (JOINING, self._scorer, "contact"):
            return (each for each in found if not each.scorers)  # a contact may be a scorer too
        return (each for each in found if not self._scorer or each.scorers != (self._scorer,))

    def _is_sure(self, found: Found) -> bool:
        """Whether this reader must not read it: a match that may be the reader is only a doubt."""
        own = bool(self._scorer) and self._scorer in found.scorers
        return found.finding.severity is Severity.ERROR and not own


def gate_of(dossier: Dossier) -> Gate:
    """The gate of a dossier, kept for as long as the dossier exists: building it takes time."""
    found = _GATES.get(id(dossier))
    if found is None:
        found = _GATES[id(dossier)] = Gate(dossier)
        finalize(dossier, _GATES.pop, id(dossier), None)
    return found


def _stem(finding: Finding) -> str:
    return finding.code.removesuffix(PUBLIC.code).removesuffix(PARTNERS.code)


def _typed(value: object) -> Iterator[Piece]:
    return (Piece(one.text, one.cell, "") for one in pieces(value) if one.cell != NOWHERE)
