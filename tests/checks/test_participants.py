import pytest

from tests.checks.changes import Case, add, also, drop, on, scores, undecided, unscored
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Group, GroupKind
from wijkexcel.rules.outcome import outcome_of

CASES = (
    Case(
        on("scorers", "S03", group="G2"),
        Severity.WARNING,
        "groep-te-klein",
        Where("tblGroepen", "G1", "name"),
        "Van deze groepen tellen de scores van minder dan 3 mensen mee: G1 (Gemeente): 2 personen, "
        "G2 (Corporatie): 1 persoon en G3 (Bewoners): 1 persoon. De score van zo'n groep is het "
        "antwoord van die mensen.",
        "Nodig meer mensen uit, of zeg het erbij als u de score van zo'n groep noemt.",
    ),
    Case(
        also(on("scorers", "S02", version="EERDER"), on("scorers", "S03", version="EERDER")),
        Severity.WARNING,
        "afspraken-veranderd",
        Where("tblDeelnemers", "S02", "version"),
        "De criteria, de gewichten, de schaal, de afgesproken score, de groepen of de opgaven zijn "
        "veranderd nadat deze deelnemers hun vragen kregen: S02 (Bert Kok) en S03 (Carla Dam).",
        "Kijk of hun scores nog kloppen. Veranderde een vraag of een opgave? Vraag die scores dan "
        "opnieuw.",
    ),
    Case(
        on("scorers", "S02", people=0),
        Severity.ERROR,
        "aantal-mensen-onjuist",
        Where("tblDeelnemers", "S02", "people"),
        "Bij deelnemer S02 (Bert Kok) staat dat 0 mensen het invullen. Verwacht: 1 of meer.",
        "Verbeter op het blad Deelnemers 'Aantal mensen', of maak de cel leeg.",
    ),
    Case(
        also(unscored, drop("groups")),
        Severity.ERROR,
        "groepen-ontbreken",
        Where("tblGroepen"),
        "Er staan geen groepen in.",
        ("Vul op het blad Deelnemers de groepen in, zoals gemeente, corporatie en bewoners."),
    ),
    Case(
        also(unscored, on("groups", "*", weight=0.0)),
        Severity.ERROR,
        "groepsgewichten-nul",
        Where("tblGroepen", "G1", "weight"),
        "Alle groepen hebben gewicht 0. Zo is er geen totaalscore te berekenen.",
        "Geef op het blad Deelnemers minstens één groep een gewicht.",
    ),
    Case(
        on("groups", "G2", weight=0.0),
        Severity.WARNING,
        "groep-zonder-gewicht",
        Where("tblGroepen", "G2", "weight"),
        ("Groep G2 (Corporatie) heeft gewicht 0. De scores van deze groep tellen niet mee."),
        "Geef de groep op het blad Deelnemers een gewicht, als dat niet de bedoeling is.",
    ),
    Case(
        add("groups", Group(id="G4", name="Partners", kind=GroupKind.OTHER, weight=1.0)),
        Severity.WARNING,
        "groep-zonder-deelnemer",
        Where("tblGroepen", "G4", "name"),
        "Groep G4 (Partners) heeft een gewicht, maar geen deelnemers.",
        "Voeg op het blad Deelnemers iemand toe, of zet het gewicht van de groep op 0.",
    ),
    Case(
        also(unscored, on("criteria", "C01", groups=("G1", "G2"))),
        Severity.WARNING,
        "groep-zonder-criterium",
        Where("tblGroepen", "G3", "name"),
        "Groep G3 (Bewoners) heeft deelnemers, maar scoort geen enkel criterium.",
        "Zet op het blad Criteria 'ja' bij de criteria die deze groep scoort.",
    ),
    Case(
        also(unscored, drop("scorers")),
        Severity.WARNING,
        "deelnemers-ontbreken",
        Where("tblDeelnemers"),
        "Er staan nog geen deelnemers in.",
        "Vul op het blad Deelnemers in wie de opgaven gaan scoren.",
    ),
    Case(
        on("scorers", "S02", group=""),
        Severity.ERROR,
        "deelnemer-zonder-groep",
        Where("tblDeelnemers", "S02", "group"),
        ("Deelnemer S02 (Bert Kok) hoort bij geen enkele groep. De scores tellen dan niet mee."),
        "Kies op het blad Deelnemers een groep.",
    ),
    Case(
        on("scorers", "S02", group="G9"),
        Severity.ERROR,
        "groep-onbekend",
        Where("tblDeelnemers", "S02", "group"),
        "Deelnemer S02 (Bert Kok) hoort bij groep G9. Die groep bestaat niet.",
        "Kies op het blad Deelnemers een groep uit de lijst.",
    ),
    Case(
        on("scorers", "S02", round=0),
        Severity.ERROR,
        "ronde-onjuist",
        Where("tblDeelnemers", "S02", "round"),
        "Deelnemer S02 (Bert Kok) staat in ronde 0. Verwacht: 1 of meer.",
        "Verbeter de ronde op het blad Deelnemers.",
    ),
    Case(
        also(undecided, on("scorers", "S02", email=""), scores("S02", "O02", "C02", None)),
        Severity.WARNING,
        "deelnemer-zonder-e-mail",
        Where("tblDeelnemers", "S02", "email"),
        "Deelnemer S02 (Bert Kok) heeft geen e-mailadres.",
        "Vul het adres in op het blad Deelnemers, of deel het invulblad op papier uit.",
    ),
    Case(
        also(unscored, on("scorers", "*", email="")),
        Severity.WARNING,
        "deelnemer-zonder-e-mail",
        Where("tblDeelnemers", "S01", "email"),
        "Geen enkele deelnemer heeft een e-mailadres.",
        "Vul de adressen in op het blad Deelnemers, als u de invulbladen wilt mailen.",
    ),
    Case(
        on("scorers", "S02", email="b@example.nl, c@example.nl"),
        Severity.WARNING,
        "e-mail-onjuist",
        Where("tblDeelnemers", "S02", "email"),
        "'b@example.nl, c@example.nl' bij deelnemer S02 (Bert Kok) is meer dan één e-mailadres.",
        "Verbeter het e-mailadres op het blad Deelnemers.",
    ),
    Case(
        on("scorers", "S02", email="A@example.nl"),
        Severity.WARNING,
        "e-mail-dubbel",
        Where("tblDeelnemers", "S02", "email"),
        ("Deelnemer S02 (Bert Kok) heeft hetzelfde e-mailadres als S01 (Anna Berg): A@example.nl."),
        "Kijk op het blad Deelnemers welk adres bij wie hoort.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def test_who_answered_everything_on_paper_needs_no_address() -> None:
    dossier = on("scorers", "*", email="")(clean())
    found = check(dossier, outcome_of(dossier))
    assert not [f for f in found if f.code == "deelnemer-zonder-e-mail"]
