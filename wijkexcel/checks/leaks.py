"""Nothing internal is in an outgoing text (promise 5): findings of the gate, reported early."""

from collections.abc import Iterator
from dataclasses import replace

from wijkexcel.checks.base import Stage, stage
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.tell import is_for_partners
from wijkexcel.rules.outcome import Outcome


def leaks(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Certain findings in a letter, or in texts for partners."""
    yield from (f for f in told(dossier) if f.severity is Severity.ERROR)


def told(dossier: Dossier) -> Iterator[Finding]:
    """All findings of the gate.

    Once everything is decided, texts for partners only do not block the letter: changing a question
    then would invalidate its scores. Sending is blocked all the same.
    """
    decided = stage(dossier) is Stage.DECIDED
    for finding in gate_of(dossier).told():
        sent = decided and finding.severity is Severity.ERROR and is_for_partners(finding)
        yield replace(finding, severity=Severity.WARNING) if sent else finding
