"""Who was asked to join, and what people said must come first."""

from datetime import date
from typing import Any

import pytest

from tests.checks.changes import TODAY, Case, Change, add, also, on, undecided, unscored
from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.checks.joining import no_answer_yet, where_chosen
from wijkexcel.layout.named import JOINING, PRIORITIES
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Joining, Joins, Priority
from wijkexcel.rules.joining import still_open, to_consider
from wijkexcel.rules.outcome import outcome_of

LATE = date(2026, 9, 20)


def asked(**fields: Any) -> Change:
    return add("joining", Joining(id="M01", body="Afdeling Beheer", **fields))


def counted(id_: str = "V01", **fields: Any) -> Change:
    return add("priorities", Priority(id=id_, answer="Minder overlast", **fields))


CASES = (
    Case(
        asked(answer_before=LATE),
        Severity.WARNING,
        "geen-antwoord-op-meedoen",
        Where(JOINING, "M01", "joins"),
        "M01 (Afdeling Beheer) zei nog geen ja of nee. Het antwoord zou er zijn voor 20-09-2026.",
        "Vraag het nog eens. Vul op het blad Meedoen het antwoord in, of bij 'Antwoord voor' een "
        "nieuwe dag.",
    ),
    Case(
        asked(answer_before=LATE, joins=Joins.UNSURE),
        Severity.WARNING,
        "geen-antwoord-op-meedoen",
        Where(JOINING, "M01", "joins"),
        "M01 (Afdeling Beheer) zei nog geen ja of nee. Het antwoord zou er zijn voor 20-09-2026.",
        "Vraag het nog eens. Vul op het blad Meedoen het antwoord in, of bij 'Antwoord voor' een "
        "nieuwe dag.",
    ),
    Case(
        asked(joins=Joins.NO, opgave="O01", consider="Wij hebben geen mensen."),
        Severity.WARNING,
        "doet-niet-mee",
        Where("tblBesluit", "O01", "choice"),
        "M01 (Afdeling Beheer) doet niet mee bij opgave O01 (Riool vernieuwen). Antwoord: Wij "
        "hebben geen mensen.",
        "Kan het zonder hen? Schrijf op het blad Besluit bij 'Zo regelt u dat (mag)' hoe. Kan "
        "het niet, kies dan 'niet gekozen' of 'uitgesteld'.",
    ),
    Case(
        asked(joins=Joins.YES, opgave="O01", consider="De sleuf gaat open.", until=TODAY),
        Severity.NOTE,
        "rekening-houden-met",
        Where("tblBesluit", "O01", "choice"),
        "Houd bij opgave O01 (Riool vernieuwen) rekening met wat M01 (Afdeling Beheer) vraagt (tot "
        "21-09-2026): De sleuf gaat open.",
        "Past dat bij uw besluit? Dan hoeft u niets te doen.",
    ),
    Case(
        asked(email="geen adres"),
        Severity.WARNING,
        "e-mail-onjuist",
        Where(JOINING, "M01", "email"),
        "'geen adres' bij M01 (Afdeling Beheer) is geen e-mailadres.",
        "Verbeter het e-mailadres op het blad Meedoen.",
    ),
    Case(
        asked(opgave="O99"),
        Severity.ERROR,
        "opgave-onbekend",
        Where(JOINING, "M01", "opgave"),
        "Bij M01 (Afdeling Beheer) staat opgave O99. Die staat niet op het blad Opgaven.",
        "Kies op het blad Meedoen een opgave uit de lijst, of maak de cel leeg.",
    ),
    Case(
        asked(asked_on=date(2026, 9, 22)),
        Severity.ERROR,
        "dag-komt-nog",
        Where(JOINING, "M01", "asked_on"),
        "Bij 'Gevraagd op' van M01 staat 22-09-2026. Die dag komt nog.",
        "Verbeter de datum op het blad Meedoen, of maak de cel leeg tot het zover is.",
    ),
    Case(
        counted(criterion="C99"),
        Severity.ERROR,
        "criterium-onbekend",
        Where(PRIORITIES, "V01", "criterion"),
        "Bij antwoord V01 staat criterium C99. Dat staat niet op het blad Criteria.",
        "Kies op het blad Meedoen een criterium uit de lijst, of maak de cel leeg.",
    ),
    Case(
        counted(times=-1),
        Severity.ERROR,
        "aantal-onjuist",
        Where(PRIORITIES, "V01", "times"),
        "Bij antwoord V01 staat dat het -1 keer is genoemd. Verwacht: 0 of meer.",
        "Verbeter op het blad Meedoen 'Hoe vaak genoemd'.",
    ),
    Case(
        also(undecided, unscored, counted(times=3), counted("V02", times=2, criterion="C01")),
        Severity.WARNING,
        "vaakst-genoemd-zonder-criterium",
        Where(PRIORITIES, "V01", "criterion"),
        "'Minder overlast' is het vaakst genoemd, en hoort nog bij geen criterium.",
        "Maak er een criterium van op het blad Criteria, en kies dat bij 'Wordt criterium (Nr)'.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


@pytest.mark.parametrize(
    "change",
    [
        asked(),
        asked(answer_before=TODAY),
        asked(answer_before=LATE, joins=Joins.YES),
        asked(answer_before=LATE, joins=Joins.NO),
        asked(joins=Joins.YES, consider="De sleuf gaat open."),
        asked(joins=Joins.YES, consider="De sleuf gaat open.", opgave="O01", until=LATE),
        asked(joins=Joins.YES, consider=" ", opgave="O01"),
        counted(times=3),
        counted(times=0),
        also(undecided, unscored, counted(times=3, criterion="C01"), counted("V02", times=2)),
        also(undecided, unscored, asked(consider="De sleuf gaat open.", opgave="O01")),
    ],
)
def test_nothing_to_say(change: Change) -> None:
    dossier = change(clean())
    found = check(dossier, outcome_of(dossier), TODAY)
    assert [f.text for f in found if f.where.table in {JOINING, PRIORITIES, "tblBesluit"}] == []


def test_what_is_not_chosen_need_not_consider_anything() -> None:
    dossier = clean()
    rejected = next(d.opgave for d in dossier.decisions if d.choice == "niet gekozen")
    said = asked(consider="De sleuf gaat open.", opgave=rejected)(dossier)
    assert to_consider(said, rejected, TODAY)
    assert list(where_chosen(said, TODAY)) == []


def test_who_does_not_join_is_told_until_it_is_written_how_it_goes_without() -> None:
    said = asked(joins=Joins.NO, opgave="O01")(clean())
    open_ = on("decisions", "O01", choice=None)(said)
    settled = on("decisions", "O01", form_settled="De gemeente doet het zelf.")(said)
    deferred = on("decisions", "O01", choice="uitgesteld")(said)
    codes = [[f.code for f in where_chosen(d, TODAY)] for d in (said, open_, settled, deferred)]
    assert codes == [["doet-niet-mee"], ["doet-niet-mee"], [], []]


def test_who_does_not_join_may_still_ask_to_be_taken_into_account() -> None:
    change = asked(joins=Joins.NO, opgave="O01", consider="De sleuf gaat open.")
    settled = on("decisions", "O01", form_settled="De gemeente doet het zelf.")
    found = where_chosen(also(change, settled)(clean()), TODAY)
    assert [f.code for f in found] == ["rekening-houden-met"]


def test_an_answer_is_late_from_the_day_after() -> None:
    one = Joining(id="M01", body="x", answer_before=TODAY)
    assert not still_open(one, TODAY)
    assert still_open(one, date(2026, 9, 22))
    assert not still_open(one.model_copy(update={"answer_before": None}), TODAY)
    assert list(no_answer_yet(clean(), TODAY)) == []
