"""A report as JSON for other programs; docs/json.md describes the format."""

from collections.abc import Iterable
from typing import Any

from wijkexcel.model.finding import Finding
from wijkexcel.rules.outcome import OpgaveOutcome
from wijkexcel.rules.propose import proposal_for
from wijkexcel.rules.reconsider import reasons_for
from wijkexcel.steps.report import Report

VERSION = 1


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "ernst": finding.severity.value,
        "code": finding.code,
        "blad": finding.sheet,
        "cel": finding.cell,
        "wat": finding.problem,
        "doe": finding.action,
    }


def refused_as_json(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Errors because of which nothing was sent."""
    return [
        {"blad": f.sheet, "cel": f.cell, "probleem": f.problem, "actie": f.action} for f in findings
    ]


def _opgave(report: Report, outcome: OpgaveOutcome) -> dict[str, Any]:
    dossier = report.dossier
    opgave = next(o for o in dossier.opgaven if o.id == outcome.opgave)
    decision = dossier.decision(opgave.id)
    return {
        "nr": opgave.id,
        "naam": opgave.name,
        "totaal": outcome.total,
        "laagst_mogelijk": outcome.lowest,
        "hoogst_mogelijk": outcome.highest,
        "stand": outcome.status.value,
        "rang": outcome.rank,
        "dekking": outcome.coverage,
        "per_criterium": outcome.by_criterion,
        "per_groep": outcome.by_group,
        "onder_ondergrens": list(outcome.floors_missed),
        "redenen_tot_heroverweging": [r.value for r in reasons_for(dossier, opgave, outcome)],
        "voorstel": proposal_for(dossier, opgave, outcome).value,
        "besluit": decision.choice.value if decision.choice else None,
    }


def as_json(report: Report) -> dict[str, Any]:
    """Turn a report into plain values; numbers are not rounded, unknown is null."""
    return {
        "versie": VERSION,
        "stap": report.step,
        "melding": report.message,
        "fouten": report.errors,
        "let_op": report.warnings,
        "gelijk_gerekend": report.equal,
        "vingerafdruk": report.fingerprint,
        "drempel": report.dossier.settings.threshold,
        "ingevulde_cellen": report.filled,
        "geweigerd": list(report.refused),
        "bevindingen": [_finding(f) for f in report.findings],
        "opgaven": [_opgave(report, o) for o in report.outcome.opgaven],
    }
