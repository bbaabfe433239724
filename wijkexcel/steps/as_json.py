"""A report as JSON for other programs; docs/json.md is made from these models.

Their fields are the keys, in the order in which they are printed.
"""

from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Choice
from wijkexcel.rules.outcome import OpgaveOutcome
from wijkexcel.rules.reconsider import Reason, reasons_for
from wijkexcel.rules.threshold import Status
from wijkexcel.rules.whole import Proposal, proposals
from wijkexcel.steps.report import Report

VERSION: Final = 1
"""The version of all formats together; docs/json.md says when it is increased."""


class Shape(BaseModel):
    """Base of all output models; built on first use, to start quickly."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False, defer_build=True)


class Versioned(Shape):
    """Base of the complete outputs."""

    versie: Literal[1] = Field(default=VERSION, description="version of this shape")


class FindingShape(Shape):
    """A finding."""

    ernst: Severity = Field(description="how bad it is")
    code: str = Field(description="name of the kind of finding; does not change with its wording")
    blad: str = Field(description="sheet, or empty")
    cel: str = Field(description="cell such as `B20`, or empty")
    wat: str = Field(description="what is wrong, in Dutch")
    doe: str = Field(description="what to do about it")


class RefusalShape(Shape):
    """An error because of which nothing was made."""

    blad: str = Field(description="sheet, or empty")
    cel: str = Field(description="cell such as `B20`, or empty")
    probleem: str = Field(description="what is wrong, in Dutch")
    actie: str = Field(description="what to do about it")


class OpgaveShape(Shape):
    """The results of an opgave."""

    nr: str = Field(description="id, such as `O01`")
    naam: str = Field(description="name")
    totaal: float | None = Field(description="weighted total; null without scores")
    laagst_mogelijk: float | None = Field(description="total with every blank at its worst")
    hoogst_mogelijk: float | None = Field(description="total with every blank at its best")
    stand: Status = Field(description="how it stands against the agreed score")
    rang: int | None = Field(description="rank; equal totals share one")
    dekking: float | None = Field(
        description="which part (0 to 1) of the scores is in, 'weet niet' included"
    )
    per_criterium: dict[str, float] = Field(
        description="criterion id → score on it, where higher is always better"
    )
    per_groep: dict[str, float] = Field(description="group id → total of that group alone")
    onder_ondergrens: list[str] = Field(description="ids of criteria on which the floor is missed")
    redenen_tot_heroverweging: list[Reason] = Field(description="reasons to look again")
    voorstel: Proposal = Field(description="the decision to propose, or what must happen first")
    besluit: Choice | None = Field(description="what stood on *Besluit* when the step began")


class ReportShape(Versioned):
    """The findings and changes of a step."""

    stap: str = Field(description="the command")
    melding: str = Field(description="the result in one Dutch sentence")
    fouten: int = Field(description="findings that must be mended")
    let_op: int = Field(description="findings to look at")
    gelijk_gerekend: bool | None = Field(
        description="whether workbook and program calculate the same; null when nothing could "
        "calculate the workbook"
    )
    vingerafdruk: str = Field(
        description="short hash of framework, scale and opgaven; recognises a version, is no "
        "security measure"
    )
    drempel: float | None = Field(description="the agreed score")
    ingevulde_cellen: int = Field(
        description="empty decision cells that were filled with a proposal"
    )
    geweigerd: list[str] = Field(
        description="why a document was not made; empty when nothing was refused"
    )
    bevindingen: list[FindingShape] = Field(description="the findings")
    opgaven: list[OpgaveShape] = Field(description="the opgaven, in the order of the workbook")


def _finding(finding: Finding) -> FindingShape:
    return FindingShape(
        ernst=finding.severity,
        code=finding.code,
        blad=finding.sheet,
        cel=finding.cell,
        wat=finding.problem,
        doe=finding.action,
    )


def refusals(findings: Iterable[Finding]) -> list[RefusalShape]:
    """Errors because of which nothing was sent."""
    return [
        RefusalShape(blad=f.sheet, cel=f.cell, probleem=f.problem, actie=f.action) for f in findings
    ]


def _opgave(report: Report, outcome: OpgaveOutcome, proposal: Proposal) -> OpgaveShape:
    dossier = report.dossier
    opgave = next(o for o in dossier.opgaven if o.id == outcome.opgave)
    return OpgaveShape(
        nr=opgave.id,
        naam=opgave.name,
        totaal=outcome.total,
        laagst_mogelijk=outcome.lowest,
        hoogst_mogelijk=outcome.highest,
        stand=outcome.status,
        rang=outcome.rank,
        dekking=outcome.coverage,
        per_criterium=outcome.by_criterion,
        per_groep=outcome.by_group,
        onder_ondergrens=list(outcome.floors_missed),
        redenen_tot_heroverweging=list(reasons_for(dossier, opgave, outcome)),
        voorstel=proposal,
        besluit=dossier.decision(opgave.id).choice,
    )


def shape_of(report: Report) -> ReportShape:
    """Convert a report to its model; numbers are not rounded, unknown is null."""
    proposed = proposals(report.dossier, report.outcome)
    return ReportShape(
        stap=report.step,
        melding=report.message,
        fouten=report.errors,
        let_op=report.warnings,
        gelijk_gerekend=report.equal,
        vingerafdruk=report.fingerprint,
        drempel=report.dossier.settings.threshold,
        ingevulde_cellen=report.filled,
        geweigerd=list(report.refused),
        bevindingen=[_finding(f) for f in report.findings],
        opgaven=[_opgave(report, o, proposed[o.opgave]) for o in report.outcome.opgaven],
    )
