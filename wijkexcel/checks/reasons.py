"""Checks on the public reasons: present, written by people, and true to score and decision."""

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
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, Decision, Settings
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.propose import departs, may_not_be_said, out_of_place, untrue_in
from wijkexcel.rules.sayable import Sayable, Silence, sayable, smallest_group
from wijkexcel.rules.threshold import Status, in_words
from wijkexcel.sentences.reasons import Claim, own, said_in


def reasons(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Every decision has a public reason, especially one that deviates from the score."""
    agreed, may = dossier.settings.threshold, sayable(dossier, outcome)
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
                f"dit besluit.{_not_by_program(d, may[o.id], dossier.settings)}",
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
"""Statements by people on score and choice, and those that contradict another one."""


def contradictions(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Texts by people do not contradict the decision or the score beside them."""
    for i, o, d in made(dossier):
        status = outcome.opgaven[i].status
        if d.choice is None or said_in(d.public_reason):
            continue
        of_choice = (_NOT_CHOSEN if d.choice is Choice.CHOSEN else _CHOSEN).search(_plain(d))
        said = of_choice or untrue_of_score(d, status)
        if said is not None:
            beside = f"het besluit is '{d.choice}'" if of_choice else f"de opgave {status}"
            yield warning(
                "reden-spreekt-tegen",
                Where(DECISIONS, o.id, "public_reason"),
                f"In de openbare reden bij opgave {label(o)} staat '{said[0]}', maar {beside}.",
                f"Kijk of {header(DECISIONS, 'public_reason')} op het blad Besluit past bij het "
                "besluit en de score. Bewoners lezen dit in de brief.",
            )


def _plain(decision: Decision) -> str:
    return " ".join(decision.public_reason.split()).casefold()


def untrue_of_score(decision: Decision, status: Status) -> re.Match[str] | None:
    """A false statement on the score in a reason; None if it says both."""
    plain = _plain(decision)
    short, reaches = _SHORT.search(plain), _REACHES.search(plain)
    if short and reaches:
        return None
    return short if status.reaches else reaches if status.falls_short else None


def own_words(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """A statement by the program occurs only where allowed, with its decision, and if true.

    When the letter is next, the reasons are written by people.
    """
    beforehand, may = agreed_beforehand(dossier), sayable(dossier, outcome)
    last = stage(dossier) is Stage.DECIDED
    for _i, o, d in made(dossier):
        for column in ("public_reason", "follow_up"):
            text, where = getattr(d, column), Where(DECISIONS, o.id, column)
            place = f"In {header(DECISIONS, column)} bij opgave {label(o)} staat"
            barred = may_not_be_said(text, may[o.id])
            wrong = out_of_place(d, may[o.id]) if column == "public_reason" else None
            untrue = untrue_in(text, may[o.id], beforehand=beforehand)
            if barred is not None:
                why = why_silent(may[o.id].silence(barred.claim), dossier.settings)
                yield error(
                    "uitspraak-mag-niet",
                    where,
                    f"{place} '{barred.template}' Dat mag niet in de brief: {why}.",
                    f"Haal deze zin weg. {_explain(column)}",
                )
            elif wrong is not None:
                yield error(
                    "reden-past-niet",
                    where,
                    f"De openbare reden bij opgave {label(o)} past niet bij het besluit "
                    f"'{d.choice}': '{wrong.template}'",
                    f"Die zin schreef het programma bij een ander besluit. {_explain(column)}",
                )
            elif untrue is not None:
                yield error(
                    "reden-klopt-niet",
                    where,
                    f"{place} '{untrue.template}' Dat is niet zo.",
                    f"De scores of de afspraken zijn daarna veranderd. {_explain(column)}",
                )
            elif column == "public_reason" and own(text) is not None and last:
                yield warning(
                    "reden-van-programma",
                    where,
                    f"De openbare reden bij opgave {label(o)} is nog de zin die het programma "
                    f"invulde: '{text.strip()}'",
                    _explain(column),
                )


def why_silent(silence: tuple[Silence, ...], settings: Settings) -> str:
    """Why the program says nothing about a score in public, as part of a sentence."""
    return listed(one.words(smallest_group(settings)) for one in silence)


def _explain(column: str) -> str:
    what = "waarom" if column == "public_reason" else "wat er moet gebeuren"
    return (
        f"Schrijf op het blad Besluit bij {header(DECISIONS, column)} in eigen woorden {what}. "
        "Bewoners lezen dit in de brief."
    )


def _not_by_program(decision: Decision, may: Sayable, settings: Settings) -> str:
    """Why the program does not fill in a reason here that it fills in elsewhere; else empty."""
    silence = may.silence(Claim.REACHES)
    if decision.choice is Choice.DEFERRED or not silence:
        return ""
    return f" Het programma vult hier zelf niets in, want {why_silent(silence, settings)}."


def _stands(dossier: Dossier, result: OpgaveOutcome, agreed: float) -> str:
    """How an opgave relates to the threshold, as part of a sentence."""
    if result.only_floor:
        missed = [label(c) for c in dossier.criteria if c.id in result.floors_missed]
        return f"haalt de ondergrens niet van {listed(missed)}"
    total = in_words(result.total or 0.0, agreed)
    verb = (
        "haalt de afgesproken score" if result.status.reaches else "haalt de afgesproken score niet"
    )
    return f"{verb} ({total}; afgesproken is {number(agreed)})"
