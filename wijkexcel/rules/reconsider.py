"""Reconsideration: why an opgave that fell short should be reconsidered."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Answer,
    GroupKind,
    Opgave,
    Reconsideration,
    Settings,
    Verdict,
)
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


NO_REASON: Final = "geen reden gevonden, kijk zelf"
"""What stands where an opgave fell short and none of the reasons holds."""


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
    """One opgave that fell short and the reasons to reconsider it, if any were found."""

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


def makes_or_breaks(dossier: Dossier, opgave: Opgave) -> bool:
    """Whether an opgave can make or break the wijkaanpak: as told at the second look, or before."""
    later = dossier.reconsideration(opgave.id).make_or_break
    return opgave.make_or_break if later is None else later is Verdict.YES


def reasons_for(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> tuple[Reason, ...]:
    """List the reasons to reconsider one opgave; empty when it does not fall short."""
    if not outcome.status.falls_short:
        return ()
    holds = {
        Reason.CLOSE: is_close(outcome.total, dossier.settings),
        Reason.RESIDENTS: residents_reach(dossier, outcome),
        Reason.MAKE_OR_BREAK: makes_or_breaks(dossier, opgave),
        Reason.STILL_OPEN: outcome.status.provisional,
        Reason.ONLY_FLOOR: outcome.only_floor,
        Reason.LONGER_TERM: bool(opgave.longer_term.strip()),
    }
    return tuple(reason for reason, held in holds.items() if held)


def second_look(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> Reconsideration:
    """The team's answer on one opgave: its own, or else the one for all without a reason.

    That one counts only for an opgave that falls short and for which no reason was found.
    """
    own, settings = dossier.reconsideration(opgave.id), dossier.settings
    if own.answer is not None or settings.without_reason is not Verdict.YES:
        return own
    if not outcome.status.falls_short or reasons_for(dossier, opgave, outcome):
        return own
    together = {"answer": Answer.LEAVE_OUT, "why": own.why or settings.without_reason_why}
    return own.model_copy(update=together)


def after_look(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> AfterLook | None:
    """Tell where one opgave stands after the second look; None without a score or an agreement."""
    if outcome.status.reaches:
        return AfterLook.HIGH_ENOUGH
    if not outcome.status.falls_short:
        return None
    answer = second_look(dossier, opgave, outcome).answer
    return AfterLook.TO_LOOK_AT if answer is None else ANSWERED[answer]


def candidates(dossier: Dossier, outcome: Outcome) -> tuple[Candidate, ...]:
    """List every opgave that fell short: all of them are looked at again."""
    return tuple(
        Candidate(opgave.id, reasons_for(dossier, opgave, outcome[opgave.id]))
        for opgave in dossier.opgaven
        if outcome[opgave.id].status.falls_short
    )
