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
    """Findings in a letter, or in texts for partners; what is less certain is a warning.

    Once everything is decided, texts for partners only do not block the letter: changing a question
    then would invalidate its scores. Sending is blocked all the same.
    """
    decided = stage(dossier) is Stage.DECIDED
    for finding in gate_of(dossier).told():
        sent = decided and finding.severity is Severity.ERROR and is_for_partners(finding)
        yield replace(finding, severity=Severity.WARNING) if sent else finding
