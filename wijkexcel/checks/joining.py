"""Checks on who was asked to join, and on the answers to what must come first."""

from collections.abc import Iterator
from datetime import date

from wijkexcel.checks.base import (
    DECISIONS,
    JOINING,
    PRIORITIES,
    Stage,
    error,
    header,
    ids,
    label,
    note,
    stage,
    warning,
)
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.ids import CALLED
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, Joining, Priority
from wijkexcel.rules.joining import stays_out, still_open, to_consider
from wijkexcel.rules.outcome import Outcome


def named(asked: Joining) -> str:
    """A body as users read it: its number, and its name."""
    return CALLED.write(id=asked.id, name=" ".join(asked.body.split()))


def joining(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A contact has a usable address, and what is to be considered is about an opgave that is."""
    opgaven = ids(dossier.opgaven)
    for asked in dossier.joining:
        email = email_in(asked.email)
        if email.problem:
            yield warning(
                "e-mail-onjuist",
                Where(JOINING, asked.id, "email"),
                f"'{' '.join(asked.email.split())}' bij {named(asked)} {email.problem}.",
                "Verbeter het e-mailadres op het blad Meedoen.",
            )
        if asked.opgave and asked.opgave not in opgaven:
            yield error(
                "opgave-onbekend",
                Where(JOINING, asked.id, "opgave"),
                f"Bij {named(asked)} staat opgave {asked.opgave}. Die staat niet op het blad "
                "Opgaven.",
                "Kies op het blad Meedoen een opgave uit de lijst, of maak de cel leeg.",
            )


def priorities(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Answers are counted in whole people, and belong to a criterion that exists."""
    criteria = ids(dossier.criteria)
    for one in dossier.priorities:
        if one.criterion and one.criterion not in criteria:
            yield error(
                "criterium-onbekend",
                Where(PRIORITIES, one.id, "criterion"),
                f"Bij antwoord {one.id} staat criterium {one.criterion}. Dat staat niet op het "
                "blad Criteria.",
                "Kies op het blad Meedoen een criterium uit de lijst, of maak de cel leeg.",
            )
        if one.times is not None and one.times < 0:
            yield error(
                "aantal-onjuist",
                Where(PRIORITIES, one.id, "times"),
                f"Bij antwoord {one.id} staat dat het {one.times} keer is genoemd. Verwacht: 0 of "
                "meer.",
                f"Verbeter op het blad Meedoen {header(PRIORITIES, 'times')}.",
            )


def most_named(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Before anyone scores, what was named most is part of a criterion."""
    counted = [one for one in dossier.priorities if one.times is not None and one.times > 0]
    first = max(counted, key=_times, default=None)
    if first is not None and not first.criterion and stage(dossier) is Stage.SETUP:
        yield warning(
            "vaakst-genoemd-zonder-criterium",
            Where(PRIORITIES, first.id, "criterion"),
            f"'{' '.join(first.answer.split())}' is het vaakst genoemd, en hoort nog bij geen "
            "criterium.",
            f"Maak er een criterium van op het blad Criteria, en kies dat bij "
            f"{header(PRIORITIES, 'criterion')}.",
        )


def _times(one: Priority) -> int:
    return one.times or 0


def no_answer_yet(dossier: Dossier, today: date) -> Iterator[Finding]:
    """Who was asked to join has answered before the day that was agreed."""
    for asked in dossier.joining:
        if still_open(asked, today) and asked.answer_before is not None:
            yield warning(
                "geen-antwoord-op-meedoen",
                Where(JOINING, asked.id, "joins"),
                f"{named(asked)} zei nog geen ja of nee. Het antwoord zou er zijn voor "
                f"{in_digits(asked.answer_before)}.",
                f"Vraag het nog eens. Vul op het blad Meedoen het antwoord in, of bij "
                f"{header(JOINING, 'answer_before')} een nieuwe dag.",
            )


def where_chosen(dossier: Dossier, today: date) -> Iterator[Finding]:
    """What others asked, and who does not join, stands beside the decision on that opgave."""
    if stage(dossier) is Stage.SETUP:
        return
    for o in dossier.opgaven:
        decision = dossier.decision(o.id)
        if decision.choice is Choice.REJECTED:
            continue
        without = stays_out(dossier, decision)
        for asked in without:
            said = " ".join(asked.consider.split())
            why = f" Antwoord: {said}" if said else ""
            yield warning(
                "doet-niet-mee",
                Where(DECISIONS, o.id, "choice"),
                f"{named(asked)} doet niet mee bij opgave {label(o)}.{why}",
                f"Kan het zonder hen? Schrijf op het blad Besluit bij "
                f"{header(DECISIONS, 'form_settled')} hoe. Kan het niet, kies dan 'niet gekozen' "
                "of 'uitgesteld'.",
            )
        for asked in to_consider(dossier, o.id, today):
            if asked in without:
                continue
            until = f" (tot {in_digits(asked.until)})" if asked.until is not None else ""
            said = " ".join(asked.consider.split())
            yield note(
                "rekening-houden-met",
                Where(DECISIONS, o.id, "choice"),
                f"Houd bij opgave {label(o)} rekening met wat {named(asked)} vraagt{until}: {said}",
                "Past dat bij uw besluit? Dan hoeft u niets te doen.",
            )
