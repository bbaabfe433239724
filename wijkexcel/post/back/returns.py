"""Returned files, the choices in conflicts, and the resulting values."""

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
"""Choices in a conflict: the returned value, or the value in the workbook."""


@dataclass(frozen=True)
class Returned:
    """One returned file, as far as it could be read; ``refused`` says why it could not."""

    file: str
    mark: str
    """Short hash of its contents, for the logbook."""
    answers: tuple[Answer, ...] = ()
    """One; or one per form, where paper forms were entered."""
    refused: str = ""
    notes: tuple[str, ...] = ()
    skipped: str = ""
    """Why it is not an answer, and can be skipped without loss."""
    sheet: str = ""
    cell: str = ""
    """Sheet and cell of the reason for refusal, where there is one."""
    sender: str = ""
    """Sender address, if it came by mail and holds one person's answers."""
    dated: float | None = None
    """When it was sent, or when a loose file was saved: seconds since 1970; None when unknown."""
    findings: tuple[Finding, ...] = ()
    """Findings about the file as a whole, where it holds the answers of several scorers."""

    @property
    def answer(self) -> Answer | None:
        """The answer of a file with exactly one."""
        return self.answers[0] if len(self.answers) == 1 else None


@dataclass(frozen=True)
class Choice:
    """How conflicts are decided: for all (``new``: True, False) or per cell."""

    new: bool | None = None
    cells: Mapping[Cell, str] = field(default_factory=dict)
    """Cell -> the value to take, as text."""

    def says(self, cell: Cell) -> bool:
        """Whether it decides a cell."""
        return self.new is not None or cell in self.cells


@dataclass
class Gathered:
    """The result: values to write, by cell, with their source file; and the report."""

    values: dict[Cell, tuple[Value, str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    scorers: dict[str, set[str]] = field(default_factory=dict)
    """Files whose answers were accepted or already present, by scorer."""
    answers: list[tuple[Answer, str, str]] = field(default_factory=list)
    """Each settled answer, with its file and its scorer."""
    current: set[str] = field(default_factory=set)
    """Scorers who answered everything that they are asked, as it is asked now."""
    before: dict[Cell, Value] = field(default_factory=dict)
    """Previous contents of the cells in ``values`` that were not blank."""
    decided: dict[Cell, frozenset[str]] = field(default_factory=dict)
    """Hashes of the files between which a person chose in this run, by cell."""
    settled: Mapping[Cell, frozenset[str]] = field(default_factory=dict)
    """The same for choices made earlier."""
    outdated: dict[str, dict[str, Outdated]] = field(default_factory=dict)
    """Changed questions by scorer, except those that another of the scorer's files answers."""

    def stale(self, dossier: Dossier) -> set[str]:
        """Scorers with scores in the workbook on a question that has changed."""
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
    """Whether a change (of a criterion, an opgave or ``SCALE``) affects a cell."""
    return key in (SCALE, *cell[1:])
