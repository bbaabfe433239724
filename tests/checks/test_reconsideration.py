import pytest

from tests.checks.changes import Case, on
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Answer

CASES = (
    Case(
        on("reconsiderations", "O03", why=""),
        Severity.WARNING,
        "heroverweging-zonder-reden",
        Where("tblHeroverweging", "O03", "why"),
        (
            "Na heroverweging van opgave O03 (Groene daken) koos u 'uitstellen', maar er "
            "staat niet waarom."
        ),
        "Schrijf op het blad Heroverweging waarom.",
    ),
    Case(
        on("reconsiderations", "O03", answer=None),
        Severity.WARNING,
        "heroverweging-open",
        Where("tblHeroverweging", "O03", "answer"),
        (
            "Opgave O03 (Groene daken) haalt de score niet en is nog niet heroverwogen. "
            "Reden om nog eens te kijken: kan de wijkaanpak maken of breken."
        ),
        "Bespreek deze opgave en vul het antwoord in op het blad Heroverweging.",
    ),
    Case(
        on("reconsiderations", "O03", answer=Answer.LEAVE_OUT),
        Severity.WARNING,
        "besluit-anders-dan-heroverweging",
        Where("tblBesluit", "O03", "choice"),
        (
            "Het besluit over opgave O03 (Groene daken) is 'uitgesteld', maar na "
            "heroverweging koos u 'niet toevoegen'."
        ),
        "Pas het besluit aan, of het antwoord op het blad Heroverweging.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()
