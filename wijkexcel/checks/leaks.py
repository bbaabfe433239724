"""Nothing internal stands in a text that goes out (promise 5): what the gate finds, told early."""

from collections.abc import Iterator
from dataclasses import replace

from wijkexcel.checks.base import Stage, stage
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.tell import is_for_partners
from wijkexcel.rules.outcome import Outcome


def leaks(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """What surely may not stand in a letter, or in what partners get."""
    yield from (f for f in told(dossier) if f.severity is Severity.ERROR)


def told(dossier: Dossier) -> Iterator[Finding]:
    """All that the gate finds.

    Once all is decided, what only partners read holds up no letter: to change a question then
    would spoil the scores that answer it. What is sent out is held up all the same.
    """
    decided = stage(dossier) is Stage.DECIDED
    for finding in gate_of(dossier).told():
        sent = decided and finding.severity is Severity.ERROR and is_for_partners(finding)
        yield replace(finding, severity=Severity.WARNING) if sent else finding
