"""Checks on references: targets exist, and no two rows refer to the same one."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    AMBITION,
    CRITERIA,
    DECISIONS,
    LEFT_OUT,
    PAIRS,
    RECONSIDER,
    SCORES,
    blank,
    error,
    header,
    ids,
    label,
    warning,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.outcome import Outcome


def criterion_groups(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A criterion is scored by groups that exist."""
    known = ids(dossier.groups)
    for c in dossier.criteria:
        for group in c.groups:
            if known and group not in known:
                yield error(
                    "groep-onbekend",
                    Where(CRITERIA, c.id, group),
                    f"Criterium {label(c)} wordt gescoord door groep {group or '(leeg)'}. Die "
                    "groep bestaat niet.",
                    "Voeg de groep toe op het blad Deelnemers, of haal op het blad Criteria "
                    "'ja' weg.",
                )


def _rows(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """All rows about one opgave: table, opgave, name of the sheet."""
    for reconsideration in dossier.reconsiderations:
        yield RECONSIDER, reconsideration.opgave, "Heroverweging"
    for decision in dossier.decisions:
        yield DECISIONS, decision.opgave, "Besluit"
    for ambition in dossier.ambitions:
        yield AMBITION, ambition.opgave, "Ambitie"
    for remark in dossier.remarks:
        yield f"{SCORES}{remark.scorer}", remark.opgave, f"van deelnemer {remark.scorer}"


def rows(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A row is about an opgave that exists, and no opgave has two rows."""
    known = ids(dossier.opgaven)
    seen: set[tuple[str, str]] = set()
    for table, opgave, sheet in _rows(dossier):
        where = Where(table, opgave, "opgave")
        if (table, opgave) in seen:
            yield error(
                "rij-dubbel",
                where,
                f"Op het blad {sheet} staat opgave {opgave or '(leeg)'} twee keer. Alleen de "
                "eerste rij telt.",
                "Voeg de twee rijen samen.",
            )
        elif opgave not in known:
            yield error(
                "opgave-onbekend",
                where,
                f"Op het blad {sheet} staat opgave {opgave or '(leeg)'}. Die staat niet op het "
                "blad Opgaven.",
                "Verbeter het nummer van de opgave, of maak de rij leeg.",
            )
        seen.add((table, opgave))


def pairs(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A pair names two different existing opgaven and has one judgement; a try names one."""
    yield from _left_out(dossier)
    known = ids(dossier.opgaven)
    said: dict[frozenset[str], tuple[str, str]] = {}
    for p in dossier.pairs:
        both = (("first", p.first), ("second", p.second))
        if blank(p.first) and blank(p.second):
            continue
        for column, opgave in both:
            if blank(opgave):
                yield warning(
                    "paar-onvolledig",
                    Where(PAIRS, p.id, column),
                    f"Paar {p.id} heeft maar één opgave.",
                    "Kies op het blad Samenhang de andere opgave, of maak de rij leeg.",
                )
            elif opgave not in known:
                yield error(
                    "opgave-onbekend",
                    Where(PAIRS, p.id, column),
                    f"In paar {p.id} op het blad Samenhang staat opgave {opgave}. Die staat niet "
                    "op het blad Opgaven.",
                    "Kies een opgave uit de lijst.",
                )
        if p.first == p.second:
            yield error(
                "paar-zelfde-opgave",
                Where(PAIRS, p.id, "second"),
                f"In paar {p.id} staat opgave {p.first} twee keer.",
                "Kies op het blad Samenhang twee verschillende opgaven.",
            )
        elif p.relation is not None:
            first, word = said.setdefault(frozenset((p.first, p.second)), (p.id, p.relation.value))
            if word != p.relation.value:
                yield warning(
                    "paar-tegenstrijdig",
                    Where(PAIRS, p.id, "relation"),
                    f"Bij {p.first} en {p.second} staat in paar {first} '{word}' en in paar "
                    f"{p.id} '{p.relation.value}'.",
                    "Kies op het blad Samenhang één antwoord.",
                )


def _left_out(dossier: Dossier) -> Iterator[Finding]:
    known = ids(dossier.opgaven)
    for one in dossier.left_out:
        if not blank(one.opgave) and one.opgave not in known:
            yield error(
                "opgave-onbekend",
                Where(LEFT_OUT, one.id, "opgave"),
                f"Bij {header(LEFT_OUT, 'opgave')} op het blad Samenhang staat opgave "
                f"{one.opgave}. Die staat niet op het blad Opgaven.",
                "Kies een opgave uit de lijst, of maak de cel leeg.",
            )
