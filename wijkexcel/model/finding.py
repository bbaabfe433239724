"""Findings: what the program reports about one place in the workbook."""

from dataclasses import dataclass
from enum import StrEnum

from wijkexcel.dutch.plain import showable

FORMULA_IN_SCORE = "score-is-formule"
"""Code of the finding on a formula in a score cell: reading gives it, the comparison uses it."""


class Severity(StrEnum):
    """The severity of a finding."""

    ERROR = "fout"
    """Must be fixed: an outcome or document is wrong or impossible as it is."""
    WARNING = "let op"
    """A person has to check it, but the outcome is valid."""
    NOTE = "ter info"


@dataclass(frozen=True, slots=True)
class Where:
    """A place by key: table, row id and column key. Survives sorting and moving."""

    table: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One report on one place: what is wrong and what to do, in plain Dutch.

    ``sheet`` and ``cell`` (A1 form) are filled in when the place is looked up in a workbook.
    """

    severity: Severity
    code: str
    where: Where
    problem: str
    action: str
    sheet: str = ""
    cell: str = ""

    def __post_init__(self) -> None:
        """Both texts quote typed texts, which must not disturb them."""
        object.__setattr__(self, "problem", showable(self.problem))
        object.__setattr__(self, "action", showable(self.action))

    @property
    def text(self) -> str:
        """The finding as one line for a terminal or a mail."""
        place = f"{self.sheet}!{self.cell}" if self.cell else (self.sheet or self.where.table)
        return f"{place}: {self.problem} {self.action}".strip()
