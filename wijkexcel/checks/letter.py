"""Checks on the settings that the letter and the other documents need."""

import re
from collections.abc import Iterator
from typing import Final

from wijkexcel.checks.base import (
    Stage,
    blank,
    error,
    error_if,
    setting,
    setting_label,
    stage,
    warning,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.finding import Finding
from wijkexcel.rules.outcome import Outcome

_PHONE: Final = re.compile(r"(?<!\d)(?:14\s*0\d{1,3}(?!\d)|\d(?:[\s./()+-]*\d){6})")
"""A number that can be dialled: seven digits or more (0800-1234), or 14 and an area (14 0123)."""


ONLY_FOR_LETTER: Final = frozenset(
    (
        "afzender-ontbreekt",
        "contact-ontbreekt",
        "contact-onbereikbaar",
        "brief-vraag-ontbreekt",
        "brief-vervolg-ontbreekt",
        "brief-niet-eens-ontbreekt",
    )
)
"""Codes of errors that are no obstacle to other documents than the letter."""


def place(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Municipality and wijk: on everything that goes out, so an error once scoring begins.

    Returned answers also name the wijk; a name given later would differ.
    """
    s = dossier.settings
    now = stage(dossier) >= Stage.SCORING
    if blank(s.gemeente):
        yield error_if(
            now,
            "gemeente-ontbreekt",
            setting("gemeente"),
            "De naam van de gemeente is niet ingevuld.",
            "Vul de gemeente in op het blad Start.",
        )
    if blank(s.wijk):
        yield error_if(
            now,
            "wijk-ontbreekt",
            setting("wijk"),
            "De naam van de wijk is niet ingevuld.",
            "Vul de wijk in op het blad Start.",
        )


def sender(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Sender and contact: warnings once there are opgaven, errors when the letter is next."""
    s = dossier.settings
    if not dossier.opgaven:
        return
    now = stage(dossier) is Stage.DECIDED
    if blank(s.sender):
        yield error_if(
            now,
            "afzender-ontbreekt",
            setting("sender"),
            "De afzender van de brief is niet ingevuld.",
            "Vul op het blad Start in namens wie de brief gaat.",
        )
    if blank(s.contact_name):
        yield error_if(
            now,
            "contact-ontbreekt",
            setting("contact_name"),
            "De contactpersoon voor bewoners is niet ingevuld.",
            "Vul op het blad Start in wie vragen over de brief beantwoordt.",
        )
    elif blank(s.contact_phone) and blank(s.contact_email):
        yield error_if(
            now,
            "contact-onbereikbaar",
            setting("contact_phone"),
            f"Van contactpersoon {s.contact_name.strip()} staat er geen telefoonnummer en geen "
            "e-mailadres.",
            "Vul op het blad Start minstens een van de twee in.",
        )
    if not blank(s.contact_phone) and not _PHONE.search(s.contact_phone):
        yield warning(
            "telefoon-onjuist",
            setting("contact_phone"),
            f"'{' '.join(s.contact_phone.split())}' is geen heel telefoonnummer.",
            "Verbeter het telefoonnummer van de contactpersoon op het blad Start. Bewoners lezen "
            "het in de brief.",
        )
    if problem := email_in(s.contact_email).problem:
        yield warning(
            "e-mail-onjuist",
            setting("contact_email"),
            f"'{' '.join(s.contact_email.split())}' {problem}.",
            "Verbeter het e-mailadres van de contactpersoon op het blad Start.",
        )


def sentences(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The sentences that only people can write, when the letter is next."""
    s = dossier.settings
    if stage(dossier) is not Stage.DECIDED:
        return
    if blank(s.what_was_asked):
        yield error(
            "brief-vraag-ontbreekt",
            setting("what_was_asked"),
            "Voor de brief is niet ingevuld wat u aan bewoners en partners hebt gevraagd.",
            "Schrijf dat in een of twee zinnen op het blad Start bij "
            f"{setting_label('what_was_asked')}.",
        )
    if blank(s.next_steps):
        yield error(
            "brief-vervolg-ontbreekt",
            setting("next_steps"),
            "Voor de brief is niet ingevuld wat er hierna gebeurt.",
            "Schrijf dat in een of twee zinnen op het blad Start bij "
            f"{setting_label('next_steps')}.",
        )
    if blank(s.objection):
        yield error(
            "brief-niet-eens-ontbreekt",
            setting("objection"),
            "Voor de brief is niet ingevuld wat iemand kan doen die het niet eens is met een "
            "keuze.",
            "Schrijf dat in een of twee zinnen op het blad Start bij "
            f"{setting_label('objection')}.",
        )
