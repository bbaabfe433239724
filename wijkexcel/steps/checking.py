"""The three functions that make no document: valideer, bereken, heroverweeg."""

from wijkexcel.hosts.port import Port
from wijkexcel.model.finding import Severity
from wijkexcel.sentences import logged
from wijkexcel.steps.changes import Change
from wijkexcel.steps.explain import second_look
from wijkexcel.steps.frame import Work, begin, finish
from wijkexcel.steps.report import Report, Run


def _verdict(work: Work) -> str:
    errors = sum(f.severity is Severity.ERROR for f in work.findings)
    warnings = sum(f.severity is Severity.WARNING for f in work.findings)
    if not errors and not warnings:
        return "geen fouten gevonden"
    return logged.FOUND.write(errors=errors, warnings=warnings)


def valideer(port: Port, run: Run) -> Report:
    """Check everything that is filled in and write the findings to Bevindingen."""
    work = begin(port, run)
    return finish(work, "valideer", logged.CHECKED.write(verdict=_verdict(work)))


def bereken(port: Port, run: Run) -> Report:
    """Calculate totals, status, bounds and ranks in Python and compare the workbook with them."""
    work = begin(port, run)
    scored = [o for o in work.outcome.opgaven if o.total is not None]
    reach = sum(o.status.reaches for o in scored)
    if work.in_doubt:
        message = logged.NOT_EQUAL.write()
    elif not scored:
        message = logged.NO_SCORES.write()
    elif work.reading.dossier.settings.threshold is None:
        message = logged.NOT_AGREED.write(opgaven=len(scored))
    else:
        message = logged.REACHED.write(reached=reach, scored=len(scored))
    return finish(work, "bereken", message)


def explain(work: Work) -> int:
    """Rewrite the reasons to reconsider; return how many opgaven have them.

    Also the rows of removed opgaven: their texts are out of date.
    """
    dossier = work.reading.dossier
    texts = {o.id: second_look(dossier, o, work.outcome[o.id]) for o in dossier.opgaven}
    work.changes += [
        Change("tblHeroverweging", row_id, "explained", texts.get(row_id) or None)
        for row_id in work.reading.layout.tables["tblHeroverweging"].row_ids
    ]
    return sum(bool(text) for text in texts.values())


def heroverweeg(port: Port, run: Run) -> Report:
    """Explain, for each opgave that fell short, the reasons to reconsider it."""
    work = begin(port, run)
    if work.in_doubt:
        return finish(work, "heroverweeg", logged.IN_DOUBT.write())
    return finish(work, "heroverweeg", logged.SECOND_LOOK.write(opgaven=explain(work)))
