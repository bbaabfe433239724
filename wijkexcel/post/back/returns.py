"""What came back, how a person chose, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.partner import SCALE
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.post.back.answer import Answer
from wijkexcel.post.back.line import Cell, Line
from wijkexcel.post.back.newest import Value
from wijkexcel.post.back.versions import Outdated
from wijkexcel.sentences import received

NEW, OLD = "nieuw", "oud"
"""Choices in a conflict: what came back, or what stands in the workbook."""


@dataclass(frozen=True)
class Returned:
    """One file that came back, as far as it could be read; ``refused`` says why it could not."""

    file: str
    mark: str
    """Short hash of its bytes, for the logbook."""
    answers: tuple[Answer, ...] = ()
    """One; or, where forms on paper were typed over, one of each form."""
    refused: str = ""
    notes: tuple[str, ...] = ()
    skipped: str = ""
    """Why it is no answer and nothing is lost by passing it by."""
    sheet: str = ""
    cell: str = ""
    """Where that is why it is refused, as far as that is on a sheet or in a cell."""
    sender: str = ""
    """E-mail address that it came from, if it came in a mail and holds one person's answers."""
    dated: float | None = None
    """When it was sent, or a loose file was saved: seconds since 1970; None when not known."""
    findings: tuple[Finding, ...] = ()
    """About the file as a whole, where it holds the answers of several scorers."""

    @property
    def answer(self) -> Answer | None:
        """The answer of a file that holds one."""
        return self.answers[0] if len(self.answers) == 1 else None


@dataclass(frozen=True)
class Choice:
    """How conflicts are decided: for all (``new``: True, False) or per cell."""

    new: bool | None = None
    cells: Mapping[Cell, str] = field(default_factory=dict)
    """Cell -> the value to take, as text."""

    def says(self, cell: Cell) -> bool:
        """Whether it decides about a cell."""
        return self.new is not None or cell in self.cells


@dataclass
class Gathered:
    """What comes of it: values to write, by cell, with the file they came from; and the report."""

    values: dict[Cell, tuple[Value, str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    scorers: dict[str, set[str]] = field(default_factory=dict)
    """Files from which each scorer's answers were taken, or were there already."""
    answers: list[tuple[Answer, str, str]] = field(default_factory=list)
    """Each answer that was settled, its file and its scorer."""
    current: set[str] = field(default_factory=set)
    """Scorers of whom an answer is to all that they are asked now, as it is asked now."""
    before: dict[Cell, Value] = field(default_factory=dict)
    """What stood in cells of ``values`` that were not blank."""
    decided: dict[Cell, frozenset[str]] = field(default_factory=dict)
    """Marks of the files between which a person chose now, by cell."""
    settled: Mapping[Cell, frozenset[str]] = field(default_factory=dict)
    """The same of what a person chose before."""
    outdated: dict[str, dict[str, Outdated]] = field(default_factory=dict)
    """By scorer, what was asked otherwise; not what another file of the scorer answered since."""

    def stale(self, dossier: Dossier) -> set[str]:
        """Scorers of whom scores on a question that changed still stand in the workbook."""
        return {
            cell[0]
            for cell in dossier.scores.cells()
            for key, why in self.outdated.get(cell[0], {}).items()
            if why.asked and concerns(key, cell)
        }


def said(value: Value | None) -> str:
    """A value as a person reads it."""
    if value is None:
        return received.EMPTY
    return in_words(value) if isinstance(value, float) else value


def concerns(key: str, cell: Cell) -> bool:
    """Whether what changed (a criterion, an opgave or ``SCALE``) has to do with a cell."""
    return key in (SCALE, *cell[1:])
