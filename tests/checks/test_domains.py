"""Somebody at the table knows each domain, and one domain has one name."""

import pytest

from tests.checks.changes import SMALL, Case, Change, also, on
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.finding import Severity, Where
from wijkexcel.rules.outcome import outcome_of

ONE_WORD = (
    "Is het hetzelfde vakgebied? Gebruik dan overal één woord. Zijn het er twee, geef ze dan namen "
    "die duidelijk verschillen."
)
CASES = (
    Case(
        on("scorers", "S01", domain="Wegen"),
        Severity.WARNING,
        "domein-zonder-deelnemer",
        Where("tblOpgaven", "O01", "domain"),
        "Van het domein Water is er geen deelnemer. Dat domein hoort bij O01 (Riool vernieuwen) en "
        "O03 (Groene daken).",
        "Nodig iemand uit die hier verstand van heeft, of vul op het blad Deelnemers in wie dit "
        "domein kent.",
    ),
    Case(
        on("scorers", "*", domain=""),
        Severity.WARNING,
        "domein-zonder-deelnemer",
        Where("tblDeelnemers", "S01", "domain"),
        "Bij geen enkele deelnemer is een domein ingevuld. Zo is niet te zien of er genoeg kennis "
        "aan tafel zit.",
        "Vul op het blad Deelnemers in van welk domein iemand is.",
    ),
    Case(
        on("opgaven", "O03", domain="water en riolering"),
        Severity.WARNING,
        "domein-lijkt-op-ander",
        Where("tblOpgaven", "O03", "domain"),
        "Bij opgave O03 (Groene daken) staat het domein 'water en riolering', en bij O01 (Riool "
        "vernieuwen) 'Water'. Die tellen als twee domeinen.",
        ONE_WORD,
    ),
    Case(
        on("opgaven", "O02", domain="Wonen en energie"),
        Severity.WARNING,
        "domein-lijkt-op-ander",
        Where("tblDeelnemers", "S03", "domain"),
        "Bij deelnemer S03 staat het domein 'Wonen', en bij opgave O02 (Samen eten) 'Wonen en "
        "energie'. Zo is niet te zien of iemand dat domein kent.",
        ONE_WORD,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


@pytest.mark.parametrize(
    "change",
    [
        on("opgaven", "O03", domain=" WÁTER "),
        on("scorers", "S01", domain="wegen ; wáter"),
        also(
            on("opgaven", "O02", domain="Zorg, welzijn en werk"),
            on("scorers", "S02", domain="zorg,  welzijn en werk"),
        ),
    ],
)
def test_what_is_written_alike_is_one_domain(change: Change) -> None:
    dossier = change(clean())
    codes = {finding.code for finding in check(dossier, outcome_of(dossier))}
    assert codes <= {SMALL}
