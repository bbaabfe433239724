"""Possible leaks in outgoing texts: less certain than ``leaks``, so warnings."""

from collections.abc import Iterator

from wijkexcel.checks.leaks import told
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.rules.outcome import Outcome


def slips(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Possible leaks in a letter, or in texts for partners."""
    yield from (f for f in told(dossier) if f.severity is not Severity.ERROR)
