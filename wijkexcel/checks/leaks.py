"""Nothing internal stands in a text that goes out (promise 5): what the gate finds, told early."""

from collections.abc import Iterator

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.rules.outcome import Outcome


def leaks(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """What surely may not stand in a letter, or in what partners get."""
    yield from (f for f in gate_of(dossier).told() if f.severity is Severity.ERROR)
