import pytest

from tests.checks.changes import Case, on, settings
from wijkexcel.checks.base import setting
from wijkexcel.model.finding import Severity, Where

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


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
