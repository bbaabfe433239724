"""Whether agreements preceded all scores and decisions: the letter may say 'vooraf'."""

from datetime import date
from itertools import pairwise

import numpy as np

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.model.records import LogEntry
from wijkexcel.sentences.logged import not_agreed, settled_by, shows_scores


def first_decision(dossier: Dossier) -> date | None:
    """Day of the first decision; None while there are none."""
    days = [d.decided_on for d in dossier.decisions if d.choice and d.decided_on]
    return min(days, default=None)


def weights_differ(dossier: Dossier) -> bool:
    """Whether criteria or groups do not all count the same, which people have to agree on."""
    return any(len({r.weight for r in rows}) > 1 for rows in (dossier.criteria, dossier.groups))


def last_agreement(dossier: Dossier) -> date | None:
    """Day of the last agreement, on the threshold or the weights; None while there are none."""
    s = dossier.settings
    return max((day for day in (s.threshold_date, s.weights_date) if day), default=None)


def agreed_after_deciding(dossier: Dossier) -> bool:
    """Whether threshold or weights were agreed later than the first decision."""
    agreed, decided = last_agreement(dossier), first_decision(dossier)
    return agreed is not None and decided is not None and agreed > decided


def _answered(dossier: Dossier) -> list[bool]:
    """Per scorer whether there are answers."""
    answers = ~np.isnan(dossier.scores.values) | dossier.scores.abstained
    return [bool(answers[:, i].any()) for i, _ in enumerate(dossier.scorers)]


def _first_received(dossier: Dossier) -> date | None:
    """The first day on which answers that stand in the workbook were received, if known."""
    found = zip(dossier.scorers, _answered(dossier), strict=True)
    return min((s.received_on for s, any_ in found if any_ and s.received_on), default=None)


def _with_scores(dossier: Dossier) -> list[LogEntry]:
    """The lines of the logbook that were written while there were scores, as far as it is known."""
    received = _first_received(dossier)
    return [
        entry
        for entry in dossier.log
        if shows_scores(entry.what) or (received is not None and entry.when.date() > received)
    ]


def agreed_after_scoring(dossier: Dossier) -> bool:
    """Whether there were scores on a day or in a run before threshold and weights were agreed."""
    agreed, received = last_agreement(dossier), _first_received(dossier)
    days = [entry.when.date() for entry in _with_scores(dossier)] + ([received] if received else [])
    return any(not_agreed(entry.what) for entry in dossier.log) or (
        agreed is not None and any(day < agreed for day in days)
    )


def changed_afterwards(dossier: Dossier) -> bool:
    """Whether the logbook shows a different fingerprint after there were scores or decisions.

    Scores count from the first line that was written while they were there. A decision counts from
    the line that it was settled, and from the end of its day: within it the order is unknown.
    If nothing tells when somebody typed the scores, agreements count from the end of their day.
    """
    decided = first_decision(dossier)
    marked = [entry for entry in dossier.log if entry.fingerprint]
    before = [e for e in marked if decided is not None and e.when.date() <= decided][-1:]
    scored = [e for e in _with_scores(dossier) if e.fingerprint]
    agreed = last_agreement(dossier)
    if not scored and agreed is not None and any(_answered(dossier)):
        scored = [e for e in marked if e.when.date() > agreed]
    settled = [e for e in marked if settled_by(e.what)]
    later = [e.fingerprint for e in marked] + [fingerprint(dossier)]
    same = aliases(later)
    return any(
        same.get(mark, mark) != same.get(start.fingerprint, start.fingerprint)
        for start in (*before, *scored[:1], *settled[:1])
        for mark in later[marked.index(start) :]
    )


def agreed_beforehand(dossier: Dossier) -> bool:
    """Whether nothing contradicts that the threshold was agreed beforehand."""
    return not (
        agreed_after_deciding(dossier)
        or agreed_after_scoring(dossier)
        or changed_afterwards(dossier)
    )


def threshold_agreed_on(dossier: Dossier) -> date | None:
    """The day on which the threshold as it is was agreed; None when that is unknown.

    A day before the last change that the logbook shows after scoring or deciding may belong to
    another threshold.
    """
    day = dossier.settings.threshold_date
    if day is None or not changed_afterwards(dossier):
        return day
    marked = [entry for entry in dossier.log if entry.fingerprint]
    marks = [entry.fingerprint for entry in marked] + [fingerprint(dossier)]
    same = aliases(marks)
    named = [same.get(mark, mark) for mark in marks]
    changes = zip(marked, pairwise(named), strict=True)
    last = max(entry.when.date() for entry, (mark, next_) in changes if mark != next_)
    return None if day < last else day
