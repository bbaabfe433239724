"""Checks on the reconsideration: step 4 of the method."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    DECISIONS,
    RECONSIDER,
    Stage,
    blank,
    header,
    label,
    made,
    note,
    setting,
    setting_label,
    stage,
    warning,
)
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, Verdict
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.people import persons, unwanted_by_residents
from wijkexcel.rules.reconsider import NO_REASON, reasons_for, second_look
from wijkexcel.rules.taken_over import MEANS, offered


def answers(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """An answer has a reason."""
    by_id = {o.id: o for o in dossier.opgaven}
    for r in dossier.reconsiderations:
        if r.answer is not None and blank(r.why) and r.opgave in by_id:
            yield warning(
                "heroverweging-zonder-reden",
                Where(RECONSIDER, r.opgave, "why"),
                f"Na heroverweging van opgave {label(by_id[r.opgave])} koos u "
                f"'{r.answer.value}', maar er staat niet waarom.",
                "Schrijf op het blad Heroverweging waarom.",
            )
    settings = dossier.settings
    if settings.without_reason is Verdict.YES and blank(settings.without_reason_why):
        yield warning(
            "heroverweging-zonder-reden",
            setting("without_reason_why"),
            "De opgaven zonder gevonden reden voegt u samen niet toe, maar er staat niet waarom.",
            f"Schrijf dat op het blad Start bij {setting_label('without_reason_why')}.",
        )


def make_or_break(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The second look and the list of opgaven do not differ in silence on what makes or breaks."""
    for o in dossier.opgaven:
        later = dossier.reconsideration(o.id).make_or_break
        if later is None or (later is Verdict.YES) == o.make_or_break:
            continue
        there = Verdict.YES if o.make_or_break else "geen ja"
        yield warning(
            "maakt-of-breekt-verschilt",
            Where(RECONSIDER, o.id, "make_or_break"),
            f"Bij opgave {label(o)} staat onder {header(RECONSIDER, 'make_or_break')} '{later}', "
            f"maar op het blad Opgaven staat {there}. Wat hier staat, telt.",
            f"Maak ze gelijk: zet op het blad Opgaven '{later}'"
            + (
                ", en schrijf erbij waarom." if later is Verdict.YES else ", of maak deze cel leeg."
            ),
        )


def still_open(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Once there are decisions, every candidate has been reconsidered."""
    if stage(dossier) < Stage.DECIDING or dossier.settings.threshold is None:
        return
    for o, result in zip(dossier.opgaven, outcome.opgaven, strict=True):
        if not result.status.falls_short:
            continue
        reasons = reasons_for(dossier, o, result) or (NO_REASON,)
        if second_look(dossier, o, result).answer is None:
            yield warning(
                "heroverweging-open",
                Where(RECONSIDER, o.id, "answer"),
                f"Opgave {label(o)} haalt de score niet en is nog niet heroverwogen. Reden om nog "
                f"eens te kijken: {listed(reasons)}.",
                "Bespreek deze opgave en vul het antwoord in op het blad Heroverweging.",
            )


def residents_against(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """A qualifying opgave is also reconsidered if all residents give the worst mark."""
    names = {c.id: c.name.strip() or c.id for c in dossier.criteria}
    against = unwanted_by_residents(dossier)
    for o, result in zip(dossier.opgaven, outcome.opgaven, strict=True):
        choice = dossier.decision(o.id).choice
        if o.id not in against or not result.status.reaches or choice not in {None, Choice.CHOSEN}:
            continue
        told = listed(f"'{names[c]}' ({persons(number)})" for c, number in against[o.id].items())
        yield warning(
            "bewoners-tegen",
            Where(DECISIONS, o.id, "choice"),
            f"Opgave {label(o)} haalt de score, maar alle bewoners die scoorden geven de slechtste "
            f"score op {told}.",
            "Bespreek met bewoners wat zij nodig hebben, en schrijf bij het besluit wat u ermee "
            "doet.",
        )


def followed(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """The decision agrees with the reconsideration."""
    for i, o, d in made(dossier):
        answer = second_look(dossier, o, outcome.opgaven[i]).answer
        if answer is None or d.choice is None or not outcome.opgaven[i].status.falls_short:
            continue
        if MEANS[answer] is not d.choice:
            yield warning(
                "besluit-anders-dan-heroverweging",
                Where(DECISIONS, o.id, "choice"),
                f"Het besluit over opgave {label(o)} is '{d.choice.value}', maar na heroverweging "
                f"koos u '{answer.value}'.",
                "Pas het besluit aan, of het antwoord op het blad Heroverweging.",
            )


def taken_over(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Where the reason of the second look was to be the public reason, another one stands there."""
    for _i, o, d in made(dossier):
        reason = offered(dossier, d)
        if reason and not blank(d.public_reason) and d.public_reason.strip() != reason:
            yield note(
                "openbare-reden-anders",
                Where(RECONSIDER, o.id, "public"),
                f"De reden van de heroverweging van opgave {label(o)} zou ook de openbare reden "
                "zijn, maar op Besluit staat een andere. In de brief komt wat op Besluit staat.",
                f"Klopt dat niet? Maak op Besluit de cel bij {header(DECISIONS, 'public_reason')} "
                "leeg en geef de opdracht besluit.",
            )
