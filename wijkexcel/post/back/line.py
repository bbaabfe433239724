"""One line of the report on what came back."""

from dataclasses import dataclass
from enum import StrEnum

from wijkexcel.dutch.plain import showable
from wijkexcel.sentences import received

Cell = tuple[str, str, str]
"""Scorer, opgave, criterion; or ``REMARK`` in place of the criterion."""
REMARK = received.REMARK


class Kind(StrEnum):
    """What a line of the report says."""

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
    """Number of answers that this line is about, where it says no more of them."""

    def __post_init__(self) -> None:
        """See to it that words from outside, quoted in it, cannot spoil what it is shown on."""
        for name in ("file", "problem", "action", "sheet"):
            object.__setattr__(self, name, showable(getattr(self, name)))
