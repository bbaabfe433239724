"""Shared by all checks: their signature, ways to make a finding, and plain Dutch phrases."""

import math
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from wijkexcel.layout.named import (
    AMBITION,
    ANCHORS,
    CRITERIA,
    DECISIONS,
    GROUPS,
    JOINING,
    LEFT_OUT,
    OPGAVEN,
    PAIRS,
    PRIORITIES,
    RECONSIDER,
    SCORERS,
    SCORES,
    SETTINGS,
    TABLES,
    blank,
    header,
    key,
    label,
    setting,
    setting_label,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Criterion, Decision, Group, Opgave, Scorer, Settings
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome

__all__ = [
    "AMBITION",
    "ANCHORS",
    "CRITERIA",
    "DECISIONS",
    "GROUPS",
    "JOINING",
    "LEFT_OUT",
    "OPGAVEN",
    "PAIRS",
    "PRIORITIES",
    "RECONSIDER",
    "SCORERS",
    "SCORES",
    "SETTINGS",
    "TABLES",
    "Check",
    "Stage",
    "blank",
    "error",
    "error_if",
    "filled",
    "header",
    "ids",
    "key",
    "label",
    "made",
    "note",
    "on_scale",
    "scale_holds",
    "setting",
    "setting_label",
    "stage",
    "warning",
]

Check = Callable[[Dossier, Outcome], Iterable[Finding]]
"""Every check: a dossier and its outcome in, findings out. Pure; uses no clock and no file."""


class Stage(IntEnum):
    """The progress of the work. Missing items are warnings until a later step depends on them."""

    SETUP = 0
    SCORING = 1
    """Something is filled in on a scorer's tab."""
    DECIDING = 2
    """There is a decision on at least one opgave."""
    DECIDED = 3
    """There is a decision on every opgave: the letter is next."""


def error(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding that must be fixed."""
    return Finding(Severity.ERROR, code, where, problem, action)


def warning(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding that has to be checked by a person."""
    return Finding(Severity.WARNING, code, where, problem, action)


def note(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding for information."""
    return Finding(Severity.NOTE, code, where, problem, action)


def error_if(now: bool, code: str, where: Where, problem: str, action: str) -> Finding:
    """Make an error when ``now`` is true (a later step already depends on it), else a warning."""
    return (error if now else warning)(code, where, problem, action)


def scale_holds(settings: Settings) -> bool:
    """Whether the scale has a usable lowest and highest mark."""
    ends = settings.lowest, settings.highest
    return all(math.isfinite(end) for end in ends) and settings.lowest < settings.highest


def on_scale(value: float, settings: Settings) -> bool:
    """Whether a number is on the scale."""
    return settings.lowest <= value <= settings.highest


def filled(dossier: Dossier) -> Bools:
    """Which score cells contain a mark or 'weet niet'; shape (opgaven, scorers, criteria)."""
    return dossier.scores.filled


def made(dossier: Dossier) -> list[tuple[int, Opgave, Decision]]:
    """List the opgaven with a decision: position in the list, opgave, decision."""
    by_opgave = {d.opgave: d for d in reversed(dossier.decisions)}
    found = ((i, o, by_opgave.get(o.id)) for i, o in enumerate(dossier.opgaven))
    return [(i, o, d) for i, o, d in found if d is not None and d.choice is not None]


def stage(dossier: Dossier) -> Stage:
    """The progress of the work on a dossier."""
    decisions = len(made(dossier))
    if decisions:
        return Stage.DECIDED if decisions == len(dossier.opgaven) else Stage.DECIDING
    return Stage.SCORING if filled(dossier).any() else Stage.SETUP


def ids(records: Sequence[Criterion | Opgave | Group | Scorer]) -> frozenset[str]:
    """Return the ids of records."""
    return frozenset(record.id for record in records)
