"""Checks on the list of opgaven."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from wijkexcel.checks.base import (
    OPGAVEN,
    blank,
    error,
    error_if,
    filled,
    header,
    label,
    warning,
)
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import LawStatus
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome

GONE: Final = (
    "verval",
    "verviel",
    "ingetrokken",
    "afgewezen",
    "afgeschaft",
    "geschrapt",
    "gestopt",
    "niet door",
    "haalde het niet",
    "komt er niet",
)
"""Words, or their beginnings, with which a description says that a law or scheme is gone."""


def opgaven(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """There are opgaven, each with its kind and domain."""
    if not dossier.opgaven:
        yield warning(
            "opgaven-ontbreken",
            Where(OPGAVEN),
            "Er staan nog geen opgaven in.",
            "Vul op het blad Opgaven de fysieke en sociale opgaven in de wijk in.",
        )
    for o in dossier.opgaven:
        if o.kind is None:
            yield warning(
                "soort-ontbreekt",
                Where(OPGAVEN, o.id, "kind"),
                f"Van opgave {label(o)} is niet ingevuld of die fysiek of sociaal is.",
                "Kies op het blad Opgaven fysiek of sociaal.",
            )
        if blank(o.domain):
            yield warning(
                "domein-ontbreekt",
                Where(OPGAVEN, o.id, "domain"),
                f"Van opgave {label(o)} is het domein niet ingevuld.",
                "Vul op het blad Opgaven het domein in, bijvoorbeeld water of wonen.",
            )


def coupling(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The possible form of coupling is described before scoring."""
    answered: Bools = np.any(filled(dossier), axis=(1, 2))
    marked: Bools = np.any(~np.isnan(dossier.scores.values), axis=(1, 2))
    for i, o in enumerate(dossier.opgaven):
        if blank(o.coupling):
            yield error_if(
                bool(answered[i]),
                "koppeling-ontbreekt",
                Where(OPGAVEN, o.id, "coupling"),
                f"Bij opgave {label(o)} staat niet hoe de koppeling eruit kan zien"
                + _although(bool(answered[i]), bool(marked[i])),
                "Schrijf op het blad Opgaven in grote lijnen hoe deze opgave kan meedoen in de "
                "wijkaanpak.",
            )


def _although(answered: bool, marked: bool) -> str:
    """Describe existing answers: 'weet niet' is an answer but not a score."""
    if marked:
        return ", maar de opgave heeft al scores."
    return ", maar er is al 'weet niet' ingevuld." if answered else "."


def reasons_given(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A law has a status, also in the description if lapsed; make-or-break has a reason."""
    yield from lapsed_unsaid(dossier)
    for o in dossier.opgaven:
        if not blank(o.law) and o.law_status is None:
            yield warning(
                "wet-zonder-status",
                Where(OPGAVEN, o.id, "law_status"),
                f"Opgave {label(o)} hangt af van een wet of regeling ({o.law.strip()}), maar niet "
                "is ingevuld hoe zeker die is.",
                "Kies op het blad Opgaven: geldt, onzeker of vervallen.",
            )
        if o.make_or_break and blank(o.make_or_break_why):
            yield warning(
                "maken-of-breken-zonder-reden",
                Where(OPGAVEN, o.id, "make_or_break_why"),
                f"Opgave {label(o)} kan de wijkaanpak maken of breken, maar er staat niet waarom.",
                "Schrijf op het blad Opgaven waarom dat zo is.",
            )


def lapsed_unsaid(dossier: Dossier) -> Iterator[Finding]:
    """Where a law has lapsed, the description says so: scorers would count on it."""
    for o in dossier.opgaven:
        said = f"{o.description} {o.coupling}".casefold()
        if o.law_status is LawStatus.LAPSED and not any(word in said for word in GONE):
            law = f" ({o.law.strip()})" if not blank(o.law) else ""
            yield warning(
                "vervallen-wet-niet-gezegd",
                Where(OPGAVEN, o.id, "description"),
                f"De wet of regeling waar opgave {label(o)} aan hangt{law}, is vervallen. Wie "
                "scoort, leest dat niet in de beschrijving.",
                f"Schrijf op het blad Opgaven bij {header(OPGAVEN, 'description')} dat die is "
                "vervallen, en wat er dan nog van de opgave overblijft.",
            )


def amounts(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Costs and effort are not negative."""
    for o in dossier.opgaven:
        columns = (("cost", "kosten zijn", o.cost), ("effort", "inzet is", o.effort))
        for column, words, value in columns:
            if value is not None and not value >= 0:
                yield error(
                    "bedrag-onjuist",
                    Where(OPGAVEN, o.id, column),
                    f"De {words} bij opgave {label(o)} {number(value)}. Verwacht: 0 of meer.",
                    "Verbeter het getal op het blad Opgaven, of maak de cel leeg.",
                )
