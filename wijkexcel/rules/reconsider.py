"""Reconsideration: why an opgave that fell short should be reconsidered."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, GroupKind, Opgave, Settings
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.threshold import at_least


class Reason(StrEnum):
    """Reasons to reconsider, worded as in the workbook."""

    CLOSE = "dicht bij de afgesproken score"
    RESIDENTS = "bewoners zelf geven een score die hoog genoeg is"
    MAKE_OR_BREAK = "kan de wijkaanpak maken of breken"
    STILL_OPEN = "nog niet alle scores zijn binnen"
    ONLY_FLOOR = "alleen een ondergrens houdt de opgave tegen"
    LONGER_TERM = "van belang op de langere termijn"


class AfterLook(StrEnum):
    """Where an opgave stands once what fell short was looked at again."""

    HIGH_ENOUGH = "hoog genoeg"
    ADDED = "toegevoegd"
    LEFT_OUT = "niet toegevoegd"
    DEFERRED = "uitgesteld"
    TO_LOOK_AT = "nog bekijken"


ANSWERED = {
    Answer.ADD: AfterLook.ADDED,
    Answer.LEAVE_OUT: AfterLook.LEFT_OUT,
    Answer.DEFER: AfterLook.DEFERRED,
}
"""What each answer at the second look comes to."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One opgave that fell short and the reasons to reconsider it."""

    opgave: str
    reasons: tuple[Reason, ...]


def is_close(total: float | None, settings: Settings) -> bool:
    """Whether a total is below the threshold by at most the margin."""
    if total is None or settings.threshold is None:
        return False
    value = np.array(total)
    near = settings.threshold - settings.reconsider_margin
    return bool(at_least(value, near)) and not bool(at_least(value, settings.threshold))


def residents_reach(dossier: Dossier, outcome: OpgaveOutcome) -> bool:
    """Whether a residents' group's own total reaches the threshold."""
    threshold = dossier.settings.threshold
    if threshold is None:
        return False
    totals = [
        outcome.by_group[group.id]
        for group in dossier.groups
        if group.kind is GroupKind.RESIDENTS and group.id in outcome.by_group
    ]
    return bool(at_least(np.array(totals), threshold).any())


def reasons_for(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> tuple[Reason, ...]:
    """List the reasons to reconsider one opgave; empty when it does not fall short."""
    if not outcome.status.falls_short:
        return ()
    holds = {
        Reason.CLOSE: is_close(outcome.total, dossier.settings),
        Reason.RESIDENTS: residents_reach(dossier, outcome),
        Reason.MAKE_OR_BREAK: opgave.make_or_break,
        Reason.STILL_OPEN: outcome.status.provisional,
        Reason.ONLY_FLOOR: outcome.only_floor,
        Reason.LONGER_TERM: bool(opgave.longer_term.strip()),
    }
    return tuple(reason for reason, held in holds.items() if held)


def after_look(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> AfterLook | None:
    """Tell where one opgave stands after the second look; None without a score or an agreement."""
    if outcome.status.reaches:
        return AfterLook.HIGH_ENOUGH
    if not outcome.status.falls_short:
        return None
    answer = dossier.reconsideration(opgave.id).answer
    return AfterLook.TO_LOOK_AT if answer is None else ANSWERED[answer]


def candidates(dossier: Dossier, outcome: Outcome) -> tuple[Candidate, ...]:
    """List every opgave that fell short with at least one reason to reconsider it."""
    found = (
        Candidate(opgave.id, reasons_for(dossier, opgave, outcome[opgave.id]))
        for opgave in dossier.opgaven
    )
    return tuple(candidate for candidate in found if candidate.reasons)
