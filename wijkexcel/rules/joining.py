"""Who was asked to join: which answers are still open, and what to take into account when."""

from datetime import date

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision, Joining, Joins

_ANSWERS = frozenset((Joins.YES, Joins.NO))


def still_open(asked: Joining, today: date) -> bool:
    """Whether the day for the answer has passed without a yes or a no."""
    return (
        asked.joins not in _ANSWERS
        and asked.answer_before is not None
        and asked.answer_before < today
    )


def to_consider(dossier: Dossier, opgave: str, today: date) -> tuple[Joining, ...]:
    """Who asked to take something into account at an opgave, and does so today.

    Whoever does not join may ask it too.

    Args:
        dossier: the dossier.
        opgave: id of the opgave; empty for what is about the wijkaanpak as a whole.
        today: what ended before is left out.
    """
    return tuple(
        asked
        for asked in dossier.joining
        if asked.opgave == opgave
        and asked.consider.strip()
        and (asked.until is None or asked.until >= today)
    )


def stays_out(dossier: Dossier, decision: Decision) -> tuple[Joining, ...]:
    """Who said no at an opgave that is or can be chosen, until it is written how it goes without.

    That is asked where the team says how the koppelvorm is settled.
    """
    if decision.choice not in {None, Choice.CHOSEN} or decision.form_settled.strip():
        return ()
    return tuple(
        asked
        for asked in dossier.joining
        if asked.joins is Joins.NO and asked.opgave == decision.opgave
    )
