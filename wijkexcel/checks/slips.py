"""What may have slipped into a text that goes out: less sure than ``leaks``, so warnings."""

from collections.abc import Iterator

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.rules.outcome import Outcome


def slips(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """What may slip into a letter, or into what partners get."""
    yield from (f for f in gate_of(dossier).told() if f.severity is not Severity.ERROR)
