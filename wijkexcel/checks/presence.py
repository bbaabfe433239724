"""Checks on the right people at the table: step 3 of the method."""

import re
from collections.abc import Iterator

from wijkexcel.checks.base import (
    OPGAVEN,
    SCORERS,
    blank,
    key,
    label,
    listed,
    note,
    setting_label,
    warning,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import GroupKind
from wijkexcel.rules.outcome import Outcome

_INVITE = {
    GroupKind.CORPORATION: (
        "corporatie-niet-aan-tafel",
        "corporatie-later",
        "de corporatie",
        "Voeg op het blad Deelnemers bijvoorbeeld een woonconsulent toe. Heeft de corporatie geen "
        "woningen in de wijk, dan hoeft dit niet.",
    ),
    GroupKind.RESIDENTS: (
        "bewoners-niet-aan-tafel",
        "bewoners-later",
        "de bewoners",
        "Voeg op het blad Deelnemers bewoners toe. Dat mag ook in een latere ronde.",
    ),
}


def parties(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Corporation and residents score, now or in a later round."""
    if not dossier.scorers or not dossier.groups:
        return
    kind_of = {g.id: g.kind for g in dossier.groups}
    for kind, (absent, later, party, invite) in _INVITE.items():
        rounds = [s.round for s in dossier.scorers if kind_of.get(s.group) is kind]
        if not rounds:
            yield warning(
                absent,
                Where(SCORERS, "", "group"),
                f"Er is geen deelnemer namens {party}.",
                invite,
            )
        elif 1 <= dossier.settings.rounds_counted < min(rounds):
            yield note(
                later,
                Where(SCORERS, "", "round"),
                f"De deelnemers namens {party} scoren in ronde {min(rounds)}. Die ronde telt nog "
                "niet mee.",
                f"Vul op het blad Start bij {setting_label('rounds_counted')} {min(rounds)} in, "
                "zodra die ronde klaar is.",
            )


def domains(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every domain that occurs has a scorer who knows it; one finding when none has a domain."""
    if not dossier.scorers:
        return
    present = {key(d) for s in dossier.scorers for d in (s.domain, *re.split("[,;/]", s.domain))}
    absent: dict[str, list[int]] = {}
    for i, o in enumerate(dossier.opgaven):
        if not blank(o.domain) and key(o.domain) not in present:
            absent.setdefault(key(o.domain), []).append(i)
    if absent and all(blank(s.domain) for s in dossier.scorers):
        yield warning(
            "domein-zonder-deelnemer",
            Where(SCORERS, dossier.scorers[0].id, "domain"),
            "Bij geen enkele deelnemer is een domein ingevuld. Zo is niet te zien of er genoeg "
            "kennis aan tafel zit.",
            "Vul op het blad Deelnemers in van welk domein iemand is.",
        )
        return
    for places in absent.values():
        hit = [dossier.opgaven[i] for i in places]
        yield warning(
            "domein-zonder-deelnemer",
            Where(OPGAVEN, hit[0].id, "domain"),
            f"Van het domein {hit[0].domain.strip()} is er geen deelnemer. Dat domein hoort bij "
            f"{listed(label(o) for o in hit)}.",
            "Nodig iemand uit die hier verstand van heeft, of vul op het blad Deelnemers in wie "
            "dit domein kent.",
        )
