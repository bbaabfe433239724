"""Whether what was agreed stood before anyone scored or decided: the letter may say 'vooraf'."""

from datetime import date

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.sentences.logged import calculated, not_agreed


def first_decision(dossier: Dossier) -> date | None:
    """Day of the first decision; None while nothing is decided."""
    days = [d.decided_on for d in dossier.decisions if d.choice and d.decided_on]
    return min(days, default=None)


def agreed_after_deciding(dossier: Dossier) -> bool:
    """Whether the score was agreed on a later day than the first decision."""
    agreed, decided = dossier.settings.threshold_date, first_decision(dossier)
    return agreed is not None and decided is not None and agreed > decided


def agreed_after_scoring(dossier: Dossier) -> bool:
    """Whether the logbook shows scores of a day or run on which nothing was agreed yet."""
    agreed = dossier.settings.threshold_date
    runs = [entry for entry in dossier.log if calculated(entry.what)]
    return any(
        not_agreed(entry.what) or (agreed is not None and entry.when.date() < agreed)
        for entry in runs
    )


def changed_afterwards(dossier: Dossier) -> bool:
    """Whether the logbook shows another fingerprint when there were scores or decisions already.

    A decision counts from the end of its day: on the day itself the order is not known.
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
    """Whether nothing speaks against saying that the score was agreed beforehand."""
    return not (
        agreed_after_deciding(dossier)
        or agreed_after_scoring(dossier)
        or changed_afterwards(dossier)
    )
