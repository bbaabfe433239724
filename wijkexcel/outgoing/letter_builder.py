"""From the dossier to the public letter: the one gate between internal and public."""

import re
from datetime import date

from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.numbers import number
from wijkexcel.dutch.reasons import Claim
from wijkexcel.errors import NotReadyError
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Address, Choice, Decision, Koppelvorm, Opgave
from wijkexcel.outgoing.letter import (
    ChosenOpgave,
    DeferredOpgave,
    PublicCriterion,
    PublicLetter,
    PutForward,
    RejectedOpgave,
)
from wijkexcel.outgoing.readiness import asked_criteria, missing_for_letter
from wijkexcel.outgoing.wording import bare_gemeente, clean, one_line
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.propose import about_score
from wijkexcel.rules.sayable import Sayable, internal_weighs, sayable, took_part_in_public

FORM_IN_WORDS = {
    Koppelvorm.INTEGRAAL: "Wij maken hiervan samen met de wijkaanpak één project, met één plan.",
    Koppelvorm.MEELIFT: (
        "Dit werk lift mee met de wijkaanpak. Wij doen het tegelijk, als wij er toch zijn."
    ),
    Koppelvorm.GECOORDINEERD: (
        "Dit blijft apart werk. Wij stemmen wel met elkaar af wanneer wij wat doen."
    ),
}


def public_letter(dossier: Dossier, outcome: Outcome, today: date) -> PublicLetter:
    """Build the public letter.

    ``today`` dates the letter unless the settings hold a date for it.

    Raises:
        NotReadyError: the workbook lacks what the letter must say; with all reasons at once.
    """
    missing = missing_for_letter(dossier, outcome)
    if missing:
        raise NotReadyError(tuple(one.text for one in missing))
    settings = dossier.settings
    pairs = [(opgave, dossier.decision(opgave.id)) for opgave in dossier.opgaven]
    may, took_part = sayable(dossier, outcome), took_part_in_public(dossier)
    answered = {r.opgave for r in dossier.reconsiderations if r.answer is not None}
    return PublicLetter(
        gemeente=bare_gemeente(settings.gemeente),
        wijk=one_line(settings.wijk),
        sender=one_line(settings.sender),
        sender_role=one_line(settings.sender_role),
        contact_name=one_line(settings.contact_name),
        contact_phone=one_line(settings.contact_phone),
        contact_email=one_line(email_in(settings.contact_email).shown),
        formal=settings.address is Address.FORMAL,
        dated=settings.letter_date or today,
        what_was_asked=clean(settings.what_was_asked),
        next_steps=clean(settings.next_steps),
        criteria=tuple(
            PublicCriterion(one_line(c.name), one_line(c.question)) for c in asked_criteria(dossier)
        ),
        internal_considerations=internal_weighs(dossier),
        looked_again=bool(answered),
        short_looked_again=any(may[o].allows(Claim.SHORT) for o in answered & may.keys()),
        groups=tuple(one_line(g.name) or g.id for g in dossier.groups if g.id in took_part),
        lowest_mark=number(settings.lowest),
        highest_mark=number(settings.highest),
        agreed_beforehand=agreed_beforehand(dossier),
        threshold_date=settings.threshold_date,
        decided_on=max(d.decided_on for _, d in pairs if d.decided_on is not None),
        chosen=tuple(_chosen(o, d, may[o.id]) for o, d in pairs if _is(d, Choice.CHOSEN)),
        rejected=tuple(
            RejectedOpgave(one_line(o.name), about_score(d.choice, may[o.id]), _reason(d))
            for o, d in pairs
            if _is(d, Choice.REJECTED)
        ),
        deferred=tuple(_deferred(o, d, may[o.id]) for o, d in pairs if _is(d, Choice.DEFERRED)),
        put_forward=_put_forward(pairs),
    )


def _is(decision: Decision, choice: Choice) -> bool:
    return decision.choice is choice


def _reason(decision: Decision) -> str:
    return clean(decision.public_reason).strip()


def _chosen(opgave: Opgave, decision: Decision, may: Sayable) -> ChosenOpgave:
    form = decision.koppelvorm
    if form is None:
        raise AssertionError("readiness lets no chosen opgave through without a koppelvorm")
    return ChosenOpgave(
        name=one_line(opgave.name),
        form=form.value,
        form_in_words=FORM_IN_WORDS[form],
        about_score=about_score(decision.choice, may),
        reason=_reason(decision),
    )


def _deferred(opgave: Opgave, decision: Decision, may: Sayable) -> DeferredOpgave:
    if decision.when is None:
        raise AssertionError("readiness lets no deferred opgave through without a date")
    return DeferredOpgave(
        name=one_line(opgave.name),
        about_score=about_score(decision.choice, may),
        reason=_reason(decision),
        awaited=clean(decision.follow_up).strip(),
        until=decision.when,
    )


def _parties(opgave: Opgave) -> tuple[str, ...]:
    """Who put an opgave forward; several parties are separated by ';' or a new line."""
    parts = re.split(r"[;\n]", clean(opgave.put_forward_by))
    return tuple(one_line(part) for part in parts if part.strip())


def _became(decision: Decision) -> str:
    if decision.choice is Choice.CHOSEN and decision.koppelvorm is not None:
        return f"Gekozen: {decision.koppelvorm.value}"
    if decision.choice is Choice.DEFERRED:
        return f"Uitgesteld tot {day_in_words(decision.when)}"
    return "Niet gekozen"


def _put_forward(pairs: list[tuple[Opgave, Decision]]) -> tuple[PutForward, ...]:
    """Lines per party in order of first appearance; 'Bewoners' and 'bewoners' are one party."""
    by_party: dict[str, list[PutForward]] = {}
    spelling: dict[str, str] = {}
    for opgave, decision in pairs:
        for party in _parties(opgave):
            name = spelling.setdefault(party.casefold(), party)
            line = PutForward(name, one_line(opgave.name), _became(decision))
            by_party.setdefault(name, []).append(line)
    return tuple(line for lines in by_party.values() for line in lines)
