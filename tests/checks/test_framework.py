import pytest

from tests.checks.changes import Case, also, drop, on, undecided, unscored
from wijkexcel.layout import placeholder
from wijkexcel.model.finding import Severity, Where

UNCHOSEN = (
    "Bij criterium C01 (Draagvlak) is niet gekozen of het openbaar of intern is. Zolang dat leeg "
    "is, is het intern: het staat niet in de brief."
)
CHOOSE = "Kies op het blad Criteria bij 'Openbaar of intern' wat het is."

CASES = (
    Case(
        also(unscored, on("criteria", "C01", name=placeholder.NAME)),
        Severity.WARNING,
        "criterium-nog-invullen",
        Where("tblCriteria", "C01", "name"),
        (
            "Bij criterium C01 staat nog de tekst van het lege werkboek: 'Wat bewoners belangrijk"
            " vinden (samen invullen)'."
        ),
        (
            "Schrijf op het blad Criteria een eigen naam en vraag, vóór het scoren. Vraag bewoners"
            " wat voor hen telt. Komt dit criterium er niet, maak de rij dan leeg."
        ),
    ),
    Case(
        also(undecided, on("criteria", "C01", question=f"{placeholder.QUESTION} Is het veilig?")),
        Severity.ERROR,
        "criterium-nog-invullen",
        Where("tblCriteria", "C01", "question"),
        "Bij criterium C01 staat nog de tekst van het lege werkboek: 'Draagvlak'.",
        (
            "Schrijf op het blad Criteria een eigen naam en vraag, vóór het scoren. Vraag bewoners"
            " wat voor hen telt. Komt dit criterium er niet, maak de rij dan leeg."
        ),
    ),
    *(
        Case(
            also(unscored, on("criteria", "C01", **left)),
            Severity.WARNING,
            "criterium-nog-invullen",
            Where("tblCriteria", "C01", next(iter(left))),
            f"Bij criterium C01 staat nog de tekst van het lege werkboek: '{name}'.",
            "Schrijf op het blad Criteria een eigen naam en vraag, vóór het scoren. Vraag andere "
            "partners wat voor hen telt. Komt dit criterium er niet, maak de rij dan leeg.",
        )
        for left, name in (
            ({"name": placeholder.OTHERS_NAME}, placeholder.OTHERS_NAME),
            ({"question": placeholder.OTHERS_QUESTION}, "Draagvlak"),
        )
    ),
    Case(
        also(unscored, drop("criteria"), drop("anchors")),
        Severity.ERROR,
        "criteria-ontbreken",
        Where("tblCriteria"),
        "Er staan nog geen criteria in.",
        "Vul op het blad Criteria in waarop u de opgaven wilt vergelijken.",
    ),
    Case(
        also(unscored, on("criteria", "*", weight=0.0)),
        Severity.ERROR,
        "gewichten-nul",
        Where("tblCriteria", "C01", "weight"),
        "Alle criteria hebben gewicht 0. Zo is er geen totaalscore te berekenen.",
        "Geef op het blad Criteria minstens één criterium een gewicht.",
    ),
    Case(
        also(
            unscored,
            on("criteria", "C01", weight=0.0),
            on("criteria", "C02", weight=0.0, floor=None),
        ),
        Severity.ERROR,
        "openbaar-criterium-ontbreekt",
        Where("tblCriteria", "C01", "visibility"),
        (
            "Geen enkel criterium dat meetelt, is openbaar. De brief kan dan niet uitleggen"
            " hoe u hebt gekozen."
        ),
        "Maak op het blad Criteria minstens één criterium met een gewicht openbaar.",
    ),
    Case(
        also(unscored, on("criteria", "C01", visibility=None)),
        Severity.WARNING,
        "openbaar-of-intern-ontbreekt",
        Where("tblCriteria", "C01", "visibility"),
        UNCHOSEN,
        CHOOSE,
    ),
    Case(
        on("criteria", "C01", visibility=None),
        Severity.ERROR,
        "openbaar-of-intern-ontbreekt",
        Where("tblCriteria", "C01", "visibility"),
        UNCHOSEN,
        CHOOSE,
    ),
    Case(
        also(undecided, on("criteria", "C01", question="")),
        Severity.WARNING,
        "vraag-ontbreekt",
        Where("tblCriteria", "C01", "question"),
        "Bij criterium C01 (Draagvlak) staat geen vraag.",
        "Schrijf op het blad Criteria de vraag die de deelnemers beantwoorden.",
    ),
    Case(
        on("criteria", "C01", question=""),
        Severity.ERROR,
        "vraag-ontbreekt",
        Where("tblCriteria", "C01", "question"),
        "Bij criterium C01 (Draagvlak) staat geen vraag.",
        "Schrijf op het blad Criteria de vraag die de deelnemers beantwoorden.",
    ),
    Case(
        on("criteria", "C03", question=""),
        Severity.WARNING,
        "vraag-ontbreekt",
        Where("tblCriteria", "C03", "question"),
        "Bij criterium C03 (Politieke winst) staat geen vraag.",
        "Schrijf op het blad Criteria de vraag die de deelnemers beantwoorden.",
    ),
    Case(
        also(unscored, on("criteria", "C02", groups=())),
        Severity.ERROR,
        "criterium-zonder-groep",
        Where("tblCriteria", "C02", "G1"),
        "Geen enkele groep scoort criterium C02 (Kosten).",
        "Zet op het blad Criteria 'ja' bij de groepen die dit criterium scoren.",
    ),
    Case(
        also(undecided, on("criteria", "C02", floor=5.5)),
        Severity.ERROR,
        "ondergrens-buiten-schaal",
        Where("tblCriteria", "C02", "floor"),
        ("De ondergrens van criterium C02 (Kosten) is 5,5. Dat ligt buiten de schaal van 1 tot 5."),
        "Pas de ondergrens aan op het blad Criteria, of maak de cel leeg.",
    ),
    Case(
        also(unscored, on("criteria", "C03", groups=("G1", "G3"))),
        Severity.WARNING,
        "intern-criterium-bij-anderen",
        Where("tblCriteria", "C03", "G3"),
        (
            "Criterium C03 (Politieke winst) is intern, maar groep G3 (Bewoners) scoort "
            "het. Die deelnemers zien het dus."
        ),
        ("Haal op het blad Criteria 'ja' weg bij deze groep, of maak het criterium openbaar."),
    ),
    Case(
        on("criteria", "C01", put_forward_by="Woonstichting Het Vlietdak"),
        Severity.WARNING,
        "bewonerscriterium-ontbreekt",
        Where("tblCriteria", "", "put_forward_by"),
        "Geen enkel criterium is ingebracht door bewoners.",
        ("Vraag bewoners wat voor hen voorrang moet krijgen en voeg dat toe als criterium."),
    ),
    Case(
        on("criteria", "C01", put_forward_by="Oudervliet"),
        Severity.WARNING,
        "criteria-alleen-gemeente",
        Where("tblCriteria", "", "put_forward_by"),
        ("Alle criteria komen van de gemeente. De voorwaarden van bewoners en anderen ontbreken."),
        (
            "Vraag bewoners en partners wat voor hen telt, voeg dat toe als criterium en "
            "vul in wie het inbracht."
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
