"""A mark is what somebody types: no program may complete it to a text that stands in its column."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.post.support import unanswered
from tests.post.traps import DAY, awkward, request_of
from wijkexcel.layout.entry import ENTRY, SHORT
from wijkexcel.layout.partner_form import FORM
from wijkexcel.layout.wording import above_marks
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS
from wijkexcel.outgoing.seal import seal
from wijkexcel.workbook.building.entry import build_entry
from wijkexcel.workbook.building.partner import build_partner, typed_answers

ANSWERS = ("1", "2", "3", "4", "5", *ABSTENTION_WORDS)


def columns_of_marks(data: bytes, sheet: str) -> Iterator[tuple[str, list[str]]]:
    """Header and texts of each column in which marks are typed."""
    for column in openpyxl.load_workbook(io.BytesIO(data))[sheet].columns:
        texts = [c.value for c in column if isinstance(c.value, str)]
        if any(t[:1] == "C" and t[1:].isdigit() for t in texts):
            yield texts[0], texts


@pytest.mark.parametrize("dossier", [unanswered(), awkward()], ids=["example", "awkward"])
@pytest.mark.parametrize("kind", ["partner", "entry"])
def test_no_text_in_a_column_of_marks_begins_with_an_answer(dossier: Dossier, kind: str) -> None:
    request = request_of(dossier)
    answers = typed_answers(request)
    if kind == "partner":
        data, sheet = build_partner(seal(request), None, DAY), FORM
    else:
        data, sheet, answers = build_entry([seal(request)], DAY), ENTRY, (*answers, SHORT)
    columns = list(columns_of_marks(data, sheet))
    assert len(columns) == len(request.criteria)
    for _, texts in columns:
        for text in texts:
            if text not in answers:
                assert not text.casefold().startswith(answers), text


def test_the_mark_stands_in_the_label_of_its_row() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(build_partner(seal(request_of(unanswered())), None, DAY))
    )
    labels = [cell.value for cell in book[FORM]["D"]]
    assert {"1 =", "5 ="} <= set(labels)


def test_every_mark_of_the_scale_is_an_answer() -> None:
    assert {"1", "5", ABSTENTION, "?"} <= set(typed_answers(request_of(unanswered())))


@given(st.text(max_size=20))
def test_a_text_stays_itself_but_for_quotes_around_what_would_be_completed(text: str) -> None:
    shown = above_marks(text, ANSWERS)
    assert text in shown
    assert not shown.casefold().startswith(ANSWERS)
    if not text.lstrip().casefold().startswith(ANSWERS):
        assert shown == text
