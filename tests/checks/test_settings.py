import pytest

from tests.checks.changes import Case, also, settings, undecided, unscored
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity

CASES = (
    Case(
        also(unscored, settings(lowest=5.0, highest=1.0)),
        Severity.ERROR,
        "schaal-onjuist",
        setting("highest"),
        "De schaal loopt van 5 tot 1. De hoogste score moet hoger zijn dan de laagste.",
        "Pas op het blad Start de laagste of de hoogste score aan.",
    ),
    Case(
        also(unscored, settings(highest=float("nan"))),
        Severity.ERROR,
        "schaal-onjuist",
        setting("highest"),
        ("De schaal loopt van 1 tot geen getal. De hoogste score moet hoger zijn dan de laagste."),
        "Pas op het blad Start de laagste of de hoogste score aan.",
    ),
    Case(
        settings(step=0.0),
        Severity.ERROR,
        "stap-onjuist",
        setting("step"),
        "De kleinste stap tussen scores is 0. Dat moet meer dan 0 zijn.",
        "Vul op het blad Start een stap in, bijvoorbeeld 1 of 0,5.",
    ),
    Case(
        settings(step=0.3),
        Severity.ERROR,
        "stap-past-niet",
        setting("step"),
        "De schaal van 1 tot 5 is niet te verdelen in stappen van 0,3.",
        "Kies op het blad Start een stap waarmee u precies op de hoogste score uitkomt.",
    ),
    Case(
        also(unscored, settings(threshold=None, threshold_date=None)),
        Severity.WARNING,
        "drempel-ontbreekt",
        setting("threshold"),
        "De afgesproken score, die een opgave moet halen, is niet ingevuld.",
        ("Spreek deze score met elkaar af vóór het scoren en vul hem in op het blad Start."),
    ),
    Case(
        also(undecided, settings(threshold=None)),
        Severity.ERROR,
        "drempel-ontbreekt",
        setting("threshold"),
        "De afgesproken score, die een opgave moet halen, is niet ingevuld.",
        ("Spreek deze score met elkaar af vóór het scoren en vul hem in op het blad Start."),
    ),
    Case(
        also(undecided, settings(threshold=5.5)),
        Severity.ERROR,
        "drempel-buiten-schaal",
        setting("threshold"),
        "De afgesproken score is 5,5. Dat ligt buiten de schaal van 1 tot 5.",
        "Vul op het blad Start een score in die op de schaal ligt.",
    ),
    Case(
        settings(weights_date=None),
        Severity.WARNING,
        "gewichten-datum-ontbreekt",
        setting("weights_date"),
        "Niet alle criteria en groepen tellen even zwaar, maar de datum van die afspraak is niet "
        "ingevuld.",
        "Vul op het blad Start in wanneer u de gewichten hebt afgesproken, of laat alles even "
        "zwaar tellen.",
    ),
    Case(
        settings(threshold_date=None),
        Severity.WARNING,
        "drempel-datum-ontbreekt",
        setting("threshold_date"),
        "De afgesproken score is 3,5, maar de datum van die afspraak is niet ingevuld.",
        "Vul op het blad Start in wanneer u de score hebt afgesproken.",
    ),
    Case(
        settings(margin=-0.5),
        Severity.ERROR,
        "marge-onjuist",
        setting("margin"),
        "De marge voor 'dichtbij' is -0,5. Verwacht: een getal van 0 tot en met 4.",
        "Pas de marge aan op het blad Start, of maak de cel leeg voor 5\xa0% van de schaal.",
    ),
    Case(
        also(undecided, settings(margin=4.5)),
        Severity.ERROR,
        "marge-onjuist",
        setting("margin"),
        "De marge voor 'dichtbij' is 4,5. Verwacht: een getal van 0 tot en met 4.",
        "Pas de marge aan op het blad Start, of maak de cel leeg voor 5\xa0% van de schaal.",
    ),
    Case(
        settings(unforeseen=20.0),
        Severity.ERROR,
        "onvoorzien-onjuist",
        setting("unforeseen"),
        "De ruimte voor onvoorzien is 2000\xa0%. Verwacht: 0\xa0% tot en met 100\xa0%.",
        "Vul op het blad Start een percentage in, bijvoorbeeld 20\xa0%.",
    ),
    Case(
        settings(max_opgaven=0),
        Severity.ERROR,
        "aantal-onjuist",
        setting("max_opgaven"),
        "Het hoogste aantal opgaven is 0. Dat moet 1 of meer zijn.",
        "Vul op het blad Start een aantal in, of maak de cel leeg.",
    ),
    Case(
        settings(effort_capacity=-1.0),
        Severity.ERROR,
        "capaciteit-onjuist",
        setting("effort_capacity"),
        "De beschikbare inzet is -1. Dat moet meer dan 0 zijn.",
        "Vul op het blad Start een getal in, of maak de cel leeg.",
    ),
    Case(
        also(unscored, settings(rounds_counted=0)),
        Severity.ERROR,
        "rondes-onjuist",
        setting("rounds_counted"),
        "De scores tellen mee tot en met ronde 0. Zo telt geen enkele score mee.",
        "Vul op het blad Start 1 of meer in.",
    ),
    Case(
        settings(smallest_group=1),
        Severity.ERROR,
        "kleinste-groep-te-klein",
        setting("smallest_group"),
        (
            "Bij 'Kleinste groep die openbaar mag' staat 1. Zo kan uit de brief blijken wat één "
            "persoon antwoordde."
        ),
        "Vul op het blad Start 2 of meer in. Wij raden 3 aan.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
