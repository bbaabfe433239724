import pytest

from tests.checks.changes import Case, Change, also, on, settings, undecided
from tests.checks.factory import clean
from wijkexcel.checks.base import setting
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Answer, Reconsideration
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.rules.outcome import outcome_of

CASES = (
    Case(
        on("decisions", "O02", public_reason="Er is te weinig politieke\nwinst."),
        Severity.ERROR,
        "intern-criterium-in-openbare-tekst",
        Where("tblBesluit", "O02", "public_reason"),
        (
            "In de openbare tekst bij 'Openbare reden' van O02 staat de naam van "
            "een intern criterium: C03 "
            "(Politieke winst)."
        ),
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
    Case(
        on("decisions", "O03", follow_up="Vragen aan Anna Berg."),
        Severity.ERROR,
        "deelnemer-in-openbare-tekst",
        Where("tblBesluit", "O03", "follow_up"),
        (
            "In de openbare tekst bij 'Vervolg, of waarop u wacht' van O03 staat "
            "de naam van een deelnemer: S01 (Anna Berg)."
        ),
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
    Case(
        on("ambitions", "O01", who="Bert Kok (gemeente)"),
        Severity.ERROR,
        "deelnemer-in-openbare-tekst",
        Where("tblAmbitie", "O01", "who"),
        "In de openbare tekst bij 'Wie' van O01 staat de naam van een deelnemer: S02 (Bert Kok).",
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
    Case(
        on("opgaven", "O03", put_forward_by="Mevrouw Carla Dam"),
        Severity.ERROR,
        "deelnemer-in-openbare-tekst",
        Where("tblOpgaven", "O03", "put_forward_by"),
        (
            "In de openbare tekst bij 'Ingebracht door' van O03 staat de naam van "
            "een deelnemer: S03 (Carla Dam)."
        ),
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
    Case(
        on("decisions", "O02", public_reason="Want beheer wil niet langer wachten."),
        Severity.ERROR,
        "notitie-in-openbare-tekst",
        Where("tblBesluit", "O02", "public_reason"),
        (
            "In de openbare tekst bij 'Openbare reden' van O02 staat letterlijk de "
            "interne notitie bij O01."
        ),
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
    Case(
        settings(next_steps="Ja: dit is een open deur."),
        Severity.ERROR,
        "opmerking-in-openbare-tekst",
        setting("next_steps"),
        (
            "In de tekst bij 'Wat er nu gebeurt' staat letterlijk een opmerking "
            "van deelnemer S01 over O01."
        ),
        "Schrijf deze tekst anders: hij wordt openbaar.",
    ),
)

SECOND = Reconsideration(
    opgave="O03", answer=Answer.DEFER, why="De straat is er nog niet klaar voor."
)
SECRETS: tuple[tuple[Change, str, str, str], ...] = (
    (also(), "Vraag het aan Anna Berg.", "deelnemer", "de naam van een deelnemer: S01 (Anna Berg)"),
    (
        also(),
        "Mail naar A@example.nl.",
        "adres",
        "'A@example.nl'. Dat staat ook bij 'E-mail' van deelnemer S01",
    ),
    (
        also(),
        "Dit geeft politieke winst.",
        "intern-criterium",
        "de naam van een intern criterium: C03 (Politieke winst)",
    ),
    (
        also(),
        "Beheer wil niet langer wachten.",
        "notitie",
        "letterlijk de interne notitie bij O01",
    ),
    (
        also(),
        "Dit is een open deur!",
        "opmerking",
        "letterlijk een opmerking van deelnemer S01 over O01",
    ),
    (
        lambda d: d.model_copy(update={"reconsiderations": (SECOND,)}),
        SECOND.why,
        "antwoord",
        "letterlijk de reden bij de heroverweging van O03",
    ),
    (
        on("opgaven", "O01", chances="De aannemer betaalt een deel mee."),
        "de aannemer betaalt een deel mee",
        "interne-tekst",
        "letterlijk wat bij 'Kansen' van O01 staat",
    ),
)
CASES = (
    *CASES,
    *(
        Case(
            also(change, on("decisions", "O02", public_reason=text)),
            Severity.ERROR,
            f"{code}-in-openbare-tekst",
            Where("tblBesluit", "O02", "public_reason"),
            f"In de openbare tekst bij 'Openbare reden' van O02 staat {said}.",
            "Schrijf deze tekst anders: hij wordt openbaar.",
        )
        for change, text, code, said in SECRETS
    ),
    *(
        Case(
            also(change, on("opgaven", "O02", description=text)),
            Severity.WARNING,  # all is decided; see below
            f"{code}-in-uitvraag",
            Where("tblOpgaven", "O02", "description"),
            f"In de tekst bij 'Beschrijving' van O02 staat {said}.",
            "Schrijf deze tekst anders: wie scoort, leest hem.",
        )
        for change, text, code, said in SECRETS
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


def test_the_name_of_a_criterion_on_which_nobody_chose_is_internal() -> None:
    unchosen = on("criteria", "C02", visibility=None)
    dossier = also(unchosen, settings(next_steps="Wij letten op de kosten."))(clean())
    found = check(dossier, outcome_of(dossier))
    assert ("intern-criterium-in-openbare-tekst", setting("next_steps")) in {
        (f.code, f.where) for f in found
    }


def test_what_only_partners_read_holds_up_no_letter() -> None:
    """Once all is decided; before that it does, and what is sent out it always holds up."""
    named = on("opgaven", "O02", description="Vraag het aan Anna Berg.")
    for change, severity in ((named, Severity.WARNING), (also(undecided, named), Severity.ERROR)):
        dossier = change(clean())
        found = {f.code: f.severity for f in check(dossier, outcome_of(dossier))}
        assert found["deelnemer-in-uitvraag"] is severity
        assert [f.severity for f in gate_of(dossier).in_asked()] == [Severity.ERROR]
