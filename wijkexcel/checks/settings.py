"""Checks on the scale, the threshold and the other numbers on sheet Start."""

import math
from collections.abc import Iterator

from wijkexcel.checks.base import (
    Stage,
    error,
    error_if,
    on_scale,
    scale_holds,
    setting,
    setting_label,
    stage,
    warning,
)
from wijkexcel.dutch.numbers import number, share
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import CLOSE, Settings
from wijkexcel.rules.agreed import weights_differ
from wijkexcel.rules.outcome import Outcome


def scale(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Lowest below highest, and a step that divides the range."""
    s = dossier.settings
    ends = f"van {number(s.lowest)} tot {number(s.highest)}"
    if not scale_holds(s):
        yield error(
            "schaal-onjuist",
            setting("highest"),
            f"De schaal loopt {ends}. De hoogste score moet hoger zijn dan de laagste.",
            "Pas op het blad Start de laagste of de hoogste score aan.",
        )
    elif not (s.step > 0 and math.isfinite(s.step)):
        yield error(
            "stap-onjuist",
            setting("step"),
            f"De kleinste stap tussen scores is {number(s.step)}. Dat moet meer dan 0 zijn.",
            "Vul op het blad Start een stap in, bijvoorbeeld 1 of 0,5.",
        )
    elif not _divides(s):
        yield error(
            "stap-past-niet",
            setting("step"),
            f"De schaal {ends} is niet te verdelen in stappen van {number(s.step)}.",
            "Kies op het blad Start een stap waarmee u precies op de hoogste score uitkomt.",
        )


def _divides(s: Settings) -> bool:
    steps = (s.highest - s.lowest) / s.step
    return math.isfinite(steps) and abs(steps - round(steps)) <= 1e-9 * max(1.0, steps)


def _weights_agreed(dossier: Dossier) -> Iterator[Finding]:
    """Weights that differ were agreed: with the date."""
    if weights_differ(dossier) and dossier.settings.weights_date is None:
        yield warning(
            "gewichten-datum-ontbreekt",
            setting("weights_date"),
            "Niet alle criteria en groepen tellen even zwaar, maar de datum van die afspraak is "
            "niet ingevuld.",
            "Vul op het blad Start in wanneer u de gewichten hebt afgesproken, of laat alles even "
            "zwaar tellen.",
        )


def threshold(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The threshold: present, on the scale, and with the date of agreement; so are the weights."""
    yield from _weights_agreed(dossier)
    s = dossier.settings
    if s.threshold is None:
        yield error_if(
            stage(dossier) >= Stage.SCORING,
            "drempel-ontbreekt",
            setting("threshold"),
            "De afgesproken score, die een opgave moet halen, is niet ingevuld.",
            "Spreek deze score met elkaar af vóór het scoren en vul hem in op het blad Start.",
        )
        return
    if scale_holds(s) and not on_scale(s.threshold, s):
        yield error(
            "drempel-buiten-schaal",
            setting("threshold"),
            f"De afgesproken score is {number(s.threshold)}. Dat ligt buiten de schaal van "
            f"{number(s.lowest)} tot {number(s.highest)}.",
            "Vul op het blad Start een score in die op de schaal ligt.",
        )
    if s.threshold_date is None:
        yield warning(
            "drempel-datum-ontbreekt",
            setting("threshold_date"),
            f"De afgesproken score is {number(s.threshold)}, maar de datum van die afspraak "
            "is niet ingevuld.",
            "Vul op het blad Start in wanneer u de score hebt afgesproken.",
        )


def margin(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The reconsideration margin fits in the scale."""
    s = dossier.settings
    if s.margin is None or not scale_holds(s) or 0 <= s.margin <= s.highest - s.lowest:
        return
    yield error(
        "marge-onjuist",
        setting("margin"),
        f"De marge voor 'dichtbij' is {number(s.margin)}. Verwacht: een getal van 0 tot en met "
        f"{number(s.highest - s.lowest)}.",
        "Pas de marge aan op het blad Start, of maak de cel leeg voor "
        f"{share(CLOSE)} van de schaal.",
    )


def capacity(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Capacity is positive, and the room for the unforeseen is a share of it."""
    s = dossier.settings
    if not 0 <= s.unforeseen <= 1:
        yield error(
            "onvoorzien-onjuist",
            setting("unforeseen"),
            f"De ruimte voor onvoorzien is {share(s.unforeseen)}. Verwacht: {share(0)} tot en met "
            f"{share(1)}.",
            f"Vul op het blad Start een percentage in, bijvoorbeeld {share(0.2)}.",
        )
    if s.max_opgaven is not None and s.max_opgaven < 1:
        yield error(
            "aantal-onjuist",
            setting("max_opgaven"),
            f"Het hoogste aantal opgaven is {s.max_opgaven}. Dat moet 1 of meer zijn.",
            "Vul op het blad Start een aantal in, of maak de cel leeg.",
        )
    if s.effort_capacity is not None and not s.effort_capacity > 0:
        yield error(
            "capaciteit-onjuist",
            setting("effort_capacity"),
            f"De beschikbare inzet is {number(s.effort_capacity)}. Dat moet meer dan 0 zijn.",
            "Vul op het blad Start een getal in, of maak de cel leeg.",
        )


def counting(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """At least one round counts, and no personal score can be derived from a group's."""
    s = dossier.settings
    if s.rounds_counted < 1:
        yield error(
            "rondes-onjuist",
            setting("rounds_counted"),
            f"De scores tellen mee tot en met ronde {s.rounds_counted}. Zo telt geen enkele "
            "score mee.",
            "Vul op het blad Start 1 of meer in.",
        )
    if s.smallest_group < 2:
        yield error(
            "kleinste-groep-te-klein",
            setting("smallest_group"),
            f"Bij {setting_label('smallest_group')} staat {s.smallest_group}. Zo kan uit de brief "
            "blijken wat één persoon antwoordde.",
            "Vul op het blad Start 2 of meer in. Wij raden 3 aan.",
        )
