"""Checks on the years of the planning, and of the wijkaanpak."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    OPGAVEN,
    error,
    header,
    label,
    setting,
    setting_label,
    warning,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, Opgave
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.years import after, apart, backwards
from wijkexcel.sentences.background import years_in_words


def order(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No period ends before it begins."""
    s = dossier.settings
    if backwards(s):
        yield error(
            "jaren-omgekeerd",
            setting("year_to"),
            f"De wijkaanpak loopt volgens het blad Start van {s.year_from} tot en met {s.year_to}. "
            "Het laatste jaar ligt voor het eerste.",
            f"Verbeter op het blad Start {setting_label('year_from')} of "
            f"{setting_label('year_to')}.",
        )
    for o in dossier.opgaven:
        if backwards(o):
            yield error(
                "jaren-omgekeerd",
                Where(OPGAVEN, o.id, "year_to"),
                f"De planning van opgave {label(o)} loopt van {o.year_from} tot en met "
                f"{o.year_to}. Het laatste jaar ligt voor het eerste.",
                f"Verbeter op het blad Opgaven {header(OPGAVEN, 'year_from')} of "
                f"{header(OPGAVEN, 'year_to')}.",
            )


def meet(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """What may still be chosen meets the wijkaanpak in time, as far as both have their years."""
    if backwards(dossier.settings):
        return
    for o in dossier.opgaven:
        still_open = dossier.decision(o.id).choice in {None, Choice.CHOSEN}
        if still_open and not backwards(o) and apart(o, dossier.settings):
            yield _apart(dossier, o)


def _apart(dossier: Dossier, o: Opgave) -> Finding:
    s = dossier.settings
    planned, around = years_in_words(o.year_from, o.year_to), years_in_words(s.year_from, s.year_to)
    return warning(
        "jaren-komen-niet-samen",
        Where(OPGAVEN, o.id, "year_from" if after(o, s) else "year_to"),
        f"De planning van opgave {label(o)} is: {planned}. Dat komt in de tijd niet samen met de "
        f"wijkaanpak ({around}).",
        "Kijk of de jaren kloppen, op het blad Opgaven en op het blad Start. Kloppen ze, vraag dan "
        "of de planning kan schuiven, of spreek af wat u nu al doet.",
    )
