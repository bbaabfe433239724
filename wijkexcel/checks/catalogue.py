"""All checks, and the one function that runs them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from wijkexcel.checks import (
    ambition,
    anchors,
    base,
    dates,
    decisions,
    domains,
    empty,
    framework,
    joining,
    leaks,
    left_over,
    letter,
    names,
    opgaven,
    participants,
    plain,
    portfolio,
    presence,
    reasons,
    reconsideration,
    references,
    score_told,
    scores,
    settings,
    settled,
    units,
    years,
)
from wijkexcel.checks.base import Check
from wijkexcel.checks.days import DAY_CHECKS
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Settings
from wijkexcel.rules.outcome import Outcome

CHECKS: Final[tuple[Check, ...]] = (
    letter.place,
    letter.sender,
    letter.sentences,
    settings.scale,
    settings.threshold,
    settings.margin,
    settings.capacity,
    settings.counting,
    empty.empty,
    names.missing_names,
    names.duplicate_names,
    framework.weights,
    framework.criteria,
    framework.chosen_public,
    framework.still_to_fill_in,
    framework.internal_criteria,
    framework.put_forward,
    left_over.left_over,
    left_over.put_forward,
    anchors.anchors,
    anchors.unknown_anchors,
    opgaven.opgaven,
    opgaven.coupling,
    opgaven.reasons_given,
    opgaven.amounts,
    years.order,
    years.meet,
    participants.group_weights,
    participants.groups_in_use,
    participants.scorers,
    participants.small_groups,
    participants.agreed_since,
    participants.emails,
    joining.joining,
    joining.priorities,
    joining.most_named,
    presence.parties,
    presence.residents_counted,
    domains.known,
    domains.one_name,
    scores.opgaven_scored,
    scores.criteria_asked,
    scores.floors_tested,
    scores.scorers_done,
    scores.marks_not_asked,
    scores.rounds_not_counted,
    references.criterion_groups,
    references.rows,
    references.pairs,
    reconsideration.answers,
    reconsideration.make_or_break,
    reconsideration.still_open,
    reconsideration.followed,
    reconsideration.residents_against,
    reconsideration.taken_over,
    reasons.reasons,
    reasons.own_words,
    reasons.contradictions,
    score_told.silent,
    decisions.complete,
    decisions.everyone_decided,
    decisions.grounds,
    settled.changed,
    dates.signed,
    dates.confirmed,
    dates.order,
    dates.beforehand,
    leaks.leaks,
    portfolio.opposing,
    portfolio.load,
    ambition.ambition,
    ambition.not_chosen,
    plain.plain_text,
    units.neighbours,
    units.on_start,
)

BEFORE_THE_GATE: Final = tuple(one for one in CHECKS if one is not leaks.leaks)
"""What is checked of a dossier besides its texts that go out."""
MANY: Final = 5
"""More than this many warnings or notes of one kind in one column are merged into one."""

_FIELDS = tuple(Settings.model_fields)
_SEVERITIES = tuple(Severity)


def check(
    dossier: Dossier,
    outcome: Outcome,
    today: date | None = None,
    checks: Sequence[Check] = CHECKS,
) -> tuple[Finding, ...]:
    """Run checks, all unless said: findings in order of sheet, errors first within a table.

    Checks that depend on the date run only when ``today`` is given.

    To avoid overwhelming the user of a half-filled workbook, more than ``MANY`` warnings or notes
    of one kind in one column become one, at the first place, which names the other rows. Errors are
    never merged, so that each is marked at its own cell.
    """
    found = dict.fromkeys(each(dossier, outcome, checks))
    if today is not None:
        found |= dict.fromkeys(f for one in DAY_CHECKS for f in one(dossier, today))
    sorts: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in sorted(found, key=_order):
        sort = (finding.severity, finding.code, _table(finding), finding.where.column)
        sorts.setdefault(sort, []).append(finding)
    told = [finding for same in sorts.values() for finding in _gathered(same)]
    return tuple(sorted(told, key=_order))


def each(dossier: Dossier, outcome: Outcome, checks: Sequence[Check] = CHECKS) -> Iterator[Finding]:
    """All findings separately, of the checks that do not depend on the date."""
    return (finding for one in checks for finding in one(dossier, outcome))


def _gathered(same: list[Finding]) -> list[Finding]:
    """Merge many findings of one kind into one; errors stay as they are."""
    first, *rest = same
    if len(same) <= MANY or first.severity is Severity.ERROR:
        return same
    others = dict.fromkeys(_row(finding) for finding in rest)
    return [replace(first, problem=f"{first.problem} Dit speelt ook bij {listed(others)}.")]


def _table(finding: Finding) -> str:
    """Return the table; those of all scorers count as one."""
    table = finding.where.table
    return base.SCORES if table.startswith(base.SCORES) else table


def _row(finding: Finding) -> str:
    """Name the subject of a finding in one word: the scorer for a scorer's tab, else the row."""
    where = finding.where
    return where.table.removeprefix(base.SCORES) if _table(finding) == base.SCORES else where.row


def _order(finding: Finding) -> tuple[int, int, str, int, int, int, str, str, str]:
    """Sort by sheet, then severity, then row; ids in numerical order."""
    where = finding.where
    field = _FIELDS.index(where.row) if where.table == base.SETTINGS else 0
    return (
        base.TABLES.index(_table(finding)),
        len(where.table),
        where.table,
        _SEVERITIES.index(finding.severity),
        field,
        len(where.row),
        where.row,
        finding.code,
        where.column,
    )
