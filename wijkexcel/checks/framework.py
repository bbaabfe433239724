"""Checks on the criteria: step 1 of the method."""

from collections.abc import Iterator

import numpy as np

from wijkexcel.checks.base import (
    CRITERIA,
    Stage,
    blank,
    error,
    error_if,
    filled,
    header,
    key,
    label,
    on_scale,
    scale_holds,
    stage,
    warning,
)
from wijkexcel.dutch.numbers import number
from wijkexcel.layout import placeholder
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import GroupKind, Visibility
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.sayable import counts

_MUNICIPAL = ("gemeente", "projectteam", "wethouder", "college", "ambtenaar", "ambtelijk")
_RESIDENT = ("bewoner", "huurder", "buurt")


def weights(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """There are criteria with weights, and at least one weighted criterion is public."""
    if not dossier.criteria:
        yield error(
            "criteria-ontbreken",
            Where(CRITERIA),
            "Er staan nog geen criteria in.",
            "Vul op het blad Criteria in waarop u de opgaven wilt vergelijken.",
        )
    elif all(c.weight == 0 for c in dossier.criteria):
        yield error(
            "gewichten-nul",
            Where(CRITERIA, dossier.criteria[0].id, "weight"),
            "Alle criteria hebben gewicht 0. Zo is er geen totaalscore te berekenen.",
            "Geef op het blad Criteria minstens één criterium een gewicht.",
        )
    elif not any(counts(c) and (c.public or c.visibility is None) for c in dossier.criteria):
        yield error(
            "openbaar-criterium-ontbreekt",
            Where(CRITERIA, dossier.criteria[0].id, "visibility"),
            "Geen enkel criterium dat meetelt, is openbaar. De brief kan dan niet uitleggen "
            "hoe u hebt gekozen.",
            "Maak op het blad Criteria minstens één criterium met een gewicht openbaar.",
        )


def criteria(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every criterion has a question and a group, and its floor is on the scale."""
    s = dossier.settings
    for c in dossier.criteria:
        if blank(c.question):
            yield error_if(
                stage(dossier) is Stage.DECIDED and c.public,
                "vraag-ontbreekt",
                Where(CRITERIA, c.id, "question"),
                f"Bij criterium {label(c)} staat geen vraag.",
                "Schrijf op het blad Criteria de vraag die de deelnemers beantwoorden.",
            )
        if dossier.groups and not c.groups:
            yield error(
                "criterium-zonder-groep",
                Where(CRITERIA, c.id, dossier.groups[0].id),
                f"Geen enkele groep scoort criterium {label(c)}.",
                "Zet op het blad Criteria 'ja' bij de groepen die dit criterium scoren.",
            )
        if c.floor is not None and scale_holds(s) and not on_scale(c.floor, s):
            yield error(
                "ondergrens-buiten-schaal",
                Where(CRITERIA, c.id, "floor"),
                f"De ondergrens van criterium {label(c)} is {number(c.floor)}. Dat ligt buiten de "
                f"schaal van {number(s.lowest)} tot {number(s.highest)}.",
                "Pas de ondergrens aan op het blad Criteria, of maak de cel leeg.",
            )


def chosen_public(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """For each criterion it was chosen whether it is public: until then it is internal."""
    for c in dossier.criteria:
        if c.visibility is None:
            yield error_if(
                stage(dossier) is Stage.DECIDED,
                "openbaar-of-intern-ontbreekt",
                Where(CRITERIA, c.id, "visibility"),
                f"Bij criterium {label(c)} is niet gekozen of het openbaar of intern is. Zolang "
                "dat leeg is, is het intern: het staat niet in de brief.",
                f"Kies op het blad Criteria bij {header(CRITERIA, 'visibility')} wat het is.",
            )


def still_to_fill_in(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The placeholder question of an empty workbook is not scored."""
    scored: Bools = np.any(filled(dossier), axis=(0, 1))
    for i, c in enumerate(dossier.criteria):
        column = placeholder.left_in(question=c.question, name=c.name)
        if column:
            others = placeholder.of_others(question=c.question, name=c.name)
            whom = "andere partners" if others else "bewoners"
            yield error_if(
                bool(scored[i]),
                "criterium-nog-invullen",
                Where(CRITERIA, c.id, column),
                f"Bij criterium {c.id} staat nog de tekst van het lege werkboek: '{c.name}'.",
                "Schrijf op het blad Criteria een eigen naam en vraag, vóór het scoren. Vraag "
                f"{whom} wat voor hen telt. Komt dit criterium er niet, maak de rij dan leeg.",
            )


def internal_criteria(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Scorers of an internal criterion can see it."""
    allowed = {GroupKind.MUNICIPALITY, GroupKind.CORPORATION}
    outside = [g for g in dossier.groups if g.kind not in allowed]
    for c in dossier.criteria:
        if c.visibility is not Visibility.INTERNAL:
            continue
        for group in outside:
            if group.id in c.groups:
                yield warning(
                    "intern-criterium-bij-anderen",
                    Where(CRITERIA, c.id, group.id),
                    f"Criterium {label(c)} is intern, maar groep {label(group)} scoort het. "
                    "Die deelnemers zien het dus.",
                    "Haal op het blad Criteria 'ja' weg bij deze groep, of maak het criterium "
                    "openbaar.",
                )


def put_forward(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The municipality's own conditions are complemented by those of others (method, step 1)."""
    if not dossier.criteria:
        return
    groups = [(g.kind, key(g.name)) for g in dossier.groups if not blank(g.name)]
    own = {name for kind, name in groups if kind is GroupKind.MUNICIPALITY}
    residents = {name for kind, name in groups if kind is GroupKind.RESIDENTS}
    own.add(key(dossier.settings.gemeente))
    said = [key(c.put_forward_by) for c in dossier.criteria]
    if any(by in residents or any(word in by for word in _RESIDENT) for by in said):
        return
    if any(by not in own and not any(w in by for w in _MUNICIPAL) for by in said if by):
        yield warning(
            "bewonerscriterium-ontbreekt",
            Where(CRITERIA, "", "put_forward_by"),
            "Geen enkel criterium is ingebracht door bewoners.",
            "Vraag bewoners wat voor hen voorrang moet krijgen en voeg dat toe als criterium.",
        )
    else:
        yield warning(
            "criteria-alleen-gemeente",
            Where(CRITERIA, "", "put_forward_by"),
            "Alle criteria komen van de gemeente. De voorwaarden van bewoners en anderen "
            "ontbreken.",
            "Vraag bewoners en partners wat voor hen telt, voeg dat toe als criterium en vul in "
            "wie het inbracht.",
        )
