"""Checks on the decisions: complete, and explained where they deviate from the score."""

from collections.abc import Iterator, Mapping

from wijkexcel.checks.base import (
    DECISIONS,
    OPGAVEN,
    Stage,
    blank,
    error,
    header,
    label,
    made,
    note,
    stage,
    warning,
)
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, LawStatus, Opgave
from wijkexcel.rules.lapsed import lapsed_since
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.propose import departs
from wijkexcel.rules.threshold import Status
from wijkexcel.rules.whole import all_to_settle, left_to_team
from wijkexcel.sentences.hurdles import Hurdle


def complete(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Chosen opgaven need a koppelvorm; deferred ones need a reason and a date."""
    for _i, o, d in made(dossier):
        if d.choice is Choice.CHOSEN and d.koppelvorm is None:
            yield error(
                "koppelvorm-ontbreekt",
                Where(DECISIONS, o.id, "koppelvorm"),
                f"Opgave {label(o)} is gekozen, maar de koppelvorm ontbreekt.",
                f"Kies op het blad Besluit bij {header(DECISIONS, 'koppelvorm')} hoe u deze opgave "
                "verbindt aan de wijkaanpak.",
            )
        if d.choice is not Choice.CHOSEN and d.koppelvorm is not None:
            yield note(
                "koppelvorm-over",
                Where(DECISIONS, o.id, "koppelvorm"),
                f"Het besluit over opgave {label(o)} is '{d.choice}', maar er staat nog een "
                "koppelvorm.",
                f"Maak op het blad Besluit de cel bij {header(DECISIONS, 'koppelvorm')} leeg.",
            )
        if d.choice is not Choice.DEFERRED:
            continue
        if blank(d.follow_up):
            yield error(
                "uitstel-zonder-vervolg",
                Where(DECISIONS, o.id, "follow_up"),
                f"Opgave {label(o)} is uitgesteld, maar er staat niet waar u op wacht.",
                f"Schrijf op het blad Besluit bij {header(DECISIONS, 'follow_up')} wat u eerst "
                "moet weten.",
            )
        if d.when is None:
            yield error(
                "uitstel-zonder-datum",
                Where(DECISIONS, o.id, "when"),
                f"Opgave {label(o)} is uitgesteld, maar er staat niet tot wanneer.",
                f"Vul op het blad Besluit bij {header(DECISIONS, 'when')} de datum in waarop u "
                "alsnog kiest.",
            )


def everyone_decided(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Once there are decisions, every opgave gets one; first what still has to be settled."""
    if stage(dossier) is not Stage.DECIDING:
        return
    left = left_to_team(dossier, outcome)
    yield from choice_left(dossier, left)
    told = {o.id for _i, o, _d in made(dossier)} | left.keys()
    for o in dossier.opgaven:
        if o.id not in told:
            yield warning(
                "besluit-ontbreekt",
                Where(DECISIONS, o.id, "choice"),
                f"Over opgave {label(o)} is nog geen besluit.",
                "Kies op het blad Besluit: gekozen, niet gekozen of uitgesteld.",
            )


def choice_left(dossier: Dossier, left: Mapping[str, tuple[Hurdle, ...]]) -> Iterator[Finding]:
    """High enough is not chosen: one finding for all that the program does not propose.

    ``left``: the opgaven without decision or proposal, with what is still to be settled.
    """
    if not left:
        return
    named = listed(label(o) for o in dossier.opgaven if o.id in left)
    settle = listed(f"'{hurdle}'" for hurdle in all_to_settle(left))
    yield warning(
        "nog-te-kiezen",
        Where(DECISIONS, next(iter(left)), "choice"),
        f"Hoog genoeg of toegevoegd, maar nog niet gekozen: {named}. Eerst nog: {settle}.",
        "Kijk op de bladen Heroverweging en Samenhang. Kies daarna op het blad Besluit.",
    )


def grounds(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """The basis of a decision: present and valid scores, and a law that is certain."""
    yield from _lapsed(dossier)
    since = {o.id for o, _d in lapsed_since(dossier)}
    for i, o, d in made(dossier):
        where, state = Where(DECISIONS, o.id, "choice"), outcome.opgaven[i].status
        if d.choice is Choice.DEFERRED or d.choice is None:
            continue
        if state is Status.NOT_SCORED:
            yield warning(
                "besluit-zonder-score",
                where,
                f"Het besluit over opgave {label(o)} is '{d.choice.value}', maar de opgave heeft "
                "geen score.",
                "Scoor de opgave eerst, of stel het besluit uit.",
            )
        elif state.provisional and not departs(d, outcome.opgaven[i]):
            yield note(
                "besluit-op-voorlopige-score",
                where,
                f"Het besluit over opgave {label(o)} volgt een voorlopige score. Scores die nog "
                "open staan, kunnen de uitkomst veranderen.",
                "Vraag om de scores die nog ontbreken, of leg uit waarom u niet wacht.",
            )
        if d.choice is Choice.CHOSEN and o.id not in since:
            yield from _law(o, where)


def _lapsed(dossier: Dossier) -> Iterator[Finding]:
    """A law that lapsed after the decision asks for an answer: a decision of a later day."""
    for o, d in lapsed_since(dossier):
        if d.decided_on is None:
            continue
        yield error(
            "wet-vervallen-na-besluit",
            Where(DECISIONS, o.id, "decided_on"),
            f"De wet of regeling waar opgave {label(o)} aan hangt{_named(o)}, is vervallen. Het "
            f"besluit van {in_digits(d.decided_on)} is van daarvoor.",
            _plan(o, "Kijk of deze koppelkans er nog is.")
            + f" Blijft u erbij? Vul dan op het blad Besluit bij {header(DECISIONS, 'decided_on')} "
            "de dag in waarop u dat opnieuw besloot. Kies anders opnieuw.",
        )


def _plan(o: Opgave, otherwise: str) -> str:
    """What the team wrote down for this, or what to do as long as it did not."""
    if blank(o.law_fallback):
        return otherwise
    at = header(OPGAVEN, "law_fallback")
    return f"U schreef op het blad Opgaven bij {at}: '{o.law_fallback.strip()}' Kijk of dat klopt."


def _named(o: Opgave) -> str:
    return f" ({o.law.strip()})" if not blank(o.law) else ""


def _law(o: Opgave, where: Where) -> Iterator[Finding]:
    law = _named(o)
    if o.law_status is LawStatus.UNCERTAIN:
        yield warning(
            "gekozen-op-onzekere-wet",
            where,
            f"Opgave {label(o)} is gekozen, maar hangt af van een wet of regeling{law} die onzeker "
            "is.",
            _plan(o, "Bedenk wat u doet als deze koppelkans wegvalt, of stel de keuze uit."),
        )
    elif o.law_status is LawStatus.LAPSED:
        yield warning(
            "gekozen-op-vervallen-wet",
            where,
            f"Opgave {label(o)} is gekozen, maar de wet of regeling waar die van afhangt{law}, is "
            "vervallen.",
            "Kijk of deze koppelkans er nog is. Zo niet, neem dan een nieuw besluit.",
        )
