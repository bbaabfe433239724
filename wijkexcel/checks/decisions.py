"""Checks on the decisions: complete, and explained where they depart from the score."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    DECISIONS,
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
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, LawStatus, Opgave
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.propose import STANDARD_REASONS, departs
from wijkexcel.rules.threshold import Status, in_words


def reasons(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Every decision has a public reason; one that departs from the score above all."""
    agreed = dossier.settings.threshold
    for i, o, d in made(dossier):
        if d.choice is None or not blank(d.public_reason):
            continue
        where, result = Where(DECISIONS, o.id, "public_reason"), outcome.opgaven[i]
        if agreed is not None and departs(d, result):
            yield error(
                "afwijking-zonder-motivering",
                where,
                f"Het besluit over opgave {label(o)} is '{d.choice.value}', maar de opgave "
                f"{_stands(dossier, result, agreed)}. De openbare reden ontbreekt.",
                f"Leg op het blad Besluit bij {header(DECISIONS, 'public_reason')} uit waarom u "
                "afwijkt van de score.",
            )
        else:
            yield error(
                "motivering-ontbreekt",
                where,
                f"Bij het besluit '{d.choice.value}' over opgave {label(o)} ontbreekt de openbare "
                "reden.",
                f"Schrijf op het blad Besluit bij {header(DECISIONS, 'public_reason')} waarom u "
                "dit besluit.",
            )


def own_words(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """When the letter comes next, the reasons are people's own, not those of the program."""
    if stage(dossier) is not Stage.DECIDED:
        return
    for _i, o, d in made(dossier):
        if d.public_reason.strip() in STANDARD_REASONS:
            yield warning(
                "reden-van-programma",
                Where(DECISIONS, o.id, "public_reason"),
                f"De openbare reden bij opgave {label(o)} is nog de zin die het programma invulde: "
                f"'{d.public_reason.strip()}'",
                f"Schrijf op het blad Besluit bij {header(DECISIONS, 'public_reason')} in eigen "
                "woorden waarom. Bewoners lezen dit in de brief.",
            )


def _stands(dossier: Dossier, result: OpgaveOutcome, agreed: float) -> str:
    """How an opgave stands against the agreed score, as part of a sentence."""
    if result.only_floor:
        missed = [label(c) for c in dossier.criteria if c.id in result.floors_missed]
        return f"haalt de ondergrens niet van {listed(missed)}"
    total = in_words(result.total or 0.0, agreed)
    verb = (
        "haalt de afgesproken score" if result.status.reaches else "haalt de afgesproken score niet"
    )
    return f"{verb} ({total}; afgesproken is {number(agreed)})"


def complete(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Chosen needs a koppelvorm; deferred needs what is awaited and when."""
    for _i, o, d in made(dossier):
        if d.choice is Choice.CHOSEN and d.koppelvorm is None:
            yield error(
                "koppelvorm-ontbreekt",
                Where(DECISIONS, o.id, "koppelvorm"),
                f"Opgave {label(o)} is gekozen, maar de koppelvorm ontbreekt.",
                f"Kies op het blad Besluit bij {header(DECISIONS, 'koppelvorm')} hoe u deze opgave "
                "verbindt aan de wijkaanpak.",
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


def everyone_decided(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Once decisions are made, every opgave gets one."""
    if stage(dossier) is not Stage.DECIDING:
        return
    decided = {i for i, _o, _d in made(dossier)}
    for i, o in enumerate(dossier.opgaven):
        if i not in decided:
            yield warning(
                "besluit-ontbreekt",
                Where(DECISIONS, o.id, "choice"),
                f"Over opgave {label(o)} is nog geen besluit.",
                "Kies op het blad Besluit: gekozen, niet gekozen of uitgesteld.",
            )


def grounds(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """What a decision rests on: scores that are there and stand, and a law that is certain."""
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
        if d.choice is Choice.CHOSEN:
            yield from _law(o, where)


def _law(o: Opgave, where: Where) -> Iterator[Finding]:
    words = {LawStatus.UNCERTAIN: "onzeker is", LawStatus.LAPSED: "is vervallen"}
    if o.law_status in words:
        law = f" ({o.law.strip()})" if not blank(o.law) else ""
        yield warning(
            "gekozen-op-onzekere-wet",
            where,
            f"Opgave {label(o)} is gekozen, maar hangt af van een wet of regeling{law} die "
            f"{words[o.law_status]}.",
            "Bedenk wat u doet als deze koppelkans wegvalt, of stel de keuze uit.",
        )
