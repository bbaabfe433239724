"""What may have slipped into a text that goes out: less sure than ``leaks``, so warnings."""

from collections.abc import Iterator

from wijkexcel.checks.leaks import told
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.rules.outcome import Outcome


def slips(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """What may slip into a letter, or into what partners get."""
    yield from (f for f in told(dossier) if f.severity is not Severity.ERROR)
