"""What all checks share: their signature, ways to make a finding, and plain Dutch phrases."""

import math
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import cache

import numpy as np

from wijkexcel.dutch.ids import CALLED
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Criterion, Decision, Group, Opgave, Scorer, Settings
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome

Check = Callable[[Dossier, Outcome], Iterable[Finding]]
"""Every check: a dossier and its outcome in, findings out. Pure; looks at no clock and no file."""

SETTINGS = "tblInstellingen"
CRITERIA = "tblCriteria"
ANCHORS = "tblSchaal"
OPGAVEN = "tblOpgaven"
GROUPS = "tblGroepen"
SCORERS = "tblDeelnemers"
SCORES = "tblScore_"
"""First part of the name of a scorer's table; the scorer's id follows."""
RECONSIDER = "tblHeroverweging"
PAIRS = "tblSamenhang"
DECISIONS = "tblBesluit"
AMBITION = "tblAmbitie"

_DECLARED = declare(Capacity(1, 1, 1, 1, 1))
"""Room makes no difference to headers."""


class Stage(IntEnum):
    """How far the work is. What is not done yet is a warning until a later step leans on it."""

    SETUP = 0
    SCORING = 1
    """Something is filled in on a scorer's tab."""
    DECIDING = 2
    """There is a decision on at least one opgave."""
    DECIDED = 3
    """There is a decision on every opgave: the letter comes next."""


def error(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding that must be mended."""
    return Finding(Severity.ERROR, code, where, problem, action)


def warning(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding that someone has to look at."""
    return Finding(Severity.WARNING, code, where, problem, action)


def note(code: str, where: Where, problem: str, action: str) -> Finding:
    """Make a finding for information."""
    return Finding(Severity.NOTE, code, where, problem, action)


def error_if(now: bool, code: str, where: Where, problem: str, action: str) -> Finding:
    """Make an error when ``now`` holds (a later step leans on it already), else a warning."""
    return (error if now else warning)(code, where, problem, action)


@cache
def header(table: str, column: str) -> str:
    """Header of a column as users see it, in quotes: the one word for it in every text."""
    return f"'{_DECLARED.tables[table].column(column).header}'"


@cache
def setting_label(field: str) -> str:
    """Label of a setting on sheet Start as users see it, in quotes."""
    return f"'{next(s.label for s in _DECLARED.settings if s.field == field)}'"


def setting(field: str) -> Where:
    """Return the place of a setting on sheet Start."""
    return Where(SETTINGS, field, "value")


def blank(text: str) -> bool:
    """Whether nothing but white space was typed."""
    return not text.strip()


def key(text: str) -> str:
    """Text as it is compared: case and white space make no difference."""
    return " ".join(text.split()).casefold()


def label(record: Criterion | Opgave | Group | Scorer) -> str:
    """Name a record for people: its id, and its name when it has one."""
    return record.id if blank(record.name) else CALLED.write(id=record.id, name=record.name.strip())


def scale_holds(settings: Settings) -> bool:
    """Whether the scale has a usable lowest and highest mark."""
    ends = settings.lowest, settings.highest
    return all(math.isfinite(end) for end in ends) and settings.lowest < settings.highest


def on_scale(value: float, settings: Settings) -> bool:
    """Whether a number lies on the scale."""
    return settings.lowest <= value <= settings.highest


def filled(dossier: Dossier) -> Bools:
    """Which score cells hold a mark or 'weet niet'; shape (opgaven, scorers, criteria)."""
    scores = dossier.scores
    found: Bools = ~np.isnan(scores.values) | scores.abstained
    return found


def made(dossier: Dossier) -> list[tuple[int, Opgave, Decision]]:
    """List the opgaven on which there is a decision: place in the list, opgave, decision."""
    by_opgave = {d.opgave: d for d in reversed(dossier.decisions)}
    found = ((i, o, by_opgave.get(o.id)) for i, o in enumerate(dossier.opgaven))
    return [(i, o, d) for i, o, d in found if d is not None and d.choice is not None]


def stage(dossier: Dossier) -> Stage:
    """How far the work on a dossier is."""
    decisions = len(made(dossier))
    if decisions:
        return Stage.DECIDED if decisions == len(dossier.opgaven) else Stage.DECIDING
    return Stage.SCORING if filled(dossier).any() else Stage.SETUP


def ids(records: Sequence[Criterion | Opgave | Group | Scorer]) -> frozenset[str]:
    """Return the ids of records."""
    return frozenset(record.id for record in records)
