"""What the team put off until a day that has come."""

from datetime import date, timedelta

import pytest

from tests.checks.changes import on
from tests.checks.factory import clean
from wijkexcel.model.records import Choice, LawStatus
from wijkexcel.rules.due import due

DAY = date(2027, 3, 1)
"""Until this day O03 of the clean dossier is deferred."""


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (DAY - timedelta(1), ""),
        (DAY, "nu weer kiezen: O03"),
        (DAY + timedelta(1), "nu weer kiezen: O03"),
    ],
)
def test_on_the_day_of_a_deferral_it_is_time_to_choose(today: date, said: str) -> None:
    assert due(clean(), today) == said


def test_a_decision_that_is_no_longer_deferred_waits_for_nothing() -> None:
    assert due(on("decisions", "O03", choice=Choice.REJECTED)(clean()), DAY) == ""


def test_a_law_is_looked_at_again_on_its_day_while_it_matters() -> None:
    dossier = on("opgaven", "O01", law_look_on=DAY)(clean())
    assert due(dossier, DAY - timedelta(1)) == ""
    assert due(dossier, DAY) == "nu weer kiezen: O03; kijk weer naar de wet: O01"
    lapsed = on("opgaven", "O01", law_status=LawStatus.LAPSED)(dossier)
    rejected = on("decisions", "O01", choice=Choice.REJECTED)(dossier)
    assert due(lapsed, DAY) == due(rejected, DAY) == "nu weer kiezen: O03"
