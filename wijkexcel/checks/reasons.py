"""Checks on the public reasons: there, people's own, and true of the score and the decision."""

import re
from collections.abc import Iterator

from wijkexcel.checks.base import (
    DECISIONS,
    Stage,
    blank,
    error,
    header,
    label,
    made,
    stage,
    warning,
)
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number
from wijkexcel.dutch.reasons import own, said_in
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.propose import departs, out_of_place, untrue_in
from wijkexcel.rules.threshold import in_words


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


_SHORT = re.compile(r"\bhaal(?:t|de)\b[^.;,]{0,40}\b(?:score|drempel)\b(?: \w+){0,2}? niet\b")
_REACHES = re.compile(r"\bhaal(?:t|de)\b[^.;,]{0,40}\b(?:score|drempel)\b(?!(?: \w+){0,2} niet\b)")
_NOT_CHOSEN = re.compile(
    r"\bniet gekozen\b|\bkiezen (?:wij|we)?[^.;]{0,40}\bniet\b|\b(?:is|wordt) uitgesteld\b|"
    r"\b(?:wij|we) stellen\b[^.;]{0,60}\buit\b"
)
_CHOSEN = re.compile(
    r"\b(?:wij|we) kiezen (?:deze opgave|dit|hiervoor|ervoor)\b"
    r"(?![^.;]{0,60}\b(?:niet|pas|later)\b)"
)
"""What people write of the score and of the choice, and what may not stand beside another one."""


def contradictions(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """What people wrote themselves says nothing else than the decision or the score beside it."""
    for i, o, d in made(dossier):
        plain, status = " ".join(d.public_reason.split()).casefold(), outcome.opgaven[i].status
        if d.choice is None or said_in(d.public_reason):
            continue
        of_choice = (_NOT_CHOSEN if d.choice is Choice.CHOSEN else _CHOSEN).search(plain)
        short, reaches = _SHORT.search(plain), _REACHES.search(plain)
        of_score = short if status.reaches else reaches if status.falls_short else None
        said = of_choice or (None if short and reaches else of_score)
        if said is not None:
            beside = f"het besluit is '{d.choice}'" if of_choice else f"de opgave {status}"
            yield warning(
                "reden-spreekt-tegen",
                Where(DECISIONS, o.id, "public_reason"),
                f"In de openbare reden bij opgave {label(o)} staat '{said[0]}', maar {beside}.",
                f"Kijk of {header(DECISIONS, 'public_reason')} op het blad Besluit past bij het "
                "besluit en de score. Bewoners lezen dit in de brief.",
            )


def own_words(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """A sentence of the program explains only the decision for which it was written, truly.

    When the letter comes next, the reasons are people's own.
    """
    beforehand = agreed_beforehand(dossier)
    for i, o, d in made(dossier):
        where, result = Where(DECISIONS, o.id, "public_reason"), outcome.opgaven[i]
        wrong = out_of_place(d, result)
        untrue = untrue_in(d.public_reason, result, beforehand=beforehand)
        if d.choice is not None and wrong is not None:
            yield error(
                "reden-past-niet",
                where,
                f"De openbare reden bij opgave {label(o)} past niet bij het besluit "
                f"'{d.choice.value}': '{wrong.write()}'",
                f"Die zin schreef het programma bij een ander besluit. {_explain()}",
            )
        elif untrue is not None:
            yield error(
                "reden-klopt-niet",
                where,
                f"In de openbare reden bij opgave {label(o)} staat '{untrue.write()}' Dat is niet "
                "zo.",
                f"De scores of de afspraken zijn daarna veranderd. {_explain()}",
            )
        elif own(d.public_reason) is not None and stage(dossier) is Stage.DECIDED:
            yield warning(
                "reden-van-programma",
                where,
                f"De openbare reden bij opgave {label(o)} is nog de zin die het programma invulde: "
                f"'{d.public_reason.strip()}'",
                _explain(),
            )


def _explain() -> str:
    return (
        f"Schrijf op het blad Besluit bij {header(DECISIONS, 'public_reason')} in eigen woorden "
        "waarom. Bewoners lezen dit in de brief."
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
