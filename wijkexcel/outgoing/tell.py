"""Report each match: where it is, what it is, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wijkexcel.dutch.ids import CALLED
from wijkexcel.dutch.lists import any_of, listed
from wijkexcel.layout.named import (
    CRITERIA,
    DECISIONS,
    JOINING,
    OPGAVEN,
    SCORERS,
    declared,
    label,
)
from wijkexcel.layout.spec import Kind
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Criterion
from wijkexcel.outgoing.amounts import Amount
from wijkexcel.outgoing.passages import Passage, Told
from wijkexcel.outgoing.people import Address, Cast, Person
from wijkexcel.outgoing.phrases import PARTNERS, PUBLIC, Readers, Sort, place, source
from wijkexcel.outgoing.scores import Figures
from wijkexcel.outgoing.typed import Cell, Piece

_SHORTEST_NAME: Final = 3
CODES: Final = frozenset(
    f"{sort}-{readers.code}" for sort in Sort for readers in (PUBLIC, PARTNERS)
)
"""All codes of findings on outgoing texts."""


_CONTACT: Final = "contactpersoon"


def _ids(cast: Cast) -> frozenset[str]:
    return frozenset(one.id for one in cast.scorers)


def is_for_partners(finding: Finding) -> bool:
    """Whether it only concerns what is sent to partners."""
    return finding.code in CODES and finding.code.endswith(PARTNERS.code)


def is_of_people(cell: Cell) -> bool:
    """Whether it is a person's name or address: those are found in all their forms."""
    column = declared(*cell)
    mail = column is not None and column.kind is Kind.EMAIL
    return mail or (cell.table, cell.column) in {(SCORERS, "name"), (JOINING, "contact")}


def told_by(cell: Cell) -> Told:
    """How the words of a cell are recognised."""
    if (cell.table, cell.column) == (CRITERIA, "name"):
        return Told.ALWAYS
    column = declared(*cell)
    if column is None or column.kind is Kind.LONG:
        return Told.IN_SENTENCES
    return Told.IN_A_WORD if getattr(column, "internal", False) else Told.WHOLE


