"""The functions that make a public document: brief and ambitie.

Both are made of what the gate cleared, and only while there is no error.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from wijkexcel.checks.base import AMBITION, blank, label, warning
from wijkexcel.checks.letter import ONLY_FOR_LETTER
from wijkexcel.checks.portfolio import chosen
from wijkexcel.documents.ambition import ambition_docx
from wijkexcel.documents.file_names import ambition_name, letter_name
from wijkexcel.documents.letter import letter_docx
from wijkexcel.documents.own_text import own_text
from wijkexcel.dutch.lists import listed
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.outgoing.ambition_builder import ambition_page
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.letter import Audience
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.readiness import Missing, missing_for_ambition, missing_for_letter
from wijkexcel.sentences import logged
from wijkexcel.steps.checking import explain
from wijkexcel.steps.frame import Work, begin, finish
from wijkexcel.steps.refusal import with_missing
from wijkexcel.steps.report import Document, Report, Run

T = TypeVar("T")
Rendered = Callable[[Cleared[T], bytes | None], bytes]


def brief(port: Port, run: Run) -> Report:
    """Render the letter to residents or partners; if there are errors, report them instead."""
    work = begin(port, run)
    dossier = work.reading.dossier
    if not work.in_doubt:
        explain(work)
    if wrong := not_ready(work, missing_for_letter(dossier, work.outcome)):
        return finish(work, "brief", logged.LETTER_REFUSED.write(errors=len(wrong)))
    if run.audience is Audience.PARTNERS:
        work.findings += map(work.reading.map.place, _without_who(dossier))
    letter = public_letter(dossier, work.outcome, work.today)
    name = letter_name(dossier.settings.wijk, work.today, run.audience)
    render = partial(letter_docx, audience=run.audience, house=run.house)
    _make(work, letter, render, name, run, "brief")
    return finish(work, "brief", logged.LETTER_MADE.write(readers=run.audience.value))


def ambitie(port: Port, run: Run) -> Report:
    """Render the page for the joint ambition; if there are errors, report them instead."""
    work = begin(port, run)
    dossier = work.reading.dossier
    if wrong := not_ready(work, missing_for_ambition(dossier), besides=ONLY_FOR_LETTER):
        return finish(work, "ambitie", logged.PAGE_REFUSED.write(errors=len(wrong)))
    page = ambition_page(dossier, work.today)
    name = ambition_name(dossier.settings.wijk, work.today)
    _make(work, page, partial(ambition_docx, house=run.house), name, run, "ambitie")
    return finish(work, "ambitie", logged.PAGE_MADE.write())


def not_ready(
    work: Work, missing: Iterable[Missing], besides: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Add what is missing to the findings, and say why nothing is made.

    Args:
        work: the step.
        missing: what the document must say but the workbook does not contain.
        besides: codes of errors that are no obstacle.
    """
    found = with_missing(work.findings, missing)
    work.findings = [work.reading.map.place(finding) for finding in found]
    wrong = (f for f in work.findings if f.severity is Severity.ERROR)
    work.refused = tuple(f.text for f in wrong if f.code not in besides)
    return work.refused


def _without_who(dossier: Dossier) -> Iterator[Finding]:
    """What the letter to partners leaves open: who does what was chosen. One finding for all."""
    open_ = [o for o in chosen(dossier) if blank(dossier.ambition(o.id).who)]
    if open_:
        yield warning(
            "wie-ontbreekt-in-brief",
            Where(AMBITION, open_[0].id, "who"),
            f"In de brief aan partners is 'Wie doet het?' leeg bij {listed(map(label, open_))}.",
            "Vul op het blad Ambitie in wie het doet, en maak de brief opnieuw.",
        )


def _make(work: Work, value: T, render: Rendered[T], name: str, run: Run, step: str) -> None:
    """Clear a value, and the user's own template or logo, and render it."""
    template = run.templates.get(step)
    everyone = gate_of(work.reading.dossier).everyone()
    everyone.clear(own_text(template, run.house))
    work.documents.append(Document(f"{name}.docx", render(everyone.clear(value), template)))
