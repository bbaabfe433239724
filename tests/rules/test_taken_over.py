"""The reason of the second look as the public reason: chosen, in sight, and searched."""

import pytest

from tests.checks.changes import also, on
from tests.checks.factory import clean
from tests.outgoing.support import codes
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer
from wijkexcel.outgoing.gate import Gate
from wijkexcel.rules.taken_over import with_taken_over
from wijkexcel.sentences.reasons import SHORT

WHY = "Wij wachten tot duidelijk is of de daken sterk genoeg zijn."


def dossier(reason: str = "", **second: object) -> Dossier:
    fields = {"why": f" {WHY} ", "public": True, **second}
    change = also(
        on("reconsiderations", "O03", **fields), on("decisions", "O03", public_reason=reason)
    )
    return change(clean())


def reason_of(found: Dossier) -> str:
    decisions = with_taken_over(found, found.decisions)
    return next(d for d in decisions if d.opgave == "O03").public_reason


def test_it_is_taken_over_where_nobody_wrote_a_reason() -> None:
    assert reason_of(dossier()) == WHY
    assert reason_of(dossier(SHORT.template)) == WHY, "the program's own sentence says less"


@pytest.mark.parametrize(
    "found",
    [
        dossier(public=False),
        dossier(why=" "),
        dossier(answer=None),
        dossier(answer=Answer.LEAVE_OUT),
    ],
    ids=["not chosen", "no reason", "no answer", "of another decision"],
)
def test_otherwise_nothing_is(found: Dossier) -> None:
    assert reason_of(found) == ""


def test_what_people_wrote_stays() -> None:
    assert reason_of(dossier("Eerst de daken.")) == "Eerst de daken."


def test_once_chosen_it_is_searched_as_a_public_text_and_no_secret_any_more() -> None:
    named = dossier(why=f"{WHY} Dat vond ook {clean().scorers[0].name}.")
    told = [f for f in Gate(named).in_public() if f.where.table == "tblHeroverweging"]
    assert codes(told) == {"deelnemer-in-openbare-tekst"}
    open_, closed = dossier(WHY), dossier(WHY, public=False)
    assert list(Gate(open_).in_public()) == []
    assert codes(Gate(closed).in_public()) == {"antwoord-in-openbare-tekst"}
