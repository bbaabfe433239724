"""What the team put off until a day that has come: choosing, or looking at a law again."""

from datetime import date

from wijkexcel.dutch.lists import commas
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, LawStatus, Opgave


def to_choose_again(dossier: Dossier, today: date) -> tuple[Opgave, ...]:
    """List the deferred opgaven whose day has come."""
    found = ((o, dossier.decision(o.id)) for o in dossier.opgaven)
    return tuple(
        o
        for o, d in found
        if d.choice is Choice.DEFERRED and d.when is not None and d.when <= today
    )


def law_to_look_at(dossier: Dossier, today: date) -> tuple[Opgave, ...]:
    """List the opgaven with a law to look at again, unless it lapsed or they were not chosen."""
    return tuple(
        o
        for o in dossier.opgaven
        if o.law_look_on is not None
        and o.law_look_on <= today
        and o.law_status is not LawStatus.LAPSED
        and dossier.decision(o.id).choice is not Choice.REJECTED
    )


def due(dossier: Dossier, today: date) -> str:
    """Tell both in the words of sheet Start; empty when no day has come."""
    found = (
        ("nu weer kiezen", to_choose_again(dossier, today)),
        ("kijk weer naar de wet", law_to_look_at(dossier, today)),
    )
    return "; ".join(f"{what}: {commas(o.id for o in which)}" for what, which in found if which)
