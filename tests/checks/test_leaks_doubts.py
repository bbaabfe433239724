import pytest

from tests.checks.changes import Case, Change, also, on, settings
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Answer, Reconsideration
from wijkexcel.rules.outcome import outcome_of

REASON = Where("tblBesluit", "O02", "public_reason")
PLACE = "In de openbare tekst bij 'Openbare reden' van O02 staat"
REWRITE = "Schrijf deze tekst anders: hij wordt openbaar."


def reason(text: str, opgave: str = "O02") -> Change:
    return on("decisions", opgave, public_reason=text)


def described(text: str, opgave: str = "O02") -> Change:
    return on("opgaven", opgave, description=text)


ASKED = Where("tblOpgaven", "O02", "description")
THERE = "In de tekst bij 'Beschrijving' van O02 staat"
READ = "Schrijf deze tekst anders: wie scoort, leest hem."
LONGER = "Wij weten: beheer wil niet langer wachten op het bestuur."
CASES = (
    Case(
        reason("Volgens Berg is dit te duur."),
        Severity.WARNING,
        "deel-van-naam-in-openbare-tekst",
        REASON,
        f"{PLACE} 'Berg'. Zo heet ook deelnemer S01 (Anna Berg).",
        f"Gaat het over deze deelnemer? {REWRITE}",
    ),
    Case(
        reason("Daarover sprak ANNA met de buurt."),
        Severity.WARNING,
        "deel-van-naam-in-openbare-tekst",
        REASON,
        f"{PLACE} 'ANNA'. Zo heet ook deelnemer S01 (Anna Berg).",
        f"Gaat het over deze deelnemer? {REWRITE}",
    ),
    Case(
        reason("Dhr. van der Ploeg wil dit niet."),
        Severity.WARNING,
        "persoon-in-openbare-tekst",
        REASON,
        f"{PLACE} 'Dhr. van der Ploeg'. Dat lijkt een persoon.",
        "Mag deze persoon met naam in de brief? Schrijf de tekst anders als dat niet zo is.",
    ),
    Case(
        reason("Bel de bewoner op 06 12345678."),
        Severity.WARNING,
        "adres-in-openbare-tekst",
        REASON,
        f"{PLACE} '06 12345678'. Dat lijkt een telefoonnummer.",
        f"Is het van een persoon? {REWRITE}",
    ),
    Case(
        also(on("opgaven", "O01", cost=45_000.0), reason("Er is € 45.000 voor.")),
        Severity.WARNING,
        "intern-getal-in-openbare-tekst",
        REASON,
        f"{PLACE} '45.000'. Dat staat ook bij 'Geschatte kosten' van O01.",
        f"Mag dit bekend worden? {REWRITE}",
    ),
    Case(
        also(on("opgaven", "O02", effort=3.0), described("Dit kost het team 3 punten aan inzet.")),
        Severity.WARNING,
        "intern-getal-in-uitvraag",
        ASKED,
        f"{THERE} '3'. Dat staat ook bij 'Inzet' van O02.",
        f"Mag dit bekend worden? {READ}",
    ),
    Case(
        described("De corporatie gaf hier een 3 voor."),
        Severity.WARNING,  # all is decided: what only partners read holds up no letter
        "score-in-uitvraag",
        ASKED,
        f"{THERE} 'gaf hier een 3'. Daaruit is af te leiden wat iemand antwoordde.",
        f"Wie scoort, krijgt niet te lezen wat anderen scoorden. {READ}",
    ),
    Case(
        described("Vraag het aan Berg."),
        Severity.WARNING,
        "deel-van-naam-in-uitvraag",
        ASKED,
        f"{THERE} 'Berg'. Zo heet ook deelnemer S01 (Anna Berg).",
        f"Gaat het over deze deelnemer? {READ}",
    ),
    Case(
        described("Dhr. van der Ploeg wil dit niet."),
        Severity.WARNING,
        "persoon-in-uitvraag",
        ASKED,
        f"{THERE} 'Dhr. van der Ploeg'. Dat lijkt een persoon.",
        "Mogen anderen die scoren dit lezen? Schrijf de tekst anders als dat niet zo is.",
    ),
    Case(
        also(
            on("decisions", "O01", internal_note=LONGER),
            described("Want beheer wil niet langer wachten op anderen."),
        ),
        Severity.WARNING,
        "interne-woorden-in-uitvraag",
        ASKED,
        f"{THERE} 'beheer wil niet langer wachten'. Die woorden staan ook in de interne notitie "
        "bij O01.",
        f"Was dit bedoeld voor wie besluit? {READ}",
    ),
    Case(
        reason("Deze opgave kreeg een 2,33 en dat is te laag."),
        Severity.ERROR,
        "score-in-openbare-tekst",
        REASON,
        f"{PLACE} 'kreeg een 2,33'. Daaruit is af te leiden wat iemand antwoordde.",
        f"De brief noemt geen scores en geen aantallen deelnemers. {REWRITE}",
    ),
    Case(
        on("opgaven", "O02", name="Samen eten (2 van de 3 bewoners tegen)"),
        Severity.WARNING,
        "score-in-openbare-tekst",
        Where("tblOpgaven", "O02", "name"),
        "In de openbare tekst bij 'Opgave' van O02 staat '2 van de 3 bewoners'. Dat lijkt een "
        "score of een aantal deelnemers.",
        "Gaat het over wie de opgaven scoorden? De brief noemt geen scores en geen aantallen "
        f"deelnemers. {REWRITE}",
    ),
    Case(
        reason("De huurders gaven een vier, en twee deelnemers belden ons."),
        Severity.WARNING,
        "score-in-openbare-tekst",
        REASON,
        f"{PLACE} 'gaven een vier' en 'twee deelnemers'. Dat lijkt een score of een aantal "
        "deelnemers.",
        "Gaat het over wie de opgaven scoorden? De brief noemt geen scores en geen aantallen "
        f"deelnemers. {REWRITE}",
    ),
    Case(
        reason("Kosten en draagvlak: 2,33, en dat is te laag."),
        Severity.ERROR,
        "score-in-openbare-tekst",
        REASON,
        f"{PLACE} 'draagvlak: 2,33'. Daaruit is af te leiden wat iemand antwoordde.",
        f"De brief noemt geen scores en geen aantallen deelnemers. {REWRITE}",
    ),
    Case(
        reason("Kosten en tempo: 2,33, en dat is te laag."),
        Severity.WARNING,
        "score-in-openbare-tekst",
        REASON,
        f"{PLACE} 2,33. Dat is ook een score van deze opgave.",
        f"Is dit de score? De brief noemt geen scores en geen aantallen deelnemers. {REWRITE}",
    ),
    Case(
        also(
            on("decisions", "O01", internal_note=LONGER),
            reason("Wij zeggen nee, want beheer wil niet langer wachten op anderen."),
        ),
        Severity.WARNING,
        "interne-woorden-in-openbare-tekst",
        REASON,
        f"{PLACE} 'beheer wil niet langer wachten'. Die woorden staan ook in de interne notitie "
        "bij O01.",
        f"Was dit bedoeld voor wie besluit? {REWRITE}",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def found(change: Change) -> tuple[Finding, ...]:
    dossier = change(clean())
    return check(dossier, outcome_of(dossier))


def codes(change: Change) -> set[str]:
    return {finding.code for finding in found(change)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kosten en draagvlak: 2,33.", "score-in-openbare-tekst"),
        ("Met een 3,0 is dit te weinig.", "score-in-openbare-tekst"),
        ("Mevrouw de Wit belde.", "persoon-in-openbare-tekst"),
        ("Wij spraken de heer Ploeg.", "persoon-in-openbare-tekst"),
    ],
)
def test_what_is_found(text: str, code: str) -> None:
    assert code in codes(reason(text))


@pytest.mark.parametrize(
    "text",
    [
        "Op de berg is het kouder.",
        "Bergen van afval liggen op straat.",
        "Dat kost 2,33 miljoen euro, dus € 2,33 per huis en 3,00 % rente.",
        "Er zijn 3 straten en 12,33 meter, versie 2,33,1.",
        "De heer van het huis komt niet.",
        "Wij vragen mevrouw niet.",
        "De wijk is voor iedereen en dat is in de straat te zien.",
    ],
)
def test_what_is_ordinary_gives_nothing(text: str) -> None:
    assert codes(reason(text)) <= {"groep-te-klein"}


def test_words_of_the_dossier_itself_are_no_name() -> None:
    named = also(on("scorers", "S01", name="Groene Riool"), reason("Riool en Groene daken."))
    assert not [f for f in found(named) if f.where == REASON]


def test_who_signs_the_letter_may_be_named() -> None:
    signed = settings(sender="Anna Berg", next_steps="Mevrouw Berg belt u.")
    assert codes(signed) <= {"groep-te-klein"}


def test_a_whole_name_is_said_once() -> None:
    assert codes(reason("Mevrouw Anna Berg belt u.")) == {
        "deelnemer-in-openbare-tekst",
        "groep-te-klein",
    }


def test_the_reason_of_the_second_look_is_internal() -> None:
    why = "Er zijn te weinig leden om dit te dragen."
    second = Reconsideration(opgave="O03", answer=Answer.DEFER, why=why)
    change = also(
        lambda d: d.model_copy(update={"reconsiderations": (second,)}),
        reason("Want er zijn te weinig leden om dit te dragen, zeggen wij.", "O03"),
    )
    assert "antwoord-in-openbare-tekst" in codes(change)
