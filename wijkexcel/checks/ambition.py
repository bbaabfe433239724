"""Checks on what the chosen opgaven add to the joint ambition: step 5 of the method."""

from collections.abc import Iterator

from wijkexcel.checks.base import AMBITION, blank, label, note, warning
from wijkexcel.checks.portfolio import chosen
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.outcome import Outcome

_NEEDED = {"objective": "het doel", "who": "wie het doet"}
_FIELDS = (*_NEEDED, "measured_by", "first_measures", "in_tender")
"""How it is measured and what comes first, is asked later: in the next part of the method."""


def ambition(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every chosen opgave is worked out in the ambition."""
    for o in chosen(dossier):
        a = dossier.ambition(o.id)
        missing = [field for field in _NEEDED if blank(getattr(a, field))]
        if missing:
            yield note(
                "ambitie-onvolledig",
                Where(AMBITION, o.id, missing[0]),
                f"Opgave {label(o)} is gekozen, maar in de ambitie ontbreekt: "
                f"{listed(_NEEDED[field] for field in missing)}.",
                "Vul het blad Ambitie aan.",
            )


def not_chosen(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Only chosen opgaven are in the ambition."""
    picked = {o.id for o in chosen(dossier)}
    by_id = {o.id: o for o in dossier.opgaven}
    for a in dossier.ambitions:
        used = [field for field in _FIELDS if not blank(getattr(a, field))]
        if used and a.opgave in by_id and a.opgave not in picked:
            yield warning(
                "ambitie-niet-gekozen",
                Where(AMBITION, a.opgave, used[0]),
                f"Op het blad Ambitie staat opgave {label(by_id[a.opgave])}, maar die is niet "
                "gekozen.",
                "Maak de rij leeg, of pas het besluit aan.",
            )
