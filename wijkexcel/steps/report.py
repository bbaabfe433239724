"""The run of a function, and its findings, changes and documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wijkexcel.look.house import PLAIN, House
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.letter import Audience
from wijkexcel.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """User and time of a step; ``templates`` are a municipality's own Word templates, by step."""

    when: datetime
    who: str
    templates: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    audience: Audience = Audience.RESIDENTS
    """Whom the letter is for."""
    house: House = PLAIN
    """The house style, where there is no template of one's own."""
    again: bool = False
    """Calculate the workbook before anything else, whatever results are stored in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document that a step made."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Report:
    """The result of a step.

    ``message`` is one Dutch sentence; ``equal`` is whether workbook and program agree, None when
    nothing could calculate the workbook; ``refused`` says why a document was not made.
    """

    step: str
    message: str
    dossier: Dossier
    outcome: Outcome
    findings: tuple[Finding, ...]
    fingerprint: str
    equal: bool | None
    filled: int = 0
    documents: tuple[Document, ...] = ()
    refused: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    """Problems that an earlier step wrote to Bevindingen: they need no repetition."""

    @property
    def errors(self) -> int:
        """Number of findings that must be fixed."""
        return sum(f.severity is Severity.ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings to check."""
        return sum(f.severity is Severity.WARNING for f in self.findings)
