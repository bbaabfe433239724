"""Verdelen as a whole: check the questions, record codes in the workbook, make the parcels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten
from typing import Final

from wijkexcel.checks.base import setting_label
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.finding import Finding
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.post.out.distribute import ON_START, Parcel, parcels, sender_values
from wijkexcel.post.out.mail import REMINDER, REQUEST, asked_for, gaps, packaged
from wijkexcel.post.out.ready import Chosen, Progress, Ready
from wijkexcel.sentences import logged
from wijkexcel.steps.report import Run

USUALLY: Final = timedelta(weeks=2)
"""How long scorers get when the team chose no day."""


@dataclass(frozen=True)
class Ask:
    """What the coordinator wants.

    Attributes:
        before: the day by which answers are due; None for the day on Start.
        only: ids of scorers; empty for everyone who has not answered everything.
        reminder: only for scorers who still have something to do, with the text of a reminder.
        text: the municipality's own mail text; None for wijkexcel's own text.
    """

    before: date | None = None
    only: frozenset[str] = frozenset()
    reminder: bool = False
    text: str | None = None


@dataclass(frozen=True)
class Sending:
    """The result: parcels to save, or the findings that prevent it."""

    parcels: tuple[Parcel, ...]
    progress: tuple[Progress, ...]
    notes: tuple[str, ...]
    refused: tuple[Finding, ...] = ()


def send(port: Port, run: Run, ask: Ask) -> Sending:
    """Make the parcels, and record in the workbook what was sent to whom.

    The caller saves the workbook first and the parcels after that, so that no code is ever sent out
    that the workbook does not record.

    Raises:
        FileError: a named scorer does not exist, or the given day has passed.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that its reader may not see.
        NotAWorkbookError: the workbook cannot be read.
        StructureError: it is not a wijkexcel workbook.
    """
    ready = Ready.of(port)
    dossier = ready.reading.dossier
    chosen = ready.chosen(ask.only, unfinished=ask.reminder)
    before, late = ready.wanted_before(ask.before, run)
    wrong = ready.wrong(chosen.asked) + late
    if wrong:
        return Sending((), chosen.progress, (), wrong)
    chosen_day = before is not None
    if before is None:
        before = run.when.date() + USUALLY
    text = ask.text or packaged(REMINDER if ask.reminder else REQUEST)
    sender = sender_values(dossier)
    asked = ready.requests(chosen.asked)
    made = tuple(
        parcels(gate_of(dossier), asked, text, sender, before, run.when.date(), house=run.house)
    )
    notes = [*_who_not(dossier, chosen, ask), *ready.to_know()]
    if made:
        if not chosen_day:
            notes.append(
                f"U koos nog geen dag. Er staat nu: uiterlijk op {day_in_words(before)}, over twee "
                "weken. Wilt u een andere dag? Vul op het blad Start 'Antwoorden graag voor' in, "
                "en maak de mails opnieuw in een nieuwe map."
            )
        notes += [*_without_mail(made), *_not_on_start(dossier, text, sender)]
        notes += ready.uncounted(chosen.asked)
        notes += ready.doubts(chosen.asked)
        notes += dict.fromkeys(doubt for parcel in made for doubt in parcel.doubts)
        what = "Herinnering" if ask.reminder else "Uitvraag"
        line = logged.SENT.write(what=what, scorers=sorted(request.scorer for request in asked))
        notes += ready.note(port, run, asked, line)
    return Sending(made, chosen.progress, tuple(notes))


def _not_on_start(dossier: Dossier, text: str, sender: Mapping[str, str]) -> Iterator[str]:
    """Report fields of the mail that are empty on Start, and the consequence."""
    empty = dict.fromkeys(
        setting_label(name)
        for field in asked_for(text)
        for name in ON_START.get(field, ())
        if not getattr(dossier.settings, name).strip()
    )
    if empty:
        lines = listed(
            f"'{shorten(line, 80, placeholder=' …')}'" for line in gaps(text, sender).lines
        )
        gone = f" Uit de mailtekst valt daardoor weg: {lines}." if lines else ""
        yield (
            f"Op het blad Start is niet ingevuld: {listed(empty)}. Dat staat dus niet in de mail."
            f"{gone} Hoort het erin? Vul het in, en maak de mails opnieuw in een nieuwe map."
        )


def _without_mail(made: tuple[Parcel, ...]) -> Iterator[str]:
    """Say which scorers get no mail, and what they get instead."""
    without = [f"{p.request.name} ({p.request.scorer})" for p in made if p.mail is None]
    if without:
        yield (
            f"Er is geen mail voor {listed(without)}: op het blad Deelnemers ontbreekt het "
            "e-mailadres, of het klopt niet. Wat in de mail zou staan, staat in een .txt. Geef die "
            "tekst zelf door, met het werkboek erbij."
        )
    for parcel in made:
        if problem := email_in(parcel.request.email).problem:
            typed = " ".join(parcel.request.email.split())
            yield f"'{typed}' bij {parcel.request.name} ({parcel.request.scorer}) {problem}."


def _who_not(dossier: Dossier, chosen: Chosen, ask: Ask) -> Iterator[str]:
    """Say which scorers receive nothing, and why."""
    if dossier.scorers and not dossier.opgaven:
        yield from chosen.unasked()
        yield "Er zijn nog geen opgaven om te scoren. Vul het blad Opgaven in."
    elif not (chosen.asked or chosen.done or chosen.waiting):
        yield from chosen.unasked()
        yield "Er is niemand om iets te sturen. Vul het blad Deelnemers in."
    elif not ask.reminder:
        yield from chosen.without(
            "niets", "Wilt u toch iets sturen? Dat kan op de opdrachtregel, met --wie {}."
        )
    elif ask.only:
        yield from chosen.without("geen herinnering")
    else:
        yield from chosen.unasked()
        if not (chosen.asked or chosen.waiting):
            yield "Iedereen heeft alles ingevuld. Er is geen herinnering nodig."
