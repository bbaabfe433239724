"""Whether agreements preceded all scores and decisions: the letter may say 'vooraf'."""

from datetime import date

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.sentences.logged import calculated, not_agreed


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


def agreed_after_scoring(dossier: Dossier) -> bool:
    """Whether the logbook shows scores on a day or run before threshold and weights were agreed."""
    agreed = last_agreement(dossier)
    runs = [entry for entry in dossier.log if calculated(entry.what)]
    return any(
        not_agreed(entry.what) or (agreed is not None and entry.when.date() < agreed)
        for entry in runs
    )


def changed_afterwards(dossier: Dossier) -> bool:
    """Whether the logbook shows a different fingerprint after there were scores or decisions.

    A decision counts from the end of its day: within the day the order is unknown.
    """
    decided = first_decision(dossier)
    marked = [entry for entry in dossier.log if entry.fingerprint]
    before = [e for e in marked if decided is not None and e.when.date() <= decided][-1:]
    scored = [e for e in marked if calculated(e.what)]
    later = [e.fingerprint for e in marked] + [fingerprint(dossier)]
    same = aliases(later)
    return any(
        same.get(mark, mark) != same.get(start.fingerprint, start.fingerprint)
        for start in (*before, *scored[:1])
        for mark in later[marked.index(start) :]
    )


def agreed_beforehand(dossier: Dossier) -> bool:
    """Whether nothing contradicts that the threshold was agreed beforehand."""
    return not (
        agreed_after_deciding(dossier)
        or agreed_after_scoring(dossier)
        or changed_afterwards(dossier)
    )
