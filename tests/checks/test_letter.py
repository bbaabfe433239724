import pytest

from tests.checks.changes import Case, also, settings, undecided, unscored
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity

CASES = (
    Case(
        also(unscored, settings(gemeente=" ")),
        Severity.WARNING,
        "gemeente-ontbreekt",
        setting("gemeente"),
        "De naam van de gemeente is niet ingevuld.",
        "Vul de gemeente in op het blad Start.",
    ),
    Case(
        also(undecided, settings(gemeente="")),
        Severity.ERROR,
        "gemeente-ontbreekt",
        setting("gemeente"),
        "De naam van de gemeente is niet ingevuld.",
        "Vul de gemeente in op het blad Start.",
    ),
    Case(
        also(unscored, settings(wijk="")),
        Severity.WARNING,
        "wijk-ontbreekt",
        setting("wijk"),
        "De naam van de wijk is niet ingevuld.",
        "Vul de wijk in op het blad Start.",
    ),
    Case(
        also(undecided, settings(wijk="")),
        Severity.ERROR,
        "wijk-ontbreekt",
        setting("wijk"),
        "De naam van de wijk is niet ingevuld.",
        "Vul de wijk in op het blad Start.",
    ),
    Case(
        also(undecided, settings(sender="")),
        Severity.WARNING,
        "afzender-ontbreekt",
        setting("sender"),
        "De afzender van de brief is niet ingevuld.",
        "Vul op het blad Start in namens wie de brief gaat.",
    ),
    Case(
        settings(sender=""),
        Severity.ERROR,
        "afzender-ontbreekt",
        setting("sender"),
        "De afzender van de brief is niet ingevuld.",
        "Vul op het blad Start in namens wie de brief gaat.",
    ),
    Case(
        also(unscored, settings(contact_name="", contact_email="")),
        Severity.WARNING,
        "contact-ontbreekt",
        setting("contact_name"),
        "De contactpersoon voor bewoners is niet ingevuld.",
        "Vul op het blad Start in wie vragen over de brief beantwoordt.",
    ),
    Case(
        settings(contact_name=""),
        Severity.ERROR,
        "contact-ontbreekt",
        setting("contact_name"),
        "De contactpersoon voor bewoners is niet ingevuld.",
        "Vul op het blad Start in wie vragen over de brief beantwoordt.",
    ),
    Case(
        also(undecided, settings(contact_email="")),
        Severity.WARNING,
        "contact-onbereikbaar",
        setting("contact_phone"),
        ("Van contactpersoon Bram Oosterlaken staat er geen telefoonnummer en geen e-mailadres."),
        "Vul op het blad Start minstens een van de twee in.",
    ),
    Case(
        settings(contact_email=""),
        Severity.ERROR,
        "contact-onbereikbaar",
        setting("contact_phone"),
        ("Van contactpersoon Bram Oosterlaken staat er geen telefoonnummer en geen e-mailadres."),
        "Vul op het blad Start minstens een van de twee in.",
    ),
    Case(
        settings(contact_phone="0123 - 45"),
        Severity.WARNING,
        "telefoon-onjuist",
        setting("contact_phone"),
        "'0123 - 45' is geen heel telefoonnummer.",
        "Verbeter het telefoonnummer van de contactpersoon op het blad Start. Bewoners lezen het "
        "in de brief.",
    ),
    Case(
        settings(contact_email="wijk@example"),
        Severity.WARNING,
        "e-mail-onjuist",
        setting("contact_email"),
        "'wijk@example' is geen e-mailadres.",
        "Verbeter het e-mailadres van de contactpersoon op het blad Start.",
    ),
    Case(
        settings(what_was_asked=""),
        Severity.ERROR,
        "brief-vraag-ontbreekt",
        setting("what_was_asked"),
        "Voor de brief is niet ingevuld wat u aan bewoners en partners hebt gevraagd.",
        "Schrijf dat in een of twee zinnen op het blad Start bij 'Wat we vroegen'.",
    ),
    Case(
        settings(next_steps=""),
        Severity.ERROR,
        "brief-vervolg-ontbreekt",
        setting("next_steps"),
        "Voor de brief is niet ingevuld wat er hierna gebeurt.",
        "Schrijf dat in een of twee zinnen op het blad Start bij 'Wat er nu gebeurt'.",
    ),
    Case(
        settings(objection=" "),
        Severity.ERROR,
        "brief-niet-eens-ontbreekt",
        setting("objection"),
        "Voor de brief is niet ingevuld wat iemand kan doen die het niet eens is met een keuze.",
        "Schrijf dat in een of twee zinnen op het blad Start bij 'Niet eens met een keuze'.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
