"""Checks on the right people at the table: step 3 of the method."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    GROUPS,
    SCORERS,
    Stage,
    error_if,
    label,
    note,
    setting_label,
    stage,
    warning,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import GroupKind
from wijkexcel.rules.outcome import Outcome

_INVITE = {
    GroupKind.CORPORATION: (
        "corporatie-niet-aan-tafel",
        "de corporatie",
        "Voeg op het blad Deelnemers bijvoorbeeld een woonconsulent toe. Heeft de corporatie geen "
        "woningen in de wijk, dan hoeft dit niet.",
    ),
    GroupKind.RESIDENTS: (
        "bewoners-niet-aan-tafel",
        "de bewoners",
        "Voeg op het blad Deelnemers bewoners toe. Dat mag ook in een latere ronde.",
    ),
}


def parties(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Corporation and residents score, now or in a later round."""
    if not dossier.scorers or not dossier.groups:
        return
    kind_of = {g.id: g.kind for g in dossier.groups}
    for kind, (absent, party, invite) in _INVITE.items():
        rounds = [s.round for s in dossier.scorers if kind_of.get(s.group) is kind]
        if not rounds:
            yield warning(
                absent,
                Where(SCORERS, "", "group"),
                f"Er is geen deelnemer namens {party}.",
                invite,
            )
        elif kind is GroupKind.RESIDENTS:
            continue  # ``residents_counted`` checks each group of them
        elif 1 <= dossier.settings.rounds_counted < min(rounds):
            yield note(
                "corporatie-later",
                Where(SCORERS, "", "round"),
                f"De deelnemers namens {party} scoren in ronde {min(rounds)}. Die ronde telt nog "
                "niet mee.",
                f"Vul op het blad Start bij {setting_label('rounds_counted')} {min(rounds)} in, "
                "als die ronde begint.",
            )


def residents_counted(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Participating residents count: a letter to residents must not leave them out."""
    counted = dossier.settings.rounds_counted
    if counted < 1:
        return
    for g in dossier.groups:
        rounds = [s.round for s in dossier.scorers if s.group == g.id]
        if g.kind is GroupKind.RESIDENTS and rounds and min(rounds) > counted:
            yield error_if(
                stage(dossier) is Stage.DECIDED,
                "bewoners-tellen-niet",
                Where(GROUPS, g.id, "name"),
                f"Groep {label(g)} scoort in ronde {min(rounds)}. Die ronde telt niet mee, dus de "
                "bewoners uit deze groep tellen niet mee in de scores en in de brief.",
                f"Vul op het blad Start bij {setting_label('rounds_counted')} {min(rounds)} in, "
                "als die ronde begint. Doet deze groep niet mee, haal de deelnemers dan van de "
                "lijst.",
            )
