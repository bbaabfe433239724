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
    """Its answers are in the workbook, now or already: the same file gives the same line."""
    SAME = "stond er al"
    """No longer given; older workbooks may contain it."""
    TOLD = "overgenomen, let op"
    REFUSED = "geweigerd"
    CONFLICT = "conflict"
    DECIDED = "conflict, gekozen"
    ASIDE = "niet verwerkt"
    SKIPPED = "overgeslagen"
    MISSING = "ontbreekt nog"

    def said(self, *, trial: bool) -> str:
        """The word for it; in a trial nothing has been taken."""
        return self.value.replace("overgenomen", "over te nemen") if trial else self.value


ABOUT_WORKBOOK = frozenset({Kind.CONFLICT, Kind.DECIDED})
"""These are about a cell of the coordinator's workbook; the others about one of the file."""


@dataclass(frozen=True)
class Line:
    """One line of the report; ``place`` is what it is about, ``sheet`` and ``cell`` where."""

    kind: Kind
    file: str
    problem: str
    action: str = ""
    scorer: str = ""
    sheet: str = ""
    cell: str = ""
    place: Cell | None = None

    def __post_init__(self) -> None:
        """Make sure that quoted text from outside cannot disturb the output it is shown on."""
        for name in ("file", "problem", "action", "sheet"):
            object.__setattr__(self, name, showable(getattr(self, name)))
