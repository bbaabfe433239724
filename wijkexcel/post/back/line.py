"""One line of the report on returned files."""

from dataclasses import dataclass
from enum import StrEnum

from wijkexcel.dutch.plain import showable
from wijkexcel.sentences import received

Cell = tuple[str, str, str]
"""Scorer, opgave, criterion; or ``REMARK`` instead of the criterion."""
REMARK = received.REMARK


class Kind(StrEnum):
    """The kinds of line in the report."""

    TAKEN = "overgenomen"
    SAME = "stond er al"
    TOLD = "overgenomen, let op"
    REFUSED = "geweigerd"
    CONFLICT = "conflict"
    DECIDED = "conflict, gekozen"
    ASIDE = "niet verwerkt"
    SKIPPED = "overgeslagen"
    MISSING = "ontbreekt nog"


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    kind: Kind
    file: str
    problem: str
    action: str = ""
    scorer: str = ""
    sheet: str = ""
    cell: str = ""
    place: Cell | None = None
    answers: int = 0
    """Number of answers that this line covers, where they have no lines of their own."""

    def __post_init__(self) -> None:
        """Make sure that quoted text from outside cannot disturb the output it is shown on."""
        for name in ("file", "problem", "action", "sheet"):
            object.__setattr__(self, name, showable(getattr(self, name)))
