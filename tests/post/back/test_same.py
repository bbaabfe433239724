"""What another program made of a text that was sent is still that text."""

from datetime import datetime

import pytest

from tests.post.support import Form, changed, gathered, sent, unanswered, with_identity
from wijkexcel.layout.partner import VERSION
from wijkexcel.layout.partner_form import FORM
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.same import same, told


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (1.0, "1"),
        (1, "1"),
        ("1", "1"),
        ("1.0", "1"),
        (" 1 ", "1"),
        (12345.0, "00012345"),
        (123456e7, "123456E7"),
        (1.5, "1,5"),
        (1.5, "1.5"),
        (True, "true"),
        (True, "WAAR"),
        (False, "Onwaar"),
        (datetime(2026, 2, 1), "1-2-2026"),
        ("Plein 1", "plein 1"),
    ],
)
def test_what_a_program_makes_of_a_text_is_that_text(raw: object, text: str) -> None:
    assert same(told(raw), text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [(1.0, "2"), ("", "0"), (None, "0"), ("1", "1a"), (1.0, "true"), (2.0, "1-2-2026"), ("a", "b")],
)
def test_something_else_is_something_else(raw: object, text: str) -> None:
    assert not same(told(raw), text)


def test_an_answer_of_which_a_program_made_numbers_is_taken() -> None:
    """Of each text in the explanation and the versions that is a number: round 1 becomes 1.0."""
    dossier = unanswered()
    settings = dossier.settings.model_copy(update={"wijk": "2"})
    scorers = tuple(s.model_copy(update={"code": "00417"}) for s in dossier.scorers)
    dossier = dossier.model_copy(update={"settings": settings, "scorers": scorers})

    def change(book) -> None:  # type: ignore[no-untyped-def]
        Form(book[FORM])["O01", "C02"] = 4
        for name in ("Uitleg", VERSION):
            for row in book[name].iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.isdecimal():
                        cell.value = float(cell.value)

    data = with_identity(sent()["S01"].workbook, wijk="2", code="00417")
    found = gathered({"a.xlsx": changed(data, change)}, dossier)
    assert [line.kind for line in found.lines if line.kind is Kind.ASIDE] == []
    assert found.values["S01", "O01", "C02"][0] == 4
