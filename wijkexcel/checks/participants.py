"""Checks on the groups and the scorers themselves."""

from collections.abc import Iterator

import numpy as np

from wijkexcel.checks.base import GROUPS, SCORERS, blank, error, header, ids, key, label, warning
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.model.records import GroupKind
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.people import people_behind, persons

_LOOSE = {GroupKind.MUNICIPALITY, GroupKind.OTHER}
"""Kinds whose absence ``wijkexcel.checks.presence`` does not report."""


def group_weights(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """There are groups, and those with scorers have a weight."""
    if not dossier.groups:
        yield error(
            "groepen-ontbreken",
            Where(GROUPS),
            "Er staan geen groepen in.",
            "Vul op het blad Deelnemers de groepen in, zoals gemeente, corporatie en bewoners.",
        )
    elif all(g.weight == 0 for g in dossier.groups):
        yield error(
            "groepsgewichten-nul",
            Where(GROUPS, dossier.groups[0].id, "weight"),
            "Alle groepen hebben gewicht 0. Zo is er geen totaalscore te berekenen.",
            "Geef op het blad Deelnemers minstens één groep een gewicht.",
        )
    else:
        members = {scorer.group for scorer in dossier.scorers}
        for g in dossier.groups:
            if g.weight == 0 and g.id in members and "weight" in g.model_fields_set:
                yield warning(
                    "groep-zonder-gewicht",
                    Where(GROUPS, g.id, "weight"),
                    f"Groep {label(g)} heeft gewicht 0. De scores van deze groep tellen niet mee.",
                    "Geef de groep op het blad Deelnemers een gewicht, als dat niet de bedoeling "
                    "is.",
                )


def groups_in_use(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every group with a weight has scorers, and every group with scorers has a criterion."""
    if not dossier.scorers or not dossier.criteria:
        return
    members = {scorer.group for scorer in dossier.scorers}
    kinds = {g.kind for g in dossier.groups if g.id in members}
    asked = {group for criterion in dossier.criteria for group in criterion.groups}
    for g in dossier.groups:
        if g.id not in members and g.weight > 0 and (g.kind in kinds or g.kind in _LOOSE):
            yield warning(
                "groep-zonder-deelnemer",
                Where(GROUPS, g.id, "name"),
                f"Groep {label(g)} heeft een gewicht, maar geen deelnemers.",
                "Voeg op het blad Deelnemers iemand toe, of zet het gewicht van de groep op 0.",
            )
        if g.id in members and g.id not in asked:
            yield warning(
                "groep-zonder-criterium",
                Where(GROUPS, g.id, "name"),
                f"Groep {label(g)} heeft deelnemers, maar scoort geen enkel criterium.",
                "Zet op het blad Criteria 'ja' bij de criteria die deze groep scoort.",
            )


def scorers(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """There are scorers, each in a group that exists and in a round."""
    known = ids(dossier.groups)
    if not dossier.scorers:
        yield warning(
            "deelnemers-ontbreken",
            Where(SCORERS),
            "Er staan nog geen deelnemers in.",
            "Vul op het blad Deelnemers in wie de opgaven gaan scoren.",
        )
    for s in dossier.scorers:
        if known and blank(s.group):
            yield error(
                "deelnemer-zonder-groep",
                Where(SCORERS, s.id, "group"),
                f"Deelnemer {label(s)} hoort bij geen enkele groep. De scores tellen dan niet mee.",
                "Kies op het blad Deelnemers een groep.",
            )
        elif known and s.group not in known:
            yield error(
                "groep-onbekend",
                Where(SCORERS, s.id, "group"),
                f"Deelnemer {label(s)} hoort bij groep {s.group}. Die groep bestaat niet.",
                "Kies op het blad Deelnemers een groep uit de lijst.",
            )
        if s.people < 1:
            yield error(
                "aantal-mensen-onjuist",
                Where(SCORERS, s.id, "people"),
                f"Bij deelnemer {label(s)} staat dat {s.people} mensen het invullen. Verwacht: 1 "
                "of meer.",
                f"Verbeter op het blad Deelnemers {header(SCORERS, 'people')}, of maak de cel "
                "leeg.",
            )
        if s.round < 1:
            yield error(
                "ronde-onjuist",
                Where(SCORERS, s.id, "round"),
                f"Deelnemer {label(s)} staat in ronde {s.round}. Verwacht: 1 of meer.",
                "Verbeter de ronde op het blad Deelnemers.",
            )


def small_groups(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A group of very few people has no results of its own: they would reveal personal answers."""
    smallest, people = dossier.settings.smallest_group, people_behind(dossier)
    small = [g for g in dossier.groups if 0 < people[g.id] < smallest]
    if small:
        told = listed(f"{label(g)}: {persons(people[g.id])}" for g in small)
        yield warning(
            "groep-te-klein",
            Where(GROUPS, small[0].id, "name"),
            f"Van deze groepen tellen de scores van minder dan {smallest} mensen mee: {told}. De "
            "score van zo'n groep is het antwoord van die mensen.",
            "Nodig meer mensen uit, of zeg het erbij als u de score van zo'n groep noemt.",
        )


def agreed_since(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No questions have changed since scoring; one finding for all scorers with scores."""
    now = fingerprint(dossier)
    same = aliases([*(entry.fingerprint for entry in dossier.log if entry.fingerprint), now])
    answered = ~np.isnan(dossier.scores.values) | dossier.scores.abstained
    earlier = [
        s
        for i, s in enumerate(dossier.scorers)
        if s.version
        and same.get(s.version, s.version) != same.get(now, now)
        and answered[:, i].any()
    ]
    if earlier:
        yield warning(
            "afspraken-veranderd",
            Where(SCORERS, earlier[0].id, "version"),
            "De criteria, de gewichten, de schaal, de afgesproken score, de groepen of de opgaven "
            "zijn veranderd nadat deze deelnemers hun vragen kregen: "
            f"{listed(label(s) for s in earlier)}.",
            "Kijk of hun scores nog kloppen. Veranderde een vraag of een opgave? Vraag die scores "
            "dan opnieuw.",
        )


def emails(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Scorers with missing answers can be reached; one finding if none has an address."""
    to_reach = [s for s in dossier.scorers if outcome.coverage_scorer.get(s.id) != 1]
    if to_reach and all(blank(s.email) for s in dossier.scorers):
        yield warning(
            "deelnemer-zonder-e-mail",
            Where(SCORERS, to_reach[0].id, "email"),
            "Geen enkele deelnemer heeft een e-mailadres.",
            "Vul de adressen in op het blad Deelnemers, als u de invulbladen wilt mailen.",
        )
        return
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    for s in dossier.scorers:
        where, read = Where(SCORERS, s.id, "email"), email_in(s.email)
        email = read.usable.casefold()
        if not (email or read.problem):
            if s not in to_reach:
                continue
            yield warning(
                "deelnemer-zonder-e-mail",
                where,
                f"Deelnemer {label(s)} heeft geen e-mailadres.",
                "Vul het adres in op het blad Deelnemers, of deel het invulblad op papier uit.",
            )
        elif read.problem:
            yield warning(
                "e-mail-onjuist",
                where,
                f"'{' '.join(s.email.split())}' bij deelnemer {label(s)} {read.problem}.",
                "Verbeter het e-mailadres op het blad Deelnemers.",
            )
        elif email in first and names[email] != key(s.name):
            yield warning(
                "e-mail-dubbel",
                where,
                f"Deelnemer {label(s)} heeft hetzelfde e-mailadres als {first[email]}: "
                f"{read.shown}.",
                "Kijk op het blad Deelnemers welk adres bij wie hoort.",
            )
        else:
            first[email], names[email] = label(s), key(s.name)