@dataclass(frozen=True)
class Telling:
    """Findings about one text."""

    piece: Piece
    readers: Readers
    cast: Cast
    criteria: Mapping[str, Criterion]

    @property
    def _place(self) -> str:
        return place(self.piece.cell, self.piece.field, self.readers)

    def _finding(self, severity: Severity, sort: Sort, problem: str, action: str) -> Finding:
        where = Where(*self.piece.cell)
        return Finding(severity, f"{sort}-{self.readers.code}", where, problem, action)

    def person(self, person: Person) -> Finding:
        """Report a name."""
        named = self.cast.names
        who = any_of(
            CALLED.write(id=one, name=named[one].strip()) if named[one].strip() else one
            for one in person.scorers
            if one in named
        )
        whose = "deelnemer" if any(one in _ids(self.cast) for one in person.scorers) else _CONTACT
        rewrite = self.readers.rewrite
        if not who:
            return self._finding(
                Severity.WARNING,
                Sort.PERSON,
                f"In {self._place} staat '{person.words}'. Dat lijkt een persoon.",
                f"{self.readers.named} Schrijf de tekst anders als dat niet zo is.",
            )
        if person.role:
            return self._finding(
                Severity.WARNING,
                Sort.PERSON,
                f"In {self._place} staat '{person.words}'. Dat is de rol van deelnemer {who}.",
                f"Gaat het over deze deelnemer? {rewrite}",
            )
        if person.number:
            return self._finding(
                Severity.WARNING,
                Sort.PART,
                f"In {self._place} staat '{person.words}'. Dat is het nummer van deelnemer {who}.",
                f"Gaat het over deze deelnemer? {rewrite}",
            )
        if person.whole:
            return self._finding(
                Severity.ERROR,
                Sort.SCORER,
                f"In {self._place} staat de naam van een {whose}: {who}.",
                rewrite,
            )
        return self._finding(
            Severity.WARNING,
            Sort.PART,
            f"In {self._place} staat '{person.words}'. Zo heet ook {whose} {who}.",
            f"Gaat het over deze {whose}? {rewrite}",
        )

    def address(self, address: Address) -> Finding:
        """Report a personal address or number."""
        begin = f"In {self._place} staat '{address.words}'."
        if not address.cells:
            return self._finding(
                Severity.WARNING,
                Sort.ADDRESS,
                f"{begin} Dat lijkt een {address.what}.",
                f"Is het van een persoon? {self.readers.rewrite}",
            )
        also = f"{begin} Dat staat ook {listed(source(cell).at for cell in address.cells)}."
        if address.on_purpose:
            return self._finding(
                Severity.WARNING,
                Sort.ADDRESS,
                also,
                "Mogen lezers deze deelnemer daar bereiken? Vul anders een ander adres in.",
            )
        return self._finding(
            Severity.ERROR,
            Sort.ADDRESS,
            also,
            self.readers.rewrite,
        )

    def amount(self, amount: Amount) -> Finding:
        """Report a number."""
        return self._finding(
            Severity.WARNING,
            Sort.NUMBER,
            f"In {self._place} staat '{amount.words}'. Dat staat ook {source(amount.cell).at}.",
            f"Mag dit bekend worden? {self.readers.rewrite}",
        )

    def figures(self, figures: Figures) -> Finding:
        """Report scores."""
        begin = f"In {self._place} staat"
        scores, rewrite = self.readers.scores, self.readers.rewrite
        # The scale is explained to partners; only with one opgave a mark is certainly a score.
        about_one = self.piece.cell.table in {OPGAVEN, DECISIONS}
        if figures.sure and (about_one or self.readers is PUBLIC):
            return self._finding(
                Severity.ERROR,
                Sort.SCORE,
                f"{begin} {_quoted(Figures(figures.sure))}. Daaruit is af te leiden wat iemand "
                "antwoordde.",
                f"{scores} {rewrite}",
            )
        if figures.bare:
            return self._finding(
                Severity.WARNING,
                Sort.SCORE,
                f"{begin} {figures.words[0]}. Dat is ook een score van deze opgave.",
                f"Is dit de score? {scores} {rewrite}",
            )
        return self._finding(
            Severity.WARNING,
            Sort.SCORE,
            f"{begin} {_quoted(figures)}. Dat lijkt een score of een aantal deelnemers.",
            f"Gaat het over wie de opgaven scoorden? {scores} {rewrite}",
        )

    def passage(self, passage: Passage) -> Finding | None:
        """Report words that also occur in an internal text."""
        cell = passage.cell
        if cell.table == CRITERIA and cell.column == "name" and passage.whole:
            criterion = self.criteria[cell.row]
            if len(criterion.name.strip()) < _SHORTEST_NAME:
                return None
            kind = "ander" if criterion.public else "intern"
            return self._finding(
                Severity.WARNING if passage.common else Severity.ERROR,
                Sort.CRITERION,
                f"In {self._place} staat de naam van een {kind} criterium: {label(criterion)}.",
                self.readers.rewrite,
            )
        what = source(cell)
        if passage.whole:
            quoted = what.sort is Sort.REMARK and self.readers is PARTNERS
            sure = not quoted and told_by(cell) is Told.IN_SENTENCES and not passage.short
            return self._finding(
                Severity.ERROR if sure else Severity.WARNING,
                what.sort,
                f"In {self._place} staat letterlijk {what.the}.",
                self.readers.rewrite,
            )
        return self._finding(
            Severity.WARNING,
            Sort.WORDS,
            f"In {self._place} staat '{passage.words}'. Die woorden staan ook {what.at}.",
            f"Was dit bedoeld voor wie besluit? {self.readers.rewrite}",
        )


def _quoted(figures: Figures) -> str:
    return listed(f"'{words}'" for words in figures.words)
